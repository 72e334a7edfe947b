package store

import (
	"context"
	"slices"
	"testing"

	"framsteg/store/skapa"
)

func TestParticipantIsKeptWhole(t *testing.T) {
	b := newBench(t)
	team, err := b.TeamNamed(t.Context(), "Laholm")
	must(t, err)
	saved := b.participant("H-1001", func(p *skapa.Participant) {
		p.Name, p.Team = " Åsa Öberg ", team.ID
		p.Referrer, p.TargetGroup, p.Finish = "Vården", "Unga", date("2026-10-01")
	})
	if saved.Name != "Åsa Öberg" || saved.Since != saved.Start {
		t.Errorf("saved as %+v", saved)
	}
	for name, s := range map[string]*bench{"now": b, "after reopening": b.reopen()} {
		byID, err := s.Participant(t.Context(), saved.ID)
		must(t, err)
		byCode, err := s.ParticipantByCode(t.Context(), "h-1001")
		must(t, err)
		if byID != saved || byCode != saved {
			t.Errorf("%s: %+v and %+v, want %+v", name, byID, byCode, saved)
		}
	}
}

func TestParticipantThatIsNot(t *testing.T) {
	b := newBench(t)
	_, err := b.Participant(t.Context(), b.newID())
	wantProblem(t, err, "error.participant.gone")
	_, err = b.ParticipantByCode(t.Context(), "H-1")
	wantProblem(t, err, "error.code.unknown")
}

func TestSaveParticipantRefuses(t *testing.T) {
	b := newBench(t)
	other := b.participant("Å-1")
	rated := b.participant("H-2")
	b.assessment(rated, skapa.Self, "2026-03-01", 3)
	for name, c := range map[string]struct {
		p   skapa.Participant
		key string
	}{
		"a code used, in other letters": {skapa.Participant{Code: " å-1 ", Start: date("2026-01-01")}, "error.code.used"},
		"the code of another":           {with(rated, func(p *skapa.Participant) { p.Code = other.Code }), "error.code.used"},
		"a start after a rating":        {with(rated, func(p *skapa.Participant) { p.Start = date("2026-03-02") }), "error.start.afterAssessment"},
		"nobody":                        {with(rated, func(p *skapa.Participant) { p.ID = b.newID() }), "error.participant.gone"},
		"no such team":                  {with(rated, func(p *skapa.Participant) { p.Team = b.newID() }), "error.team.gone"},
		"no such supervisor":            {with(rated, func(p *skapa.Participant) { p.Supervisor = b.newID() }), "error.supervisor.gone"},
	} {
		t.Run(name, func(t *testing.T) {
			b.writesNothing(func() {
				_, err := b.SaveParticipant(t.Context(), c.p)
				wantProblem(t, err, c.key)
			})
		})
	}
	b.writesNothing(func() {
		_, err := b.SaveParticipant(t.Context(), skapa.Participant{Code: "H-3"})
		wantInvalid(t, err, "start", "error.required.start")
	})
}

func with(p skapa.Participant, change func(*skapa.Participant)) skapa.Participant {
	change(&p)
	return p
}

func TestSaveParticipantUnchangedWritesNothing(t *testing.T) {
	b := newBench(t)
	p := b.participant("H-1", func(p *skapa.Participant) { p.Name = "Åsa" })
	b.writesNothing(func() {
		_, err := b.SaveParticipant(t.Context(), p)
		must(t, err)
	})
}

func TestSaveParticipantWritesOnlyTheKindsThatChanged(t *testing.T) {
	b := newBench(t)
	p := b.participant("H-1", func(p *skapa.Participant) { p.Name = "Åsa" })
	p.Name = "Åsa Ek"
	_, err := b.SaveParticipant(t.Context(), p)
	must(t, err)
	if got := b.revisions("participant"); got != 1 {
		t.Errorf("%d revisions of participant, want 1", got)
	}
	if got := b.revisions("identity"); got != 2 {
		t.Errorf("%d revisions of identity, want 2", got)
	}
	p.Name = ""
	_, err = b.SaveParticipant(t.Context(), p)
	must(t, err)
	if got, err := b.Participant(t.Context(), p.ID); err != nil || got.Name != "" {
		t.Errorf("name %q, %v", got.Name, err)
	}
}

// revisions counts the rows of a table.
func (b *bench) revisions(table string) (n int) {
	b.t.Helper()
	must(b.t, b.conn.GetContext(context.Background(), &n, "SELECT count(*) FROM "+table))
	return n
}

func TestAssignments(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	anna, err := b.SupervisorNamed(ctx, "Anna")
	must(t, err)
	bo, err := b.SupervisorNamed(ctx, "Bo")
	must(t, err)
	p := b.participant("H-1", func(p *skapa.Participant) { p.Supervisor = anna.ID })

	save := func(change func(*skapa.Participant)) error {
		next, err := b.SaveParticipant(ctx, with(p, change))
		if err == nil {
			p = next
		}
		return err
	}
	expect := func(when string, want ...string) {
		t.Helper()
		all, err := b.Followed(ctx, p.ID)
		must(t, err)
		var got []string
		for _, a := range all {
			got = append(got, map[skapa.ID]string{anna.ID: "Anna ", bo.ID: "Bo "}[a.Supervisor]+a.Since.String())
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", when, got, want)
		}
	}
	followed := func(team, supervisor string) {
		t.Helper()
		all, err := b.Followed(ctx, p.ID)
		if got := Latest(all); err != nil || got.TeamName != team || got.SupervisorName != supervisor {
			t.Errorf("followed by %q of %q, %v; not %q of %q", got.SupervisorName, got.TeamName, err, supervisor, team)
		}
	}
	expect("from the start", "Anna 2026-01-10")
	followed("", "Anna")
	must(t, save(func(p *skapa.Participant) { p.Start = date("2026-01-08") }))
	expect("the start moved, and with it Anna", "Anna 2026-01-08")
	must(t, save(func(p *skapa.Participant) { p.Supervisor, p.Since = bo.ID, date("2026-05-01") }))
	expect("Bo took over", "Anna 2026-01-08", "Bo 2026-05-01")
	followed("", "Bo")
	hylte, err := b.TeamNamed(ctx, "Hylte")
	must(t, err)
	must(t, save(func(p *skapa.Participant) { p.Team = hylte.ID }))
	followed("Hylte", "Bo")
	hylte.Name = "Nya Hylte"
	_, err = b.SaveTeam(ctx, hylte)
	must(t, err)
	followed("Nya Hylte", "Bo")
	must(t, save(func(p *skapa.Participant) { p.Since = date("2026-04-01") }))
	expect("the day was wrong", "Anna 2026-01-08", "Bo 2026-04-01")
	wantProblem(t, save(func(p *skapa.Participant) { p.Since = date("2026-01-08") }), "error.since.order")
	_, err = b.Undo(ctx)
	must(t, err)
	expect("undo", "Anna 2026-01-08", "Bo 2026-05-01")
}

func TestKnown(t *testing.T) {
	b := newBench(t)
	for code, place := range map[string]string{"1": "Ängelholm", "2": "Ale", "3": "Öckerö", "4": "Åre", "5": "Ale", "6": ""} {
		b.participant(code, func(p *skapa.Participant) { p.Municipality = place })
	}
	known, err := b.Known(t.Context())
	must(t, err)
	if want := []string{"Ale", "Åre", "Ängelholm", "Öckerö"}; !slices.Equal(known.Municipalities, want) {
		t.Errorf("%q, want %q", known.Municipalities, want)
	}
}

func TestCaseloadFollowsWhatItShows(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	bo, err := b.SupervisorNamed(ctx, "Bo")
	must(t, err)
	b.participant("Ö-1")
	p := b.participant("h-2", func(p *skapa.Participant) { p.Supervisor = bo.ID })
	expect := func(when string, want ...string) {
		t.Helper()
		cases, err := b.Caseload(ctx)
		must(t, err)
		var got []string
		for _, c := range cases {
			got = append(got, c.Code+" "+c.Supervisor)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", when, got, want)
		}
		cases[0].Code = "a caller's own" // changes nothing that is remembered
		if n, err := b.Count(ctx); err != nil || n != len(want) {
			t.Errorf("%s: %d, %v, want %d", when, n, err, len(want))
		}
	}
	if n, err := b.Count(ctx); err != nil || n != 2 {
		t.Errorf("before the list is read: %d, %v", n, err)
	}
	must(t, b.Batch(ctx, func(ctx context.Context) error {
		_, err := b.SaveParticipant(ctx, skapa.Participant{Code: "X", Start: date("2026-01-01")})
		must(t, err)
		if n, err := b.Count(ctx); err != nil || n != 3 {
			t.Errorf("in a batch: %d, %v", n, err)
		}
		return nil
	}))
	_, err = b.Undo(ctx)
	must(t, err)
	expect("at first", "h-2 Bo", "Ö-1 ")
	expect("read again", "h-2 Bo", "Ö-1 ")
	bo.Name = "Bo Ek"
	_, err = b.SaveSupervisor(ctx, bo)
	must(t, err)
	expect("the supervisor renamed", "h-2 Bo Ek", "Ö-1 ")
	p.Code = "Ö-2"
	_, err = b.SaveParticipant(ctx, p)
	must(t, err)
	b.participant("A-3")
	expect("another code, another participant", "A-3 ", "Ö-1 ", "Ö-2 Bo Ek")
	_, err = b.Undo(ctx)
	must(t, err)
	expect("the last one undone", "Ö-1 ", "Ö-2 Bo Ek")
}
