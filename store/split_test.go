package store

import (
	"fmt"
	"testing"

	"framsteg/store/skapa"
)

// What was copied from one to the other goes back with what was made of it since, so
// that nobody has the name of somebody else.
func TestSplitGivesBack(t *testing.T) {
	for name, keep := range map[string]int{"the first is kept": 0, "the second is kept": 1} {
		t.Run(name, func(t *testing.T) {
			b, ctx := newBench(t), t.Context()
			first := b.participant("H-1", func(p *skapa.Participant) { p.Name = "" })
			second := b.participant("H-2", func(p *skapa.Participant) { p.Name, p.Municipality = "Åsa Ek", "Laholm" })
			third := b.participant("H-3", func(p *skapa.Participant) { p.Name = "" })
			ids := []skapa.ID{first.ID, second.ID}
			must(t, b.Join(ctx, "participant", ids[keep], []skapa.ID{ids[1-keep], third.ID}))
			b.clock.pass(1e9)
			p, err := b.Participant(ctx, first.ID)
			must(t, err)
			p.Name, p.BirthYear = "Åsa Berg", 1991
			if keep == 1 {
				p.Code, p.Municipality = "H-22", "Varberg"
			}
			_, err = b.SaveParticipant(ctx, p)
			must(t, err)
			joinings, err := b.Joinings(ctx)
			must(t, err)
			for _, j := range joinings {
				if j.One == second.ID && j.Other == first.ID || j.One == first.ID && j.Other == second.ID {
					must(t, b.Split(ctx, j.ID))
				}
			}
			got, err := b.Participant(ctx, first.ID)
			if err != nil || got.Name != "" || got.Code != "H-1" || got.Municipality != first.Municipality {
				t.Errorf("the first is %+v, %v", got, err)
			}
			want := second
			want.Name = "Åsa Berg"
			if keep == 1 {
				want.Code, want.Municipality = "H-22", "Varberg"
			}
			if got, err = b.Participant(ctx, second.ID); err != nil || got.Name != want.Name || got.Code != want.Code || got.Municipality != want.Municipality {
				t.Errorf("the second is %+v, %v, want %+v", got, err, want)
			}
			b.remembersRight()
			b.sound()
			_, err = b.Undo(ctx)
			must(t, err)
			if got, err := b.Participant(ctx, first.ID); err != nil || got != p {
				t.Errorf("undone they are %+v, %v, want %+v", got, err, p)
			}
		})
	}
}

// To split one decision of several that lead in a circle splits the two, and undo
// makes the circle again.
func TestSplitOfACircle(t *testing.T) {
	b, ctx := newBench(t), t.Context()
	var ids []skapa.ID
	for i := range 4 {
		ids = append(ids, b.participant(fmt.Sprint("H-", i)).ID)
	}
	decides := func(pairs ...[2]int) {
		for _, p := range pairs {
			b.joins("participant", ids[p[0]], ids[p[1]])
		}
	}
	decides([2]int{0, 1}, [2]int{1, 2}, [2]int{2, 0}, [2]int{1, 3})
	joinings, err := b.Joinings(ctx)
	must(t, err)
	for _, j := range joinings {
		if j.One == ids[0] && j.Other == ids[1] {
			must(t, b.Split(ctx, j.ID))
		}
	}
	now := func() (all []skapa.ID) {
		cases, err := b.Caseload(ctx)
		must(t, err)
		return idsOf(cases, func(c Case) skapa.ID { return c.ID })
	}
	roots, err := b.standIns(ctx)
	must(t, err)
	if len(now()) != 2 || roots[ids[2]] != ids[0] || roots[ids[3]] != ids[1] || len(roots) != 2 {
		t.Errorf("%v stand, %v", now(), roots)
	}
	_, err = b.Undo(ctx)
	must(t, err)
	if len(now()) != 1 {
		t.Errorf("undone there are %v", now())
	}
	b.sound()
}
