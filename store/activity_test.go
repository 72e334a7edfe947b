package store

import (
	"slices"
	"testing"

	"framsteg/store/skapa"
)

func TestActivities(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	job := b.activity("Språkcafé", skapa.ForJob)
	if again := b.activity("språkcafé ", skapa.ForJob); again != job {
		t.Errorf("%+v is not %+v", again, job)
	}
	if study := b.activity("Språkcafé", skapa.ForStudy); study.ID == job.ID {
		t.Error("another category is the same activity")
	}
	_, err := b.SaveActivity(ctx, skapa.Activity{Name: "SPRÅKCAFÉ", Category: skapa.ForJob})
	wantProblem(t, err, "error.name.used")
	job.Name = "Café"
	_, err = b.SaveActivity(ctx, job)
	must(t, err)
	all, err := b.reopen().Activities(ctx)
	must(t, err)
	if len(all) != 2 || all[0] != job {
		t.Errorf("%+v", all)
	}
}

func TestParticipations(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p := b.participant("H-1")
	activity := b.activity("Praktik", skapa.ForJob)
	save := func(part skapa.Participation) skapa.Participation {
		t.Helper()
		part.Participant, part.Activity = p.ID, activity.ID
		part, err := b.SaveParticipation(ctx, part)
		must(t, err)
		return part
	}
	later := save(skapa.Participation{Status: skapa.Planned, Start: date("2027-01-01")})
	first := save(skapa.Participation{Status: skapa.Ongoing, Start: date("2026-02-01"), End: date("2027-02-01")})
	first.Status, first.End = skapa.Finished, date("2026-06-01")
	first = save(first)
	b.writesNothing(func() { save(first) })
	expect := func(want ...skapa.Participation) {
		t.Helper()
		got, err := b.reopen().Participations(ctx, p.ID)
		must(t, err)
		if !slices.Equal(got, want) {
			t.Errorf("%+v, want %+v", got, want)
		}
		named, err := b.ParticipationsNamed(ctx, p.ID)
		must(t, err)
		if len(named) != len(want) {
			t.Fatalf("named %+v", named)
		}
		for i, n := range named {
			if n.Participation != want[i] || n.Name != activity.Name || n.Category != activity.Category {
				t.Errorf("named %+v, want %+v in %+v", n, want[i], activity)
			}
		}
	}
	expect(first, later)
	must(t, b.DeleteParticipation(ctx, first.ID))
	expect(later)
	b.writesNothing(func() { must(t, b.DeleteParticipation(ctx, first.ID)) })
	_, err := b.Undo(ctx)
	must(t, err)
	expect(first, later)

	_, err = b.SaveParticipation(ctx, skapa.Participation{Participant: p.ID, Activity: b.newID(), Status: skapa.Planned, Start: date("2027-01-01")})
	wantProblem(t, err, "error.activity.gone")
	_, err = b.SaveParticipation(ctx, skapa.Participation{Participant: b.newID(), Activity: activity.ID, Status: skapa.Planned, Start: date("2027-01-01")})
	wantProblem(t, err, "error.participant.gone")
}

func TestParticipationStaysWithItsParticipant(t *testing.T) {
	b := newBench(t)
	activity := b.activity("Praktik", skapa.ForJob)
	p, err := b.SaveParticipation(t.Context(), skapa.Participation{
		Participant: b.participant("H-1").ID, Activity: activity.ID, Status: skapa.Ongoing, Start: date("2026-02-01")})
	must(t, err)
	p.Participant = b.participant("H-2").ID
	b.writesNothing(func() {
		_, err := b.SaveParticipation(t.Context(), p)
		wantProblem(t, err, "error.participation.gone")
	})
}

func TestActivityIsKeptWhole(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	a, err := b.SaveActivity(ctx, skapa.Activity{Name: "Snickeri", Category: skapa.ForJob, Provider: " Halla Trä AB ", Municipality: "Hylte",
		Serves: skapa.AreaSetOf(skapa.Areas[0], skapa.Areas[5]), Setting: skapa.InGroup, Contact: "Mia, 0345-00 00 00"})
	must(t, err)
	expect := func(want skapa.Activity) {
		t.Helper()
		if all, err := b.reopen().Activities(ctx); err != nil || !slices.Equal(all, []skapa.Activity{want}) {
			t.Errorf("%+v, %v, want %+v", all, err, want)
		}
	}
	expect(a)
	if a.Provider != "Halla Trä AB" || !slices.Equal(a.Serves.Areas(), []skapa.Area{skapa.Areas[0], skapa.Areas[5]}) {
		t.Errorf("%+v", a)
	}
	b.writesNothing(func() {
		_, err := b.SaveActivity(ctx, a)
		must(t, err)
	})
	facts := b.revisions("activity")
	with := a
	a.Contact = ""
	a, err = b.SaveActivity(ctx, a)
	must(t, err)
	expect(a)
	if b.revisions("activity") != facts || b.revisions("contact") != 2 {
		t.Errorf("%d activities, %d contacts", b.revisions("activity"), b.revisions("contact"))
	}
	_, err = b.Undo(ctx)
	must(t, err)
	expect(with)

	p := b.participant("H-1")
	part, err := b.SaveParticipation(ctx, skapa.Participation{Participant: p.ID, Activity: a.ID, Status: skapa.Ongoing, Start: date("2026-02-01")})
	must(t, err)
	b.writesNothing(func() { wantProblem(t, b.DeleteActivity(ctx, a.ID), "error.activity.inUse") })
	part.Status, part.End = skapa.BrokenOff, date("2026-04-01")
	b.writesNothing(func() {
		_, err := b.SaveParticipation(ctx, part)
		wantInvalid(t, err, "break", "error.required.break")
	})
	part.Break = skapa.BreakMoved
	part, err = b.SaveParticipation(ctx, part)
	must(t, err)
	if all, err := b.reopen().ParticipationsIn(ctx, a.ID); err != nil || !slices.Equal(all, []skapa.Participation{part}) {
		t.Errorf("%+v, %v", all, err)
	}
	must(t, b.DeleteParticipation(ctx, part.ID))
	must(t, b.DeleteActivity(ctx, a.ID))
	if all, err := b.reopen().Activities(ctx); err != nil || len(all) > 0 {
		t.Errorf("%+v, %v", all, err)
	}
	b.writesNothing(func() { must(t, b.DeleteActivity(ctx, a.ID)) })
	_, err = b.Undo(ctx)
	must(t, err)
	expect(with)
}

func TestEnrol(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	activity := b.activity("Kurs", skapa.ForStudy)
	var who []skapa.ID
	for _, code := range []string{"H-1", "H-2", "H-3", "H-4"} {
		who = append(who, b.participant(code).ID)
	}
	in := func(status skapa.Status, start string) skapa.Participation {
		return skapa.Participation{Activity: activity.ID, Status: status, Start: date(start)}
	}
	planned, ended := in(skapa.Planned, "2026-12-01"), in(skapa.Finished, "2026-02-01")
	planned.Participant, ended.Participant, ended.End = who[0], who[1], date("2026-03-01")
	for _, p := range []skapa.Participation{planned, ended} {
		_, err := b.SaveParticipation(ctx, p)
		must(t, err)
	}
	count := func() (n int) {
		all, err := b.reopen().ParticipationsIn(ctx, activity.ID)
		must(t, err)
		return len(all)
	}
	b.writesNothing(func() { // each breaks off for a reason of their own
		over := in(skapa.BrokenOff, "2026-02-01")
		over.End, over.Break = date("2026-03-01"), skapa.BreakHealth
		_, err := b.Enrol(ctx, who, over)
		wantInvalid(t, err, "status", "error.status")
	})
	n, err := b.Enrol(ctx, append(who, who[2]), in(skapa.Ongoing, "2026-04-01"))
	must(t, err)
	if act, _ := b.LastAct(); n != 3 || count() != 5 || act.Key != "act.enrol" || act.Label != "Kurs" || act.Count != 3 {
		t.Errorf("%d, %d, %+v", n, count(), act)
	}
	b.writesNothing(func() {
		if n, err := b.Enrol(ctx, who, in(skapa.Ongoing, "2026-05-01")); n != 0 || err != nil {
			t.Errorf("%d, %v", n, err)
		}
	})
	_, err = b.Undo(ctx)
	must(t, err)
	if count() != 2 {
		t.Errorf("%d are left", count())
	}
	b.writesNothing(func() {
		n, err := b.Enrol(ctx, []skapa.ID{who[2], b.newID(), who[3]}, in(skapa.Ongoing, "2026-04-01"))
		wantProblem(t, err, "error.participant.gone")
		if n != 0 {
			t.Errorf("%d enrolled", n)
		}
		_, err = b.Enrol(ctx, who, in(skapa.Ongoing, "2026-11-22"))
		wantInvalid(t, err, "from", "error.date.notYet")
		part := in(skapa.Ongoing, "2026-04-01")
		part.Activity = b.newID()
		_, err = b.Enrol(ctx, who, part)
		wantProblem(t, err, "error.activity.gone")
	})
	over := in(skapa.Finished, "2026-04-01")
	over.End = date("2026-04-02")
	if n, err := b.Enrol(ctx, []skapa.ID{who[3], who[3]}, over); n != 1 || err != nil {
		t.Errorf("one was enrolled %d times, %v", n, err)
	}
}

func TestRhythm(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	if r, err := b.Rhythm(ctx); r != skapa.DefaultRhythm || err != nil {
		t.Errorf("%+v, %v", r, err)
	}
	theirs := openBench(t, copyTo(t, b.image()), noon)
	must(t, theirs.SaveRhythm(ctx, skapa.Rhythm{Days: 30, Margin: 5}))
	must(t, theirs.Close())
	want := skapa.Rhythm{Days: 60, Margin: 10}
	must(t, b.SaveRhythm(ctx, want))
	if r, err := b.reopen().Rhythm(ctx); r != want || err != nil {
		t.Errorf("%+v, %v", r, err)
	}
	b.writesNothing(func() {
		must(t, b.SaveRhythm(ctx, want))
		wantInvalid(t, b.SaveRhythm(ctx, skapa.Rhythm{Days: 6}), "days", "error.rhythm.days")
		wantInvalid(t, b.SaveRhythm(ctx, skapa.Rhythm{Days: 60, Margin: 30}), "margin", "error.rhythm.margin")
	})
	_, err := b.Undo(ctx)
	must(t, err)
	if r, err := b.Rhythm(ctx); r != skapa.DefaultRhythm || err != nil {
		t.Errorf("undone: %+v, %v", r, err)
	}
	must(t, b.SaveRhythm(ctx, want))
	_, err = b.Merge(ctx, Merging{Path: theirs.Path()})
	must(t, err)
	if conflicts, err := b.Conflicts(ctx); err != nil || len(conflicts) != 1 || conflicts[0].Kind != "rhythm" {
		t.Errorf("%+v, %v", conflicts, err)
	}
	must(t, b.SaveRhythm(ctx, want))
	if conflicts, err := b.Conflicts(ctx); err != nil || len(conflicts) > 0 {
		t.Errorf("%+v, %v", conflicts, err)
	}
}
