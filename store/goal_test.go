package store

import (
	"slices"
	"testing"

	"framsteg/store/skapa"
)

// texts gives what the goals of a participant say, in order.
func (b *bench) texts(p skapa.Participant) (texts []string) {
	b.t.Helper()
	all, err := b.Goals(b.t.Context(), p.ID)
	must(b.t, err)
	for _, g := range all {
		texts = append(texts, g.Text)
	}
	return texts
}

func TestGoals(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p := b.participant("H-1")
	of := func(text string, area skapa.Area, done string) func(*skapa.Goal) {
		return func(g *skapa.Goal) {
			if g.Text, g.Area = text, area; done != "" {
				g.Done = date(done)
			}
		}
	}
	last := b.goal(p, of("hälsa", skapa.Areas[5], ""))
	b.goal(p, of("nådd först", skapa.Areas[0], "2026-03-01"))
	b.goal(p, of("nådd sist", skapa.Areas[4], "2026-05-01"))
	b.goal(p, of("yrke", skapa.Areas[0], ""))
	b.goal(b.participant("H-2"), of("en annans", skapa.Areas[0], ""))
	if got, want := b.texts(p), []string{"yrke", "hälsa", "nådd sist", "nådd först"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	b.writesNothing(func() {
		_, err := b.SaveGoal(ctx, last)
		must(t, err)
	})

	facts, words := b.revisions("goal"), b.revisions("wording")
	last.Text, last.Step, last.Who = " Jag vill gå varje dag. ", "Köpa skor", "Jag och Mia"
	last, err := b.SaveGoal(ctx, last)
	must(t, err)
	if b.revisions("goal") != facts || b.revisions("wording") != words+1 || last.Text != "Jag vill gå varje dag." {
		t.Errorf("%+v, in %d goals and %d wordings", last, b.revisions("goal"), b.revisions("wording"))
	}
	last.Done = date("2026-06-01")
	last, err = b.SaveGoal(ctx, last)
	must(t, err)
	if all, err := b.reopen().Goals(ctx, p.ID); err != nil || all[1] != last {
		t.Errorf("%+v, %v, want %+v second", all, err, last)
	}
	must(t, b.DeleteGoal(ctx, last.ID))
	if got := b.texts(p); slices.Contains(got, last.Text) {
		t.Errorf("%q", got)
	}
	b.writesNothing(func() { must(t, b.DeleteGoal(ctx, last.ID)) })
	_, err = b.Undo(ctx)
	must(t, err)
	if got := b.texts(p); !slices.Contains(got, last.Text) {
		t.Errorf("undone: %q", got)
	}
}

func TestSaveGoalRefuses(t *testing.T) {
	b := newBench(t)
	p, other := b.participant("H-1"), b.participant("H-2")
	kept := b.goal(p)
	for name, c := range map[string]struct {
		change     func(*skapa.Goal)
		field, key string
	}{
		"no words":              {func(g *skapa.Goal) { g.Text = " \u200b" }, "text", "error.required.goal"},
		"before the start":      {func(g *skapa.Goal) { g.Since = date("2026-01-09") }, "since", "error.date.beforeStart"},
		"tomorrow":              {func(g *skapa.Goal) { g.Since = date("2026-11-22") }, "since", "error.date.future"},
		"reached tomorrow":      {func(g *skapa.Goal) { g.Done = date("2026-11-22") }, "done", "error.date.future"},
		"a step before it":      {func(g *skapa.Goal) { g.By = date("2026-01-31") }, "by", "error.date.byBeforeSince"},
		"nobody":                {func(g *skapa.Goal) { g.Participant = b.newID() }, "", "error.participant.gone"},
		"the goal of another's": {func(g *skapa.Goal) { g.Participant = other.ID }, "", "error.goal.gone"},
	} {
		t.Run(name, func(t *testing.T) {
			g := kept
			c.change(&g)
			b.writesNothing(func() {
				_, err := b.SaveGoal(t.Context(), g)
				if c.field == "" {
					wantProblem(t, err, c.key)
				} else {
					wantInvalid(t, err, c.field, c.key)
				}
			})
		})
	}
}

// Two people who change the words of a goal without seeing each other, and one who
// marks it reached meanwhile.
func TestConflictOfGoals(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p := b.participant("H-1")
	g := b.goal(p)
	theirs := openBench(t, copyTo(t, b.image()), noon)
	defer theirs.Close()
	g.Text = "Jag vill jobba ute."
	_, err := b.SaveGoal(ctx, g)
	must(t, err)
	g.Text, g.Done = "Jag vill jobba inne.", date("2026-04-01")
	_, err = theirs.SaveGoal(ctx, g)
	must(t, err)
	_, err = b.Merge(ctx, Merging{Path: theirs.Path()})
	must(t, err)
	conflicts, err := b.Conflicts(ctx)
	must(t, err)
	if len(conflicts) != 1 || conflicts[0] != (Conflict{Kind: "wording", ID: g.ID, Participant: p.ID, Heads: 2}) {
		t.Errorf("%+v", conflicts)
	}
	all, err := b.Goals(ctx, p.ID)
	must(t, err)
	if len(all) != 1 || all[0].Done != g.Done {
		t.Fatalf("%+v", all)
	}
	_, err = b.SaveGoal(ctx, all[0])
	must(t, err)
	if conflicts, err := b.Conflicts(ctx); err != nil || len(conflicts) > 0 {
		t.Errorf("resolved, but %+v, %v", conflicts, err)
	}
}
