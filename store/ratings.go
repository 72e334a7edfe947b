package store

import (
	"context"

	"framsteg/store/skapa"
)

// CountRatings gives how many assessments stand, by participant.
func (s *Store) CountRatings(ctx context.Context) (map[skapa.ID]int, error) {
	ctx, release := s.hold(ctx)
	defer release()
	var rows []struct {
		Participant skapa.ID
		N           int
	}
	if err := s.list(ctx, &rows, "SELECT participant, count(*) AS n FROM assessment_now GROUP BY participant"); err != nil {
		return nil, err
	}
	counts := make(map[skapa.ID]int, len(rows))
	for _, r := range rows {
		counts[r.Participant] = r.N
	}
	return counts, nil
}
