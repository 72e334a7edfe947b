package store

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"framsteg/store/skapa"
)

// Two laptops that begin with one start file are two copies of one workspace.
func TestBegin(t *testing.T) {
	w := newWorld(t, newSealedBench(t), 3)
	ctx := t.Context()
	start := w.exports(Selection{Nobody: true})
	before, err := os.ReadFile(start)
	must(t, err)
	var laptops []*bench
	for _, name := range []string{"Ett", "Två"} {
		path := filepath.Join(t.TempDir(), name+".framsteg")
		c := &clock{noon}
		s, err := Begin(ctx, start, exportPhrase, path, Options{Now: c.now, Author: Author{Supervisor: "Handledare " + name}, Secret: otherPassphrase, Work: littleWork})
		must(t, err)
		t.Cleanup(func() { s.Close() })
		b := &bench{Store: s, t: t, clock: c}
		wantHeld(t, path)
		if _, err := Open(ctx, path, Options{Secret: otherPassphrase}); err == nil {
			t.Error("nobody holds the new file")
		}
		if n, err := b.Count(ctx); n != 0 || err != nil || b.Unsaved() != nil {
			t.Errorf("%d participants, %v, unsaved %v", n, err, b.Unsaved())
		}
		_, err = b.SaveParticipant(ctx, skapa.Participant{Code: name, Start: date("2026-01-01"), Team: w.teams[1].ID})
		must(t, err)
		b.wantLocked(otherPassphrase, exportPhrase)
		laptops = append(laptops, b)
	}
	after, err := os.ReadFile(start)
	must(t, err)
	if !slices.Equal(before, after) {
		t.Error("the start file changed")
	}
	for _, laptop := range laptops {
		must(t, laptop.Close())
		w.takes(laptop.Path(), otherPassphrase)
	}
	if codes := w.codes(); !slices.Equal(codes, []string{"Ett", "KOD1", "KOD2", "KOD3", "Två"}) {
		t.Errorf("%q", codes)
	}
}

// wantHeld fails unless a new file is alone in its folder but for its lock.
func wantHeld(t testing.TB, path string) {
	t.Helper()
	entries, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	if len(entries) != 2 {
		t.Errorf("%v", entries)
	}
}

// Any copy is a start, without what is local in it.
func TestBeginFromAnyCopy(t *testing.T) {
	w := newWorld(t, newSealedBench(t), 2)
	ctx := t.Context()
	must(t, w.ForgetHub(ctx))
	_, err := w.MakeHub(ctx)
	must(t, err)
	must(t, w.Close())
	s, err := Begin(ctx, w.Path(), passphrase, filepath.Join(t.TempDir(), "ny.framsteg"), Options{Author: anna, Secret: otherPassphrase, Work: littleWork})
	must(t, err)
	defer s.Close()
	b := &bench{Store: s, t: t}
	again, err := Open(ctx, w.Path(), Options{Secret: passphrase, Reading: true})
	must(t, err)
	defer again.Close()
	wantFacts(t, b, &bench{Store: again, t: t})
	drafts, err := b.Drafts(ctx, w.people[0].ID)
	must(t, err)
	keys, err := b.secrets(ctx)
	must(t, err)
	if len(drafts)+len(keys) > 0 {
		t.Errorf("%d drafts, %d private keys", len(drafts), len(keys))
	}
}

func TestBeginRefuses(t *testing.T) {
	ctx := t.Context()
	plain, sealed := newBench(t), newSealedBench(t)
	must(t, sealed.SetHub(ctx, aHub))
	plain.participant("H-1")
	start := sealed.exports(Selection{Nobody: true})
	forHub := filepath.Join(t.TempDir(), "hubben.framsteg")
	must(t, sealed.exportTo(forHub, Lock{Recipient: aHub}))
	broken := copyTo(t, altered(t, plain.image(), "UPDATE participant SET code = '  ', code_key = '  '"))
	folder := t.TempDir()
	there := filepath.Join(folder, "finns.framsteg")
	must(t, os.WriteFile(there, []byte("x"), 0o600))
	fresh := filepath.Join(folder, "ny.framsteg")
	for name, c := range map[string]struct{ start, secret, path, own, key string }{
		"there is something":    {start, exportPhrase, there, otherPassphrase, "error.create.exists"},
		"another passphrase":    {start, passphrase, fresh, otherPassphrase, "error.open.secret"},
		"none":                  {start, "", fresh, otherPassphrase, "error.open.sealed"},
		"no own passphrase":     {start, exportPhrase, fresh, "", "error.export.plain"},
		"an impossible one":     {start, exportPhrase, fresh, "två\nrader", "error.passphrase"},
		"no start":              {fresh, "", fresh, otherPassphrase, "error.open.missing"},
		"what is for a hub":     {forHub, "", fresh, otherPassphrase, "error.open.hub"},
		"what breaks the rules": {broken, "", fresh, otherPassphrase, "error.open.damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := Begin(ctx, c.start, c.secret, c.path, Options{Secret: c.own, Work: littleWork})
			wantProblem(t, err, c.key)
			if s != nil {
				s.Close()
			}
			entries, err := os.ReadDir(folder)
			must(t, err)
			if data, err := os.ReadFile(there); len(entries) != 1 || string(data) != "x" || err != nil {
				t.Errorf("left is %v, %q", entries, data)
			}
		})
	}
}
