package ui

import (
	"context"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/assessment"
	"framsteg/app/ui/meeting"
	"framsteg/app/ui/participant"
	"framsteg/app/ui/participants"
	"framsteg/store/skapa"
)

// Every page is shown again as it was left: what was entered, where the focus
// was, and what leaving it would ask.
func TestPagesAreShownAgain(t *testing.T) {
	tests := map[string]struct {
		leave func(g *given, id skapa.ID) // goes to a page and enters something
		again func(g *given)              // requires that page
	}{
		"list": {
			func(g *given, _ skapa.ID) { g.showParticipants(); g.typeText("h-10") },
			func(g *given) {
				if list := page[*participants.List](g); list.Place().Filter.Text != "h-10" {
					g.Errorf("it is filtered by %q", list.Place().Filter.Text)
				}
			},
		},
		"participant": {
			func(g *given, id skapa.ID) { g.showParticipant(id) },
			func(g *given) { page[*participant.Page](g); g.sees("H-1001") },
		},
		"new participant": {
			func(g *given, _ skapa.ID) {
				g.shortcut(ctrl(fyne.KeyN))
				g.write("code", "H-2")
				g.write("birthYear", "19x")
				g.write("start", "21/1")
			},
			func(g *given) {
				g.stands("code", "H-2")
				g.stands("birthYear", "19x")
				g.stands("start", "21/1")
				g.focusedIs("start")
				g.asksBeforeLeaving()
			},
		},
		"participant form": {
			func(g *given, id skapa.ID) {
				g.showParticipant(id)
				g.shortcut(ctrl(fyne.KeyE))
				g.write("supervisor", "Örjan")
				g.write("since", "2026-03-04")
				g.write("name", "Åsa")
			},
			func(g *given) {
				g.stands("supervisor", "Örjan")
				g.stands("since", "2026-03-04")
				g.focusedIs("name")
				g.typeText(" B")
				g.press(fyne.KeyReturn)
				if p := g.saidOnDisk("H-1001"); p.Name != "Åsa B" || p.Since != skapa.DateOf(2026, 3, 4) {
					g.Errorf("saved is %+v", p)
				}
			},
		},
		"untouched form": {
			func(g *given, id skapa.ID) { g.showParticipant(id); g.shortcut(ctrl(fyne.KeyE)) },
			func(g *given) {
				g.press(fyne.KeyEscape)
				g.unasked()
				page[*participant.Page](g)
			},
		},
		"rating": {
			func(g *given, id skapa.ID) {
				g.startRating(id, skapa.BySupervisor)
				g.typeText("3233331")
				g.write("raising", "Halva or")
				g.window.Canvas().Focus(g.pickers()[4])
			},
			func(g *given) {
				g.atStage(meeting.Own)
				if got := g.steps(); got[0] != 3 || got[1] != 2 || len(got) != 7 {
					g.Errorf("the answers are %v", got)
				}
				g.stands("raising", "Halva or")
				if g.window.Canvas().Focused() != fyne.Focusable(g.pickers()[4]) {
					g.Error("the focus is elsewhere")
				}
				g.leaveMeeting() // which keeps the draft, also the half word
				g.unasked()
				id := page[*participant.Page](g).Participant().ID
				kept, _, err := g.store.Draft(context.Background(), id, skapa.BySupervisor)
				if err != nil || kept.Raising != "Halva or" {
					g.Errorf("the store has %q, %v", kept.Raising, err)
				}
			},
		},
		"correction": {
			func(g *given, id skapa.ID) {
				g.read(id)
				g.press(fyne.KeyReturn)
				g.window.Canvas().Focus(g.pickers()[0])
				g.typeText("1")
				g.write("reason", "Miss")
			},
			func(g *given) {
				g.focusedIs("reason")
				g.asksBeforeLeaving()
				g.typeText("förstånd")
				g.shortcut(ctrl(fyne.KeyS))
				id := page[*participant.Page](g).Participant().ID
				all := g.ratingsOnDisk(id)
				if len(all) != 1 || all[0].Answers["work-type"] != 1 {
					g.Errorf("saved is %+v", all)
				}
			},
		},
		"saved rating": {
			func(g *given, id skapa.ID) { g.read(id) },
			func(g *given) { page[*assessment.View](g) },
		},
		"new participation": {
			func(g *given, id skapa.ID) {
				g.showParticipant(id)
				g.shortcut(ctrl(fyne.KeyI))
				g.write("activity", "Svets")
				g.write("from", "2026-02-03")
			},
			func(g *given) {
				g.stands("activity", "Svets")
				g.stands("from", "2026-02-03")
				g.focusedIs("from")
				g.asksBeforeLeaving()
			},
		},
		"participation": {
			func(g *given, id skapa.ID) {
				g.showParticipant(id)
				g.openParticipation()
				g.write("to", "2027-05-06")
			},
			func(g *given) {
				g.stands("activity", "Arbetsträning")
				g.stands("to", "2027-05-06")
				g.asksBeforeLeaving()
			},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			g := workspace(t)
			id := g.addParticipant("H-1001", "2026-01-10")
			g.rateAll(id, skapa.Self, "3")
			g.addParticipation("Arbetsträning", "category.job", "2026-02-01")
			test.leave(g, id)
			before := g.current
			at := must(g.whereabouts())(t)
			g.goTo(at)
			if g.current == before {
				t.Fatal("it is the same page")
			}
			test.again(g)
		})
	}
}

// A page about somebody who is gone gives way to the list.
func TestPageOfNobodyGivesWayToTheList(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.startRating(id, skapa.Self)
	at := must(g.whereabouts())(t)
	at.Participant[0]++
	g.goTo(at)
	page[*participants.List](g)
	g.unasked()
}

// stands requires a text in a field.
func (g *given) stands(field, text string) {
	g.Helper()
	if !slices.Contains(textsIn(g.field(field)), text) {
		g.Errorf("in %s stands %q, not %q", field, textsIn(g.field(field)), text)
	}
}

func (g *given) focusedIs(field string) {
	g.Helper()
	if got := g.focusedField(); got != field {
		g.Errorf("the focus is at %q, not %q", got, field)
	}
}

// asksBeforeLeaving requires that the page does, and stays.
func (g *given) asksBeforeLeaving() {
	g.Helper()
	g.press(fyne.KeyEscape)
	g.asked(g.text("leave.text"))
	g.press(fyne.KeyEscape)
	g.unasked()
}
