package participant

import (
	"slices"
	"strings"

	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// suggest suggests the activities that serve the area first, of these and of
// the others those where the participant lives or anywhere.
func (f *ParticipationForm) suggest() {
	order := func(a skapa.Activity) int {
		n := 0
		if f.area != "" && !a.Serves.Has(f.area) {
			n += 2
		}
		if a.Municipality != "" && !strings.EqualFold(a.Municipality, f.participant.Municipality) {
			n++
		}
		return n
	}
	slices.SortStableFunc(f.catalogue, func(a, b skapa.Activity) int { return order(a) - order(b) })
	options := make([]widget.Option, len(f.catalogue))
	for i, a := range f.catalogue {
		options[i] = widget.Option{Text: a.Name, Label: joined("  ·  ", a.Name, a.Provider, a.Municipality)}
	}
	f.activity.Suggest(options, func(i int) {
		f.category.SetSelectedIndex(slices.Index(skapa.Categories, f.catalogue[i].Category))
	})
}

// joined joins the texts that are not empty.
func joined(between string, texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(text string) bool { return text == "" }), between)
}

func (f *ParticipationForm) inCatalogue(is func(skapa.Activity) bool) (skapa.Activity, bool) {
	if i := slices.IndexFunc(f.catalogue, is); i >= 0 {
		return f.catalogue[i], true
	}
	return skapa.Activity{}, false
}

// named gives the activity of a category by name, whatever the case of its
// letters.
func (f *ParticipationForm) named(name string, c skapa.Category) (skapa.Activity, bool) {
	return f.inCatalogue(func(a skapa.Activity) bool {
		return strings.EqualFold(a.Name, skapa.Tidy(name)) && a.Category == c
	})
}

// matchCategory shows the category of an activity that is in the catalogue.
func (f *ParticipationForm) matchCategory(name string) {
	a, found := f.inCatalogue(func(a skapa.Activity) bool { return strings.EqualFold(a.Name, skapa.Tidy(name)) })
	if found {
		f.category.SetSelectedIndex(slices.Index(skapa.Categories, a.Category))
	}
	f.showAbout()
}

// showAbout says what the catalogue has about the activity that is chosen.
func (f *ParticipationForm) showAbout() {
	text := ""
	if i := f.category.SelectedIndex(); i >= 0 {
		if a, found := f.named(f.activity.Text, skapa.Categories[i]); found {
			text = f.aboutActivity(a)
		}
	}
	f.about.SetText(text)
	f.about.Hidden = text == ""
	if f.content != nil {
		f.content.Refresh()
	}
}

func (f *ParticipationForm) aboutActivity(a skapa.Activity) string {
	w := f.Words
	var areas []string
	for _, area := range a.Serves.Areas() {
		areas = append(areas, f.instrument.AreaName(area, w.Lang))
	}
	say := func(key, text string) string {
		if text == "" {
			return ""
		}
		return w.T(key, words.Args{"Text": text})
	}
	setting := ""
	if a.Setting != skapa.SettingUnknown {
		setting = w.T("setting." + string(a.Setting))
	}
	return joined("  ·  ", a.Provider, a.Municipality, setting,
		say("activity.about.serves", strings.Join(areas, ", ")), say("activity.about.contact", a.Contact))
}
