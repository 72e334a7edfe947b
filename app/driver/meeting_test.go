//go:build window

package driver_test

import (
	"context"
	"maps"
	"testing"

	"framsteg/store"
	"framsteg/store/skapa"
)

// fewPresses is below what a meeting takes: twelve answers and a tilltro, all by
// keyboard.
const fewPresses = 60

// counted is a program whose key presses are counted; a passphrase is not.
type counted struct {
	*running
	presses int
}

func (c *counted) press(keys ...string) {
	c.t.Helper()
	c.presses += len(keys)
	c.running.press(keys...)
}

// answersIn gives what is in the draft of H-1001 by a rater; none is nil.
func answersIn(t *testing.T, s *store.Store, r skapa.Rater) map[string]skapa.Step {
	t.Helper()
	a, _, err := s.Draft(context.Background(), participantIn(s).ID, r)
	if err != nil {
		t.Fatal(err)
	}
	return a.Answers
}

// TestWindowMeeting holds a meeting by keyboard alone, with the power lost while
// the participant answers and again while the supervisor does.
func TestWindowMeeting(t *testing.T) { holdMeeting(t, "") }

// TestWindowMeetingSealed holds it on a sealed file, where a passphrase takes the
// laptop back.
func TestWindowMeetingSealed(t *testing.T) { holdMeeting(t, passphrase) }

func holdMeeting(t *testing.T, secret string) {
	const file = "möten.framsteg"
	desk := newDesk(t)
	desk.prefer(`{"supervisor":"Åsa Öberg","team":"Team Kust"}`)
	desk.make(file, secret)
	c := &counted{running: desk.open(file)}
	c.running.press("ctrl+n")
	c.waitTitle("^Ny deltagare")
	c.write("H-1001")
	c.running.press("Return")
	c.waitTitle("^H-1001 ")

	c.press("ctrl+r")
	c.waitTitle("^Möte – H-1001")
	c.screenshot("start")
	c.press("Return")
	c.waitTitle("^Dina svar – Framsteg$")
	c.press("3", "2", "0")
	c.running.press("ctrl+o", "ctrl+w", "ctrl+f", "ctrl+z", "alt+Left", "F10", "F1", "ctrl+g", "ctrl+n") // dead
	want := map[string]skapa.Step{"work-type": 3, "manage-work": 2, "competence": skapa.Declined}
	eventually(t, "half of the answers on the disk", func() bool { return maps.Equal(answersIn(t, desk.workspace(file), skapa.Self), want) })
	c.waitTitle("^Dina svar – Framsteg$")
	c.screenshot("asking")
	c.kill()

	c.running = desk.open(file)
	c.find("h-1001")
	c.press("ctrl+r")
	c.waitTitle("^Möte – H-1001")
	c.press("Return")
	c.waitTitle("^Dina svar – Framsteg$")
	c.press("4", "5", "1")
	c.screenshot("review")
	c.press("Tab", "Return") // Enter alone agrees to nothing
	c.screenshot("thanks")
	c.press("Return")
	c.screenshot("handing")
	if secret == "" {
		c.press("Tab", "Return")
	} else {
		c.write("fel")
		c.press("Return")
		c.screenshot("refused")
		c.takeOver(secret)
	}
	c.waitTitle("^Möte – H-1001")
	c.press("2", "2", "3")
	own := map[string]skapa.Step{"work-type": 2, "manage-work": 2, "competence": 3}
	eventually(t, "the supervisor's on the disk", func() bool { return maps.Equal(answersIn(t, desk.workspace(file), skapa.BySupervisor), own) })
	c.screenshot("own")
	c.kill()

	c.running = desk.open(file)
	c.find("h-1001")
	c.press("ctrl+r")
	c.waitTitle("^Möte – H-1001")
	c.press("Return", "4", "4", "2", "2")
	c.screenshot("tilltro")
	c.press("ctrl+s")
	c.screenshot("together")
	c.press("ctrl+s")
	c.waitTitle("^H-1001 ")
	eventually(t, "both ratings on the disk", func() bool { return len(ratingsIn(desk.workspace(file))) == 2 })
	c.screenshot("saved")
	t.Logf("the meeting took %d key presses, with two losses of power", c.presses)
	if c.presses >= fewPresses {
		t.Errorf("that is not below %d", fewPresses)
	}

	all := map[skapa.Rater]map[string]skapa.Step{
		skapa.Self:         {"work-type": 3, "manage-work": 2, "competence": skapa.Declined, "everyday": 4, "cooperation": 5, "health": 1},
		skapa.BySupervisor: {"work-type": 2, "manage-work": 2, "competence": 3, "everyday": 4, "cooperation": 4, "health": 2, "belief": 2},
	}
	workspace := desk.workspace(file)
	made := ratingsIn(workspace)
	for _, a := range made {
		if !maps.Equal(a.Answers, all[a.Rater]) || a.Date != made[0].Date {
			t.Errorf("%s answered %v on %v", a.Rater, a.Answers, a.Date)
		}
		if left := answersIn(t, workspace, a.Rater); left != nil {
			t.Errorf("a draft is left: %v", left)
		}
	}
	c.press("ctrl+z")
	eventually(t, "one undo takes both back", func() bool { return len(ratingsIn(desk.workspace(file))) == 0 })
	c.close()
}

// find opens the page of a participant from Idag.
func (r *running) find(code string) {
	r.t.Helper()
	r.press("ctrl+f")
	r.waitTitle("^Deltagare")
	r.write(code)
	r.press("Return")
	r.waitTitle("^H-1001 ")
}

// takeOver gives the passphrase of the supervisor; what is typed while one is
// tried goes nowhere.
func (r *running) takeOver(secret string) {
	r.t.Helper()
	r.screenshot("tried")
	r.press("ctrl+a")
	r.write(secret)
	r.press("Return")
}
