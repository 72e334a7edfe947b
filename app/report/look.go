package report

// Lengths on an A4 page, in points of 1/72 inch from its top left corner.
const (
	pageWidth  = 595.28
	pageHeight = 841.89
	side       = 42.52 // 15 mm, which leaves 180 mm
	top        = 50.0  // of what the flow sets
	bottom     = 800.0
	width      = pageWidth - 2*side
)

// Lines of text, in sizes of it.
const (
	leading  = 1.36 // from one line to the next
	baseline = 1.04 // below the top of a line
)

// look is how large everything is on a sheet.
type look struct {
	large  bool // one thing below the other, for there is no room beside it
	beside bool // the changes of both raters in one row

	// Sizes of text, in points.
	title, part, body, list, cell, edge float64

	pad   float64 // above and below the text of a row
	gap   float64 // above a part
	write float64 // height of a row to write in by hand
	units float64 // width of a picture, in dp: on paper it is as wide as the text
}

// How a sheet looks: the first of the usual ones, unless the second takes fewer
// pages. In large print a picture's text of 11 dp is 13 points high.
var (
	usual = []look{
		{title: 20, part: 12.5, body: 10.5, list: 10, cell: 9, edge: 8.5, pad: 2.2, gap: 14, write: 28, units: 700},
		{beside: true, title: 17, part: 11.5, body: 10, list: 9, cell: 8.4, edge: 8.5, pad: 0.8, gap: 5, write: 23, units: 700},
	}
	large = []look{
		{large: true, title: 28, part: 20, body: 16.5, list: 16, cell: 16, edge: 13, pad: 3.5, gap: 20, write: 48, units: 424},
	}
)
