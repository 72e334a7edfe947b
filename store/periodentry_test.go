package store

import (
	"testing"

	"framsteg/store/skapa"
)

// reentered gives a participant who left on 2026-06-01 and came back on 2026-09-01.
func (b *bench) reentered() (skapa.Participant, skapa.Period) {
	b.t.Helper()
	ctx := b.t.Context()
	p := b.participant("H-1")
	_, err := b.SaveExit(ctx, skapa.Period{ID: p.ID, Participant: p.ID, Finish: date("2026-06-01"), Result: skapa.Result{Outcome: skapa.Dropout}})
	must(b.t, err)
	again, err := b.Reenter(ctx, p.ID, date("2026-09-01"))
	must(b.t, err)
	return p, again
}

func (b *bench) periods(p skapa.Participant) []skapa.Period {
	b.t.Helper()
	all, err := b.Periods(b.t.Context(), p.ID)
	must(b.t, err)
	return all
}

func TestAReentryIsCorrected(t *testing.T) {
	b, ctx := newBench(t), t.Context()
	p, again := b.reentered()
	first := b.periods(p)[0]
	first.Start = date("2026-02-01")
	for what, c := range map[string]struct {
		period skapa.Period
		key    string
	}{
		"before the exit":  {skapa.Period{ID: again.ID, Participant: p.ID, Start: date("2026-05-31")}, "error.date.beforeExit"},
		"the first period": {first, "error.period.gone"},
		"another's":        {skapa.Period{ID: again.ID, Participant: b.participant("H-2").ID, Start: date("2026-10-01")}, "error.period.gone"},
	} {
		t.Run(what, func(t *testing.T) {
			b.writesNothing(func() {
				_, err := b.SaveEntry(ctx, c.period)
				wantProblem(t, err, c.key)
			})
		})
	}
	again.Finish, again.Result = date("2026-11-01"), skapa.Result{Outcome: skapa.ToWork, Hours: 20}
	_, err := b.SaveExit(ctx, again)
	must(t, err)
	_, err = b.SaveEntry(ctx, skapa.Period{ID: again.ID, Participant: p.ID, Start: date("2026-10-01")})
	must(t, err)
	again.Start = date("2026-10-01")
	if all := b.periods(p); len(all) != 2 || all[1] != again {
		t.Errorf("corrected: %+v", all)
	}
	_, err = b.SaveEntry(ctx, skapa.Period{ID: again.ID, Participant: p.ID, Start: date("2026-11-02")})
	wantInvalid(t, err, "finish", "error.date.beforeStart")
}

func TestAReentryIsTakenAway(t *testing.T) {
	b, ctx := newBench(t), t.Context()
	p, again := b.reentered()
	wantProblem(t, b.DeleteEntry(ctx, p.ID, p.ID), "error.period.gone")
	again.Finish, again.Result = date("2026-10-01"), skapa.Result{Outcome: skapa.ToWork}
	_, err := b.SaveExit(ctx, again)
	must(t, err)
	u, err := b.SaveFollowUp(ctx, skapa.FollowUp{Participant: p.ID, Period: again.ID, Months: 1, Date: date("2026-11-01"), Result: skapa.Result{Outcome: skapa.ToWork}})
	must(t, err)
	wantProblem(t, b.DeleteEntry(ctx, p.ID, again.ID), "error.exit.followedUp")
	must(t, b.DeleteFollowUp(ctx, u.ID))
	third, err := b.Reenter(ctx, p.ID, date("2026-11-01"))
	must(t, err)
	wantProblem(t, b.DeleteEntry(ctx, p.ID, again.ID), "error.entry.notLast")
	must(t, b.DeleteEntry(ctx, p.ID, third.ID))
	must(t, b.DeleteEntry(ctx, p.ID, again.ID))
	if all := b.periods(p); len(all) != 1 || all[0].Finish != date("2026-06-01") {
		t.Errorf("taken away: %+v", all)
	}
	_, err = b.Undo(ctx)
	must(t, err)
	if all := b.periods(p); len(all) != 2 || all[1] != again {
		t.Errorf("undone: %+v", all)
	}
}
