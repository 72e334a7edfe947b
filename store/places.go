package store

import (
	"context"

	"framsteg/store/skapa"
)

// Places gives how many participants each team plans to have at one time, by team; one
// without a plan is left out. Of teams that were joined that of the one holds which
// keep said: a team that was entered twice has its places once.
func (s *Store) Places(ctx context.Context) (map[skapa.ID]int, error) {
	var all []struct {
		ID     skapa.ID
		Number int
	}
	err := s.list(ctx, &all, "SELECT id, number FROM places_now WHERE id IN (SELECT id FROM team_now)")
	planned := make(map[skapa.ID]int, len(all))
	for _, one := range all {
		planned[one.ID] = one.Number
	}
	return planned, err
}

// SavePlaces says how many participants a team plans to have at one time, at most
// skapa.MaxPlaces; 0 for no plan. Problem error.team.gone when there is no such team.
func (s *Store) SavePlaces(ctx context.Context, team skapa.ID, n int) error {
	if err := skapa.ValidatePlaces(n).Err(); err != nil {
		return err
	}
	return s.write(ctx, func(ctx context.Context, w *writer) error {
		var name string
		found, err := s.get(ctx, &name, "SELECT name FROM team_now WHERE id = (SELECT root FROM whose WHERE id = ?)", team)
		if err == nil && !found {
			err = &skapa.Problem{Key: "error.team.gone"}
		}
		if err != nil {
			return err
		}
		id, err := s.standsFor(ctx, team)
		if err != nil {
			return err
		}
		w.names("places", name, id, skapa.ID{})
		if n == 0 {
			_, err = w.remove(ctx, places, id, skapa.ID{})
			return err
		}
		_, err = w.put(ctx, row{kind: places, id: id, values: []any{n}})
		return err
	})
}
