package participant

import (
	"image/color"
	"slices"
	"strings"

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
		{Title: w.T("numbers.sincePrevious"), Width: 132},
		{Title: w.T("numbers.sinceFirst"), Width: 132},
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
		n.add(n.words.T("report.mean"), p.Mean)
	}
	n.meaning.SetText(meaning(n.words, p))
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

// cell gives the text of a column; what is not known is an empty cell. A first
// answer is one only beside a later one.
func (r numberRow) cell(w words.Words, column int) string {
	value := func(p progress.Point, rated bool) string {
		if !rated {
			return ""
		}
		return chart.Value(w, p.Value)
	}
	switch column {
	case 0:
		return r.name
	case 1:
		return w.T("participant.ratings." + string(r.rater))
	case 2:
		change, known := r.line.SinceFirst()
		return value(change.From, known)
	case 3:
		return value(r.line.Previous())
	case 4:
		return value(r.line.Latest())
	case 5:
		return changed(w, r.line.SincePrevious)
	case 6:
		return changed(w, r.line.SinceFirst)
	}
	slope, known := r.line.Slope()
	if !known {
		return ""
	}
	return chart.Signed(w, slope)
}

// changed says by how much something changed and how sure that is; of what did
// not change, only in which way.
func changed(w words.Words, since func() (progress.Change, bool)) string {
	change, known := since()
	switch {
	case !known:
		return ""
	case change.Certainty == progress.Unchanged:
		return chart.Certainty(w, change)
	}
	return w.T("report.signed", words.Args{"Change": chart.Signed(w, change.Steps), "Certainty": chart.Certainty(w, change)})
}

// meaning says what the words of the table mean, and of which meeting the mean
// is where its rater has answered since.
func meaning(w words.Words, p progress.Progress) string {
	if len(p.Moments) == 0 {
		return ""
	}
	text := w.T("numbers.meaning", words.Args{
		"Area": limits(w, p.Areas[0]),
		"Mean": limits(w, p.Mean),
	})
	older := byRater(w, p.Mean, func(l progress.Line) string {
		latest, rated := l.Latest()
		since := func(p progress.Point) bool { return p.Date > latest.Date && p.Kind != progress.NoAssessment }
		if !rated || !slices.ContainsFunc(l.Points, since) {
			return ""
		}
		return latest.Date.String()
	})
	if older != "" {
		text += " " + w.T("report.meanOf", words.Args{"Date": older})
	}
	return text
}

// limits gives what a change needs to be certain.
func limits(w words.Words, a progress.Area) string {
	return byRater(w, a, func(l progress.Line) string { return w.Decimal(l.MDC, 2) })
}

// byRater gives what say says of the lines of an area: once where all say the
// same, else with whom it is about. One that is "" is left out.
func byRater(w words.Words, a progress.Area, say func(progress.Line) string) string {
	var said, named []string
	for _, r := range skapa.Raters {
		if line := a.Line(r); line.Asked {
			text := say(line)
			said = append(said, text)
			if text != "" {
				named = append(named, w.T("numbers.of", words.Args{"Value": text, "Rater": w.T("participant.ratings." + string(r))}))
			}
		}
	}
	if same := slices.Compact(said); len(same) == 1 {
		return same[0]
	}
	return strings.Join(named, ", ")
}
