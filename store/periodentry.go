package store

import (
	"context"

	"framsteg/store/skapa"
)

// Reenter begins a new period of a participant who has left. It refuses a start
// before the exit (error.date.beforeExit), and a participant who has not left
// (error.entry.active).
func (s *Store) Reenter(ctx context.Context, participant skapa.ID, start skapa.Date) (skapa.Period, error) {
	p := skapa.Period{Participant: participant, Start: start}
	err := s.write(ctx, func(ctx context.Context, w *writer) error {
		who, err := s.subject(ctx, participant)
		if err != nil {
			return err
		}
		if err := p.Validate(s.Today()).Err(); err != nil {
			return err
		}
		all, err := s.Periods(ctx, participant)
		if err != nil {
			return err
		}
		last := all[len(all)-1]
		switch {
		case last.Finish.IsZero():
			return &skapa.Problem{Key: "error.entry.active"}
		case start < last.Finish:
			return &skapa.Problem{Key: "error.date.beforeExit", Args: skapa.Args{"Date": start, "Exit": last.Finish}}
		}
		p.ID = s.newID()
		w.names("entry", who.Code, p.ID, who.ID)
		return w.putPeriod(ctx, p)
	})
	return p, err
}

// SaveEntry corrects when a period began that a re-entry began; its exit is not
// changed. It refuses a start before the exit of the period before it
// (error.date.beforeExit). Problem error.period.gone when the participant has no
// such period, or it is the first, which begins when Participant.Start says.
func (s *Store) SaveEntry(ctx context.Context, p skapa.Period) (skapa.Period, error) {
	err := s.write(ctx, func(ctx context.Context, w *writer) error {
		who, all, i, err := s.entry(ctx, p.Participant, p.ID)
		if err != nil {
			return err
		}
		start := p.Start
		p = all[i]
		p.Start = start
		if err := p.Validate(s.Today()).Err(); err != nil {
			return err
		}
		if exit := all[i-1].Finish; start < exit {
			return &skapa.Problem{Key: "error.date.beforeExit", Args: skapa.Args{"Date": start, "Exit": exit}}
		}
		w.names("entry", who.Code, p.ID, who.ID)
		return w.putPeriod(ctx, p)
	})
	return p, err
}

// DeleteEntry takes away a period that a re-entry began by mistake; its history
// stays. It refuses one with another after it (error.entry.notLast), or whose exit
// was followed up (error.exit.followedUp). Problem error.period.gone as SaveEntry.
func (s *Store) DeleteEntry(ctx context.Context, participant, id skapa.ID) error {
	return s.write(ctx, func(ctx context.Context, w *writer) error {
		who, all, i, err := s.entry(ctx, participant, id)
		if err != nil {
			return err
		}
		if i < len(all)-1 {
			return &skapa.Problem{Key: "error.entry.notLast", Args: skapa.Args{"Date": all[i+1].Start}}
		}
		all[i].Finish = 0
		if err := s.checkExit(ctx, all, i); err != nil {
			return err
		}
		w.names("entry", who.Code, id, who.ID)
		_, err = w.remove(ctx, periods, id, participant)
		return err
	})
}

// entry gives the periods of a participant, and which of them is the one of an id
// that a re-entry began.
func (s *Store) entry(ctx context.Context, participant, id skapa.ID) (who subject, all []skapa.Period, i int, err error) {
	if who, err = s.subject(ctx, participant); err != nil {
		return who, nil, 0, err
	}
	if all, err = s.Periods(ctx, participant); err != nil {
		return who, nil, 0, err
	}
	if i = indexOf(all, id); i < 1 {
		err = &skapa.Problem{Key: "error.period.gone"}
	}
	return who, all, i, err
}
