package report

import (
	"cmp"
	"strings"

	"framsteg/app/chart/pdf"
	"framsteg/app/chart/scene"
)

// mostLines is how many lines of a cell are set; only an instrument whose areas
// have names of hundreds of letters has more.
const mostLines = 14

// cellGap is between the text of a cell and the next column, in sizes of it.
const cellGap = 0.5

// column is a column of a table.
type column struct{ width float64 }

// cell is a cell of a row.
type cell struct {
	text   string
	head   bool // names what its row or column is
	span   int  // columns that its text may use, the empty ones after it; one when 0
	number bool // ends at the right, so that digits stand below each other
	colour scene.Token
}

// row is a row of a table, as high as its text, or as least.
type row struct {
	cells []cell
	least float64
	shade bool
	joins bool // stays on one page with the next row
	ruled bool // has a line below, to write on
	low   bool // short texts stand at its foot

	lines  [][]string // of each cell, as measure breaks them
	height float64
}

// table has heads, which each page repeats, and rows.
type table struct {
	columns []column
	width   float64 // of its rows; as wide as the text when 0
	heads   []row
	rows    []row
}

// measure breaks the texts of t into lines, and finds how high its rows are.
func (f *flow) measure(t table) table {
	for _, rows := range [][]row{t.heads, t.rows} {
		for i := range rows {
			r, most := &rows[i], 1
			for n, c := range r.cells {
				r.lines = append(r.lines, f.wrapped(t, n, c))
				most = max(most, len(r.lines[n]))
			}
			r.height = max(r.least, float64(most)*leading*f.cell+2*f.pad)
		}
	}
	return t
}

func (f *flow) wrapped(t table, i int, c cell) []string {
	lines := wrap(c.text, f.cell, c.head, f.room(t, i, c))
	if len(lines) > mostLines {
		last := lines[mostLines-1] + " " + lines[mostLines]
		lines = append(lines[:mostLines-1:mostLines-1], scene.Fit(last, f.cell, c.head, f.room(t, i, c)))
	}
	return lines
}

// room gives how wide the text of the cell c of column i may be.
func (f *flow) room(t table, i int, c cell) float64 {
	const rounding = 1e-6 // a column that is made as wide as a text has room for it
	width := rounding
	for _, column := range t.columns[i : i+max(c.span, 1)] {
		width += column.width
	}
	return width - cellGap*f.cell
}

// heights gives how high all of rows are together.
func heights(rows []row) float64 {
	sum := 0.0
	for _, r := range rows {
		sum += r.height
	}
	return sum
}

// beginning gives the height of what of t must be on one page at least: its heads
// and the first rows.
func (t table) beginning() float64 { return heights(t.heads) + heights(t.rows[:t.together(0)]) }

// together gives the index after the rows that stay on a page with the row i, as
// far as a page has room for them.
func (t table) together(i int) int {
	height := heights(t.heads)
	for ; i < len(t.rows)-1 && t.rows[i].joins; i++ {
		if height += t.rows[i].height; height+t.rows[i+1].height > bottom-top {
			break
		}
	}
	return min(i+1, len(t.rows))
}

// table sets t, which is measured.
func (f *flow) table(t table) {
	for from := 0; from < len(t.rows); {
		f.need(heights(t.heads) + heights(t.rows[from:t.together(from)]))
		to, y := from, f.y+heights(t.heads)
		for to < len(t.rows) {
			next := t.together(to)
			if y += heights(t.rows[to:next]); y > bottom && to > from {
				break
			}
			to = next
		}
		f.rows(t, append(t.heads[:len(t.heads):len(t.heads)], t.rows[from:to]...))
		from = to
	}
}

// rows sets rows on this page as an element. What is below the text comes first,
// so that the element holds nothing but text.
func (f *flow) rows(t table, rows []row) {
	y, right := f.y, f.left+cmp.Or(t.width, f.wide)
	for i, r := range rows {
		from := y
		y += r.height
		box := scene.Rect{X0: f.left, Y0: from, X1: right, Y1: y}
		if r.shade {
			f.leaf().add(scene.Path{Outline: scene.Box(box), Fill: scene.Panel})
		}
		if i == len(t.heads)-1 || r.ruled {
			line := scene.Line(scene.Point{X: f.left, Y: y}, scene.Point{X: right, Y: y})
			f.leaf().add(scene.Path{Outline: line, Stroke: scene.Axis, Width: 0.7, Crisp: true})
		}
	}
	f.leaf().tag(pdf.Table, "", func() {
		for i, r := range rows {
			f.leaf().tag(pdf.Row, "", func() { f.row(t, r, i < len(t.heads)) })
			f.y += r.height
		}
	})
}

// row sets the texts of a row, and stays at its top.
func (f *flow) row(t table, r row, head bool) {
	x := f.left
	for i, c := range r.cells {
		y := f.y + f.pad
		if r.low {
			y = f.y + r.height - f.pad - float64(len(r.lines[i]))*leading*f.cell
		}
		role := pdf.Cell
		if c.head || head {
			role = pdf.Header
		}
		f.leaf().tag(role, "", func() {
			for n, line := range r.lines[i] {
				from := x + cellGap/2*f.cell
				if c.number {
					from = x + t.columns[i].width - cellGap/2*f.cell - scene.Width(strings.TrimRight(line, " "), f.cell, c.head)
				}
				at := scene.Point{X: from, Y: y + (float64(n)*leading+baseline)*f.cell}
				f.leaf().add(scene.Text{At: at, String: line, Size: f.cell, Bold: c.head, Colour: c.colour})
			}
		})
		x += t.columns[i].width
	}
}
