package settings

import (
	"context"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/widget"
	"framsteg/store/skapa"
)

// places is the part of the page about how many participants each team plans to have
// at one time: a field for each team, empty for no plan.
type places struct {
	page   *Page
	teams  []skapa.Team
	kept   map[skapa.ID]int
	fields []*widget.Field // by team
}

func newPlaces(p *Page) (pl *places, err error) {
	pl = &places{page: p}
	if pl.teams, err = p.Store.Teams(context.Background()); err != nil {
		return nil, err
	}
	if err := pl.read(); err != nil {
		return nil, err
	}
	for _, t := range pl.teams {
		e := widget.NewEntry()
		e.Text = number(pl.kept[t.ID])
		e.OnEnter = p.OnSave
		pl.fields = append(pl.fields, widget.NewField(nameOf(t), t.Name, e, "").Wrap())
	}
	return pl, nil
}

// nameOf names the field of a team.
func nameOf(t skapa.Team) string { return "places " + t.ID.String() }

// number writes a plan.
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func (pl *places) read() (err error) {
	pl.kept, err = pl.page.Store.Places(context.Background())
	return err
}

// box shows the fields, two beside each other; nothing where there is no team.
func (pl *places) box() *fyne.Container {
	w := pl.page.Words
	if len(pl.teams) == 0 {
		return container.NewVBox()
	}
	about := fynewidget.NewLabel(w.T("settings.places.about"))
	about.Wrapping = fyne.TextWrapWord
	box := container.NewVBox(widget.NewSubheading(w.T("settings.places")), about)
	for i := 0; i < len(pl.fields); i += 2 {
		row := []fyne.CanvasObject{pl.fields[i], container.NewVBox()}
		if i+1 < len(pl.fields) {
			row[1] = pl.fields[i+1]
		}
		box.Add(widget.Pair(row[0], row[1]))
	}
	return box
}

func (pl *places) entry(i int) *widget.Entry { return pl.fields[i].Input.(*widget.Entry) }

// texts gives what stands in the fields, by their names.
func (pl *places) texts() map[string]string {
	texts := map[string]string{}
	for i, f := range pl.fields {
		texts[f.Name] = pl.entry(i).Text
	}
	return texts
}

// fill writes texts into the fields that have them.
func (pl *places) fill(texts map[string]string) {
	for i, f := range pl.fields {
		if text, given := texts[f.Name]; given {
			pl.entry(i).SetText(text)
		}
	}
}

// reload shows what is kept.
func (pl *places) reload() error {
	err := pl.read()
	for i, t := range pl.teams {
		pl.entry(i).SetText(number(pl.kept[t.ID]))
	}
	return err
}

// planned gives what stands in the fields, and what is wrong with it.
func (pl *places) planned() (all map[skapa.ID]int, findings skapa.Findings) {
	all = map[skapa.ID]int{}
	for i, t := range pl.teams {
		text := strings.TrimSpace(pl.entry(i).Text)
		if text == "" {
			continue
		}
		n, err := strconv.Atoi(text)
		if err != nil {
			findings = append(findings, skapa.Finding{Field: nameOf(t), Key: "error.number.places"})
			continue
		}
		for _, f := range skapa.ValidatePlaces(n) {
			f.Field = nameOf(t)
			findings = append(findings, f)
		}
		all[t.ID] = n
	}
	return all, findings
}

// write saves the plans that are others than those kept.
func (pl *places) write(ctx context.Context, all map[skapa.ID]int) error {
	for _, t := range pl.teams {
		if all[t.ID] == pl.kept[t.ID] {
			continue
		}
		if err := pl.page.Store.SavePlaces(ctx, t.ID, all[t.ID]); err != nil {
			return err
		}
	}
	return nil
}
