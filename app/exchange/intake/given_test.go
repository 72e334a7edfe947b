package intake

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"framsteg/app/exchange/sheet"
	"framsteg/assets"
	"framsteg/store"
	"framsteg/store/skapa"
)

var noon = time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC)

// workspace makes an empty workspace on 2026-11-22.
func workspace(t testing.TB) *store.Store {
	t.Helper()
	o := store.Options{Now: func() time.Time { return noon }, Author: store.Author{Supervisor: "Anna Åkesson", Team: "Halmstad"}}
	s, err := store.Create(t.Context(), filepath.Join(t.TempDir(), "prov.framsteg"), assets.Instrument(), o)
	must(t, err)
	t.Cleanup(func() { s.Close() })
	return s
}

// example gives the first sheet of an example file as a part.
func example(t testing.TB, name string) Part {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	must(t, err)
	b, err := sheet.Read(name, data)
	must(t, err)
	return guessed(b.Sheets[0])
}

// table gives a CSV text as a part.
func table(t testing.TB, text string) Part {
	t.Helper()
	b, err := sheet.Read("tabell", []byte(text))
	must(t, err)
	return guessed(b.Sheets[0])
}

func guessed(s sheet.Sheet) Part { return Part{s, Guess(s, assets.Instrument())} }

func plan(t testing.TB, s *store.Store, parts ...Part) *Plan {
	t.Helper()
	p, err := Make(t.Context(), s, parts...)
	must(t, err)
	return p
}

// take imports parts and gives what was planned.
func take(t testing.TB, s *store.Store, parts ...Part) Totals {
	t.Helper()
	p := plan(t, s, parts...)
	must(t, p.Apply(t.Context(), "tabell.csv", nil))
	return p.Totals
}

// saved gives what the file of a workspace holds.
func saved(t testing.TB, s *store.Store) string {
	t.Helper()
	data, err := os.ReadFile(s.Path())
	must(t, err)
	return string(data)
}

func date(text string) skapa.Date {
	d, err := skapa.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
