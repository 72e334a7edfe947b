package cli_test

import (
	"context"
	"encoding/binary"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"
	_ "modernc.org/sqlite"

	"framsteg/store"
	"framsteg/store/seal"
)

// badFile is a path that is no workspace, with the key of the sentence for it.
type badFile struct{ key, path string }

func badFiles(t *testing.T) []badFile {
	t.Helper()
	folder := t.TempDir()
	file := func(name string, data []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	newer := read(t, example(t))
	binary.BigEndian.PutUint32(newer[60:], 1_000_000) // user_version
	torn := read(t, example(t))

	other := filepath.Join(folder, "other.sqlite")
	db, err := sqlx.Open("sqlite", other)
	if err == nil {
		_, err = db.Exec("CREATE TABLE bookmark (url TEXT); INSERT INTO bookmark VALUES ('x')")
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return []badFile{
		{"error.open.missing", filepath.Join(folder, "finns inte.framsteg")},
		{"error.open.folder", folder},
		{"error.open.empty", file("tom.framsteg", nil)},
		{"error.open.notWorkspace", file("text.framsteg", []byte("Kära dagbok\n"))},
		{"error.open.otherProgram", other},
		{"error.open.newer", file("nyare.framsteg", newer)},
		{"error.open.damaged", file("avbruten.framsteg", torn[:len(torn)/2])},
	}
}

// unchanged gives a function that asserts that a file, or all in a folder, is
// as it was, and that nothing was added.
func unchanged(t *testing.T, path string) func() {
	t.Helper()
	before := tree(t, path)
	return func() {
		t.Helper()
		if after := tree(t, path); !maps.Equal(before, after) {
			t.Errorf("%s changed", path)
		}
	}
}

func tree(t *testing.T, root string) map[string]string {
	t.Helper()
	files := map[string]string{}
	if _, err := os.Lstat(root); os.IsNotExist(err) {
		return files
	}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			files[path] = "a folder"
			return err
		}
		files[path] = string(read(t, path))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// anyCode gives the code of a participant in a workspace file.
func anyCode(t *testing.T, file string) string { return codeIn(t, file, "") }

func codeIn(t *testing.T, file, secret string) string {
	t.Helper()
	s, err := store.Open(context.Background(), file, store.Options{Secret: secret, Reading: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	all, err := s.Caseload(context.Background())
	if err != nil || len(all) == 0 {
		t.Fatal(all, err)
	}
	return all[0].Code
}

// A passphrase that nobody guesses, in a file that takes little work to guess at.
const (
	passphrase = "gardin kvarn tratt soffa"
	littleWork = 4
)

// sealed gives a small sealed workspace of the test's own, and its recovery key.
// Its one backup is from two hours before today.
func sealed(t *testing.T) (file, recovery string) {
	t.Helper()
	file = example(t)
	s, err := store.Open(context.Background(), file, store.Options{Work: littleWork, Now: func() time.Time { return today.Add(-2 * time.Hour) }})
	if err != nil {
		t.Fatal(err)
	}
	recovery, err = seal.NewRecoveryKey()
	if err := errors.Join(err, s.SealWithRecovery(context.Background(), passphrase, recovery), s.Close()); err != nil {
		t.Fatal(err)
	}
	return file, recovery
}

// opens tells whether a secret opens a workspace file, "" whether it is plain.
func opens(t *testing.T, file, secret string) bool {
	t.Helper()
	s, err := store.Open(context.Background(), file, store.Options{Secret: secret, Reading: true})
	switch {
	case errors.Is(err, store.ErrSealed), errors.Is(err, store.ErrSecret):
		return false
	case err != nil:
		t.Fatal(err)
	}
	defer s.Close()
	return s.Protection().Sealed == (secret != "")
}

// secretFile gives a file that holds a text.
func secretFile(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "hemlig.txt")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
