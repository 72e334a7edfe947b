package store

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"framsteg/store/skapa"
)

// Whoever decides what is one, and takes it back, in whatever order the files come
// together: all have the same that stands for each thing, which is the smallest that
// the standing decisions connect; nothing is lost; and once all is split, everything
// is as if nobody had joined anything.
func TestJoiningLaws(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	for i := range 6 {
		p := b.participant(fmt.Sprint("H-", i), func(p *skapa.Participant) { p.Name = fmt.Sprint("Namn ", i) })
		b.assessment(p, skapa.Self, "2026-03-02", 3)
		_, err := b.SaveTeam(ctx, skapa.Team{Name: fmt.Sprint("Team ", i)})
		must(t, err)
	}
	origin := b.image()
	apart := thingsOf(t, b.Store)
	for seed := range fewer(24) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			r, ctx := rand.New(rand.NewPCG(uint64(seed), 11)), t.Context()
			var all []*bench
			for i := range 3 {
				c := openBench(t, copyTo(t, origin), noon.Add(time.Duration(r.IntN(48)-24)*time.Hour+time.Duration(i)))
				t.Cleanup(func() { c.Close() })
				for range 1 + r.IntN(3) {
					c.decide(r)
				}
				all = append(all, c)
			}
			if seed%4 == 0 {
				cases, err := all[2].Caseload(ctx)
				must(t, err)
				all[2].eraseThis(cases[r.IntN(len(cases))].ID)
			}
			together := unitedInOrder(t, all, 0, 1, 2)
			for _, order := range [][]int{{0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
				wantLike(t, fmt.Sprint(order), together, unitedInOrder(t, all, order...))
			}
			for _, c := range all {
				wantAllOf(t, together, c.Store)
			}
			standAsDecided(t, together)
			if seed%4 == 0 {
				return // who was erased does not come back
			}
			first := all[0]
			for _, c := range all[1:] {
				_, err := first.Merge(ctx, Merging{Path: c.Path()})
				must(t, err)
			}
			wantLike(t, "merged", first.Store, together)
			for {
				joinings, err := first.Joinings(ctx)
				must(t, err)
				if len(joinings) == 0 {
					break
				}
				must(t, first.Split(ctx, joinings[r.IntN(len(joinings))].ID))
			}
			if got := thingsOf(t, first.Store); !maps.EqualFunc(got, apart, slices.Equal) {
				t.Errorf("all split again there are %v, want %v", got, apart)
			}
			first.sound()
		})
	}
}

// thingsOf gives the ids of those that stand, and whose ratings they are.
func thingsOf(t testing.TB, s *Store) map[skapa.ID][]skapa.ID {
	t.Helper()
	things := map[skapa.ID][]skapa.ID{}
	cases, err := s.Caseload(t.Context())
	must(t, err)
	for _, c := range cases {
		ratings, err := s.Assessments(t.Context(), c.ID)
		must(t, err)
		things[c.ID] = idsOf(ratings, func(a skapa.Assessment) skapa.ID { return a.ID })
	}
	teams, err := s.Teams(t.Context())
	must(t, err)
	for _, one := range teams {
		things[one.ID] = nil
	}
	return things
}

// decide joins two or three, splits some again, or undoes what was done last.
func (b *bench) decide(r *rand.Rand) {
	b.t.Helper()
	ctx := b.t.Context()
	b.clock.pass(time.Duration(r.IntN(120)-40) * time.Minute)
	cases, err := b.Caseload(ctx)
	must(b.t, err)
	teams, err := b.Teams(ctx)
	must(b.t, err)
	joinings, err := b.Joinings(ctx)
	must(b.t, err)
	sort, ids := "participant", idsOf(cases, func(c Case) skapa.ID { return c.ID })
	if r.IntN(2) == 0 {
		sort, ids = "team", idsOf(teams, func(t skapa.Team) skapa.ID { return t.ID })
	}
	r.Shuffle(len(ids), func(i, j int) { ids[i], ids[j] = ids[j], ids[i] })
	switch n := r.IntN(6); {
	case n == 0 && len(joinings) > 0:
		must(b.t, b.Split(ctx, joinings[r.IntN(len(joinings))].ID))
	case n == 1 && len(joinings) > 0:
		if last, _ := b.LastAct(); last.Key == "act.join" || last.Key == "act.split" {
			_, err := b.Undo(ctx)
			must(b.t, err)
		}
	case len(ids) > 2:
		must(b.t, b.Join(ctx, sort, ids[0], ids[1:2+r.IntN(2)]))
	}
}

// unitedInOrder gives what copies hold together.
func unitedInOrder(t *testing.T, all []*bench, order ...int) *Store {
	t.Helper()
	so := all[order[0]].Store
	for _, i := range order[1:] {
		so = unite(t, &bench{Store: so}, all[i])
	}
	return so
}

// standAsDecided fails unless what stands for each thing is the smallest of those
// that one can come to by way of standing decisions.
func standAsDecided(t *testing.T, s *Store) {
	t.Helper()
	var links []struct{ One, Other skapa.ID }
	must(t, s.list(t.Context(), &links, "SELECT one, other FROM joining_now"))
	reach := func(from skapa.ID) map[skapa.ID]bool {
		reached := map[skapa.ID]bool{from: true}
		for grew := true; grew; {
			grew = false
			for _, l := range links {
				if reached[l.One] != reached[l.Other] {
					reached[l.One], reached[l.Other], grew = true, true, true
				}
			}
		}
		return reached
	}
	roots := stateOf(t, s).roots
	for id, root := range roots {
		smallest := id
		for other := range reach(id) {
			if _, here := roots[other]; here && compareIDs(other, smallest) < 0 {
				smallest = other
			}
		}
		if root != smallest {
			t.Errorf("%s stands for %s, want %s", root, id, smallest)
		}
	}
}
