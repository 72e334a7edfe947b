package participant

import (
	"fyne.io/fyne/v2"

	"framsteg/app/ui/widget"
)

// Spot is where on the page the keys go: to a region of the picture, or to a
// row of a table. The zero Spot is anywhere else.
type Spot struct {
	Region string // its id; "" for none
	Table  table  // "" for none
	Row    int    // of the table
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
	for name, t := range p.tables() {
		if focused == t.Focusable() {
			return Spot{Table: name, Row: t.Current()}
		}
	}
	return Spot{}
}

// GoTo lets the keys go to where Spot was, if that is still there.
func (p *Page) GoTo(spot Spot) {
	t, is := p.tables()[spot.Table]
	switch {
	case is && t.Visible():
		t.GoTo(spot.Row)
		p.Window.Canvas().Focus(t.Focusable())
	case p.chart.Select(spot.Region):
		p.Window.Canvas().Focus(p.chart)
	}
}
