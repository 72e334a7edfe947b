package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

func init() {
	visits["undo earlier"] = func(g *given, _ skapa.ID) { g.lived(); g.shortcut(ctrlShift(fyne.KeyZ)) }
}

// The last act of each kind is undone from a list, whatever was done since.
func TestUndoEarlier(t *testing.T) {
	g := workspace(t)
	g.shortcut(ctrlShift(fyne.KeyZ))
	g.asked(g.text("undo.earlier.none"))
	g.tap("ok")
	id := g.addParticipant("H-1001", "2026-01-10")
	g.leaving("H-1001", g.newPause)
	g.choose("reason", "pause.reason.illness")
	g.shortcut(ctrl(fyne.KeyS))
	g.addParticipation("Praktik", "category.job", "2026-02-01")
	g.rateAll(id, skapa.Self, "3")

	g.shortcut(ctrlShift(fyne.KeyZ))
	table := every[*widget.Table](g.top())[0]
	pause := words.Args{"Act": g.text("act.pause"), "Label": "H-1001"}
	row := -1
	for i := range table.Length() {
		if table.Cell(i, 1) == g.text("menu.undo", pause) {
			row = i
		}
	}
	if row < 1 {
		t.Fatal("the pause can't be undone")
	}
	for range row {
		g.press(fyne.KeyDown)
	}
	g.press(fyne.KeyReturn)
	g.unasked()
	g.sees(g.text("undone", pause))
	if kept := g.pausesOnDisk(id); len(kept) != 0 {
		t.Errorf("the file has %+v", kept)
	}
	if n := len(g.ratingsOnDisk(id)); n != 1 {
		t.Errorf("the file has %d ratings", n)
	}

	// And done again from there.
	g.shortcut(ctrlShift(fyne.KeyZ))
	g.sees(g.text("menu.redo", pause))
	g.press(fyne.KeyReturn)
	if kept := g.pausesOnDisk(id); len(kept) != 1 {
		t.Errorf("done again, the file has %+v", kept)
	}
	g.shortcut(ctrlShift(fyne.KeyZ))
	g.press(fyne.KeyEscape)
	g.unasked()
}

// A text with nothing to undo lets the last act be undone, unless something else
// was written on the page.
func TestUndoFromAnUntouchedText(t *testing.T) {
	g := workspace(t)
	g.takesPart(g.addParticipant("H-1001", "2026-01-10"))
	taking := func() int {
		a, _ := g.activityOnDisk("Arbetsträning Kök & Café")
		return len(must(g.onDisk().ParticipationsIn(t.Context(), a.ID))(t))
	}
	g.openActivity("Arbetsträning Kök & Café")
	undo := &fyne.ShortcutUndo{}
	g.write("contact", "Bo")
	g.window.Canvas().Focus(g.field("provider").Input.(fyne.Focusable))
	g.shortcut(undo)
	if taking() != 1 {
		t.Fatal("what is being written elsewhere, and the last act is undone")
	}
	g.typeText("x")
	g.shortcut(undo)
	if got := g.field("provider").Input.(*widget.Combo).Text; got != "Halmstad kommun" || taking() != 1 {
		t.Fatalf("the text is %q", got)
	}
	g.write("contact", "Anna Ek, 035-12 34 56")
	g.window.Canvas().Focus(g.field("provider").Input.(fyne.Focusable))
	g.shortcut(undo)
	if taking() != 0 {
		t.Error("an untouched text keeps the last act")
	}
}

// An act about several leaves no gap where a label would stand.
func TestNamingAnActWithoutALabel(t *testing.T) {
	g := workspace(t)
	act := store.Act{Key: "act.handovers"}
	if got, want := g.naming("undone", act), "Ångrade: "+g.text(act.Key)+"."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// What was done last is told on the page that comes, and not on the one after it.
func TestWhatWasDoneIsForgotten(t *testing.T) {
	g := workspace(t)
	g.takesPart(g.addParticipant("H-1001", "2026-01-10"))
	g.openActivity("Svenska")
	g.write("contact", "Bo")
	g.press(fyne.KeyReturn)
	g.sees(g.text("activities.saved"))
	g.openActivity("Svenska")
	g.misses(g.text("activities.saved"))
}

// Every kind of act has a name, so that the menu can say what it undoes.
func TestEveryActHasAName(t *testing.T) {
	g := workspace(t)
	for _, kind := range []string{"participant", "participation", "assessment", "goal", "pause", "exit", "entry", "followup", "rhythm", "places",
		"enrol", "handover", "handovers", "activity", "team", "supervisor", "batch", "merge", "restore"} {
		if key := "act." + kind; g.text(key) == key {
			t.Errorf("%s has no name", key)
		}
	}
}

// No menu is higher than a small screen has room for.
func TestMenusFitASmallScreen(t *testing.T) {
	g := workspace(t)
	g.addParticipant("H-1001", "2026-01-10")
	line := theme.TextSize() + 2*theme.InnerPadding() + theme.Padding()
	var look func(*fyne.Menu)
	look = func(m *fyne.Menu) {
		if high := float32(len(m.Items)+1) * line; high > 640 {
			t.Errorf("%q is %v high", m.Label, high)
		}
		for _, item := range m.Items {
			if item.ChildMenu != nil {
				look(item.ChildMenu)
			}
		}
	}
	for _, m := range g.window.MainMenu().Items {
		look(m)
	}
}

// The list of shortcuts has every one of the menu.
func TestShortcutsListsTheMenu(t *testing.T) {
	g := workspace(t)
	g.showParticipant(g.addParticipant("H-1001", "2026-01-10"))
	wanted := map[string]string{}
	g.menuItem(func(i *fyne.MenuItem) bool {
		if keys := shortcutText(i.Shortcut); keys != "" {
			wanted[keys] = i.Label
		}
		return false
	})
	if len(wanted) < 20 {
		t.Fatalf("the menu has %d shortcuts", len(wanted))
	}
	g.window.Canvas().Unfocus()
	g.press(fyne.KeyF1)
	shown := strings.Join(g.shown(), "\n")
	for keys, label := range wanted {
		if !strings.Contains(shown, keys+"\n"+label) {
			t.Errorf("%s %s is not listed", keys, label)
		}
	}
}
