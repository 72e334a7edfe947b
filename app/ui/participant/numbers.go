package participant

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/chart"
	"framsteg/app/progress"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// numbers are what the pictures show as a table, with what its words mean
// below it: a row for each area and rater, and for the mean of the areas.
type numbers struct {
	words  words.Words
	OnOpen func(assessment skapa.ID)

	table   *widget.Table
	meaning *fynewidget.Label
	none    *fynewidget.Label
	content fyne.CanvasObject
	height  *canvas.Rectangle // of the table
	rows    []numberRow
}

// numberRow is what one rater said about one area, or about all of them.
type numberRow struct {
	name  string
	rater skapa.Rater
	line  progress.Line
}

func newNumbers(w words.Words) *numbers {
	n := &numbers{words: w, height: canvas.NewRectangle(color.Transparent)}
	n.table = widget.NewTable([]widget.Column{
		{Title: w.T("numbers.area"), Width: 160},
		{Title: w.T("participant.ratings.rater"), Width: 62},
		{Title: w.T("numbers.first"), Width: 40, Narrow: true},
		{Title: w.T("numbers.previous"), Width: 42, Narrow: true},
		{Title: w.T("numbers.latest"), Width: 50, Narrow: true},
		{Title: w.T("numbers.sincePrevious"), Width: 80, Narrow: true},
		{Title: w.T("numbers.sinceFirst"), Width: 78, Narrow: true},
		{Title: w.T("numbers.certainty"), Width: 116},
		{Title: w.T("numbers.slope"), Width: 80, Narrow: true},
	}, func() int { return len(n.rows) }, func(row, column int) string { return n.rows[row].cell(w, column) })
	n.table.OnOpen = n.open
	n.meaning = widget.NewHint("")
	n.none = quiet(w.T("participant.noRatings"))
	n.content = container.NewBorder(nil, n.meaning, nil, nil, container.NewStack(n.height, n.table, n.none))
	return n
}

// show fills the table.
func (n *numbers) show(p progress.Progress) {
	n.rows = nil
	if len(p.Moments) > 0 {
		for _, area := range p.Areas {
			n.add(p.Instrument.AreaName(area.Area, n.words.Lang), area)
		}
		n.add(n.words.T("numbers.mean"), p.Mean)
	}
	n.meaning.SetText(n.words.T("numbers.meaning", words.Args{
		"Area": chart.Value(n.words, progress.MDC95(p.Instrument.ItemPrecision())),
		"Mean": chart.Value(n.words, progress.MDC95(p.Instrument.MeanPrecision())),
	}))
	n.meaning.Hidden = len(n.rows) == 0
	showEither(n.table, n.none, len(n.rows) > 0)
}

// leastRows is the least height in dp of the table: its headers and some rows.
const leastRows = 160

// fit gives the table what a height leaves for it.
func (n *numbers) fit(height float32) {
	if n.meaning.Visible() {
		height -= n.meaning.MinSize().Height + theme.Padding()
	}
	n.height.SetMinSize(fyne.NewSize(0, max(leastRows, height)))
}

func (n *numbers) add(name string, area progress.Area) {
	for _, r := range skapa.Raters {
		if line := area.Line(r); line.Asked {
			n.rows = append(n.rows, numberRow{name, r, line})
		}
	}
}

// open opens the newest assessment that a row has a number of.
func (n *numbers) open(row int) {
	if newest, rated := n.rows[row].line.Latest(); rated && !newest.Assessment.IsZero() {
		n.OnOpen(newest.Assessment)
	}
}

// cell gives the text of a column; what is not known is an empty cell.
func (r numberRow) cell(w words.Words, column int) string {
	value := func(p progress.Point, rated bool) string {
		if !rated {
			return ""
		}
		return chart.Value(w, p.Value)
	}
	steps := func(c progress.Change, known bool) string {
		if !known {
			return ""
		}
		return chart.Signed(w, c.Steps)
	}
	switch column {
	case 0:
		return r.name
	case 1:
		return w.T("participant.ratings." + string(r.rater))
	case 2:
		return value(r.line.First())
	case 3:
		return value(r.line.Previous())
	case 4:
		return value(r.line.Latest())
	case 5:
		return steps(r.line.SincePrevious())
	case 6:
		return steps(r.line.SinceFirst())
	case 7:
		change, known := r.line.SinceFirst()
		if !known {
			return ""
		}
		return chart.Certainty(w, change)
	}
	slope, known := r.line.Slope()
	if !known {
		return ""
	}
	return chart.Signed(w, slope)
}
