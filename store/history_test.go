package store

import (
	"context"
	"slices"
	"testing"
	"time"

	"framsteg/store/skapa"
)

// wantComments fails unless the states of an assessment had these comments, the
// newest first, and the first state is the one that stands.
func (b *bench) wantComments(id skapa.ID, want ...string) []AssessmentRevision {
	b.t.Helper()
	history, err := b.AssessmentHistory(b.t.Context(), id)
	must(b.t, err)
	var got []string
	for _, state := range history {
		got = append(got, state.Comment)
	}
	if !slices.Equal(got, want) {
		b.t.Errorf("the history says %q, want %q", got, want)
	}
	now, found, err := b.Store.assessment(b.t.Context(), id)
	must(b.t, err)
	if first := history[0]; found && (first.Comment != now.Comment || first.Answers["health"] != now.Answers["health"]) {
		b.t.Errorf("the history begins with %+v, but %+v stands", first.Assessment, now)
	}
	return history
}

// correct saves the assessment with another step and comment.
func (b *bench) correct(a skapa.Assessment, step skapa.Step, comment string) {
	b.t.Helper()
	a.Answers = map[string]skapa.Step{"health": step}
	a.Comment = comment
	_, err := b.SaveAssessment(b.t.Context(), a, "därför")
	must(b.t, err)
}

func TestHistoryWithAClockThatRanBackwards(t *testing.T) {
	b := newBench(t)
	a := b.assessment(b.participant("H-1"), skapa.Self, "2026-03-01", 3)
	b.clock.pass(-time.Hour)
	b.correct(a, 4, "andra")
	b.clock.pass(-time.Hour)
	b.correct(a, 4, "tredje")
	b.clock.pass(time.Hour / 2)
	b.correct(a, 5, "fjärde")
	history := b.wantComments(a.ID, "fjärde", "tredje", "andra", "")
	for i, want := range []skapa.Step{5, 4, 4, 3} {
		if got := history[i].Answers["health"]; got != want {
			t.Errorf("state %d answers %d, want %d", i, got, want)
		}
	}
}

// What a comment says first may be written on a later day with an earlier clock.
func TestHistoryBeginsWithTheRating(t *testing.T) {
	b := newBench(t)
	a := b.assessment(b.participant("H-1"), skapa.Self, "2026-03-01", 3)
	b.clock.pass(-time.Hour)
	a.Comment = "till sist"
	_, err := b.SaveAssessment(t.Context(), a, "därför")
	must(t, err)
	b.wantComments(a.ID, "till sist", "")
}

// Of changes that did not see each other the last one by rev stands, whatever
// their clocks said.
func TestHistoryOfAConflict(t *testing.T) {
	b := newBench(t)
	a := b.assessment(b.participant("H-1"), skapa.Self, "2026-03-01", 3)
	first := b.wantComments(a.ID, "")[0]
	b.correct(a, 4, "här")
	for i, at := range []int64{noon.Add(time.Hour).UnixMilli(), noon.Add(-time.Hour).UnixMilli()} {
		rev := b.newID()
		_, err := b.conn.ExecContext(context.Background(), `INSERT INTO assessment SELECT ?1, id, randomblob(16), author, ?2, deleted, participant, date, rater, instrument, number
			FROM assessment WHERE id = ?3 AND rev NOT IN (SELECT child FROM supersedes)`, rev, at, a.ID)
		must(t, err)
		_, err = b.conn.ExecContext(context.Background(), "INSERT INTO answer VALUES (?, 'health', ?)", rev, i+1)
		must(t, err)
		_, err = b.conn.ExecContext(context.Background(), `INSERT INTO supersedes SELECT rev, ?1, participant FROM assessment
			WHERE id = ?2 AND rev NOT IN (SELECT child FROM supersedes) AND rev <> ?1`, rev, a.ID)
		must(t, err)
	}
	history := b.wantComments(a.ID, "här", "här", "här", "")
	if history[0].Answers["health"] != 2 || history[3].At != first.At {
		t.Errorf("%+v", history)
	}
}

// A comment that undo took back is gone, also from the history after it.
func TestHistoryOfACommentTakenBack(t *testing.T) {
	b := newBench(t)
	a := b.assessment(b.participant("H-1"), skapa.Self, "2026-03-01", 3)
	b.correct(a, 4, "fel ord")
	_, err := b.Undo(t.Context())
	must(t, err)
	b.wantComments(a.ID, "", "fel ord", "")
}

// Whatever happens between its rows, an act has one time.
func TestAnActIsOneStateWhenTheClockTicks(t *testing.T) {
	b := newBench(t)
	b.now = func() time.Time { b.clock.pass(time.Millisecond); return b.clock.now() }
	a := b.assessment(b.participant("H-1"), skapa.Self, "2026-03-01", 3)
	must(t, b.Batch(t.Context(), func(ctx context.Context) error {
		for _, comment := range []string{"ett", "två"} {
			a.Comment, a.Answers["health"] = comment, a.Answers["health"]+1
			if _, err := b.SaveAssessment(ctx, a, "därför"); err != nil {
				return err
			}
		}
		return nil
	}))
	history := b.wantComments(a.ID, "två", "ett", "")
	if !history[0].At.After(history[1].At) {
		t.Errorf("two acts of a batch at %v and %v", history[0].At, history[1].At)
	}
}

func TestHistoryOfNothing(t *testing.T) {
	b := newBench(t)
	_, err := b.AssessmentHistory(t.Context(), b.newID())
	wantProblem(t, err, "error.assessment.gone")
}

// A circle of revisions, which no program writes, is read all the same.
func TestHistoryOfACircle(t *testing.T) {
	b := newBench(t)
	a := b.assessment(b.participant("H-1"), skapa.Self, "2026-03-01", 3)
	b.correct(a, 4, "")
	_, err := b.conn.ExecContext(context.Background(), "INSERT INTO supersedes SELECT child, parent, participant FROM supersedes")
	must(t, err)
	if history, err := b.AssessmentHistory(t.Context(), a.ID); err != nil || len(history) != 2 {
		t.Errorf("%+v, %v", history, err)
	}
}
