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
