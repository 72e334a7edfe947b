package store

import (
	"context"
	"reflect"
	"testing"

	"framsteg/store/skapa"
)

// fork writes what another computer made of the revision that stands, without
// seeing what was written here since.
func (b *bench) fork(change string, id skapa.ID, from string) {
	b.t.Helper()
	rev := b.newID()
	_, err := b.conn.ExecContext(context.Background(), `INSERT INTO participant SELECT ?1, id, randomblob(16), author, at, deleted, code, code_key, birth_year, sex,
		?3, referrer, target_group, start, finish FROM participant WHERE id = ?2 AND municipality = ?4`, rev, id, change, from)
	must(b.t, err)
	_, err = b.conn.ExecContext(context.Background(), `INSERT INTO supersedes SELECT rev, ?1, id FROM participant WHERE id = ?2 AND municipality = ?3`, rev, id, from)
	must(b.t, err)
	b.cases.forgetAll() // as a merge will
}

func TestConflict(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	b.participant("H-2")
	p := b.participant("H-1")
	p.Municipality = "Laholm"
	_, err := b.SaveParticipant(ctx, p)
	must(t, err)
	if conflicts, err := b.Conflicts(ctx); err != nil || len(conflicts) > 0 {
		t.Fatalf("an edit is a conflict: %v, %v", conflicts, err)
	}

	b.fork("Varberg", p.ID, "Hylte") // as Laholm did

	expect := func(when, municipality string, conflict bool) {
		t.Helper()
		conflicts, err := b.Conflicts(ctx)
		must(t, err)
		var want []Conflict
		if conflict {
			want = []Conflict{{Kind: "participant", ID: p.ID, Participant: p.ID, Heads: 2}}
		}
		if !reflect.DeepEqual(conflicts, want) {
			t.Errorf("%s: conflicts %+v", when, conflicts)
		}
		got, err := b.Participant(ctx, p.ID)
		must(t, err)
		cases, err := b.Caseload(ctx)
		must(t, err)
		if got.Municipality != municipality || len(cases) != 2 || cases[0].Municipality != municipality || cases[0].Conflict != conflict || cases[1].Conflict {
			t.Errorf("%s: %+v and %+v", when, got, cases)
		}
	}
	expect("two heads, the largest rev stands", "Varberg", true)
	got, err := b.Participant(ctx, p.ID)
	must(t, err)
	_, err = b.SaveParticipant(ctx, got) // unchanged, but over both
	must(t, err)
	expect("resolved", "Varberg", false)
	_, err = b.Undo(ctx)
	wantProblem(t, err, "error.undo.same")
	expect("the resolution, which changed nothing else", "Varberg", false)
}

// Two people who gave one participant a name on two computers.
func TestConflictOfTwoFirstRevisions(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p := b.participant("H-1", func(p *skapa.Participant) { p.Name = "Åsa" })
	_, err := b.conn.ExecContext(context.Background(), "INSERT INTO identity SELECT ?, id, randomblob(16), author, at, 0, 'Åsa Ek' FROM identity", b.newID())
	must(t, err)
	conflicts, err := b.Conflicts(ctx)
	must(t, err)
	cases, err := b.Caseload(ctx)
	must(t, err)
	if len(conflicts) != 1 || conflicts[0].Kind != "identity" || conflicts[0].Participant != p.ID || !cases[0].Conflict || cases[0].Name != "Åsa Ek" {
		t.Errorf("%+v, %+v", conflicts, cases)
	}
}

// What one computer deleted and another edited stays, whichever was last, until
// somebody writes over both.
func TestConflictOfEditAndDelete(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p := b.participant("H-1", func(p *skapa.Participant) { p.Name = "Åsa" })
	a := b.assessment(p, skapa.Self, "2026-03-01", 2)
	p.Name, p.Municipality = "Åsa Ek", "Laholm"
	p, err := b.SaveParticipant(ctx, p)
	must(t, err)
	a.Answers["health"] = 4
	_, err = b.SaveAssessment(ctx, a, "fel")
	must(t, err)

	for _, k := range []*kind{participants, identities, assessments} { // elsewhere, by who saw the first revisions only
		first := "(SELECT min(rev) FROM " + k.name + ")"
		rev := b.newID()
		for _, script := range []string{
			"INSERT INTO " + k.name + " SELECT ?1, id, randomblob(16), author, at, 1, " + columns(k) + " FROM " + k.name + " WHERE rev = " + first,
			"INSERT INTO supersedes SELECT rev, ?1, " + k.owner() + " FROM " + k.name + " WHERE rev = " + first,
		} {
			_, err := b.conn.ExecContext(context.Background(), script, rev)
			must(t, err)
		}
	}
	b.cases.forgetAll() // as a merge will

	expect := func(when string, conflicts int) {
		t.Helper()
		got, err := b.Participant(ctx, p.ID)
		if err != nil || got != p {
			t.Errorf("%s: %+v, %v; want %+v", when, got, err, p)
		}
		ratings, err := b.Assessments(ctx, p.ID)
		if err != nil || len(ratings) != 1 || ratings[0].Answers["health"] != 4 {
			t.Errorf("%s: ratings %+v, %v", when, ratings, err)
		}
		cases, err := b.Caseload(ctx)
		if err != nil || len(cases) != 1 || cases[0].Name != p.Name || cases[0].Municipality != p.Municipality ||
			cases[0].Conflict != (conflicts > 0) || cases[0].LatestSelf != a.Date {
			t.Errorf("%s: cases %+v, %v", when, cases, err)
		}
		history, err := b.AssessmentHistory(ctx, a.ID)
		if err != nil || len(history) != 3 && conflicts > 0 || history[0].Deleted {
			t.Errorf("%s: history %+v, %v", when, history, err)
		}
		all, err := b.Conflicts(ctx)
		if err != nil || len(all) != conflicts {
			t.Errorf("%s: conflicts %+v, %v", when, all, err)
		}
	}
	expect("deleted elsewhere", 3)
	before := p
	p.Municipality, p.Name = "Hylte", "Åsa Berg"
	_, err = b.SaveParticipant(ctx, p)
	must(t, err)
	expect("the participant resolved", 1)
	_, err = b.Undo(ctx)
	must(t, err)
	p = before
	expect("undone to what stood", 1)
	_, err = b.SaveAssessment(ctx, a, "så var det")
	must(t, err)
	expect("the rating resolved", 0)
}
