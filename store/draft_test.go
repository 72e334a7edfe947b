package store

import (
	"os"
	"path/filepath"
	"testing"

	"framsteg/store/skapa"
)

// drafts gives how many drafts the workspace holds, of anybody.
func (b *bench) drafts() (n int) {
	b.t.Helper()
	_, err := b.get(b.t.Context(), &n, "SELECT count(*) FROM draft")
	must(b.t, err)
	return n
}

// Each script makes a file with a draft that no form could show.
func TestOpenRefusesDrafts(t *testing.T) {
	b := newBench(t)
	p, other := b.participant("H-1"), b.participant("H-2")
	a := b.assessment(p, skapa.Self, "2026-02-01", 3)
	b.assessment(other, skapa.Self, "2026-02-01", 3)
	must(t, b.SaveDraft(t.Context(), a))
	good := b.image()
	b.reopen()
	for name, script := range map[string]string{
		"a step out of range":      `UPDATE draft SET answers = '{"health": 9}'`,
		"a step beyond a number":   `UPDATE draft SET answers = '{"health": 300}'`,
		"a step in words":          `UPDATE draft SET answers = '{"health": "3"}'`,
		"an item of nothing":       `UPDATE draft SET answers = '{"luck": 3}'`,
		"an item of the other":     `UPDATE draft SET answers = '{"belief": 3}'`,
		"a list":                   "UPDATE draft SET answers = '[1]'",
		"a number":                 "UPDATE draft SET answers = '7'",
		"too long a comment":       "PRAGMA ignore_check_constraints = 1; UPDATE draft SET comment = hex(zeroblob(3000))",
		"a participant who is not": "UPDATE draft SET participant = zeroblob(16), assessment = NULL",
		"an assessment that isn't": "UPDATE draft SET assessment = zeroblob(16)",
		"another's assessment":     "UPDATE draft SET assessment = (SELECT max(id) FROM assessment)",
		"an assessment of another": "UPDATE draft SET rater = 'supervisor'",
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.framsteg")
			must(t, os.WriteFile(path, altered(t, good, script), 0o600))
			_, err := Open(t.Context(), path, Options{})
			wantProblem(t, err, "error.open.damaged")
		})
	}
}

func TestDraftOfWhatIsNot(t *testing.T) {
	b := newBench(t)
	p, other := b.participant("H-1"), b.participant("H-2")
	a := b.assessment(p, skapa.Self, "2026-02-01", 3)
	b.writesNothing(func() {
		draft := a
		draft.Participant = other.ID
		wantProblem(t, b.SaveDraft(t.Context(), draft), "error.assessment.gone")
		draft = a
		draft.Rater = skapa.BySupervisor
		wantProblem(t, b.SaveDraft(t.Context(), draft), "error.assessment.gone")
		draft = a
		draft.ID = skapa.ID{1}
		wantProblem(t, b.SaveDraft(t.Context(), draft), "error.assessment.gone")
	})
}

// What nobody can reach any more is not kept: the draft of a participant who
// was never to be, and that of a correction of what is gone.
func TestDraftsGoWithWhatTheyAreOf(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p := b.participant("H-1")
	must(t, b.SaveDraft(ctx, rating(p, skapa.Self, "2026-03-01", 3)))
	must(t, b.SaveDraft(ctx, rating(p, skapa.BySupervisor, "2026-03-01", 3)))
	_, err := b.Undo(ctx)
	must(t, err)
	if n := b.drafts(); n != 0 {
		t.Errorf("%d drafts of nobody", n)
	}
	_, err = b.Undo(ctx) // a redo
	must(t, err)

	self, other := b.assessment(p, skapa.Self, "2026-02-01", 3), rating(p, skapa.BySupervisor, "2026-03-01", 3)
	must(t, b.SaveDraft(ctx, self))
	must(t, b.SaveDraft(ctx, other))
	must(t, b.DeleteAssessment(ctx, self.ID, "fel person"))
	if drafts, err := b.Drafts(ctx, p.ID); err != nil || len(drafts) != 1 || drafts[0].Rater != skapa.BySupervisor {
		t.Errorf("left are %+v, %v", drafts, err)
	}
	b.reopen()

	self = b.assessment(p, skapa.Self, "2026-02-02", 3)
	must(t, b.SaveDraft(ctx, self))
	_, err = b.Undo(ctx)
	must(t, err)
	if n := b.drafts(); n != 1 {
		t.Errorf("%d drafts after undoing what one of them corrects", n)
	}
}
