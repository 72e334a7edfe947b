package store

import (
	"slices"
	"testing"
	"time"

	"framsteg/store/skapa"
)

// What would raise the tilltro stands in the draft, in the rating and in each of
// its states, like the comment.
func TestRaising(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p := b.participant("H-1")
	a := rating(p, skapa.BySupervisor, "2026-03-01", 2)
	a.Comment, a.Raising = "Kom i tid", " En praktikplats. "
	must(t, b.SaveDraft(ctx, a))
	a.Raising = "En praktikplats."
	if draft, found, err := b.reopen().Draft(ctx, p.ID, skapa.BySupervisor); !found || err != nil || draft.Raising != a.Raising {
		t.Errorf("%+v, %v", draft, err)
	}
	b.writesNothing(func() { must(t, b.SaveDraft(ctx, a)) })
	a, err := b.SaveAssessment(ctx, a, "")
	must(t, err)
	states := []string{a.Raising}
	for _, text := range []string{"En praktikplats i Hylte.", "", "Körkort."} {
		b.clock.pass(time.Minute)
		b.writesNothing(func() {
			changed := a
			changed.Raising = text
			_, err := b.SaveAssessment(ctx, changed, "")
			wantProblem(t, err, "error.required.reason")
		})
		a.Raising = text
		_, err = b.SaveAssessment(ctx, a, "fler tankar")
		must(t, err)
		states = append([]string{text}, states...)
	}
	all, err := b.reopen().Assessments(ctx, p.ID)
	must(t, err)
	if len(all) != 1 || all[0].Raising != "Körkort." || all[0].Comment != a.Comment {
		t.Errorf("%+v", all)
	}
	history, err := b.AssessmentHistory(ctx, a.ID)
	must(t, err)
	var told []string
	for i, state := range history {
		told = append(told, state.Raising)
		if state.Comment != a.Comment || (state.Reason != "") != (i < len(history)-1) {
			t.Errorf("%+v", state)
		}
	}
	if !slices.Equal(told, states) {
		t.Errorf("%q, want %q", told, states)
	}
	if b.revisions("assessment") != 1 || b.revisions("comment") != 1 {
		t.Error("what did not change was written")
	}
}

// A rating to which only a text was added since is corrected too.
func TestCorrectedByATextOnly(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p := b.participant("H-1")
	untouched := b.assessment(p, skapa.Self, "2026-03-01", 2)
	for _, add := range []func(*skapa.Assessment){
		func(a *skapa.Assessment) { a.Raising = "Körkort." }, func(a *skapa.Assessment) { a.Comment = "Kom i tid" },
	} {
		b.clock.pass(time.Minute)
		a := b.assessment(p, skapa.BySupervisor, []string{"2026-03-01", "2026-06-01"}[b.revisions("assessment")-1], 2)
		if corrected, err := b.Corrected(ctx, p.ID); err != nil || corrected[a.ID] {
			t.Errorf("%v, %v", corrected, err)
		}
		b.clock.pass(time.Minute)
		add(&a)
		_, err := b.SaveAssessment(ctx, a, "fler tankar")
		must(t, err)
		if corrected, err := b.Corrected(ctx, p.ID); err != nil || !corrected[a.ID] || corrected[untouched.ID] {
			t.Errorf("%v, %v", corrected, err)
		}
	}
}

// A draft of which only that differs is another one.
func TestDraftsThatDifferByTheRaising(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	a := rating(b.participant("H-1"), skapa.BySupervisor, "2026-03-01", 2)
	must(t, b.SaveDraft(ctx, a))
	then := plant(t, b.Path(), "20261101T120000.000Z-rolling.framsteg", b.image())
	a.Raising = "Körkort."
	must(t, b.SaveDraft(ctx, a))
	d, err := b.Compare(ctx, then, "")
	must(t, err)
	if d.Changed["draft"] != 1 || !slices.Equal(d.Codes, []string{"H-1"}) {
		t.Errorf("%+v", d)
	}
	g := b.goal(skapa.Participant{ID: a.Participant})
	then = plant(t, b.Path(), "20261102T120000.000Z-rolling.framsteg", b.image())
	g.Text = "Något annat"
	_, err = b.SaveGoal(ctx, g)
	must(t, err)
	if d, err = b.Compare(ctx, then, ""); err != nil || d.Changed["goal"] != 1 || len(d.Changed) != 1 || len(d.Added) > 0 {
		t.Errorf("%+v, %v", d, err)
	}
}

// Two corrections within one tick of the clock are corrections.
func TestCorrectedAtOnce(t *testing.T) {
	b := newBench(t)
	a := b.assessment(b.participant("H-1"), skapa.Self, "2026-03-01", 2)
	b.correct(a, 4, "")
	if corrected, err := b.Corrected(t.Context(), a.Participant); err != nil || !corrected[a.ID] {
		t.Errorf("%v, %v", corrected, err)
	}
}
