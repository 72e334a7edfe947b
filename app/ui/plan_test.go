package ui

import (
	"context"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/participant"
	"framsteg/app/ui/plan"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// planned adds a goal of a participant.
func (g *given) planned(who skapa.ID, goal skapa.Goal) skapa.Goal {
	g.Helper()
	goal.Participant = who
	if goal.Since.IsZero() {
		goal.Since = skapa.DateOf(2026, 11, 9)
	}
	return must(g.store.SaveGoal(context.Background(), goal))(g.T)
}

// goalsOnDisk gives the plan of a participant as the file has it.
func (g *given) goalsOnDisk(who skapa.ID) []skapa.Goal {
	g.Helper()
	return must(g.onDisk().Goals(context.Background(), who))(g.T)
}

// showPlan shows the plan of a participant.
func (g *given) showPlan(who skapa.ID) {
	g.Helper()
	g.showParticipant(who)
	g.shortcut(ctrl(fyne.Key4))
	g.settle()
}

// The plan says of each area what both said last, in words, and what is agreed.
func TestPlanTells(t *testing.T) {
	g := workspace(t)
	who := g.measured("H-1001", "")
	g.planned(who, skapa.Goal{Area: skapa.Health, Text: "Jag vill sova hela natten", Step: "Ringa vårdcentralen", Who: "Deltagaren", By: skapa.DateOf(2026, 11, 20)})
	g.planned(who, skapa.Goal{Area: skapa.Everyday, Text: "Jag vill stiga upp klockan sju", By: today})
	g.planned(who, skapa.Goal{Area: skapa.Competence, Text: "Jag vill skriva ett cv", Done: skapa.DateOf(2026, 11, 10)})
	g.showPlan(who)
	for _, want := range []string{
		"Deltagaren: 1 – Inte alls (2026-11-09)  ·  Handledaren: 1 – Inte alls (2026-11-09)",
		"Deltagaren: 4 – I hög grad (2026-11-09)  ·  Handledaren: 4 – I hög grad (2026-11-09)",
		"Jag vill sova hela natten",
		"Nästa steg: Ringa vårdcentralen  ·  Deltagaren  ·  senast 2026-11-20, dagen har passerat",
		"senast 2026-11-21",
		"Jag vill skriva ett cv  ·  Kompetens", "uppnått 2026-11-10",
	} {
		g.sees(want)
	}
	offers := slices.DeleteFunc(every[*widget.Button](g.window.Content()), func(b *widget.Button) bool {
		return b.Text != g.text("plan.offer.activity")
	})
	if len(offers) != 1 {
		t.Errorf("%d areas are low, want health alone", len(offers))
	}
}

// One act says that a goal is reached, and one takes that back; the keys stay in
// the plan.
func TestGoalReachedByKey(t *testing.T) {
	g := workspace(t)
	who := g.measured("H-1001", "")
	goal := g.planned(who, skapa.Goal{Area: skapa.WorkType, Text: "Jag vill arbeta i kök"})
	g.showPlan(who)
	g.press(fyne.KeyDown)
	g.press(fyne.KeySpace)
	if kept := g.goalsOnDisk(who); len(kept) != 1 || kept[0].Done != today {
		t.Fatalf("the file has %+v", kept)
	}
	if _, in := g.window.Canvas().Focused().(*widget.Card); !in {
		t.Errorf("the keys are in a %T", g.window.Canvas().Focused())
	}
	g.undo()
	if kept := g.goalsOnDisk(who); len(kept) != 1 || kept[0] != goal {
		t.Fatalf("undone, the file has %+v, want %+v", kept, goal)
	}
	if page[*participant.Page](g).Participant().ID != who {
		t.Error("another page shows")
	}
}

// A goal is set from a low area by key alone, and the keys come back to it.
func TestNewGoalByKey(t *testing.T) {
	g := workspace(t)
	who := g.measured("H-1001", "")
	g.showPlan(who)
	for range 5 { // from the first area down to health
		g.press(fyne.KeyDown)
	}
	g.press(fyne.KeyReturn)
	if got := g.focusedField(); got != "text" {
		t.Errorf("the focus is in %q", got)
	}
	g.typeText("Jag vill sova hela natten")
	g.press(fyne.KeyTab)
	g.typeText("Ringa vårdcentralen")
	g.press(fyne.KeyTab)
	g.typeText("Deltagaren")
	g.press(fyne.KeyTab)
	g.typeText("1/12")
	g.press(fyne.KeyReturn)
	kept := g.goalsOnDisk(who)
	if len(kept) != 1 {
		t.Fatalf("the file has %+v", kept)
	}
	want := skapa.Goal{
		ID: kept[0].ID, Participant: who, Area: skapa.Health, Since: today, By: skapa.DateOf(2026, 12, 1),
		Text: "Jag vill sova hela natten", Step: "Ringa vårdcentralen", Who: "Deltagaren",
	}
	if kept[0] != want {
		t.Errorf("the file has\n%+v, want\n%+v", kept[0], want)
	}
	g.sees("Jag vill sova hela natten")
	if g.viewing().View != participant.Plan {
		t.Errorf("the view is %v", g.viewing().View)
	}
	g.press(fyne.KeyDown) // the keys are in the area again
	g.press(fyne.KeyReturn)
	if f := page[*plan.Form](g); f.Title() != g.text("goal.title.edit", words.Args{"Code": "H-1001"}) {
		t.Errorf("the page is %q", f.Title())
	}
}

// What is wrong with a goal is said at its field, and nothing is written.
func TestGoalRefused(t *testing.T) {
	for field, wrong := range map[string]struct {
		written map[string]string
		key     string
		args    words.Args
	}{
		"area": {map[string]string{"text": "Jag vill"}, "error.required.area", nil},
		"text": {nil, "error.required.goal", nil},
		"by":   {map[string]string{"text": "Jag vill", "by": "2026-11-20"}, "error.date.byBeforeSince", words.Args{"Date": "2026-11-20", "Since": "2026-11-21"}},
	} {
		g := workspace(t)
		who := g.measured("H-1001", "")
		g.shortcut(ctrl(fyne.KeyM))
		for name, text := range wrong.written {
			g.write(name, text)
		}
		g.shortcut(ctrl(fyne.KeyS))
		if got := g.said(field); got != g.text(wrong.key, wrong.args) {
			t.Errorf("at %s is said %q", field, got)
		}
		if kept := g.goalsOnDisk(who); len(kept) != 0 {
			t.Errorf("the file has %+v", kept)
		}
	}
}

// A goal is changed with a reason, reached on a day that is written, and deleted
// after a question; each is one act that can be undone.
func TestGoalChanged(t *testing.T) {
	g := workspace(t)
	who := g.measured("H-1001", "")
	goal := g.planned(who, skapa.Goal{Area: skapa.Health, Text: "Jag vill sova", Who: "Kuratorn"})
	p := must(g.store.Participant(context.Background(), who))(t)
	only := func(want skapa.Goal) {
		t.Helper()
		if kept := g.goalsOnDisk(who); len(kept) != 1 || kept[0] != want {
			t.Fatalf("the file has %+v, want %+v", kept, want)
		}
	}
	g.showGoal(p, goal, origin{})
	g.write("step", "Boka tid")
	g.write("done", "2026-11-20")
	g.write("why", "Skrevs fel")
	g.shortcut(ctrl(fyne.KeyS))
	changed := goal
	changed.Step, changed.Done = "Boka tid", skapa.DateOf(2026, 11, 20)
	only(changed)
	events := must(g.onDisk().Timeline(context.Background(), who))(t)
	if !slices.ContainsFunc(events, func(e store.Event) bool { return e.Reason == "Skrevs fel" }) {
		t.Error("the reason is not in the history")
	}
	g.undo()
	only(goal)

	g.showGoal(p, goal, origin{})
	g.tap("goal.delete")
	g.asked(g.text("goal.delete.title"))
	g.tap("goal.delete")
	if kept := g.goalsOnDisk(who); len(kept) != 0 {
		t.Fatalf("the file has %+v", kept)
	}
	g.undo()
	only(goal)
}

// The days that are offered for the next step follow the latest meeting.
func TestGoalDaysOffered(t *testing.T) {
	g := workspace(t)
	who := g.measured("H-1001", "") // last on 2026-11-09
	g.shortcut(ctrl(fyne.KeyM))
	g.tap("goal.by.meeting")
	if got := g.field("by").Input.(*widget.DateEntry).Text; got != "2027-02-07" {
		t.Errorf("the next meeting is on %s", got)
	}
	g.tap("goal.by.month")
	if got := g.field("by").Input.(*widget.DateEntry).Text; got != "2026-12-21" {
		t.Errorf("a month later is %s", got)
	}
	if kept := g.goalsOnDisk(who); len(kept) != 0 {
		t.Errorf("the file has %+v", kept)
	}
}

// What is written of a goal is asked about before it is lost, and stays over a
// lock of the file.
func TestGoalIsNotLost(t *testing.T) {
	g := workspace(t)
	g.measured("H-1001", "")
	g.shortcut(ctrl(fyne.KeyM))
	g.write("text", "Jag vill")
	g.press(fyne.KeyEscape)
	g.asked(g.text("leave.title"))
	g.tap("leave.stay")
	at := must(g.whereabouts())(t)
	g.showParticipants()
	g.goTo(at)
	if f := page[*plan.Form](g); !f.Dirty() || g.field("text").Input.(*widget.Entry).Text != "Jag vill" {
		t.Error("what was written is gone")
	}
	if got := g.focusedField(); got != "text" {
		t.Errorf("the focus is in %q", got)
	}
}

// An activity that serves a low area is looked for from the plan.
func TestActivityFromThePlan(t *testing.T) {
	g := workspace(t)
	ctx := context.Background()
	must(g.store.SaveActivity(ctx, skapa.Activity{Name: "Arbetsträning", Category: skapa.ForJob, Serves: skapa.AreaSetOf(skapa.WorkType)}))(t)
	must(g.store.SaveActivity(ctx, skapa.Activity{Name: "Rörelsegrupp", Category: skapa.ForHealth, Serves: skapa.AreaSetOf(skapa.Health)}))(t)
	who := g.measured("H-1001", "")
	g.showPlan(who)
	g.tap("plan.offer.activity")
	g.press(fyne.KeyDown)
	g.press(fyne.KeyReturn)
	if got := g.field("activity").Input.(*widget.Combo).Text; got != "Rörelsegrupp" {
		t.Errorf("the first activity is %q", got)
	}
}

// The page says what a supervisor should see first: who has followed, that a
// meeting is due or the participant paused or gone, and what is lacking.
func TestParticipantPageTells(t *testing.T) {
	type told struct{ sees, misses []string }
	ctx := context.Background()
	karin := func(g *given, id skapa.ID) {
		k := must(g.store.SupervisorNamed(ctx, "Karin Ek"))(g.T)
		p := must(g.store.Participant(ctx, id))(g.T)
		p.Supervisor, p.Since = k.ID, skapa.DateOf(2026, 4, 15)
		must(g.store.SaveParticipant(ctx, p))(g.T)
	}
	leave := func(g *given, id skapa.ID) {
		periods := must(g.store.Periods(ctx, id))(g.T)
		periods[0].Finish, periods[0].Outcome = skapa.DateOf(2026, 10, 1), skapa.ToWork
		must(g.store.SaveExit(ctx, periods[0]))(g.T)
	}
	for name, c := range map[string]struct {
		given func(g *given, id skapa.ID)
		told
	}{
		"not due": {func(*given, skapa.ID) {}, told{[]string{"Start 2025-01-10  ·  Nästa möte omkring 2027-02-07", "Ingen insats pågår just nu."}, []string{"Försenat"}}},
		"paused": {func(g *given, id skapa.ID) {
			must(g.store.SavePause(ctx, skapa.Pause{Participant: id, From: skapa.DateOf(2026, 11, 10), To: skapa.DateOf(2026, 12, 1), Reason: skapa.PauseIllness}))(g.T)
		}, told{[]string{"Pausad till och med 2026-12-01"}, []string{"Ingen insats pågår just nu.", "Nästa möte"}}},
		"overdue": {func(g *given, id skapa.ID) {
			g.check(g.store.SaveRhythm(ctx, skapa.Rhythm{Days: 7, Margin: 2}))
		}, told{[]string{"Försenat möte, skulle ha hållits senast 2026-11-18"}, []string{"Nästa möte"}}},
		"due": {func(g *given, id skapa.ID) {
			g.check(g.store.SaveRhythm(ctx, skapa.Rhythm{Days: 14, Margin: 2}))
		}, told{[]string{"Dags för möte, 2026-11-21 till 2026-11-25"}, []string{"Försenat"}}},
		"left": {leave, told{[]string{"Avslutad 2026-10-01  ·  Arbete  ·  Uppföljning efter 1 månad väntar"}, []string{"Ingen insats pågår just nu.", "Nästa möte"}}},
		"another follows": {func(g *given, id skapa.ID) {
			å := must(g.store.SupervisorNamed(ctx, "Åsa Öberg"))(g.T)
			p := must(g.store.Participant(ctx, id))(g.T)
			p.Supervisor, p.Since = å.ID, p.Start
			must(g.store.SaveParticipant(ctx, p))(g.T)
			karin(g, id)
		}, told{[]string{"Karin Ek sedan 2026-04-15 (2 handledare, nuvarande i 7 månader)"}, nil}},
		"begun": {func(g *given, id skapa.ID) {
			in := must(g.store.NewestInstrument(ctx))(g.T)
			g.check(g.store.SaveDraft(ctx, skapa.Assessment{
				Participant: id, Rater: skapa.Self, Date: today, Instrument: in.Version,
				Answers: map[string]skapa.Step{in.ItemsFor(skapa.Self)[0].ID: 3},
			}))
		}, told{[]string{"Fortsätt mötet"}, []string{"Nytt möte"}}},
	} {
		t.Run(name, func(t *testing.T) {
			g := workspace(t)
			id := g.measured("H-1001", "")
			c.given(g, id)
			g.showParticipant(id)
			for _, text := range c.sees {
				g.sees(text)
			}
			for _, text := range c.misses {
				g.misses(text)
			}
		})
	}
}

// What is seldom done is offered as it fits: nobody who has left can be paused,
// nobody who is here taken up again.
func TestMoreOfAParticipant(t *testing.T) {
	g := workspace(t)
	id := g.measured("H-1001", "")
	offered := func() (all []string) {
		g.showParticipant(id)
		g.tap("participant.more")
		for _, text := range g.shown() {
			for _, key := range []string{"menu.participant.edit", "menu.pause", "menu.handOver", "menu.exit", "menu.reenter"} {
				if text == g.text(key) {
					all = append(all, key)
				}
			}
		}
		g.press(fyne.KeyEscape)
		return all
	}
	if got, want := offered(), []string{"menu.participant.edit", "menu.pause", "menu.handOver", "menu.exit"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	periods := must(g.store.Periods(context.Background(), id))(t)
	periods[0].Finish, periods[0].Outcome = skapa.DateOf(2026, 11, 15), skapa.ToWork
	must(g.store.SaveExit(context.Background(), periods[0]))(t)
	if got, want := offered(), []string{"menu.participant.edit", "menu.exit", "menu.reenter"}; !slices.Equal(got, want) {
		t.Errorf("after the exit %q, want %q", got, want)
	}
	for key, possible := range map[string]bool{"menu.pause": false, "menu.handOver": false, "menu.reenter": true, "menu.exit": true} {
		item := g.menuItem(func(i *fyne.MenuItem) bool { return i.Label == g.text(key) })
		if item == nil || item.Disabled == possible {
			t.Errorf("%s in the menu: %+v", key, item)
		}
	}
}
