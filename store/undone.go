package store

import (
	"context"
	"fmt"

	"framsteg/store/skapa"
)

// participants gives of how many participants an act wrote something.
func (a act) participants() int {
	of := map[skapa.ID]bool{}
	for _, w := range a.written {
		of[w.participant] = true
	}
	delete(of, skapa.ID{})
	return len(of)
}

// checkUndone refuses an undo that leaves what nobody could have entered: since
// the act others may have built on it.
func (w *writer) checkUndone(ctx context.Context, a *act) error {
	if a.Key == "act.join" || a.Key == "act.split" {
		return nil // two that have one code stand beside each other again, as they did
	}
	for _, old := range a.written {
		var one int
		stands, err := w.store.get(ctx, &one, "SELECT 1 FROM "+standingOf(old.kind, "id"), old.id)
		if err != nil {
			return err
		}
		if stands {
			stood := old.rev
			if a == &w.act { // which took its place
				stood = old.before
			}
			err = w.checkBack(ctx, old.row, stood)
		} else {
			err = w.checkGone(ctx, a, old.row)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// checkBack refuses what stands again if it breaks a rule. What must be unique may
// stand twice where it did so in the revision that stood before.
func (w *writer) checkBack(ctx context.Context, r row, stood skapa.ID) error {
	s := w.store
	if !r.participant.IsZero() {
		var err error
		if r.participant, err = s.standsFor(ctx, r.participant); err != nil {
			return err
		}
		if _, err := s.subject(ctx, r.participant); err != nil {
			return err
		}
	}
	switch r.kind {
	case participants, personnummers:
		p, err := s.Participant(ctx, r.participant)
		if err != nil {
			return err
		}
		was := p
		same, err := s.saysAs(ctx, r.kind, r.id, stood, map[*kind][]string{participants: {"code_key"}, personnummers: {"text"}}[r.kind]...)
		switch {
		case err != nil:
			return err
		case !same && r.kind == participants:
			was.Code = ""
		case !same:
			was.Personnummer = ""
		}
		if err := w.refuseUsed(ctx, p, was); err != nil {
			return err
		}
		return w.checkParticipant(ctx, p)
	case assignments:
		var a skapa.Assignment
		if _, err := s.get(ctx, &a, "SELECT team, supervisor FROM assignment_now WHERE id = ?", r.id); err != nil {
			return err
		}
		if err := w.requires(ctx, teams, a.Team, "error.team.gone"); err != nil {
			return err
		}
		return w.requires(ctx, supervisors, a.Supervisor, "error.supervisor.gone")
	case participations:
		var activity skapa.ID
		if _, err := s.get(ctx, &activity, "SELECT activity FROM participation_now WHERE id = ?", r.id); err != nil {
			return err
		}
		return w.requires(ctx, activities, activity, "error.activity.gone")
	case assessments:
		a, _, err := s.assessment(ctx, r.id)
		if err != nil {
			return err
		}
		if _, err = w.checkAssessment(ctx, a); err != nil {
			return err
		}
		same, err := s.saysAs(ctx, r.kind, r.id, stood, "rater", "date")
		if err != nil || same {
			return err
		}
		return s.refuseRatedTwice(ctx, a)
	case pauses:
		return s.checkPauseBack(ctx, r.id, r.participant)
	case periods:
		return s.checkPeriodsAround(ctx, r.participant, r.id)
	case followUps:
		same, err := s.saysAs(ctx, r.kind, r.id, stood, "period", "months")
		if err != nil {
			return err
		}
		return s.checkFollowUpBack(ctx, r.id, r.participant, !same)
	}
	return nil
}

// saysAs tells whether a thing says in some columns what a revision of it said, which
// was not that it is gone.
func (s *Store) saysAs(ctx context.Context, k *kind, id, rev skapa.ID, columns ...string) (bool, error) {
	same := "NOT o.deleted"
	for _, c := range columns {
		same += fmt.Sprintf(" AND o.%[1]s IS r.%[1]s", c)
	}
	var one int
	return s.get(ctx, &one, fmt.Sprintf("SELECT 1 FROM %s AND EXISTS (SELECT 1 FROM %s o WHERE o.rev = ? AND %s)", standingOf(k, "id"), k.name, same), id, rev)
}

// checkGone refuses that a thing goes which others need.
func (w *writer) checkGone(ctx context.Context, a *act, r row) error {
	s := w.store
	var needed []string // queries for one that does
	switch r.kind {
	case participants:
		for _, k := range kinds {
			if k.owner() == "participant" && !k.goesAlong() {
				needed = append(needed, "SELECT 1 FROM "+standingOf(k, "participant"))
			}
		}
	case teams:
		needed = []string{"SELECT 1 FROM " + standingOf(assignments, "team")}
	case supervisors:
		needed = []string{"SELECT 1 FROM " + standingOf(assignments, "supervisor")}
	case activities:
		needed = []string{"SELECT 1 FROM " + standingOf(participations, "activity")}
	case periods:
		if r.id == r.participant { // the first has no row again, and goes on
			return s.checkPeriodsAround(ctx, r.participant, r.id)
		}
		needed = []string{"SELECT 1 FROM followup_now WHERE period = ?"}
	}
	if r.kind.joins() {
		needed = append(needed, "SELECT 1 FROM joining_now WHERE sort = '"+r.kind.name+"' AND ?1 IN (one, other)")
	}
	for _, query := range needed {
		var one int
		used, err := s.get(ctx, &one, query+" LIMIT 1", r.id)
		if err != nil {
			return err
		}
		if used {
			return &skapa.Problem{Key: "error.undo.used", Args: skapa.Args{"Label": a.Label}}
		}
	}
	return nil
}
