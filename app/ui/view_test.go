package ui

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"framsteg/app/chart"
	"framsteg/app/ui/assessment"
	"framsteg/app/ui/participant"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// measured adds a participant with ratings of both raters at three meetings,
// who goes from 2 to 4 in all areas but is 1 at the last one in health.
func (g *given) measured(code, name string) skapa.ID {
	g.Helper()
	ctx := context.Background()
	p := must(g.store.SaveParticipant(ctx, skapa.Participant{Code: code, Name: name, Start: skapa.DateOf(2025, 1, 10)}))(g.T)
	in := must(g.store.NewestInstrument(ctx))(g.T)
	for i, day := range []skapa.Date{skapa.DateOf(2025, 2, 3), skapa.DateOf(2026, 2, 2), skapa.DateOf(2026, 11, 9)} {
		for _, r := range skapa.Raters {
			a := skapa.Assessment{Participant: p.ID, Rater: r, Date: day, Instrument: in.Version, Answers: map[string]skapa.Step{}}
			for _, item := range in.ItemsFor(r) {
				a.Answers[item.ID] = skapa.Step(i + 2)
				if item.Area == skapa.Health {
					a.Answers[item.ID] = 1
				}
			}
			must(g.store.SaveAssessment(ctx, a, ""))(g.T)
		}
	}
	g.showParticipant(p.ID)
	g.settle()
	return p.ID
}

// chart gives the picture of the page; nil where it does not show.
func (g *given) chart() *widget.ChartView {
	for _, v := range every[*widget.ChartView](g.window.Content()) {
		return v
	}
	return nil
}

// segments gives the choice that offers a text.
func (g *given) segments(text string) *widget.Segments {
	g.Helper()
	for _, s := range every[*widget.Segments](g.top()) {
		if slices.Contains(textsIn(s), text) {
			return s
		}
	}
	g.Fatalf("no choice offers %q among %q", text, g.shown())
	return nil
}

// viewing gives what is chosen on the page.
func (g *given) viewing() participant.Viewing { return page[*participant.Page](g).Picture().Viewing }

// The views are walked by key, and each by its shortcut.
func TestViewsByKeyboard(t *testing.T) {
	g := workspace(t)
	g.measured("H-1001", "")
	if g.chart() == nil || g.viewing().View != participant.Development {
		t.Fatal("the page does not open on the development")
	}
	g.window.Canvas().Focus(g.segments(g.text("view.profile")))
	for _, want := range []participant.View{participant.Profile, participant.Numbers, participant.Plan, participant.History, participant.History} {
		g.press(fyne.KeyRight)
		if got := g.viewing().View; got != want {
			t.Errorf("the right arrow leads to %v, want %v", got, want)
		}
	}
	if g.chart() != nil {
		t.Error("the chart shows beside the table")
	}
	for key, want := range map[fyne.KeyName]participant.View{fyne.Key1: participant.Development, fyne.Key2: participant.Profile, fyne.Key3: participant.Numbers} {
		g.shortcut(ctrl(key))
		if got := g.viewing().View; got != want {
			t.Errorf("Ctrl+%s shows %v", key, got)
		}
		if _, inChart := g.window.Canvas().Focused().(*widget.ChartView); inChart != (want != participant.Numbers) {
			t.Errorf("after Ctrl+%s the focus is on a %T", key, g.window.Canvas().Focused())
		}
	}
}

// Whatever the view offers, what is below the row stays where it is.
func TestNothingJumpsWhenTheViewChanges(t *testing.T) {
	for _, size := range sizes {
		g := workspace(t)
		g.window.Resize(size)
		g.measured("H-1001", "")
		top := func() float32 {
			g.settle()
			var below fyne.CanvasObject = g.chart()
			if g.chart() == nil {
				below = every[*widget.Table](g.window.Content())[0]
			}
			return g.app.Driver().AbsolutePositionForObject(below).Y
		}
		before := top()
		for _, change := range []func(){
			func() { g.shortcut(ctrl(fyne.Key2)) },
			func() { g.shortcut(ctrl(fyne.Key3)) },
			func() { g.shortcut(ctrl(fyne.Key1)) },
			func() { g.window.Canvas().Focus(g.segments(g.text("range.all"))); g.press(fyne.KeyEnd) },
		} {
			change()
			if after := top(); after != before {
				t.Errorf("%v: from %v to %v", size, before, after)
			}
		}
	}
}

func TestRange(t *testing.T) {
	g := workspace(t)
	g.measured("H-1001", "")
	g.window.Canvas().Focus(g.segments(g.text("range.year")))
	g.press(fyne.KeyRight)
	if got := g.viewing(); got.Range != participant.LastYear {
		t.Fatalf("chosen is %+v", got)
	}
	g.press(fyne.KeyRight)
	g.press(fyne.KeyReturn) // into the date
	date, is := g.window.Canvas().Focused().(*widget.DateEntry)
	if !is || date.Text != "2025-11-21" {
		t.Fatalf("the focus is on a %T", g.window.Canvas().Focused())
	}
	writes := func(text string) {
		date.TypedShortcut(&fyne.ShortcutSelectAll{})
		g.typeText(text)
		g.press(fyne.KeyReturn)
	}
	writes("1/2 2026")
	if got := g.viewing().Since; got != skapa.DateOf(2026, 2, 1) {
		t.Errorf("since is %v", got)
	}
	writes("31/2")
	g.sees(g.text("error.date.unreadable", words.Args{"Text": "31/2"}))
	writes("2026-11-22")
	g.sees(g.text("error.date.future", words.Args{"Date": "2026-11-22"}))
	if got := g.viewing().Since; got != skapa.DateOf(2026, 2, 1) {
		t.Errorf("nonsense is taken: %v", got)
	}
	writes("2026-02-01")
	g.misses(g.text("error.date.future", words.Args{"Date": "2026-11-22"}))
}

// The view and what belongs to it outlive an edit, another page, the lock and
// another language; somebody else's page opens as for the first time.
func TestViewStays(t *testing.T) {
	for name, c := range map[string]func(g *given, id skapa.ID){
		"an edit": func(g *given, id skapa.ID) {
			g.shortcut(ctrl(fyne.KeyE))
			g.write("municipality", "Hylte")
			g.press(fyne.KeyReturn)
		},
		"a rating": func(g *given, id skapa.ID) { g.rateAll(id, skapa.Self, "3") },
		"the list": func(g *given, id skapa.ID) { g.press(fyne.KeyEscape); g.showParticipants(); g.showParticipant(id) },
		"the lock": func(g *given, id skapa.ID) { g.seal(); g.lockAndUnlock() },
		"the lock, edited": func(g *given, id skapa.ID) {
			g.seal()
			g.shortcut(ctrl(fyne.KeyE))
			g.lockAndUnlock()
			g.press(fyne.KeyEscape)
		},
		"another language": func(g *given, id skapa.ID) { g.tapLanguage("en") },
		"an undo":          func(g *given, id skapa.ID) { g.rateAll(id, skapa.Self, "3"); g.undo() },
	} {
		t.Run(name, func(t *testing.T) {
			g := workspace(t)
			id := g.measured("H-1001", "")
			g.window.Canvas().Focus(g.segments(g.text("range.all")))
			g.press(fyne.KeyEnd)
			g.shortcut(ctrl(fyne.Key2))
			g.window.Canvas().Focus(g.segments(g.text("rater.supervisor")))
			g.press(fyne.KeyRight)
			want := participant.Viewing{View: participant.Profile, Range: participant.FromDate, Since: skapa.DateOf(2025, 11, 21), Rater: skapa.BySupervisor}
			if got := g.viewing(); got != want {
				t.Fatalf("chosen is %+v", got)
			}
			c(g, id)
			if got := g.viewing(); got != want {
				t.Errorf("chosen is %+v, want %+v", got, want)
			}
			g.addParticipant("H-1002", "2026-01-10")
			if got := g.viewing(); got != (participant.Viewing{}) {
				t.Errorf("the page of another shows %+v", got)
			}
		})
	}
}

// lockAndUnlock locks a sealed workspace and opens it again.
func (g *given) lockAndUnlock() {
	g.Helper()
	g.lock()
	g.typeText(passphrase)
	g.press(fyne.KeyReturn)
}

// A mark of the development is of both raters, and Enter asks which rating to
// open; one of the profile is of one.
func TestEnterOpensWhatIsSelected(t *testing.T) {
	g := workspace(t)
	g.measured("H-1001", "")
	g.shortcut(ctrl(fyne.Key1))
	g.press(fyne.KeyLeft)
	g.press(fyne.KeyReturn)
	g.asked(g.text("participant.which.text", words.Args{"Date": "2026-11-09"}))
	g.press(fyne.KeyEscape)
	g.unasked()
	g.shortcut(ctrl(fyne.Key2))
	g.press(fyne.KeyDown)
	g.press(fyne.KeyReturn)
	page[*assessment.View](g)
	g.unasked()
}

// The menu of the chart shows the table.
func TestChartMenuShowsTheTable(t *testing.T) {
	g := workspace(t)
	g.measured("H-1001", "")
	g.shortcut(ctrl(fyne.Key1))
	g.press(fyne.KeyLeft)
	g.press(desktop.KeyMenu)
	g.sees(g.text("chartMenu.assessment"))
	for range 2 {
		g.press(fyne.KeyDown)
	}
	g.press(fyne.KeyReturn)
	if g.viewing().View != participant.Numbers {
		t.Errorf("it shows %+v", g.viewing())
	}
	g.press(fyne.KeyReturn)
	page[*assessment.View](g) // the arrows are in the table
}

// The table says what the picture does, by the same functions, and opens the
// newest rating of a row.
func TestNumbers(t *testing.T) {
	g := workspace(t)
	g.window.Resize(sizes[2])
	g.measured("H-1001", "")
	g.shortcut(ctrl(fyne.Key3))
	g.settle()
	w := g.words
	for _, text := range []string{
		"Typ av arbete", "Hälsa", w.T("report.mean"),
		chart.Value(w, 2), chart.Value(w, 4), chart.Value(w, 3.5),
		"+2 säker", "+1 möjlig", "+1,7 säker", "bibehållen låg",
		w.T("numbers.meaning", words.Args{"Area": "1,67", "Mean": "0,87"}),
	} {
		g.sees(text)
	}
	g.press(fyne.KeyDown)
	g.press(fyne.KeyReturn)
	page[*assessment.View](g)
	if !strings.Contains(g.current.Title(), g.text("rater.supervisor")) && !slices.ContainsFunc(g.shown(), func(s string) bool { return strings.Contains(s, g.text("rater.supervisor")) }) {
		t.Errorf("Enter opened %q", g.shown())
	}
	g.sees("2026-11-09")
}

func TestNumbersOfNobody(t *testing.T) {
	g := workspace(t)
	g.addParticipant("H-1001", "2026-01-10")
	g.shortcut(ctrl(fyne.Key3))
	g.sees(g.text("participant.noRatings"))
}

// The table of ratings says what was declined, and nothing of what was not
// asked, also while it is a draft.
func TestRatingsSayWhatWasDeclined(t *testing.T) {
	for _, draft := range []bool{true, false} {
		g := workspace(t)
		id := g.addParticipant("H-1001", "2026-01-10")
		if draft {
			g.startRating(id, skapa.BySupervisor)
			g.typeText("30")
			g.leaveMeeting()
		} else {
			g.rateAll(id, skapa.Self, "0")
		}
		g.settle()
		table := every[*widget.Table](g.window.Content())[0]
		if cells := textsIn(table); slices.Contains(cells, "3") != draft || !slices.Contains(cells, "–") {
			t.Errorf("draft %v: it says %q", draft, cells)
		}
	}
}

// Whoever opens a mark or a row and comes back stands where that is, and goes
// on by the arrows; the list opens the page as new.
func TestBackToWhatWasOpened(t *testing.T) {
	for name, open := range map[string]func(g *given){
		"a mark": func(g *given) {
			g.shortcut(ctrl(fyne.Key1))
			g.press(fyne.KeyLeft)
			g.press(fyne.KeyLeft)
			g.press(fyne.KeyReturn)
		},
		"a mark of both": func(g *given) {
			g.shortcut(ctrl(fyne.Key1))
			g.press(fyne.KeyLeft)
			g.press(fyne.KeyReturn)
			g.press(fyne.KeyReturn)
		},
		"by the menu": func(g *given) {
			g.shortcut(ctrl(fyne.Key2))
			g.press(fyne.KeyDown)
			g.press(desktop.KeyMenu)
			g.press(fyne.KeyReturn)
		},
		"a number": func(g *given) { g.shortcut(ctrl(fyne.Key3)); g.press(fyne.KeyDown); g.press(fyne.KeyReturn) },
		"a rating": func(g *given) { g.shortcut(ctrl(fyne.KeyT)); g.press(fyne.KeyEnd); g.press(fyne.KeyReturn) },
	} {
		t.Run(name, func(t *testing.T) {
			g := workspace(t)
			id := g.measured("H-1001", "")
			open(g)
			if g.window.Canvas().Overlays().Top() != nil {
				g.press(fyne.KeyReturn)
			}
			page[*assessment.View](g)
			left := g.shell.viewing.Spot
			if left == (participant.Spot{}) {
				t.Fatal("nothing is remembered")
			}
			g.press(fyne.KeyEscape)
			if got := page[*participant.Page](g).Spot(); got != left {
				t.Errorf("back, the keys go to %+v, before to %+v", got, left)
			}
			g.showParticipants()
			g.showParticipant(id)
			if got := page[*participant.Page](g).Spot(); got != (participant.Spot{}) {
				t.Errorf("from the list, the keys go to %+v", got)
			}
		})
	}
}
