package participant

import (
	"context"
	"strings"

	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// file is all that the page shows of a participant, read at one moment.
type file struct {
	participant    skapa.Participant
	team           string
	supervisor     string
	instruments    []skapa.Instrument // the newest last
	instrument     skapa.Instrument   // the newest
	assessments    []skapa.Assessment
	corrected      map[skapa.ID]bool
	drafts         []skapa.Assessment
	participations []skapa.NamedParticipation // by start
}

func read(ctx context.Context, s *store.Store, id skapa.ID) (*file, error) {
	f := &file{}
	var err error
	if f.participant, err = s.Participant(ctx, id); err != nil {
		return nil, err
	}
	if f.team, f.supervisor, err = s.Followers(ctx, id); err != nil {
		return nil, err
	}
	if f.instruments, err = s.Instruments(ctx); err != nil {
		return nil, err
	}
	f.instrument = f.instruments[len(f.instruments)-1]
	if f.assessments, err = s.Assessments(ctx, id); err != nil {
		return nil, err
	}
	if f.corrected, err = s.Corrected(ctx, id); err != nil {
		return nil, err
	}
	if f.drafts, err = s.Drafts(ctx, id); err != nil {
		return nil, err
	}
	f.participations, err = s.ParticipationsNamed(ctx, id)
	return f, err
}

// heading is the code, and the name where it is recorded.
func (f *file) heading() string {
	if f.participant.Name == "" {
		return f.participant.Code
	}
	return f.participant.Code + "  " + f.participant.Name
}

// who says in one line who the participant is, who follows and since when.
func (f *file) who(w words.Words, today skapa.Date) string {
	p := f.participant
	var parts []string
	add := func(text string) {
		if text != "" {
			parts = append(parts, text)
		}
	}
	if p.BirthYear != 0 {
		add(w.T("participant.born", words.Args{"Year": p.BirthYear}))
	}
	if p.Sex != skapa.SexUnknown {
		add(w.T("sex." + string(p.Sex)))
	}
	add(p.Municipality)
	add(p.Referrer)
	add(p.TargetGroup)
	add(f.team)
	if f.supervisor != "" {
		since := p.Since
		if since.IsZero() {
			since = p.Start
		}
		followed := w.T("participant.followed", words.Args{"Supervisor": f.supervisor, "Since": since})
		if n := today.MonthsSince(since); n > 0 {
			followed += " (" + w.N("months", n) + ")"
		}
		add(followed)
	}
	add(w.T("participant.started", words.Args{"Date": p.Start}))
	if !p.Active() {
		add(w.T("participant.ended", words.Args{"Date": p.Finish}))
	}
	return strings.Join(parts, "  ·  ")
}

// notes says what a supervisor should see about the participation: that there
// is none, or none that is about a job or studies.
func (f *file) notes(w words.Words) string {
	if !f.participant.Active() {
		return ""
	}
	ongoing, focused := 0, 0
	for _, b := range f.participations {
		if b.Status != skapa.Ongoing {
			continue
		}
		ongoing++
		if b.Category == skapa.ForJob || b.Category == skapa.ForStudy {
			focused++
		}
	}
	switch {
	case ongoing == 0:
		return w.T("participant.noOngoing")
	case focused == 0:
		return w.T("participant.noFocused")
	}
	return ""
}
