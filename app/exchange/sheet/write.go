package sheet

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"framsteg/store/skapa"
)

// Table is what is written as one sheet of a spreadsheet or as one CSV file:
// the names of its columns, and rows that have at most as many cells.
type Table struct {
	Name    string // what the sheet is called: at most 31 characters, none of []:*?/\
	Columns []string
	Rows    [][]Value

	// Whether several tables stand in it below each other, under Headings: it has no
	// filter, its first row is a title, and a row of one text may reach beyond its
	// column. Only for a workbook.
	Stacked bool
}

// Value is what a cell that is written holds, with its type: text, a whole
// number, a number with decimals, a share, or a day. The zero Value is an empty cell.
type Value struct {
	kind   valueKind
	text   string
	whole  int
	number float64
	day    skapa.Date
	right  bool
}

type valueKind uint8

const (
	isEmpty valueKind = iota
	isText
	isWhole
	isDecimal
	isRounded
	isShare
	isDay
	isHeading
	isProse
)

// Text gives a cell with text, an empty one for no text.
func Text(s string) Value {
	if s == "" {
		return Value{}
	}
	return Value{kind: isText, text: s}
}

// Whole gives a cell with a whole number.
func Whole(n int) Value { return Value{kind: isWhole, whole: n} }

// Decimal gives a cell with a number.
func Decimal(x float64) Value { return Value{kind: isDecimal, number: x} }

// Rounded gives a cell with a number that is kept in full and shown with two
// decimals.
func Rounded(x float64) Value { return Value{kind: isRounded, number: x} }

// Share gives a cell with a part of a whole, 0…1, that is shown in per cent.
func Share(x float64) Value { return Value{kind: isShare, number: x} }

// Heading gives a cell with text in bold.
func Heading(s string) Value { return Value{kind: isHeading, text: s} }

// Right gives the cell with its text or heading at the right, as numbers stand.
func (v Value) Right() Value {
	v.right = true
	return v
}

// Prose gives a cell with text that goes on below itself where it is long.
func Prose(s string) Value { return Value{kind: isProse, text: s} }

// Day gives a cell with a date, an empty one for no date.
func Day(d skapa.Date) Value {
	if d.IsZero() {
		return Value{}
	}
	return Value{kind: isDay, day: d}
}

// plain gives the value as text in which numbers have a decimal point.
func (v Value) plain() string {
	switch v.kind {
	case isText, isHeading, isProse:
		return v.text
	case isWhole:
		return strconv.Itoa(v.whole)
	case isDecimal, isRounded, isShare:
		return strconv.FormatFloat(v.number, 'f', -1, 64)
	case isDay:
		return v.day.String()
	}
	return ""
}

// Widths of a column, in characters.
const (
	minWidth    = 6
	numberWidth = 8  // of a number that is shown rounded
	headWidth   = 14 // of a heading at the right, which is broken between words
	boldWidth   = 2  // more than other letters take
	maxWidth    = 60
	filterWidth = 4 // for the arrow of the filter beside a name
)

// width gives how many characters a cell takes.
func (v Value) width() int {
	width := utf8.RuneCountInString(v.plain()) + 1
	switch {
	case v.kind == isRounded, v.kind == isShare:
		return min(width, numberWidth)
	case v.kind == isHeading && v.right:
		longest := 0
		for word := range strings.FieldsSeq(v.text) {
			longest = max(longest, utf8.RuneCountInString(word))
		}
		return max(longest, min(width, headWidth)) + boldWidth
	case v.kind == isHeading:
		return width + boldWidth
	}
	return width
}

// widths gives how wide each column is to show what it holds.
func (t Table) widths() []int {
	widths := make([]int, len(t.Columns))
	for i, name := range t.Columns {
		widths[i] = minWidth
		if !t.Stacked {
			widths[i] = max(minWidth, utf8.RuneCountInString(name)+filterWidth)
		}
	}
	for _, row := range t.Rows {
		if t.Stacked && len(row) == 1 {
			continue
		}
		for i, v := range row {
			widths[i] = max(widths[i], v.width())
		}
	}
	for i := range widths {
		widths[i] = min(widths[i], maxWidth)
	}
	return widths
}
