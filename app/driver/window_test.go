//go:build window

// The tests of the real window: a program that is built and started, on a
// screen with software OpenGL, driven by keys and clicks. Run them by
//
//	CGO_ENABLED=0 go test -tags window ./app/driver
//
// They keep their pictures in .ci/out, or where FRAMSTEG_SHOTS says.
package driver_test

import (
	"context"
	"maps"
	"testing"

	"framsteg/store"
	"framsteg/store/skapa"
)

func TestWindowOpensOnTheWelcomePageAndCloses(t *testing.T) {
	program := newDesk(t).start()
	program.waitTitle("^Framsteg$")
	if n := colours(program.screenshot("welcome")); n < 20 {
		t.Errorf("the picture has %d colours: nothing is drawn", n)
	}
	program.close()
}

// TestWindowMainJob walks the main job as a supervisor does on the first day:
// a workspace, a participant, both ratings, the chart, with the power lost in
// the middle of a rating and again after it.
func TestWindowMainJob(t *testing.T) {
	const file = "våra deltagare.framsteg"
	desk := newDesk(t)
	program := desk.start()

	program.waitTitle("^Framsteg$")
	program.write("Åsa Öberg")
	program.press("Return")
	program.write("Team Kuståret")
	program.screenshot("who")
	program.press("Return", "Return")
	program.write("våra deltagare")
	program.screenshot("new-workspace")
	program.press("Return")
	program.screenshot("protect")
	program.press("Tab", "Tab", "Tab", "Return", "Tab", "Return") // without encryption
	program.waitTitle("^Idag – våra deltagare – Framsteg$")
	program.screenshot("empty-today")

	program.press("ctrl+n")
	program.waitTitle("^Ny deltagare")
	program.write("H-1001")
	program.press("Tab")
	program.write("Örjan Ärlig Åkesson")
	program.press("Tab", "Tab") // no personnummer
	program.write("1989")
	program.screenshot("new-participant")
	program.press("Return")
	program.waitTitle("^H-1001 ")
	program.screenshot("participant")

	program.press("ctrl+r")
	program.waitTitle("^Möte – H-1001")
	program.press("Return") // hands the laptop over
	program.waitTitle("^Dina svar – Framsteg$")
	program.press("3", "2", "0")
	half := map[string]skapa.Step{"work-type": 3, "manage-work": 2, "competence": skapa.Declined}
	eventually(t, "the draft on the disk", func() bool { return maps.Equal(draftIn(desk.workspace(file)), half) })
	program.screenshot("half-a-rating")
	program.kill()

	program = desk.start(desk.path(file))
	program.waitTitle("^Idag – våra deltagare – Framsteg$")
	program.press("ctrl+f")
	program.waitTitle("^Deltagare – våra deltagare – Framsteg$")
	program.click(300, 190) // the first row
	program.waitTitle("^H-1001 ")
	program.press("ctrl+r")
	program.waitTitle("^Möte – H-1001")
	program.press("Return") // hands the laptop over
	program.waitTitle("^Dina svar – Framsteg$")
	program.press("4", "5", "1")
	program.screenshot("own-rating")
	program.press("Tab", "Return")
	program.screenshot("thanks")
	program.press("Return", "Tab", "Return") // takes it back
	program.waitTitle("^Möte – H-1001")
	program.press("2", "2", "3", "4", "4", "2", "3")
	program.screenshot("supervisor-rating")
	program.press("Return")
	program.screenshot("together")
	program.press("ctrl+s")
	program.waitTitle("^H-1001 ")
	eventually(t, "both ratings on the disk", func() bool { return len(ratingsIn(desk.workspace(file))) == 2 })
	program.screenshot("chart")
	program.kill()

	program = desk.start(desk.path(file))
	program.waitTitle("^Idag – våra deltagare – Framsteg$")
	program.press("ctrl+f")
	program.waitTitle("^Deltagare – våra deltagare – Framsteg$")
	program.write("åkesson")
	program.screenshot("found")
	program.press("Return")
	program.waitTitle("^H-1001 ")
	program.screenshot("chart-after-restart")
	program.press("ctrl+d", "Right", "Left")
	program.screenshot("chart-by-keyboard")
	program.close()

	workspace := desk.workspace(file)
	p := participantIn(workspace)
	if p.Name != "Örjan Ärlig Åkesson" || p.BirthYear != 1989 {
		t.Errorf("the participant is %+v", p)
	}
	want := map[skapa.Rater]map[string]skapa.Step{
		skapa.Self:         {"work-type": 3, "manage-work": 2, "competence": skapa.Declined, "everyday": 4, "cooperation": 5, "health": 1},
		skapa.BySupervisor: {"work-type": 2, "manage-work": 2, "competence": 3, "everyday": 4, "cooperation": 4, "health": 2, "belief": 3},
	}
	for _, a := range ratingsIn(workspace) {
		if !maps.Equal(a.Answers, want[a.Rater]) {
			t.Errorf("%s answered %v, not %v", a.Rater, a.Answers, want[a.Rater])
		}
		history, err := workspace.AssessmentHistory(context.Background(), a.ID)
		if err != nil || len(history) != 1 || history[0].Author != "Åsa Öberg" {
			t.Errorf("the history is %v, %v", history, err)
		}
	}
	if left := draftIn(workspace); left != nil {
		t.Errorf("a draft is left: %v", left)
	}
}

// participantIn gives H-1001; none is the zero Participant.
func participantIn(s *store.Store) skapa.Participant {
	p, _ := s.ParticipantByCode(context.Background(), "H-1001")
	return p
}

// draftIn gives the answers of the draft of H-1001's own rating; none is nil.
func draftIn(s *store.Store) map[string]skapa.Step {
	a, _, _ := s.Draft(context.Background(), participantIn(s).ID, skapa.Self)
	return a.Answers
}

func ratingsIn(s *store.Store) []skapa.Assessment {
	as, _ := s.Assessments(context.Background(), participantIn(s).ID)
	return as
}
