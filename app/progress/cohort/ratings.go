package cohort

import (
	"slices"

	"framsteg/app/progress"
	"framsteg/store/skapa"
)

// moment is a date on which somebody rated with the instrument.
type moment struct {
	date skapa.Date
	at   [2]int32 // by place in skapa.Raters: where the values begin in People.values; none for nobody
}

const none int32 = -1

// value is what a rater said of an area, or of all together.
type value struct {
	of    float64 // in steps; 0 where nothing can be said
	items uint64  // which were answered: see progress.Point
}

func (v value) point() progress.Point {
	return progress.Point{Kind: progress.Rated, Value: v.of, Items: v.items}
}

// measure is something that a rater is asked about.
type measure struct {
	area  skapa.Area // "" for the mean of all
	rater int        // place in skapa.Raters
	at    int32      // place among the values of an assessment
	mdc   float64    // what a change needs to be certain, in steps
}

// measuresOf gives what an instrument asks about, in the order of Report.Blocks.
func measuresOf(c *progress.Comparer, in skapa.Instrument) []measure {
	var areas, means []measure
	for _, a := range in.Areas {
		for i, r := range skapa.Raters {
			if at := slices.Index(c.Asked(r), a.Area); at >= 0 {
				mdc, _ := c.MDC(r)
				areas = append(areas, measure{a.Area, i, int32(at), mdc})
			}
		}
	}
	for i, r := range skapa.Raters {
		if n := len(c.Asked(r)); n > 0 {
			_, mdc := c.MDC(r)
			means = append(means, measure{"", i, int32(n), mdc})
		}
	}
	return append(areas, means...)
}

// placeOf gives the place of a rater in skapa.Raters.
func placeOf(r skapa.Rater) int {
	if r == skapa.Self {
		return 0
	}
	return 1
}

// rate reads the ratings of all participants. Where a rater made two on one date,
// the one with the later id counts.
func (p *People) rate(c *progress.Comparer, all []*skapa.History) {
	n := 0
	for _, h := range all {
		n += len(h.Ratings)
	}
	points := make([]progress.Point, 0, len(p.in.Areas)+1)
	p.moments, p.values = make([]moment, 0, n), make([]value, 0, n*cap(points))
	for i, h := range all {
		first := len(p.moments)
		var made [2]*skapa.Assessment // at the last moment, by place in skapa.Raters
		for k := range h.Ratings {
			a := &h.Ratings[k]
			if a.Instrument != p.in.Version {
				continue
			}
			if n := len(p.moments); n == first || p.moments[n-1].date != a.Date {
				p.moments, made = append(p.moments, moment{a.Date, [2]int32{none, none}}), [2]*skapa.Assessment{}
			}
			rater := placeOf(a.Rater)
			if before := made[rater]; before != nil && compareIDs(before.ID, a.ID) > 0 {
				continue
			}
			made[rater] = a
			p.moments[len(p.moments)-1].at[rater] = int32(len(p.values))
			for _, point := range c.Points(points, a) {
				p.values = append(p.values, value{point.Value, point.Items})
			}
		}
		p.all[i].moments = p.moments[first:len(p.moments):len(p.moments)]
	}
}

// at gives what was said of m at a moment; the zero value for nothing.
func (p *People) at(t *moment, m *measure) value {
	if t.at[m.rater] == none {
		return value{}
	}
	return p.values[t.at[m.rater]+m.at]
}
