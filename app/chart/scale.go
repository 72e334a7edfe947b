package chart

import (
	"cmp"
	"slices"

	"framsteg/app/chart/scene"
	"framsteg/app/progress"
)

// number is a place for the number of a ring, and what it would meet there.
type number struct {
	text  scene.Text
	marks int // marks and names that it meets
	lines int // lines of polygons that it would cover
}

// scale numbers the rings, all beside one axis if they can be without meeting a
// mark there, where they cover the fewest lines; else each where it can be. One
// that would meet a mark everywhere is left out.
func (r *radar) scale() {
	steps := namedSteps(r.rings())
	best := r.leastMet(steps)
	for i, n := range best {
		if n.marks > 0 {
			n = r.leastMet(steps[i : i+1])[0]
		}
		if n.marks == 0 {
			r.over(n.text, r.behind(n.text.Box().Centre()))
		}
	}
}

// leastMet gives the numbers of rings beside the axis where they meet least.
func (r *radar) leastMet(steps []int) (best []number) {
	var least int
	for _, axis := range r.upwards() {
		for _, side := range []float64{-1, 1} {
			var all []number
			met := 0
			for _, step := range steps {
				n := r.number(axis, side, step)
				met += 100*n.marks + n.lines
				all = append(all, n)
			}
			if best == nil || met < least {
				best, least = all, met
			}
		}
	}
	return best
}

// upwards gives the axes, those nearest to upright first.
func (r *radar) upwards() []int {
	var all []int
	for i := range r.axes() {
		all = append(all, i)
	}
	slices.SortStableFunc(all, func(a, b int) int { return cmp.Compare(r.way(a).Y, r.way(b).Y) })
	return all
}

// number gives the number of a ring on one side of an axis.
func (r *radar) number(axis int, side float64, step int) number {
	const away = 10
	at, way := r.at(axis, float64(step)), r.way(axis)
	text := scene.Text{String: r.words.Number(step), Size: textSmall, Align: scene.Middle, Colour: scene.Ink}
	text.At = scene.Point{X: at.X + way.Y*side*away, Y: at.Y - way.X*side*away + 4}
	n := number{text: text}
	box := text.Box().Grow(3)
	for _, name := range r.texts {
		if box.Overlaps(name) {
			n.marks++
		}
	}
	for _, s := range r.shapes {
		for i, a := range r.progress.Areas {
			if point := a.Line(r.rater).Points[s.moment]; point.Kind == progress.Rated {
				c := r.at(i, point.Value)
				if box.Overlaps((scene.Rect{X0: c.X, Y0: c.Y, X1: c.X, Y1: c.Y}).Grow(7)) {
					n.marks++
				}
			}
		}
		for _, run := range r.runs(s) {
			for i, p := range run.points {
				if i > 0 && crosses(box, run.points[i-1], p) {
					n.lines++
				}
			}
			if last := run.points[len(run.points)-1]; run.closed && crosses(box, last, run.points[0]) {
				n.lines++
			}
		}
	}
	return n
}

// crosses tells whether a straight line goes through a box.
func crosses(box scene.Rect, from, to scene.Point) bool {
	enter, leave := 0.0, 1.0
	for _, side := range [2][4]float64{{from.X, to.X - from.X, box.X0, box.X1}, {from.Y, to.Y - from.Y, box.Y0, box.Y1}} {
		start, by, low, high := side[0], side[1], side[2], side[3]
		if by == 0 {
			if start <= low || start >= high {
				return false
			}
			continue
		}
		a, b := (low-start)/by, (high-start)/by
		enter, leave = max(enter, min(a, b)), min(leave, max(a, b))
	}
	return enter < leave
}

// behind is the background at a place: the page, or the area of the latest
// polygon.
func (r *radar) behind(at scene.Point) scene.Token {
	if len(r.shapes) == 0 {
		return scene.Page
	}
	for _, run := range r.runs(r.shapes[len(r.shapes)-1]) {
		if inside(at, r.cornersOf(run)) {
			return r.tint()
		}
	}
	return scene.Page
}

// inside tells whether a place is in a polygon, by how many of its sides lie
// right of it.
func inside(at scene.Point, corners []scene.Point) bool {
	in := false
	for i, a := range corners {
		b := corners[(i+1)%len(corners)]
		if (a.Y > at.Y) != (b.Y > at.Y) && at.X < a.X+(b.X-a.X)*(at.Y-a.Y)/(b.Y-a.Y) {
			in = !in
		}
	}
	return in
}
