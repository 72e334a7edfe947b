package store

import (
	"reflect"
	"testing"
	"time"

	"framsteg/store/skapa"
)

func TestAssessmentIsKeptWhole(t *testing.T) {
	b := newBench(t)
	p := b.participant("H-1")
	a := rating(p, skapa.BySupervisor, "2026-03-01", 4)
	a.Answers["health"], a.Answers["everyday"] = skapa.Declined, skapa.NotAsked
	a.Comment = "Sover bättre.\nVill börja i höst. "
	second, err := b.SaveAssessment(t.Context(), a, "")
	must(t, err)
	self := b.assessment(p, skapa.Self, "2026-03-01", 2)
	first := b.assessment(p, skapa.BySupervisor, "2026-01-10", 1)
	if _, asked := second.Answers["everyday"]; asked || second.Answers["health"] != skapa.Declined {
		t.Errorf("answers %v", second.Answers)
	}
	got, err := b.reopen().Assessments(t.Context(), p.ID)
	must(t, err)
	if want := []skapa.Assessment{first, self, second}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestSaveAssessmentRefuses(t *testing.T) {
	b := newBench(t)
	p, other := b.participant("H-1"), b.participant("H-2")
	kept := b.assessment(p, skapa.Self, "2026-03-01", 3)
	change := func(f func(*skapa.Assessment)) skapa.Assessment {
		a := rating(p, skapa.Self, "2026-04-01", 2)
		f(&a)
		return a
	}
	for name, c := range map[string]struct {
		a   skapa.Assessment
		key string
	}{
		"twice a day":                  {change(func(a *skapa.Assessment) { a.Date = kept.Date }), "error.ratedTwice"},
		"nobody":                       {change(func(a *skapa.Assessment) { a.Participant = b.newID() }), "error.participant.gone"},
		"an instrument not here":       {change(func(a *skapa.Assessment) { a.Instrument.Number = 9 }), "error.instrument.gone"},
		"no such rating":               {change(func(a *skapa.Assessment) { a.ID = b.newID() }), "error.assessment.gone"},
		"the rating of another":        {change(func(a *skapa.Assessment) { a.ID, a.Participant = kept.ID, other.ID }), "error.assessment.gone"},
		"a correction without reason":  {change(func(a *skapa.Assessment) { a.ID = kept.ID }), "error.required.reason"},
		"a correction onto its fellow": {change(func(a *skapa.Assessment) { a.Date = kept.Date }), "error.ratedTwice"},
	} {
		t.Run(name, func(t *testing.T) {
			b.writesNothing(func() {
				_, err := b.SaveAssessment(t.Context(), c.a, " ")
				wantProblem(t, err, c.key)
			})
		})
	}
	for name, c := range map[string]struct {
		a          skapa.Assessment
		field, key string
	}{
		"before the start":  {change(func(a *skapa.Assessment) { a.Date = date("2026-01-09") }), "date", "error.date.beforeStart"},
		"tomorrow":          {change(func(a *skapa.Assessment) { a.Date = date("2026-11-22") }), "date", "error.date.future"},
		"step 6":            {change(func(a *skapa.Assessment) { a.Answers["health"] = 6 }), "health", "error.step"},
		"belief of oneself": {change(func(a *skapa.Assessment) { a.Answers["belief"] = 3 }), "belief", "error.item.unknown"},
	} {
		t.Run(name, func(t *testing.T) {
			b.writesNothing(func() {
				_, err := b.SaveAssessment(t.Context(), c.a, "")
				wantInvalid(t, err, c.field, c.key)
			})
		})
	}
}

func TestCorrectionKeepsTheOriginal(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p := b.participant("H-1")
	original := b.assessment(p, skapa.Self, "2026-03-01", 3)
	untouched := b.assessment(p, skapa.BySupervisor, "2026-03-01", 3)
	b.writesNothing(func() {
		_, err := b.SaveAssessment(ctx, original, "")
		must(t, err)
	})

	b.clock.pass(time.Hour)
	b.Sign(Author{Supervisor: "Bo"})
	changed := original
	changed.Answers = map[string]skapa.Step{"health": 5}
	changed.Comment = "Rättat"
	changed, err := b.SaveAssessment(ctx, changed, "Fel siffra")
	must(t, err)
	b.clock.pass(time.Hour)
	commented := changed
	commented.Comment = "Bara texten"
	_, err = b.SaveAssessment(ctx, commented, "Otydligt")
	must(t, err)

	history, err := b.reopen().AssessmentHistory(ctx, original.ID)
	must(t, err)
	want := []AssessmentRevision{
		{Assessment: commented, At: noon.Add(2 * time.Hour), Author: "Bo", Reason: "Otydligt"},
		{Assessment: changed, At: noon.Add(time.Hour), Author: "Bo", Reason: "Fel siffra"},
		{Assessment: original, At: noon, Author: anna.Supervisor},
	}
	if len(history) != len(want) {
		t.Fatalf("history of %d states, want %d: %+v", len(history), len(want), history)
	}
	for i, w := range want {
		history[i].At = history[i].At.UTC()
		if !reflect.DeepEqual(history[i], w) {
			t.Errorf("state %d is %+v, want %+v", i, history[i], w)
		}
	}
	corrected, err := b.Corrected(ctx, p.ID)
	must(t, err)
	if !corrected[original.ID] || corrected[untouched.ID] {
		t.Errorf("corrected: %v", corrected)
	}
}

func TestDeleteAssessment(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p := b.participant("H-1")
	a := b.assessment(p, skapa.Self, "2026-03-01", 3)
	wantProblem(t, b.DeleteAssessment(ctx, a.ID, ""), "error.required.reason")
	must(t, b.DeleteAssessment(ctx, a.ID, "Fel deltagare"))
	if all, err := b.Assessments(ctx, p.ID); err != nil || len(all) > 0 {
		t.Errorf("still there: %v, %v", all, err)
	}
	history, err := b.AssessmentHistory(ctx, a.ID)
	must(t, err)
	if len(history) != 2 || !history[0].Deleted || history[0].Reason != "Fel deltagare" || len(history[0].Answers) == 0 {
		t.Errorf("history %+v", history)
	}
	wantProblem(t, b.DeleteAssessment(ctx, a.ID, "igen"), "error.assessment.gone")
	_, err = b.Undo(ctx)
	must(t, err)
	all, err := b.Assessments(ctx, p.ID)
	must(t, err)
	if !reflect.DeepEqual(all, []skapa.Assessment{a}) {
		t.Errorf("undone to %+v", all)
	}
}

func TestDraft(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p := b.participant("H-1")
	act, _ := b.LastAct()
	draft := rating(p, skapa.Self, "2026-03-01", 3)
	draft.Date, draft.Answers = 0, map[string]skapa.Step{"health": skapa.Declined}
	must(t, b.SaveDraft(ctx, draft))
	draft.Comment = "påbörjad"
	must(t, b.SaveDraft(ctx, draft))
	b.writesNothing(func() { must(t, b.SaveDraft(ctx, draft)) })
	got, found, err := b.reopen().Draft(ctx, p.ID, skapa.Self)
	must(t, err)
	if !found || !reflect.DeepEqual(got, draft) {
		t.Errorf("%v %+v, want %+v", found, got, draft)
	}
	if now, _ := b.LastAct(); now != act {
		t.Error("a draft is no act to undo")
	}
	bad := draft
	bad.Answers = map[string]skapa.Step{"health": 7}
	wantInvalid(t, b.SaveDraft(ctx, bad), "health", "error.step")
	late := draft
	late.Date = skapa.LastDate.Add(1)
	wantInvalid(t, b.SaveDraft(ctx, late), "date", "error.date.beyond")

	b.assessment(p, skapa.BySupervisor, "2026-03-01", 1)
	if drafts, err := b.Drafts(ctx, p.ID); err != nil || len(drafts) != 1 {
		t.Errorf("the other rater's draft: %v, %v", drafts, err)
	}
	b.assessment(p, skapa.Self, "2026-03-01", 1)
	if drafts, err := b.Drafts(ctx, p.ID); err != nil || len(drafts) != 0 {
		t.Errorf("saved, and still a draft: %v, %v", drafts, err)
	}
	must(t, b.SaveDraft(ctx, draft))
	must(t, b.DiscardDraft(ctx, p.ID, skapa.Self))
	b.writesNothing(func() { must(t, b.DiscardDraft(ctx, p.ID, skapa.Self)) })
}

// A correction leaves the draft of a new rating by the same rater alone, and a
// new rating that of a correction.
func TestSavingRemovesOnlyTheDraftItCameFrom(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p := b.participant("H-1")
	kept := b.assessment(p, skapa.Self, "2026-03-01", 3)
	begun := rating(p, skapa.Self, "2026-04-01", 2)
	correction := kept
	correction.Comment = "påbörjad rättelse"
	for i, c := range []struct {
		name   string
		draft  skapa.Assessment
		id     skapa.ID // of what is saved
		remain bool
	}{
		{"a correction beside a new one", begun, kept.ID, true},
		{"a new one from its draft", begun, skapa.ID{}, false},
		{"a new one beside a correction", correction, skapa.ID{}, true},
		{"a correction from its draft", correction, kept.ID, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			must(t, b.SaveDraft(ctx, c.draft))
			a := rating(p, skapa.Self, "2026-05-01", skapa.Step(i+1))
			a.ID, a.Date = c.id, a.Date.Add(i)
			_, err := b.SaveAssessment(ctx, a, "Fel siffra")
			must(t, err)
			if remain := b.drafts() == 1; remain != c.remain {
				t.Errorf("there is a draft: %v, want %v", remain, c.remain)
			}
			got, found, err := b.Draft(ctx, p.ID, skapa.Self)
			must(t, err)
			if shown := c.remain && c.draft.ID.IsZero(); found != shown || found && !reflect.DeepEqual(got, c.draft) {
				t.Errorf("%v: %+v, want %v", found, got, shown)
			}
			if all, err := b.Drafts(ctx, p.ID); err != nil || len(all) > 0 != found {
				t.Errorf("of all there are %+v, %v", all, err)
			}
			facts, err := b.FactsOf(ctx, p.ID)
			must(t, err)
			if len(facts.Begun) > 0 != found {
				t.Errorf("begun is a meeting by %v", facts.Begun)
			}
		})
	}
}
