package ui

import (
	"context"
	"encoding/json"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/overview"
	cohortpage "framsteg/app/ui/cohort"
	"framsteg/app/ui/participant"
	"framsteg/app/ui/participants"
	"framsteg/app/ui/widget"
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
	if lists := every[*widget.Table](g.window.Content()); len(lists) > 0 {
		g.window.Canvas().Focus(lists[0].Focusable())
	}
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
	table := g.figures()[1]
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

	g.press(fyne.KeyDown)
	g.press(fyne.KeyReturn) // the second
	page[*participant.Page](g)
	g.press(fyne.KeyEscape)
	if place := page[*participants.List](g).Place(); place.Row != 1 || g.window.Canvas().Focused() == nil {
		t.Errorf("back in the list, row %d is under the keys", place.Row)
	}
	g.press(fyne.KeyReturn)
	page[*participant.Page](g)
	g.press(fyne.KeyEscape)
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
	g.shortcut(ctrl(fyne.KeyS)) // what is shown is of another period
	g.unasked()
	if got := p.Place().Filter.To; !got.IsZero() {
		t.Errorf("to %v", got)
	}
	for _, e := range dates {
		e.SetText("2025")
		g.window.Canvas().Focus(e)
		g.press(fyne.KeyReturn)
	}
	if got := p.Place().Filter; got.From != skapa.DateOf(2025, 1, 1) || got.To != skapa.DateOf(2025, 12, 31) {
		t.Errorf("2025 is %v – %v", got.From, got.To)
	}
	dates[1].SetText("2025-02")
	g.press(fyne.KeyReturn)
	if got := p.Place().Filter.To; got != skapa.DateOf(2025, 2, 28) {
		t.Errorf("to February is to %v", got)
	}
	g.tap("cohort.clear")
	g.misses(g.text("error.cohort.period"))
	if p.Place().Filter != (cohortpage.Filter{}) {
		t.Errorf("%+v is chosen", p.Place().Filter)
	}
}

// number gives a number of the document that shows, by its key.
func (g *given) number(key string) overview.Cell {
	g.Helper()
	d, _ := page[*cohortpage.Page](g).Document()
	for _, s := range d.Sections {
		for _, table := range s.Tables {
			for _, row := range table.Rows {
				for _, c := range row.Cells {
					if c.Key == key {
						return c
					}
				}
			}
		}
	}
	g.Fatalf("there is no %s", key)
	return overview.Cell{}
}

// What is opened is called as the number is, whichever way it was opened: a part
// of a picture, a key figure, a count or a share of a table.
func TestACohortSaysWhatIsOpened(t *testing.T) {
	g, p := cohortOf(t)
	g.showAll(p)
	inPicture := func(id string) func() {
		return func() {
			for _, view := range every[*widget.ChartView](g.window.Content()) {
				if view.Select(id) {
					g.window.Canvas().Focus(view)
					g.press(fyne.KeyReturn)
					return
				}
			}
			t.Fatalf("no picture has %s", id)
		}
	}
	for _, c := range []struct {
		section, key string
		open         func()
	}{
		{"cohort.section.summary", "change.self.steps.health.latest.3", inPicture("share health self latest 3")},
		{"cohort.section.summary", "change.self.counts.all.improved", func() {
			g.window.Canvas().Focus(every[*widget.Card](g.window.Content())[5])
			g.press(fyne.KeyReturn)
		}},
		{"overview.section.who", "who.sex.woman.share", func() {
			for _, table := range g.figures() {
				if table.Text(0, 0) == g.number("who.sex.woman.count").Text && table.Text(0, 1) == g.number("who.sex.woman.share").Text {
					table.GoTo(0, 1)
					g.window.Canvas().Focus(table)
					g.press(fyne.KeyReturn)
					return
				}
			}
		}},
		{"overview.section.flow", "flow.2026-11.now", inPicture("flow 2026-11-01 now")},
		{"overview.section.change", "change.supervisor.steps.health.start.2", inPicture("share health supervisor start 2")},
	} {
		g.chooseSection(g.text(c.section))
		want := g.number(c.key)
		c.open()
		list := page[*participants.List](g)
		if got := list.Place(); !strings.HasSuffix(want.Name, ": "+got.Heading) || !strings.HasPrefix(want.Name, strings.Split(got.Among, " · ")[0]) || len(got.Only) != len(want.Who) || len(want.Who) == 0 {
			t.Errorf("%s opens %d as %q, want %d as %q", c.key, len(got.Only), got.Heading, len(want.Who), want.Name)
		}
		g.press(fyne.KeyEscape)
	}
}

// The key figures are all of how they moved: nobody who can be compared is left out.
func TestACohortsKeyFiguresAreWhole(t *testing.T) {
	g, p := cohortOf(t)
	g.showAll(p)
	var shown []int
	for _, card := range every[*widget.Card](g.window.Content()) {
		n, _ := strconv.Atoi(every[*fynewidget.Label](card)[0].Text)
		shown = append(shown, n)
	}
	if len(shown) != 9 || shown[4] == 0 || shown[4] != shown[5]+shown[6]+shown[7]+shown[8] {
		t.Errorf("they are %v", shown)
	}
}

// What was chosen of one file is not chosen of another, nor kept in the program
// while the file is locked.
func TestACohortsChoiceBelongsToItsFile(t *testing.T) {
	g, p := cohortOf(t)
	g.seal()
	every[*widget.Choice](g.window.Content())[0].SetSelectedIndex(1)
	if p.Place().Filter.Team == "" {
		t.Fatal("no team is chosen")
	}
	g.chooseSection(g.text("overview.section.who"))
	g.window.Canvas().Focus(g.figures()[0])
	g.press(fyne.KeyReturn)
	page[*participants.List](g)
	g.lock()
	if g.cohorts.figure != nil || g.cohorts.place != (cohortpage.Place{}) || g.cohorts.basis != nil {
		t.Errorf("while locked it keeps %+v", g.cohorts)
	}
	g.unlockBy(passphrase)
	page[*participants.List](g)

	other := filepath.Join(t.TempDir(), "Halmstad.framsteg")
	g.make(other)
	g.open(other)
	g.showCohort()
	if got := page[*cohortpage.Page](g).Place().Filter; got != (cohortpage.Filter{}) || g.cohorts.figure != nil {
		t.Errorf("in another file %+v is chosen", got)
	}
}
