package ui

import (
	"context"
	"maps"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/assessment"
	"framsteg/app/ui/participant"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

func (g *given) ratingsOnDisk(id skapa.ID) []skapa.Assessment {
	g.Helper()
	return must(g.onDisk().Assessments(context.Background(), id))(g.T)
}

// setDate writes the date of the rating on the page.
func (g *given) setDate(text string) {
	g.Helper()
	entry := every[*widget.DateEntry](g.top())[0]
	g.window.Canvas().Focus(entry)
	entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	g.typeText(text)
}

func TestBothRatings(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.shortcut(ctrl(fyne.KeyR))
	g.setDate("14/10")
	g.window.Canvas().Focus(g.pickers()[0])
	g.typeText("123450")
	g.press(fyne.KeyReturn)

	// The participant's is saved and shown below the offer of the supervisor's.
	g.asked(g.text("assessment.other.text.supervisor"))
	page[*participant.Page](g)
	saved := g.ratingsOnDisk(id)
	want := map[string]skapa.Step{
		"work-type": 1, "manage-work": 2, "competence": 3, "everyday": 4, "cooperation": 5, "health": skapa.Declined,
	}
	if len(saved) != 1 || saved[0].Rater != skapa.Self || saved[0].Date != skapa.DateOf(2026, 10, 14) || !maps.Equal(saved[0].Answers, want) {
		t.Fatalf("the file has %+v", saved)
	}
	if g.draftOnDisk(id, skapa.Self) != nil {
		t.Error("the draft is still there")
	}

	// The supervisor's goes on at the same date, with tilltro as the seventh.
	g.press(fyne.KeyReturn)
	page[*assessment.Form](g)
	g.sees(g.text("assessment.belief"))
	g.typeText("5555555")
	g.write("comment", "Trivs på Återbruket.")
	g.shortcut(ctrl(fyne.KeyS))
	g.unasked()
	page[*participant.Page](g)
	saved = g.ratingsOnDisk(id)
	if len(saved) != 2 || saved[1].Rater != skapa.BySupervisor || saved[1].Date != saved[0].Date || saved[1].Comment != "Trivs på Återbruket." {
		t.Fatalf("the file has %+v", saved)
	}
	if len(saved[1].Answers) != 7 || saved[1].Answers["belief"] != 5 {
		t.Errorf("the supervisor's answers are %v", saved[1].Answers)
	}
	g.sees("2026-10-14")
	g.sees(g.text("participant.ratings.supervisor"))
	g.misses(g.text("participant.ratings.draft"))
}

func TestOtherRatingIsOfferedOnce(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.startRating(id, skapa.BySupervisor)
	g.typeText("3333333")
	g.press(fyne.KeyReturn)
	g.asked(g.text("assessment.other.text.self"))
	g.press(fyne.KeyEscape)
	g.unasked()
	page[*participant.Page](g)
	g.rateAll(id, skapa.Self, "3")
	if n := len(g.ratingsOnDisk(id)); n != 2 {
		t.Errorf("the file has %d ratings", n)
	}
	if g.window.Canvas().Overlays().Top() != nil {
		t.Errorf("asked again: %q", g.shown())
	}
}

func TestIncompleteRating(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.startRating(id, skapa.Self)
	g.typeText("3")
	g.press(fyne.KeyDown) // leaves the second out
	g.typeText("3333")
	g.press(fyne.KeyReturn)
	g.asked(g.text("error.answers.missing", words.Args{"Missing": 1}))
	g.press(fyne.KeyReturn)
	g.unasked()
	if g.item() != 1 {
		t.Errorf("the focus is at item %d", g.item())
	}
	if n := len(g.ratingsOnDisk(id)); n != 0 {
		t.Fatalf("the file has %d ratings", n)
	}
	if got := g.draftOnDisk(id, skapa.Self); len(got) != 5 {
		t.Errorf("the draft has %v", got)
	}

	g.typeText("0")
	g.shortcut(ctrl(fyne.KeyS))
	if n := len(g.ratingsOnDisk(id)); n != 1 {
		t.Errorf("once complete the file has %d ratings", n)
	}
}

func TestEarlierStepsLeadNobody(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.startRating(id, skapa.Self)
	g.setDate("2026-08-20")
	g.window.Canvas().Focus(g.pickers()[0])
	g.typeText("222222")
	g.press(fyne.KeyReturn)
	g.press(fyne.KeyReturn) // goes on with the supervisor's
	g.typeText("4444444")
	g.press(fyne.KeyReturn)

	earlier := func(step string) string {
		return g.text("assessment.earlier", words.Args{"Date": "2026-08-20", "Step": step})
	}
	self, supervisor := earlier("2 – I liten grad"), earlier("4 – I hög grad")
	for _, c := range []struct {
		rater      skapa.Rater
		own, other string
	}{{skapa.Self, self, supervisor}, {skapa.BySupervisor, supervisor, self}} {
		g.startRating(id, c.rater)
		g.misses(self)
		g.misses(supervisor)
		g.typeText("3")
		g.sees(c.own)
		g.misses(c.other)
		g.press(fyne.KeyUp)
		g.press(fyne.KeyDelete)
		g.misses(c.own)
		g.typeText("0")
		g.sees(c.own)
		if n := strings.Count(strings.Join(g.shown(), "\n"), c.own); n != 1 {
			t.Errorf("%s: %d items show what was answered before, one has an answer", c.rater, n)
		}
	}
}

func TestRefusedDate(t *testing.T) {
	for text, want := range map[string]struct {
		key  string
		args words.Args
	}{
		"2026-01-09": {"error.date.beforeStart", words.Args{"Date": "2026-01-09", "Start": "2026-01-10"}},
		"2026-11-22": {"error.date.future", words.Args{"Date": "2026-11-22"}},
		"igår":       {"error.date.unreadable", words.Args{"Text": "igår"}},
		"31/2":       {"error.date.unreadable", words.Args{"Text": "31/2"}},
		"":           {"error.required.date", nil},
	} {
		t.Run(text, func(t *testing.T) {
			g := workspace(t)
			id := g.addParticipant("H-1001", "2026-01-10")
			g.startRating(id, skapa.Self)
			g.typeText("333333")
			g.setDate(text)
			g.window.Canvas().Focus(g.pickers()[0])
			g.shortcut(ctrl(fyne.KeyS))
			g.asked(g.text(want.key, want.args))
			g.press(fyne.KeyReturn)
			page[*assessment.Form](g)
			if _, at := g.window.Canvas().Focused().(*widget.DateEntry); !at {
				t.Errorf("the focus is at a %T", g.window.Canvas().Focused())
			}
			if n := len(g.ratingsOnDisk(id)); n != 0 {
				t.Fatalf("the file has %d ratings", n)
			}
			g.setDate("idag")
			g.shortcut(ctrl(fyne.KeyS))
			if saved := g.ratingsOnDisk(id); len(saved) != 1 || saved[0].Date != today || len(saved[0].Answers) != 6 {
				t.Errorf("after a better date the file has %+v", saved)
			}
		})
	}
}

func TestRatedTwice(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.rateAll(id, skapa.Self, "3")
	g.startRating(id, skapa.Self)
	g.typeText("555555")
	g.press(fyne.KeyReturn)
	g.asked(g.text("error.ratedTwice", words.Args{"Date": today}))
	g.press(fyne.KeyReturn)
	page[*assessment.Form](g)
	if got := g.steps(); got[0] != 5 || got[5] != 5 {
		t.Errorf("the page lost %v", got)
	}
	if saved := g.ratingsOnDisk(id); len(saved) != 1 || saved[0].Answers["health"] != 3 {
		t.Errorf("the file has %+v", saved)
	}
	if got := g.draftOnDisk(id, skapa.Self); len(got) != 6 {
		t.Errorf("the draft has %v", got)
	}
	g.window.Canvas().Focus(g.pickers()[0])
	g.typeText("1") // the draft goes on being kept
	if got := g.draftOnDisk(id, skapa.Self); got["work-type"] != 1 {
		t.Errorf("the draft has %v", got)
	}
	g.setDate("20/11")
	g.shortcut(ctrl(fyne.KeyS))
	if n := len(g.ratingsOnDisk(id)); n != 2 {
		t.Errorf("on another day the file has %d", n)
	}
}
