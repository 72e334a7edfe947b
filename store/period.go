package store

import (
	"context"

	"framsteg/store/skapa"
)

// Periods gives the periods of a participant, by start, one at least. Problem
// error.participant.gone when there is no such participant.
func (s *Store) Periods(ctx context.Context, participant skapa.ID) ([]skapa.Period, error) {
	ctx, release := s.hold(ctx)
	defer release()
	var first skapa.Period
	found, err := s.get(ctx, &first, "SELECT id, id AS participant, start, finish FROM participant_now WHERE id = ?", participant)
	if err != nil {
		return nil, err
	}
	if !found {
		return nil, &skapa.Problem{Key: "error.participant.gone"}
	}
	var all []skapa.Period
	err = s.list(ctx, &all, `SELECT id, participant, start, finish, outcome, hours, support FROM period_now
		WHERE participant = ?1 ORDER BY id <> ?1, start, id`, participant)
	if len(all) == 0 || all[0].ID != participant {
		return append([]skapa.Period{first}, all...), err
	}
	all[0].Start = first.Start
	return all, err
}

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

func (w *writer) putPeriod(ctx context.Context, p skapa.Period) error {
	_, err := w.put(ctx, row{
		kind: periods, id: p.ID, participant: p.Participant,
		values: []any{p.Participant, p.Start, p.Finish, p.Outcome, p.Hours, p.Support},
	})
	return err
}

func indexOf(all []skapa.Period, id skapa.ID) int {
	for i, p := range all {
		if p.ID == id {
			return i
		}
	}
	return -1
}

// FollowUps gives how it went after the exits of a participant, by date.
func (s *Store) FollowUps(ctx context.Context, participant skapa.ID) ([]skapa.FollowUp, error) {
	var all []skapa.FollowUp
	err := s.list(ctx, &all, `SELECT id, participant, period, months, date, outcome, hours, support FROM followup_now
		WHERE participant = ? ORDER BY date, months, id`, participant)
	return all, err
}

// SaveFollowUp writes a follow-up; a zero ID makes a new one. It refuses a second
// one of a period and a number of months (error.followUp.twice). Problems
// error.period.gone, and error.followUp.gone when the id is that of another
// participant's.
func (s *Store) SaveFollowUp(ctx context.Context, u skapa.FollowUp) (skapa.FollowUp, error) {
	err := s.write(ctx, func(ctx context.Context, w *writer) error {
		who, err := s.subject(ctx, u.Participant)
		if err != nil {
			return err
		}
		if err := s.checkFollowUp(ctx, u); err != nil {
			return err
		}
		if err := w.identify(ctx, followUps, &u.ID, u.Participant, "error.followUp.gone"); err != nil {
			return err
		}
		w.names("followup", who.Code, u.ID, who.ID)
		_, err = w.put(ctx, row{
			kind: followUps, id: u.ID, participant: u.Participant,
			values: []any{u.Participant, u.Period, u.Months, u.Date, u.Outcome, u.Hours, u.Support},
		})
		return err
	})
	return u, err
}

// checkFollowUp refuses one that its period, or another, tells wrong.
func (s *Store) checkFollowUp(ctx context.Context, u skapa.FollowUp) error {
	all, err := s.Periods(ctx, u.Participant)
	if err != nil {
		return err
	}
	i := indexOf(all, u.Period)
	if i < 0 || all[i].Finish.IsZero() {
		return &skapa.Problem{Key: "error.period.gone"}
	}
	if err := u.Validate(all[i].Finish, s.Today()).Err(); err != nil {
		return err
	}
	var other skapa.ID
	_, err = s.get(ctx, &other, "SELECT id FROM followup_now WHERE participant = ? AND period = ? AND months = ? AND id IS NOT ?",
		u.Participant, u.Period, u.Months, u.ID)
	if err == nil && !other.IsZero() {
		err = &skapa.Problem{Key: "error.followUp.twice", Args: skapa.Args{"Months": u.Months}}
	}
	return err
}

// checkFollowUpBack is checkFollowUp of one that stands, by its id.
func (s *Store) checkFollowUpBack(ctx context.Context, id, participant skapa.ID) error {
	all, err := s.FollowUps(ctx, participant)
	for _, u := range all {
		if u.ID == id && err == nil {
			err = s.checkFollowUp(ctx, u)
		}
	}
	return err
}

// DeleteFollowUp takes a follow-up away; its history stays. It does nothing when
// there is none with that id.
func (s *Store) DeleteFollowUp(ctx context.Context, id skapa.ID) error {
	return s.removeFrom(ctx, followUps, id)
}
