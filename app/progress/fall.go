package progress

import "framsteg/store/skapa"

// Comparer tells what changed with certainty between two ratings with one
// version of the instrument. It may be used for many participants, by one
// goroutine.
type Comparer struct {
	in    skapa.Instrument
	mdc   float64
	items map[skapa.Rater][]areaItems
}

// areaItems are the places of the items that a rater is asked in an area.
type areaItems struct {
	area  skapa.Area
	items []int
}

// NewComparer makes a Comparer of a version.
func NewComparer(in skapa.Instrument) *Comparer {
	c := &Comparer{in: in, mdc: MDC95(in.ItemPrecision()), items: map[skapa.Rater][]areaItems{}}
	for _, r := range skapa.Raters {
		for _, a := range in.Areas {
			if items := itemsOf(in, a.Area, r); len(items) > 0 {
				c.items[r] = append(c.items[r], areaItems{a.Area, items})
			}
		}
	}
	return c
}

// Falls gives where the last rating of each rater in the latest period is lower
// than the one before it in that period, with certainty. Two ratings with other
// versions than the Comparer's are not compared, and of two on one date the one
// with the later id counts.
func (c *Comparer) Falls(f *skapa.Facts) (all []Fall) {
	for _, r := range skapa.Raters {
		var pair []*skapa.Assessment
		for i := range f.Ratings {
			if a := &f.Ratings[i]; a.Rater == r && a.Date >= f.Entered {
				pair = append(pair, a)
			}
		}
		if n := len(pair); n >= 2 && pair[n-2].Instrument == c.in.Version && pair[n-1].Instrument == c.in.Version {
			all = append(all, c.between(r, *pair[n-2], *pair[n-1])...)
		}
	}
	return all
}

// Asked gives the areas that a rater is asked about, in the order of the
// instrument.
func (c *Comparer) Asked(r skapa.Rater) []skapa.Area {
	areas := make([]skapa.Area, len(c.items[r]))
	for i, a := range c.items[r] {
		areas[i] = a.area
	}
	return areas
}

// MDC gives what a change of a rater's single area needs to be certain, in steps,
// and what one of the mean of all does: see Line.MDC.
func (c *Comparer) MDC(r skapa.Rater) (area, mean float64) {
	return c.mdc, meanMDC(c.in, len(c.items[r]))
}

// Points appends to points what an assessment says of each of the areas Asked,
// and last of the mean of all: the same as in the lines of Of. An assessment with
// another version than the Comparer's says nothing.
func (c *Comparer) Points(points []Point, a *skapa.Assessment) []Point {
	first := len(points)
	for _, area := range c.items[a.Rater] {
		points = append(points, pointOf(c.in, area.items, *a, a.Instrument == c.in.Version, a.Date))
	}
	return append(points, together(points[first:], len(c.items[a.Rater]), a.Date))
}

func (c *Comparer) between(r skapa.Rater, before, now skapa.Assessment) (all []Fall) {
	for _, a := range c.items[r] {
		from := pointOf(c.in, a.items, before, true, before.Date)
		to := pointOf(c.in, a.items, now, true, now.Date)
		if from.Kind != Rated || to.Kind != Rated || to.Value >= from.Value {
			continue
		}
		line := Line{Points: []Point{from, to}, Asked: true, Top: len(c.in.Steps), MDC: c.mdc}
		if change, known := line.SincePrevious(); known && change.Certainty == Certain && change.Steps < 0 {
			all = append(all, Fall{a.area, r, change})
		}
	}
	return all
}
