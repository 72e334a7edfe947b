package ui

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/meeting"
	"framsteg/app/ui/widget"
	"framsteg/store/skapa"
)

// ratedToday saves what a rater answers today, all items with a step.
func (g *given) ratedToday(id skapa.ID, r skapa.Rater, step skapa.Step) {
	g.Helper()
	a := skapa.Assessment{Participant: id, Date: today, Rater: r, Instrument: skapa.Version{Name: "skapa", Number: 1}, Answers: map[string]skapa.Step{}}
	for _, item := range items(r) {
		a.Answers[item] = step
	}
	must(g.store.SaveAssessment(context.Background(), a, ""))(g.T)
}

// takeBack undoes the last act as a merge with another computer's would.
func (g *given) takeBack() {
	g.Helper()
	last, _ := g.store.LastAct()
	g.check(g.store.UndoAct(context.Background(), last))
}

// What is undone while the meeting is shown is no part of it any more.
func TestUndoDuringAMeeting(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.ratedToday(id, skapa.BySupervisor, 3)
	g.meet(id)
	g.sees(g.text("meeting.saved.already"))
	g.takeBack()
	g.atStage(meeting.Start)
	g.misses(g.text("meeting.saved.already"))
	if !g.opensButton("meeting.begin.supervisor") {
		t.Fatal("the supervisor can't answer")
	}
	g.takeBack() // which takes the undo back
	g.sees(g.text("meeting.saved.already"))
}

// Where one of both is undone, both don't stand together any more.
func TestUndoWhileBothStandTogether(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.ratedToday(id, skapa.BySupervisor, 3)
	g.meet(id)
	g.press(fyne.KeyReturn)
	g.typeText("333333")
	g.agree()
	g.press(fyne.KeyReturn)
	g.takeOver()
	g.atStage(meeting.Together)
	g.takeBack()
	g.atStage(meeting.Start)
	if n := len(g.draftOnDisk(id, skapa.Self)); n != 6 {
		t.Errorf("the participant's draft has %d answers", n)
	}
}

// What is written elsewhere takes nothing from whoever writes or answers here.
func TestMeetingKeepsWhatIsWrittenInIt(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.meet(id)
	g.press(fyne.KeyReturn)
	g.typeText("3")
	asked := g.window.Canvas().Focused()
	g.planned(id, skapa.Goal{Area: skapa.Health, Text: "Sova"})
	if g.window.Canvas().Focused() != asked {
		t.Error("the participant is disturbed")
	}
	g.typeText("33333")
	g.agree()
	g.press(fyne.KeyReturn)
	g.takeOver()
	g.typeText("3333333")
	g.press(fyne.KeyReturn)
	g.atStage(meeting.Together)
	g.window.Canvas().Focus(every[*widget.Field](g.top())[0].Input.(fyne.Focusable))
	g.typeText("Mår bätt")
	g.planned(id, skapa.Goal{Area: skapa.Everyday, Text: "Stiga upp"})
	g.sees(g.words.N("meeting.plan", 2))
	g.typeText("re")
	if got := every[*widget.Entry](g.top())[0].Text; got != "Mår bättre" {
		t.Errorf("the comment is %q", got)
	}
}
