package store

import (
	"context"

	"framsteg/store/skapa"
)

// TakingPart gives how many participations in each activity are planned or
// ongoing; one without any is left out.
func (s *Store) TakingPart(ctx context.Context) (map[skapa.ID]int, error) {
	var all []struct {
		Activity skapa.ID
		N        int
	}
	err := s.list(ctx, &all, `SELECT activity, count(*) AS n FROM participation_now
		WHERE status IN ('planned', 'ongoing') GROUP BY activity`)
	many := make(map[skapa.ID]int, len(all))
	for _, one := range all {
		many[one.Activity] = one.N
	}
	return many, err
}
