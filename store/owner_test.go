package store

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"framsteg/store/skapa"
)

// A file in which one id names goals of two participants would hide one of them
// here, so it is neither merged nor sound.
func TestOneIDOfTwoParticipantsIsRefused(t *testing.T) {
	b := newBench(t)
	p, q := b.participant("H-1"), b.participant("H-2")
	there := b.elsewhere()
	mine, theirs := b.goal(p), there.goal(q)
	hostile := altered(t, there.image(), fmt.Sprintf("UPDATE goal SET id = x'%[1]s' WHERE id = x'%[2]s'; UPDATE wording SET id = x'%[1]s' WHERE id = x'%[2]s'", mine.ID, theirs.ID))
	path := filepath.Join(t.TempDir(), "annan.framsteg")
	must(t, os.WriteFile(path, hostile, 0o600))
	b.writesNothing(func() {
		_, err := b.Merge(t.Context(), Merging{Path: path})
		wantProblem(t, err, "error.merge.changed")
	})
	both := altered(t, b.image(), fmt.Sprintf("UPDATE goal SET rev = randomblob(16), participant = x'%s' WHERE id = x'%s'", q.ID, mine.ID))
	both = altered(t, both, fmt.Sprintf("INSERT INTO goal SELECT randomblob(16), id, device, author, at, deleted, x'%s', area, since, due, done FROM goal", p.ID))
	must(t, os.WriteFile(path, both, 0o600))
	_, err := Check(t.Context(), path, Options{})
	wantProblem(t, err, "error.open.damaged")
}

// A reason that claims to be about nobody would stay when its participant is
// erased.
func TestReasonOfAnotherIsDamage(t *testing.T) {
	b := newBench(t)
	p := b.participant("H-1")
	other := b.participant("H-2")
	a := b.assessment(p, skapa.Self, "2026-02-01", 3)
	must(t, b.DeleteAssessment(t.Context(), a.ID, "blev fel"))
	for name, owner := range map[string]string{"nobody": "NULL", "another": fmt.Sprintf("x'%s'", other.ID)} {
		path := filepath.Join(t.TempDir(), "x.framsteg")
		must(t, os.WriteFile(path, altered(t, b.image(), "UPDATE reason SET participant = "+owner), 0o600))
		if _, err := Check(t.Context(), path, Options{}); err == nil {
			t.Errorf("a reason of %s passes", name)
		}
	}
}
