package store

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"framsteg/store/skapa"
)

const selectGoal = `SELECT g.id, g.participant, g.area, g.since, g.due AS "by", g.done,
		coalesce(t.text, '') AS text, coalesce(t.step, '') AS step, coalesce(t.who, '') AS who
	FROM goal_now g LEFT JOIN wording_now t ON t.id = g.id`

// Goals gives the plan of a participant: open goals first, by area, then those
// that were reached, the newest first.
func (s *Store) Goals(ctx context.Context, participant skapa.ID) ([]skapa.Goal, error) {
	var all []skapa.Goal
	err := s.list(ctx, &all, selectGoal+" WHERE g.participant = ?", participant)
	slices.SortFunc(all, compareGoals)
	return all, err
}

func compareGoals(a, b skapa.Goal) int {
	switch {
	case a.Open() && !b.Open():
		return -1
	case b.Open() && !a.Open():
		return 1
	}
	return cmp.Or(cmp.Compare(b.Done, a.Done), cmp.Compare(slices.Index(skapa.Areas, a.Area), slices.Index(skapa.Areas, b.Area)),
		cmp.Compare(a.Since, b.Since), bytes.Compare(a.ID[:], b.ID[:]))
}

// SaveGoal writes a goal; a zero ID makes a new one. Problem error.goal.gone when
// the id is that of another participant's.
func (s *Store) SaveGoal(ctx context.Context, g skapa.Goal) (skapa.Goal, error) {
	g = g.Tidy()
	err := s.write(ctx, func(ctx context.Context, w *writer) error {
		who, err := s.subject(ctx, g.Participant)
		if err != nil {
			return err
		}
		if err := g.Validate(who.Start, s.Today()).Err(); err != nil {
			return err
		}
		if err := w.identify(ctx, goals, &g.ID, g.Participant, "error.goal.gone"); err != nil {
			return err
		}
		w.names("goal", who.Code, g.ID, who.ID)
		_, err = w.put(ctx, row{
			kind: goals, id: g.ID, participant: g.Participant,
			values: []any{g.Participant, g.Area, g.Since, g.By, g.Done},
		})
		if err != nil {
			return err
		}
		_, err = w.put(ctx, row{
			kind: wordings, id: g.ID, participant: g.Participant,
			values: []any{g.Participant, g.Text, g.Step, g.Who},
		})
		return err
	})
	return g, err
}

// DeleteGoal takes a goal away; its history stays. It does nothing when there is
// none with that id.
func (s *Store) DeleteGoal(ctx context.Context, id skapa.ID) error {
	return s.removeFrom(ctx, goals, id)
}
