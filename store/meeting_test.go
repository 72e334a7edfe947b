package store

import (
	"errors"
	"reflect"
	"slices"
	"testing"

	"framsteg/store/skapa"
)

// What both answered at a meeting is one act, which leaves no draft, and which one
// undo takes back.
func TestMeeting(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p, other := b.participant("H-1"), b.participant("H-2")
	for name, c := range map[string]struct {
		day    string
		raters []skapa.Rater
	}{
		"both":                 {"2026-03-01", skapa.Raters},
		"the participant only": {"2026-04-01", []skapa.Rater{skapa.Self}},
		"the supervisor only":  {"2026-05-01", []skapa.Rater{skapa.BySupervisor}},
	} {
		t.Run(name, func(t *testing.T) {
			before, err := b.Assessments(ctx, p.ID)
			must(t, err)
			var ratings []skapa.Assessment
			for _, r := range skapa.Raters {
				draft := rating(p, r, c.day, 2)
				if !slices.Contains(c.raters, r) {
					draft.Answers = map[string]skapa.Step{} // as when an answer is taken back
				}
				must(t, b.SaveDraft(ctx, draft))
			}
			must(t, b.SaveDraft(ctx, rating(other, skapa.Self, c.day, 2)))
			for _, r := range c.raters {
				a := rating(p, r, c.day, 3)
				a.Comment = "ord"
				ratings = append(ratings, a)
			}
			ratings[len(ratings)-1].Raising = "Mer stöd"
			var told Changed
			defer b.Listen(func(now Changed) { told = now })()
			saved, err := b.SaveMeeting(ctx, ratings)
			must(t, err)
			if want := (Changed{Kind: "meeting", ID: p.ID, Participant: p.ID}); told != want {
				t.Errorf("told is %+v, want %+v", told, want)
			}
			for i, a := range saved {
				if ratings[i].ID = a.ID; a.ID.IsZero() || !reflect.DeepEqual(a, ratings[i]) {
					t.Errorf("saved is %+v, want %+v", a, ratings[i])
				}
				if kept, found, err := b.Store.assessment(ctx, a.ID); err != nil || !found || !reflect.DeepEqual(kept, a) {
					t.Errorf("kept is %+v, want %+v", kept, a)
				}
			}
			if act, _ := b.LastAct(); act.Key != "act.meeting" || act.Label != "H-1" || act.Participant != p.ID || act.Count != 1 {
				t.Errorf("it is called %+v", act)
			}
			if drafts, err := b.Drafts(ctx, p.ID); err != nil || len(drafts) > 0 {
				t.Errorf("left are %+v, %v", drafts, err)
			}
			if n := b.drafts(); n != 1 {
				t.Errorf("%d drafts of others", n)
			}
			_, err = b.Undo(ctx)
			must(t, err)
			if now, err := b.Assessments(ctx, p.ID); err != nil || !reflect.DeepEqual(now, before) {
				t.Errorf("undone, there are %+v, %v", now, err)
			}
			_, err = b.Undo(ctx)
			must(t, err)
			if now, err := b.Assessments(ctx, p.ID); err != nil || len(now) != len(before)+len(saved) {
				t.Errorf("redone, there are %+v, %v", now, err)
			}
		})
	}
}

// A draft of who is not in the meeting is of another, and stays.
func TestMeetingLeavesAnother(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p := b.participant("H-1")
	for _, r := range skapa.Raters {
		must(t, b.SaveDraft(ctx, rating(p, r, "2026-03-01", 2)))
	}
	_, err := b.SaveMeeting(ctx, []skapa.Assessment{rating(p, skapa.Self, "2026-03-01", 3)})
	must(t, err)
	drafts, err := b.Drafts(ctx, p.ID)
	must(t, err)
	if len(drafts) != 1 || drafts[0].Rater != skapa.BySupervisor {
		t.Errorf("left are %+v", drafts)
	}
}

// A meeting that is refused leaves all as it is, drafts too.
func TestMeetingThatIsRefused(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p, other := b.participant("H-1"), b.participant("H-2")
	b.assessment(p, skapa.Self, "2026-03-01", 3)
	self, by := rating(p, skapa.Self, "2026-04-01", 3), rating(p, skapa.BySupervisor, "2026-04-01", 3)
	must(t, b.SaveDraft(ctx, by))
	refused := func(first, second skapa.Assessment) (err error) {
		t.Helper()
		b.writesNothing(func() { _, err = b.SaveMeeting(ctx, []skapa.Assessment{first, second}) })
		if n := b.drafts(); n != 1 {
			t.Errorf("there are %d drafts", n)
		}
		return err
	}
	changed := func(a skapa.Assessment, f func(*skapa.Assessment)) skapa.Assessment { f(&a); return a }
	march := func(a *skapa.Assessment) { a.Date = date("2026-03-01") }
	mute := func(a *skapa.Assessment) { a.Answers = nil }
	wantProblem(t, refused(changed(by, march), changed(self, march)), "error.ratedTwice")
	wantProblem(t, refused(self, self), "error.ratedTwice")
	wantProblem(t, refused(self, changed(by, func(a *skapa.Assessment) { mute(a); a.Comment = "ord" })), "error.answers.comment")
	wantProblem(t, refused(self, changed(by, func(a *skapa.Assessment) { mute(a); a.Raising = "ord" })), "error.answers.comment")
	wantInvalid(t, refused(self, changed(by, mute)), "answers", "error.answers.none")
	for name, f := range map[string]func(*skapa.Assessment){
		"of another":     func(a *skapa.Assessment) { a.Participant = other.ID },
		"of another day": march,
		"of one known":   func(a *skapa.Assessment) { a.ID = b.newID() },
	} {
		if err := refused(self, changed(by, f)); !errors.Is(err, errTwoMeetings) {
			t.Errorf("one %s: %v", name, err)
		}
	}
	_, err := b.SaveMeeting(ctx, nil)
	wantProblem(t, err, "error.answers.none")
}
