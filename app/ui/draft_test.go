package ui

import (
	"context"
	"maps"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/meeting"
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
	g.meet(id)
	g.press(fyne.KeyReturn)
	g.atStage(meeting.Asking)
	if g.draftOnDisk(id, skapa.Self) != nil {
		t.Error("opening the page makes a draft")
	}
	want := map[string]skapa.Step{}
	for i, answer := range "352104" {
		if got := g.question(); got != i+1 {
			t.Fatalf("it asks question %d, not %d", got, i+1)
		}
		g.typeText(string(answer))
		want[items(skapa.Self)[i]] = skapa.Step(answer - '0')
		if answer == '0' {
			want[items(skapa.Self)[i]] = skapa.Declined
		}
		if got := g.draftOnDisk(id, skapa.Self); !maps.Equal(got, want) {
			t.Fatalf("after question %d the file has %v, want %v", i+1, got, want)
		}
	}
	if n := len(must(g.onDisk().Assessments(context.Background(), id))(t)); n != 0 {
		t.Errorf("%d ratings without a save", n)
	}
}

// A change of language makes the page anew: with the answers of the moment.
func TestMeetingOutlivesALanguage(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.startRating(id, skapa.BySupervisor)
	g.typeText("444")
	g.tapLanguage("en")
	g.atStage(meeting.Own)
	if got := g.steps(); len(got) != 7 || got[0] != 4 || got[2] != 4 || g.item() != 3 {
		t.Fatalf("after the change: %v, at item %d", got, g.item())
	}
	g.typeText("5")
	if got := g.draftOnDisk(id, skapa.BySupervisor); len(got) != 4 {
		t.Errorf("the file has %v", got)
	}
}
