package ui

import (
	"context"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"framsteg/app/ui/locked"
	"framsteg/app/ui/meeting"
	"framsteg/app/ui/participant"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// Whoever sits at the laptop, or looks over a shoulder, sees nothing but the
// questions.
func TestParticipantSeesNothingElse(t *testing.T) {
	g := workspace(t)
	other := g.addParticipant("H-2002", "2026-01-10")
	g.earlier(other, skapa.DateOf(2026, 8, 20), 2, 4)
	g.addParticipant("H-1001", "2026-01-10")
	p := page[*participant.Page](g).Participant()
	p.Name = "Kvast Karqvist"
	must(g.store.SaveParticipant(context.Background(), p))(t)
	g.earlier(p.ID, skapa.DateOf(2026, 8, 20), 2, 4)
	goal := skapa.Goal{Participant: p.ID, Area: skapa.Health, Since: skapa.DateOf(2026, 8, 20), Text: "Sova bättre"}
	must(g.store.SaveGoal(context.Background(), goal))(t)
	secrets := []string{"H-2002", "H-1001", "Kvast", "Karqvist", "Halland", "2026-08-20", "Sova", "Öberg", "Ängelholm", "Studiebesök"}

	look := func(s meeting.Stage) {
		t.Helper()
		g.atStage(s)
		all := strings.Join(append(textsIn(g.window.Content()), g.window.Title()), "\n")
		g.unasked()
		for _, secret := range secrets {
			if strings.Contains(all, secret) {
				t.Errorf("%s: %q is in the window: %s", s, secret, all)
			}
		}
		if g.rail.Visible() || g.banner.Visible() || !g.window.FullScreen() || g.window.MainMenu() != nil {
			t.Errorf("%s: the rail is %v, the banner %v, the whole screen %v, the menu %v", s, g.rail.Visible(), g.banner.Visible(), g.window.FullScreen(), g.window.MainMenu())
		}
	}
	g.breakDisk() // which the banner would tell, with the file's name
	g.meet(p.ID)
	g.press(fyne.KeyReturn)
	look(meeting.Asking)
	g.typeText("12345")
	look(meeting.Asking)
	g.press(fyne.KeyEscape)
	look(meeting.Handing)
	g.press(fyne.KeyEscape)
	g.typeText("0")
	look(meeting.Review)
	g.press(fyne.KeyTab) // nothing is agreed to by an Enter alone
	g.press(fyne.KeyReturn)
	look(meeting.Thanks)
	g.press(fyne.KeyReturn)
	look(meeting.Handing)
	g.takeOver()
	g.atStage(meeting.Own)
	if g.window.FullScreen() || g.window.MainMenu() == nil || !g.banner.Visible() {
		t.Error("the supervisor's window is not as before")
	}
}

// Nothing that leaves can be reached while the participant answers.
func TestNoWayOutForAParticipant(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.meet(id)
	g.press(fyne.KeyReturn)
	for _, stage := range []func(){
		func() { g.atStage(meeting.Asking) },
		func() { g.typeText("333333"); g.atStage(meeting.Review) },
		func() { g.agree(); g.atStage(meeting.Thanks) },
	} {
		stage()
		m := page[*meeting.Page](g)
		was := m.Stage()
		if g.window.MainMenu() != nil {
			t.Fatal("there is a menu, and its shortcuts")
		}
		for _, key := range []fyne.KeyName{fyne.KeyF1, fyne.KeyF10} {
			g.press(key)
			g.unasked()
		}
		g.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(g.path)})
		if page[*meeting.Page](g) != m || m.Stage() != was {
			t.Fatalf("a key or a dropped file leads to %q", m.Stage())
		}
		for name, out := range map[string]func(){
			"closing":      g.close,
			"the list":     g.goToParticipants,
			"Idag":         g.goToToday,
			"Escape":       func() { g.press(fyne.KeyEscape) },
			"the language": func() { g.setLang("en") },
			"the file":     g.closeFile,
			"another file": func() { g.leave(func() { t.Error("left") }) },
		} {
			out()
			if page[*meeting.Page](g) != m || m.Stage() != meeting.Handing {
				t.Fatalf("%s: %q", name, g.shown())
			}
			out() // insisting doesn't help
			if g.current != m || !m.Answering() {
				t.Fatalf("%s, twice: %q", name, g.shown())
			}
			if m.Stage() == meeting.Handing {
				g.press(fyne.KeyReturn) // what has the focus takes nobody out
			} else {
				m.Escape()
				g.press(fyne.KeyReturn)
			}
			if m.Stage() != was {
				t.Fatalf("%s leads to %q", name, m.Stage())
			}
		}
	}
}

// What a participant presses by mistake only asks for the supervisor: taking over
// doesn't end the program.
func TestClosingAsksForTheSupervisor(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.meet(id)
	g.press(fyne.KeyReturn)
	g.typeText("3")
	g.close()
	g.close()
	g.takeOver()
	g.atStage(meeting.Start)
	if !slices.Contains(g.app.Driver().AllWindows(), g.window) {
		t.Fatal("taking over ended the program")
	}
	g.close()
	if slices.Contains(g.app.Driver().AllWindows(), g.window) {
		t.Errorf("the supervisor can't end it: %q", g.shown())
	}
}

func TestTakingOverASealedFile(t *testing.T) {
	g := sealed(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.meet(id)
	g.press(fyne.KeyReturn)
	g.typeText("33")
	g.press(fyne.KeyEscape)
	g.atStage(meeting.Handing)
	for given, want := range map[string]string{"": "error.required.secret", "fel": "meeting.handing.wrong", passphrase + "x": "meeting.handing.wrong"} {
		g.write("secret", given)
		g.press(fyne.KeyReturn)
		g.atStage(meeting.Handing)
		if got := g.said("secret"); got != g.text(want) {
			t.Errorf("of %q it says %q", given, got)
		}
	}
	g.press(fyne.KeyEscape)
	g.atStage(meeting.Asking)
	if g.question() != 3 {
		t.Errorf("it goes on at question %d", g.question())
	}
	g.press(fyne.KeyEscape)
	g.takeOver()
	g.atStage(meeting.Start)
	g.sees(g.text("assessment.answered", words.Args{"Answered": 2, "Asked": 6}))
}

// The supervisor can take over though the file's disk is gone.
func TestTakingOverWithoutTheDisk(t *testing.T) {
	g := sealed(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.meet(id)
	g.press(fyne.KeyReturn)
	g.check(os.Remove(g.path))
	g.press(fyne.KeyEscape)
	g.write("secret", passphrase+"x")
	g.press(fyne.KeyReturn)
	g.atStage(meeting.Handing)
	if got := g.said("secret"); got != g.text("meeting.handing.wrong") {
		t.Errorf("of another passphrase it says %q", got)
	}
	g.takeOver()
	g.atStage(meeting.Start)
}

// The lock hides all, and unlocking comes back to the question, with the
// participant.
func TestLockWhileAParticipantAnswers(t *testing.T) {
	g := sealed(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.meet(id)
	g.press(fyne.KeyReturn)
	g.typeText("33")
	g.window.Canvas().Focus(every[*widget.Segments](g.top())[0])
	g.press(fyne.KeyRight) // to English
	g.wait(11 * time.Minute)
	page[*locked.Page](g)
	if all := g.everything(); strings.Contains(all, "H-1001") {
		t.Errorf("locked, it shows %q", all)
	}
	g.sees(words.In("en").T("lock.guarded.text"))
	g.unlockBy(passphrase)
	g.atStage(meeting.Asking)
	if !g.window.FullScreen() || g.window.MainMenu() != nil {
		t.Error("the participant can leave")
	}
	g.sees(words.In("en").T("meeting.progress", words.Args{"Question": 3, "Asked": 6}))
	g.typeText("4")
	if draft, _, err := g.store.Draft(context.Background(), id, skapa.Self); err != nil || len(draft.Answers) != 3 {
		t.Errorf("the draft has %v, %v", draft.Answers, err)
	}
}

// Back and change, declining, and everything again at the end.
func TestParticipantChangesAnswers(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.meet(id)
	g.press(fyne.KeyReturn)
	g.typeText("12")
	g.press(fyne.KeyBackspace)
	if n := g.question(); n != 2 {
		t.Fatalf("back leads to question %d", n)
	}
	g.press(fyne.KeyLeft)
	g.press(fyne.KeyLeft) // there is nothing before the first
	if n := g.question(); n != 1 {
		t.Fatalf("back leads to question %d", n)
	}
	g.press(fyne.KeyUp)
	g.press(fyne.KeyReturn)
	g.press(fyne.KeyReturn) // the second keeps its answer
	g.press(fyne.KeyReturn) // the third has none yet
	if n := g.question(); n != 3 {
		t.Fatalf("it asks question %d", n)
	}
	g.typeText("0000")
	g.atStage(meeting.Review)
	g.tap("meeting.change") // the first
	g.typeText("5")
	g.atStage(meeting.Review)
	g.tap("meeting.done")
	g.tap("meeting.changeMine")
	g.atStage(meeting.Review)
	if got := g.draftOnDisk(id, skapa.Self); !maps.Equal(got, answersOf(skapa.Self, "520000")) {
		t.Errorf("the file has %v", got)
	}
}

func TestAllQuestionsAtOnce(t *testing.T) {
	g := workspace(t)
	g.prefs.SetBool(prefOneAtATime, false)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.meet(id)
	g.press(fyne.KeyReturn)
	if n := len(every[*widget.Ladder](g.top())); n != 6 {
		t.Fatalf("it asks %d questions", n)
	}
	g.typeText("123450")
	g.press(fyne.KeyReturn)
	g.atStage(meeting.Thanks)
	if got := g.draftOnDisk(id, skapa.Self); !maps.Equal(got, answersOf(skapa.Self, "123450")) {
		t.Errorf("the file has %v", got)
	}
}
