package store

import (
	"testing"

	"framsteg/store/skapa"
)

// enteredTwice gives two who are one, as a hub joins them, and how a team goes on that does
// not know of that.
func enteredTwice(t *testing.T, change ...func(*skapa.Participant)) (hub, team *bench, one, other skapa.Participant) {
	hub = newBench(t)
	one = hub.participant("H-1", func(p *skapa.Participant) { p.Name = "Åsa Ek" })
	other = hub.participant("H-2", append([]func(*skapa.Participant){func(p *skapa.Participant) { p.Name = "Åsa Eks" }}, change...)...)
	return hub, hub.elsewhere(), one, other
}

// What a team writes of somebody who was joined is not lost from sight, whichever came
// first by the clocks, and is taken or let be by a decision that can be undone.
func TestUnseen(t *testing.T) {
	change := func(f func(p *skapa.Participant)) func(*bench, skapa.Participant) error {
		return func(b *bench, p skapa.Participant) error {
			p, err := b.Participant(b.t.Context(), p.ID)
			must(b.t, err)
			f(&p)
			_, err = b.SaveParticipant(b.t.Context(), p)
			return err
		}
	}
	exits := func(b *bench, p skapa.Participant) error {
		_, err := b.SaveExit(b.t.Context(), skapa.Period{ID: p.ID, Participant: p.ID, Start: p.Start, Finish: date("2026-06-01"), Result: toWork})
		return err
	}
	for name, c := range map[string]struct {
		write func(b *bench, p skapa.Participant) error
		kind  string
		says  func(s *Store, id skapa.ID) any
	}{
		"an exit": {exits, "period", func(s *Store, id skapa.ID) any {
			all, err := s.Periods(t.Context(), id)
			must(t, err)
			return all[len(all)-1].Finish
		}},
		"a name":           {change(func(p *skapa.Participant) { p.Name = "Åsa Berg" }), "identity", nil},
		"no name any more": {change(func(p *skapa.Participant) { p.Name = "" }), "identity", nil},
		"a personnummer":   {change(func(p *skapa.Participant) { p.Personnummer = "19900101-1239" }), "personnummer", nil},
		"a birth year":     {change(func(p *skapa.Participant) { p.BirthYear = 1991 }), "participant", nil},
		"a code":           {change(func(p *skapa.Participant) { p.Code = "H-22" }), "participant", nil},
	} {
		for _, first := range []string{"hub", "team"} {
			t.Run(name+" after "+first, func(t *testing.T) {
				ctx := t.Context()
				hub, team, one, other := enteredTwice(t)
				join := func() { must(t, hub.Join(ctx, "participant", one.ID, []skapa.ID{other.ID})) }
				if first == "hub" {
					join()
				}
				team.clock.pass(1e10)
				must(t, c.write(team, other))
				if first == "team" {
					hub.clock.pass(1e10)
					join()
				}
				none := func(when string) {
					t.Helper()
					if all, err := hub.Unseen(ctx); err != nil || len(all) > 0 {
						t.Fatalf("%s: %+v, %v", when, all, err)
					}
				}
				none("joined")
				before, err := hub.Participant(ctx, one.ID)
				must(t, err)
				hub.merged(team)
				seen := func() Unseen {
					t.Helper()
					all, err := hub.Unseen(ctx)
					if err != nil || len(all) != 1 || all[0].Kind != c.kind || all[0].ID != other.ID || all[0].Root != one.ID || all[0].Label[:2] != "H-" {
						t.Fatalf("unseen are %+v, %v", all, err)
					}
					return all[0]
				}
				hub.clock.pass(1e9)
				u := seen()
				says := c.says
				if says == nil {
					says = func(s *Store, id skapa.ID) any {
						p, err := s.Participant(t.Context(), id)
						must(t, err)
						return p
					}
				}
				stood := says(hub.Store, one.ID)
				for _, take := range []bool{false, true} {
					must(t, hub.Settle(ctx, u, take))
					none("settled")
					wantProblem(t, hub.Settle(ctx, u, take), "error.conflict.changed")
					if now := says(hub.Store, one.ID); (now != stood) != take {
						t.Errorf("taken %v, it says %+v, and said %+v", take, now, stood)
					}
					hub.remembersRight()
					hub.sound()
					if all, err := hub.reopen().Unseen(ctx); err != nil || len(all) > 0 {
						t.Errorf("in the file: %+v, %v", all, err)
					}
					if joinings, err := hub.Joinings(ctx); err != nil || len(joinings) != 1 {
						t.Errorf("%+v, %v", joinings, err)
					}
					if !take {
						hub.clock.pass(1e9)
						_, err := hub.Undo(ctx)
						must(t, err)
						if again := seen(); again.Sides[1].Fields[0] != u.Sides[1].Fields[0] {
							t.Errorf("after the undo %+v", again)
						}
						u = seen()
					}
				}
				hub.merged(team) // which brings nothing new
				none("merged again")
				joinings, err := hub.Joinings(ctx)
				must(t, err)
				must(t, hub.Split(ctx, joinings[0].ID))
				if got, err := hub.Participant(ctx, one.ID); err != nil || got != before {
					t.Errorf("split they are %+v, %v, want %+v", got, err, before)
				}
				if got := says(hub.Store, other.ID); got != says(team.Store, other.ID) {
					t.Errorf("split, the other is %+v", got)
				}
				hub.sound()
			})
		}
	}
}
