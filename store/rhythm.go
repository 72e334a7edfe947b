package store

import (
	"context"

	"framsteg/store/skapa"
)

// Rhythm gives how often participants are met: what the workspace says, else
// skapa.DefaultRhythm.
func (s *Store) Rhythm(ctx context.Context) (skapa.Rhythm, error) {
	r := skapa.DefaultRhythm
	_, err := s.get(ctx, &r, "SELECT days, margin FROM rhythm_now ORDER BY rev DESC")
	return r, err
}

// SaveRhythm says how often participants are met from here on.
func (s *Store) SaveRhythm(ctx context.Context, r skapa.Rhythm) error {
	if err := r.Validate().Err(); err != nil {
		return err
	}
	return s.write(ctx, func(ctx context.Context, w *writer) error {
		id, err := s.workspace(ctx)
		if err != nil {
			return err
		}
		w.names("rhythm", "", id, skapa.ID{})
		_, err = w.put(ctx, row{kind: rhythms, id: id, values: []any{r.Days, r.Margin}})
		return err
	})
}
