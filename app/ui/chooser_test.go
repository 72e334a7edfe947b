package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	todaypage "framsteg/app/ui/today"
	"framsteg/app/ui/widget"
)

// choosing gives the rows of the chooser over the window.
func (g *given) choosing() []string {
	table := every[*widget.Table](g.top())[0]
	var rows []string
	for row := range table.Length() {
		rows = append(rows, table.Cell(row, 0))
	}
	return rows
}

func TestChooseAWorkspaceByKeyboard(t *testing.T) {
	g, home := named(t)
	for _, folder := range []string{"Ärenden", "Arbete", ".dold", filepath.Join("Arbete", "2026")} {
		g.check(os.Mkdir(filepath.Join(home, folder), 0o700))
	}
	g.check(os.WriteFile(filepath.Join(home, "brev.txt"), []byte("hej"), 0o600))
	g.make(filepath.Join(home, "Arbete", "Kust.framsteg"))

	g.shortcut(ctrl(fyne.KeyO))
	if got, want := g.choosing(), []string{g.text("file.up"), "Arbete", "Ärenden"}; !equalRows(got, want) {
		t.Fatalf("it lists %q, not %q", got, want)
	}
	g.press(fyne.KeyDown)
	g.press(fyne.KeyReturn)
	if got, want := g.choosing(), []string{g.text("file.up"), "Kust.framsteg", "2026"}; !equalRows(got, want) {
		t.Fatalf("it lists %q, not %q", got, want)
	}
	g.press(fyne.KeyReturn) // up
	g.press(fyne.KeyDown)
	g.press(fyne.KeyReturn)
	g.press(fyne.KeyDown)
	g.press(fyne.KeyReturn)
	page[*todaypage.Page](g)
	if got := filepath.Base(g.store.Path()); got != "Kust.framsteg" {
		t.Errorf("open is %s", got)
	}

	g.shortcut(ctrl(fyne.KeyO))
	g.press(fyne.KeyEscape)
	g.unasked()
	page[*todaypage.Page](g)
}

func TestChooseAFolder(t *testing.T) {
	g, home := named(t)
	g.check(os.Mkdir(filepath.Join(home, "Arbete"), 0o700))
	g.tap("welcome.new")
	g.tap("file.folder.change")
	g.press(fyne.KeyDown)
	g.press(fyne.KeyReturn)
	g.tap("file.folder.choose")
	g.write("name", "Kust")
	g.press(fyne.KeyReturn)
	g.tap("protect.plain")
	g.tap("protect.plain.do")
	page[*todaypage.Page](g)
	if got, want := g.store.Path(), filepath.Join(home, "Arbete", "Kust.framsteg"); got != want {
		t.Errorf("it is %s, not %s", got, want)
	}
}

// A folder that is gone says so, and leads up.
func TestChooserInAFolderThatIsGone(t *testing.T) {
	g, home := named(t)
	gone := filepath.Join(home, "borta")
	g.chooseFile(gone, func(string) { t.Error("something was chosen") })
	if !strings.Contains(strings.Join(g.shown(), "\n"), "borta") {
		t.Errorf("it says %q", g.shown())
	}
	g.press(fyne.KeyReturn)
	if len(g.choosing()) == 0 {
		t.Error("it leads nowhere")
	}
	g.press(fyne.KeyEscape)
}

func equalRows(a, b []string) bool { return strings.Join(a, "\n") == strings.Join(b, "\n") }
