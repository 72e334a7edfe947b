package ui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

func init() {
	visits["import, nothing"] = func(g *given, _ skapa.ID) { g.showImport("") }
	visits["import"] = func(g *given, _ skapa.ID) { g.showImport(g.tableFile("Vårens blad.csv", tableText)) }
	visits["import, chosen"] = func(g *given, _ skapa.ID) {
		g.showImport(g.tableFile("Vårens blad.csv", "Kod;Namn;Team;Start;Kommun\nX-1;Åsa Ö;Halmsted;2025-01-10;Hylte\n"))
		g.choices()[4].SetSelected(g.text("intake.field."))
	}
	visits["import, not understood"] = func(g *given, _ skapa.ID) { g.showImport(g.tableFile("Vårens blad.csv", "Hund;Katt\nx;y\n")) }
	visits["import, the rest"] = func(g *given, _ skapa.ID) {
		g.showImport(g.tableFile("Vårens blad.csv", tableText))
		g.tapText(g.doText())
	}
	visits["import, done"] = func(g *given, _ skapa.ID) {
		g.showImport(g.tableFile("Vårens blad.csv", tableText))
		g.tapText(g.doText())
		g.tap("import.partly.do")
	}
}

// doText is what the button says over tableText.
func (g *given) doText() string {
	return g.words.T("import.do.several", words.Args{"What": g.words.N("intake.total.newParticipants", 2) + ", " + g.words.N("import.part.assessments", 1)})
}

// tableFile writes a file with a table beside the workspace.
func (g *given) tableFile(name, text string) string {
	g.Helper()
	path := filepath.Join(filepath.Dir(g.path), name)
	g.check(os.WriteFile(path, []byte(text), 0o600))
	return path
}

// count gives how many participants there are.
func (g *given) count() int {
	g.Helper()
	return must(g.store.Count(context.Background()))(g.T)
}

const tableText = `Kod;Start;Datum;Skattare;Hälsa;Kompetens
X-1;2025-01-10;2025-02-01;Deltagare;3;2
X-1;2025-01-10;2025-02-01;Handledare;2,5;2
X-2;2025-02-10;;;;
`

// A table is imported as it was shown, without the rows that cannot be, and the
// import is undone as one act.
func TestImportATable(t *testing.T) {
	g := workspace(t)
	g.showImport(g.tableFile("blad.csv", tableText))
	for _, text := range []string{
		"blad.csv", "3 rader · 2 nya deltagare · 1 ny skattning · 2 svar i dem · 1 rad som inte kan importeras", "X-1  –  ny deltagare, ny skattning",
		"X-1  –  importeras inte", "Hälsa: 2,5 ligger mellan två steg. Skriv ett helt steg 1–5.", "X-2  –  ny deltagare",
	} {
		g.sees(text)
	}
	g.tapText("Importera 2 nya deltagare, 1 skattning")
	g.asked("1 rad kan inte importeras och lämnas utanför")
	g.tap("import.partly.show")
	g.misses("X-2  –  ny deltagare")
	g.tapText("Importera 2 nya deltagare, 1 skattning")
	g.tap("import.partly.do")
	g.sees("2 nya deltagare, 1 ny skattning, 2 svar i dem")
	if n := g.count(); n != 2 {
		t.Errorf("there are %d participants", n)
	}
	if p := g.saidOnDisk("X-2"); p.Start != skapa.DateOf(2025, 2, 10) {
		t.Errorf("on disk is %+v", p)
	}
	g.tap("import.done.undo")
	if n := g.count(); n != 0 {
		t.Errorf("after the undo there are %d participants", n)
	}
	g.sees(g.text("import.choose.text"))
}

// What the user says of a column counts, and is remembered for the next table
// with the same headers once it was imported, without anything of what stands in
// it. A table that was given up leaves no trace.
func TestImportRemembersWhatColumnsMean(t *testing.T) {
	g := workspace(t)
	path := g.tableFile("blad.csv", "Kod;Började;Hemort\nX-1;2025-01-10;Hylte\n")
	g.showImport(path)
	g.sees(g.text("error.intake.nothing"))
	g.choices()[1].SetSelected("Start")
	g.sees("X-1  –  ny deltagare")
	g.sees("1 kolumn importeras inte: Hemort")
	g.showParticipants()
	g.showImport(path)
	g.sees(g.text("error.intake.nothing"))
	g.choices()[1].SetSelected("Start")
	g.tapText(g.words.N("import.do.participants", 1))
	g.tap("import.done.undo")
	g.showImport(path)
	g.sees("X-1  –  ny deltagare")
	kept := g.dumpPreferences()
	for _, personal := range []string{"X-1", "Hylte", "Hemort"} {
		if strings.Contains(kept, personal) {
			t.Errorf("the preferences have %s: %s", personal, kept)
		}
	}
	g.tap("import.reset")
	g.sees("2 kolumner importeras inte: Började, Hemort")
	g.misses(g.text("import.reset"))
}

// The page says all that the button would do, and whom and what each row is about;
// what it would make of teams that nobody has heard of stands out.
func TestImportSaysAllItDoes(t *testing.T) {
	g := workspace(t)
	path := g.tableFile("blad.csv", "Kod;Namn;Team;Start;Datum;Skattare;Hälsa\nX-1;Åsa Ö;Halmsted;2025-01-10;2025-02-01;Deltagare;3\n")
	g.showImport(path)
	g.sees("Åsa Ö · 2025-02-01 · Deltagaren")
	g.sees("1 nytt team: Halmsted")
	g.tapText("Importera 1 ny deltagare, 1 skattning")
	g.showImport(g.tableFile("mer.csv", "Kod;Kommun;Start\nX-1;Hylte;\nX-2;;2025-01-10\n"))
	g.sees("Importera 1 ny, 1 ändrad deltagare")
	g.misses("1 nytt team: Halmsted")
	g.showImport(path)
	g.sees(g.text("import.do.same"))
	g.showImport(g.tableFile("fel.csv", "Kod;Start\nX-1;igår\nX-1;2025-01-10\n"))
	g.sees(g.text("import.do.none"))
}

// What is no table says so, and another can be chosen.
func TestImportWhatIsNoTable(t *testing.T) {
	g := workspace(t)
	g.showImport(g.tableFile("bild.csv", "\x89PNG\x00\x01"))
	g.sees("bild.csv kan inte importeras. " + g.text("error.sheet.kind"))
	path := g.tableFile("blad.csv", tableText)
	g.tap("import.choose")
	for i, row := range g.choosing() {
		if row == filepath.Base(path) {
			every[*widget.Table](g.top())[0].OnOpen(i)
			break
		}
	}
	g.sees("X-2  –  ny deltagare")
}

// The page comes back as it was left, also in another language.
func TestImportComesBack(t *testing.T) {
	g := workspace(t)
	g.showImport(g.tableFile("blad.csv", tableText))
	at := must(g.whereabouts())(t)
	if strings.Contains(string(at.Form), "X-1") {
		t.Errorf("kept is %s", at.Form)
	}
	g.setLang("en")
	g.goTo(at)
	g.sees("3 rows")
	g.sees("X-2  –  new participant")
}

// All of it is done by key.
func TestImportByKey(t *testing.T) {
	g := workspace(t)
	g.showImport(g.tableFile("blad.csv", strings.Replace(tableText, "2,5", "2", 1)))
	g.press(fyne.KeyReturn) // explains the first row
	g.asked("X-1  –  ny deltagare, ny skattning")
	g.press(fyne.KeyReturn)
	for range 40 {
		if b, is := g.window.Canvas().Focused().(*widget.Button); is && b.Text == "Importera 2 nya deltagare, 2 skattningar" {
			break
		}
		g.press(fyne.KeyTab)
	}
	g.press(fyne.KeyReturn)
	g.sees(g.text("import.done.undo"))
	g.press(fyne.KeyReturn)
	g.sees("X-2")
	if n := g.count(); n != 2 {
		t.Errorf("there are %d participants", n)
	}
}

// A table that is dropped on the window is shown, and not imported yet.
func TestDropATable(t *testing.T) {
	g := workspace(t)
	g.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(g.tableFile("blad.CSV", tableText))})
	g.sees("X-2  –  ny deltagare")
	if n := g.count(); n != 0 {
		t.Errorf("there are %d participants", n)
	}
}
