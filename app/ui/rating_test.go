package ui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/meeting"
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

func TestEarlierStepsLeadNobody(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.earlier(id, skapa.DateOf(2026, 8, 20), 2, 4)
	earlier := func(step string) string {
		return g.text("assessment.earlier", words.Args{"Date": "2026-08-20", "Step": step})
	}
	self, own := earlier("2 – I liten grad"), earlier("4 – I hög grad")
	g.startRating(id, skapa.BySupervisor)
	g.misses(self)
	g.misses(own)
	g.typeText("3")
	g.sees(own)
	g.misses(self)
	g.press(fyne.KeyUp)
	g.press(fyne.KeyDelete)
	g.misses(own)
	g.typeText("0")
	g.sees(own)
	if n := strings.Count(strings.Join(g.shown(), "\n"), own); n != 1 {
		t.Errorf("%d items show what was answered before, one has an answer", n)
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
			g.startRating(id, skapa.BySupervisor)
			g.typeText("3333333")
			g.shortcut(ctrl(fyne.KeyS))
			g.setDate(text)
			for _, on := range []func(){func() { g.tap("meeting.save") }, func() { g.tap("meeting.begin.self") }} {
				on()
				g.unasked()
				g.atStage(meeting.Start)
				if got, want := g.said("date"), g.text(want.key, want.args); got != want {
					t.Errorf("it says %q, not %q", got, want)
				}
				if _, at := g.window.Canvas().Focused().(*widget.DateEntry); !at {
					t.Errorf("the focus is at a %T", g.window.Canvas().Focused())
				}
			}
			g.setDate("14/10")
			g.shortcut(ctrl(fyne.KeyS))
			g.tap("meeting.save.anyway")
			if saved := g.ratingsOnDisk(id); len(saved) != 1 || saved[0].Date != skapa.DateOf(2026, 10, 14) || len(saved[0].Answers) != 7 {
				t.Errorf("after a better date the file has %+v", saved)
			}
		})
	}
}

// A meeting that was begun can't be saved on the date of another.
func TestRatedTwice(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.earlier(id, skapa.DateOf(2026, 8, 20), 2, 4)
	g.startRating(id, skapa.BySupervisor)
	g.typeText("5555555")
	g.shortcut(ctrl(fyne.KeyS))
	g.setDate("2026-08-20")
	g.shortcut(ctrl(fyne.KeyS))
	g.asked(g.text("meeting.doubled.supervisor", words.Args{"Date": "2026-08-20"}))
	g.press(fyne.KeyReturn)
	g.atStage(meeting.Start)
	if got := g.draftOnDisk(id, skapa.BySupervisor); len(got) != 7 {
		t.Errorf("the draft has %v", got)
	}
	g.setDate("21/11")
	g.shortcut(ctrl(fyne.KeyS))
	g.tap("meeting.save.anyway")
	if n := len(g.ratingsOnDisk(id)); n != 3 {
		t.Errorf("on another day the file has %d", n)
	}
}
