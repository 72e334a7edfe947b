package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/locked"
	"framsteg/app/ui/participants"
)

// Who leaves the laptop locks it at once, whatever stands over the page: that is
// taken away, as Escape does, and not there when the file is unlocked.
func TestLockWhileSomethingIsAsked(t *testing.T) {
	for name, ask := range map[string]func(*given){
		"question":      func(g *given) { g.showAbout() },
		"place":         func(g *given) { g.saveAs() },
		"over another":  func(g *given) { g.saveAs(); g.showAbout() },
		"menu of pages": func(g *given) { g.openMenu() },
	} {
		t.Run(name, func(t *testing.T) {
			g := sealed(t)
			ask(g)
			if g.window.Canvas().Overlays().Top() == nil {
				t.Fatal("nothing is asked")
			}
			g.shortcut(ctrl(fyne.KeyL))
			page[*locked.Page](g)
			g.unasked()
			g.unlockBy(passphrase)
			page[*participants.List](g)
			g.unasked()
		})
	}
}

// A file without a passphrase is not locked from a question either: the toolkit
// lets shortcuts through to items that are disabled.
func TestPlainFileIsNotLockedWhileSomethingIsAsked(t *testing.T) {
	g := workspace(t)
	g.showAbout()
	item := g.menuItem(func(i *fyne.MenuItem) bool { return i.Label == g.text("menu.lock") })
	if item == nil || !item.Disabled || item.Action != nil {
		t.Error("the lock is offered")
	}
}
