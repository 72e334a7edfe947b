package ui

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	todaypage "framsteg/app/ui/today"
	"framsteg/app/ui/welcome"
	"framsteg/app/words"
	"framsteg/store"
)

// brokenFile gives the program on the welcome page, with a file that has a
// participant in its newest backup and does not open any more.
func brokenFile(t *testing.T, sealed bool) *given {
	t.Helper()
	var g *given
	if sealed {
		g, _ = sealedWorkspace(t)
	} else {
		g = workspace(t)
		g.addParticipant("H-1001", "2026-01-10")
	}
	g.at = g.at.AddDate(0, 0, 1)
	g.addParticipant("H-1002", "2026-01-10")
	g.closeFile()
	whole := must(os.ReadFile(g.path))(t)
	g.check(os.WriteFile(g.path, whole[:len(whole)/2], 0o600))
	return g
}

// A file that is damaged is put right by its newest backup, and is kept.
func TestRescue(t *testing.T) {
	for name, sealed := range map[string]bool{"plain": false, "sealed": true} {
		t.Run(name, func(t *testing.T) {
			g := brokenFile(t, sealed)
			broken := must(os.ReadFile(g.path))(t)
			future := filepath.Join(g.path+".backups", "20991231T000000.000Z-rolling.framsteg")
			g.check(os.WriteFile(future, []byte("x"), 0o600))
			g.open(g.path)
			if sealed {
				g.typeText(goodPassphrase)
				g.press(fyne.KeyReturn)
			}
			g.asked(g.text("rescue.do", words.Args{"At": g.moment(must(store.BackupsOf(g.path))(t)[1].At)}))
			g.press(fyne.KeyReturn)
			if sealed {
				g.typeText(goodPassphrase)
				g.press(fyne.KeyReturn)
			}
			g.asked(g.text("rescue.title"))
			copies := must(filepath.Glob(filepath.Join(filepath.Dir(g.path), "Halland (*).framsteg")))(t)
			if len(copies) != 1 || !bytes.Equal(must(os.ReadFile(copies[0]))(t), broken) {
				t.Fatalf("kept are %q", copies)
			}
			g.sees(copies[0])
			g.press(fyne.KeyReturn)
			page[*todaypage.Page](g)
			g.unasked()
			if n := len(must(g.store.Caseload(context.Background()))(t)); n != 1 {
				t.Errorf("it has %d participants", n)
			}
		})
	}
}

// A file that is gone comes back, unless it is given up; without a backup it is
// only said.
func TestRescueOfAFileThatIsGone(t *testing.T) {
	g := brokenFile(t, false)
	g.check(os.Remove(g.path))
	g.open(g.path)
	g.press(fyne.KeyEscape)
	g.unasked()
	page[*welcome.Page](g)
	g.open(g.path)
	g.press(fyne.KeyReturn)
	page[*todaypage.Page](g)
	g.closeFile()
	g.check(os.Remove(g.path))
	g.check(os.RemoveAll(g.path + ".backups"))
	g.open(g.path)
	g.asked(g.text("error.open.missing", words.Args{"Path": g.path}))
	g.misses(g.text("cancel"))
}
