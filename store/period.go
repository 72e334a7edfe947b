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
