package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/meeting"
	"framsteg/app/ui/plan"
	"framsteg/store/skapa"
)

// planOf goes on from the participant's answers to the plan of the meeting.
func (g *given) planOf(id skapa.ID, self, supervisor string) {
	g.Helper()
	g.meet(id)
	g.answerSelf(self)
	g.typeText(supervisor)
	g.press(fyne.KeyReturn)
	g.atStage(meeting.Together)
	g.press(fyne.KeyRight) // the keys are at the tabs
	g.sees(g.words.N("meeting.plan", len(g.openGoalsOnDisk(id))))
}

func (g *given) openGoalsOnDisk(id skapa.ID) []skapa.Goal {
	g.Helper()
	return slices.DeleteFunc(g.goalsOnDisk(id), func(goal skapa.Goal) bool { return !goal.Open() })
}

// The plan of a meeting stands on what is said at it; what is older has its date.
func TestPlanOfAMeetingSaysWhatIsSaidNow(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.earlier(id, skapa.DateOf(2026, 8, 20), 2, 4)
	g.planOf(id, "533333", "0333333")
	said := ""
	for _, text := range textsIn(g.window.Content()) {
		if strings.Contains(text, "5 – ") {
			said = text
		}
	}
	if !strings.Contains(said, "4 – I hög grad (2026-08-20)") {
		t.Errorf("of the first area is said %q", said)
	}
	g.misses("2 – I liten grad")
}

// What is reached in the plan of a meeting is so in its text and its count at once.
func TestGoalReachedInAMeeting(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.planned(id, skapa.Goal{Area: skapa.Health, Text: "Sova"})
	g.planned(id, skapa.Goal{Area: skapa.Health, Text: "Gå ut"})
	g.planOf(id, "333333", "3333333")
	g.tap("plan.done")
	g.sees(g.words.N("meeting.plan", 1))
	g.sees(g.text("plan.reached"))
	if n := len(g.openGoalsOnDisk(id)); n != 1 {
		t.Errorf("the file has %d open goals", n)
	}
	g.takeBack()
	g.sees(g.words.N("meeting.plan", 2))
	g.misses(g.text("plan.reached"))
}

// The keys stay at a goal that is reached by key.
func TestKeysStayInThePlanOfAMeeting(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	goal := g.planned(id, skapa.Goal{Area: skapa.Health, Text: "Sova"})
	g.planOf(id, "333333", "3333333")
	board := every[*plan.Board](g.top())[0]
	board.GoTo(skapa.Health, goal.ID)
	g.press(fyne.KeySpace)
	if area, at := every[*plan.Board](g.top())[0].Spot(); area != skapa.Health || at != goal.ID {
		t.Errorf("the keys are at %q, %v", area, at)
	}
}

// Two more Enters do not save the meeting before anybody has talked.
func TestNoEnterSavesAMeetingUnawares(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.meet(id)
	g.answerSelf("333333")
	g.typeText("3333333")
	for range 3 {
		g.press(fyne.KeyReturn)
	}
	g.atStage(meeting.Together)
	if n := len(g.ratingsOnDisk(id)); n != 0 {
		t.Errorf("%d ratings are saved", n)
	}
}
