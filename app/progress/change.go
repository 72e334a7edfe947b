package progress

import (
	"math"

	"framsteg/store/skapa"
)

// Change is from one rated point of a line to a later one.
type Change struct {
	From, To  Point
	Steps     float64 // To.Value – From.Value, in steps, at most the highest step – 1 either way; 0 where these are the Same
	Certainty Certainty
	End       End // the end of the scale that both points are at
}

// Certainty tells how sure it is that something changed, whichever way.
type Certainty uint8

// The classes of certainty, by the minimal detectable change.
const (
	Unchanged Certainty = iota
	Possible            // less than MDC95, or of other items than before
	Certain             // MDC95 or more
)

// End is an end of the scale.
type End uint8

// The ends of the scale.
const (
	Neither End = iota
	Lowest      // kept at step 1
	Highest     // kept at the highest step: "bibehållen hög"
)

// MDC95 gives the minimal detectable change of single ratings with a precision, in
// steps: two ratings of somebody in whom nothing changed differ by less 95 times in
// a hundred.
//
//	MDC95 = 1.96 · √2 · SEM,   SEM = SD · √(1 – reliability)
//
// SEM is the standard error of measurement; √2, because both ratings have it. It
// is 0 for a reliability of 1, and at most 2.77 · SD. With skapa.DefaultItem (1.1,
// 0.70) it is 1.67, with skapa.DefaultMean (0.70, 0.80) it is 0.87.
//
// It says what can be told from error of measurement, not what matters to the
// participant, and nothing of why.
//
// Sources: Jacobson & Truax, Clinical significance: a statistical approach to
// defining meaningful change in psychotherapy research, J Consult Clin Psychol 59
// (1991) 12–19, whose reliable change index is Steps / (√2 · SEM), beyond ±1.96;
// Weir, Quantifying test-retest reliability using the intraclass correlation
// coefficient and the SEM, J Strength Cond Res 19 (2005) 231–240.
func MDC95(p skapa.Precision) float64 {
	return 1.96 * math.Sqrt2 * p.SD * math.Sqrt(1-p.Reliability)
}

// SinceFirst gives the change from the first rated point to the newest, and
// whether there are two.
func (l Line) SinceFirst() (Change, bool) {
	from, known := l.First()
	return l.since(from, known)
}

// SincePrevious gives the change from the last rated point before the newest to
// the newest, and whether there are two.
func (l Line) SincePrevious() (Change, bool) {
	from, known := l.Previous()
	return l.since(from, known)
}

func (l Line) since(from Point, known bool) (Change, bool) {
	to, _ := l.Latest()
	if !known || from.Date == to.Date {
		return Change{}, false
	}
	return Between(from, to, l.Top, l.MDC), true
}

// Between gives the change from one point to another, both Rated, on a scale of so
// many steps. It is certain from mdc on, in steps: see Line.MDC.
func Between(from, to Point, steps int, mdc float64) Change {
	c := Change{From: from, To: to}
	if Same(from.Value, to.Value) {
		c.End = end(to.Value, steps)
		return c
	}
	c.Steps, c.Certainty = to.Value-from.Value, Possible
	if from.Items != to.Items {
		return c // of other items: no answer needs to have changed
	}
	if size := math.Abs(c.Steps); size > mdc || Same(size, mdc) {
		c.Certainty = Certain
	}
	return c
}

func end(value float64, steps int) End {
	switch {
	case Same(value, 1):
		return Lowest
	case Same(value, float64(steps)):
		return Highest
	}
	return Neither
}
