package ui

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"framsteg/app/ui/leaving"
	"framsteg/app/ui/meeting"
	"framsteg/app/ui/plan"
	todaypage "framsteg/app/ui/today"
	"framsteg/app/ui/widget"
	"framsteg/store/skapa"
)

// An Enter that was meant for the last question agrees to nothing.
func TestNoEnterAgreesUnseen(t *testing.T) {
	g := workspace(t)
	g.meet(g.addParticipant("H-1001", "2026-01-10"))
	g.press(fyne.KeyReturn)
	g.typeText("333333")
	g.press(fyne.KeyReturn)
	g.press(fyne.KeyReturn)
	g.atStage(meeting.Review)
	g.agree()
	g.atStage(meeting.Thanks)
}

// A click answers and goes on as a digit does; the second click of two answers
// nothing.
func TestClickGoesOn(t *testing.T) {
	g := workspace(t)
	g.meet(g.addParticipant("H-1001", "2026-01-10"))
	g.press(fyne.KeyReturn)
	click := func() {
		l := every[*widget.Ladder](g.top())[0]
		test.TapAt(l, fyne.NewPos(20, 20))
	}
	g.tick()
	click()
	click()
	if n := g.question(); n != 2 {
		t.Fatalf("question %d is asked", n)
	}
	g.at = g.at.Add(time.Second)
	click()
	if n := g.question(); n != 3 {
		t.Errorf("question %d is asked", n)
	}
}

// The last answer that was missing leads to what goes on.
func TestLastMissingAnswerLeadsOn(t *testing.T) {
	g := workspace(t)
	g.meet(g.addParticipant("H-1001", "2026-01-10"))
	g.answerSelf("333333")
	g.atStage(meeting.Own)
	g.typeText("3")
	g.press(fyne.KeyTab) // past the second
	g.typeText("33333")
	g.press(fyne.KeyEscape)
	g.press(fyne.KeyReturn)
	if i := g.item(); i != 1 {
		t.Fatalf("the keys are at item %d", i)
	}
	g.typeText("3")
	g.press(fyne.KeyReturn)
	g.atStage(meeting.Together)
	g.press(fyne.KeyEscape)
	g.sees(g.text("meeting.goOn.done"))
}

func TestNewGoalWhereBothStandTogether(t *testing.T) {
	g := workspace(t)
	g.meet(g.addParticipant("H-1001", "2026-01-10"))
	g.answerSelf("333333")
	g.typeText("3333333")
	g.press(fyne.KeyReturn)
	g.shortcut(ctrl(fyne.KeyM))
	page[*plan.Form](g)
	g.press(fyne.KeyEscape)
	g.atStage(meeting.Together)
}

// Back from what Idag opened is Idag, also by way of a form in it.
func TestBackFromAMeetingOfToday(t *testing.T) {
	g := workspace(t)
	g.addParticipant("H-1001", "2026-01-10")
	g.showToday()
	g.press(fyne.KeyReturn)
	g.atStage(meeting.Start)
	g.answerSelf("333333")
	g.typeText("3333333")
	g.press(fyne.KeyReturn)
	g.shortcut(ctrl(fyne.KeyM))
	g.press(fyne.KeyEscape)
	g.press(fyne.KeyEscape)
	g.press(fyne.KeyEscape)
	rows := page[*todaypage.Page](g).Rows()
	meets := 0
	for _, r := range rows {
		switch r.Group {
		case todaypage.Begun:
			meets++
		case todaypage.Overdue, todaypage.DueNow, todaypage.Never:
			t.Errorf("the meeting that was begun stands in group %v too", r.Group)
		}
	}
	if meets != 1 {
		t.Errorf("it stands %d times in %+v", meets, rows)
	}
}

// Who has left is met again after a re-entry only.
func TestNoMeetingWithWhoHasLeft(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	must(g.store.SaveExit(context.Background(), skapa.Period{ID: id, Participant: id, Finish: skapa.DateOf(2026, 10, 1), Result: skapa.Result{Outcome: skapa.ToWork}}))(t)
	g.showParticipant(id)
	g.shortcut(ctrl(fyne.KeyR))
	g.asked(g.text("meeting.left"))
	g.tap("meeting.left.reenter")
	page[*leaving.Form](g)
}
