package store

import (
	"strings"
	"testing"

	"framsteg/store/skapa"
)

// day enters something of every kind of a supervisor's day for a participant who
// started on 2026-01-10 and has no such facts: an activity and a participation, a
// goal, a pause, an exit with a follow-up and a re-entry, what would raise the
// tilltro, and the rhythm.
func (b *bench) day(p skapa.Participant) {
	b.t.Helper()
	ctx := b.t.Context()
	activity, err := b.SaveActivity(ctx, skapa.Activity{ID: b.activity("Praktik", skapa.ForJob).ID, Name: "Praktik", Category: skapa.ForJob,
		Provider: "Halla Trä AB", Municipality: "Hylte", Serves: skapa.AreaSetOf(skapa.Areas[1]), Setting: skapa.Single, Contact: "Mia, 0345-00 00 00"})
	must(b.t, err)
	_, err = b.SaveParticipation(ctx, skapa.Participation{Participant: p.ID, Activity: activity.ID, Status: skapa.Ongoing, Start: date("2026-02-01")})
	must(b.t, err)
	b.goal(p)
	_, err = b.SavePause(ctx, skapa.Pause{Participant: p.ID, From: date("2026-03-10"), To: date("2026-03-20"), Reason: skapa.PauseCare})
	must(b.t, err)
	b.exit(p, "2026-04-01")
	_, err = b.SaveFollowUp(ctx, skapa.FollowUp{Participant: p.ID, Period: p.ID, Months: 1, Date: date("2026-05-02"), Result: toWork})
	must(b.t, err)
	_, err = b.Reenter(ctx, p.ID, date("2026-06-01"))
	must(b.t, err)
	a := rating(p, skapa.BySupervisor, "2026-07-01", 2)
	a.Raising = "En praktikplats nära hemmet."
	_, err = b.SaveAssessment(ctx, a, "")
	must(b.t, err)
	must(b.t, b.SaveRhythm(ctx, skapa.Rhythm{Days: 60, Margin: 10}))
}

var toWork = skapa.Result{Outcome: skapa.ToWork, Hours: 20, Support: skapa.WageSubsidy}

func (b *bench) goal(p skapa.Participant, change ...func(*skapa.Goal)) skapa.Goal {
	b.t.Helper()
	g := skapa.Goal{Participant: p.ID, Area: skapa.Areas[0], Since: date("2026-02-01"), Text: "Jag vill prova ett lager.", Step: "Ring Mia", Who: "Jag"}
	for _, f := range change {
		f(&g)
	}
	g, err := b.SaveGoal(b.t.Context(), g)
	must(b.t, err)
	return g
}

// exit ends the first period of a participant.
func (b *bench) exit(p skapa.Participant, day string) skapa.Period {
	b.t.Helper()
	ended, err := b.SaveExit(b.t.Context(), skapa.Period{ID: p.ID, Participant: p.ID, Finish: date(day), Result: toWork})
	must(b.t, err)
	return ended
}

// Who erases a participant leaves no row of them, of any kind.
func TestEraseLeavesNothing(t *testing.T) {
	b := newBench(t)
	p, other := b.participant("H-1", func(p *skapa.Participant) { p.Name = "Åsa" }), b.participant("H-2")
	b.day(p)
	b.day(other)
	b.assessment(p, skapa.Self, "2026-02-01", 3)
	must(t, b.SaveDraft(t.Context(), rating(p, skapa.Self, "2026-03-01", 3)))
	ctx := Because(t.Context(), "enligt önskan")
	_, err := b.SaveGoal(ctx, skapa.Goal{Participant: p.ID, Area: skapa.Areas[1], Since: date("2026-02-01"), Text: "Jag vill läsa."})
	must(t, err)
	b.eraseThis(p.ID)
	for _, c := range columnsOf(t, b.Store) {
		if c.table == "erasure" {
			continue
		}
		var n int
		must(t, b.conn.GetContext(t.Context(), &n, "SELECT count(*) FROM "+c.table+" WHERE "+c.name+" IS ?", p.ID))
		if n > 0 {
			t.Errorf("%d rows of %s have their %s", n, c.table, c.name)
		}
	}
	for _, k := range kinds {
		if k.owner() == "participant" && b.revisions(k.name) == 0 && k != assignments && k != comments {
			t.Errorf("the other has no %s any more", k.name)
		}
	}
	must(t, b.Save(t.Context()))
	if _, err := Check(t.Context(), b.Path(), Options{}); err != nil {
		t.Error(err)
	}
	if image := string(b.image()); strings.Contains(image, "enligt önskan") || strings.Contains(image, "Jag vill läsa") {
		t.Error("what was erased is still in the file")
	}
}
