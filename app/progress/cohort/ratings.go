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

// rate reads a participant's ratings. Where a rater made two on one date, the one
// with the later id counts.
func (p *People) rate(c *progress.Comparer, ratings []skapa.Assessment, points []progress.Point) (moments []moment) {
	var ids [2]skapa.ID // of the last moment
	for i := range ratings {
		a := &ratings[i]
		if a.Instrument != p.in.Version {
			continue
		}
		if n := len(moments); n == 0 || moments[n-1].date != a.Date {
			moments, ids = append(moments, moment{a.Date, [2]int32{none, none}}), [2]skapa.ID{}
		}
		r := slices.Index(skapa.Raters, a.Rater)
		if compareIDs(a.ID, ids[r]) < 0 {
			continue
		}
		ids[r] = a.ID
		moments[len(moments)-1].at[r] = int32(len(p.values))
		for _, point := range c.Points(points[:0], a) {
			p.values = append(p.values, value{point.Value, point.Items})
		}
	}
	return moments
}

// at gives what was said of m at a moment; the zero value for nothing.
func (p *People) at(t *moment, m *measure) value {
	if t.at[m.rater] == none {
		return value{}
	}
	return p.values[t.at[m.rater]+m.at]
}
