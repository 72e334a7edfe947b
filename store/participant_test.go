package store

import (
	"testing"

	"framsteg/store/skapa"
)

func TestStory(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	sup, err := b.SupervisorNamed(ctx, "anna åkesson")
	must(t, err)
	team, err := b.TeamNamed(ctx, "Laholm")
	must(t, err)
	p := b.participant("H-1001", func(p *skapa.Participant) { p.Name, p.Supervisor, p.Team = "Åsa Öberg", sup.ID, team.ID })
	a := b.assessment(p, skapa.Self, "2026-10-01", 3)
	act := b.activity("Språkcafé", skapa.ForStudy)
	_, err = b.SaveParticipation(ctx, skapa.Participation{Participant: p.ID, Activity: act.ID, Status: skapa.Ongoing, Start: date("2026-02-01")})
	must(t, err)
	must(t, b.SaveDraft(ctx, rating(p, skapa.BySupervisor, "2026-10-01", 2)))
	r := b.reopen()
	cases, err := r.Caseload(ctx)
	must(t, err)
	t.Logf("%+v", cases)
	as, err := r.Assessments(ctx, p.ID)
	must(t, err)
	t.Logf("%+v", as)
	a.Answers["health"] = 4
	a.Comment = "Hej"
	_, err = r.SaveAssessment(ctx, a, "")
	t.Log(err)
	a, err = r.SaveAssessment(ctx, a, "fel siffra")
	must(t, err)
	hist, err := r.AssessmentHistory(ctx, a.ID)
	must(t, err)
	t.Logf("%+v", hist)
	u, err := r.Undo(ctx)
	must(t, err)
	t.Logf("%+v", u)
	as, err = r.Assessments(ctx, p.ID)
	must(t, err)
	t.Logf("%+v", as)
	d, err := r.Drafts(ctx, p.ID)
	must(t, err)
	t.Logf("%+v", d)
	ps, err := r.Participations(ctx, p.ID)
	must(t, err)
	t.Logf("%+v", ps)
	k, err := r.Known(ctx)
	must(t, err)
	t.Logf("%+v", k)
}
