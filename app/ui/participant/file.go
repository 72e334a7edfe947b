package participant

import (
	"context"

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
	followed       []store.Following          // who followed, oldest first
	periods        []skapa.Period             // by start
	followUps      []skapa.FollowUp
	pauses         []skapa.Pause
	rhythm         skapa.Rhythm
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
	if f.participations, err = s.ParticipationsNamed(ctx, id); err != nil {
		return nil, err
	}
	return f, f.readCourse(ctx, s, id)
}

// readCourse reads how the participant was followed, paused and left.
func (f *file) readCourse(ctx context.Context, s *store.Store, id skapa.ID) error {
	var err error
	if f.followed, err = s.Followed(ctx, id); err != nil {
		return err
	}
	if f.periods, err = s.Periods(ctx, id); err != nil {
		return err
	}
	if f.followUps, err = s.FollowUps(ctx, id); err != nil {
		return err
	}
	if f.pauses, err = s.Pauses(ctx, id); err != nil {
		return err
	}
	f.rhythm, err = s.Rhythm(ctx)
	return err
}
