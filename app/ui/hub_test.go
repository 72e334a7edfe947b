package ui

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/settings"
	"framsteg/app/ui/sharing"
	"framsteg/store"
)

func (g *given) hubIs(want store.Hub) {
	g.Helper()
	if got := must(g.store.Hub(context.Background()))(g.T); got != want {
		g.Errorf("the hub is %+v, not %+v", got, want)
	}
}

// A coordinator makes the keys in a sealed workspace, and gives the public one to
// the teams.
func TestMakeTheHub(t *testing.T) {
	g := workspace(t)
	g.addParticipant("H-1001", "2026-01-10")
	g.shortcut(ctrl(fyne.KeyComma))
	g.sees(g.text("settings.hub.none"))
	g.tap("settings.hub.make")
	g.asked(g.text("settings.hub.seal.text")) // which is said before anything is promised
	g.press(fyne.KeyReturn)
	g.asked(g.text("protection.seal.text"))
	g.typeTwice(goodPassphrase)
	g.press(fyne.KeyEscape) // no recovery key
	g.tap("recovery.later.do")
	g.unasked()
	g.hubIs(store.Hub{})

	g.tap("settings.hub.make")
	g.asked(g.text("settings.hub.make.text"))
	g.press(fyne.KeyEscape)
	g.hubIs(store.Hub{})
	g.tap("settings.hub.make")
	g.press(fyne.KeyReturn)
	g.sees(g.text("settings.hub.made"))
	g.sees(g.text("settings.hub.mine"))
	hub := must(g.store.Hub(context.Background()))(t)
	if !hub.Mine {
		t.Errorf("the hub is %+v", hub)
	}
	g.sees(hub.Recipient)

	g.press(fyne.KeyReturn) // the focus is on copying
	if got := g.app.Clipboard().Content(); got != hub.Recipient {
		t.Errorf("copied is %q", got)
	}
	if page[*settings.Page](g).Dirty() {
		t.Error("leaving would ask")
	}
	g.tap("settings.hub.forget")
	g.asked(g.text("settings.hub.forget.mine"))
	g.tap("settings.hub.forget.do")
	g.sees(g.text("settings.hub.none"))
	g.hubIs(store.Hub{})
	g.undo()
	g.hubIs(hub)
	g.sees(g.text("settings.hub.mine"))
}

// The key of another hub is pasted; a wrong one is said at its field.
func TestEnterTheKeyOfAHub(t *testing.T) {
	g := workspace(t)
	hub := makeHub(g)
	g.exports(sharing.Hub)
	g.tap("settings.title") // beside what is said of the key that there is none
	page[*settings.Page](g)
	g.tap("settings.hub.set")
	g.unasked()
	if got, want := g.said("hub"), g.text("error.required.hub"); got != want {
		t.Errorf("of nothing it says %q", got)
	}
	for _, wrong := range []string{"age1fel", hub.recipient[:60], goodPassphrase} {
		g.write("hub", wrong)
		g.press(fyne.KeyReturn)
		if got, want := g.said("hub"), g.text("error.hub.recipient"); got != want {
			t.Errorf("of %s it says %q", wrong, got)
		}
		g.focusedIs("hub")
	}
	g.hubIs(store.Hub{})
	g.write("hub", "  "+hub.recipient+" ")
	g.press(fyne.KeyReturn)
	g.sees(g.text("settings.hub.theirs"))
	g.hubIs(store.Hub{Recipient: hub.recipient})

	g.exports(sharing.Hub)
	g.sees(g.text("sharing.protection.hub"))
}

// A key that was pasted is saved with the rest of the page, and kept over the
// lock.
func TestKeyOfAHubIsInput(t *testing.T) {
	g := workspace(t)
	hub := makeHub(g)
	g.seal()
	g.shortcut(ctrl(fyne.KeyComma))
	g.write("hub", hub.recipient)
	g.lockAndUnlock()
	g.stands("hub", hub.recipient)
	g.focusedIs("hub")
	g.asksBeforeLeaving()
	g.write("days", "60")
	g.shortcut(ctrl(fyne.KeyS))
	g.hubIs(store.Hub{Recipient: hub.recipient})
	if r := must(g.store.Rhythm(context.Background()))(t); r.Days != 60 {
		t.Errorf("the rhythm is %+v", r)
	}
	if page[*settings.Page](g).Dirty() {
		t.Error("leaving would ask")
	}
}

// What is chosen for an export is kept over the lock, with the focus.
func TestExportIsKeptOverTheLock(t *testing.T) {
	g := workspace(t)
	g.twoCaseloads()
	g.seal()
	g.exports(sharing.Colleague)
	g.pick("sharing.pseudonymous")
	g.pick("sharing.whom.ticked")
	g.tap("roster.checkAll")
	g.window.Canvas().Focus(g.segments(g.text("sharing.named")))
	g.lockAndUnlock()
	if kind := page[*sharing.Page](g).Kind(); kind != sharing.Colleague {
		t.Errorf("it is of %s", kind)
	}
	g.holds(2, 6, "sharing.without", "sharing.opens.passphrase")
	g.focusedIs("named")
	g.asksBeforeLeaving()

	g.shortcut(ctrl(fyne.KeyComma))
	g.tap("leave.go")
	g.shortcut(ctrlShift(fyne.KeyE))
	g.lockAndUnlock()
	page[*sharing.Start](g)
}

// The supervisor who was chosen stays chosen, whoever is added before: another's
// caseload would leave.
func TestWhoseCaseloadIsKept(t *testing.T) {
	g := workspace(t)
	g.twoCaseloads()
	g.exports(sharing.Hub)
	g.holds(1, 6, "sharing.without", "sharing.opens.passphrase")
	at := must(g.whereabouts())(t)
	must(g.store.SupervisorNamed(context.Background(), "Ada"))(t)
	g.goTo(at)
	g.holds(1, 6, "sharing.without", "sharing.opens.passphrase")
	g.sees(author.Supervisor)
}
