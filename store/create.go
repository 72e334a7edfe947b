package store

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"github.com/jmoiron/sqlx"

	"framsteg/store/skapa"
)

// Create makes a workspace file with an instrument, sealed if o has a secret,
// which is its passphrase, and opens it. It refuses a path where there is
// something already.
func Create(ctx context.Context, path string, in skapa.Instrument, o Options) (*Store, error) {
	return build(ctx, path, in, o, func(context.Context, *Store) error { return nil })
}

// Fill makes a workspace file as Create does, with what fill writes, by the
// store and the ctx that it is given. The file is written once and whole: there
// is none before that, nor after an error, however the program ends.
func Fill(ctx context.Context, path string, in skapa.Instrument, o Options, fill func(context.Context, *Store) error) error {
	s, err := build(ctx, path, in, o, fill)
	if err != nil {
		return err
	}
	return s.Close()
}

func build(ctx context.Context, path string, in skapa.Instrument, o Options, fill func(context.Context, *Store) error) (*Store, error) {
	o = o.withDefaults()
	if _, err := os.Lstat(path); err == nil {
		return nil, problem("error.create.exists", path, nil) // before all the work
	}
	f, err := locate(path, o)
	if err != nil {
		return nil, saveProblem(path, err)
	}
	s, err := f.build(ctx, in, o, fill)
	if err != nil {
		return nil, joined(err, f.release())
	}
	return s, nil
}

func (f *file) build(ctx context.Context, in skapa.Instrument, o Options, fill func(context.Context, *Store) error) (*Store, error) {
	if o.Secret != "" {
		var err error
		if f.key, err = newKey(o.Secret, o.Work); err != nil {
			return nil, err
		}
	}
	db, err := blank(ctx, in, o)
	if err != nil {
		return nil, err
	}
	s, err := newStore(ctx, f, db, o)
	if err != nil {
		db.Close()
		return nil, err
	}
	if err := s.writeFirst(ctx, fill); err != nil {
		return nil, joined(err, s.drop())
	}
	return s, nil
}

// writeFirst makes the file of a new store.
func (s *Store) writeFirst(ctx context.Context, fill func(context.Context, *Store) error) error {
	_, err := s.commit(context.WithoutCancel(ctx), func(inside context.Context, _ *writer) error { return fill(inside, s) })
	if err != nil {
		return err
	}
	data, err := s.bytes()
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	s.file.stamp, err = s.file.disk.Create(s.file.path, data)
	if errors.Is(err, fs.ErrExist) {
		return problem("error.create.exists", s.file.path, nil)
	}
	if err != nil {
		return saveProblem(s.file.path, err)
	}
	s.backup.last = s.now() // there is nothing yet to go back to
	return nil
}

// blank gives a workspace in memory that holds an instrument and nothing else.
func blank(ctx context.Context, in skapa.Instrument, o Options) (*sqlx.DB, error) {
	created, err := instant(o.Now)
	if err != nil {
		return nil, err
	}
	db, err := memory(ctx, nil)
	if err != nil {
		return nil, err
	}
	if err = migrate(ctx, db, 0); err == nil {
		_, err = db.ExecContext(ctx, "INSERT INTO workspace (id, created) VALUES (?, ?)", o.NewID(), created)
	}
	if err == nil {
		err = insertInstrument(ctx, db, in)
	}
	if err != nil {
		db.Close()
		return nil, err
	}
	return db, nil
}
