package store

import (
	"context"
	"errors"
	"io/fs"
	"os"

	"github.com/jmoiron/sqlx"

	"framsteg/store/skapa"
)

// Create makes a workspace file with an instrument, and opens it. It refuses a
// path where there is something already.
func Create(ctx context.Context, path string, in skapa.Instrument, o Options) (*Store, error) {
	o = o.withDefaults()
	err := Fill(ctx, path, in, o, func(context.Context, *Store) error { return nil })
	if err != nil {
		return nil, err
	}
	s, err := Open(ctx, path, o)
	if err != nil {
		os.Remove(path) // what stopped the file is what the user must know
	}
	return s, err
}

// Fill makes a workspace file with an instrument and what fill writes, with the
// store and the ctx that it is given. It refuses a path where there is something
// already. The file is written once and whole: there is none before that, nor
// after an error, however the program ends.
func Fill(ctx context.Context, path string, in skapa.Instrument, o Options, fill func(context.Context, *Store) error) error {
	if _, err := os.Lstat(path); err == nil {
		return problem("error.create.exists", path, nil) // before all the work
	}
	o = o.withDefaults()
	db, err := blank(ctx, in, o)
	if err != nil {
		return err
	}
	s, err := newStore(ctx, path, db, o)
	if err != nil {
		db.Close()
		return err
	}
	defer s.Close() // which is in memory only
	_, err = s.commit(context.WithoutCancel(ctx), func(inside context.Context, _ *writer) error { return fill(inside, s) })
	if err != nil {
		return err
	}
	image, err := serialize(s.conn.Conn)
	if err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return writeNew(path, image)
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

// writeNew makes a file, or leaves none. The name is taken before the file is
// whole, so that nobody else's is ever replaced.
func writeNew(path string, image []byte) error {
	taken, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return problem("error.create.exists", path, nil)
	}
	if err != nil {
		return saveProblem(path, err)
	}
	if err = taken.Close(); err != nil {
		err = saveProblem(path, err)
	} else {
		err = ReplaceFile(path, image)
	}
	if err != nil {
		os.Remove(path) // what stopped the file is what the user must know
	}
	return err
}
