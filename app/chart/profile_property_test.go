package chart_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"framsteg/app/chart"
	"framsteg/app/chart/scene"
	"framsteg/app/progress"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// profile: rows and radar have a mark for each rating that they are about, at
// its place, and nothing else.
func (s sample) profile(t *testing.T) {
	c := check{t, chart.Profile(s.p, s.o)}
	c.frame()
	c.texts()
	c.crossedByAny()
	c.regions()
	wanted := c.rows(s.p)
	rater := s.o.Rater
	if rater == "" {
		rater = skapa.Self
	}
	wanted += c.radar(s.p, rater, s.o.Words)
	regions := 0
	for _, r := range c.Regions {
		if !r.Aside {
			regions++
		}
	}
	if regions != wanted {
		t.Errorf("%d regions, want %d", regions, wanted)
	}
}

// crossedByAny: no line crosses a text, unless it is covered before the text
// is drawn.
func (c check) crossedByAny() {
	for i, op := range c.Ops {
		text, ok := op.(scene.Text)
		if !ok {
			continue
		}
		for l, other := range c.Ops {
			path, ok := other.(scene.Path)
			if !ok || path.Stroke == scene.None || path.Fill != scene.None || !crossedBy(text.Box(), path) {
				continue
			}
			if l > i || !covered(text.Box(), c.Ops[l:i]) {
				c.Errorf("%q at %v is crossed by the line at %v", text.String, text.Box(), path.Bounds())
			}
		}
	}
}

// crossedBy follows the straight lines of a path in small steps.
func crossedBy(box scene.Rect, path scene.Path) bool {
	if !box.Overlaps(path.Bounds()) {
		return false
	}
	sides := cornersOf(path)
	if path.Outline[len(path.Outline)-1].Verb == scene.Close {
		sides = append(sides, sides[0])
	}
	for i := 1; i < len(sides); i++ {
		a, b := sides[i-1], sides[i]
		for k := range 201 {
			at := scene.Point{X: a.X + (b.X-a.X)*float64(k)/200, Y: a.Y + (b.Y-a.Y)*float64(k)/200}
			if box.Distance(at) == 0 {
				return true
			}
		}
	}
	return false
}

func cornersOf(path scene.Path) []scene.Point {
	var corners []scene.Point
	for _, s := range path.Outline {
		if s.Verb != scene.Close {
			corners = append(corners, s.P[0])
		}
	}
	return corners
}

// rows: each line has its first and latest rating, and a region; it gives how
// many regions there are to be.
func (c check) rows(p progress.Progress) (wanted int) {
	from, to := math.NaN(), math.NaN() // steps 1 and highest
	for _, op := range c.Ops {
		if text, ok := op.(scene.Text); ok && text.Size == 11 && text.Align == scene.Middle && text.Colour == scene.Muted {
			if text.String == "1" {
				from = text.At.X
			}
			to = text.At.X
		}
	}
	drawn := c.drawn()
	for i, a := range p.Areas {
		for k, rater := range skapa.Raters {
			rated := a.Line(rater).Rated()
			if len(rated) == 0 {
				continue
			}
			wanted++
			first, latest := rated[0], rated[len(rated)-1]
			found := c.Find(chart.Target{Date: latest.Date, Area: a.Area, Rater: rater}.ID())
			if found < 0 || c.Regions[found].Row != 2*i+k {
				c.Errorf("%s of %s has no region in its row", a.Area, rater)
				continue
			}
			r := c.Regions[found]
			values := []float64{latest.Value}
			if !progress.Same(first.Value, latest.Value) {
				values = append(values, first.Value)
			}
			if len(r.Marks) != len(values) {
				c.Errorf("%s of %s: marks %v, want %v", a.Area, rater, r.Marks, values)
				continue
			}
			for n, v := range values {
				x := from + (to-from)*(v-1)/float64(len(p.Instrument.Steps)-1)
				if math.Abs(r.Marks[n].X-x) > 1e-6 || !drawn[key(r.Marks[n])] {
					c.Errorf("%s of %s: the mark of %v at %v, want x %v", a.Area, rater, v, r.Marks[n], x)
				}
			}
		}
	}
	return wanted
}

// drawn gives where there are marks.
func (c check) drawn() map[[2]int]bool {
	at := map[[2]int]bool{}
	for _, op := range c.Ops {
		if path, ok := op.(scene.Path); ok && isMark(path) {
			at[key(path.Outline.Bounds().Centre())] = true
		}
	}
	return at
}

// radar: the polygons go through the ratings of the first, the previous and the
// latest moment of the rater, from each axis only to the next, and what is
// filled is between them.
func (c check) radar(p progress.Progress, rater skapa.Rater, w words.Words) (wanted int) {
	corners, middle := c.web()
	var moments []int
	for i := range p.Moments {
		if slices.ContainsFunc(p.Areas, func(a progress.Area) bool { return a.Line(rater).Points[i].Kind == progress.Rated }) {
			moments = append(moments, i)
		}
	}
	if n := len(moments); n > 3 {
		moments = []int{moments[0], moments[n-2], moments[n-1]}
	}
	lines, marks := c.lines(), c.drawn()
	axisOf := map[[2]int][]int{key(middle): nil}
	for i, a := range p.Areas {
		places := map[[2]int]bool{}
		for n, m := range moments {
			point := a.Line(rater).Points[m]
			if point.Kind != progress.Rated {
				continue
			}
			share := point.Value / float64(len(p.Instrument.Steps))
			at := scene.Point{X: middle.X + (corners[i].X-middle.X)*share, Y: middle.Y + (corners[i].Y-middle.Y)*share}
			axisOf[key(at)] = append(axisOf[key(at)], i)
			places[key(at)] = true
			if latest := n == len(moments)-1; !lines[key(at)] && !marks[key(at)] || latest && !marks[key(at)] {
				c.Errorf("%s at M%d is not on the radar at %v", a.Area, m+1, at)
			}
			if !slices.ContainsFunc(c.Regions, func(r scene.Region) bool {
				return len(r.Marks) == 1 && key(r.Marks[0]) == key(at) && r.Row == 2*len(p.Areas)+i && strings.Contains(strings.Join(r.Tooltip, "\n"), w.Date(point.Date))
			}) {
				c.Errorf("%s at M%d has no region at %v", a.Area, m+1, at)
			}
		}
		wanted += len(places)
	}
	c.pieces(axisOf, key(middle), len(p.Areas))
	return wanted
}

// pieces: each line goes from an axis to the next one, and each area has only
// corners on axes and in the middle.
func (c check) pieces(axisOf map[[2]int][]int, middle [2]int, axes int) {
	for _, op := range c.Ops {
		path, ok := op.(scene.Path)
		if !ok || !isPolygon(path) && path.Fill != scene.TintSelf && path.Fill != scene.TintSupervisor {
			continue
		}
		corners := cornersOf(path)
		if len(corners) == 4 && corners[0].Y == corners[1].Y && corners[1].X == corners[2].X {
			continue // behind a number
		}
		if path.Outline[len(path.Outline)-1].Verb == scene.Close {
			corners = append(corners, corners[0])
		}
		for i, at := range corners {
			if axisOf[key(at)] == nil && (isPolygon(path) || key(at) != middle) {
				c.Errorf("a polygon goes to %v, where nothing is", at)
			}
			if i == 0 || key(at) == middle || key(corners[i-1]) == middle {
				continue
			}
			if !slices.ContainsFunc(axisOf[key(at)], func(a int) bool {
				return slices.ContainsFunc(axisOf[key(corners[i-1])], func(b int) bool { return (a-b+axes)%axes == 1 || (b-a+axes)%axes == 1 })
			}) {
				c.Errorf("a polygon goes over an axis, from %v to %v", corners[i-1], at)
			}
		}
	}
}

// isPolygon: the line of one, by its width; a sample of one in the legend is
// level and short.
func isPolygon(p scene.Path) bool {
	b := p.Outline.Bounds()
	return p.Fill == scene.None && (p.Width == 2.2 || p.Width == 1.6 || p.Width == 1.3) && !(b.Y0 == b.Y1 && math.Abs(b.X1-b.X0-28) < 1e-6)
}

// lines gives the corners of the polygons.
func (c check) lines() map[[2]int]bool {
	at := map[[2]int]bool{}
	for _, op := range c.Ops {
		if path, ok := op.(scene.Path); ok && isPolygon(path) {
			for _, corner := range cornersOf(path) {
				at[key(corner)] = true
			}
		}
	}
	return at
}

// web gives the corners of the outer ring and the middle of the radar.
func (c check) web() (corners []scene.Point, middle scene.Point) {
	for _, op := range c.Ops {
		if path, ok := op.(scene.Path); ok && path.Stroke == scene.Axis && path.Fill == scene.None {
			if all := cornersOf(path); len(all) > 2 {
				corners = all // the last is the outermost
			}
		}
	}
	for _, at := range corners {
		middle.X += at.X / float64(len(corners))
		middle.Y += at.Y / float64(len(corners))
	}
	return corners, middle
}
