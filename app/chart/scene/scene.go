// Package scene is a drawing that knows no back end: paths and texts in colour
// tokens, and the regions that a user can point at. A window, a PNG, a PDF and
// an SVG draw the same scene, with the same widths of the same fonts.
//
// Lengths are in dp from the top left corner, x to the right and y down; a
// document takes them as points.
package scene

// Scene is one drawing, painted in the order of Ops on a page of colour Page.
type Scene struct {
	W, H        float64
	Title       string
	Description string // says in words what the picture shows
	Ops         []Op
	Regions     []Region // by row, then column
}

// Op is one thing to paint: a Path or a Text.
type Op interface{ op() }

// Path is an outline that is filled, then stroked. Strokes have round joins
// and flat ends.
type Path struct {
	Outline Outline
	Fill    Token // None leaves it open
	Stroke  Token // None draws no line
	Width   float64
	Dash    []float64 // lengths of line and gap in turn; nil is a whole line
	Crisp   bool      // straight lines along the axes, which belong on whole pixels
}

// Text is one line of text, without kerning.
type Text struct {
	At     Point // on the baseline, at the side that Align names
	String string
	Size   float64 // of the em
	Bold   bool
	Align  Align
	Colour Token
}

func (Path) op() {}
func (Text) op() {}

// Align tells which point of a text its place is.
type Align uint8

// The places of a text, from its left end to its right.
const (
	Start Align = iota
	Middle
	End
)

// Left gives where the first letter of t begins.
func (t Text) Left() float64 {
	return t.At.X - float64(t.Align)/2*Width(t.String, t.Size, t.Bold)
}

// Box gives what t covers: its width, and the height of the letters that it
// has. A text without letters is empty.
func (t Text) Box() Rect {
	box := Rect{X0: t.Left()}
	box.X1 = box.X0 + Width(t.String, t.Size, t.Bold)
	top, bottom := 0.0, 0.0
	for _, r := range t.String {
		b := GlyphOf(r, t.Bold).bounds
		top, bottom = min(top, b.Y0), max(bottom, b.Y1)
	}
	box.Y0, box.Y1 = t.At.Y+top*t.Size, t.At.Y+bottom*t.Size
	return box
}

// Bounds gives what the line and the area of p cover.
func (p Path) Bounds() Rect {
	b := p.Outline.Bounds()
	if p.Stroke != None {
		b = b.Grow(p.Width / 2)
	}
	return b
}
