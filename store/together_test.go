package store

import (
	"context"
	"testing"

	"framsteg/store/skapa"
)

// What is read together is one state, however much is written meanwhile: each
// who is listed has facts, and nobody else.
func TestReadsTogetherSeeOneState(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	written := make(chan error, 1)
	go func() {
		for range 50 {
			_, err := b.SaveParticipant(ctx, skapa.Participant{Code: "H-1", Start: date("2026-01-10")})
			if err == nil {
				_, err = b.Undo(ctx)
			}
			if err != nil {
				written <- err
				return
			}
		}
		written <- nil
	}()
	for {
		select {
		case err := <-written:
			must(t, err)
			return
		default:
		}
		must(t, b.Together(ctx, func(ctx context.Context) error {
			facts, err := b.Facts(ctx)
			if err != nil {
				return err
			}
			cases, err := b.Caseload(ctx)
			if len(cases) != len(facts) {
				t.Errorf("%d are listed, of %d there are facts", len(cases), len(facts))
			}
			return err
		}))
	}
}
