package ui

import (
	"context"
	"maps"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/assessment"
	"framsteg/app/ui/participant"
	"framsteg/app/words"
	"framsteg/assets"
	"framsteg/store/skapa"
)

// items are the ids of what the instrument asks a rater, in order.
func items(r skapa.Rater) (ids []string) {
	for _, item := range assets.Instrument().ItemsFor(r) {
		ids = append(ids, item.ID)
	}
	return ids
}

// draftOnDisk gives the answers of a rater's draft as the file has it, nil
// where there is none.
func (g *given) draftOnDisk(id skapa.ID, r skapa.Rater) map[string]skapa.Step {
	g.Helper()
	draft, found, err := g.onDisk().Draft(context.Background(), id, r)
	g.check(err)
	if !found {
		return nil
	}
	return draft.Answers
}

// steps gives what the pickers of the page show, in order.
func (g *given) steps() (all []skapa.Step) {
	for _, p := range g.pickers() {
		all = append(all, p.Value())
	}
	return all
}

// item gives which item has the focus, –1 for none.
func (g *given) item() int {
	for i, p := range g.pickers() {
		if g.window.Canvas().Focused() == fyne.Focusable(p) {
			return i
		}
	}
	return -1
}

func TestEachAnswerIsInTheFile(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.shortcut(ctrl(fyne.KeyR))
	page[*assessment.Form](g)
	if g.draftOnDisk(id, skapa.Self) != nil {
		t.Error("opening the page makes a draft")
	}

	want := map[string]skapa.Step{}
	for i, answer := range "352104" {
		if g.item() != i {
			t.Fatalf("the focus is at item %d, want %d", g.item(), i)
		}
		g.typeText(string(answer))
		want[items(skapa.Self)[i]] = skapa.Step(answer - '0')
		if answer == '0' {
			want[items(skapa.Self)[i]] = skapa.Declined
		}
		if got := g.draftOnDisk(id, skapa.Self); !maps.Equal(got, want) {
			t.Fatalf("after item %d the file has %v, want %v", i, got, want)
		}
		g.sees(g.text("assessment.answered", words.Args{"Answered": i + 1, "Asked": 6}))
		g.sees(g.text("assessment.draft.kept"))
	}
	if g.item() != -1 {
		t.Error("after the last item the focus is still at one")
	}
	if n := len(must(g.onDisk().Assessments(context.Background(), id))(t)); n != 0 {
		t.Errorf("%d ratings without a save", n)
	}
}

func TestDraftGoesOnWhereItWas(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.startRating(id, skapa.Self)
	g.typeText("30")
	g.write("comment", "Mår bättre än på länge.")
	g.press(fyne.KeyEscape)
	page[*participant.Page](g) // without a question: nothing is lost
	g.unasked()
	g.sees(g.text("participant.ratings.draft"))

	for name, again := range map[string]func(){
		"back":    func() {},
		"reopen":  func() { g.open(g.path); g.showParticipant(id) },
		"restart": func() { g.closeStore(); g.restart(g.app); g.open(g.path); g.showParticipant(id) },
	} {
		again()
		g.shortcut(ctrl(fyne.KeyR))
		if got := g.steps(); got[0] != 3 || got[1] != skapa.Declined || got[2] != skapa.NotAsked {
			t.Errorf("after %s: %v", name, got)
		}
		g.sees("Mår bättre än på länge.")
		if g.item() != 2 {
			t.Errorf("after %s the focus is at item %d", name, g.item())
		}
		g.press(fyne.KeyEscape)
	}
}

func TestBothDraftsStay(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.startRating(id, skapa.Self)
	g.typeText("33")
	title := func(r skapa.Rater) string {
		return g.text("assessment.title.new", words.Args{"Code": "H-1001", "Rater": g.text("rater." + string(r))})
	}
	g.sees(title(skapa.Self))
	g.shortcut(ctrl(fyne.KeyB))
	g.sees(title(skapa.BySupervisor))
	if !strings.HasPrefix(g.window.Title(), title(skapa.BySupervisor)) {
		t.Errorf("the window is titled %q", g.window.Title())
	}
	if n := len(g.pickers()); n != 7 {
		t.Fatalf("the supervisor is asked %d items", n)
	}
	if got := g.steps(); got[0] != skapa.NotAsked {
		t.Errorf("the supervisor begins with %v", got)
	}
	g.typeText("444")
	g.tap("rater.self")
	if got := g.steps(); got[0] != 3 || got[1] != 3 || got[2] != skapa.NotAsked {
		t.Errorf("the participant's are %v", got)
	}
	g.typeText("5")
	g.tap("rater.supervisor")
	if got := g.steps(); got[0] != 4 || got[2] != 4 || got[3] != skapa.NotAsked {
		t.Errorf("the supervisor's are %v", got)
	}
	if self, supervisor := g.draftOnDisk(id, skapa.Self), g.draftOnDisk(id, skapa.BySupervisor); len(self) != 3 || len(supervisor) != 3 {
		t.Errorf("the file has %v and %v", self, supervisor)
	}
}

// A change of language makes the page anew: with the answers of the moment.
func TestDraftOutlivesALanguage(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.startRating(id, skapa.Self)
	g.typeText("33")
	g.shortcut(ctrl(fyne.KeyB))
	g.typeText("444")
	g.tapLanguage("en")
	page[*assessment.Form](g)
	if got := g.steps(); len(got) != 7 || got[0] != 4 || got[2] != 4 {
		t.Fatalf("after the change: %v", got)
	}
	g.typeText("5")
	if got := g.draftOnDisk(id, skapa.BySupervisor); len(got) != 4 {
		t.Errorf("the file has %v", got)
	}
	if got := g.draftOnDisk(id, skapa.Self); len(got) != 2 {
		t.Errorf("the file has %v of the participant", got)
	}
}

func TestDiscardDraft(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.startRating(id, skapa.Self)
	g.typeText("33")
	g.tap("assessment.discard")
	g.asked(g.text("assessment.discard.text"))
	g.press(fyne.KeyEscape)
	if got := g.draftOnDisk(id, skapa.Self); len(got) != 2 {
		t.Errorf("after thinking better of it the file has %v", got)
	}
	g.tap("assessment.discard")
	g.tap("assessment.discard")
	page[*participant.Page](g)
	if got := g.draftOnDisk(id, skapa.Self); got != nil {
		t.Errorf("the file has %v", got)
	}
	g.misses(g.text("participant.ratings.draft"))
}
