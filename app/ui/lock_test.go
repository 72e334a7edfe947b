package ui

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/locked"
	"framsteg/app/ui/meeting"
	"framsteg/app/ui/participant"
	"framsteg/app/ui/participants"
	"framsteg/app/ui/screen"
	todaypage "framsteg/app/ui/today"
	"framsteg/app/ui/welcome"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/assets"
	"framsteg/store"
	"framsteg/store/skapa"
)

// passphrase opens the sealed workspaces of the tests.
const passphrase = "fyra gröna kaffekoppar"

// sealed starts the program on a new sealed workspace.
func sealed(t *testing.T) *given {
	t.Helper()
	g := start(t)
	g.prefs.setAuthor(author)
	s := must(store.Create(context.Background(), g.path, assets.Instrument(), store.Options{Now: g.clock, Secret: passphrase, Work: 10}))(t)
	g.check(s.Close())
	g.open(g.path)
	g.typeText(passphrase)
	g.press(fyne.KeyReturn)
	page[*todaypage.Page](g)
	g.showParticipants()
	g.Cleanup(func() {
		if g.store != nil {
			g.store.Close()
		}
		if g.lockState.file != nil {
			g.lockState.file.Close()
		}
	})
	return g
}

// unlockBy enters a secret on the lock page.
func (g *given) unlockBy(secret string) {
	g.Helper()
	page[*locked.Page](g)
	g.write("secret", secret)
	g.press(fyne.KeyReturn)
}

// wait lets time pass with nobody at the window.
func (g *given) wait(d time.Duration) {
	for end := g.at.Add(d); g.at.Before(end); {
		g.at = g.at.Add(time.Second)
		g.beat(g.at)
	}
}

// everything gives all texts that the window holds, its title and its menus,
// also those that are not in sight.
func (g *given) everything() string {
	texts := []string{g.window.Title()}
	var look func(o fyne.CanvasObject)
	look = func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *canvas.Text:
			texts = append(texts, o.Text)
		case *fynewidget.Label:
			texts = append(texts, o.Text)
		case *fyne.Container:
			for _, child := range o.Objects {
				look(child)
			}
		}
		if w, is := o.(fyne.Widget); is {
			for _, child := range test.WidgetRenderer(w).Objects() {
				look(child)
			}
		}
	}
	for _, o := range append(g.window.Canvas().Overlays().List(), g.window.Content()) {
		look(o)
	}
	var menus func(items []*fyne.MenuItem)
	menus = func(items []*fyne.MenuItem) {
		for _, item := range items {
			texts = append(texts, item.Label)
			if item.ChildMenu != nil {
				menus(item.ChildMenu.Items)
			}
		}
	}
	if menu := g.window.MainMenu(); menu != nil {
		for _, m := range menu.Items {
			menus(m.Items)
		}
	}
	return strings.Join(texts, "\n")
}

func TestTheLockComesWhenNobodyIsThere(t *testing.T) {
	g := sealed(t)
	g.wait(9 * time.Minute)
	g.used()
	g.wait(10*time.Minute - 2*time.Second)
	page[*participants.List](g)
	g.wait(3 * time.Second)
	page[*locked.Page](g)
	g.unlockBy(passphrase)
	page[*participants.List](g)
}

// A laptop that slept with its lid closed is locked when it wakes.
func TestTheLockCountsSleep(t *testing.T) {
	g := sealed(t)
	g.wait(time.Second)
	g.at = g.at.Add(time.Hour)
	g.beat(g.at)
	page[*locked.Page](g)
}

// A clock that is set back neither locks nor keeps from locking.
func TestTheLockOutlastsAClockSetBack(t *testing.T) {
	g := sealed(t)
	g.wait(6 * time.Minute)
	g.at = g.at.Add(-24 * time.Hour)
	g.wait(3 * time.Minute)
	page[*participants.List](g)
	g.wait(2 * time.Minute)
	page[*locked.Page](g)
}

func TestMinutesUntilTheLock(t *testing.T) {
	g := sealed(t)
	g.do(func(i *fyne.MenuItem) bool { return i.Label == g.words.N("minutes", 2) }, "2 minutes")
	if item := g.menuItem(func(i *fyne.MenuItem) bool { return i.Label == g.words.N("minutes", 2) }); !item.Checked {
		t.Error("2 minutes are not checked")
	}
	g.used()
	g.wait(2*time.Minute + time.Second)
	page[*locked.Page](g)

	for _, nonsense := range []int{0, -1, 3, 1 << 40} {
		g.prefs.SetInt(prefLockAfter, nonsense)
		if got := g.prefs.lockAfter(); got != 10*time.Minute {
			t.Errorf("%d gives %v", nonsense, got)
		}
	}
	g.prefs.SetString(prefLockAfter, "aldrig")
	if got := g.prefs.lockAfter(); got != 10*time.Minute {
		t.Errorf("a word gives %v", got)
	}
}

// A plain file has no passphrase to be opened by again.
func TestAPlainFileIsNotLocked(t *testing.T) {
	g := workspace(t)
	item := g.menuItem(func(i *fyne.MenuItem) bool { return i.Label == g.text("menu.lock") })
	if !item.Disabled {
		t.Error("the menu offers it")
	}
	g.wait(time.Hour)
	page[*participants.List](g)
}

// Whoever walks past a locked window learns which file it is and nothing of
// what is in it, nor of what was done.
func TestALockedWindowShowsNothing(t *testing.T) {
	const code, name = "HX-4711", "Örjan Ärlig Åkesson"
	personal := func(text string) bool {
		return strings.Contains(text, code) || strings.Contains(strings.ToLower(text), "ärlig")
	}
	for page, show := range map[string]func(g *given, id skapa.ID){
		"list, searched": func(g *given, _ skapa.ID) { g.showParticipants(); g.typeText("ärlig") },
		"participant":    func(g *given, id skapa.ID) { g.rateAll(id, skapa.Self, "3") },
		"form":           func(g *given, id skapa.ID) { g.showParticipant(id); g.shortcut(ctrl(fyne.KeyE)) },
		"rating":         func(g *given, id skapa.ID) { g.startRating(id, skapa.BySupervisor); g.typeText("32") },
		"question": func(g *given, id skapa.ID) {
			g.showParticipant(id)
			g.shortcut(ctrl(fyne.KeyE))
			g.write("name", "Ärlig")
			g.press(fyne.KeyEscape)
		},
		"suggestions": func(g *given, id skapa.ID) {
			g.shortcut(ctrl(fyne.KeyN))
			g.write("municipality", "Ärlig")
			g.window.Canvas().Focus(g.field("team").Input.(fyne.Focusable))
			g.press(fyne.KeyDown)
		},
		"menu":   func(g *given, _ skapa.ID) { g.press(fyne.KeyF10) },
		"undone": func(g *given, id skapa.ID) { g.showParticipant(id); g.undo(); g.undo() },
	} {
		t.Run(page, func(t *testing.T) {
			g := sealed(t)
			g.shortcut(ctrl(fyne.KeyN))
			g.write("code", code)
			g.write("name", name)
			g.write("start", "2026-01-10")
			g.press(fyne.KeyReturn)
			id := must(g.store.ParticipantByCode(context.Background(), code))(t).ID
			show(g, id)
			if all := g.everything(); !personal(all) {
				t.Fatalf("nothing to hide on %q", all)
			}
			g.lock()
			if all := g.everything(); personal(all) {
				t.Errorf("locked, it shows %q", all)
			}
			if title := g.window.Title(); title != "Halland – Framsteg" {
				t.Errorf("the title is %q", title)
			}
			g.sees("Halland")
			g.focusedIs("secret")
			g.unlockBy(passphrase)
			if all := g.everything(); !personal(all) {
				t.Errorf("after unlocking it shows %q", all)
			}
		})
	}
}

// What was being written goes on after the lock, by the passphrase alone.
func TestARatingGoesOnAfterTheLock(t *testing.T) {
	g := sealed(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.startRating(id, skapa.BySupervisor)
	g.typeText("32")
	g.window.Canvas().Focus(g.pickers()[6])
	g.typeText("1")
	g.write("raising", "Trivs be")
	g.shortcut(ctrl(fyne.KeyL))

	g.press(fyne.KeyReturn)
	if got := g.said("secret"); got != g.text("error.required.secret") {
		t.Errorf("of nothing it says %q", got)
	}
	for _, wrong := range []string{"fel", passphrase + "!", "AGE-SECRET-KEY-1"} {
		g.unlockBy(wrong)
		if got := g.said("secret"); got != g.text(wrongSecret(wrong)) {
			t.Errorf("of %s it says %q", wrong, got)
		}
		g.unasked()
		g.focusedIs("secret")
	}
	g.unlockBy(passphrase)
	page[*meeting.Page](g)
	if got := g.steps(); got[0] != 3 || got[1] != 2 || got[6] != 1 {
		t.Fatalf("the rating is %v", got)
	}
	g.stands("raising", "Trivs be")
	g.focusedIs("raising")
	g.typeText("tydligt.")
	g.window.Canvas().Focus(g.pickers()[2])
	g.typeText("4444")
	g.shortcut(ctrl(fyne.KeyS))
	g.shortcut(ctrl(fyne.KeyS))
	g.tap("meeting.save.anyway")
	made := must(g.store.Assessments(context.Background(), id))(t)
	if len(made) != 1 || !strings.Contains(made[0].Raising, "Trivs betydligt.") {
		t.Errorf("saved is %+v", made)
	}
}

// Who has only the recovery key goes on too, and is asked for a new passphrase.
func TestUnlockingByTheRecoveryKey(t *testing.T) {
	g := sealed(t)
	recovery := g.setKey()
	g.addParticipant("H-1001", "2026-01-10")
	g.shortcut(ctrl(fyne.KeyE))
	g.write("name", "Åsa")
	g.lock()
	g.unlockBy(" " + strings.ToLower(recovery))
	g.asked(g.text("passphrase.anew.text"))
	g.press(fyne.KeyEscape)
	page[*participant.Form](g)
	g.stands("name", "Åsa")
	g.sees(g.text("needs.banner"))
	g.wait(time.Hour) // there is nothing to lock it by
	page[*participant.Form](g)
	g.tap("needs.do")
	g.write("first", "sju randiga katter i regn")
	g.write("again", "sju randiga katter i regn")
	g.press(fyne.KeyReturn)
	g.unasked()
	g.misses(g.text("needs.banner"))
	g.lock()
	g.unlockBy("sju randiga katter i regn")
	g.stands("name", "Åsa")
}

// A question that stands open when the lock comes is answered as by Escape.
func TestTheLockAnswersWhatIsAsked(t *testing.T) {
	g := sealed(t)
	var answered []string
	note := func(answer string) func() { return func() { answered = append(answered, answer) } }
	widget.Ask(g.window, "One", "", widget.Answer{Text: "do", Primary: true, Do: note("do")}, widget.Answer{Text: "don't", Do: note("don't")})
	widget.Ask(g.window, "Two", "", widget.Answer{Text: "do", Primary: true, Do: note("do")}, widget.Answer{Text: "don't", Do: note("don't")})
	g.lock()
	page[*locked.Page](g)
	g.unasked()
	if !slices.Equal(answered, []string{"don't", "don't"}) {
		t.Errorf("the answers are %q", answered)
	}
}

// A work under way comes to its end before the lock, behind a veil.
func TestTheLockWaitsForAWork(t *testing.T) {
	g := sealed(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.startRating(id, skapa.BySupervisor)
	g.typeText("3333333")
	g.press(fyne.KeyReturn)
	disk := &later{}
	g.shell.run = disk.run
	g.shortcut(ctrl(fyne.KeyS))
	g.tap("meeting.save.anyway")
	g.lock()
	if top := g.window.Canvas().Overlays().Top(); top == nil || top.Size() != g.window.Canvas().Size() {
		t.Fatal("nothing hides the page")
	}
	g.sees(g.text("lock.locking"))
	if strings.Contains(g.window.Title(), "H-1001") {
		t.Errorf("the title is %q", g.window.Title())
	}
	disk.letGo()
	page[*locked.Page](g)
	g.shell.run = screen.Inline
	g.unlockBy(passphrase)
	if made := must(g.store.Assessments(context.Background(), id))(t); len(made) != 1 {
		t.Errorf("there are %d ratings", len(made))
	}
}

// What could not be saved stays in the lock, and is not lost by closing it
// without a word.
func TestWhatIsNotSavedIsLockedToo(t *testing.T) {
	g := sealed(t)
	mend := g.breakDisk()
	g.addParticipant("H-1001", "2026-01-10")
	g.lock()
	g.sees(g.text("lock.text.unsaved"))
	for _, leave := range []func(){g.close, func() { g.shortcut(ctrl(fyne.KeyW)) }, func() { g.tap("lock.close") }} {
		leave()
		g.asked(g.text("lock.unsaved", words.Args{"Why": g.why()}))
		g.press(fyne.KeyReturn)
		g.unasked()
	}
	g.unlockBy(passphrase)
	g.sees("H-1001")
	g.sees(g.text("unsaved"))
	mend()
	g.wait(20 * time.Second)
	g.misses(g.text("unsaved"))
}

// Where nothing can be lost, a locked window closes without a question, and
// another file can be opened.
func TestLeavingALockedFile(t *testing.T) {
	g := sealed(t)
	g.lock()
	closed := false
	g.window.SetOnClosed(func() { closed = true })
	g.close()
	if !closed {
		t.Errorf("it asks %q", g.shown())
	}

	g = sealed(t)
	g.lock()
	g.tap("lock.close")
	page[*welcome.Page](g)
	g.open(g.path) // nobody holds it
	g.asked(g.text("secret.title"))
	g.press(fyne.KeyEscape)

	g = sealed(t)
	g.lock()
	g.open(g.path) // the very file that is locked
	page[*locked.Page](g)
	g.unasked()
	other := filepath.Join(t.TempDir(), "Halmstad.framsteg")
	g.make(other)
	g.open(other)
	page[*todaypage.Page](g)
	if g.lockState.file != nil || g.store.Path() != other {
		t.Error("it is not the other file")
	}
}

// The language and the theme change on the lock page as everywhere.
func TestTheLockPageInAnotherLanguage(t *testing.T) {
	g := sealed(t)
	g.lock()
	g.tapLanguage("en")
	g.sees(words.In("en").T("lock.text"))
	g.unlockBy(passphrase)
	page[*participants.List](g)
}

// While the page of a participant is locked, another computer may erase them:
// the list is shown then.
func TestUnlockingAFileThatAnotherReplaced(t *testing.T) {
	g := sealed(t)
	empty := must(os.ReadFile(g.path))(t)
	g.addParticipant("H-1001", "2026-01-10")
	page[*participant.Page](g)
	g.lock()
	g.check(os.WriteFile(g.path, empty, 0o600))
	g.unlockBy(passphrase)
	page[*participants.List](g)
	g.unasked()
}

// Whose encryption is being removed when the lock comes can't be locked: it says
// why, and everything goes on.
func TestALockThatFails(t *testing.T) {
	g := sealed(t)
	g.addParticipant("H-1001", "2026-01-10")
	disk := &later{}
	g.shell.run = disk.run
	g.work(g.store.Unseal, g.report)
	g.lock()
	disk.letGo()
	g.shell.run = screen.Inline
	g.asked(g.text("error.lock.plain", words.Args{"Path": g.path}))
	g.press(fyne.KeyReturn)
	g.unasked()
	page[*participant.Page](g)
	if !strings.HasPrefix(g.window.Title(), "H-1001") {
		t.Errorf("the title is %q", g.window.Title())
	}
	g.check(g.store.Seal(context.Background(), passphrase))
	g.lock()
	page[*locked.Page](g)
}

// Whatever a work shows or asks at its end, nobody sees it when the lock is due.
func TestNothingIsSeenUntilTheLock(t *testing.T) {
	const name = "Åsa Hemlig"
	for end, begin := range map[string]func(*given){
		"a page":       func(g *given) { g.shortcut(ctrl(fyne.KeyS)) },
		"a question":   func(g *given) { g.work(g.store.Save, func(error) { g.ask(name, nil) }) },
		"a long work":  func(g *given) { g.longWork("Slår ihop…", g.store.Save, func(error) { g.ask(name, nil) }) },
		"another work": func(g *given) { g.work(g.store.Save, func(error) { g.cover(); g.work(g.store.Save, g.report) }) },
		"work, on leave": func(g *given) {
			g.work(g.store.Save, func(error) { g.ask(name, func() { g.work(g.store.Save, func(error) { g.showParticipants() }) }) })
		},
	} {
		t.Run(end, func(t *testing.T) {
			g := sealed(t)
			g.addParticipant("H-1001", "2026-01-10")
			g.shortcut(ctrl(fyne.KeyE))
			g.write("name", name)
			disk := &later{}
			g.shell.run = disk.run
			begin(g)
			g.lock()
			g.changed(g.store, store.Changed{Kind: "restored"})
			for works := 0; g.lockState.file == nil; works++ {
				if len(*disk) == 0 {
					t.Fatal("the lock does not come")
				}
				top := g.window.Canvas().Overlays().Top()
				if top == nil || top.Size() != g.window.Canvas().Size() || !slices.Equal(g.shown(), []string{g.text("lock.locking")}) {
					t.Fatalf("after %d works it shows %q", works, g.shown())
				}
				if title := g.window.Title(); title != "Halland – Framsteg" {
					t.Fatalf("after %d works the title is %q", works, title)
				}
				if g.busy == 0 {
					t.Fatalf("after %d works it says that nothing is under way", works)
				}
				next := (*disk)[0]
				*disk = (*disk)[1:]
				next()
			}
			page[*locked.Page](g)
			g.unasked()
			disk.letGo()
			g.shell.run = screen.Inline
			g.unlockBy(passphrase)
			g.unasked()
			g.window.Canvas().Unfocus()
		})
	}
}

// ask asks a question that nobody may see; escaped follows Escape.
func (g *given) ask(text string, escaped func()) {
	widget.Ask(g.window, text, text, widget.Answer{Text: "ja", Primary: true}, widget.Answer{Text: "nej", Do: escaped})
}

// What stands in a locked form is not lost without a question.
func TestLeavingALockedForm(t *testing.T) {
	for name, enter := range map[string]func(*given){
		"participant":   func(g *given) { g.shortcut(ctrl(fyne.KeyE)); g.write("name", "Åsa") },
		"participation": func(g *given) { g.shortcut(ctrl(fyne.KeyI)); g.write("activity", "Svets") },
		"raising": func(g *given) {
			g.startRating(page[*participant.Page](g).Participant().ID, skapa.BySupervisor)
			g.typeText("3333331")
			g.write("raising", "Trivs be")
		},
	} {
		t.Run(name, func(t *testing.T) {
			g := sealed(t)
			g.addParticipant("H-1001", "2026-01-10")
			enter(g)
			at := g.focusedField()
			g.lock()
			other := filepath.Join(t.TempDir(), "Halmstad.framsteg")
			g.make(other)
			for _, leave := range []func(){g.close, func() { g.shortcut(ctrl(fyne.KeyW)) }, func() { g.tap("lock.close") }, func() { g.open(other) }} {
				leave()
				g.asked(g.text("lock.dirty"))
				g.press(fyne.KeyReturn)
				g.unasked()
				page[*locked.Page](g)
			}
			g.unlockBy(passphrase)
			g.focusedIs(at)
			g.lock()
			g.shortcut(ctrl(fyne.KeyW))
			g.tap("unsaved.lose")
			page[*welcome.Page](g)
		})
	}
}

// Who passes by a locked window finds no names of other files in its menu, and
// can't keep it from being locked.
func TestTheMenuOfALockedWindow(t *testing.T) {
	g := sealed(t)
	g.prefs.remember(filepath.Join(t.TempDir(), "Laholm.framsteg"))
	g.lock()
	if all := g.everything(); strings.Contains(all, "Laholm") || strings.Contains(all, g.words.N("minutes", 60)) {
		t.Errorf("it shows %q", all)
	}
	offered := map[string]bool{
		"menu.open": true, "menu.close": true, "menu.quit": true, "menu.language": true, "menu.theme": true, "menu.shortcuts": true, "menu.about": true,
		"menu.new": false, "menu.save": false, "menu.saveAs": false, "menu.backups": false, "menu.protection": false, "menu.lock": false,
		"menu.recent": false, "menu.lockAfter": false, "menu.undo.nothing": false, "menu.search": false, "menu.participant.new": false,
	}
	for key, want := range offered {
		item := g.menuItem(func(i *fyne.MenuItem) bool { return strings.HasPrefix(i.Label, g.text(key)) })
		if (item != nil) != want {
			t.Errorf("%s is offered: %v", key, item != nil)
		}
	}
	g.unlockBy(passphrase)
	if g.menuItem(func(i *fyne.MenuItem) bool { return i.Label == g.text("menu.backups") }) == nil {
		t.Error("unlocked, it has no backups")
	}
}

// A conflict outlasts the lock: the lock page and what is asked say that my
// changes are in the copy, and both can still be merged.
func TestAConflictThatIsLocked(t *testing.T) {
	g := sealed(t)
	conflict(t, g, passphrase)
	args, _ := conflictOf(g.store.Unsaved())
	g.lock()
	g.sees(g.text("lock.text.conflict", args))
	g.close()
	g.asked(g.text("lock.conflict", args))
	g.misses(g.text("unsaved.lose"))
	g.sees(g.text("conflict.close"))
	g.press(fyne.KeyEscape)
	g.unlockBy(passphrase)
	g.sees(g.text("conflict.banner", args))
	g.tap("conflict.merge")
	g.press(fyne.KeyReturn)
	g.unasked()
	g.misses(g.text("unsaved"))
	if _, err := g.store.ParticipantByCode(context.Background(), "H-2002"); err != nil {
		t.Error(err)
	}
}

// A wrong passphrase leaves the word of the recovery key in sight.
func TestTheLockPageSaysWhatElseOpens(t *testing.T) {
	g := sealed(t)
	g.lock()
	g.sees(g.text("lock.heading", words.Args{"File": "Halland"}))
	g.sees(g.text("secret.hint"))
	g.unlockBy("fel")
	g.sees(g.text("error.secret.wrong"))
	g.sees(g.text("secret.hint"))
}
