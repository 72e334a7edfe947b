package store

import (
	"context"
	"slices"

	"framsteg/store/skapa"
)

// SaveExit writes when and how a period ended, or corrects that; a zero Finish
// takes the exit back. Start is not changed. It refuses an exit after the next
// entry (error.exit.afterEntry), taking back that of a period with another after it
// (error.exit.notLast), and both where a follow-up was before it
// (error.exit.followedUp). Problem error.period.gone when the participant has no
// such period.
func (s *Store) SaveExit(ctx context.Context, p skapa.Period) (skapa.Period, error) {
	err := s.write(ctx, func(ctx context.Context, w *writer) error {
		who, err := s.subject(ctx, p.Participant)
		if err != nil {
			return err
		}
		all, err := s.Periods(ctx, p.Participant)
		if err != nil {
			return err
		}
		i := indexOf(all, p.ID)
		if i < 0 {
			return &skapa.Problem{Key: "error.period.gone"}
		}
		p.Start = all[i].Start
		if err := p.Validate(s.Today()).Err(); err != nil {
			return err
		}
		if p == all[i] {
			return nil
		}
		all[i] = p
		if err := s.checkExit(ctx, all, i); err != nil {
			return err
		}
		w.names("exit", who.Code, p.ID, who.ID)
		return w.putPeriod(ctx, p)
	})
	return p, err
}

// Ending is what an exit ends that goes on on its day.
type Ending struct {
	Participations []skapa.NamedParticipation // by start
	Pauses         []skapa.Pause              // by the first day
}

// EndingOn gives what Leave ends of a participant: activities that are ongoing, and
// pauses that go on after the day. What begins later stays as it is, and so does
// what is only planned: none of it can have ended on that day.
func (s *Store) EndingOn(ctx context.Context, participant skapa.ID, day skapa.Date) (e Ending, err error) {
	ctx, release := s.hold(ctx)
	defer release()
	if e.Participations, err = s.ParticipationsNamed(ctx, participant); err != nil {
		return Ending{}, err
	}
	e.Participations = slices.DeleteFunc(e.Participations, func(p skapa.NamedParticipation) bool {
		return p.Status != skapa.Ongoing || p.Start > day
	})
	if e.Pauses, err = s.Pauses(ctx, participant); err != nil {
		return Ending{}, err
	}
	e.Pauses = slices.DeleteFunc(e.Pauses, func(p skapa.Pause) bool { return !p.On(day) || p.To == day })
	return e, nil
}

// Leave is SaveExit of who leaves, and ends on the last day what goes on then, as
// EndingOn tells: all in one act.
func (s *Store) Leave(ctx context.Context, p skapa.Period) (skapa.Period, error) {
	err := s.write(ctx, func(ctx context.Context, w *writer) (err error) {
		if p, err = s.SaveExit(ctx, p); err != nil || p.Finish.IsZero() {
			return err
		}
		who, err := s.subject(ctx, p.Participant)
		if err != nil {
			return err
		}
		e, err := s.EndingOn(ctx, p.Participant, p.Finish)
		if err != nil {
			return err
		}
		for _, part := range e.Participations {
			part.Status, part.End = skapa.Finished, p.Finish
			if err := w.putParticipation(ctx, part.Participation); err != nil {
				return err
			}
		}
		for _, pause := range e.Pauses {
			pause.To = p.Finish
			if err := w.putPause(ctx, pause); err != nil {
				return err
			}
		}
		w.names("exit", who.Code, p.ID, who.ID)
		return nil
	})
	return p, err
}

// checkExit refuses the exit of the i-th of all periods of a participant if the
// next entry or a follow-up was before it.
func (s *Store) checkExit(ctx context.Context, all []skapa.Period, i int) error {
	p := all[i]
	if i < len(all)-1 {
		next := all[i+1].Start
		switch {
		case p.Finish.IsZero():
			return &skapa.Problem{Key: "error.exit.notLast", Args: skapa.Args{"Date": next}}
		case p.Finish > next:
			return &skapa.Problem{Key: "error.exit.afterEntry", Args: skapa.Args{"Date": p.Finish, "Entry": next}}
		}
	}
	var first skapa.Date
	_, err := s.get(ctx, &first, "SELECT min(date) FROM followup_now WHERE participant = ? AND period = ?", p.Participant, p.ID)
	if err == nil && !first.IsZero() && (p.Finish.IsZero() || p.Finish > first) {
		err = &skapa.Problem{Key: "error.exit.followedUp", Args: skapa.Args{"Date": first}}
	}
	return err
}

// checkPeriodsAround is checkExit of a period, if it stands, and of the one before
// it.
func (s *Store) checkPeriodsAround(ctx context.Context, participant, id skapa.ID) error {
	all, err := s.Periods(ctx, participant)
	i := indexOf(all, id)
	for n := max(i-1, 0); n <= i && err == nil; n++ {
		err = s.checkExit(ctx, all, n)
	}
	return err
}
