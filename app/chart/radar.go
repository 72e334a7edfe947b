package chart

import (
	"math"
	"slices"

	"framsteg/app/chart/scene"
	"framsteg/app/progress"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// Measures of the radar, in dp.
const (
	mostRadius  = 116
	leastRadius = 66
	nameRoom    = 37 // above and below, for the names of upright axes
	hairline    = 0.45
)

// shape is a polygon: what the rater said at a moment.
type shape struct {
	name   string // first, previous, latest
	moment int
}

// shapes gives the polygons, the oldest first. With two moments the first is
// also the one before the latest, and is called first.
func (p *profile) shapes() []shape {
	rated := p.rated(p.rater)
	n := len(rated)
	var all []shape
	if n > 1 {
		all = append(all, shape{"first", rated[0]})
	}
	if n > 2 {
		all = append(all, shape{"previous", rated[n-2]})
	}
	if n > 0 {
		all = append(all, shape{"latest", rated[n-1]})
	}
	return all
}

// radar is that part of a profile.
type radar struct {
	*profile
	shapes      []shape
	left, right float64
	top, bottom float64
	middle      scene.Point
	radius      float64
	lines       [][]string // the names of the axes
	whole       []bool
	texts       []scene.Rect // of them
}

// newRadar lays a radar out in a box; its legend comes below.
func (p *profile) newRadar(left, right, top, bottom float64) *radar {
	r := &radar{profile: p, shapes: p.shapes(), left: left, right: right, top: top, bottom: bottom}
	r.fit()
	return r
}

// tighten lets a box that is higher than the radar end with it.
func (r *radar) tighten() {
	r.bottom = r.top + 2*(r.radius+nameRoom)
	r.middle.Y = (r.top + r.bottom) / 2
}

func (r *radar) axes() int { return len(r.progress.Areas) }

// way gives the direction of an axis, the first upwards and on clockwise.
func (r *radar) way(axis int) scene.Point {
	sin, cos := math.Sincos(2*math.Pi*float64(axis)/float64(r.axes()) - math.Pi/2)
	return scene.Point{X: cos, Y: sin}
}

func (r *radar) at(axis int, value float64) scene.Point {
	way, reach := r.way(axis), r.radius*value/float64(r.rings())
	return scene.Point{X: r.middle.X + way.X*reach, Y: r.middle.Y + way.Y*reach}
}

func (r *radar) rings() int { return max(2, len(r.progress.Instrument.Steps)) }

// upright tells whether the name of an axis stands straight above or below it.
func (r *radar) upright(axis int) bool { return math.Abs(r.way(axis).X) < 0.1 }

// draw draws the radar and its legend, and gives where they end.
func (r *radar) draw() float64 {
	if r.axes() > 2 {
		r.area()
		r.web()
		for i := range r.axes() {
			r.axis(i)
		}
		for _, s := range slices.Backward(r.shapes) {
			r.outline(s)
		}
		r.scale()
		for i := range r.axes() {
			r.vertices(i)
		}
	}
	r.keys()
	return r.keysEnd()
}

// area fills the latest polygon. Between an axis without a rating and its
// neighbours nothing is known, so nothing is filled.
func (r *radar) area() {
	if len(r.shapes) == 0 {
		return
	}
	for _, run := range r.runs(r.shapes[len(r.shapes)-1]) {
		if corners := r.cornersOf(run); len(corners) > 2 {
			r.fill(scene.Polygon(corners...), r.tint())
		}
	}
}

// cornersOf gives the area of a piece: to the middle where it is open.
func (r *radar) cornersOf(piece run) []scene.Point {
	if piece.closed {
		return piece.points
	}
	return append(slices.Clone(piece.points), r.middle)
}

func (r *radar) tint() scene.Token {
	if r.rater == skapa.BySupervisor {
		return scene.TintSupervisor
	}
	return scene.TintSelf
}

// web draws a ring for each step, and the axes, so thin that they are pale and
// still seen on the area.
func (r *radar) web() {
	for s := 1; s <= r.rings(); s++ {
		var corners []scene.Point
		for i := range r.axes() {
			corners = append(corners, r.at(i, float64(s)))
		}
		r.add(scene.Path{Outline: scene.Polygon(corners...), Stroke: scene.Axis, Width: hairline})
	}
	for i := range r.axes() {
		r.add(scene.Path{Outline: scene.Line(r.middle, r.at(i, float64(r.rings()))), Stroke: scene.Axis, Width: hairline})
	}
}

// rowOf is where the keys find an axis: after the rows of the areas.
func (r *radar) rowOf(axis int) int { return 2*r.axes() + axis }

// run is a piece of a polygon between two axes without a rating.
type run struct {
	points []scene.Point
	closed bool // goes all around
}

// runs gives the pieces of a polygon: one all around where every axis has a
// rating, else each from one axis without a rating to the next.
func (r *radar) runs(s shape) []run {
	n := r.axes()
	value := func(i int) (float64, bool) {
		point := r.progress.Areas[i%n].Line(r.rater).Points[s.moment]
		return point.Value, point.Kind == progress.Rated
	}
	gap := slices.IndexFunc(r.progress.Areas, func(a progress.Area) bool {
		return a.Line(r.rater).Points[s.moment].Kind != progress.Rated
	})
	var all []run
	var points []scene.Point
	for k := range n {
		i := (gap + 1 + k) % n
		v, rated := value(i)
		if rated {
			points = append(points, r.at(i, v))
		}
		if len(points) > 0 && (!rated || k == n-1) {
			all = append(all, run{points, gap < 0})
			points = nil
		}
	}
	return all
}

// outline draws a polygon: dotted for the first, dashed for the previous, whole
// for the latest. A rating without neighbours is a small mark.
func (r *radar) outline(s shape) {
	for _, run := range r.runs(s) {
		path := r.stroke(s.name)
		if path.Outline = scene.Line(run.points...); run.closed {
			path.Outline = scene.Polygon(run.points...)
		}
		switch {
		case len(run.points) > 1:
			r.add(path)
		case s.name == "first":
			r.add(scene.Path{Outline: scene.Disc(run.points[0], 2.6), Fill: scene.Page, Stroke: path.Stroke, Width: 1.3})
		case s.name == "previous":
			r.fill(scene.Disc(run.points[0], 2.6), path.Stroke)
		}
	}
}

// stroke is how the line of a polygon is drawn.
func (r *radar) stroke(name string) scene.Path {
	switch name {
	case "first":
		return scene.Path{Stroke: scene.Muted, Width: 1.6, Dash: []float64{1.6, 2.6}}
	case "previous":
		return scene.Path{Stroke: scene.Ink, Width: 1.3, Dash: []float64{6, 3.5}}
	}
	_, colour := r.shape(r.rater, scene.Point{}, 1)
	return scene.Path{Stroke: colour, Width: 2.2}
}

// vertices draws the latest mark on an axis, and makes each place on it that a
// polygon goes through a region.
func (r *radar) vertices(axis int) {
	area := r.progress.Areas[axis]
	line := area.Line(r.rater)
	var regions []scene.Region
	for _, s := range r.shapes {
		point := line.Points[s.moment]
		if point.Kind != progress.Rated {
			continue
		}
		at := r.at(axis, point.Value)
		if s.name == "latest" {
			r.filled(r.rater, at, scene.Page, 0.95)
		}
		id := Target{Date: point.Date, Area: area.Area, Rater: r.rater, Radar: true}.ID()
		tip := r.tip("chart.profile."+s.name+"On", point)
		same := slices.IndexFunc(regions, func(g scene.Region) bool {
			return progress.Same(g.Marks[0].X, at.X) && progress.Same(g.Marks[0].Y, at.Y)
		})
		if same < 0 {
			const half = 8
			regions = append(regions, scene.Region{
				ID: id, Row: r.rowOf(axis), Marks: []scene.Point{at},
				Rect:    scene.Rect{X0: at.X - half, Y0: at.Y - half, X1: at.X + half, Y1: at.Y + half},
				Tooltip: []string{r.areaName(area.Area), r.words.T("chart." + string(r.rater)), tip},
			})
			continue
		}
		regions[same].ID = id // the newest of those here is opened
		regions[same].Tooltip = append(regions[same].Tooltip, tip)
	}
	for col := range regions {
		regions[col].Col = col
	}
	r.Regions = append(r.Regions, regions...)
}

// legend gives what the lines of the polygons mean.
func (r *radar) legend() []entry {
	var all []entry
	for _, s := range r.shapes {
		date := r.progress.Moments[s.moment].Date
		all = append(all, entry{r.words.T("chart.profile."+s.name+"On", words.Args{"Date": r.words.Date(date)}), 30, func(at scene.Point) {
			path := r.stroke(s.name)
			path.Outline = scene.Line(scene.Point{X: at.X - 14, Y: at.Y}, scene.Point{X: at.X + 14, Y: at.Y})
			r.add(path)
			if s.name == "latest" {
				r.filled(r.rater, at, scene.Page, 0.95)
			}
		}})
	}
	return all
}

func (r *radar) keys() {
	for i, e := range r.legend() {
		r.entry(e, r.left+margin, r.bottom+2+lineOfKey*float64(i+1))
	}
}

func (r *radar) keysEnd() float64 { return r.bottom + 6 + lineOfKey*float64(len(r.shapes)) }
