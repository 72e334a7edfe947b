package cohort

import "framsteg/store/skapa"

// Selection says whom a report is about. What is empty takes everybody; a
// participant is taken whom every other says.
//
// The last day is To, or today where that is earlier or To is zero. A report is of
// how things were on that day: who left later is active in it, and a rating, an
// assignment or an outcome of a later day is none. What is recorded of a
// participant without a day, such as the municipality, is as it is now.
type Selection struct {
	Teams, Supervisors                      []skapa.ID // who follows them on the last day, or on that of the exit; the zero ID for nobody
	Municipalities, Referrers, TargetGroups []string   // "" for not recorded
	Sexes                                   []skapa.Sex
	Ages                                    []Age
	Categories                              []skapa.Category // of an activity that was under way in the period, the day of its end being one
	State                                   State

	// The days of the period, both part of it; zero for no limit. Who was in the
	// program on one of them is taken, the day of the exit being one. Ratings before
	// From count: a first rating is often earlier.
	From, To skapa.Date

	Span Span // what the first rating is compared with
}

// State is whether a participation in the program goes on, on the last day.
type State uint8

// The states of who is taken.
const (
	AnyState State = iota
	Active
	Finished
)

// Age is a band of ages: the year of the latest entry less that of birth.
type Age string

// The bands; OtherAge is outside them, UnknownAge not recorded.
const (
	Young      Age = "16-24"
	Middle     Age = "25-54"
	Older      Age = "55-64"
	OtherAge   Age = "other"
	UnknownAge Age = ""
)

// Ages are the bands, in order.
var Ages = []Age{Young, Middle, Older, OtherAge, UnknownAge}

// Span is how many calendar months after the first rating the one lies that it is
// compared with: the nearest within SpanDays around, of two as near the earlier;
// 0 for the latest.
type Span int

// Spans are those that can be chosen.
var Spans = []Span{0, 3, 6, 9, 12}

// SpanDays is how many days a rating may lie before or after a Span.
const SpanDays = 45
