package store

import (
	"context"
	"slices"
	"testing"

	"framsteg/store/skapa"
)

// Who leaves ends on the last day what goes on then, and nothing else, in one act.
func TestLeavingEndsWhatGoesOn(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p, other := b.participant("H-1"), b.participant("H-2")
	course := b.activity("Kurs", skapa.ForStudy)
	part := func(status skapa.Status, start, end string) skapa.Participation {
		t.Helper()
		one := skapa.Participation{Participant: p.ID, Activity: course.ID, Status: status, Start: date(start)}
		if end != "" {
			one.End = date(end)
		}
		one, err := b.SaveParticipation(ctx, one)
		must(t, err)
		return one
	}
	before := []skapa.Participation{
		part(skapa.Finished, "2026-02-01", "2026-03-01"),
		part(skapa.Ongoing, "2026-04-01", ""),
		part(skapa.Ongoing, "2026-05-01", "2027-01-31"), // was to go on
		part(skapa.Ongoing, "2026-10-15", ""),           // begins on the last day
		part(skapa.Ongoing, "2026-10-16", ""),           // after it
		part(skapa.Planned, "2027-01-01", ""),
	}
	theirs, err := b.SaveParticipation(ctx, skapa.Participation{Participant: other.ID, Activity: course.ID, Status: skapa.Ongoing, Start: date("2026-04-01")})
	must(t, err)
	pause := func(from, to string) skapa.Pause {
		t.Helper()
		one := skapa.Pause{Participant: p.ID, From: date(from), Reason: skapa.PauseIllness}
		if to != "" {
			one.To = date(to)
		}
		one, err := b.SavePause(ctx, one)
		must(t, err)
		return one
	}
	pauses := []skapa.Pause{
		pause("2026-03-01", "2026-03-10"),
		pause("2026-10-10", "2026-11-01"), // over today, but not on the last day
		pause("2026-12-01", ""),
	}
	exit := skapa.Period{ID: p.ID, Participant: p.ID, Start: p.Start, Finish: date("2026-10-15"), Result: skapa.Result{Outcome: skapa.Closer}}
	after := slices.Clone(before)
	for i := 1; i <= 3; i++ {
		after[i].Status, after[i].End = skapa.Finished, exit.Finish
	}
	ended := slices.Clone(pauses)
	ended[1].To = exit.Finish
	expect := func(when string, periods []skapa.Period, parts []skapa.Participation, away []skapa.Pause) {
		t.Helper()
		gotPeriods, err1 := b.Periods(ctx, p.ID)
		gotParts, err2 := b.Participations(ctx, p.ID)
		gotAway, err3 := b.Pauses(ctx, p.ID)
		if err1 != nil || err2 != nil || err3 != nil || !slices.Equal(gotPeriods, periods) || !slices.Equal(gotParts, parts) || !slices.Equal(gotAway, away) {
			t.Errorf("%s:\n%v\n%v\n%v, want\n%v\n%v\n%v", when, gotPeriods, gotParts, gotAway, periods, parts, away)
		}
	}
	e, err := b.EndingOn(ctx, p.ID, exit.Finish)
	must(t, err)
	if len(e.Participations) != 3 || e.Participations[0].Name != "Kurs" || !slices.Equal(e.Pauses, pauses[1:2]) {
		t.Errorf("it is to end %+v", e)
	}

	acts, _ := b.Undoable(ctx)
	got, err := b.Leave(ctx, exit)
	must(t, err)
	if got != exit {
		t.Errorf("it gives %+v", got)
	}
	expect("left", []skapa.Period{exit}, after, ended)
	if act, _ := b.LastAct(); act.Key != "act.exit" || act.Label != "H-1" || act.Participant != p.ID || act.Count != 1 {
		t.Errorf("it is called %+v", act)
	}
	if now, _ := b.Undoable(ctx); len(now) > len(acts)+1 {
		t.Errorf("it is %d acts", len(now)-len(acts))
	}
	if all, _ := b.Participations(ctx, other.ID); len(all) != 1 || all[0] != theirs {
		t.Errorf("another's became %+v", all)
	}
	_, err = b.Undo(ctx)
	must(t, err)
	expect("undone", []skapa.Period{{ID: p.ID, Participant: p.ID, Start: p.Start}}, before, pauses)
	_, err = b.Undo(ctx)
	must(t, err)
	expect("redone", []skapa.Period{exit}, after, ended)
}

// An exit that is refused ends nothing.
func TestLeavingThatIsRefused(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p := b.participant("H-1")
	_, err := b.SaveParticipation(ctx, skapa.Participation{Participant: p.ID, Activity: b.activity("Kurs", skapa.ForStudy).ID, Status: skapa.Ongoing, Start: date("2026-04-01")})
	must(t, err)
	b.writesNothing(func() {
		_, err := b.Leave(ctx, skapa.Period{ID: p.ID, Participant: p.ID, Finish: date("2026-06-01")})
		wantInvalid(t, err, "outcome", "error.required.outcome")
		_, err = b.Leave(ctx, skapa.Period{ID: p.ID, Participant: p.ID, Finish: date("2026-11-22"), Result: toWork})
		wantInvalid(t, err, "finish", "error.date.future")
		_, err = b.Leave(ctx, skapa.Period{ID: b.newID(), Participant: p.ID, Finish: date("2026-06-01"), Result: toWork})
		wantProblem(t, err, "error.period.gone")
	})
}

// Pauses that met after a merge do not keep anybody from leaving.
func TestLeavingInPausesThatMeet(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p := b.participant("H-1")
	must(t, b.write(ctx, func(ctx context.Context, w *writer) error {
		for _, from := range []string{"2026-03-01", "2026-04-01"} {
			if err := w.putPause(ctx, skapa.Pause{ID: b.newID(), Participant: p.ID, From: date(from), Reason: skapa.PauseOther}); err != nil {
				return err
			}
		}
		return nil
	}))
	_, err := b.Leave(ctx, skapa.Period{ID: p.ID, Participant: p.ID, Finish: date("2026-06-01"), Result: toWork})
	must(t, err)
	all, err := b.Pauses(ctx, p.ID)
	must(t, err)
	for _, pause := range all {
		if pause.To != date("2026-06-01") {
			t.Errorf("the pause became %+v", pause)
		}
	}
}
