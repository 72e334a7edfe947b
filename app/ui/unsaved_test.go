package ui

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/participant"
	"framsteg/app/ui/welcome"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// breakDisk takes the folder of the workspace away, and gives what brings it
// back.
func (g *given) breakDisk() (mend func()) {
	g.Helper()
	folder := filepath.Dir(g.path)
	away := folder + " away"
	g.check(os.Rename(folder, away))
	return func() {
		g.Helper()
		g.check(os.Rename(away, folder))
	}
}

// why gives the sentence of a save that misses its folder.
func (g *given) why() string { return g.text("error.save.gone", words.Args{"Path": g.path}) }

func TestFailedSaveIsSaidAndTriedAgain(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.sees(g.text("saved"))
	mend := g.breakDisk()

	g.rateAll(id, skapa.Self, "3")
	page[*participant.Page](g)
	g.misses(g.text("meeting.saved"))
	g.sees(g.text("unsaved.banner", words.Args{"Why": g.why()}))
	g.sees(g.text("unsaved"))
	g.misses(g.text("saved")) // nothing claims it
	banner, body := g.banner, g.place
	g.settle()
	if top := g.app.Driver().AbsolutePositionForObject(body).Y; banner.Size().Height < banner.MinSize().Height || top < banner.Size().Height {
		t.Errorf("the banner is %v high, wants %v, and the page begins at %v", banner.Size().Height, banner.MinSize().Height, top)
	}
	// What was written is there, and is worked with.
	g.rateAll(id, skapa.BySupervisor, "4")
	if made := must(g.store.Assessments(context.Background(), id))(t); len(made) != 2 {
		t.Fatalf("in memory are %d ratings", len(made))
	}

	g.tap("retry")
	g.asked(g.why())
	g.press(fyne.KeyReturn)

	mend()
	g.tap("retry")
	g.unasked()
	g.misses(g.text("unsaved"))
	g.sees(g.text("saved"))
	if saved := g.ratingsOnDisk(id); len(saved) != 2 {
		t.Errorf("the file has %d ratings", len(saved))
	}
}

func TestNextSaveTriesAgain(t *testing.T) {
	g := workspace(t)
	mend := g.breakDisk()
	first := g.addParticipant("H-1001", "2026-01-10")
	g.sees(g.text("unsaved"))
	mend()
	g.rateAll(first, skapa.Self, "3")
	g.misses(g.text("unsaved"))
	if n := len(g.ratingsOnDisk(first)); n != 1 {
		t.Errorf("the file has %d ratings", n)
	}
}

// A draft that could not be written is written with the next.
func TestUnsavedDraft(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	mend := g.breakDisk()
	g.startRating(id, skapa.BySupervisor)
	g.typeText("33")
	g.unasked() // the banner says it, each answer doesn't
	g.sees(g.why())
	mend()
	g.typeText("3")
	g.misses(g.why())
	if got := g.draftOnDisk(id, skapa.BySupervisor); len(got) != 3 {
		t.Errorf("the file has %v", got)
	}
}

func TestLeavingAnUnsavedFileAsks(t *testing.T) {
	for name, leave := range map[string]func(*given){
		"closing the window": func(g *given) { g.close() },
		"closing the file":   func(g *given) { g.shortcut(ctrl(fyne.KeyW)) },
		"quitting":           func(g *given) { g.shortcut(ctrl(fyne.KeyQ)) },
		"opening another":    func(g *given) { g.open(filepath.Join(g.TempDir(), "no.framsteg")) },
	} {
		t.Run(name, func(t *testing.T) {
			g := workspace(t)
			mend := g.breakDisk()
			id := g.addParticipant("H-1001", "2026-01-10")
			closed := false
			g.window.SetOnClosed(func() { closed = true })
			for _, key := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEscape} {
				leave(g)
				g.asked(g.why())
				g.press(key)
				g.unasked()
			}
			if closed || g.store == nil {
				t.Fatal("it closed all the same")
			}
			if _, err := g.store.Participant(context.Background(), id); err != nil {
				t.Fatal(err)
			}
			mend()
			g.tap("retry")
			g.saidOnDisk("H-1001")
			g.shortcut(ctrl(fyne.KeyW))
			g.unasked()
			page[*welcome.Page](g)
		})
	}
}

func TestGivingUnsavedChangesUp(t *testing.T) {
	g := workspace(t)
	mend := g.breakDisk()
	g.addParticipant("H-1001", "2026-01-10")
	g.shortcut(ctrl(fyne.KeyW))
	g.tap("unsaved.lose")
	page[*welcome.Page](g)
	if g.store != nil {
		t.Error("the file is still open")
	}
	mend()
	if n := len(must(g.onDisk().Caseload(context.Background()))(t)); n != 0 {
		t.Errorf("the file has %d participants", n)
	}
}

func TestSaveElsewhere(t *testing.T) {
	g := workspace(t)
	mend := g.breakDisk()
	g.addParticipant("H-1001", "2026-01-10")
	elsewhere := t.TempDir()
	t.Setenv("HOME", elsewhere) // where places are looked for when the file's own fails
	t.Setenv("USERPROFILE", elsewhere)
	g.tap("unsaved.elsewhere")
	g.write("name", "Räddat")
	g.press(fyne.KeyReturn)
	g.unasked()
	g.misses(g.text("unsaved"))

	mend()
	g.path = filepath.Join(elsewhere, "Räddat.framsteg")
	g.saidOnDisk("H-1001")
	g.addParticipant("H-1002", "2026-01-10") // works there from then on
	g.saidOnDisk("H-1002")
	if got := g.prefs.recent()[0]; got != g.path {
		t.Errorf("remembered is %s", got)
	}
}
