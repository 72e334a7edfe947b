package ui

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	cohortpage "framsteg/app/ui/cohort"
	"framsteg/app/ui/participant"
	"framsteg/app/ui/participants"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/demo"
	"framsteg/store/skapa"
)

// cohortOf opens a file of 60 people on the page Uppföljning.
func cohortOf(t *testing.T) (*given, *cohortpage.Page) {
	t.Helper()
	g := start(t)
	g.prefs.setAuthor(author)
	g.check(demo.Make(context.Background(), g.path, demo.Options{Participants: 60, Years: 1, Seed: 1, End: today}))
	g.open(g.path)
	g.Cleanup(func() {
		if g.store != nil {
			g.store.Close()
		}
	})
	g.shortcut(ctrlShift(fyne.KeyU))
	return g, page[*cohortpage.Page](g)
}

// chooseSection goes to a part of the page by its name: in the list, or in a narrow
// window in the choice.
func (g *given) chooseSection(title string) {
	g.Helper()
	p := page[*cohortpage.Page](g)
	for _, c := range every[*widget.Choice](g.window.Content()) {
		if slices.Contains(c.Options, title) {
			c.SetSelected(title)
		}
	}
	g.window.Canvas().Focus(p.First())
	for range 20 {
		if p.Section() == title {
			return
		}
		g.press(fyne.KeyDown)
	}
	g.Fatalf("no section %q among %q", title, g.shown())
}

// figures gives the tables of the section that shows.
func (g *given) figures() []*widget.Figures { return every[*widget.Figures](g.window.Content()) }

// A number opens those whom it counts; from one of them one comes back to the
// same number.
func TestACohortsNumberOpensItsParticipants(t *testing.T) {
	g, _ := cohortOf(t)
	g.chooseSection(g.text("overview.section.who"))
	table := g.figures()[1] // by sex
	g.window.Canvas().Focus(table)
	var opened *participants.List
	for range 6 {
		g.press(fyne.KeyReturn)
		if list, is := g.current.(*participants.List); is {
			opened = list
			break
		}
		g.press(fyne.KeyDown)
	}
	if opened == nil {
		t.Fatal("no number of the table opens anything")
	}
	row, column := table.Current()
	want, _ := strconv.Atoi(table.Text(row, column))
	if got := len(opened.Place().Only); got != want {
		t.Errorf("%d are listed, the number is %d", got, want)
	}
	g.sees(g.words.N("participants.count", want))

	g.press(fyne.KeyReturn) // the first
	page[*participant.Page](g)
	g.press(fyne.KeyEscape)
	page[*participants.List](g)
	g.press(fyne.KeyEscape)
	page[*cohortpage.Page](g)
	focused, is := g.window.Canvas().Focused().(*widget.Figures)
	if !is {
		t.Fatalf("the focus is in a %T", g.window.Canvas().Focused())
	}
	if r, c := focused.Current(); r != row || c != column || page[*cohortpage.Page](g).Section() != g.text("overview.section.who") {
		t.Errorf("back at %d, %d of %q", r, c, page[*cohortpage.Page](g).Section())
	}
}

// What is chosen and where it is scrolled stays when the file is locked and opened
// again; that all numbers show does not.
func TestACohortsPlaceIsKept(t *testing.T) {
	g, p := cohortOf(t)
	g.seal()
	g.showAll(p)
	choice := every[*widget.Choice](g.window.Content())[0]
	choice.SetSelectedIndex(1)
	chosen := p.Place().Filter
	if chosen.Team == "" {
		t.Fatal("no team is chosen")
	}
	g.chooseSection(g.text("overview.section.change"))
	p.Scroll().ScrollToOffset(fyne.NewPos(0, 120))
	at := must(g.whereabouts())(t)
	notes := must(json.Marshal(at))(t)
	if strings.Contains(strings.ToLower(string(notes)), "internal") {
		t.Errorf("it is written down that all numbers show: %s", notes)
	}

	g.lock()
	g.unlockBy(passphrase)
	p = page[*cohortpage.Page](g)
	if got := p.Place(); got.Filter != chosen || got.Section != "change" || got.Offset != 120 {
		t.Errorf("after unlocking it shows %+v", got)
	}
	if p.Internal() {
		t.Error("all numbers show after unlocking")
	}
}

// showAll shows all numbers, and answers the question about it.
func (g *given) showAll(p *cohortpage.Page) {
	g.Helper()
	for _, c := range every[*widget.Check](g.window.Content()) {
		if c.Text == g.text("cohort.internal") {
			c.SetChecked(true)
		}
	}
	g.asked(g.text("cohort.internal.text"))
	g.tap("cohort.internal.do")
	g.sees(g.text("cohort.internal.band"))
	if d, _ := p.Document(); !p.Internal() || !d.Internal {
		g.Error("not all numbers show")
	}
}

// showAllOf shows a part of the page of a few, by the key of its name.
func (g *given) showAllOf(section string) {
	g.Helper()
	g.showCohort()
	g.tap("cohort.internal.show")
	g.tap("cohort.internal.do")
	g.chooseSection(g.text(section))
}

// That all numbers show is asked about, and is over when the file is opened anew.
func TestACohortIsInternalUntilTheFileIsClosed(t *testing.T) {
	g, p := cohortOf(t)
	g.misses(g.text("cohort.internal.band"))
	g.showAll(p)
	g.showToday()
	g.showCohort()
	g.sees(g.text("cohort.internal.band"))

	g.shortcut(ctrl(fyne.KeyW))
	g.open(g.path)
	g.showCohort()
	g.misses(g.text("cohort.internal.band"))
	if page[*cohortpage.Page](g).Internal() {
		t.Error("all numbers show in a file that was opened anew")
	}
}

// The page follows what is saved while it shows.
func TestACohortFollowsTheFile(t *testing.T) {
	g, p := cohortOf(t)
	d, _ := p.Document()
	before := d.Report.Participants.N
	must(g.store.SaveParticipant(context.Background(), skapa.Participant{Code: "H-9999", Start: today.Add(-20)}))(t)
	d, _ = p.Document()
	if got := d.Report.Participants.N; got != before+1 {
		t.Errorf("%d participants, want %d", got, before+1)
	}
}

// Where too few are chosen, it says so and offers everybody.
func TestACohortOfTooFew(t *testing.T) {
	g := workspace(t)
	g.showCohort()
	g.sees(g.text("cohort.empty.nobody"))
	g.addParticipant("H-1001", "2026-01-10")
	g.showCohort()
	p := page[*cohortpage.Page](g)
	if _, is := p.Document(); is {
		t.Error("one participant is shown")
	}
	g.sees(g.text("cohort.internal.show"))
	g.tap("cohort.internal.show")
	g.tap("cohort.internal.do")
	if d, is := p.Document(); !is || d.Report.Participants.N != 1 {
		t.Errorf("%v, %d participants", is, d.Report.Participants.N)
	}
}

// A report is saved as what is shown, in both kinds.
func TestACohortIsSaved(t *testing.T) {
	for ending, begins := range map[string]string{".pdf": "%PDF", ".xlsx": "PK"} {
		t.Run(ending, func(t *testing.T) {
			g, _ := cohortOf(t)
			folder := t.TempDir()
			g.shell.exports = folder
			g.tap("cohort.save")
			name := g.field("name").Input.(*widget.Entry)
			name.SetText(strings.TrimSuffix(name.Text, filepath.Ext(name.Text)) + ending)
			g.tap("save")
			path := filepath.Join(folder, g.text("cohort.fileName", words.Args{"Whom": "", "Date": today}))
			files := must(os.ReadDir(folder))(t)
			if len(files) != 1 {
				t.Fatalf("%d files, want %s", len(files), path)
			}
			content := must(os.ReadFile(filepath.Join(folder, files[0].Name())))(t)
			if !strings.HasPrefix(string(content), begins) || filepath.Ext(files[0].Name()) != ending {
				t.Errorf("%s begins %q", files[0].Name(), content[:min(8, len(content))])
			}
			g.unasked()
		})
	}
}

// A period that ends before it begins is refused, and the page stays as it was.
func TestACohortsPeriod(t *testing.T) {
	g, p := cohortOf(t)
	dates := every[*widget.DateEntry](g.window.Content())
	g.window.Canvas().Focus(dates[0])
	g.typeText("2026-06-01")
	g.press(fyne.KeyReturn)
	if got := p.Place().Filter.From; got != skapa.DateOf(2026, 6, 1) {
		t.Errorf("from %v", got)
	}
	g.window.Canvas().Focus(dates[1])
	g.typeText("2026-05-01")
	g.press(fyne.KeyReturn)
	g.sees(g.text("error.cohort.period"))
	if got := p.Place().Filter.To; !got.IsZero() {
		t.Errorf("to %v", got)
	}
	g.tap("cohort.clear")
	g.misses(g.text("error.cohort.period"))
	if p.Place().Filter != (cohortpage.Filter{}) {
		t.Errorf("%+v is chosen", p.Place().Filter)
	}
}
