package ui

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/participant"
	"framsteg/store/skapa"
)

// A personnummer is written as people write it, kept in one way, shown where it is
// changed and in the history, and nowhere in lists.
func TestPersonnummerOfAParticipant(t *testing.T) {
	g := workspace(t)
	g.addParticipant("H-1001", "2026-01-10")
	g.shortcut(ctrl(fyne.KeyE))
	g.write("personnummer", "811218-9877")
	g.press(fyne.KeyReturn)
	page[*participant.Form](g)
	if got, want := g.said("personnummer"), g.text("error.personnummer"); got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	if got := g.focusedField(); got != "personnummer" {
		t.Errorf("the focus is at %q", got)
	}
	g.write("personnummer", "811218-9876")
	g.press(fyne.KeyReturn)
	page[*participant.Page](g)
	if kept := g.saidOnDisk("H-1001"); kept.Personnummer != "198112189876" {
		t.Errorf("the file has %q", kept.Personnummer)
	}
	g.shortcut(ctrl(fyne.KeyE))
	g.stands("personnummer", "19811218-9876")
	g.press(fyne.KeyEscape)

	g.shortcut(ctrl(fyne.KeyN))
	g.write("code", "H-1002")
	g.write("personnummer", "19811218-9876")
	g.press(fyne.KeyReturn)
	page[*participant.Form](g)
	if got, want := g.said("personnummer"), g.text("error.personnummer.used"); got != want {
		t.Errorf("of another's it says %q, want %q", got, want)
	}
	if n := len(must(g.onDisk().Caseload(context.Background()))(t)); n != 1 {
		t.Errorf("the file has %d participants", n)
	}
}

// A birth year that the personnummer contradicts is asked about.
func TestPersonnummerOfAnotherYear(t *testing.T) {
	g := workspace(t)
	g.shortcut(ctrl(fyne.KeyN))
	g.typeText("H-1001")
	g.write("personnummer", "19811218-9876")
	g.write("birthYear", "1982")
	g.press(fyne.KeyReturn)
	g.asked(g.text("warning.personnummer.year", map[string]any{"Year": "1981"}))
	g.press(fyne.KeyEscape)
	g.write("birthYear", "1981")
	g.press(fyne.KeyReturn)
	page[*participant.Page](g)
	if kept := g.saidOnDisk("H-1001"); kept.BirthYear != 1981 || skapa.WritePersonnummer(kept.Personnummer) != "19811218-9876" {
		t.Errorf("the file has %+v", kept)
	}
}
