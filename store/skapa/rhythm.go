package skapa

// Rhythm is how often a participant is met to be rated.
type Rhythm struct {
	Days   int // from one meeting to the next
	Margin int // days before and after that day in which a meeting is due, not overdue
}

// DefaultRhythm is about every third month, two weeks around.
var DefaultRhythm = Rhythm{Days: 90, Margin: 14}

// Limits of a rhythm, in days. Two windows never meet.
const (
	MinRhythm = 7
	MaxRhythm = 730
)

// Validate gives what is wrong with r; about the margin nothing is said until the
// days are right, which it depends on. Fields: days, margin.
func (r Rhythm) Validate() Findings {
	var f Findings
	if r.Days < MinRhythm || r.Days > MaxRhythm {
		f.refuse("days", "error.rhythm.days", Args{"Min": MinRhythm, "Max": MaxRhythm})
	} else if r.Margin < 0 || 2*r.Margin >= r.Days {
		f.refuse("margin", "error.rhythm.margin", Args{"Max": max(0, (r.Days-1)/2)})
	}
	return f
}
