package skapa

import "slices"

// Status is how far a participation has come.
type Status string

// The states of a participation.
const (
	Planned   Status = "planned"
	Ongoing   Status = "ongoing"
	Finished  Status = "finished"
	BrokenOff Status = "broken-off" // ended before its time, for a Break
)

// Statuses are all of them, in the order of a form.
var Statuses = []Status{Planned, Ongoing, Finished, BrokenOff}

// EnrolStatuses are those that several can be enrolled with at once: each breaks off
// for a reason of their own.
var EnrolStatuses = []Status{Planned, Ongoing, Finished}

// Ended tells whether a participation in this state is over.
func (s Status) Ended() bool { return s == Finished || s == BrokenOff }

// Break is why a participation was broken off: a class, never a free text.
type Break string

// The reasons to break off. None of them is a failure.
const (
	NoBreak        Break = ""
	BreakHealth    Break = "health"
	BreakJob       Break = "job" // work or studies took its place
	BreakMoved     Break = "moved"
	BreakUnfitting Break = "unfitting" // the activity did not fit
	BreakOwnWish   Break = "own-wish"
	BreakOther     Break = "other"
)

// Breaks are the reasons, in the order of a form.
var Breaks = []Break{BreakHealth, BreakJob, BreakMoved, BreakUnfitting, BreakOwnWish, BreakOther}

// Participation says that a participant takes part in an activity. End is
// where it finished, or is expected to; it may be zero until then.
type Participation struct {
	ID          ID
	Participant ID
	Activity    ID
	Status      Status
	Start       Date
	End         Date
	Break       Break // of one that is BrokenOff, else NoBreak
}

// NamedParticipation is a participation with what its activity is called and
// is for; both are empty when the activity is gone.
type NamedParticipation struct {
	Participation
	Name     string
	Category Category
}

// Validate gives what is wrong with p on the day today. Fields: activity,
// status, from, to, break.
func (p Participation) Validate(today Date) Findings {
	var f Findings
	if p.Activity.IsZero() {
		f.refuse("activity", "error.required.activity", nil)
	}
	if !slices.Contains(Statuses, p.Status) {
		f.refuse("status", "error.status", nil)
	}
	switch {
	case p.Start.IsZero():
		f.refuse("from", "error.required.date", nil)
	case f.refuseBeyond("from", p.Start):
	case p.Status != Planned && p.Start > today:
		f.refuse("from", "error.date.notYet", Args{"Date": p.Start})
	}
	switch {
	case p.Status.Ended() && p.End.IsZero():
		f.refuse("to", "error.required.date", nil)
	case !p.End.IsZero() && f.refuseBeyond("to", p.End):
	case p.Status.Ended() && p.End > today:
		f.refuse("to", "error.date.future", Args{"Date": p.End})
	case !p.End.IsZero() && p.End < p.Start:
		f.refuse("to", "error.date.endBeforeStart", Args{"Date": p.End, "Start": p.Start})
	}
	switch {
	case p.Status == BrokenOff && !slices.Contains(Breaks, p.Break):
		f.refuse("break", "error.required.break", nil)
	case p.Status != BrokenOff && p.Break != NoBreak:
		f.refuse("break", "error.break", nil)
	}
	return f
}
