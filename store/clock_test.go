package store

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"framsteg/assets"
	"framsteg/store/skapa"
)

func TestNothingIsWrittenByAClockOutOfItsMind(t *testing.T) {
	for name, now := range map[string]time.Time{
		"the zero of Unix":   time.Unix(0, 0).UTC(),
		"the zero of DOS":    time.Date(1980, time.January, 1, 0, 0, 0, 0, time.UTC),
		"no time":            {},
		"after the last day": time.Date(2200, time.January, 1, 0, 0, 0, 0, time.UTC),
		"beyond all":         time.Date(12_000, time.January, 1, 0, 0, 0, 0, time.UTC),
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			p := b.participant("H-1")
			activity := b.activity("Praktik", skapa.ForJob)
			b.clock.Time = now
			b.writesNothing(func() {
				_, err := b.SaveParticipant(t.Context(), p)
				wantProblem(t, err, "error.clock")
				_, err = b.SaveParticipation(t.Context(), skapa.Participation{
					Participant: p.ID, Activity: activity.ID, Status: skapa.Ongoing, Start: date("2026-02-01")})
				wantProblem(t, err, "error.clock")
				wantProblem(t, b.SaveDraft(t.Context(), rating(p, skapa.Self, "2026-03-01", 3)), "error.clock")
			})
			b.clock.Time = noon
			b.writesNothing(func() { // a clock that goes wrong within a batch
				must(t, b.Batch(t.Context(), func(ctx context.Context) error {
					b.clock.Time = now
					_, err := b.TeamNamed(ctx, "Laholm")
					wantProblem(t, err, "error.clock")
					return nil
				}))
			})
			path := filepath.Join(t.TempDir(), "new.framsteg")
			_, err := Create(t.Context(), path, assets.Instrument(), Options{Now: b.clock.now, Author: anna})
			wantProblem(t, err, "error.clock")
		})
	}
}
