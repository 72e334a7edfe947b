package demo

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"framsteg/store"
	"framsteg/store/skapa"
)

var end = skapa.DateOf(2026, 11, 21)

func TestSameOptionsMakeTheSameFile(t *testing.T) {
	first, second, other := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b"), filepath.Join(t.TempDir(), "c")
	for path, seed := range map[string]uint64{first: 1, second: 1, other: 2} {
		if err := Make(t.Context(), path, Options{Participants: 20, Seed: seed, End: end}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(read(t, first), read(t, second)) {
		t.Error("one seed made two files")
	}
	if bytes.Equal(read(t, first), read(t, other)) {
		t.Error("two seeds made one file")
	}
}

func read(t *testing.T, path string) []byte {
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func TestSize(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a")
	if err := Make(t.Context(), path, Options{Participants: 300, Seed: 1, End: end}); err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	t.Log(len(read(t, path)))
}
