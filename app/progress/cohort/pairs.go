package cohort

import (
	"framsteg/app/progress"
	"framsteg/store/skapa"
)

// pair is what a participant's two values are, in steps.
type pair struct {
	start, latest float64
	certain       bool // what lies between them is more than error of measurement
}

// steps gives how far the pair rose.
func (p pair) steps() float64 {
	if progress.Same(p.start, p.latest) {
		return 0
	}
	return p.latest - p.start
}

// pairOf gives the moments of the two ratings that are compared for m, and whether
// there are two.
func (r *reporting) pairOf(t *taken, m *measure) (first, latest *moment, ok bool) {
	all := t.moments[t.first:t.last]
	i := 0
	for i < len(all) && r.at(&all[i], m).of == 0 {
		i++
	}
	if i == len(all) {
		return nil, nil, false
	}
	first = &all[i]
	if r.Selection.Span == 0 {
		for k := len(all) - 1; k > i; k-- {
			if r.at(&all[k], m).of != 0 {
				return first, &all[k], true
			}
		}
		return nil, nil, false
	}
	aim := progress.MonthsAfter(first.date, int(r.Selection.Span))
	nearest := SpanDays + 1
	for k := i + 1; k < len(all); k++ {
		if away := apart(all[k].date, aim); away < nearest && r.at(&all[k], m).of != 0 {
			latest, nearest = &all[k], away
		}
	}
	return first, latest, latest != nil
}

// apart gives how many days two dates are from each other.
func apart(a, b skapa.Date) int { return max(a.DaysSince(b), b.DaysSince(a)) }

// between gives the pair of two moments.
func (r *reporting) between(first, latest *moment, m *measure) pair {
	from, to := r.at(first, m), r.at(latest, m)
	c := progress.Between(from.point(), to.point(), len(r.in.Steps), m.mdc)
	return pair{from.of, to.of, c.Certainty == progress.Certain}
}
