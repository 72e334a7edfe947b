package overview

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"framsteg/app/progress/cohort"
	"framsteg/app/words"
)

// section begins a section with the sentences that stand before its tables.
func (a author) section(key string, intro ...string) Section {
	return Section{Key: key, Title: a.w.T("overview.section." + key), Intro: intro}
}

// column is what the cells below a heading tell.
type column struct {
	key, name string
}

// columns gives the columns of some keys, in words.
func (a author) columns(keys ...string) []column {
	columns := make([]column, len(keys))
	for i, key := range keys {
		columns[i] = column{key, a.w.T("overview.column." + key)}
	}
	return columns
}

// steps gives a column for each step of the scale.
func (a author) steps() []column {
	columns := make([]column, len(a.Instrument.Steps))
	for i := range columns {
		columns[i] = column{a.w.Number(i + 1), a.w.T("overview.step", words.Args{"Step": i + 1})}
	}
	return columns
}

// maker fills a table row by row, and names each of its cells.
type maker struct {
	Table
	columns []column
}

func newTable(key, title, corner string, columns []column) *maker {
	m := &maker{Table{Key: key, Title: title, Corner: corner}, columns}
	for _, c := range columns {
		m.Columns = append(m.Columns, c.name)
	}
	return m
}

// row adds a row with a cell for each column.
func (m *maker) row(key, name string, cells ...Cell) {
	for i := range cells {
		c := m.columns[i]
		cells[i].Key = m.Key + "." + key + "." + c.key
		cells[i].Name = m.Title + ": " + name + ", " + small(c.name)
	}
	m.Rows = append(m.Rows, Row{name, cells})
}

// small gives a heading as it stands inside a sentence.
func small(heading string) string {
	first, n := utf8.DecodeRuneInString(heading)
	return string(unicode.ToLower(first)) + heading[n:]
}

// nothing is shown where nothing can be said.
const nothing = "–"

func (a author) empty() Cell { return Cell{Text: nothing} }

func (a author) dark(k Kind) Cell { return Cell{Kind: k, Text: a.w.T("overview.hidden"), Hidden: true} }

func (a author) count(c cohort.Count) Cell {
	if c.Hidden {
		return a.dark(Count)
	}
	return Cell{Kind: Count, Text: a.w.Number(c.N), Value: float64(c.N), Who: c.Who}
}

// share gives which part of a whole a count is, and who they are.
func (a author) share(part, whole cohort.Count) Cell {
	switch {
	case part.Hidden || whole.Hidden:
		return a.dark(Share)
	case whole.N == 0:
		return a.empty()
	}
	x := float64(part.N) / float64(whole.N)
	text := a.w.T("overview.percent", words.Args{"Value": a.w.Decimal(100*x, 0)})
	if 0 < x && x < 0.005 {
		text = a.w.T("overview.percent.little")
	}
	return Cell{Kind: Share, Text: text, Value: x, Who: part.Who}
}

// digits of a statistic that is shown, at most. What is published is rounded to one
// or two, and what is internal is shown with two.
const digits = 2

// least gives how many it is shown with at least.
func (a author) least() int {
	if a.Limit == 0 {
		return digits
	}
	return 1
}

func (a author) stat(s cohort.Stat) Cell {
	switch {
	case s.Hidden:
		return a.dark(Stat)
	case !s.Known:
		return a.empty()
	}
	return Cell{Kind: Stat, Text: a.w.Decimals(s.Value, a.least(), digits), Value: s.Value}
}

// difference gives a statistic with its sign.
func (a author) difference(s cohort.Stat) Cell {
	c := a.stat(s)
	if c.Shown() {
		c.Text = a.w.Signed(s.Value, a.least(), digits)
	}
	return c
}

func (a author) interval(i cohort.Interval) []Cell {
	return []Cell{a.difference(i.Mean), a.difference(i.Low), a.difference(i.High)}
}

func (a author) box(b cohort.Box) []Cell {
	return []Cell{a.stat(b.Lower), a.stat(b.Median), a.stat(b.Upper)}
}

// parts fills a table with the parts of a whole, as counts and as shares.
func (a author) parts(m *maker, parts []cohort.Part, whole cohort.Count, name func(key string) string) {
	for _, p := range parts {
		m.row(partKey(p.Key), name(p.Key), a.count(p.Count), a.share(p.Count, whole))
	}
}

// What parts without a name are called in keys.
const (
	unrecorded = "unrecorded"
	others     = "others"
)

// partKey is what a part is called in keys. A name that reads as one of a part
// without has a sign before it.
func partKey(key string) string {
	switch plain := strings.TrimLeft(key, "="); {
	case key == "":
		return unrecorded
	case key == cohort.Others:
		return others
	case plain == unrecorded || plain == others:
		return "=" + key
	}
	return key
}
