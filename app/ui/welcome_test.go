package ui

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/participant"
	todaypage "framsteg/app/ui/today"
	"framsteg/app/ui/welcome"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

func TestNameComesFirst(t *testing.T) {
	for _, button := range []string{"welcome.new", "welcome.open"} {
		t.Run(button, func(t *testing.T) {
			g := start(t)
			if got := g.focusedField(); got != "name" {
				t.Errorf("at first the focus is at %q", got)
			}
			g.window.Canvas().Unfocus()
			g.tap(button)
			g.unasked()
			if got, want := g.said("name"), g.text("error.required.author"); got != want {
				t.Errorf("the name is said to be %q, want %q", got, want)
			}
			if got := g.focusedField(); got != "name" {
				t.Errorf("the focus is at %q", got)
			}
			g.typeText("Åsa")
			if got, want := g.said("name"), g.text("welcome.name.hint"); got != want {
				t.Errorf("after typing a name: %q", got)
			}
		})
	}
}

func TestWhoYouAreIsAskedOnce(t *testing.T) {
	g := start(t)
	g.write("name", author.Supervisor)
	g.write("team", author.Team)

	g.restart(g.app)
	if got := g.prefs.author(); got != author {
		t.Fatalf("the next start knows %+v", got)
	}
	if focused := g.focusedField(); focused != "" {
		t.Errorf("who is known is asked again: the focus is at %q", focused)
	}
	g.make(g.path)
	g.open(g.path)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.rateAll(id, skapa.Self, "3")

	s := g.onDisk()
	made := must(s.Assessments(context.Background(), id))(t)
	history := must(s.AssessmentHistory(context.Background(), made[0].ID))(t)
	if history[0].Author != author.Supervisor {
		t.Errorf("the revision is signed %q", history[0].Author)
	}
}

func TestRecentFiles(t *testing.T) {
	g := workspace(t)
	other := filepath.Join(t.TempDir(), "Halmstad.framsteg")
	g.make(other)
	g.open(other)
	g.menu("menu.close")
	page[*welcome.Page](g)
	g.sees("Halmstad.framsteg")
	g.sees("Halland.framsteg")

	// When the one is gone, it says so once and is no longer listed.
	g.check(os.Remove(g.path))
	g.tapText("Halland.framsteg")
	g.asked(g.text("error.open.missing", words.Args{"Path": g.path}))
	g.press(fyne.KeyReturn)
	g.unasked()
	g.misses("Halland.framsteg")
	if g.menuItem(func(i *fyne.MenuItem) bool { return i.Label == "Halland.framsteg" }) != nil {
		t.Error("the menu still offers the file")
	}

	g.tapText("Halmstad.framsteg")
	page[*todaypage.Page](g)
	if g.store.Path() != other {
		t.Errorf("opened %s", g.store.Path())
	}
}

// badFiles are files that are no workspace, and what is said of each.
func badFiles(g *given) map[string]string {
	g.Helper()
	folder := g.TempDir()
	at := func(name string, data string) string {
		path := filepath.Join(folder, name)
		g.check(os.WriteFile(path, []byte(data), 0o600))
		return path
	}
	newer := filepath.Join(folder, "newer")
	g.make(newer)
	image := must(os.ReadFile(newer))(g.T)
	image[63] = 99 // user_version, https://www.sqlite.org/fileformat.html
	g.check(os.WriteFile(newer, image, 0o600))
	return map[string]string{
		filepath.Join(folder, "gone"): "error.open.missing",
		folder:                        "error.open.folder",
		at("empty", ""):               "error.open.empty",
		at("text", "Kära dagbok!"):    "error.open.notWorkspace",
		otherDatabase(g, folder):      "error.open.otherProgram",
		newer:                         "error.open.newer",
	}
}

// otherDatabase makes the file of another program that uses SQLite.
func otherDatabase(g *given, folder string) string {
	g.Helper()
	path := filepath.Join(folder, "other")
	db := must(sql.Open("sqlite", path))(g.T)
	defer db.Close()
	_, err := db.Exec("CREATE TABLE recipe (name)")
	g.check(err)
	return path
}

func TestBadFile(t *testing.T) {
	for path, key := range badFiles(start(t)) {
		t.Run(key, func(t *testing.T) {
			g := workspace(t)
			g.addParticipant("H-1001", "2026-01-10")
			before := must(os.ReadDir(filepath.Dir(path)))(t)

			g.open(path)
			g.asked(g.text(key, words.Args{"Path": path}))
			g.press(fyne.KeyReturn)
			g.unasked()

			if after := must(os.ReadDir(filepath.Dir(path)))(t); len(after) != len(before) {
				t.Errorf("%d files became %d", len(before), len(after))
			}
			page[*participant.Page](g)
			g.sees("H-1001")
			g.addParticipant("H-1002", "2026-01-10")
			g.saidOnDisk("H-1002")
		})
	}
}
