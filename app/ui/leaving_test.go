package ui

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/leaving"
	"framsteg/app/ui/participant"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

func (g *given) pausesOnDisk(id skapa.ID) []skapa.Pause {
	g.Helper()
	return must(g.onDisk().Pauses(context.Background(), id))(g.T)
}

func (g *given) periodsOnDisk(id skapa.ID) []skapa.Period {
	g.Helper()
	return must(g.onDisk().Periods(context.Background(), id))(g.T)
}

// leave opens a form of leaving of a participant.
func (g *given) leaving(code string, open func(skapa.Participant)) *leaving.Form {
	g.Helper()
	open(g.saidOnDisk(code))
	return page[*leaving.Form](g)
}

func (g *given) newPause(p skapa.Participant) {
	g.showPause(p, skapa.Pause{From: today}, origin{})
}

func TestPause(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.leaving("H-1001", g.newPause)
	if got := g.focusedField(); got != "from" {
		t.Errorf("the focus is at %q", got)
	}
	g.press(fyne.KeyReturn)
	if got, want := g.said("reason"), g.text("error.required.pauseReason"); got != want {
		t.Errorf("without a reason: %q", got)
	}
	g.choose("reason", "pause.reason.illness")
	g.write("from", "2026-11-01")
	g.press(fyne.KeyReturn)
	page[*participant.Page](g)
	g.sees(g.text("leaving.saved.pause"))
	kept := g.pausesOnDisk(id)
	want := skapa.Pause{ID: kept[0].ID, Participant: id, From: skapa.DateOf(2026, 11, 1), Reason: skapa.PauseIllness}
	if len(kept) != 1 || kept[0] != want {
		t.Fatalf("the file has %+v", kept)
	}

	// Another one that meets it is refused.
	g.leaving("H-1001", g.newPause)
	g.choose("reason", "pause.reason.other")
	g.shortcut(ctrl(fyne.KeyS))
	g.asked(g.text("error.pause.overlaps", words.Args{"Date": "2026-11-01"}))
	g.tap("ok")
	g.press(fyne.KeyEscape)
	g.asked(g.text("leave.text"))
	g.tap("leave.go")

	// Ended today, with a reason.
	open := func(p skapa.Participant) { g.showPause(p, g.pausesOnDisk(id)[0], origin{}) }
	g.leaving("H-1001", open)
	g.write("because", "Frisk")
	g.tap("pause.end")
	if kept = g.pausesOnDisk(id); kept[0].To != today || kept[0].From != want.From {
		t.Errorf("ended, the file has %+v", kept)
	}
	if events := must(g.onDisk().Timeline(context.Background(), id))(t); events[0].Reason != "Frisk" {
		t.Errorf("it was ended because %q", events[0].Reason)
	}
	g.undo()
	if kept = g.pausesOnDisk(id); kept[0] != want {
		t.Errorf("undone, the file has %+v", kept)
	}

	// Taken away, with a reason.
	g.leaving("H-1001", open)
	g.tap("leaving.delete.pause")
	g.typeText("Fel person")
	g.press(fyne.KeyReturn)
	page[*participant.Page](g)
	if kept = g.pausesOnDisk(id); len(kept) != 0 {
		t.Errorf("taken away, the file has %+v", kept)
	}
	if events := must(g.onDisk().Timeline(context.Background(), id))(t); events[0].Reason != "Fel person" {
		t.Errorf("it was taken away because %q", events[0].Reason)
	}
}

// An exit ends what goes on, on its day and in one act.
func TestExit(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.addParticipation("Praktik", "category.job", "2026-02-01")
	ctx := context.Background()
	must(g.store.SaveGoal(ctx, skapa.Goal{Participant: id, Area: skapa.Areas[0], Since: today, Text: "Kassan"}))(t)
	must(g.store.SavePause(ctx, skapa.Pause{Participant: id, From: skapa.DateOf(2026, 10, 1), Reason: skapa.PauseOther}))(t)

	g.leaving("H-1001", g.showExit)
	g.sees("Praktik, " + g.text("exit.pause"))
	g.sees(g.words.N("exit.goals", 1))
	g.press(fyne.KeyReturn)
	if got, want := g.said("outcome"), g.text("error.required.outcome"); got != want {
		t.Errorf("without an outcome: %q", got)
	}
	if fields := g.fieldNames(); fields["hours"] || fields["support"] {
		t.Error("hours are asked for before there is work")
	}
	g.choose("outcome", "outcome.work")
	g.write("hours", "x")
	g.press(fyne.KeyReturn)
	if got, want := g.said("hours"), g.text("error.hours", words.Args{"Max": skapa.MaxHours}); got != want {
		t.Errorf("hours that are none: %q", got)
	}
	g.write("hours", "20")
	g.choose("support", "support.wage-subsidy")
	g.write("finish", "2026-11-20")
	g.press(fyne.KeyReturn)
	page[*participant.Page](g)
	g.sees(g.text("leaving.saved.exit"))
	day := skapa.DateOf(2026, 11, 20)
	want := skapa.Period{ID: id, Participant: id, Start: skapa.DateOf(2026, 1, 10), Finish: day,
		Result: skapa.Result{Outcome: skapa.ToWork, Hours: 20, Support: skapa.WageSubsidy}}
	if kept := g.periodsOnDisk(id); len(kept) != 1 || kept[0] != want {
		t.Fatalf("the file has %+v", kept)
	}
	if parts := g.participationsOnDisk(id); parts[0].Status != skapa.Finished || parts[0].End != day {
		t.Errorf("the activity is %+v", parts[0])
	}
	if pauses := g.pausesOnDisk(id); pauses[0].To != day {
		t.Errorf("the pause is %+v", pauses[0])
	}
	act, _ := g.store.LastAct()
	if act.Key != "act.exit" {
		t.Errorf("it is called %s", act.Key)
	}
	g.undo()
	if parts := g.participationsOnDisk(id); parts[0].Status != skapa.Ongoing || !g.saidOnDisk("H-1001").Active() || !g.pausesOnDisk(id)[0].To.IsZero() {
		t.Errorf("undone, the activity is %+v", parts[0])
	}
}

// What goes on stays where the box is not checked.
func TestExitThatEndsNothing(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.addParticipation("Praktik", "category.job", "2026-02-01")
	g.leaving("H-1001", g.showExit)
	g.choose("outcome", "outcome.dropout")
	g.field("end").Input.(*widget.Check).SetChecked(false)
	g.shortcut(ctrl(fyne.KeyS))
	if g.saidOnDisk("H-1001").Active() || g.participationsOnDisk(id)[0].Status != skapa.Ongoing {
		t.Errorf("the file has %+v", g.participationsOnDisk(id))
	}
}

func (g *given) fieldNames() map[string]bool {
	names := map[string]bool{}
	for _, f := range every[*widget.Field](g.top()) {
		names[f.Name] = true
	}
	return names
}

// exited makes a participant leave to something.
func (g *given) exited(code, outcome string) {
	g.Helper()
	g.leaving(code, g.showExit)
	g.choose("outcome", "outcome."+outcome)
	g.shortcut(ctrl(fyne.KeyS))
	page[*participant.Page](g)
}

// An exit is corrected and taken back; a re-entry begins a period, and the old one
// stays.
func TestExitCorrectedTakenBackAndReentered(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.exited("H-1001", "dropout")
	g.leaving("H-1001", g.showExit)
	g.choose("outcome", "outcome.closer")
	g.write("because", "Fel rad")
	g.press(fyne.KeyReturn)
	if kept := g.periodsOnDisk(id); kept[0].Outcome != skapa.Closer || kept[0].Finish != today {
		t.Errorf("corrected, the file has %+v", kept)
	}
	g.leaving("H-1001", g.showExit)
	g.tap("leaving.delete.exit")
	g.press(fyne.KeyReturn)
	if !g.saidOnDisk("H-1001").Active() {
		t.Error("taken back, it stands")
	}
	g.exited("H-1001", "closer")
	g.leaving("H-1001", g.askReentry)
	g.write("start", "2026-01-01")
	g.press(fyne.KeyReturn)
	g.asked(g.text("error.date.beforeExit", words.Args{"Date": "2026-01-01", "Exit": today}))
	g.tap("ok")
	g.write("start", today.String())
	g.press(fyne.KeyReturn)
	page[*participant.Page](g)
	kept := g.periodsOnDisk(id)
	if len(kept) != 2 || kept[0].Outcome != skapa.Closer || kept[1].Start != today || !kept[1].Finish.IsZero() {
		t.Errorf("re-entered, the file has %+v", kept)
	}
	g.leaving("H-1001", g.showExit)
	g.sees(g.text("exit.periods"))

	// The re-entry is taken away.
	g.shell.correct(g.saidOnDisk("H-1001"), "period", kept[1].ID)
	page[*leaving.Form](g)
	g.tap("leaving.delete.entry")
	g.press(fyne.KeyReturn)
	if kept = g.periodsOnDisk(id); len(kept) != 1 || g.saidOnDisk("H-1001").Active() {
		t.Errorf("taken away, the file has %+v", kept)
	}
}

func TestFollowUp(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.exited("H-1001", "work")
	follow := func() []skapa.FollowUp { return must(g.onDisk().FollowUps(context.Background(), id))(g.T) }
	g.leaving("H-1001", func(p skapa.Participant) { g.showFollowUp(p, skapa.FollowUp{Period: id, Months: 6}, origin{}) })
	g.choose("outcome", "outcome.studies")
	g.write("hours", "40")
	g.press(fyne.KeyReturn)
	kept := follow()
	want := skapa.FollowUp{ID: kept[0].ID, Participant: id, Period: id, Months: 6, Date: today, Result: skapa.Result{Outcome: skapa.ToStudies, Hours: 40}}
	if len(kept) != 1 || kept[0] != want {
		t.Fatalf("the file has %+v", kept)
	}
	open := func(p skapa.Participant) { g.showFollowUp(p, follow()[0], origin{}) }
	g.leaving("H-1001", open)
	g.choose("outcome", "outcome.unreached")
	g.shortcut(ctrl(fyne.KeyS))
	g.shortcut(ctrl(fyne.KeyS))
	if kept = follow(); kept[0].Outcome != skapa.Unreached || kept[0].Hours != 0 {
		t.Errorf("corrected, the file has %+v", kept)
	}
	g.leaving("H-1001", open)
	g.tap("leaving.delete.followup")
	g.press(fyne.KeyReturn)
	if kept = follow(); len(kept) != 0 {
		t.Errorf("taken away, the file has %+v", kept)
	}
	g.undo()
	if kept = follow(); len(kept) != 1 {
		t.Errorf("undone, the file has %+v", kept)
	}
}

// Leaving a form asks where something was entered, and writes nothing.
func TestLeavingAFormAsks(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.leaving("H-1001", g.showExit)
	g.press(fyne.KeyEscape)
	page[*participant.Page](g)
	g.leaving("H-1001", g.showExit)
	g.choose("outcome", "outcome.other")
	g.press(fyne.KeyEscape)
	g.asked(g.text("leave.text"))
	g.tap("leave.go")
	if kept := g.periodsOnDisk(id); !kept[0].Finish.IsZero() {
		t.Errorf("the file has %+v", kept)
	}
}

// What is entered in a form of leaving is there after the lock.
func TestLeavingAfterTheLock(t *testing.T) {
	for name, c := range map[string]struct {
		left  bool // the participant has
		open  func(g *given, p skapa.Participant)
		field string
	}{
		"pause":    {false, (*given).newPause, "from"},
		"exit":     {false, func(g *given, p skapa.Participant) { g.showExit(p) }, "finish"},
		"re-entry": {true, func(g *given, p skapa.Participant) { g.askReentry(p) }, "start"},
		"follow-up": {true, func(g *given, p skapa.Participant) {
			g.showFollowUp(p, skapa.FollowUp{Period: p.ID, Months: 6}, origin{})
		}, "date"},
	} {
		t.Run(name, func(t *testing.T) {
			g := workspace(t)
			g.addParticipant("H-1001", "2026-01-10")
			if c.left {
				g.exited("H-1001", "work")
			}
			p := g.saidOnDisk("H-1001")
			g.seal()
			c.open(g, p)
			g.write(c.field, "2026-03-04")
			months := -1
			if name == "follow-up" {
				months = g.field("months").Input.(*widget.Choice).SelectedIndex()
			}
			g.lockAndUnlock()
			form := page[*leaving.Form](g)
			if got := g.field(c.field).Input.(*widget.DateEntry).Text; got != "2026-03-04" {
				t.Errorf("after the lock it says %q", got)
			}
			if got := g.focusedField(); got != c.field {
				t.Errorf("the focus is at %q", got)
			}
			if months >= 0 && (months != 1 || g.field("months").Input.(*widget.Choice).SelectedIndex() != 1) {
				t.Error("the months are others")
			}
			if !form.Dirty() {
				t.Error("nothing would be lost")
			}
		})
	}
}
