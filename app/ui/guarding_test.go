package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"framsteg/app/ui/locked"
	"framsteg/app/ui/meeting"
	todaypage "framsteg/app/ui/today"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

func init() {
	visits["meeting, locked"] = func(g *given, _ skapa.ID) {
		g.seal()
		g.newMeeting()
		g.press(fyne.KeyReturn)
		g.typeText("34")
		g.lock()
		g.unlockBy("fel")
	}
	visits["meeting, guessing"] = func(g *given, _ skapa.ID) { g.seal(); g.newMeeting(); g.guess() }
}

// guess gives wrong passphrases until that has to wait.
func (g *given) guess() {
	g.Helper()
	g.press(fyne.KeyReturn)
	g.press(fyne.KeyEscape)
	for range 4 {
		g.write("secret", "fel")
		g.press(fyne.KeyReturn)
	}
}

// The lock is no way out for the participant who has the laptop.
func TestNoWayOutByTheLock(t *testing.T) {
	g := sealed(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	other := filepath.Join(filepath.Dir(g.path), "Annat team.framsteg")
	g.make(other)
	g.meet(id)
	g.press(fyne.KeyReturn)
	g.typeText("12")
	g.lock()
	guarded := page[*locked.Page](g)
	for name, out := range map[string]func(){
		"closing":      g.close,
		"the file":     g.closeFile,
		"the language": func() { g.setLang("en") },
		"Escape":       func() { g.press(fyne.KeyEscape) },
		"F1":           func() { g.press(fyne.KeyF1) },
		"F10":          func() { g.press(fyne.KeyF10) },
		"a file":       func() { g.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(other)}) },
		"a guess":      func() { g.unlockBy("fel") },
	} {
		out()
		if g.current != guarded {
			t.Fatalf("%s leads to a %T", name, g.current)
		}
		g.unasked()
		if all := g.everything(); !g.window.FullScreen() || g.window.MainMenu() != nil || strings.Contains(all, "Halland") || strings.Contains(all, "Öberg") {
			t.Errorf("%s: the whole screen %v, the menu %v, in %q", name, g.window.FullScreen(), g.window.MainMenu() != nil, all)
		}
	}
	if n := len(every[*widget.Button](g.top())); n != 1 {
		t.Errorf("the page has %d buttons: %q", n, g.shown())
	}
	g.unlockBy(passphrase)
	g.atStage(meeting.Asking)
	g.press(fyne.KeyEscape)
	g.takeOver()
	if g.window.FullScreen() || g.window.MainMenu() == nil {
		t.Error("the supervisor's window is not as before")
	}
	g.lock()
	g.sees("Halland")
	g.sees(g.text("lock.close"))
}

// A supervisor whose file is gone is not kept in by the lock.
func TestUnlockingAsTheSupervisorWithoutTheFile(t *testing.T) {
	g := sealed(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.meet(id)
	g.press(fyne.KeyReturn)
	g.lock()
	g.check(os.Remove(g.path))
	g.unlockBy("fel")
	if got := g.said("secret"); got != g.text("meeting.handing.failed") {
		t.Errorf("of a wrong passphrase it says %q", got)
	}
	g.unasked()
	g.unlockBy(passphrase)
	g.asked(g.text("error.open.missing", words.Args{"Path": g.path}))
	g.press(fyne.KeyReturn)
	g.tap("lock.close")
	if g.window.FullScreen() {
		t.Error("the window is not as before")
	}
}

// What failed in a sealed file is told nobody who doesn't open it.
func TestWhatFailedStaysInItsFile(t *testing.T) {
	failed := &skapa.Problem{Key: "error.code.used", Args: skapa.Args{"Code": "HEMLIG-77"}}
	for name, leave := range map[string]func(*given){
		"locked": func(g *given) { g.lock() },
		"let go": func(g *given) { g.check(g.release()) },
	} {
		t.Run(name, func(t *testing.T) {
			g := sealed(t)
			id := g.addParticipant("H-1001", "2026-01-10")
			other := filepath.Join(t.TempDir(), "Halmstad.framsteg")
			g.make(other)
			g.meet(id)
			g.press(fyne.KeyReturn)
			g.report(failed)
			leave(g)
			g.open(other)
			page[*todaypage.Page](g)
			g.unasked()
			g.misses("HEMLIG")
		})
	}
}

// What the supervisor copied or types is not shown to the participant.
func TestThePassphraseIsNeverShown(t *testing.T) {
	g := sealed(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.app.Clipboard().SetContent("Örjan Andersson")
	look := func() {
		t.Helper()
		entry := g.field("secret").Input.(*widget.Entry)
		entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: g.app.Clipboard()})
		g.misses(g.text("secret.show"))
		if !entry.Password || len(every[*widget.Button](entry)) > 0 {
			t.Error("it can be shown")
		}
	}
	g.meet(id)
	g.press(fyne.KeyReturn)
	g.press(fyne.KeyEscape)
	g.atStage(meeting.Handing)
	look()
	g.press(fyne.KeyEscape)
	g.lock()
	look()
}

// Whoever guesses the passphrase has to wait, and the supervisor takes over
// after it.
func TestGuessesHaveToWait(t *testing.T) {
	g := sealed(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.meet(id)
	g.guess()
	g.sees("Vänta")
	g.press(fyne.KeyEscape) // and again: it still has to wait
	g.press(fyne.KeyEscape)
	g.write("secret", passphrase)
	g.press(fyne.KeyReturn)
	g.atStage(meeting.Handing)
	g.sees("Vänta")
	g.at = g.at.Add(10 * time.Second)
	g.press(fyne.KeyReturn)
	g.atStage(meeting.Start)
}

// Nothing is undone while a meeting is shown: nobody would see it.
func TestNoUndoDuringAMeeting(t *testing.T) {
	g := workspace(t)
	first, second := g.addParticipant("H-1001", "2026-01-10"), g.addParticipant("H-1002", "2026-01-10")
	g.rateAs(first, skapa.BySupervisor, "3333333")
	g.meet(second)
	for _, key := range []string{"", "meeting.begin.supervisor"} {
		if key != "" {
			g.tap(key)
			g.typeText("33")
		}
		g.undo()
		if item := g.menuItem(func(i *fyne.MenuItem) bool { return i.Label == g.text("menu.undo.earlier") }); !item.Disabled {
			t.Error("the menu undoes earlier acts")
		}
		g.unasked()
		if n := len(g.ratingsOnDisk(first)); n != 1 {
			t.Fatalf("another's meeting is undone, %d ratings are left", n)
		}
	}
	if !slices.ContainsFunc(g.window.MainMenu().Items, func(m *fyne.Menu) bool {
		return slices.ContainsFunc(m.Items, func(i *fyne.MenuItem) bool { return i.Label == g.text("menu.undo.meeting") })
	}) {
		t.Error("the menu doesn't say why")
	}
	g.leaveMeeting()
	g.undo()
	if n := len(g.ratingsOnDisk(first)); n != 0 {
		t.Errorf("after the meeting, the undo leaves %d ratings", n)
	}
}
