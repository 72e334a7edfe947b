package participant

import (
	"strings"

	"framsteg/app/progress"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// heading is the code, and the name where it is recorded.
func (f *file) heading() string {
	if f.participant.Name == "" {
		return f.participant.Code
	}
	return f.participant.Code + "  " + f.participant.Name
}

// who says in a line or two who the participant is, by personnummer where it is kept, who follows and since when,
// and when they meet next.
func (f *file) who(w words.Words, today skapa.Date) string {
	p := f.participant
	var parts []string
	add := func(text string) {
		if text != "" {
			parts = append(parts, text)
		}
	}
	add(skapa.WritePersonnummer(p.Personnummer))
	if p.BirthYear != 0 {
		add(w.T("participant.born", words.Args{"Year": p.BirthYear}))
	}
	if p.Sex != skapa.SexUnknown {
		add(w.T("sex." + string(p.Sex)))
	}
	add(p.Municipality)
	add(p.Referrer)
	add(p.TargetGroup)
	follows := f.follows()
	add(follows.TeamName)
	if follows.SupervisorName != "" {
		since := p.Since
		if since.IsZero() {
			since = p.Start
		}
		add(w.T("participant.followed", words.Args{"Supervisor": follows.SupervisorName, "Since": since}) + f.continuity(w, since, today))
	}
	add(w.T("participant.started", words.Args{"Date": p.Start}))
	if p.Entered > p.Start {
		add(w.T("participant.reentered", words.Args{"Date": p.Entered}))
	}
	if s := f.standing; s.Due == progress.NotYet && !s.Next.IsZero() {
		add(w.T("participant.next", words.Args{"Date": s.Next}))
	}
	return strings.Join(parts, "  ·  ")
}

// continuity says in brackets for how many months the supervisor has followed,
// and how many have, where there were others; "" where there is nothing to say.
func (f *file) continuity(w words.Words, since, today skapa.Date) string {
	var parts []string
	months := ""
	if n := today.MonthsSince(since); n > 0 {
		months = w.N("months", n)
	}
	switch n := store.Supervisors(f.followed); {
	case n > 1 && months != "":
		parts = append(parts, w.N("participant.supervisors", n), w.T("participant.current", words.Args{"Months": months}))
	case n > 1:
		parts = append(parts, w.N("participant.supervisors", n))
	case months != "":
		parts = append(parts, months)
	default:
		return ""
	}
	return " (" + strings.Join(parts, ", ") + ")"
}

// notes says what a supervisor should see first, and whether it is a warning, of
// something that is late or lacking: that the participant has left or is paused, that a meeting is due,
// and what is lacking among the activities.
func (f *file) notes(w words.Words) (text string, warning bool) {
	s := f.standing
	var parts []string
	add := func(key string, args words.Args) { parts = append(parts, w.T(key, args)) }
	switch s.Due {
	case progress.Left:
		add("participant.ended", words.Args{"Date": f.facts.Finish})
		if f.facts.Outcome != skapa.OutcomeUnknown {
			add("outcome."+string(f.facts.Outcome), nil)
		}
		for _, awaited := range s.FollowUps {
			warning = true
			parts = append(parts, w.N("participant.awaited", awaited.Months))
		}
	case progress.Paused:
		if s.Pause.To.IsZero() {
			add("participant.paused", nil)
		} else {
			add("participant.pausedTo", words.Args{"Date": s.Pause.To})
		}
	case progress.DueNow:
		add("participant.due", words.Args{"First": s.First, "Last": s.Last})
	case progress.Overdue:
		warning = true
		add("participant.overdue", words.Args{"Date": s.Last})
	}
	switch {
	case s.Idle:
		add("participant.noOngoing", nil)
	case s.Unfocused:
		add("participant.noFocused", nil)
	}
	return strings.Join(parts, "  ·  "), warning || s.Idle || s.Unfocused
}
