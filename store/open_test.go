package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"framsteg/assets"
	"framsteg/store/skapa"
)

// patched gives an image with bytes replaced at a place.
func patched(image []byte, at int, with ...byte) []byte {
	image = slices.Clone(image)
	copy(image[at:], with)
	return image
}

// altered gives the image that another SQLite program makes of one.
func altered(t testing.TB, image []byte, script string) []byte {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.sqlite")
	must(t, os.WriteFile(path, image, 0o600))
	db, err := sql.Open("sqlite", path)
	must(t, err)
	defer db.Close()
	_, err = db.Exec(script)
	must(t, err)
	must(t, db.Close())
	image, err = os.ReadFile(path)
	must(t, err)
	return image
}

func TestOpenRefuses(t *testing.T) {
	b := newBench(t)
	empty := b.image()
	p := b.participant("H-1001", func(p *skapa.Participant) { p.Name = "Åsa Öberg" })
	b.assessment(p, skapa.Self, "2026-03-01", 3)
	good := b.image()
	for name, c := range map[string]struct {
		image []byte
		key   string
	}{
		"an empty file":              {nil, "error.open.empty"},
		"a text file":                {[]byte(strings.Repeat("Kära dagbok. ", 50)), "error.open.notWorkspace"},
		"ten bytes":                  {good[:10], "error.open.notWorkspace"},
		"another program's file":     {altered(t, nil, "CREATE TABLE bookmark (url TEXT)"), "error.open.otherProgram"},
		"a WAL file":                 {altered(t, good, "PRAGMA journal_mode = WAL"), "error.open.wal"},
		"a newer version":            {altered(t, good, fmt.Sprintf("PRAGMA user_version = %d", schemaVersion+1)), "error.open.newer"},
		"no version":                 {altered(t, good, "PRAGMA user_version = 0"), "error.open.damaged"},
		"cut short":                  {good[:len(good)-4096], "error.open.damaged"},
		"cut short by a byte":        {good[:len(good)-1], "error.open.damaged"},
		"a byte too much":            {append(slices.Clone(good), 0), "error.open.damaged"},
		"a page of zeros":            {patched(good, 5*4096, make([]byte, 4096)...), "error.open.damaged"},
		"a torn schema":              {patched(good, 110, bytes.Repeat([]byte{0xff}, 200)...), "error.open.damaged"},
		"free pages that are none":   {patched(good, 32, 0, 0, 0, 3, 0x7f, 0xff, 0xff, 0xff), "error.open.damaged"},
		"a page size of nonsense":    {patched(good, 16, 0x0f, 0xff), "error.open.damaged"},
		"a trigger":                  {altered(t, good, "CREATE TRIGGER x AFTER INSERT ON team BEGIN DELETE FROM reason; END"), "error.open.damaged"},
		"a view":                     {altered(t, good, "CREATE VIEW x AS SELECT 1"), "error.open.damaged"},
		"a table less":               {altered(t, good, "DROP TABLE erasure"), "error.open.damaged"},
		"a CHECK less":               {altered(t, good, "PRAGMA writable_schema = 1; UPDATE sqlite_schema SET sql = replace(sql, 'CHECK (step BETWEEN 1 AND 9)', '') WHERE name = 'answer'"), "error.open.damaged"},
		"a step of 99":               {altered(t, good, "PRAGMA ignore_check_constraints = 1; UPDATE answer SET step = 99"), "error.open.damaged"},
		"a date before all":          {altered(t, good, "PRAGMA ignore_check_constraints = 1; UPDATE participant SET start = '1850-01-01'"), "error.open.damaged"},
		"a date after all":           {altered(t, good, "PRAGMA ignore_check_constraints = 1; UPDATE assessment SET date = '9999-12-31'"), "error.open.damaged"},
		"what length does not see":   {altered(t, good, "PRAGMA ignore_check_constraints = 1; UPDATE identity SET name = 'Å' || char(0) || hex(randomblob(9000))"), "error.open.damaged"},
		"a text of one long letter":  {altered(t, good, "PRAGMA ignore_check_constraints = 1; UPDATE participant SET referrer = CAST(x'c3"+strings.Repeat("80", 500)+"' AS TEXT)"), "error.open.damaged"},
		"answers to nothing":         {altered(t, good, "DELETE FROM assessment"), "error.open.damaged"},
		"a rating with no questions": {altered(t, good, "DELETE FROM instrument"), "error.open.damaged"},
		"no workspace":               {altered(t, good, "DELETE FROM workspace"), "error.open.damaged"},
		"two workspaces":             {altered(t, good, "INSERT INTO workspace VALUES (randomblob(16), 0)"), "error.open.damaged"},
		"no instrument":              {altered(t, empty, "DELETE FROM instrument"), "error.open.damaged"},
		"an instrument of nonsense":  {altered(t, good, "UPDATE instrument SET content = '{}'"), "error.open.damaged"},
		"another one of nonsense":    {altered(t, good, "INSERT INTO instrument VALUES ('skapa', 2, '[]')"), "error.open.damaged"},
		"an instrument misplaced":    {altered(t, good, "INSERT INTO instrument SELECT name, 2, content FROM instrument"), "error.open.damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.framsteg")
			must(t, os.WriteFile(path, c.image, 0o600))
			_, err := Open(t.Context(), path, Options{})
			wantProblem(t, err, c.key)
			if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, c.image) {
				t.Error("the file was touched")
			}
			wantAlone(t, path)
		})
	}
}

// wantAlone fails when there is another file beside path.
func wantAlone(t testing.TB, path string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	for _, e := range entries {
		switch strings.TrimPrefix(e.Name(), filepath.Base(path)) {
		case "", ".lock", ".backups":
		default:
			t.Errorf("left beside it: %s", e.Name())
		}
	}
}

func TestOpenRefusesPlaces(t *testing.T) {
	folder := t.TempDir()
	large := filepath.Join(folder, "large")
	must(t, os.WriteFile(large, nil, 0o600))
	must(t, os.Truncate(large, maxFile+1)) // a hole that takes no room
	for name, c := range map[string]struct{ path, key string }{
		"nothing there":     {filepath.Join(folder, "x"), "error.open.missing"},
		"no such folder":    {filepath.Join(folder, "x", "y"), "error.open.missing"},
		"a file as folder":  {filepath.Join(large, "y"), "error.open.missing"},
		"a folder":          {folder, "error.open.folder"},
		"too large":         {large, "error.open.tooLarge"},
		"a name beyond all": {filepath.Join(folder, strings.Repeat("x", 300)), "error.open.failed"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Open(t.Context(), c.path, Options{})
			wantProblem(t, err, c.key)
		})
	}
	wantProblem(t, openProblem("x", &fs.PathError{Op: "open", Path: "x", Err: fs.ErrPermission}), "error.open.permission")
}

func TestOpenIsCancelled(t *testing.T) {
	b := newBench(t)
	must(t, b.Close())
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Open(ctx, b.Path(), Options{}); err != context.Canceled {
		t.Errorf("got %v", err)
	}
}

func TestCreateRefusesAPathInUse(t *testing.T) {
	b := newBench(t)
	b.writesNothing(func() {
		_, err := Create(t.Context(), b.Path(), assets.Instrument(), Options{})
		wantProblem(t, err, "error.create.exists")
	})
	_, err := Create(t.Context(), filepath.Join(t.TempDir(), "no", "such"), assets.Instrument(), Options{})
	wantProblem(t, err, "error.save.gone")
}

// Of many who create one file at once one succeeds, and its file stays.
func TestCreateNeverReplaces(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.framsteg")
	var made atomic.Int32
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			s, err := Create(t.Context(), path, assets.Instrument(), Options{})
			if err != nil {
				if !errors.Is(err, ErrHeld) {
					wantProblem(t, err, "error.create.exists")
				}
				return
			}
			s.Close()
			made.Add(1)
		})
	}
	all.Wait()
	if n := made.Load(); n != 1 {
		t.Errorf("%d files were made at one path", n)
	}
	wantAlone(t, path)
}

func TestDatabaseTrustsNothing(t *testing.T) {
	b := newBench(t).reopen()
	for pragma, want := range map[string]int{
		"foreign_keys": 1, "secure_delete": 1, "trusted_schema": 0, "cell_size_check": 1, "temp_store": 2,
		"application_id": applicationID, "user_version": schemaVersion,
	} {
		var got int
		must(t, b.conn.GetContext(context.Background(), &got, "PRAGMA "+pragma))
		if got != want {
			t.Errorf("%s is %d, want %d", pragma, got, want)
		}
	}
	for _, forbidden := range []string{
		"ATTACH 'x.sqlite' AS x", `SELECT "no such column"`, "UPDATE sqlite_schema SET sql = ''",
		"INSERT INTO answer (rev, item, step) VALUES (zeroblob(16), 'x', 1)",
	} {
		if _, err := b.conn.ExecContext(context.Background(), forbidden); err == nil {
			t.Errorf("may %s", forbidden)
		}
	}
}

// Whatever a file holds, opening it either refuses with a Problem or gives a
// workspace that can be read, written elsewhere and read again.
func FuzzOpen(f *testing.F) {
	b := newBench(f)
	p := b.participant("H-1001", func(p *skapa.Participant) { p.Name = "Åsa Öberg" })
	b.assessment(p, skapa.Self, "2026-03-01", 3)
	good := b.image()
	f.Add([]byte{}, uint32(0))
	f.Add([]byte{0xff}, uint32(100))
	f.Add([]byte{0, 0, 0, 9}, uint32(28))
	for at := 0; at < len(good); at += 8191 {
		f.Add([]byte{byte(at), 0x80}, uint32(at))
	}
	f.Fuzz(func(t *testing.T, with []byte, at uint32) {
		path := filepath.Join(t.TempDir(), "x.framsteg")
		must(t, os.WriteFile(path, patched(good, int(at)%len(good), with...), 0o600))
		s, err := Open(t.Context(), path, Options{})
		if err != nil {
			wantAnyProblem(t, err)
			return
		}
		defer s.Close()
		content, problem := dump(t, s)
		if problem != nil {
			return // a rule that only Check knows, but no panic
		}
		copied := filepath.Join(t.TempDir(), "y.framsteg")
		must(t, s.SaveAs(t.Context(), copied))
		again, err := Open(t.Context(), copied, Options{Reading: true})
		must(t, err)
		defer again.Close()
		if other, err := dump(t, again); err != nil || !reflect.DeepEqual(other, content) {
			t.Errorf("read %v, and after saving %v, %v", content, other, err)
		}
		if _, err := Check(t.Context(), path, Options{}); err != nil {
			wantAnyProblem(t, err)
		}
	})
}

func wantAnyProblem(t testing.TB, err error) {
	t.Helper()
	if p, ok := err.(*skapa.Problem); !ok || !strings.HasPrefix(p.Key, "error.open.") {
		t.Errorf("%T: %v is no problem of opening", err, err)
	}
}

// dump reads all that a store gives.
func dump(t testing.TB, s *Store) (content []any, err error) {
	ctx := t.Context()
	cases, err := s.Caseload(ctx)
	for _, c := range cases {
		p, err1 := s.Participant(ctx, c.ID)
		ratings, err2 := s.Assessments(ctx, c.ID)
		parts, err3 := s.Participations(ctx, c.ID)
		for _, err := range []error{err1, err2, err3} {
			if err != nil {
				return nil, err
			}
		}
		content = append(content, c, p, ratings, parts)
	}
	return content, err
}
