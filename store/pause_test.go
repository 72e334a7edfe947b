package store

import (
	"slices"
	"testing"

	"framsteg/store/skapa"
)

func TestPauses(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p, other := b.participant("H-1"), b.participant("H-2")
	of := func(from, to string) skapa.Pause {
		pause := skapa.Pause{Participant: p.ID, From: date(from), Reason: skapa.PauseIllness}
		if to != "" {
			pause.To = date(to)
		}
		return pause
	}
	kept, err := b.SavePause(ctx, of("2026-03-10", "2026-03-20"))
	must(t, err)
	for name, c := range map[string]struct {
		from, to, key string
	}{
		"the day before it":    {"2026-03-01", "2026-03-09", ""},
		"into its first day":   {"2026-03-01", "2026-03-10", "error.pause.overlaps"},
		"in it":                {"2026-03-12", "2026-03-13", "error.pause.overlaps"},
		"around it":            {"2026-03-01", "2026-04-01", "error.pause.overlaps"},
		"from its last day":    {"2026-03-20", "", "error.pause.overlaps"},
		"from before, on":      {"2026-02-01", "", "error.pause.overlaps"},
		"the day after it, on": {"2026-03-21", "", ""},
		"to come":              {"2027-03-21", "2027-04-01", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if c.key != "" {
				b.writesNothing(func() {
					_, err := b.SavePause(ctx, of(c.from, c.to))
					wantProblem(t, err, c.key)
				})
				return
			}
			saved, err := b.SavePause(ctx, of(c.from, c.to))
			must(t, err)
			all, err := b.reopen().Pauses(ctx, p.ID)
			must(t, err)
			want := []skapa.Pause{kept, saved}
			slices.SortFunc(want, func(a, b skapa.Pause) int { return int(a.From - b.From) })
			if !slices.Equal(all, want) {
				t.Errorf("%+v, want %+v", all, want)
			}
			must(t, b.DeletePause(ctx, saved.ID))
			b.writesNothing(func() { must(t, b.DeletePause(ctx, saved.ID)) })
		})
	}
	theirs := of("2026-03-12", "")
	theirs.Participant = other.ID
	_, err = b.SavePause(ctx, theirs)
	must(t, err)
	kept.To = date("2026-03-25") // of which it meets itself only
	kept, err = b.SavePause(ctx, kept)
	must(t, err)
	b.writesNothing(func() {
		moved := kept
		moved.Participant, moved.From, moved.To = other.ID, date("2026-02-01"), date("2026-02-02")
		_, err := b.SavePause(ctx, moved)
		wantProblem(t, err, "error.pause.gone")
		_, err = b.SavePause(ctx, of("2026-01-09", ""))
		wantInvalid(t, err, "from", "error.date.beforeStart")
		_, err = b.SavePause(ctx, of("2026-05-09", "2026-05-08"))
		wantInvalid(t, err, "to", "error.date.endBeforeStart")
	})
}

// Two who did not see each other may have entered pauses that meet: the file is
// whole, and either can be moved.
func TestPausesThatMeetAfterAMerge(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p := b.participant("H-1")
	b.exit(p, "2026-10-01")
	theirs := openBench(t, copyTo(t, b.image()), noon)
	for day, one := range map[string]*bench{"2026-03-01": b, "2026-03-05": theirs} {
		_, err := one.SavePause(ctx, skapa.Pause{Participant: p.ID, From: date(day), To: date("2026-03-30"), Reason: skapa.PauseOther})
		must(t, err)
		_, err = one.SaveFollowUp(ctx, skapa.FollowUp{Participant: p.ID, Period: p.ID, Months: 1, Date: date("2026-11-01"), Result: toWork})
		must(t, err)
	}
	must(t, theirs.Close())
	_, err := b.Merge(ctx, Merging{Path: theirs.Path()})
	must(t, err)
	if _, err := Check(ctx, b.Path(), Options{}); err != nil {
		t.Error(err)
	}
	pauses, err := b.Pauses(ctx, p.ID)
	must(t, err)
	followUps, err := b.FollowUps(ctx, p.ID)
	must(t, err)
	if len(pauses) != 2 || len(followUps) != 2 {
		t.Fatalf("%+v, %+v", pauses, followUps)
	}
	pauses[0].To = date("2026-03-04")
	_, err = b.SavePause(ctx, pauses[0])
	must(t, err)
	must(t, b.DeleteFollowUp(ctx, followUps[1].ID))
	_, err = b.SaveFollowUp(ctx, followUps[0])
	must(t, err)
}

// What the clocks of two let stand in one file is no damage of it either: one moves
// the start, another rates on an earlier day.
func TestRatingBeforeAStartThatWasMovedElsewhere(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p := b.participant("H-1")
	theirs := openBench(t, copyTo(t, b.image()), noon)
	theirs.assessment(p, skapa.Self, "2026-01-20", 3)
	must(t, theirs.Close())
	p.Start = date("2026-02-01")
	_, err := b.SaveParticipant(ctx, p)
	must(t, err)
	_, err = b.Merge(ctx, Merging{Path: theirs.Path()})
	must(t, err)
	if _, err := Check(ctx, b.Path(), Options{}); err != nil {
		t.Error(err)
	}
}
