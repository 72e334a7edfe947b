package store

import (
	"slices"
	"testing"

	"framsteg/store/skapa"
)

func TestExitAndReentry(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p := b.participant("H-1")
	expect := func(when string, want ...skapa.Period) {
		t.Helper()
		for name, s := range map[string]*bench{"now": b, "reopened": b.reopen()} {
			if all, err := s.Periods(ctx, p.ID); err != nil || !slices.Equal(all, want) {
				t.Errorf("%s, %s: %+v, %v, want %+v", when, name, all, err, want)
			}
		}
		last := want[len(want)-1]
		b.agrees(p.ID, last.Start, last.Finish)
	}
	first := skapa.Period{ID: p.ID, Participant: p.ID, Start: p.Start}
	expect("at first", first)
	b.writesNothing(func() { // it goes on, as it does
		_, err := b.SaveExit(ctx, first)
		must(t, err)
	})
	_, err := b.Reenter(ctx, p.ID, date("2026-05-01"))
	wantProblem(t, err, "error.entry.active")

	first = b.exit(p, "2026-04-01")
	expect("left", first)
	first.Finish, first.Hours = date("2026-04-03"), 30
	_, err = b.SaveExit(Because(ctx, "fel dag"), first)
	must(t, err)
	expect("corrected", first)
	none := first
	none.Finish, none.Result = 0, skapa.Result{}
	_, err = b.SaveExit(ctx, none)
	must(t, err)
	expect("taken back", none)
	_, err = b.Undo(ctx)
	must(t, err)
	expect("left all the same", first)

	_, err = b.Reenter(ctx, p.ID, date("2026-04-02"))
	wantProblem(t, err, "error.date.beforeExit")
	second, err := b.Reenter(ctx, p.ID, date("2026-06-01"))
	must(t, err)
	expect("again", first, second)
	b.writesNothing(func() {
		_, err := b.SaveExit(ctx, none)
		wantProblem(t, err, "error.exit.notLast")
		late := first
		late.Finish = date("2026-06-02")
		_, err = b.SaveExit(ctx, late)
		wantProblem(t, err, "error.exit.afterEntry")
		_, err = b.SaveExit(ctx, skapa.Period{ID: b.newID(), Participant: p.ID, Finish: date("2026-07-01"), Result: toWork})
		wantProblem(t, err, "error.period.gone")
		_, err = b.SaveExit(ctx, skapa.Period{ID: second.ID, Participant: p.ID, Finish: date("2026-05-31"), Result: toWork})
		wantInvalid(t, err, "finish", "error.date.beforeStart")
		_, err = b.SaveExit(ctx, skapa.Period{ID: second.ID, Participant: p.ID, Finish: date("2026-07-01")})
		wantInvalid(t, err, "outcome", "error.required.outcome")
		_, err = b.SaveParticipant(ctx, with(p, func(p *skapa.Participant) { p.Start = date("2026-04-04") }))
		wantProblem(t, err, "error.start.afterExit")
	})

	p, err = b.SaveParticipant(ctx, with(p, func(p *skapa.Participant) { p.Start = date("2026-01-02") }))
	must(t, err)
	first.Start = p.Start
	expect("the start moved", first, second)
	second.Finish, second.Result = date("2026-08-01"), skapa.Result{Outcome: skapa.Closer}
	_, err = b.SaveExit(ctx, second)
	must(t, err)
	expect("left again", first, second)
	if kept, err := b.Participant(ctx, p.ID); err != nil || kept.Start != p.Start {
		t.Errorf("%+v, %v", kept, err)
	}
}

func TestFollowUps(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p, other := b.participant("H-1"), b.participant("H-2")
	of := func(months int, day string) skapa.FollowUp {
		return skapa.FollowUp{Participant: p.ID, Period: p.ID, Months: months, Date: date(day), Result: toWork}
	}
	_, err := b.SaveFollowUp(ctx, of(1, "2026-05-01"))
	wantProblem(t, err, "error.period.gone") // it goes on
	exit := b.exit(p, "2026-04-01")
	late, err := b.SaveFollowUp(ctx, of(6, "2026-10-03"))
	must(t, err)
	early, err := b.SaveFollowUp(ctx, of(1, "2026-05-02"))
	must(t, err)
	early.Date = date("2026-05-04")
	early, err = b.SaveFollowUp(ctx, early)
	must(t, err)
	if all, err := b.reopen().FollowUps(ctx, p.ID); err != nil || !slices.Equal(all, []skapa.FollowUp{early, late}) {
		t.Errorf("%+v, %v", all, err)
	}
	b.exit(other, "2026-04-01")
	b.writesNothing(func() {
		_, err := b.SaveFollowUp(ctx, of(1, "2026-05-08"))
		wantProblem(t, err, "error.followUp.twice")
		again := late
		again.Months = 1
		_, err = b.SaveFollowUp(ctx, again)
		wantProblem(t, err, "error.followUp.twice")
		theirs := late
		theirs.Participant, theirs.Period = other.ID, other.ID
		_, err = b.SaveFollowUp(ctx, theirs)
		wantProblem(t, err, "error.followUp.gone")
		theirs.Period = p.ID
		_, err = b.SaveFollowUp(ctx, theirs)
		wantProblem(t, err, "error.period.gone")
		early := early
		early.Date = date("2026-03-31")
		_, err = b.SaveFollowUp(ctx, early)
		wantInvalid(t, err, "date", "error.date.beforeStart")

		open := exit
		open.Finish, open.Result = 0, skapa.Result{}
		_, err = b.SaveExit(ctx, open)
		wantProblem(t, err, "error.exit.followedUp")
		exit := exit
		exit.Finish = date("2026-05-05")
		_, err = b.SaveExit(ctx, exit)
		wantProblem(t, err, "error.exit.followedUp")
	})
	must(t, b.DeleteFollowUp(ctx, early.ID))
	b.writesNothing(func() { must(t, b.DeleteFollowUp(ctx, early.ID)) })
	exit.Finish = date("2026-05-05")
	_, err = b.SaveExit(ctx, exit)
	must(t, err)
}
