package ui

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/sharing"
	todaypage "framsteg/app/ui/today"
	"framsteg/app/ui/welcome"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// startFile writes a start file of a sealed hub with a team, a supervisor, an
// activity and two participants, into a folder, and gives the hub's key.
func startFile(t *testing.T, folder string) (recipient string) {
	t.Helper()
	g := workspace(t)
	ctx := context.Background()
	g.seal()
	g.twoCaseloads()
	must(g.store.ActivityNamed(ctx, "Språkcafé", skapa.Categories[0]))(t)
	recipient = must(g.store.MakeHub(ctx))(t).Recipient
	g.shell.exports = folder
	g.exports(sharing.Beginning)
	g.sees(g.text("sharing.holds.beginning", words.Args{
		"Teams": g.words.N("sharing.teams", 1), "Supervisors": g.words.N("sharing.supervisors", 2), "Opens": g.text("sharing.opens.passphrase"),
	}))
	g.press(fyne.KeyReturn)
	if got := widgetText(g); got != "Startfil 2026-11-21" {
		t.Errorf("the name is %q", got)
	}
	g.press(fyne.KeyReturn)
	g.typeTwice(otherPassphrase)
	g.asked(g.text("sharing.done.passphrase"))
	g.press(fyne.KeyReturn)
	return recipient
}

// A hub's start file makes a new laptop's workspace, which knows the teams and the
// hub's key and nobody, and belongs to the same workspace.
func TestBeginFromAStartFile(t *testing.T) {
	shared := t.TempDir()
	recipient := startFile(t, shared)

	g, home := named(t)
	g.tap("welcome.begin")
	g.asked(g.text("begin.title"))
	g.goInto(shared)
	g.chooseRow("Startfil 2026-11-21.framsteg")
	g.asked(g.text("secret.text", words.Args{"File": "Startfil 2026-11-21"}))
	g.wantTriedAgain()
	g.typeText(otherPassphrase)
	g.press(fyne.KeyReturn)
	g.asked(g.text("begin.place"))
	g.write("name", "Kungsbacka")
	g.press(fyne.KeyReturn)
	g.asked(g.text("begin.protect"))
	g.misses(g.text("protect.plain"))
	g.typeTwice(goodPassphrase)
	g.asked(g.text("recovery.text"))
	g.press(fyne.KeyEscape)
	g.tap("recovery.later.do")
	page[*todaypage.Page](g)

	g.path = filepath.Join(home, "Kungsbacka.framsteg")
	if !g.opens(g.path, goodPassphrase) || g.opens(g.path, otherPassphrase) {
		t.Error("it has not its own passphrase")
	}
	s := g.openedBy(g.path, goodPassphrase)
	ctx := context.Background()
	if codes, _ := held(t, s); codes != "" {
		t.Errorf("it holds %s", codes)
	}
	if hub := must(s.Hub(ctx))(t); hub != (store.Hub{Recipient: recipient}) {
		t.Errorf("the hub is %+v", hub)
	}
	if teams := must(s.Teams(ctx))(t); len(teams) != 1 || teams[0].Name != author.Team {
		t.Errorf("the teams are %+v", teams)
	}
	if all := must(s.Activities(ctx))(t); len(all) != 1 || all[0].Name != "Språkcafé" {
		t.Errorf("the activities are %+v", all)
	}
}

// Whoever gives up anywhere has made nothing.
func TestGiveUpBeginning(t *testing.T) {
	shared := t.TempDir()
	startFile(t, shared)
	g, home := named(t)
	for steps := range 4 {
		g.tap("welcome.begin")
		if steps > 0 {
			g.goInto(shared)
			g.chooseRow("Startfil 2026-11-21.framsteg")
		}
		if steps > 1 {
			g.typeText(otherPassphrase)
			g.press(fyne.KeyReturn)
		}
		if steps > 2 {
			g.press(fyne.KeyReturn)
		}
		g.press(fyne.KeyEscape)
		g.unasked()
		page[*welcome.Page](g)
	}
	if made := must(filepath.Glob(filepath.Join(home, "*.framsteg")))(t); len(made) != 0 {
		t.Errorf("there is %v", made)
	}
}

// A file that is no workspace is said to be none, and nothing is asked further.
func TestBeginFromNoWorkspace(t *testing.T) {
	g := start(t)
	for path, key := range badFiles(g) {
		g.beginWith(path)
		g.asked(g.text(key, words.Args{"Path": path}))
		g.press(fyne.KeyReturn)
		g.unasked()
	}
}

// goInto goes to a folder in the chooser over the window, from wherever it is.
func (g *given) goInto(folder string) {
	g.Helper()
	at := must(filepath.Abs(home()))(g.T)
	var down []string
	for root := at; ; root = filepath.Dir(root) {
		if below, err := filepath.Rel(root, folder); err == nil && filepath.IsLocal(below) {
			down = append([]string{}, splitPath(below)...)
			break
		}
		g.chooseRow(g.text("file.up"))
	}
	for _, name := range down {
		g.chooseRow(name)
	}
}

func splitPath(path string) (parts []string) {
	for path != "." {
		parts = append([]string{filepath.Base(path)}, parts...)
		path = filepath.Dir(path)
	}
	return parts
}

// chooseRow opens a row of the chooser over the window.
func (g *given) chooseRow(name string) {
	g.Helper()
	i := slices.Index(g.choosing(), name)
	if i < 0 {
		g.Fatalf("%q is not among %q", name, g.choosing())
	}
	for range i {
		g.press(fyne.KeyDown)
	}
	g.press(fyne.KeyReturn)
}
