package catalogue

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/screen"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// people lists who takes part in an activity now.
type people struct {
	screen.Deps
	activity skapa.ID
	shown    []taking
	heading  *fynewidget.Label
	table    *widget.Table
	none     *fynewidget.Label
}

// taking is somebody's part in the activity.
type taking struct {
	skapa.Participation
	code, name string
}

func newPeople(d screen.Deps, activity skapa.ID) *people {
	w := d.Words
	p := &people{Deps: d, activity: activity, heading: widget.NewSubheading(""), none: widget.NewHint(w.T("activities.nobody"))}
	p.table = widget.NewTable([]widget.Column{
		{Title: w.T("participants.column.code"), Width: 76},
		{Title: w.T("participants.column.name"), Width: 90},
		{Title: w.T("participation.period"), Width: 196},
	}, func() int { return len(p.shown) }, p.cell)
	return p
}

func (p *people) cell(row, column int) string {
	t := p.shown[row]
	switch column {
	case 0:
		return t.code
	case 1:
		return t.name
	}
	return p.Words.T("participation.period."+string(t.Status), words.Args{"From": t.Start, "To": t.End})
}

func (p *people) layout(add fyne.CanvasObject) fyne.CanvasObject {
	head := container.NewBorder(nil, nil, nil, add, p.heading)
	return container.NewBorder(head, nil, nil, nil, container.NewStack(p.table, p.none))
}

// read lists anew who takes part.
func (p *people) read(ctx context.Context) error {
	parts, err := p.Store.ParticipationsIn(ctx, p.activity)
	if err != nil {
		return err
	}
	cases, err := p.Store.Caseload(ctx)
	if err != nil {
		return err
	}
	who := make(map[skapa.ID]*store.Case, len(cases))
	for i := range cases {
		who[cases[i].ID] = &cases[i]
	}
	p.shown = nil
	var many store.Taking
	for _, part := range parts {
		if c := who[part.Participant]; c != nil && !part.Status.Ended() {
			p.shown = append(p.shown, taking{part, c.Code, c.Name})
			if part.Status == skapa.Planned {
				many.Planned++
			} else {
				many.Ongoing++
			}
		}
	}
	key := "activities.people"
	if many.Planned > 0 {
		key = "activities.people.planned"
	}
	p.heading.SetText(p.Words.T(key, words.Args{"N": p.Words.Number(many.Ongoing), "Planned": p.Words.Number(many.Planned)}))
	p.table.Hidden, p.none.Hidden = len(p.shown) == 0, len(p.shown) > 0
	p.table.Reload()
	p.none.Refresh()
	return nil
}
