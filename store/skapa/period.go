package skapa

import "slices"

// Outcome is what a participant went on to.
type Outcome string

// The outcomes. Unreached is one of a follow-up only.
const (
	OutcomeUnknown Outcome = ""
	ToWork         Outcome = "work"
	ToStudies      Outcome = "studies"
	Closer         Outcome = "closer" // närmare arbetsmarknaden
	Dropout        Outcome = "dropout"
	OtherOutcome   Outcome = "other"
	Unreached      Outcome = "unreached"
)

// Outcomes are those of an exit, FollowUpOutcomes those of a follow-up, in the
// order of a form.
var (
	Outcomes         = []Outcome{ToWork, ToStudies, Closer, Dropout, OtherOutcome}
	FollowUpOutcomes = []Outcome{ToWork, ToStudies, Closer, OtherOutcome, Unreached}
)

// Working tells whether there is work or studies, which have hours and support.
func (o Outcome) Working() bool { return o == ToWork || o == ToStudies }

// Support is the form of support that work or studies have; the zero Support is
// not recorded.
type Support string

// The forms of support.
const (
	SupportUnknown Support = ""
	NoSupport      Support = "none"
	WageSubsidy    Support = "wage-subsidy"
	NewStart       Support = "new-start"
	Development    Support = "development" // utvecklingsanställning, trygghetsanställning
	OtherSupport   Support = "other"
)

// Supports are all of them, in the order of a form.
var Supports = []Support{SupportUnknown, NoSupport, WageSubsidy, NewStart, Development, OtherSupport}

// MaxHours is how many hours of work or studies a week may have.
const MaxHours = 80

// Result is what an exit or a follow-up found.
type Result struct {
	Outcome Outcome
	Hours   int     // a week, of an outcome that is Working; 0 when not recorded
	Support Support // of such an outcome
}

// Period is the time from one entry of a participant to the exit. The first one
// has the participant's ID and begins with Participant.Start; a re-entry begins
// the next.
type Period struct {
	ID          ID
	Participant ID
	Start       Date
	Finish      Date // zero while it goes on
	Result           // of the exit
}

// Validate gives what is wrong with p on the day today. Fields: start, finish,
// outcome, hours, support.
func (p Period) Validate(today Date) Findings {
	var f Findings
	checkWithin(&f, "start", p.Start, FirstDate, today)
	if p.Finish.IsZero() {
		if p.Result != (Result{}) {
			f.refuse("finish", "error.required.date", nil)
		}
		return f
	}
	checkWithin(&f, "finish", p.Finish, p.Start, today)
	p.Result.validate(&f, Outcomes)
	return f
}

func (r Result) validate(f *Findings, outcomes []Outcome) {
	if !slices.Contains(outcomes, r.Outcome) {
		f.refuse("outcome", "error.required.outcome", nil)
	}
	switch {
	case r.Hours < 0 || r.Hours > MaxHours:
		f.refuse("hours", "error.hours", Args{"Max": MaxHours})
	case r.Hours > 0 && !r.Outcome.Working():
		f.refuse("hours", "error.hours.outcome", nil)
	}
	switch {
	case !slices.Contains(Supports, r.Support):
		f.refuse("support", "error.support", nil)
	case r.Support != SupportUnknown && !r.Outcome.Working():
		f.refuse("support", "error.support.outcome", nil)
	}
}

// FollowUpMonths are how long after an exit a participant is asked how it went.
var FollowUpMonths = []int{1, 6}

// FollowUp is how it went some months after the exit of a period.
type FollowUp struct {
	ID          ID
	Participant ID
	Period      ID
	Months      int // one of FollowUpMonths
	Date        Date
	Result
}

// Validate gives what is wrong with u, after an exit on a day, on the day today.
// Fields: months, date, outcome, hours, support.
func (u FollowUp) Validate(exit, today Date) Findings {
	var f Findings
	if !slices.Contains(FollowUpMonths, u.Months) {
		f.refuse("months", "error.months", nil)
	}
	checkWithin(&f, "date", u.Date, exit, today)
	u.Result.validate(&f, FollowUpOutcomes)
	return f
}
