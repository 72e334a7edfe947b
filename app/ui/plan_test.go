package ui

import (
	"context"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/participant"
	"framsteg/app/ui/widget"
	"framsteg/store/skapa"
)

// planned adds a goal of a participant.
func (g *given) planned(who skapa.ID, goal skapa.Goal) skapa.Goal {
	g.Helper()
	goal.Participant = who
	if goal.Since.IsZero() {
		goal.Since = skapa.DateOf(2026, 11, 9)
	}
	return must(g.store.SaveGoal(context.Background(), goal))(g.T)
}

// goalsOnDisk gives the plan of a participant as the file has it.
func (g *given) goalsOnDisk(who skapa.ID) []skapa.Goal {
	g.Helper()
	return must(g.onDisk().Goals(context.Background(), who))(g.T)
}

// showPlan shows the plan of a participant.
func (g *given) showPlan(who skapa.ID) {
	g.Helper()
	g.showParticipant(who)
	g.shortcut(ctrl(fyne.Key4))
	g.settle()
}

// The plan says of each area what both said last, in words, and what is agreed.
func TestPlanTells(t *testing.T) {
	g := workspace(t)
	who := g.measured("H-1001", "")
	g.planned(who, skapa.Goal{Area: skapa.Health, Text: "Jag vill sova hela natten", Step: "Ringa vårdcentralen", Who: "Deltagaren", By: skapa.DateOf(2026, 11, 20)})
	g.planned(who, skapa.Goal{Area: skapa.Everyday, Text: "Jag vill stiga upp klockan sju", By: today})
	g.planned(who, skapa.Goal{Area: skapa.Competence, Text: "Jag vill skriva ett cv", Done: skapa.DateOf(2026, 11, 10)})
	g.showPlan(who)
	for _, want := range []string{
		"Deltagaren: 1 – Inte alls  ·  Handledaren: 1 – Inte alls",
		"Deltagaren: 4 – I hög grad  ·  Handledaren: 4 – I hög grad",
		"Jag vill sova hela natten",
		"Nästa steg: Ringa vårdcentralen  ·  Deltagaren  ·  senast 2026-11-20, dagen har passerat",
		"senast 2026-11-21",
		"Jag vill skriva ett cv  ·  Kompetens", "uppnått 2026-11-10",
	} {
		g.sees(want)
	}
	offers := slices.DeleteFunc(every[*widget.Button](g.window.Content()), func(b *widget.Button) bool {
		return b.Text != g.text("plan.offer.activity")
	})
	if len(offers) != 1 {
		t.Errorf("%d areas are low, want health alone", len(offers))
	}
}

// One act says that a goal is reached, and one takes that back; the keys stay in
// the plan.
func TestGoalReachedByKey(t *testing.T) {
	g := workspace(t)
	who := g.measured("H-1001", "")
	goal := g.planned(who, skapa.Goal{Area: skapa.WorkType, Text: "Jag vill arbeta i kök"})
	g.showPlan(who)
	g.press(fyne.KeyDown)
	g.press(fyne.KeySpace)
	if kept := g.goalsOnDisk(who); len(kept) != 1 || kept[0].Done != today {
		t.Fatalf("the file has %+v", kept)
	}
	if _, in := g.window.Canvas().Focused().(*widget.Card); !in {
		t.Errorf("the keys are in a %T", g.window.Canvas().Focused())
	}
	g.undo()
	if kept := g.goalsOnDisk(who); len(kept) != 1 || kept[0] != goal {
		t.Fatalf("undone, the file has %+v, want %+v", kept, goal)
	}
	if page[*participant.Page](g).Participant().ID != who {
		t.Error("another page shows")
	}
}
