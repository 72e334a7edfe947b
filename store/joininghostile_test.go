package store

import (
	"context"
	"testing"

	"framsteg/store/skapa"
)

// joins decides that two are one and nothing else, as a merge may bring it.
func (b *bench) joins(sort string, one, other skapa.ID) {
	b.t.Helper()
	must(b.t, b.write(b.t.Context(), func(ctx context.Context, w *writer) error {
		_, err := w.put(ctx, row{kind: joinings, id: b.newID(), values: []any{sort, one, other}})
		return err
	}))
}

// A joining of what is not of its sort is none, and stands in the way of nothing.
func TestJoiningsOfOtherSorts(t *testing.T) {
	b, ctx := newBench(t), t.Context()
	activity, another := b.activity("Kurs", skapa.ForStudy), b.activity("Lektion", skapa.ForStudy)
	p, q := b.participant("H-1"), b.participant("H-2")
	for _, sort := range []string{"team", "supervisor", "activity"} {
		b.joins(sort, p.ID, q.ID)
		b.joins(sort, p.ID, activity.ID)
	}
	b.joins("participant", activity.ID, another.ID)
	b.joins("participant", q.ID, b.newID())
	if roots, err := b.standIns(ctx); err != nil || len(roots) > 0 {
		t.Errorf("others stand for %v, %v", roots, err)
	}
	if all, err := b.Joinings(ctx); err != nil || len(all) > 0 {
		t.Errorf("%+v, %v", all, err)
	}
	if all, err := b.Unseen(ctx); err != nil || len(all) > 0 {
		t.Errorf("%+v, %v", all, err)
	}
	b.remembersRight()
	b.sound()
	must(t, b.UndoAct(ctx, b.act("activity")))
	if all, err := b.Activities(ctx); err != nil || len(all) != 1 {
		t.Errorf("%+v, %v", all, err)
	}
}

// A very long chain of joinings, in any direction, and a circle are one thing each, in
// time that grows as they do.
func TestLongJoinings(t *testing.T) {
	const long = 100_000
	id := func(i int) (id skapa.ID) {
		id[13], id[14], id[15] = byte(i>>16), byte(i>>8), byte(i)
		return id
	}
	for _, backwards := range []bool{false, true} {
		one := oneOf{}
		for i := range long {
			a, c := id(i), id((i+1)%long)
			if backwards {
				a, c = c, a
			}
			one.connect(a, c)
		}
		for i := range long {
			if one.of(id(i)) != one.of(id(0)) {
				t.Fatalf("%d is another", i)
			}
		}
	}
}

// Two that are one only by way of somebody who is not here, as they were erased or
// never came, can be seen to be so, and split.
func TestJoinedByWayOfNobody(t *testing.T) {
	b, ctx := newBench(t), t.Context()
	p, q := b.participant("H-1"), b.participant("H-2")
	nobody := b.newID()
	b.joins("participant", p.ID, nobody)
	b.joins("participant", nobody, q.ID)
	all, err := b.Joinings(ctx)
	if err != nil || len(all) != 2 || all[0].OneLabel != "" || all[0].OtherLabel != "H-2" || all[1].OneLabel != "H-1" || all[1].OtherLabel != "" {
		t.Fatalf("%+v, %v", all, err)
	}
	for _, j := range all {
		must(t, b.Split(ctx, j.ID))
		if cases, err := b.Caseload(ctx); err != nil || len(cases) != 2 {
			t.Errorf("%d participants, %v", len(cases), err)
		}
		if left, err := b.Joinings(ctx); err != nil || len(left) != 0 {
			t.Errorf("%+v, %v", left, err)
		}
		b.remembersRight()
		b.sound()
		_, err := b.Undo(ctx)
		must(t, err)
	}
}
