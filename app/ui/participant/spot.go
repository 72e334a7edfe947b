package participant

import (
	"fyne.io/fyne/v2"

	"framsteg/app/ui/widget"
	"framsteg/store/skapa"
)

// Spot is where on the page the keys go: to a region of the picture, to a row of
// a table, or into the plan. The zero Spot is anywhere else.
type Spot struct {
	Region string // its id; "" for none
	Table  table  // "" for none
	Row    int    // of the table
	Area   skapa.Area
	Goal   skapa.ID // in the area; zero for the area itself
}

// table names a table of the page.
type table string

const (
	numbersTable    table = "numbers"
	ratingsTable    table = "ratings"
	activitiesTable table = "activities"
)

func (p *Page) tables() map[table]*widget.Table {
	return map[table]*widget.Table{numbersTable: p.numbers.table, ratingsTable: p.ratings, activitiesTable: p.activities}
}

// Spot gives where the keys go.
func (p *Page) Spot() Spot {
	focused := p.Window.Canvas().Focused()
	if focused == fyne.Focusable(p.chart) {
		return Spot{Region: p.chart.Selected()}
	}
	if focused == fyne.Focusable(p.add) {
		return Spot{Table: activitiesTable} // where a new one stands
	}
	for name, t := range p.tables() {
		if focused == t.Focusable() {
			return Spot{Table: name, Row: t.Current()}
		}
	}
	area, goal := p.plan.Spot()
	return Spot{Area: area, Goal: goal}
}

// GoTo lets the keys go to where Spot was, if that is still there.
func (p *Page) GoTo(spot Spot) {
	t, is := p.tables()[spot.Table]
	switch {
	case is && t.Visible():
		t.GoTo(spot.Row)
		p.Window.Canvas().Focus(t.Focusable())
	case spot.Area != "" && p.viewer.viewing.View == Plan:
		p.plan.GoTo(spot.Area, spot.Goal)
	case p.chart.Select(spot.Region):
		p.Window.Canvas().Focus(p.chart)
	}
}
