package store

import (
	"testing"

	"framsteg/store/skapa"
)

func TestFollowed(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	first, err := b.SupervisorNamed(ctx, "Anna Ek")
	must(t, err)
	second, err := b.SupervisorNamed(ctx, "Örjan Ek")
	must(t, err)
	team, err := b.TeamNamed(ctx, "Halmstad")
	must(t, err)
	p := b.participant("H-1", func(p *skapa.Participant) { p.Supervisor = first.ID })
	_, err = b.HandOver(ctx, []skapa.ID{p.ID}, skapa.Assignment{Team: team.ID, Supervisor: second.ID, Since: p.Start.Add(30)}, "Föräldraledig")
	must(t, err)

	all, err := b.reopen().Followed(ctx, p.ID)
	must(t, err)
	if len(all) != 2 {
		t.Fatalf("%+v", all)
	}
	if f := all[0]; f.SupervisorName != "Anna Ek" || f.TeamName != "" || f.Reason != "" || f.Since != p.Start {
		t.Errorf("first %+v", f)
	}
	if f := all[1]; f.SupervisorName != "Örjan Ek" || f.TeamName != "Halmstad" || f.Reason != "Föräldraledig" || f.Since != p.Start.Add(30) {
		t.Errorf("then %+v", f)
	}
}

func TestTakingPart(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p := b.participant("H-1")
	a, other := b.activity("Praktik", skapa.ForJob), b.activity("Svenska", skapa.ForStudy)
	for _, part := range []skapa.Participation{
		{Activity: a.ID, Status: skapa.Planned, Start: date("2027-01-01")},
		{Activity: a.ID, Status: skapa.Ongoing, Start: p.Start},
		{Activity: a.ID, Status: skapa.Finished, Start: p.Start, End: p.Start},
		{Activity: other.ID, Status: skapa.BrokenOff, Start: p.Start, End: p.Start, Break: skapa.BreakMoved},
	} {
		part.Participant = p.ID
		_, err := b.SaveParticipation(ctx, part)
		must(t, err)
	}
	many, err := b.TakingPart(ctx)
	must(t, err)
	if len(many) != 1 || many[a.ID] != (Taking{Ongoing: 1, Planned: 1}) {
		t.Errorf("%v", many)
	}
}

func TestSupervisors(t *testing.T) {
	for followed, want := range map[string]int{
		"": 0, "-": 0, "A": 1, "AA": 1, "AB": 2, "A-A": 1, "-A": 1, "A-": 1, "A-B": 2, "ABA": 3, "A-AB-B": 2,
	} {
		var all []Following
		for _, who := range followed {
			f := Following{}
			if who != '-' {
				f.Supervisor = skapa.ID{byte(who)}
			}
			all = append(all, f)
		}
		if got := Supervisors(all); got != want {
			t.Errorf("%q: %d, want %d", followed, got, want)
		}
	}
}
