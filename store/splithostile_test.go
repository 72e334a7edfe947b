package store

import (
	"context"
	"fmt"
	"testing"

	"framsteg/store/skapa"
)

// A joining that a file made up, as if it were of the act that wrote the two, takes
// nothing of that act with it when it is split.
func TestSplitOfAJoiningThatClaimsAnAct(t *testing.T) {
	for name, claimed := range map[string]string{
		"before all of it":   "x'00000000000000000000000000000010'",
		"in the midst of it": "(SELECT substr(rev, 1, 12) || x'ffffffff' FROM participant ORDER BY rev DESC LIMIT 1)",
	} {
		t.Run(name, func(t *testing.T) {
			b, ctx := newBench(t), t.Context()
			var p, q skapa.Participant
			must(t, b.Import(ctx, "x", func(ctx context.Context) (err error) {
				in := skapa.Participant{Code: "I-1", Name: "Åsa", Municipality: "Laholm", Start: date("2026-01-01")}
				if p, err = b.SaveParticipant(ctx, in); err == nil {
					in.Code, in.Name = "I-2", "Bo"
					q, err = b.SaveParticipant(ctx, in)
				}
				return err
			}))
			b.assessment(p, skapa.Self, "2026-03-01", 3)
			path := copyTo(t, altered(t, b.image(), fmt.Sprintf(`INSERT INTO joining SELECT CAST(%[1]s AS BLOB), x'00000000000000000000000000000010', %[2]s,
				'participant', %[3]s, %[4]s FROM participant LIMIT 1`, claimed, asEntered, hexed(p.ID), hexed(q.ID))))
			_, err := b.Merge(ctx, Merging{Path: path})
			must(t, err)
			joinings, err := b.Joinings(ctx)
			if err != nil || len(joinings) != 1 {
				t.Fatalf("%+v, %v", joinings, err)
			}
			must(t, b.Split(ctx, joinings[0].ID))
			for _, want := range []skapa.Participant{p, q} {
				if got, err := b.Participant(ctx, want.ID); err != nil || got != want {
					t.Errorf("%+v, %v, want %+v", got, err, want)
				}
			}
			if all, err := b.Assessments(ctx, p.ID); err != nil || len(all) != 1 {
				t.Errorf("%d assessments, %v", len(all), err)
			}
			b.sound()
		})
	}
}
