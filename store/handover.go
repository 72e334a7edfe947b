package store

import (
	"context"
	"errors"
	"slices"

	"framsteg/store/skapa"
)

// HandOver lets a team and a supervisor follow participants from a day on, in one
// act, which requires a reason. Who is followed by both already stays as they are.
// It refuses, with the findings of the fields supervisor, team, since and reason, to
// leave somebody without a supervisor, or who has a team without one, and a day that
// is not after the one on which the last took over (error.handover.since), one
// before the start and one to come. It gives how many were handed over. Nothing else
// of theirs is written, so that what is in conflict stays in conflict.
func (s *Store) HandOver(ctx context.Context, who []skapa.ID, to skapa.Assignment, reason string) (handed int, err error) {
	err = s.write(Because(ctx, reason), func(ctx context.Context, w *writer) error {
		var people []skapa.Participant
		for i, id := range who {
			if slices.Contains(who[:i], id) {
				continue
			}
			p, err := s.Participant(ctx, id)
			if err != nil {
				return err
			}
			people = append(people, p)
		}
		if err := checkHandOver(people, to, reason, s.Today()).Err(); err != nil {
			return err
		}
		if err := w.requires(ctx, teams, to.Team, "error.team.gone"); err != nil {
			return err
		}
		if err := w.requires(ctx, supervisors, to.Supervisor, "error.supervisor.gone"); err != nil {
			return err
		}
		var last skapa.Participant
		for _, p := range people {
			if p.Team == to.Team && p.Supervisor == to.Supervisor {
				continue
			}
			if !p.Since.IsZero() && to.Since <= p.Since {
				return skapa.Findings{{Field: "since", Key: "error.handover.since", Args: skapa.Args{"Code": p.Code, "Date": to.Since, "Since": p.Since}}}.Err()
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

// checkHandOver gives what is missing of a hand-over.
func checkHandOver(people []skapa.Participant, to skapa.Assignment, reason string, today skapa.Date) skapa.Findings {
	var f skapa.Findings
	refuse := func(field, key string, args skapa.Args) {
		f = append(f, skapa.Finding{Field: field, Key: key, Args: args})
	}
	if to.Supervisor.IsZero() {
		refuse("supervisor", "error.required.supervisor", nil)
	}
	if to.Team.IsZero() && slices.ContainsFunc(people, func(p skapa.Participant) bool { return !p.Team.IsZero() }) {
		refuse("team", "error.required.team", nil)
	}
	switch {
	case to.Since.IsZero():
		refuse("since", "error.required.date", nil)
	case to.Since > today:
		refuse("since", "error.date.future", skapa.Args{"Date": to.Since})
	}
	if skapa.Tidy(reason) == "" {
		refuse("reason", "error.required.reason", nil)
	}
	return f
}
