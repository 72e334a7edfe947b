package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"framsteg/store/skapa"
)

// An import is one act, whose undo brings back the state before it whole, and
// whose redo brings the import back.
func TestImportIsOneAct(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	kept := b.participant("H-1")
	before, err := b.Backups()
	must(t, err)
	err = b.Import(ctx, "deltagare.csv", func(ctx context.Context) error {
		for _, code := range []string{"H-2", "H-3"} {
			p, err := b.SaveParticipant(ctx, skapa.Participant{Code: code, Start: date("2026-01-10")})
			if err != nil {
				return err
			}
			if _, err := b.SaveAssessment(ctx, rating(p, skapa.Self, "2026-02-01", 3), ""); err != nil {
				return err
			}
		}
		kept.Municipality = "Halmstad"
		_, err := b.SaveParticipant(ctx, kept)
		return err
	})
	must(t, err)
	if act, _ := b.LastAct(); act.Key != "act.import" || act.Label != "deltagare.csv" || act.Count != 3 {
		t.Errorf("the act is %+v", act)
	}
	after, err := b.Backups()
	must(t, err)
	if len(after) != len(before)+1 || after[0].Reason != "import" {
		t.Errorf("the backups are %v", after)
	}
	wantCases := func(n int, municipality string) {
		t.Helper()
		for _, s := range []*Store{b.Store, b.reopen().Store} {
			all, err := s.Caseload(ctx)
			must(t, err)
			if len(all) != n || all[0].Municipality != municipality {
				t.Errorf("there are %+v", all)
			}
		}
	}
	wantCases(3, "Halmstad")
	_, err = b.Undo(ctx)
	must(t, err)
	wantCases(1, "Hylte")
	_, err = b.Undo(ctx)
	must(t, err)
	wantCases(3, "Halmstad")
}

// What fails, and what has nothing to say, leaves everything as it was.
func TestImportWritesAllOrNothing(t *testing.T) {
	b := newBench(t)
	b.participant("H-1")
	kept := b.backups()
	stop := errors.New("stop")
	b.writesNothing(func() {
		err := b.Import(t.Context(), "x.csv", func(ctx context.Context) error {
			if _, err := b.SaveParticipant(ctx, skapa.Participant{Code: "H-2", Start: date("2026-01-10")}); err != nil {
				return err
			}
			return stop
		})
		if !errors.Is(err, stop) {
			t.Errorf("got %v", err)
		}
	})
	b.writesNothing(func() {
		must(t, b.Import(t.Context(), "x.csv", func(context.Context) error { return nil }))
	})
	all, err := b.Caseload(t.Context())
	must(t, err)
	if len(all) != 1 {
		t.Errorf("there are %v", all)
	}
	if left := b.backups(); !slices.Equal(left, kept) {
		t.Errorf("there are the backups %+v, before %+v", left, kept)
	}
}

// Imports that fail push out no backup.
func TestFailedImportsKeepTheBackups(t *testing.T) {
	b := newBench(t)
	for i := range keptBackups {
		b.clock.pass(time.Hour)
		b.participant(fmt.Sprint("H-", i))
	}
	kept := b.backups()
	b.clock.pass(time.Hour)
	for range 3 {
		if err := b.Import(t.Context(), "x.csv", func(context.Context) error { return context.Canceled }); !errors.Is(err, context.Canceled) {
			t.Error(err)
		}
	}
	if left := b.backups(); len(kept) < keptBackups || !slices.Equal(left, kept) {
		t.Errorf("%d of %d backups are left", len(left), len(kept))
	}
}
