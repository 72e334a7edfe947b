package store

import (
	"reflect"
	"testing"

	"framsteg/store/skapa"
)

// draftsOf gives the drafts of a participant, as another program reads them.
func (b *bench) draftsOf(p skapa.Participant) []skapa.Assessment {
	b.t.Helper()
	all, err := b.Drafts(b.t.Context(), p.ID)
	must(b.t, err)
	return all
}

// Undoing a saved meeting reopens it: what was answered stands as drafts again,
// until it is saved anew or redone.
func TestUndoReopensAMeeting(t *testing.T) {
	for name, save := range map[string]func(b *bench, ratings []skapa.Assessment) error{
		"a meeting": func(b *bench, ratings []skapa.Assessment) error {
			_, err := b.SaveMeeting(b.t.Context(), ratings)
			return err
		},
		"a meeting of one": func(b *bench, ratings []skapa.Assessment) error {
			_, err := b.SaveMeeting(b.t.Context(), ratings[:1])
			return err
		},
		"one rating": func(b *bench, ratings []skapa.Assessment) error {
			must(b.t, b.DiscardDraft(b.t.Context(), ratings[1].Participant, ratings[1].Rater))
			_, err := b.SaveAssessment(b.t.Context(), ratings[0], "")
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t)
			ctx := t.Context()
			p := b.participant("H-1")
			ratings := []skapa.Assessment{rating(p, skapa.Self, "2026-03-01", 3), rating(p, skapa.BySupervisor, "2026-03-01", 4)}
			ratings[0].Comment = "ord"
			for _, a := range ratings {
				must(t, b.SaveDraft(ctx, a))
			}
			before := b.draftsOf(p)
			if name == "one rating" {
				before = before[:1]
			}
			must(t, save(b, ratings))
			if name == "a meeting" && len(b.draftsOf(p)) > 0 {
				t.Error("a saved meeting leaves drafts")
			}
			saved, err := b.Assessments(ctx, p.ID)
			must(t, err)
			left := b.draftsOf(p) // of who was not saved
			for range 2 {
				_, err = b.Undo(ctx)
				must(t, err)
				if now := b.draftsOf(p); !reflect.DeepEqual(now, before) {
					t.Fatalf("undone, the drafts are %+v, want %+v", now, before)
				}
				f, err := b.FactsOf(ctx, p.ID)
				must(t, err)
				if len(f.Begun) != len(before) {
					t.Errorf("begun is a meeting by %v", f.Begun)
				}
				_, err = b.Undo(ctx)
				must(t, err)
				if now := b.draftsOf(p); !reflect.DeepEqual(now, left) {
					t.Fatalf("redone, the drafts are %+v, want %+v", now, left)
				}
				if now, err := b.Assessments(ctx, p.ID); err != nil || !reflect.DeepEqual(now, saved) {
					t.Errorf("redone, there are %+v, %v", now, err)
				}
			}
		})
	}
}

// What was saved without a draft leaves none when it is undone.
func TestUndoInventsNoDraft(t *testing.T) {
	b := newBench(t)
	p := b.participant("H-1")
	b.assessment(p, skapa.Self, "2026-03-01", 3)
	_, err := b.Undo(t.Context())
	must(t, err)
	if now := b.draftsOf(p); len(now) > 0 {
		t.Errorf("there are %+v", now)
	}
}

// A meeting that was begun since is kept, whatever is undone and redone.
func TestUndoKeepsWhatWasBegunSince(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p := b.participant("H-1")
	first, since := rating(p, skapa.Self, "2026-03-01", 3), rating(p, skapa.Self, "2026-04-01", 5)
	must(t, b.SaveDraft(ctx, first))
	_, err := b.SaveMeeting(ctx, []skapa.Assessment{first})
	must(t, err)
	must(t, b.SaveDraft(ctx, since))
	for range 2 {
		_, err = b.Undo(ctx)
		must(t, err)
		if now := b.draftsOf(p); len(now) != 1 || now[0].Date != since.Date {
			t.Errorf("there are %+v", now)
		}
	}
}

// What was reopened and gone on with is not lost by a redo.
func TestRedoOfAMeetingThatWentOn(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p := b.participant("H-1")
	a := rating(p, skapa.Self, "2026-03-01", 3)
	must(t, b.SaveDraft(ctx, a))
	_, err := b.SaveMeeting(ctx, []skapa.Assessment{a})
	must(t, err)
	_, err = b.Undo(ctx)
	must(t, err)
	a.Comment = "mer"
	must(t, b.SaveDraft(ctx, a))
	_, err = b.Undo(ctx)
	wantProblem(t, err, "error.undo.changed")
	if now := b.draftsOf(p); len(now) != 1 || now[0].Comment != "mer" {
		t.Errorf("there are %+v", now)
	}
}
