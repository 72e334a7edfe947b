package store

import (
	"context"

	"framsteg/store/skapa"
)

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
