package store

import (
	"context"
	"database/sql"
	"encoding/json"

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

// Instruments gives every version of the questionnaire in the workspace, the
// newest last.
func (s *Store) Instruments(ctx context.Context) ([]skapa.Instrument, error) {
	var contents []string
	if err := s.list(ctx, &contents, "SELECT content FROM instrument ORDER BY name, number"); err != nil {
		return nil, err
	}
	var all []skapa.Instrument
	for _, content := range contents {
		in, err := skapa.ParseInstrument([]byte(content))
		if err != nil {
			return nil, err
		}
		all = append(all, in)
	}
	return all, nil
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
	if err == nil {
		s.instruments.Store(v, in)
	}
	return in, err
}
