package store

import (
	"cmp"
	"context"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"framsteg/assets"
	"framsteg/store/skapa"
)

// factsSaid puts together what Facts should give of somebody from what the store
// says of each kind.
func factsSaid(t *testing.T, s *Store, c Case) *skapa.Facts {
	t.Helper()
	ctx := context.Background()
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	periods, err := s.Periods(ctx, c.ID)
	check(err)
	last := periods[len(periods)-1]
	f := &skapa.Facts{Participant: c.ID, Entered: last.Start, Finish: last.Finish, Period: last.ID, Outcome: last.Outcome}
	f.Pauses, err = s.Pauses(ctx, c.ID)
	check(err)
	f.Participations, err = s.ParticipationsNamed(ctx, c.ID)
	check(err)
	f.FollowUps, err = s.FollowUps(ctx, c.ID)
	check(err)
	goals, err := s.Goals(ctx, c.ID)
	check(err)
	for _, g := range goals {
		if g.Text, g.Step, g.Who = "", "", ""; g.Open() {
			f.Goals = append(f.Goals, g)
		}
	}
	drafts, err := s.Drafts(ctx, c.ID)
	check(err)
	for _, d := range drafts {
		if d.ID.IsZero() {
			f.Begun = append(f.Begun, d.Rater)
		}
	}
	all, err := s.Assessments(ctx, c.ID)
	check(err)
	for _, r := range skapa.Raters {
		var of []skapa.Assessment
		for _, a := range all {
			if a.Rater != r {
				continue
			}
			a.Comment, a.Raising = "", ""
			if n := len(of); n > 0 && of[n-1].Date == a.Date {
				of = of[:n-1]
			}
			of = append(of, a)
			f.Latest = max(f.Latest, a.Date)
		}
		f.Ratings = append(f.Ratings, of[max(0, len(of)-2):]...)
	}
	return sorted(f)
}

// sorted gives facts in an order of their own.
func sorted(f *skapa.Facts) *skapa.Facts {
	g := *f
	g.Pauses = slices.SortedFunc(slices.Values(f.Pauses), func(a, b skapa.Pause) int { return slices.Compare(a.ID[:], b.ID[:]) })
	g.Participations = slices.SortedFunc(slices.Values(f.Participations), func(a, b skapa.NamedParticipation) int { return slices.Compare(a.ID[:], b.ID[:]) })
	g.FollowUps = slices.SortedFunc(slices.Values(f.FollowUps), func(a, b skapa.FollowUp) int { return slices.Compare(a.ID[:], b.ID[:]) })
	g.Goals = slices.SortedFunc(slices.Values(f.Goals), func(a, b skapa.Goal) int { return slices.Compare(a.ID[:], b.ID[:]) })
	g.Ratings = slices.SortedFunc(slices.Values(f.Ratings), func(a, b skapa.Assessment) int {
		return cmp.Or(cmp.Compare(a.Rater, b.Rater), int(a.Date)-int(b.Date))
	})
	return &g
}

// factsAgree requires that Facts say of everybody what the store says otherwise.
func factsAgree(t *testing.T, s *Store, after string) {
	t.Helper()
	cases, err := s.Caseload(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	all, err := s.Facts(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	of := map[skapa.ID]*skapa.Facts{}
	for _, f := range all {
		of[f.Participant] = f
	}
	if len(of) != len(cases) {
		t.Fatalf("after %s: facts of %d, cases of %d", after, len(of), len(cases))
	}
	for _, c := range cases {
		if got, want := sorted(of[c.ID]), factsSaid(t, s, c); !reflect.DeepEqual(got, want) {
			t.Errorf("after %s, of %s:\n%+v, want\n%+v", after, c.Code, got, want)
		}
		one, err := s.FactsOf(context.Background(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(sorted(one), sorted(of[c.ID])) {
			t.Errorf("after %s, of %s alone:\n%+v, want\n%+v", after, c.Code, one, of[c.ID])
		}
	}
}

// After each kind of write, and after undoing it, Facts say what the file says,
// and of whom nothing was written they are the very same.
func TestFactsFollowEveryWrite(t *testing.T) {
	ctx := context.Background()
	now := time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)
	s, err := Create(ctx, filepath.Join(t.TempDir(), "a.framsteg"), assets.Instrument(), Options{Author: Author{Supervisor: "Åsa"}, Now: func() time.Time { now = now.Add(time.Second); return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	day := func(text string) skapa.Date { d, _ := skapa.ParseDate(text); return d }
	check := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	who, err := s.SaveParticipant(ctx, skapa.Participant{Code: "H-1", Start: day("2026-01-10")})
	check(err)
	other, err := s.SaveParticipant(ctx, skapa.Participant{Code: "H-2", Start: day("2026-01-10")})
	check(err)
	activity, err := s.ActivityNamed(ctx, "Svets", skapa.ForJob)
	check(err)
	in := assets.Instrument()
	rating := func(date string, r skapa.Rater, step skapa.Step) skapa.Assessment {
		return skapa.Assessment{Participant: who.ID, Date: day(date), Rater: r, Instrument: in.Version,
			Answers: map[string]skapa.Step{in.ItemsFor(r)[0].ID: step, in.ItemsFor(r)[1].ID: skapa.Declined}}
	}
	var first skapa.Assessment
	var pause skapa.Pause
	var part skapa.Participation
	var goal skapa.Goal
	for _, step := range []struct {
		name string
		do   func() error
	}{
		{"a rating", func() (err error) {
			first, err = s.SaveAssessment(ctx, rating("2026-02-01", skapa.Self, 3), "")
			return
		}},
		{"a second", func() error { _, err := s.SaveAssessment(ctx, rating("2026-05-01", skapa.Self, 4), ""); return err }},
		{"a third", func() error { _, err := s.SaveAssessment(ctx, rating("2026-08-01", skapa.Self, 1), ""); return err }},
		{"one between", func() error { _, err := s.SaveAssessment(ctx, rating("2026-06-01", skapa.Self, 2), ""); return err }},
		{"the supervisor's", func() error {
			_, err := s.SaveAssessment(ctx, rating("2026-08-01", skapa.BySupervisor, 2), "")
			return err
		}},
		{"a correction", func() error {
			first.Date, first.Answers[in.ItemsFor(skapa.Self)[0].ID] = day("2026-09-01"), 5
			_, err := s.SaveAssessment(ctx, first, "Fel")
			return err
		}},
		{"a rating gone", func() error { return s.DeleteAssessment(ctx, first.ID, "Fel") }},
		{"a draft", func() error { return s.SaveDraft(ctx, rating("2026-11-20", skapa.Self, 1)) }},
		{"the draft gone", func() error { return s.DiscardDraft(ctx, who.ID, skapa.Self) }},
		{"another draft", func() error { return s.SaveDraft(ctx, rating("2026-11-20", skapa.BySupervisor, 1)) }},
		{"its rating", func() error {
			_, err := s.SaveAssessment(ctx, rating("2026-11-20", skapa.BySupervisor, 1), "")
			return err
		}},
		{"a pause", func() (err error) {
			pause, err = s.SavePause(ctx, skapa.Pause{Participant: who.ID, From: day("2026-03-01"), Reason: skapa.PauseIllness})
			return
		}},
		{"its end", func() (err error) { pause.To = day("2026-03-10"); pause, err = s.SavePause(ctx, pause); return }},
		{"no pause", func() error { return s.DeletePause(ctx, pause.ID) }},
		{"an activity", func() (err error) {
			part, err = s.SaveParticipation(ctx, skapa.Participation{Participant: who.ID, Activity: activity.ID, Status: skapa.Ongoing, Start: day("2026-03-01")})
			return
		}},
		{"its end", func() (err error) {
			part.Status, part.End = skapa.Finished, day("2026-04-01")
			part, err = s.SaveParticipation(ctx, part)
			return
		}},
		{"its name", func() error {
			activity.Name, activity.Category = "Svets 2", skapa.ForHealth
			_, err := s.SaveActivity(ctx, activity)
			return err
		}},
		{"a goal", func() (err error) {
			goal, err = s.SaveGoal(ctx, skapa.Goal{Participant: who.ID, Area: skapa.Health, Since: day("2026-03-01"), By: day("2026-04-01"), Text: "Sova"})
			return
		}},
		{"reached", func() (err error) { goal.Done = day("2026-04-01"); goal, err = s.SaveGoal(ctx, goal); return }},
		{"an exit", func() error {
			_, err := s.SaveExit(ctx, skapa.Period{ID: who.ID, Participant: who.ID, Finish: day("2026-09-01"), Result: skapa.Result{Outcome: skapa.ToWork}})
			return err
		}},
		{"a follow-up", func() error {
			_, err := s.SaveFollowUp(ctx, skapa.FollowUp{Participant: who.ID, Period: who.ID, Months: 1, Date: day("2026-10-01"), Result: skapa.Result{Outcome: skapa.ToWork}})
			return err
		}},
		{"a re-entry", func() error { _, err := s.Reenter(ctx, who.ID, day("2026-10-10")); return err }},
		{"another code", func() error { who.Code = "H-9"; _, err := s.SaveParticipant(ctx, who); return err }},
	} {
		check(step.do())
		factsAgree(t, s, step.name)
		historiesAgree(t, s, step.name)
		if _, any := s.LastAct(); any && step.name != "a draft" && step.name != "the draft gone" && step.name != "another draft" {
			for _, again := range []string{"undoing ", "redoing "} {
				_, err := s.Undo(ctx)
				check(err)
				factsAgree(t, s, again+step.name)
				historiesAgree(t, s, again+step.name)
			}
		}
	}
	before, err := s.Facts(ctx)
	check(err)
	_, err = s.SaveParticipant(ctx, other)
	check(err)
	_, err = s.SavePause(ctx, skapa.Pause{Participant: other.ID, From: day("2026-03-01"), Reason: skapa.PauseIllness})
	check(err)
	after, err := s.Facts(ctx)
	check(err)
	for i := range before {
		if same := before[i] == after[i]; same != (before[i].Participant == who.ID) {
			t.Errorf("of %s: read again is %v", before[i].Participant, !same)
		}
	}
	_, err = s.FactsOf(ctx, skapa.ID{1})
	wantProblem(t, err, "error.participant.gone")
	_, err = s.FactsOf(ctx, skapa.ID{})
	wantProblem(t, err, "error.participant.gone")
}
