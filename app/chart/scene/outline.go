package scene

import "math"

// Point is a place in a scene.
type Point struct{ X, Y float64 }

// Rect is a rectangle with X0 ≤ X1 and Y0 ≤ Y1. The zero Rect is no place.
type Rect struct{ X0, Y0, X1, Y1 float64 }

// Empty tells whether r has no area.
func (r Rect) Empty() bool { return r.X1 <= r.X0 || r.Y1 <= r.Y0 }

// Centre gives the middle of r.
func (r Rect) Centre() Point { return Point{(r.X0 + r.X1) / 2, (r.Y0 + r.Y1) / 2} }

// Grow gives r with d more on every side.
func (r Rect) Grow(d float64) Rect { return Rect{r.X0 - d, r.Y0 - d, r.X1 + d, r.Y1 + d} }

// Overlaps tells whether r and s share an area.
func (r Rect) Overlaps(s Rect) bool {
	return r.X0 < s.X1 && s.X0 < r.X1 && r.Y0 < s.Y1 && s.Y0 < r.Y1
}

// Within tells whether r lies inside s.
func (r Rect) Within(s Rect) bool {
	return r.X0 >= s.X0 && r.X1 <= s.X1 && r.Y0 >= s.Y0 && r.Y1 <= s.Y1
}

// Distance gives how far p is from r, 0 inside it.
func (r Rect) Distance(p Point) float64 {
	return math.Hypot(max(r.X0-p.X, 0, p.X-r.X1), max(r.Y0-p.Y, 0, p.Y-r.Y1))
}

// Verb is what a segment does.
type Verb uint8

// The verbs. A segment uses the first 1, 1, 2, 3 or 0 of its points, the last
// of which is where it ends.
const (
	MoveTo Verb = iota
	LineTo
	QuadTo
	CubeTo
	Close
)

// Segment is one piece of an outline.
type Segment struct {
	Verb Verb
	P    [3]Point
}

// Points gives the points that s uses.
func (s *Segment) Points() []Point { return s.P[:[...]int{1, 1, 2, 3, 0}[s.Verb]] }

// Outline is the shape of a path; each part begins with a MoveTo.
type Outline []Segment

// Bounds gives a rectangle that holds all points of o.
func (o Outline) Bounds() Rect {
	if len(o) == 0 {
		return Rect{}
	}
	b := Rect{math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)}
	for i := range o {
		for _, p := range o[i].Points() {
			b = Rect{min(b.X0, p.X), min(b.Y0, p.Y), max(b.X1, p.X), max(b.Y1, p.Y)}
		}
	}
	return b
}

// Line gives the straight pieces from point to point.
func Line(points ...Point) Outline {
	o := make(Outline, 0, len(points)+1)
	for i, p := range points {
		verb := LineTo
		if i == 0 {
			verb = MoveTo
		}
		o = append(o, Segment{verb, [3]Point{p}})
	}
	return o
}

// Polygon gives the closed shape with the corners points.
func Polygon(points ...Point) Outline { return append(Line(points...), Segment{Verb: Close}) }

// Box gives the outline of r.
func Box(r Rect) Outline {
	return Polygon(Point{r.X0, r.Y0}, Point{r.X1, r.Y0}, Point{r.X1, r.Y1}, Point{r.X0, r.Y1})
}

// Diamond gives a square on its corner, half wide to each side of c.
func Diamond(c Point, half float64) Outline {
	return Polygon(Point{c.X, c.Y - half}, Point{c.X + half, c.Y}, Point{c.X, c.Y + half}, Point{c.X - half, c.Y})
}

// Disc gives the circle around c.
func Disc(c Point, radius float64) Outline {
	return Rounded(Rect{c.X - radius, c.Y - radius, c.X + radius, c.Y + radius}, radius)
}

// Rounded gives the outline of r with corners of a radius.
func Rounded(r Rect, radius float64) Outline {
	q := min(radius, (r.X1-r.X0)/2, (r.Y1-r.Y0)/2)
	k := q * (1 - 4*(math.Sqrt2-1)/3) // how far from the corner a cubic bends like a circle
	corner := func(from, bend1, bend2, to Point) []Segment {
		return []Segment{{LineTo, [3]Point{from}}, {CubeTo, [3]Point{bend1, bend2, to}}}
	}
	o := Outline{{MoveTo, [3]Point{{r.X0, r.Y0 + q}}}}
	o = append(o, corner(Point{r.X0, r.Y0 + q}, Point{r.X0, r.Y0 + k}, Point{r.X0 + k, r.Y0}, Point{r.X0 + q, r.Y0})...)
	o = append(o, corner(Point{r.X1 - q, r.Y0}, Point{r.X1 - k, r.Y0}, Point{r.X1, r.Y0 + k}, Point{r.X1, r.Y0 + q})...)
	o = append(o, corner(Point{r.X1, r.Y1 - q}, Point{r.X1, r.Y1 - k}, Point{r.X1 - k, r.Y1}, Point{r.X1 - q, r.Y1})...)
	o = append(o, corner(Point{r.X0 + q, r.Y1}, Point{r.X0 + k, r.Y1}, Point{r.X0, r.Y1 - k}, Point{r.X0, r.Y1 - q})...)
	return append(o, Segment{Verb: Close})
}
