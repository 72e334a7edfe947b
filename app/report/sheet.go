package report

import (
	"context"

	"framsteg/app/progress"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Sheet is what a participant takes home. It holds no comments, and nothing about
// the person but the code, unless Named, and what the goals say in the
// participant's own words.
type Sheet struct {
	Participant      skapa.Participant
	Team, Supervisor string
	Progress         progress.Progress
	Activities       []skapa.NamedParticipation
	Goals            []skapa.Goal // of which the open ones are shown, in this order
	Named            bool         // with the participant's name, where one is recorded
	Large            bool         // large print
}

// Read reads what the sheet of a participant shows, at one moment. Problem
// error.participant.gone when there is no such participant.
func Read(ctx context.Context, s *store.Store, participant skapa.ID) (Sheet, error) {
	var sheet Sheet
	err := s.Together(ctx, func(ctx context.Context) error { return sheet.read(ctx, s, participant) })
	if err != nil {
		return Sheet{}, err
	}
	return sheet, nil
}

func (s *Sheet) read(ctx context.Context, from *store.Store, participant skapa.ID) error {
	var err error
	if s.Participant, err = from.Participant(ctx, participant); err != nil {
		return err
	}
	followed, err := from.Followed(ctx, participant)
	if err != nil {
		return err
	}
	follows := store.Latest(followed)
	s.Team, s.Supervisor = follows.TeamName, follows.SupervisorName
	instrument, err := from.NewestInstrument(ctx)
	if err != nil {
		return err
	}
	assessments, err := from.Assessments(ctx, participant)
	if err != nil {
		return err
	}
	s.Progress = progress.Of(instrument, assessments, from.Today())
	if s.Activities, err = from.ParticipationsNamed(ctx, participant); err != nil {
		return err
	}
	s.Goals, err = from.Goals(ctx, participant)
	return err
}

// PDF makes the sheet: one or two A4 pages for a usual history, more for a long
// one and in large print. Its title names the code, never the person.
func (s Sheet) PDF(w words.Words) ([]byte, error) {
	title := w.T("report.document", words.Args{"Code": s.Participant.Code})
	return s.flow(w).pdf(w, title, s.Progress.Today)
}

// flow sets the sheet in the look that takes the fewest pages.
func (s Sheet) flow(w words.Words) *flow {
	looks := usual
	if s.Large {
		looks = large
	}
	drawn := pictures{}
	var best *flow
	for _, l := range looks {
		if f := s.set(w, l, drawn); best == nil || len(f.pages) < len(best.pages) {
			best = f
		}
		if len(best.pages) == 1 {
			break
		}
	}
	head := w.T("report.head", words.Args{"Code": s.Participant.Code})
	best.edges(w, head, w.T("report.printed", words.Args{"Date": w.Date(s.Progress.Today)}))
	return best
}

// set sets all parts of the sheet, in order.
func (s Sheet) set(w words.Words, l look, drawn pictures) *flow {
	p := parts{newFlow(l), s, w, drawn}
	p.who()
	p.explanation()
	if len(s.Progress.Moments) > 0 {
		p.development()
		p.change()
		p.profile()
		p.steps()
	}
	p.activities()
	p.agreed()
	return p.flow
}
