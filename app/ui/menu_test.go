package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"framsteg/app/ui/participant"
	"framsteg/app/ui/widget"
)

// F10 opens the menu from a text as from anywhere; the arrows walk it, and
// what it does is done.
func TestMenuByKey(t *testing.T) {
	g := workspace(t)
	g.press(fyne.KeyF10)
	if g.window.Canvas().Overlays().Top() == nil {
		t.Fatal("no menu")
	}
	g.press(fyne.KeyDown) // Redigera
	g.press(fyne.KeyDown) // Deltagare
	g.press(fyne.KeyRight)
	g.press(fyne.KeyDown) // Ny deltagare
	g.press(fyne.KeyReturn)
	page[*participant.Form](g)
	if g.window.Canvas().Overlays().Top() != nil {
		t.Error("the menu stays")
	}

	g.press(fyne.KeyF10)
	g.press(fyne.KeyEscape)
	if got := g.focusedField(); got != "code" {
		t.Errorf("after the menu the focus is at %q", got)
	}
}

// The toolkit lets the shortcut of a disabled item through: it must do nothing.
func TestADisabledItemDoesNothing(t *testing.T) {
	g := workspace(t)
	disabled := 0
	for _, m := range g.menus {
		for _, item := range m.Items {
			if item.Disabled && item.ChildMenu == nil {
				disabled++
				if item.Action != nil {
					t.Errorf("%s does something", item.Label)
				}
			}
		}
	}
	if disabled == 0 {
		t.Error("nothing is disabled on the list")
	}
}

// After a suggestion is chosen or left, the focus is in its field again.
func TestSuggestionGivesTheFocusBack(t *testing.T) {
	g := workspace(t)
	g.addParticipant("H-1001", "2026-01-10")
	g.shortcut(ctrl(fyne.KeyN))
	team := g.field("team").Input.(*widget.Combo)
	team.SetText("")
	for _, key := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyEscape} {
		g.window.Canvas().Focus(team)
		g.press(fyne.KeyDown)
		if g.window.Canvas().Overlays().Top() == nil {
			t.Fatal("no suggestions")
		}
		g.press(key)
		if got := g.focusedField(); got != "team" {
			t.Errorf("after %s the focus is at %q", key, got)
		}
	}
	if team.Text == "" {
		t.Error("nothing was chosen")
	}
}

// In a narrow window a sign stands for the words that say whether all is saved.
func TestSlimRailSaysTheState(t *testing.T) {
	g := workspace(t)
	g.window.Resize(fyne.NewSize(900, 600))
	g.settle()
	if !g.rail.sign.Visible() || g.rail.full.Visible() {
		t.Error("the slim rail says nothing")
	}
	if g.rail.sign.Resource.Name() != theme.ConfirmIcon().Name() {
		t.Errorf("it shows %s", g.rail.sign.Resource.Name())
	}
}
