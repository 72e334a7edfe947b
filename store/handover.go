package store

import (
	"context"
	"errors"

	"framsteg/store/skapa"
)

// HandOver lets a team and a supervisor follow participants from a day on, in one
// act, which requires a reason. Who is followed by both already stays as they are.
// It refuses a day that is not after the one on which the last took over
// (error.handover.since), one before the start and one to come. It gives how many
// were handed over. Nothing else of theirs is written, so that what is in conflict
// stays in conflict.
func (s *Store) HandOver(ctx context.Context, who []skapa.ID, to skapa.Assignment, reason string) (handed int, err error) {
	if skapa.Tidy(reason) == "" {
		return 0, &skapa.Problem{Key: "error.required.reason"}
	}
	err = s.write(Because(ctx, reason), func(ctx context.Context, w *writer) error {
		if err := w.requires(ctx, teams, to.Team, "error.team.gone"); err != nil {
			return err
		}
		if err := w.requires(ctx, supervisors, to.Supervisor, "error.supervisor.gone"); err != nil {
			return err
		}
		var last skapa.Participant
		for _, id := range who {
			p, err := s.Participant(ctx, id)
			if err != nil {
				return err
			}
			if p.Team == to.Team && p.Supervisor == to.Supervisor {
				continue
			}
			if !p.Since.IsZero() && to.Since <= p.Since {
				return &skapa.Problem{Key: "error.handover.since", Args: skapa.Args{"Code": p.Code, "Date": to.Since, "Since": p.Since}}
			}
			p.Team, p.Supervisor, p.Since = to.Team, to.Supervisor, to.Since
			if err := to.Validate(p.Start, s.Today()).Err(); err != nil {
				return err
			}
			if err := w.putAssignment(ctx, p); err != nil {
				return err
			}
			last = p
			handed++
		}
		switch handed {
		case 0:
		case 1:
			w.names("handover", last.Code, last.ID, last.ID)
		default:
			w.names("handovers", "", skapa.ID{}, skapa.ID{})
		}
		return nil
	})
	if err != nil && !errors.Is(err, ErrNotSaved) {
		return 0, err
	}
	return handed, err
}
