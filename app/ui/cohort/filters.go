package cohort

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/overview"
	"framsteg/app/progress/cohort"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// filters choose whom and what the page is about. The first row always shows, and
// the others where all are asked for.
type filters struct {
	page    *Page
	choices map[string]*widget.Choice
	from    *widget.DateEntry
	to      *widget.DateEntry
	limit   *widget.Choice
	all     []fyne.CanvasObject // in order
	first   *fyne.Container
	more    *fyne.Container
	said    *fynewidget.Label // what is wrong with a date
	content *fyne.Container
	offered *Answer
}

// How many filters stand side by side in a wide window, and in a narrow one.
const (
	inWide   = 7
	inNarrow = 4
)

// limitsOffered are the least counts that can be chosen to be shown.
var limitsOffered = []int{cohort.LeastLimit, 6, 8, 10, 15, 20, 30, 50}

func newFilters(p *Page) *filters {
	f := &filters{page: p, choices: map[string]*widget.Choice{}}
	date := func(placeholder string, d skapa.Date) *widget.DateEntry {
		e := p.DateEntry(d)
		e.PlaceHolder = placeholder
		e.OnEnter, e.OnLeft, e.OnPicked = f.readPeriod, f.readPeriod, f.readPeriod
		return e
	}
	f.from, f.to = date(p.Words.T("cohort.from"), p.place.Filter.From), date(p.Words.T("cohort.to"), p.place.Filter.To)
	for _, name := range []string{"team", "supervisor", "rater", "window", "state"} {
		f.add(name)
	}
	f.all = append(f.all, f.from, f.to)
	for _, name := range []string{"municipality", "sex", "age", "referrer", "target", "category"} {
		f.add(name)
	}
	f.limit = f.limitChoice()
	f.all = append(f.all, f.limit)
	f.said = fynewidget.NewLabel("")
	f.said.Importance = fynewidget.DangerImportance
	f.said.Wrapping = fyne.TextWrapWord
	f.said.Hide()
	f.name()
	f.first, f.more = container.NewStack(), container.NewStack()
	f.content = container.NewVBox(f.first, f.more, f.said)
	f.arrange()
	return f
}

// name says what each chooses, before it is known what occurs.
func (f *filters) name() {
	kept, rater := f.page.place.Filter, f.page.place.Rater
	f.fill(&Answer{})
	f.page.place.Filter, f.page.place.Rater = kept, rater
	for _, c := range f.choices {
		c.Disable()
	}
}

func (f *filters) add(name string) {
	c := widget.NewChoice(nil, nil)
	f.choices[name] = c
	f.all = append(f.all, c)
}

// limitChoice chooses which counts are hidden.
func (f *filters) limitChoice() *widget.Choice {
	p := f.page
	offered := limitsOffered
	if !slices.Contains(offered, p.limit) {
		offered = append(slices.Clone(limitsOffered), p.limit)
		slices.Sort(offered)
	}
	var texts []string
	for _, n := range offered {
		texts = append(texts, p.Words.T("cohort.limit", words.Args{"Limit": n}))
	}
	c := widget.NewChoice(texts, nil)
	c.SetSelectedIndex(slices.Index(offered, p.limit))
	c.OnChanged = func(string) {
		p.limit = offered[c.SelectedIndex()]
		p.OnLimit(p.limit)
		p.ask()
	}
	return c
}

// limits tells whether small numbers are hidden, and so whether it can be chosen
// which.
func (f *filters) limits(hides bool) {
	if hides {
		f.limit.Enable()
	} else {
		f.limit.Disable()
	}
}

// arrange lays the filters out for the width of the page.
func (f *filters) arrange() {
	n := inWide
	if f.page.narrow {
		n = inNarrow
	}
	f.first.Objects = []fyne.CanvasObject{container.NewGridWithColumns(n, f.all[:n]...)}
	f.more.Objects = []fyne.CanvasObject{container.NewGridWithColumns(n, f.all[n:]...)}
	f.more.Hidden = !f.page.place.More
	f.content.Refresh()
}

// outOfSight counts the filters that are chosen and don't show.
func (f *filters) outOfSight() (n int) {
	if f.page.place.More {
		return 0
	}
	for _, o := range f.all[len(f.first.Objects[0].(*fyne.Container).Objects):] {
		switch o := o.(type) {
		case *widget.Choice:
			if o != f.limit && o.SelectedIndex() > 0 {
				n++
			}
		case *widget.DateEntry:
			if o.Text != "" {
				n++
			}
		}
	}
	return n
}

// offer offers what occurs in the workspace. What is chosen and occurs no more is
// asked for no more.
func (f *filters) offer(a *Answer) {
	if f.offered != nil && f.offered.people == a.people {
		return
	}
	f.offered = a
	before, rater := f.page.place.Filter, f.page.place.Rater
	for _, c := range f.choices {
		c.Enable()
	}
	f.fill(a)
	if f.page.place.Filter != before || f.page.place.Rater != rater {
		f.page.ask()
	}
}

func (f *filters) fill(a *Answer) {
	w, to := f.page.Words, &f.page.place.Filter
	none := w.T("overview.unrecorded")
	offer := func(name, every string, options []widget.Option, chosen *string) {
		f.choices[name].Offer(every, options, chosen, f.page.changed)
	}
	offer("team", w.T("participants.everyTeam"), idOptions(a.Choices.Teams, a.Names.Teams, w.T("overview.nobody.team")), &to.Team)
	offer("supervisor", w.T("participants.everySupervisor"), idOptions(a.Choices.Supervisors, a.Names.Supervisors, w.T("overview.nobody.supervisor")), &to.Supervisor)
	offer("state", w.T("cohort.state.any"), []widget.Option{{Text: states[0], Label: w.T("participants.active")}, {Text: states[1], Label: w.T("participants.finished")}}, &to.State)
	offer("municipality", w.T("cohort.every.municipality"), textOptions(a.Choices.Municipalities, none), &to.Municipality)
	offer("referrer", w.T("cohort.every.referrer"), textOptions(a.Choices.Referrers, none), &to.Referrer)
	offer("target", w.T("cohort.every.target"), textOptions(a.Choices.TargetGroups, none), &to.Target)
	offer("sex", w.T("cohort.every.sex"), namedOptions(skapa.Sexes, func(s skapa.Sex) string { return w.T("sex." + string(s)) }), &to.Sex)
	offer("age", w.T("cohort.every.age"), namedOptions(cohort.Ages, func(a cohort.Age) string { return overview.AgeName(w, a) }), &to.Age)
	offer("category", w.T("cohort.every.category"), namedOptions(skapa.Categories, func(c skapa.Category) string { return w.T("category." + string(c)) }), &to.Category)
	var windows []widget.Option
	for _, months := range cohort.Spans[1:] {
		windows = append(windows, widget.Option{Text: fmt.Sprint(int(months)), Label: w.T("cohort.window", words.Args{"Months": int(months)})})
	}
	offer("window", w.T("cohort.window.latest"), windows, &to.Window)
	var raters []widget.Option
	for _, r := range skapa.Raters {
		raters = append(raters, widget.Option{Text: string(r), Label: w.T("cohort.rater." + string(r))})
	}
	offer("rater", w.T("cohort.rater.both"), raters, (*string)(&f.page.place.Rater))
}

// readPeriod takes the days that are written, of a whole year or month its first or
// last. What is none is refused, and the
// page stays as it was.
func (f *filters) readPeriod() {
	if f.page.closed.Load() {
		return
	}
	if first, _, is := wholeOf(f.from.Text); is {
		f.from.SetDate(first)
	}
	if _, last, is := wholeOf(f.to.Text); is {
		f.to.SetDate(last)
	}
	var wrong skapa.Findings
	from, to := f.from.Read("from", &wrong), f.to.Read("to", &wrong)
	if len(wrong) == 0 && !to.IsZero() && to < from {
		wrong = append(wrong, skapa.Finding{Field: "to", Key: "error.cohort.period"})
	}
	if len(wrong) > 0 {
		f.say(f.page.Words.Finding(wrong[0]))
		return
	}
	f.say("")
	if filter := &f.page.place.Filter; filter.From != from || filter.To != to {
		filter.From, filter.To = from, to
		f.page.changed()
	}
}

// wholeOf gives the first and the last day of a year or a month, as in 2025 and
// 2025-03; false for any other text.
func wholeOf(text string) (first, last skapa.Date, is bool) {
	for layout, months := range map[string]int{"2006": 12, "2006-01": 1} {
		if t, err := time.Parse(layout, strings.TrimSpace(text)); err == nil {
			return skapa.DateIn(t), skapa.DateIn(t.AddDate(0, months, -1)), true
		}
	}
	return 0, 0, false
}

// wrong tells whether what is written is no period.
func (f *filters) wrong() bool { return f.said.Text != "" }

func (f *filters) say(sentence string) {
	if f.said.Text == sentence {
		return
	}
	f.said.SetText(sentence)
	f.said.Hidden = sentence == ""
	document, is := f.page.Document()
	f.page.heading.show(document, is)
	f.page.relay()
}

// clear chooses everybody and everything.
func (f *filters) clear() {
	f.page.place.Filter, f.page.place.Rater = Filter{}, ""
	f.from.SetDate(0)
	f.to.SetDate(0)
	f.say("")
	if f.offered != nil {
		f.fill(f.offered)
	}
	f.page.changed()
}
