package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"framsteg/store/skapa"
)

// insertInstrument adds a version of the questionnaire to a workspace.
func insertInstrument(ctx context.Context, db interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
}, in skapa.Instrument) error {
	content, err := json.Marshal(in)
	if err != nil {
		return err
	}
	if _, err := skapa.ParseInstrument(content); err != nil {
		return err // nobody could read what is rated with it
	}
	_, err = db.ExecContext(ctx, "INSERT INTO instrument (name, number, content) VALUES (?, ?, ?)",
		in.Name, in.Number, string(content))
	return err
}

// Instruments gives every version of the questionnaire in the workspace, at
// least one, by number and then name: the largest number, the newest, last.
// The caller must not change them.
func (s *Store) Instruments(ctx context.Context) ([]skapa.Instrument, error) {
	ctx, release := s.hold(ctx)
	defer release()
	var versions []skapa.Version
	if err := s.list(ctx, &versions, "SELECT name, number FROM instrument ORDER BY number, name"); err != nil {
		return nil, err
	}
	var all []skapa.Instrument
	for _, v := range versions {
		in, err := s.Instrument(ctx, v)
		if err != nil {
			return nil, err
		}
		all = append(all, in)
	}
	return all, nil
}

// NewestInstrument gives the version of the questionnaire that a new rating is
// made with: the last of Instruments. The caller must not change it.
func (s *Store) NewestInstrument(ctx context.Context) (skapa.Instrument, error) {
	all, err := s.Instruments(ctx)
	if err != nil {
		return skapa.Instrument{}, err
	}
	return all[len(all)-1], nil // Open refuses a workspace without one
}

// Instrument gives a version of the questionnaire; Problem error.instrument.gone when the
// workspace does not have it. The caller must not change it.
func (s *Store) Instrument(ctx context.Context, v skapa.Version) (skapa.Instrument, error) {
	if in, ok := s.instruments.Load(v); ok {
		return in.(skapa.Instrument), nil
	}
	var content string
	found, err := s.get(ctx, &content, "SELECT content FROM instrument WHERE name = ? AND number = ?", v.Name, v.Number)
	if err != nil {
		return skapa.Instrument{}, err
	}
	if !found {
		return skapa.Instrument{}, &skapa.Problem{Key: "error.instrument.gone", Args: skapa.Args{"Instrument": v.String()}}
	}
	in, err := skapa.ParseInstrument([]byte(content))
	switch {
	case err != nil:
		return skapa.Instrument{}, err
	case in.Version != v:
		return skapa.Instrument{}, fmt.Errorf("store: instrument %s in the place of %s", in.Version, v)
	}
	s.instruments.Store(v, in)
	return in, nil
}
