package progress

import (
	"slices"
	"time"

	"framsteg/store/skapa"
)

// Due tells whether a meeting stands to be held.
type Due uint8

// The states, of which a participant is in one.
const (
	NotYet     Due = iota // the window of the next meeting has not opened
	NeverRated            // no meeting since the entry
	DueNow                // today is in the window
	Overdue               // the window has passed
	Paused                // nothing is asked for until the pause ends
	Left                  // only follow-ups are asked for
)

// EndingDays is how many days before its end an activity is called running out.
const EndingDays = 14

// Standing is what stands to be done with a participant on a day. Who is Paused
// or has Left has nothing of a meeting, an activity, a change or a goal.
type Standing struct {
	Due   Due
	Pause skapa.Pause // of who is Paused: of several the one that ends last

	Window // of the next meeting, of NotYet, DueNow and Overdue

	Begun     bool                       // a meeting was begun and is not finished
	FollowUps []Awaited                  // by day
	Idle      bool                       // takes part in nothing
	IdleSince skapa.Date                 // of who is Idle: the end of the last activity, else the entry
	Unfocused bool                       // takes part in something, but in nothing for work or studies
	Ending    []skapa.NamedParticipation // ongoing, with an end at most EndingDays from today or passed; by end
	Steps     []skapa.Goal               // open, with a next step whose day has passed; by day
	Fell      []Fall                     // in the order of the instrument, the participant's own first
}

// Awaited is a follow-up that is to be made from a day on.
type Awaited struct {
	Months  int        // after the exit
	On      skapa.Date // that day
	Overdue bool       // more days have passed since than the margin of the rhythm
}

// Fall is a certain change to a lower step between the last two ratings that can
// be compared. It says nothing of why: who knows more may rate lower.
type Fall struct {
	Area  skapa.Area
	Rater skapa.Rater
	Change
}

// Stands gives what stands to be done with a participant on the day today. fell
// gives their falls, as a Comparer does; it is asked only of who is active.
//
// The window of a meeting is Days – Margin … Days + Margin days after the last
// meeting of the latest period. Days on which the participant is paused do not
// count: the window moves by them. A re-entry starts anew: meetings before it do
// not count.
//
// Who has left is to be followed up one and six calendar months after the exit,
// or on the last day of that month where it is shorter, each until it is
// recorded. An exit without an outcome, as a file of an earlier version has, asks
// for none.
func Stands(f *skapa.Facts, r skapa.Rhythm, today skapa.Date, fell func(*skapa.Facts) []Fall) Standing {
	if !f.Finish.IsZero() && f.Finish <= today {
		return Standing{Due: Left, FollowUps: awaited(f, r, today)}
	}
	if pause, is := PausedOn(f.Pauses, today); is {
		return Standing{Due: Paused, Pause: pause}
	}
	s := Standing{Begun: len(f.Begun) > 0}
	s.meet(f, r, today)
	s.takePart(f, today)
	for _, g := range f.Goals {
		if g.Open() && !g.By.IsZero() && g.By < today {
			s.Steps = append(s.Steps, g)
		}
	}
	slices.SortStableFunc(s.Steps, func(a, b skapa.Goal) int { return int(a.By - b.By) })
	s.Fell = fell(f)
	return s
}

// Asks tells whether a meeting or a follow-up is asked for: what the navigation
// counts.
func (s *Standing) Asks() bool {
	return s.Due == DueNow || s.Due == Overdue || s.Due == NeverRated || len(s.FollowUps) > 0
}

// NextMeeting gives the middle of the window of the next meeting after today, as
// Stands counts it. Where that day has come, nobody has met yet or a meeting was
// begun, it is that after a meeting today. It is zero where a pause without an end
// comes before.
func NextMeeting(f *skapa.Facts, r skapa.Rhythm, today skapa.Date) skapa.Date {
	var s Standing
	s.meet(f, r, today)
	if len(f.Begun) == 0 && (s.Next > today || s.Next.IsZero() && s.Due != NeverRated) {
		return s.Next
	}
	met := *f
	met.Latest = max(today, f.Entered)
	s.meet(&met, r, today)
	return s.Next
}

// meet says whether a meeting is due.
func (s *Standing) meet(f *skapa.Facts, r skapa.Rhythm, today skapa.Date) {
	pauses := slices.SortedFunc(slices.Values(f.Pauses), ByStart)
	s.Due, s.Window = NextOn(today, f.Latest, f.Entered, pauses, r)
}

// NextOn tells how it stands on a day with the next meeting of somebody who is not
// paused, and gives its window: NeverRated, without one, where the latest meeting is
// not since the entry. The pauses are ByStart.
func NextOn(day, latest, entered skapa.Date, pauses []skapa.Pause, r skapa.Rhythm) (Due, Window) {
	if latest.IsZero() || latest < entered {
		return NeverRated, Window{}
	}
	w := WindowAfter(latest, pauses, r)
	return w.On(day), w
}

// PausedOn gives the pause that a day is in, and whether there is one: of several
// the one that ends last.
func PausedOn(pauses []skapa.Pause, d skapa.Date) (found skapa.Pause, is bool) {
	for _, p := range pauses {
		if p.On(d) && (!is || p.To.IsZero() || !found.To.IsZero() && p.To > found.To) {
			found, is = p, true
		}
	}
	return found, is
}

// awaited gives the follow-ups of the latest period that stand to be made.
func awaited(f *skapa.Facts, r skapa.Rhythm, today skapa.Date) (all []Awaited) {
	if f.Outcome == skapa.OutcomeUnknown {
		return nil
	}
	for _, months := range skapa.FollowUpMonths {
		on := MonthsAfter(f.Finish, months)
		made := slices.ContainsFunc(f.FollowUps, func(u skapa.FollowUp) bool { return u.Period == f.Period && u.Months == months })
		if !made && on <= today {
			all = append(all, Awaited{Months: months, On: on, Overdue: today.DaysSince(on) > r.Margin})
		}
	}
	return all
}

// MonthsAfter gives the same day n calendar months later, or the last day of
// that month where it has no such day.
func MonthsAfter(d skapa.Date, n int) skapa.Date {
	year, month, day := d.Time().Date()
	month += time.Month(n)
	return min(skapa.DateOf(year, month, day), skapa.DateOf(year, month+1, 0))
}

// takePart says what is lacking or running out among the activities that are
// UnderWay.
func (s *Standing) takePart(f *skapa.Facts, today skapa.Date) {
	s.Idle, s.Unfocused, s.IdleSince = true, true, f.Entered
	for _, p := range f.Participations {
		if p.Status.Ended() {
			s.IdleSince = max(s.IdleSince, p.End)
		}
		if from, to, was := UnderWay(p); !was || today < from || today > to {
			continue
		}
		s.Idle = false
		if p.Category.Focused() {
			s.Unfocused = false
		}
		if p.Status == skapa.Ongoing && !p.End.IsZero() && p.End.DaysSince(today) <= EndingDays {
			s.Ending = append(s.Ending, p)
		}
	}
	s.Unfocused = s.Unfocused && !s.Idle
	if !s.Idle {
		s.IdleSince = 0
	}
	slices.SortStableFunc(s.Ending, func(a, b skapa.NamedParticipation) int { return int(a.End - b.End) })
}
