package store

import (
	"context"

	"framsteg/store/skapa"
)

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
		var was skapa.FollowUp
		if _, err := s.get(ctx, &was, "SELECT period, months FROM followup_now WHERE id = ?", u.ID); err != nil {
			return err
		}
		if u.Period != was.Period || u.Months != was.Months {
			if err := s.refuseFollowedUpTwice(ctx, u); err != nil {
				return err
			}
		}
		if err := w.identify(ctx, followUps, &u.ID, u.Participant, "error.followUp.gone"); err != nil {
			return err
		}
		w.names("followup", who.Code, u.ID, who.ID)
		return w.putFollowUp(ctx, u)
	})
	return u, err
}

func (w *writer) putFollowUp(ctx context.Context, u skapa.FollowUp) error {
	_, err := w.put(ctx, row{
		kind: followUps, id: u.ID, participant: u.Participant,
		values: []any{u.Participant, u.Period, u.Months, u.Date, u.Outcome, u.Hours, u.Support},
	})
	return err
}

// checkFollowUp refuses one that its period tells wrong.
func (s *Store) checkFollowUp(ctx context.Context, u skapa.FollowUp) error {
	all, err := s.Periods(ctx, u.Participant)
	if err != nil {
		return err
	}
	i := indexOf(all, u.Period)
	if i < 0 || all[i].Finish.IsZero() {
		return &skapa.Problem{Key: "error.period.gone"}
	}
	return u.Validate(all[i].Finish, s.Today()).Err()
}

func (s *Store) refuseFollowedUpTwice(ctx context.Context, u skapa.FollowUp) error {
	var other skapa.ID
	_, err := s.get(ctx, &other, "SELECT id FROM followup_now WHERE participant = ? AND period = ? AND months = ? AND id IS NOT ?",
		u.Participant, u.Period, u.Months, u.ID)
	if err == nil && !other.IsZero() {
		err = &skapa.Problem{Key: "error.followUp.twice", Args: skapa.Args{"Months": u.Months}}
	}
	return err
}

// checkFollowUpBack is checkFollowUp of one that stands again, by its id; it was of
// another period or number of months before where it moved.
func (s *Store) checkFollowUpBack(ctx context.Context, id, participant skapa.ID, moved bool) error {
	all, err := s.FollowUps(ctx, participant)
	for _, u := range all {
		if u.ID == id && err == nil {
			if err = s.checkFollowUp(ctx, u); err == nil && moved {
				err = s.refuseFollowedUpTwice(ctx, u)
			}
		}
	}
	return err
}

// DeleteFollowUp takes a follow-up away; its history stays. It does nothing when
// there is none with that id.
func (s *Store) DeleteFollowUp(ctx context.Context, id skapa.ID) error {
	return s.removeFrom(ctx, followUps, id)
}
