package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/exchange/sheet"
	"framsteg/app/ui/participants"
	"framsteg/app/ui/sharing"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// twoCaseloads adds H-1001, of who works here, with a name, six ratings and a
// goal in words, and H-1002 of somebody else.
func (g *given) twoCaseloads() (own, other skapa.ID) {
	g.Helper()
	ctx := context.Background()
	own = g.measured("H-1001", "Kvast Karqvist")
	p := must(g.store.Participant(ctx, own))(g.T)
	p.Supervisor = must(g.store.SupervisorNamed(ctx, author.Supervisor))(g.T).ID
	p.Team = must(g.store.TeamNamed(ctx, author.Team))(g.T).ID
	must(g.store.SaveParticipant(ctx, p))(g.T)
	must(g.store.SaveGoal(ctx, skapa.Goal{Participant: own, Area: skapa.Health, Text: "Sova hemlighetsfullt", Since: today}))(g.T)
	o := skapa.Participant{Code: "H-1002", Name: "Ylva Ytterst", Start: skapa.DateOf(2026, 1, 10)}
	o.Supervisor = must(g.store.SupervisorNamed(ctx, "Örjan"))(g.T).ID
	return own, must(g.store.SaveParticipant(ctx, o))(g.T).ID
}

// exports goes to the page that writes a kind, by keyboard.
func (g *given) exports(kind sharing.Kind) *sharing.Page {
	g.Helper()
	g.shortcut(ctrlShift(fyne.KeyE))
	for _, k := range sharing.Kinds {
		if k == kind {
			break
		}
		g.press(fyne.KeyDown)
	}
	g.press(fyne.KeyReturn)
	p := page[*sharing.Page](g)
	if p.Kind() != kind {
		g.Fatalf("it is the page of %s", p.Kind())
	}
	return p
}

// pick chooses one of the words of a choice by arrow.
func (g *given) pick(word string) {
	g.Helper()
	s := g.segments(g.text(word))
	g.window.Canvas().Focus(s)
	g.press(fyne.KeyHome)
	for range slices.Index(textsIn(s), g.text(word)) {
		g.press(fyne.KeyRight)
	}
}

// holds requires what the page says that the file will hold.
func (g *given) holds(participants, ratings int, form, opens string) {
	g.Helper()
	g.sees(g.text("sharing.holds", words.Args{
		"Participants": g.words.N("sharing.participants", participants), "Ratings": g.words.N("sharing.ratings", ratings),
		"Form": g.text(form), "Opens": g.text(opens),
	}))
}

// beside gives the path of a file in the folder of the workspace.
func (g *given) beside(name string) string { return filepath.Join(filepath.Dir(g.path), name) }

// opened opens an exported file as whoever gets it.
func (g *given) openedBy(path, secret string) *store.Store {
	g.Helper()
	s := must(store.Open(context.Background(), path, store.Options{Now: g.clock, Secret: secret, Reading: true}))(g.T)
	g.Cleanup(func() { s.Close() })
	return s
}

// held gives who is in a workspace, and how many ratings of them.
func held(t *testing.T, s *store.Store) (codes string, ratings int) {
	t.Helper()
	for _, c := range must(s.Caseload(context.Background()))(t) {
		codes += c.Code + " "
		ratings += len(must(s.Assessments(context.Background(), c.ID))(t))
	}
	return strings.TrimSpace(codes), ratings
}

// On the last Friday of the month: her caseload, to the hub, by four keys.
func TestHandTheCaseloadToTheHub(t *testing.T) {
	g := workspace(t)
	g.twoCaseloads()
	hub := makeHub(g)
	g.check(g.store.SetHub(context.Background(), hub.recipient))

	g.shortcut(ctrlShift(fyne.KeyE))
	g.press(fyne.KeyReturn)
	g.holds(1, 6, "sharing.without", "sharing.opens.hub")
	g.press(fyne.KeyReturn)
	if got := widgetText(g); got != "Till hubben Team Ängelholm 2026-11-21" {
		t.Errorf("the name is %q", got)
	}
	g.press(fyne.KeyReturn)
	g.asked(g.text("sharing.done.hub"))
	path := g.beside("Till hubben Team Ängelholm 2026-11-21.framsteg")
	g.sees(path)
	g.press(fyne.KeyReturn)
	g.unasked()
	page[*participants.List](g)

	for _, secret := range []string{"", goodPassphrase} {
		if _, err := store.Open(context.Background(), path, store.Options{Secret: secret, Reading: true}); !errors.Is(err, store.ErrHub) {
			t.Errorf("%q: %v", secret, err)
		}
	}
	s := hub.open(g)
	defer s.Close()
	must(s.Merge(context.Background(), store.Merging{Path: path}))(t)
	if codes, ratings := held(t, s); codes != "H-1001" || ratings != 6 {
		t.Errorf("the hub gets %s and %d ratings", codes, ratings)
	}
	if got := must(s.Caseload(context.Background()))(t)[0].Name; got != "" {
		t.Errorf("the hub gets the name %s", got)
	}
}

// hubFile is the workspace of a hub on another computer.
type hubFile struct{ path, recipient string }

// makeHub makes a hub from a start file of the open workspace.
func makeHub(g *given) hubFile {
	g.Helper()
	ctx := context.Background()
	h := hubFile{path: filepath.Join(g.TempDir(), "Hubben.framsteg")}
	must(g.store.Export(ctx, h.path, store.Selection{Nobody: true}, store.Lock{Passphrase: goodPassphrase}))(g.T)
	s := h.open(g)
	h.recipient = must(s.MakeHub(ctx))(g.T).Recipient
	g.check(s.Close())
	return h
}

func (h hubFile) open(g *given) *store.Store {
	g.Helper()
	return must(store.Open(context.Background(), h.path, store.Options{Now: g.clock, Secret: goodPassphrase, Author: author}))(g.T)
}

// What a pseudonymous file holds is what the page said, and no name or text is
// anywhere in it.
func TestPseudonymousForAColleague(t *testing.T) {
	g := workspace(t)
	g.twoCaseloads()
	g.exports(sharing.Colleague)
	g.pick("sharing.whom.all")
	g.holds(2, 6, "sharing.with", "sharing.opens.passphrase")
	g.pick("sharing.pseudonymous")
	g.sees(g.text("sharing.pseudonymous.hint"))
	g.holds(2, 6, "sharing.without", "sharing.opens.passphrase")
	g.press(fyne.KeyReturn)
	g.press(fyne.KeyReturn)
	g.asked(g.text("sharing.passphrase.text"))
	g.tap("protect.plain")
	g.asked(g.text("sharing.plain.text"))
	g.tap("sharing.plain.do")
	g.asked(g.text("sharing.done.plain"))

	path := g.beside("Export 2026-11-21.framsteg")
	if codes, ratings := held(t, g.openedBy(path, "")); codes != "H-1001 H-1002" || ratings != 6 {
		t.Errorf("it holds %s and %d ratings", codes, ratings)
	}
	whole, part := must(os.ReadFile(g.path))(t), must(os.ReadFile(path))(t)
	for _, personal := range []string{"Karqvist", "Ytterst", "hemlighetsfullt"} {
		if !strings.Contains(string(whole), personal) || strings.Contains(string(part), personal) {
			t.Errorf("%s: in the workspace %v, in the export %v", personal, strings.Contains(string(whole), personal), strings.Contains(string(part), personal))
		}
	}
}

// A file for a colleague has a passphrase of its own, also where the workspace has
// one; a sealed workspace gives nothing away in the open.
func TestWithNamesForAColleague(t *testing.T) {
	g := workspace(t)
	g.twoCaseloads()
	g.seal()
	g.exports(sharing.Colleague)
	g.holds(1, 6, "sharing.with", "sharing.opens.passphrase")
	g.pick("sharing.whom.team")
	g.press(fyne.KeyReturn)
	if got := widgetText(g); got != "Export Team Ängelholm 2026-11-21" {
		t.Errorf("the name is %q", got)
	}
	g.press(fyne.KeyReturn)
	g.misses(g.text("protect.plain"))
	g.typeTwice("hej hej")
	if got, want := g.said("first"), g.text("error.passphrase.weak"); got != want {
		t.Errorf("a weak one: %q", got)
	}
	g.write("first", "")
	g.write("again", "")
	g.window.Canvas().Focus(g.field("first").Input.(fyne.Focusable))
	g.typeTwice(otherPassphrase)
	g.asked(g.text("sharing.done.passphrase"))

	path := g.beside("Export Team Ängelholm 2026-11-21.framsteg")
	if g.opens(path, passphrase) || g.opens(path, "") {
		t.Error("it opens without its own passphrase")
	}
	s := g.openedBy(path, otherPassphrase)
	cases := must(s.Caseload(context.Background()))(t)
	if len(cases) != 1 || cases[0].Name != "Kvast Karqvist" {
		t.Errorf("it holds %+v", cases)
	}
}

func TestExportThoseWhoAreTicked(t *testing.T) {
	g := workspace(t)
	g.twoCaseloads()
	p := g.exports(sharing.Colleague)
	g.pick("sharing.whom.ticked")
	g.press(fyne.KeyReturn)
	g.sees(g.text("error.required.participants"))
	g.unasked()
	g.typeText("ytter") // into the search
	g.press(fyne.KeyDown)
	g.press(fyne.KeySpace)
	g.window.Canvas().Focused().TypedRune(' ')
	g.holds(1, 0, "sharing.with", "sharing.opens.passphrase")
	if !p.Dirty() {
		t.Error("who was ticked would be lost")
	}
	g.press(fyne.KeyReturn)
	g.press(fyne.KeyReturn)
	g.typeTwice(otherPassphrase)
	g.asked(g.text("sharing.done.passphrase"))
	if codes, _ := held(t, g.openedBy(g.beside("Export 2026-11-21.framsteg"), otherPassphrase)); codes != "H-1002" {
		t.Errorf("it holds %s", codes)
	}
}

// What can't be written is said in a sentence, and nothing is lost that was
// chosen.
func TestExportFails(t *testing.T) {
	g := workspace(t)
	g.twoCaseloads()
	g.exports(sharing.Colleague)
	g.pick("sharing.whom.team")
	g.press(fyne.KeyReturn)
	g.press(fyne.KeyReturn)
	mend := g.breakDisk()
	g.typeTwice(otherPassphrase)
	g.asked(g.text("failed.title"))
	begin, end, _ := strings.Cut(g.text("error.export.failed", words.Args{"Path": "|"}), "|")
	g.asked(begin) // and not that the workspace is unsaved
	g.asked(end)
	g.press(fyne.KeyReturn)
	mend()
	g.asked(g.text("sharing.passphrase.text"))
	g.press(fyne.KeyEscape)
	g.unasked()
	page[*sharing.Page](g)
	if chosen := g.segments(g.text("sharing.whom.team")).Chosen(); chosen != 1 {
		t.Errorf("chosen is %d", chosen)
	}
}

func TestExportNobody(t *testing.T) {
	g := workspace(t)
	must(g.store.TeamNamed(context.Background(), "Tomt"))(t)
	g.exports(sharing.Hub)
	g.sees(g.text("sharing.protection.noHub"))
	g.pick("sharing.whom.team")
	g.press(fyne.KeyReturn)
	g.unasked()
	if got, want := g.said("whom"), g.text("error.sharing.nobody"); got != want {
		t.Errorf("it says %q", got)
	}
	g.press(fyne.KeyEscape)
	page[*sharing.Start](g)
	g.press(fyne.KeyEscape)
	page[*participants.List](g)
}

// Evaluators get tables without names, and with names only on purpose.
func TestExportTables(t *testing.T) {
	for name, c := range map[string]struct {
		named bool
		kind  int // how often the right arrow is pressed in the choice
		files string
	}{
		"Excel":            {false, 0, "Tabell 2026-11-21.xlsx"},
		"Excel with names": {true, 0, "Tabell 2026-11-21.xlsx"},
		"CSV":              {false, 1, "Tabell 2026-11-21-*.csv"},
	} {
		t.Run(name, func(t *testing.T) {
			g := workspace(t)
			g.twoCaseloads()
			g.exports(sharing.Tables)
			g.holds(2, 6, "sharing.without", "sharing.opens.all")
			if c.named {
				g.pick("sharing.named")
				g.holds(2, 6, "sharing.with", "sharing.opens.all")
				g.press(fyne.KeyReturn)
				g.asked(g.words.N("sharing.exposed", 2))
				g.press(fyne.KeyReturn) // which changes nothing
				g.unasked()
				g.press(fyne.KeyReturn)
				g.tap("sharing.exposed.do")
			} else {
				g.press(fyne.KeyReturn)
			}
			g.press(fyne.KeyTab)
			for range c.kind {
				g.press(fyne.KeyRight)
			}
			g.press(fyne.KeyReturn)
			g.asked(g.text("sharing.done.plain"))

			sheets, cells := g.tables(c.files)
			if c.kind > 0 {
				g.sees(g.words.N("sharing.files", len(sheets), words.Args{"Path": filepath.Dir(g.path)}))
			} else {
				g.sees(g.beside(c.files))
			}
			if got := len(sheets[g.text("tables.participants")].Rows); got != 3 {
				t.Errorf("the participants have %d rows", got)
			}
			for _, column := range sheets[g.text("tables.participants")].Rows[0].Cells {
				if !c.named && !strings.Contains(g.text("sharing.pseudonymous.hint"), strings.ToLower(column)) {
					t.Errorf("%s is there, and the page does not say so", column)
				}
			}
			for _, personal := range []string{"Karqvist", "Ytterst", "hemlighetsfullt"} {
				if strings.Contains(cells, personal) != c.named {
					t.Errorf("%s is there: %v", personal, !c.named)
				}
			}
		})
	}
}

// tables reads the sheets of files beside the workspace, by name, and all that
// stands in them.
func (g *given) tables(files string) (sheets map[string]sheet.Sheet, cells string) {
	g.Helper()
	sheets = map[string]sheet.Sheet{}
	for _, path := range must(filepath.Glob(g.beside(files)))(g.T) {
		for _, s := range must(sheet.Open(path))(g.T).Sheets {
			if filepath.Ext(path) == ".csv" {
				_, s.Name, _ = strings.Cut(filepath.Base(path), "21-")
				s.Name = strings.ToUpper(s.Name[:1]) + strings.TrimSuffix(s.Name[1:], ".csv")
			}
			sheets[s.Name] = s
			for _, row := range s.Rows {
				cells += strings.Join(row.Cells, "\t") + "\n"
			}
		}
	}
	return sheets, cells
}

// CSV files that are there already are not replaced.
func TestCSVReplacesNothing(t *testing.T) {
	g := workspace(t)
	g.twoCaseloads()
	there := g.beside("Tabell 2026-11-21-deltagare.csv")
	g.check(os.WriteFile(there, []byte("Något annat"), 0o600))
	g.exports(sharing.Tables)
	g.press(fyne.KeyReturn)
	g.press(fyne.KeyTab)
	g.press(fyne.KeyRight)
	g.press(fyne.KeyReturn)
	g.asked(g.text("error.export.exists", words.Args{"Path": there}))
	if files := must(filepath.Glob(g.beside("*.csv")))(t); len(files) != 1 || string(must(os.ReadFile(there))(t)) != "Något annat" {
		t.Errorf("there are %v", files)
	}
}

// Whom the list shows is proposed for any kind of export.
func TestExportTheList(t *testing.T) {
	g := workspace(t)
	g.twoCaseloads()
	g.showParticipants()
	g.typeText("ytter")
	g.tap("participants.export")
	g.press(fyne.KeyDown)
	g.press(fyne.KeyReturn)
	g.holds(1, 0, "sharing.with", "sharing.opens.passphrase")
	g.press(fyne.KeyEscape)
	page[*sharing.Start](g)
	g.press(fyne.KeyReturn)
	g.holds(1, 0, "sharing.with", "sharing.opens.passphrase")

	g.showParticipants() // which has kept what was searched for
	g.menu("menu.export.listed")
	g.press(fyne.KeyDown)
	g.press(fyne.KeyReturn)
	g.holds(1, 0, "sharing.with", "sharing.opens.passphrase")
	g.showParticipants()
	g.typeText("zzz") // nobody, who are not all
	g.menu("menu.export.listed")
	page[*participants.List](g)
}

// What the page says follows an undo.
func TestWhatItHoldsFollowsAnUndo(t *testing.T) {
	g := workspace(t)
	g.twoCaseloads()
	g.exports(sharing.Tables)
	g.holds(2, 6, "sharing.without", "sharing.opens.all")
	g.undo()
	g.holds(1, 6, "sharing.without", "sharing.opens.all")
}
