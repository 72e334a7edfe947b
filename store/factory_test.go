package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"framsteg/assets"
	"framsteg/store/seal"
	"framsteg/store/skapa"
)

// clock is a time that a test moves.
type clock struct{ time.Time }

func (c *clock) now() time.Time { return c.Time }

func (c *clock) pass(d time.Duration) { c.Time = c.Add(d) }

// bench is a workspace of a test, in a folder of its own.
type bench struct {
	*Store
	t     testing.TB
	clock *clock
	saved atomic.Int32 // calls of the listener
}

var noon = time.Date(2026, time.November, 21, 12, 0, 0, 0, time.UTC)

// passphrase is that of every sealed workspace of a test, with little work.
const (
	passphrase = "kor ute i regn"
	littleWork = 4
)

var anna = Author{Supervisor: "Anna Åkesson", Team: "Halmstad"}

// newBench makes an empty workspace on 2026-11-21, written by anna.
func newBench(t testing.TB) *bench { return newBenchWith(t, Options{}) }

// newSealedBench makes one that is sealed.
func newSealedBench(t testing.TB) *bench {
	return newBenchWith(t, Options{Secret: passphrase, Work: littleWork})
}

func newBenchWith(t testing.TB, o Options) *bench {
	t.Helper()
	c := &clock{noon}
	path := filepath.Join(t.TempDir(), "prov.framsteg")
	o.Now, o.Author = c.now, anna
	s, err := Create(t.Context(), path, assets.Instrument(), o)
	must(t, err)
	b := &bench{Store: s, t: t, clock: c}
	t.Cleanup(func() { b.Close() })
	s.Listen(func(Changed) { b.saved.Add(1) })
	return b
}

// recoveryKey gives the workspace a new recovery key.
func (b *bench) recoveryKey() string {
	b.t.Helper()
	key, err := seal.NewRecoveryKey()
	must(b.t, err)
	must(b.t, b.SetRecoveryKey(b.t.Context(), key))
	return key
}

// reopen gives the same file as another run of the program sees it.
func (b *bench) reopen() *bench {
	b.t.Helper()
	s, err := Open(b.t.Context(), b.Path(), Options{Now: b.clock.now, Author: anna, Reading: true, Secret: passphrase})
	must(b.t, err)
	b.t.Cleanup(func() { s.Close() })
	return &bench{Store: s, t: b.t, clock: b.clock}
}

// participant enters one who started on 2026-01-10.
func (b *bench) participant(code string, change ...func(*skapa.Participant)) skapa.Participant {
	b.t.Helper()
	p := skapa.Participant{Code: code, BirthYear: 1990, Sex: skapa.Woman, Municipality: "Hylte", Start: date("2026-01-10")}
	for _, f := range change {
		f(&p)
	}
	p, err := b.SaveParticipant(b.t.Context(), p)
	must(b.t, err)
	return p
}

// rating gives an assessment that is not saved, with one step for every item.
func rating(p skapa.Participant, r skapa.Rater, day string, step skapa.Step) skapa.Assessment {
	in := assets.Instrument()
	a := skapa.Assessment{Participant: p.ID, Rater: r, Date: date(day), Instrument: in.Version, Answers: map[string]skapa.Step{}}
	for _, item := range in.ItemsFor(r) {
		a.Answers[item.ID] = step
	}
	return a
}

// assessment enters a rating.
func (b *bench) assessment(p skapa.Participant, r skapa.Rater, day string, step skapa.Step) skapa.Assessment {
	b.t.Helper()
	a, err := b.SaveAssessment(b.t.Context(), rating(p, r, day, step), "")
	must(b.t, err)
	return a
}

func (b *bench) activity(name string, c skapa.Category) skapa.Activity {
	b.t.Helper()
	a, err := b.ActivityNamed(b.t.Context(), name, c)
	must(b.t, err)
	return a
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

// wantProblem fails unless err is the Problem of a key.
func wantProblem(t testing.TB, err error, key string) {
	t.Helper()
	if !errors.Is(err, &skapa.Problem{Key: key}) {
		t.Errorf("got %v, want %s", err, key)
	}
}

// wantInvalid fails unless err is about a field.
func wantInvalid(t testing.TB, err error, field, key string) {
	t.Helper()
	invalid, ok := errors.AsType[*skapa.Invalid](err)
	if !ok {
		t.Errorf("got %v, want %s of %s", err, key, field)
		return
	}
	if f, _ := invalid.Findings.At(field); f.Key != key {
		t.Errorf("got %v, want %s of %s", err, key, field)
	}
}

// writesNothing fails when f changes the workspace, its file or its last act.
func (b *bench) writesNothing(f func()) {
	b.t.Helper()
	before, saved := b.image(), b.saved.Load()
	act, _ := b.LastAct()
	f()
	if after, _ := b.LastAct(); !bytes.Equal(b.image(), before) || b.saved.Load() != saved || after != act {
		b.t.Error("something was written")
	}
}

// image gives the bytes of the file.
func (b *bench) image() []byte {
	b.t.Helper()
	image, err := os.ReadFile(b.Path())
	must(b.t, err)
	return image
}
