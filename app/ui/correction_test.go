package ui

import (
	"context"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/assessment"
	"framsteg/app/ui/participant"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// rated gives a workspace where a participant rated 3 throughout, with the
// rating open to be read.
func rated(t *testing.T) (g *given, participant, rating skapa.ID) {
	t.Helper()
	g = workspace(t)
	participant = g.addParticipant("H-1001", "2026-01-10")
	g.rateAll(participant, skapa.Self, "3")
	rating = g.ratingsOnDisk(participant)[0].ID
	g.shortcut(ctrl(fyne.KeyT))
	g.press(fyne.KeyReturn)
	page[*assessment.View](g)
	return g, participant, rating
}

func (g *given) historyOnDisk(rating skapa.ID) []store.AssessmentRevision {
	g.Helper()
	return must(g.onDisk().AssessmentHistory(context.Background(), rating))(g.T)
}

// A correction that corrects nothing is none, whatever its reason.
func TestUnchangedCorrection(t *testing.T) {
	g, _, rating := rated(t)
	g.press(fyne.KeyReturn) // on the button that corrects
	g.write("reason", "Jag ville bara se.")
	g.shortcut(ctrl(fyne.KeyS))
	page[*assessment.Form](g)
	g.sees(g.text("assessment.unchanged"))
	if n := len(g.historyOnDisk(rating)); n != 1 {
		t.Errorf("the file has %d revisions", n)
	}
}

func TestCorrectionKeepsTheOriginal(t *testing.T) {
	g, id, rating := rated(t)
	g.misses(g.text("assessment.history"))
	g.press(fyne.KeyReturn) // on the button that corrects
	page[*assessment.Form](g)
	g.window.Canvas().Focus(g.pickers()[0])
	g.typeText("1")
	if g.draftOnDisk(id, skapa.Self) != nil {
		t.Error("a correction is kept as a draft")
	}

	g.shortcut(ctrl(fyne.KeyS))
	page[*assessment.Form](g)
	if got, want := g.said("reason"), g.text("error.required.reason"); got != want {
		t.Errorf("without a reason: %q", got)
	}
	if got := g.focusedField(); got != "reason" {
		t.Errorf("the focus is at %q", got)
	}
	if n := len(g.historyOnDisk(rating)); n != 1 {
		t.Fatalf("without a reason the file has %d revisions", n)
	}

	g.typeText("Frågan missförstods.")
	g.shortcut(ctrl(fyne.KeyS))
	g.unasked() // nothing is offered after a correction
	page[*participant.Page](g)
	g.sees("2026-11-21*")

	history := g.historyOnDisk(rating)
	if len(history) != 2 || history[0].Answers["work-type"] != 1 || history[1].Answers["work-type"] != 3 {
		t.Fatalf("the file has %+v", history)
	}
	if history[0].Reason != "Frågan missförstods." || history[0].Author != author.Supervisor || !history[0].At.After(history[1].At) {
		t.Errorf("the correction is signed %+v", history[0])
	}

	g.shortcut(ctrl(fyne.KeyT))
	g.press(fyne.KeyReturn)
	signed := words.Args{"Date": today, "Author": author.Supervisor}
	g.sees(g.text("assessment.corrected", signed) + " " + g.text("assessment.because", words.Args{"Reason": "Frågan missförstods."}))
	g.sees(g.text("assessment.original", signed))
	g.sees(g.text("assessment.changed", words.Args{"What": "Typ av arbete", "From": "3 – Delvis", "To": "1 – Inte alls"}))
	answers := slices.DeleteFunc(g.shown(), func(s string) bool { return s != "1 – Inte alls" && s != "3 – Delvis" })
	if want := slices.Concat([]string{"1 – Inte alls"}, slices.Repeat([]string{"3 – Delvis"}, 11)); !slices.Equal(answers, want) {
		t.Errorf("now and before read %q", answers)
	}
}

// What would raise a low tilltro is corrected with it, and gone when it is not low
// any more.
func TestCorrectionReachesWhatWouldRaiseTheTilltro(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.earlier(id, skapa.DateOf(2026, 8, 20), 3, 2)
	correct := func(belief, raising string) {
		p := must(g.store.Participant(context.Background(), id))(t)
		g.showForm(p, g.ratingsOnDisk(id)[1])
		all := g.pickers()
		g.window.Canvas().Focus(all[len(all)-1])
		g.typeText(belief)
		if raising != "" {
			g.write("raising", raising)
		} else {
			g.misses(g.text("meeting.raising"))
		}
		g.write("reason", "Fel steg.")
		g.shortcut(ctrl(fyne.KeyS))
		page[*participant.Page](g)
	}
	correct("1", "Praktik")
	if got := g.ratingsOnDisk(id)[1]; got.Raising != "Praktik" || got.Answers["belief"] != 1 {
		t.Errorf("the file has %+v", got)
	}
	correct("4", "")
	if got := g.ratingsOnDisk(id)[1]; got.Raising != "" || got.Answers["belief"] != 4 {
		t.Errorf("corrected to a high one, the file has %+v", got)
	}
}

func TestAbandonedCorrection(t *testing.T) {
	g, _, rating := rated(t)
	g.press(fyne.KeyReturn)
	g.press(fyne.KeyEscape)
	page[*participant.Page](g) // nothing was changed, nothing is asked

	g.shortcut(ctrl(fyne.KeyT))
	g.press(fyne.KeyReturn)
	g.press(fyne.KeyReturn)
	g.window.Canvas().Focus(g.pickers()[0])
	g.typeText("1")
	g.press(fyne.KeyEscape)
	g.asked(g.text("leave.text"))
	g.tap("leave.go")
	if n := len(g.historyOnDisk(rating)); n != 1 {
		t.Errorf("the file has %d revisions", n)
	}
}

// A correction and the other rater's draft live side by side.
func TestCorrectionLeavesDrafts(t *testing.T) {
	g, id, _ := rated(t)
	g.startRating(id, skapa.BySupervisor)
	g.typeText("44")
	g.showParticipant(id)
	g.shortcut(ctrl(fyne.KeyT))
	g.press(fyne.KeyDown) // below the draft
	g.press(fyne.KeyReturn)
	g.press(fyne.KeyReturn)
	g.window.Canvas().Focus(g.pickers()[0])
	g.typeText("1")
	g.write("reason", "Fel.")
	g.shortcut(ctrl(fyne.KeyS))
	if got := g.draftOnDisk(id, skapa.BySupervisor); len(got) != 2 {
		t.Errorf("the draft has %v", got)
	}
}

func TestUndoACorrection(t *testing.T) {
	g, id, rating := rated(t)
	g.press(fyne.KeyReturn)
	g.window.Canvas().Focus(g.pickers()[0])
	g.typeText("1")
	g.write("reason", "Fel person.")
	g.shortcut(ctrl(fyne.KeyS))

	first := func() skapa.Step { return g.ratingsOnDisk(id)[0].Answers["work-type"] }
	item := func() string {
		return g.menuItem(func(i *fyne.MenuItem) bool {
			return i.Shortcut != nil && i.Shortcut.ShortcutName() == (&fyne.ShortcutUndo{}).ShortcutName()
		}).Label
	}
	act := words.Args{"Act": g.text("act.assessment"), "Label": "H-1001"}
	if got, want := item(), g.text("menu.undo", act); got != want {
		t.Errorf("the menu says %q, want %q", got, want)
	}
	// The page of the rating follows what is undone.
	g.showAssessment(page[*participant.Page](g).Participant(), rating)
	g.undo()
	if first() != 3 {
		t.Errorf("undone, the file has %d", first())
	}
	g.sees(g.text("undone", act) + " " + g.text("saved"))
	if got, want := item(), g.text("menu.redo", act); got != want {
		t.Errorf("the menu says %q, want %q", got, want)
	}
	g.tap("assessment.correct")
	if got := g.steps(); got[0] != 3 {
		t.Errorf("a correction now begins with %v", got)
	}
	g.press(fyne.KeyEscape)

	g.undo()
	if first() != 1 {
		t.Errorf("done again, the file has %d", first())
	}
	if n := len(g.historyOnDisk(rating)); n != 4 {
		t.Errorf("the history has %d revisions", n)
	}
}

// Where a text is written, Ctrl+Z is the text's; one that is untouched is none.
func TestUndoInAText(t *testing.T) {
	g := workspace(t)
	g.addParticipant("H-1001", "2026-01-10")
	exists := func() bool {
		return len(must(g.onDisk().Caseload(context.Background()))(t)) == 1
	}
	g.shortcut(ctrl(fyne.KeyN))
	g.shortcut(&fyne.ShortcutUndo{}) // in the empty code, which has nothing to undo
	if exists() {
		t.Fatal("an untouched form keeps the last act")
	}
	g.shortcut(&fyne.ShortcutUndo{})
	g.typeText("Zäta")
	g.shortcut(&fyne.ShortcutUndo{})
	g.misses("Zäta")
	g.typeText("Zäta")
	g.press(fyne.KeyEscape)
	g.asked(g.text("leave.text"))
	g.shortcut(&fyne.ShortcutUndo{}) // below a question
	if page[*participant.Form](g); !exists() {
		t.Fatal("undo in a form took the participant away")
	}
	g.tap("leave.go")

	g.typeText("h-1")
	g.shortcut(&fyne.ShortcutUndo{})
	if !exists() {
		t.Fatal("undo in a search took the participant away")
	}
	for range 3 {
		g.press(fyne.KeyBackspace)
	}
	g.shortcut(&fyne.ShortcutUndo{})
	if exists() {
		t.Error("in the list, undo does nothing")
	}
}

// A rating that is undone while it is read closes its page.
func TestUndoTheRatingOnThePage(t *testing.T) {
	g, id, _ := rated(t)
	g.undo()
	page[*participant.Page](g)
	if n := len(g.ratingsOnDisk(id)); n != 0 {
		t.Errorf("the file has %d ratings", n)
	}
}

func TestDeleteARating(t *testing.T) {
	g, id, rating := rated(t)
	g.tap("assessment.delete")
	g.asked(g.text("assessment.delete.title", words.Args{"Date": today}))
	if got := g.focusedField(); got != "reason" {
		t.Errorf("the focus is at %q", got)
	}
	g.press(fyne.KeyEscape)
	g.unasked()
	if n := len(g.ratingsOnDisk(id)); n != 1 {
		t.Fatalf("after thinking better of it the file has %d ratings", n)
	}

	g.tap("assessment.delete")
	g.tap("assessment.delete")
	g.sees(g.text("error.required.reason"))
	if n := len(g.ratingsOnDisk(id)); n != 1 {
		t.Fatalf("without a reason the file has %d ratings", n)
	}
	g.write("reason", "Gällde en annan.")
	g.tap("assessment.delete")
	g.unasked()
	page[*participant.Page](g)
	if n := len(g.ratingsOnDisk(id)); n != 0 {
		t.Errorf("the file has %d ratings", n)
	}
	if history := g.historyOnDisk(rating); !history[0].Deleted || history[0].Reason != "Gällde en annan." {
		t.Errorf("the history has %+v", history[0])
	}
	g.sees(g.text("participant.noRatings"))

	g.undo()
	if saved := g.ratingsOnDisk(id); len(saved) != 1 || saved[0].ID != rating {
		t.Errorf("undone, the file has %+v", saved)
	}
	g.misses(g.text("participant.noRatings"))
	g.undo()
	if n := len(g.ratingsOnDisk(id)); n != 0 {
		t.Errorf("done again, the file has %d ratings", n)
	}
}
