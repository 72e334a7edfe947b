package pdf

import (
	"fmt"
	"slices"
	"strings"

	"codeberg.org/go-pdf/fpdf"

	"framsteg/app/chart/scene"
	"framsteg/assets"
)

// pen draws on the last page of a file.
type pen struct {
	*fpdf.Fpdf
	palette scene.Palette
}

// page draws a scene, and marks which part each operation belongs to.
func (p pen) page(s scene.Scene, marks structure) {
	p.begin(nil)
	p.path(scene.Path{Outline: scene.Box(scene.Rect{X1: s.W, Y1: s.H}), Fill: scene.Page})
	var inside *part
	for i, op := range s.Ops {
		if owner := marks.owner[i]; owner != inside {
			p.end()
			p.begin(owner)
			inside = owner
		}
		switch op := op.(type) {
		case scene.Path:
			p.path(op)
		case scene.Text:
			p.text(op)
		}
	}
	p.end()
}

// begin begins what belongs to a part, or with nil what is decoration.
func (p pen) begin(of *part) {
	if of == nil {
		p.RawWriteStr("/Artifact BMC")
	} else {
		p.RawWriteStr(fmt.Sprintf("/%s <</MCID %d>> BDC", of.Role, of.mark))
	}
}

func (p pen) end() { p.RawWriteStr("EMC") }

// path draws with all that a line and an area have: what the last path had is
// still set.
func (p pen) path(path scene.Path) {
	style := ""
	if path.Fill != scene.None {
		c := p.palette[path.Fill]
		p.SetFillColor(int(c.R), int(c.G), int(c.B))
		style = "F"
	}
	if path.Stroke != scene.None && path.Width > 0 {
		c := p.palette[path.Stroke]
		p.SetDrawColor(int(c.R), int(c.G), int(c.B))
		p.SetLineWidth(path.Width)
		p.SetDashPattern(dash(path.Dash), 0)
		style += "D"
	}
	if style == "" || len(path.Outline) == 0 {
		return
	}
	p.outline(path.Outline)
	p.DrawPath(style)
}

// dash gives a pattern that a PDF can hold: lengths of nothing but 0 are an
// error in it.
func dash(pattern []float64) []float64 {
	if len(pattern) == 0 || slices.Max(pattern) < 0.01 {
		return nil
	}
	return pattern
}

func (p pen) outline(o scene.Outline) {
	var at scene.Point
	for i := range o {
		q := o[i].P
		switch o[i].Verb {
		case scene.MoveTo:
			p.MoveTo(q[0].X, q[0].Y)
		case scene.LineTo:
			p.LineTo(q[0].X, q[0].Y)
		case scene.QuadTo:
			a, b := towards(at, q[0]), towards(q[1], q[0])
			p.CurveBezierCubicTo(a.X, a.Y, b.X, b.Y, q[1].X, q[1].Y)
		case scene.CubeTo:
			p.CurveBezierCubicTo(q[0].X, q[0].Y, q[1].X, q[1].Y, q[2].X, q[2].Y)
		case scene.Close:
			p.ClosePath()
		}
		if ends := o[i].Points(); len(ends) > 0 {
			at = ends[len(ends)-1]
		}
	}
}

// towards gives the point two thirds of the way from an end of a quadratic
// curve to its bend: a bend of the cubic curve that is the same.
func towards(end, bend scene.Point) scene.Point {
	return scene.Point{X: end.X + (bend.X-end.X)*2/3, Y: end.Y + (bend.Y-end.Y)*2/3}
}

// text writes real text. A font is embedded, as far as its letters are used,
// with the first text that is in it.
func (p pen) text(t scene.Text) {
	if t.String == "" {
		return
	}
	style, font := "", assets.Regular
	if t.Bold {
		style, font = "B", assets.Bold
	}
	c := p.palette[t.Colour]
	p.AddUTF8FontFromBytes("noto", style, font)
	p.SetFont("noto", style, t.Size)
	p.SetTextColor(int(c.R), int(c.G), int(c.B))
	p.Text(t.Left(), t.At.Y, printable(t.String))
}

// missing stands for what fpdf has no room for. Our fonts lack it: it is the
// box that other letters that they lack are, and as wide.
const missing = '□'

// printable gives a text with one sign of two bytes in UTF-16 for each rune.
func printable(text string) string {
	return strings.Map(func(r rune) rune {
		if r > 0xFFFF {
			return missing
		}
		return r
	}, text)
}
