package report

import (
	"slices"

	"framsteg/app/chart/pdf"
	"framsteg/app/chart/scene"
	"framsteg/app/overview"
	"framsteg/app/words"
)

// How wide the columns of numbers are.
const (
	mostNames  = 0.36 // of the column of names, as a share of all, where the others need the rest
	leastNames = 70
	mostColumn = 0.3 // as a share of all
	evenColumn = 56  // of one that needs less, where there is room
	airOfText  = 1.0 // around the longest text of a column, in sizes of it
)

// numbers sets a table under its name, with how to read it. One that is wider than
// a page is set as several, below each other, each with the names of its rows. Of
// one that shows no number there is a sentence.
func (m many) numbers(t overview.Table) {
	if n := secrets(t); n > 0 {
		said := m.words.N("report.cohort.secret", n)
		m.heading(pdf.Heading3, minorTitle, minorGap, t.Title, m.high(m.muted(), said))
		m.paragraph(pdf.Paragraph, m.muted(), said)
		return
	}
	parts := m.fitting(t)
	for i, part := range parts {
		title := t.Title
		if len(parts) > 1 {
			title = m.words.T("report.cohort.part", words.Args{"Title": t.Title, "Part": i + 1, "Parts": len(parts)})
		}
		note := ""
		if i == 0 {
			note = t.Note
		}
		m.heading(pdf.Heading3, minorTitle, minorGap, title, m.noted(note)+kept(part))
		if note != "" {
			m.paragraph(pdf.Paragraph, m.muted(), note)
			m.space(headed)
		}
		m.table(part)
	}
}

// secrets gives how many numbers a table hides, 0 where it shows any.
func secrets(t overview.Table) (hidden int) {
	for _, r := range t.Rows {
		for _, c := range r.Cells {
			if c.Hidden {
				hidden++
			} else if c.Kind != overview.Empty {
				return 0
			}
		}
	}
	return hidden
}

// noted gives the height of a note above a table.
func (m many) noted(note string) float64 {
	if note == "" {
		return 0
	}
	return m.high(m.muted(), note) + headed
}

// kept gives the height of what of a table must be on one page: all of a small
// one.
func kept(t table) float64 {
	const small = 0.45 * (bottom - top)
	if all := whole(t); all <= small {
		return all
	}
	return t.beginning()
}

func whole(t table) float64 { return heights(t.heads) + heights(t.rows) }

// least gives the height that a table needs on a page to begin on it, with its
// name.
func (m many) least(t overview.Table) float64 {
	if n := secrets(t); n > 0 {
		return minorGap + m.high(style{minorTitle, true, scene.Ink}, t.Title) + headed + m.high(m.muted(), m.words.N("report.cohort.secret", n))
	}
	return minorGap + m.high(style{minorTitle, true, scene.Ink}, t.Title) + headed + m.noted(t.Note) + kept(m.fitting(t)[0])
}

// half is the width of one of two tables that stand beside each other, and gutter
// is between them.
const (
	gutter = 26.0
	half   = (width - gutter) / 2
)

// pair gives how high two tables beside each other are; false where one is too wide
// or too long for that.
func (m many) pair(a, b overview.Table) (high float64, fits bool) {
	m.wide = half
	defer func() { m.wide = width }()
	for _, t := range []overview.Table{a, b} {
		if m.namesOf(t)+m.numbersOf(t) > half || kept(m.fitting(t)[0]) < whole(m.fitting(t)[0]) {
			return 0, false
		}
		high = max(high, m.least(t))
	}
	return high, true
}

// first gives the height that the first of some tables needs on a page to begin on
// it, or the first two beside each other.
func (m many) first(tables []overview.Table) float64 {
	if len(tables) > 1 {
		if high, fits := m.pair(tables[0], tables[1]); fits {
			return high
		}
	}
	return m.least(tables[0])
}

// beside sets two tables beside each other; false where they do not fit.
func (m many) beside(a, b overview.Table) bool {
	high, fits := m.pair(a, b)
	if !fits {
		return false
	}
	m.need(high)
	y := m.y
	m.wide = half
	defer func() { m.left, m.wide = side, width }()
	m.numbers(a)
	below := m.y
	m.y, m.left = y, side+half+gutter
	m.numbers(b)
	m.y = max(m.y, below)
	return true
}

// fitting gives a table, measured, as one or more that are no wider than the text.
func (m many) fitting(t overview.Table) []table {
	widths := make([]float64, len(t.Columns))
	for i := range widths {
		widths[i] = m.needOf(t, i)
	}
	names := min(m.namesOf(t), max(mostNames*m.wide, m.wide-m.numbersOf(t)))
	var tables []table
	for _, c := range divided(widths, m.wide-names) {
		tables = append(tables, m.measure(m.partOf(t, names, c[0], level(widths[c[0]:c[1]], m.wide-names))))
	}
	return tables
}

// namesOf gives how wide the column of names is.
func (m many) namesOf(t overview.Table) float64 {
	wide := leastNames + 0.0
	for _, r := range t.Rows {
		wide = max(wide, scene.Width(printable(r.Name), m.cell, true)+airOfText*m.cell)
	}
	return max(wide, scene.Width(t.Corner, m.cell, true)+airOfText*m.cell)
}

// numbersOf gives how wide all columns of numbers are.
func (m many) numbersOf(t overview.Table) float64 {
	all := 0.0
	for i := range t.Columns {
		all += m.needOf(t, i)
	}
	return all
}

// needOf gives how wide a column of numbers must be: as the longest word of its
// head, and as its longest number.
func (m many) needOf(t overview.Table, i int) float64 {
	wide := 0.0
	for _, piece := range pieces(t.Columns[i]) {
		wide = max(wide, scene.Width(piece, m.cell, true))
	}
	for _, r := range t.Rows {
		wide = max(wide, scene.Width(printable(r.Cells[i].Text), m.cell, false))
	}
	return min(wide+airOfText*m.cell, mostColumn*m.wide)
}

// divided divides columns into as few parts as have room, of about as many columns
// each, and gives where each begins and ends. A part has at least one column.
func divided(widths []float64, room float64) [][2]int {
	for parts := 1; ; parts++ {
		var all [][2]int
		fits := true
		const rounding = 1e-6
		for i := range parts {
			from, to := i*len(widths)/parts, (i+1)*len(widths)/parts
			sum := 0.0
			for _, w := range widths[from:to] {
				sum += w
			}
			fits = fits && (sum <= room+rounding || to-from < 2)
			all = append(all, [2]int{from, to})
		}
		if fits {
			return all
		}
	}
}

// level makes columns that need less than others as wide as they, as far as there
// is room.
func level(widths []float64, room float64) []float64 {
	sum := func(least float64) (all float64) {
		for _, w := range widths {
			all += max(w, least)
		}
		return all
	}
	least := float64(evenColumn)
	for least > 0 && sum(least) > room {
		least--
	}
	levelled := slices.Clone(widths)
	for i, w := range levelled {
		levelled[i] = max(w, least)
	}
	return levelled
}

// partOf gives the columns of a table from one on, of some widths, beside the names
// of its rows.
func (m many) partOf(t overview.Table, names float64, from int, widths []float64) table {
	part := table{columns: []column{{width: names}}, width: names}
	heads := row{low: true, cells: []cell{{text: t.Corner, head: true, colour: scene.Muted}}}
	for i, w := range widths {
		part.columns = append(part.columns, column{width: w})
		part.width += w
		heads.cells = append(heads.cells, cell{text: t.Columns[from+i], head: true, number: true, colour: scene.Muted})
	}
	part.heads = []row{heads}
	for n, r := range t.Rows {
		set := row{shade: n%2 == 0, cells: []cell{{text: r.Name, head: true, colour: scene.Ink}}}
		for _, c := range r.Cells[from : from+len(widths)] {
			colour := scene.Ink
			if c.Hidden || c.Kind == overview.Empty {
				colour = scene.Muted
			}
			set.cells = append(set.cells, cell{text: c.Text, number: true, colour: colour})
		}
		// No row is alone on a page.
		set.joins = n == 0 || n == len(t.Rows)-2
		part.rows = append(part.rows, set)
	}
	return part
}
