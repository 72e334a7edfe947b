package participant

import (
	"context"

	"framsteg/app/progress"
	"framsteg/store"
	"framsteg/store/skapa"
)

// file is all that the page shows of a participant, read at one moment.
type file struct {
	participant    skapa.Participant
	followed       []store.Following  // who followed, oldest first
	instruments    []skapa.Instrument // the newest last
	instrument     skapa.Instrument   // the newest
	assessments    []skapa.Assessment
	corrected      map[skapa.ID]bool
	drafts         []skapa.Assessment
	participations []skapa.NamedParticipation // by start
	facts          *skapa.Facts
	standing       progress.Standing // without what fell, which the chart shows
}

func read(ctx context.Context, s *store.Store, id skapa.ID) (*file, error) {
	f := &file{}
	err := s.Together(ctx, func(ctx context.Context) error {
		if err := f.readPerson(ctx, s, id); err != nil {
			return err
		}
		return f.readRatings(ctx, s, id)
	})
	return f, err
}

// readPerson reads who the participant is, what they take part in and how things
// stand.
func (f *file) readPerson(ctx context.Context, s *store.Store, id skapa.ID) error {
	var err error
	if f.participant, err = s.Participant(ctx, id); err != nil {
		return err
	}
	if f.followed, err = s.Followed(ctx, id); err != nil {
		return err
	}
	if f.participations, err = s.ParticipationsNamed(ctx, id); err != nil {
		return err
	}
	if f.facts, err = s.FactsOf(ctx, id); err != nil {
		return err
	}
	rhythm, err := s.Rhythm(ctx)
	if err != nil {
		return err
	}
	f.standing = progress.Stands(f.facts, rhythm, s.Today(), func(*skapa.Facts) []progress.Fall { return nil })
	return nil
}

// readRatings reads what the participant was rated, and is being.
func (f *file) readRatings(ctx context.Context, s *store.Store, id skapa.ID) error {
	var err error
	if f.instruments, err = s.Instruments(ctx); err != nil {
		return err
	}
	f.instrument = f.instruments[len(f.instruments)-1]
	if f.assessments, err = s.Assessments(ctx, id); err != nil {
		return err
	}
	if f.corrected, err = s.Corrected(ctx, id); err != nil {
		return err
	}
	f.drafts, err = s.Drafts(ctx, id)
	return err
}

// follows is who follows now.
func (f *file) follows() store.Following { return store.Latest(f.followed) }
