package store

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"framsteg/store/skapa"
)

// followed gives who followed a participant from when, oldest first.
func (b *bench) followed(p skapa.Participant, names map[skapa.ID]string) (all []string) {
	b.t.Helper()
	assignments, err := b.Followed(b.t.Context(), p.ID)
	must(b.t, err)
	for _, a := range assignments {
		all = append(all, names[a.Supervisor]+" "+a.Since.String())
	}
	return all
}

func TestHandOver(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	bo, err := b.SupervisorNamed(ctx, "Bo")
	must(t, err)
	siv, err := b.SupervisorNamed(ctx, "Siv")
	must(t, err)
	names := map[skapa.ID]string{bo.ID: "Bo", siv.ID: "Siv"}
	by := func(id skapa.ID) func(*skapa.Participant) { return func(p *skapa.Participant) { p.Supervisor = id } }
	one, two := b.participant("H-1", by(bo.ID)), b.participant("H-2", by(bo.ID))
	hers, nobodys := b.participant("H-3", by(siv.ID)), b.participant("H-4")
	team, err := b.TeamNamed(ctx, "Hylte")
	must(t, err)
	inTeam := b.participant("H-5", func(p *skapa.Participant) { p.Team = team.ID })
	everybody := []skapa.ID{one.ID, two.ID, hers.ID, nobodys.ID, one.ID}
	to := skapa.Assignment{Supervisor: siv.ID, Since: date("2026-05-01")}
	expect := func(when string, want map[string][]string) {
		t.Helper()
		for _, p := range []skapa.Participant{one, two, hers, nobodys} {
			if got := b.followed(p, names); !slices.Equal(got, want[p.Code]) {
				t.Errorf("%s: %s was followed by %q, want %q", when, p.Code, got, want[p.Code])
			}
		}
	}
	before := map[string][]string{"H-1": {"Bo 2026-01-10"}, "H-2": {"Bo 2026-01-10"}, "H-3": {"Siv 2026-01-10"}}
	b.writesNothing(func() {
		for name, c := range map[string]struct {
			who    []skapa.ID
			change func(*skapa.Assignment)
			reason string
			key    string
		}{
			"nobody":              {append([]skapa.ID{one.ID}, b.newID()), func(*skapa.Assignment) {}, "x", "error.participant.gone"},
			"to nobody there is":  {everybody, func(a *skapa.Assignment) { a.Supervisor = b.newID() }, "x", "error.supervisor.gone"},
			"a reason too long":   {everybody, func(*skapa.Assignment) {}, strings.Repeat("x", skapa.MaxComment+1), "error.tooLong"},
			"to no team there is": {everybody, func(a *skapa.Assignment) { a.Team = b.newID() }, "x", "error.team.gone"},
		} {
			t.Run(name, func(t *testing.T) {
				to := to
				c.change(&to)
				n, err := b.HandOver(ctx, c.who, to, c.reason)
				wantProblem(t, err, c.key)
				if n != 0 {
					t.Errorf("%d were handed over", n)
				}
			})
		}
		for name, c := range map[string]struct {
			who        []skapa.ID
			change     func(*skapa.Assignment)
			reason     string
			field, key string
		}{
			"no reason":      {everybody, func(*skapa.Assignment) {}, " \n", "reason", "error.required.reason"},
			"no day":         {everybody, func(a *skapa.Assignment) { a.Since = 0 }, "x", "since", "error.required.date"},
			"a day to come":  {everybody, func(a *skapa.Assignment) { a.Since = date("2026-11-22") }, "x", "since", "error.date.future"},
			"the day it was": {everybody, func(a *skapa.Assignment) { a.Since = date("2026-01-10") }, "x", "since", "error.handover.since"},
			"an earlier day": {[]skapa.ID{two.ID}, func(a *skapa.Assignment) { a.Since = date("2026-01-09") }, "x", "since", "error.handover.since"},
			"to nobody":      {everybody, func(a *skapa.Assignment) { a.Supervisor = skapa.ID{} }, "x", "supervisor", "error.required.supervisor"},
			"out of a team":  {[]skapa.ID{one.ID, inTeam.ID}, func(*skapa.Assignment) {}, "x", "team", "error.required.team"},
		} {
			t.Run(name, func(t *testing.T) {
				to := to
				c.change(&to)
				n, err := b.HandOver(ctx, c.who, to, c.reason)
				wantInvalid(t, err, c.field, c.key)
				if n != 0 {
					t.Errorf("%d were handed over", n)
				}
			})
		}
	})
	expect("refused", before)

	n, err := b.HandOver(ctx, everybody, to, " Bo slutar ")
	must(t, err)
	after := map[string][]string{"H-1": {"Bo 2026-01-10", "Siv 2026-05-01"}, "H-2": {"Bo 2026-01-10", "Siv 2026-05-01"},
		"H-3": {"Siv 2026-01-10"}, "H-4": {"Siv 2026-05-01"}}
	expect("handed over", after)
	act, _ := b.LastAct()
	if n != 3 || act.Key != "act.handovers" || act.Count != 3 || !act.Participant.IsZero() {
		t.Errorf("%d, %+v", n, act)
	}
	if got := b.reasons("assignment"); !slices.Equal(got, []string{"Bo slutar", "Bo slutar", "Bo slutar"}) {
		t.Errorf("reasons %q", got)
	}
	b.writesNothing(func() {
		if n, err := b.HandOver(ctx, everybody, to, "igen"); n != 0 || err != nil {
			t.Errorf("%d, %v", n, err)
		}
	})
	_, err = b.Undo(ctx)
	must(t, err)
	expect("undone", before)
	_, err = b.Undo(ctx)
	must(t, err)
	expect("redone", after)

	n, err = b.HandOver(ctx, []skapa.ID{one.ID}, skapa.Assignment{Supervisor: bo.ID, Since: date("2026-06-01")}, "Bo är tillbaka")
	must(t, err)
	if act, _ := b.LastAct(); n != 1 || act.Key != "act.handover" || act.Label != "H-1" || act.Participant != one.ID {
		t.Errorf("%d, %+v", n, act)
	}
}

// reasons gives why revisions of a kind were made, in order.
func (b *bench) reasons(kind string) (texts []string) {
	b.t.Helper()
	must(b.t, b.conn.SelectContext(context.Background(), &texts, "SELECT reason.text FROM reason JOIN "+kind+" USING (rev) ORDER BY rev"))
	return texts
}

// One that nobody followed may be followed from the first day.
func TestHandOverOfWhoNobodyFollows(t *testing.T) {
	b := newBench(t)
	siv, err := b.SupervisorNamed(t.Context(), "Siv")
	must(t, err)
	p := b.participant("H-1")
	n, err := b.HandOver(t.Context(), []skapa.ID{p.ID}, skapa.Assignment{Supervisor: siv.ID, Since: p.Start}, "ny")
	if n != 1 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
}

// Why is kept with each revision that an act writes, of every kind, and with none
// of the next act.
func TestBecause(t *testing.T) {
	b := newBench(t)
	p := b.participant("H-1", func(p *skapa.Participant) { p.Name = "Åsa" })
	g := b.goal(p)
	b.clock.pass(time.Minute)
	because := Because(t.Context(), " fel\u200b person ")
	p.Name, p.Municipality = "Åsa Ek", "Laholm"
	p, err := b.SaveParticipant(because, p)
	must(t, err)
	g.Text, g.Done = "Nytt", date("2026-05-01")
	_, err = b.SaveGoal(because, g)
	must(t, err)
	p.Municipality = "Hylte"
	_, err = b.SaveParticipant(t.Context(), p)
	must(t, err)
	for _, kind := range []string{"participant", "identity", "goal", "wording"} {
		if got := b.reasons(kind); !slices.Equal(got, []string{"fel person"}) {
			t.Errorf("%s: %q", kind, got)
		}
	}
	b.writesNothing(func() {
		_, err := b.SaveParticipant(Because(t.Context(), strings.Repeat("å", skapa.MaxComment+1)), with(p, func(p *skapa.Participant) { p.Name = "Bo" }))
		wantProblem(t, err, "error.tooLong")
	})
}
