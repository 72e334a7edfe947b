package chart

import (
	"math"

	"framsteg/app/chart/scene"
	"framsteg/app/progress/cohort"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// axisOfChange is the axis of the mean changes, in steps. It is not there where
// its right end is 0.
type axisOfChange struct {
	left, right float64
	low, high   float64 // values at its ends
	tick        float64 // from one value with a line to the next
}

// newAxisOfChange covers 0, every mean that is shown and its interval, but not
// far beyond the means, so that one wide interval does not press the others
// together, nor more than the steps can change.
func newAxisOfChange(blocks []cohort.Block, steps int, left, right float64) axisOfChange {
	const beyond = 1.5
	a := axisOfChange{left: left, right: right, low: -0.5, high: 1}
	least, most := 0.0, 0.0
	for _, b := range blocks {
		if m := b.Change.Mean; readable(m) {
			least, most = min(least, m.Value), max(most, m.Value)
			a.low, a.high = min(a.low, m.Value), max(a.high, m.Value)
		}
	}
	for _, b := range blocks {
		if low, high, both := ends(b.Change); both {
			a.low, a.high = min(a.low, max(low, least-beyond)), max(a.high, min(high, most+beyond))
		}
	}
	const grain, room = 0.5, 32 // dp for a number
	reach := float64(steps - 1)
	a.low = math.Floor(max(a.low, -reach)/grain) * grain
	a.high = math.Ceil(min(a.high, reach)/grain) * grain
	for _, a.tick = range []float64{0.5, 1, 2, 4, 8} {
		if a.x(a.tick)-a.x(0) >= room {
			break
		}
	}
	return a
}

// ends gives the ends of an interval that is drawn.
func ends(i cohort.Interval) (low, high float64, both bool) {
	return i.Low.Value, i.High.Value, readable(i.Mean) && readable(i.Low) && readable(i.High)
}

// within gives the place of a value, or of the end of the axis that it is beyond.
func (a axisOfChange) within(v float64) float64 { return a.x(max(a.low, min(v, a.high))) }

func (a axisOfChange) x(v float64) float64 {
	return a.left + axisInset + (a.right-a.left-2*axisInset)*(v-a.low)/(a.high-a.low)
}

// ticks are the values that have a line.
func (a axisOfChange) ticks() []float64 {
	var all []float64
	for v := math.Ceil(a.low/a.tick) * a.tick; v <= a.high; v += a.tick {
		all = append(all, v)
	}
	return all
}

// lines draws the ticks through all areas, that of no change darker.
func (a axisOfChange) lines(s *sheet, top, bottom float64) {
	if a.right == 0 {
		return
	}
	for _, v := range a.ticks() {
		colour := scene.Grid
		if v == 0 {
			colour = scene.Axis
		}
		s.line(scene.Point{X: a.x(v), Y: top}, scene.Point{X: a.x(v), Y: bottom}, colour)
	}
}

// numbers writes the ticks below the areas, and gives where that ends.
func (a axisOfChange) numbers(s *sheet, w words.Words, y float64) float64 {
	if a.right == 0 {
		return y
	}
	for _, v := range a.ticks() {
		s.add(scene.Text{At: scene.Point{X: a.x(v), Y: y + 14}, String: w.Signed(v, 0, 1), Size: textSmall, Align: scene.Middle, Colour: scene.Muted})
	}
	return y + 18
}

// change draws the mean change of an area with its interval, or says why not.
func (p *cohortPicture) change(i int, y float64) {
	b, a := p.blocks[i], p.changes
	rect := scene.Rect{X0: a.left, Y0: y - stripHeight - stripGap/2.0, X1: a.right, Y1: y + stripHeight + stripGap/2.0}
	share := Share{Area: b.Area, Rater: b.Rater, Latest: true, Step: AllPairs}
	p.Regions = append(p.Regions, scene.Region{ID: share.ID(), Rect: rect, Row: 2*i + 1, Col: len(p.steps) + 1, Tooltip: p.changeTip(b)})
	mean := b.Change.Mean
	if !readable(mean) {
		text := scene.Text{At: scene.Point{X: rect.Centre().X, Y: y + 4.5}, String: p.missing(mean), Size: textBody, Align: scene.Middle, Colour: scene.Muted}
		p.over(text, scene.Page)
		return
	}
	colour := scene.Self
	if p.rater == skapa.BySupervisor {
		colour = scene.Supervisor
	}
	if low, high, both := ends(b.Change); both {
		p.whiskers(low, high, y, colour)
	}
	x := a.within(mean.Value)
	mark := scene.Disc(scene.Point{X: x, Y: y}, 4.7)
	if colour == scene.Supervisor {
		mark = scene.Diamond(scene.Point{X: x, Y: y}, 5.8)
	}
	p.add(scene.Path{Outline: mark, Fill: colour, Stroke: scene.Page, Width: 1.2})
	text := scene.Text{String: p.words.Signed(mean.Value, 1, 2), Size: textBody, Align: scene.Middle, Colour: scene.Ink}
	half := scene.Width(text.String, text.Size, false)/2 + 3
	text.At = scene.Point{X: max(a.left+half, min(x, a.right-half)), Y: y - 10}
	p.over(text, scene.Page)
}

// whiskers draws an interval. An end outside the axis is a tip instead of a cap.
func (p *cohortPicture) whiskers(low, high, y float64, colour scene.Token) {
	const half, tip = 5, 6
	a := p.changes
	from, to := a.within(low), a.within(high)
	p.add(scene.Path{Outline: scene.Line(scene.Point{X: from, Y: y}, scene.Point{X: to, Y: y}), Stroke: colour, Width: 2})
	end := func(x, outwards float64, outside bool) {
		if outside {
			p.fill(scene.Polygon(scene.Point{X: x + outwards*tip, Y: y}, scene.Point{X: x, Y: y - 4}, scene.Point{X: x, Y: y + 4}), colour)
			return
		}
		p.add(scene.Path{Outline: scene.Line(scene.Point{X: x, Y: y - half}, scene.Point{X: x, Y: y + half}), Stroke: colour, Width: 2})
	}
	end(from, -1, low < a.low)
	end(to, 1, high > a.high)
	p.beyond = p.beyond || low < a.low || high > a.high
}
