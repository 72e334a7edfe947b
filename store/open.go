package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/jmoiron/sqlx"

	"framsteg/store/seal"
	"framsteg/store/skapa"
)

// Open reads a workspace file and verifies it: its pages, tables and links, that
// it names itself, its instruments, that everything in it has a current state,
// and the drafts. The other facts Check reads. Each way in which it can be
// something else is a Problem of its own ("error.open. …"); the file is never
// touched before the first write. An older version of the schema is brought to
// this one in memory. A sealed file needs the secret of o: ErrSealed without
// one, ErrSecret with another. ErrHeld when somebody else has the file open.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	return open(ctx, path, o, nil)
}

// open tries a key before the secret of o.
func open(ctx context.Context, path string, o Options, key *seal.Key) (*Store, error) {
	o = o.withDefaults()
	f, err := locate(path, o)
	if err != nil {
		return nil, openProblem(path, err)
	}
	f.key = key
	image, err := f.read(o.Secret)
	if err != nil {
		return nil, joined(err, f.release())
	}
	s, err := load(ctx, f, image, o)
	if err != nil {
		return nil, joined(err, f.release())
	}
	if f.key != nil && !o.Reading {
		s.sealBackups(ctx)
	}
	return s, nil
}

// load gives the store of the database image of a file. It keeps nothing of
// the image, and clears that of a sealed file.
func load(ctx context.Context, f *file, image []byte, o Options) (*Store, error) {
	if f.key != nil {
		defer clear(image)
	}
	version, err := checkHeader(f.path, image)
	if err != nil {
		return nil, err
	}
	db, err := memory(ctx, image)
	if err != nil {
		return nil, openError(ctx, f.path, err)
	}
	s, err := verified(ctx, f, db, version, o)
	if err != nil {
		db.Close()
		return nil, openError(ctx, f.path, err)
	}
	s.backup.due = backupRolling
	if version < schemaVersion {
		s.backup.due = backupMigration
	}
	return s, nil
}

// verified gives the store of a database of a schema version, if that is a
// whole workspace.
func verified(ctx context.Context, f *file, db *sqlx.DB, version int, o Options) (*Store, error) {
	if err := verify(ctx, f.path, db, version); err != nil {
		return nil, err
	}
	if err := migrate(ctx, db, version); err != nil {
		return nil, err
	}
	s, err := newStore(ctx, f, db, o)
	if err != nil {
		return nil, err
	}
	for _, check := range []func(context.Context) error{s.rebuildWhose, s.checkBasis, s.checkSupersedes, s.checkDrafts} {
		if err := check(ctx); err != nil {
			s.closeDatabase() // which was only read
			return nil, err
		}
	}
	return s, nil
}

// checkBasis refuses a workspace without the rows that everything in it rests
// on: one that names it, and questions that can be read.
func (s *Store) checkBasis(ctx context.Context) error {
	var workspaces int
	if _, err := s.get(ctx, &workspaces, "SELECT count(*) FROM workspace"); err != nil {
		return err
	}
	instruments, err := s.Instruments(ctx)
	if err == nil && (workspaces != 1 || len(instruments) == 0) {
		err = fmt.Errorf("store: %d workspaces and %d instruments in one file", workspaces, len(instruments))
	}
	return err
}

// openError gives err as a Problem: SQLite refusing a part of the image means
// that it is damaged.
func openError(ctx context.Context, path string, err error) error {
	if known, ok := errors.AsType[*skapa.Problem](err); ok {
		return known
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return problem("error.open.damaged", path, err)
}

// checkHeader refuses what is not a whole workspace image by its first hundred
// bytes (https://www.sqlite.org/fileformat.html), or has a schema of another
// size, and gives its schema version.
func checkHeader(path string, image []byte) (version int, err error) {
	if len(image) < 100 || !bytes.HasPrefix(image, []byte("SQLite format 3\x00")) {
		return 0, problem("error.open.notWorkspace", path, nil)
	}
	number := func(at int) int { return int(binary.BigEndian.Uint32(image[at:])) }
	if number(68) != applicationID {
		return 0, problem("error.open.otherProgram", path, nil)
	}
	if image[18] != 1 || image[19] != 1 { // deserializing a WAL image ruins its connection
		return 0, problem("error.open.wal", path, nil)
	}
	version = int(int32(number(60)))
	if version > schemaVersion {
		return 0, problem("error.open.newer", path, nil)
	}
	if version < 1 {
		return 0, damaged(path, "schema version %d", version)
	}
	pageSize := int(binary.BigEndian.Uint16(image[16:]))
	if pageSize == 1 {
		pageSize = 1 << 16 // which does not fit in 16 bits
	}
	if pages := number(28); pageSize*pages != len(image) {
		return 0, damaged(path, "%d bytes where the header says %d pages of %d", len(image), pages, pageSize)
	}
	return version, checkSchemaSize(path, image, pageSize)
}

// verify refuses a database that migrations alone cannot have made, or whose
// pages or links are broken.
func verify(ctx context.Context, path string, db *sqlx.DB, version int) error {
	print, err := fingerprint(ctx, db)
	if err != nil {
		return err
	}
	if print != fingerprints[version-1] {
		return damaged(path, "schema fingerprint %s", print)
	}
	finding, err := integrity(ctx, db)
	if err != nil {
		return err
	}
	if finding != "ok" {
		return damaged(path, "integrity: %s", finding)
	}
	var orphans []string
	err = db.SelectContext(ctx, &orphans, `SELECT DISTINCT "table" FROM pragma_foreign_key_check('assessment')
		UNION ALL SELECT DISTINCT "table" FROM pragma_foreign_key_check('draft')
		UNION ALL SELECT 'answer' FROM (SELECT DISTINCT rev FROM answer) AS a -- a quarter of the pragma's time
			WHERE NOT EXISTS (SELECT 1 FROM assessment WHERE rev = a.rev)`)
	if err != nil {
		return err
	}
	if len(orphans) > 0 {
		return damaged(path, "dangling links in %v", orphans)
	}
	return nil
}
