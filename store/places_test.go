package store

import (
	"maps"
	"testing"

	"framsteg/store/skapa"
)

// team makes a team with places, 0 for none.
func (b *bench) team(name string, n int) skapa.ID {
	b.t.Helper()
	team, err := b.SaveTeam(b.t.Context(), skapa.Team{Name: name})
	must(b.t, err)
	must(b.t, b.SavePlaces(b.t.Context(), team.ID, n))
	return team.ID
}

// plans fails unless these are the places that teams have, also in the file.
func (b *bench) plans(when string, want map[skapa.ID]int) {
	b.t.Helper()
	for _, s := range []*Store{b.Store, b.reopen().Store} {
		if got := read(b.t, s.Places); !maps.Equal(got, want) {
			b.t.Errorf("%s: the places are %v, want %v", when, got, want)
		}
	}
}

func TestPlaces(t *testing.T) {
	b, ctx := newBench(t), t.Context()
	one, other := b.team("Ett", 0), b.team("Två", 20)
	b.plans("entered", map[skapa.ID]int{other: 20})
	must(t, b.SavePlaces(ctx, one, skapa.MaxPlaces))
	must(t, b.SavePlaces(ctx, other, 25))
	b.plans("changed", map[skapa.ID]int{one: skapa.MaxPlaces, other: 25})
	b.writesNothing(func() {
		must(t, b.SavePlaces(ctx, other, 25))
		wantInvalid(t, b.SavePlaces(ctx, other, -1), "places", "error.places")
		wantInvalid(t, b.SavePlaces(ctx, other, skapa.MaxPlaces+1), "places", "error.places")
		wantProblem(t, b.SavePlaces(ctx, skapa.ID{1}, 5), "error.team.gone")
		wantProblem(t, b.SavePlaces(ctx, skapa.ID{}, 5), "error.team.gone")
	})
	if act, _ := b.LastAct(); act.Key != "act.places" || act.Label != "Två" {
		t.Errorf("the act is %+v", act)
	}
	for _, want := range []int{20, 25} { // undone, and redone
		_, err := b.Undo(ctx)
		must(t, err)
		b.plans("undone", map[skapa.ID]int{one: skapa.MaxPlaces, other: want})
	}
	must(t, b.SavePlaces(ctx, one, 0))
	b.plans("none any more", map[skapa.ID]int{other: 25})
	b.writesNothing(func() { must(t, b.SavePlaces(ctx, one, 0)) })
	must(t, b.SavePlaces(ctx, one, 7))
	b.plans("again", map[skapa.ID]int{one: 7, other: 25})
}

// A team that was entered twice has its places once: those that keep said, or, where
// it said none, those of another; and each its own again when it was wrong.
func TestPlacesOfJoinedTeams(t *testing.T) {
	for name, c := range map[string]struct{ keep, other, want int }{
		"both": {20, 30, 20}, "only the other": {0, 30, 30}, "only keep": {20, 0, 20}, "none": {0, 0, 0},
	} {
		for _, first := range []bool{true, false} { // whether keep is the one that stands for both
			t.Run(name, func(t *testing.T) {
				b, ctx := newBench(t), t.Context()
				keep, other := b.team("Ett", c.keep), b.team("Två", c.other)
				if !first {
					keep, other = other, keep
					must(t, b.SavePlaces(ctx, keep, c.keep))
					must(t, b.SavePlaces(ctx, other, c.other))
				}
				plan := func(pairs map[skapa.ID]int) map[skapa.ID]int {
					maps.DeleteFunc(pairs, func(_ skapa.ID, n int) bool { return n == 0 })
					return pairs
				}
				apart := plan(map[skapa.ID]int{keep: c.keep, other: c.other})
				b.plans("apart", apart)
				must(t, b.Join(ctx, "team", keep, []skapa.ID{other}))
				root, err := b.standsFor(ctx, keep)
				must(t, err)
				b.plans("joined", plan(map[skapa.ID]int{root: c.want}))
				joinings := read(t, b.Joinings)
				must(t, b.Split(ctx, joinings[0].ID))
				b.plans("split", apart)
				_, err = b.Undo(ctx)
				must(t, err)
				must(t, b.SavePlaces(ctx, other, 44))
				b.plans("changed by either name", map[skapa.ID]int{root: 44})
				b.sound()
			})
		}
	}
}

// Two say differently what a team plans: both are kept until somebody decides.
func TestPlacesInConflict(t *testing.T) {
	b, ctx := newBench(t), t.Context()
	team := b.team("Ett", 0)
	c := b.inConflictOver(func(at *bench, v int) error { return at.SavePlaces(ctx, team, 10*v) })
	if c.Kind != "places" || c.ID != team || c.Thing() != "team" {
		t.Errorf("it is in conflict over %+v", c)
	}
	sides, err := b.Sides(ctx, c)
	must(t, err)
	if len(sides) != 2 || sides[0].Fields[0] != (Field{"places", 20}) || sides[1].Fields[0] != (Field{"places", 10}) {
		t.Fatalf("%+v", sides)
	}
	must(t, b.Resolve(ctx, c, sides[1].Rev))
	b.plans("resolved", map[skapa.ID]int{team: 10})
}

// The places of a team that is gone are nobody's, and are there again with it.
func TestPlacesGoWithTheirTeam(t *testing.T) {
	b, ctx := newBench(t), t.Context()
	team := b.team("Ett", 12)
	must(t, b.UndoAct(ctx, b.act("team")))
	b.plans("gone", nil)
	wantProblem(t, b.SavePlaces(ctx, team, 5), "error.team.gone")
	must(t, b.UndoAct(ctx, b.act("team")))
	b.plans("again", map[skapa.ID]int{team: 12})
}
