package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/assessment"
	"framsteg/app/ui/participant"
	"framsteg/store/skapa"
)

// Acts that many tests begin with, by keyboard.

// addParticipant adds a participant and gives their id; their page is open.
func (g *given) addParticipant(code, start string) skapa.ID {
	g.Helper()
	g.shortcut(ctrl(fyne.KeyN))
	g.typeText(code)
	g.write("start", start)
	g.press(fyne.KeyReturn)
	return page[*participant.Page](g).Participant().ID
}

// rateAll makes a rating of today with one step for all items.
func (g *given) rateAll(id skapa.ID, r skapa.Rater, step rune) {
	g.Helper()
	g.showParticipant(id)
	g.rate(page[*participant.Page](g).Participant(), r)
	page[*assessment.Form](g)
	for range g.pickers() {
		g.typeText(string(step))
	}
	g.Logf("%T %q", g.window.Canvas().Focused(), g.shown())
	g.press(fyne.KeyReturn)
	g.Logf("%q", g.shown())
}

func TestX(t *testing.T) {}
