package demo

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"framsteg/store"
	"framsteg/store/skapa"
)

var end = skapa.DateOf(2026, 11, 21)

func TestSameOptionsMakeTheSameFile(t *testing.T) {
	first, second, other := filepath.Join(t.TempDir(), "a"), filepath.Join(t.TempDir(), "b"), filepath.Join(t.TempDir(), "c")
	for path, seed := range map[string]uint64{first: 1, second: 1, other: 2} {
		if err := Make(t.Context(), path, Options{Participants: 20, Seed: seed, End: end}); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(read(t, first), read(t, second)) {
		t.Error("one seed made two files")
	}
	if bytes.Equal(read(t, first), read(t, other)) {
		t.Error("two seeds made one file")
	}
}

func read(t *testing.T, path string) []byte {
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func TestExampleHasAllThatHappens(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a")
	if err := Make(t.Context(), path, Options{Seed: 1, End: end}); err != nil {
		t.Fatal(err)
	}
	report, err := store.Check(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if n := report.Kinds["participant"].Current; n != 300 {
		t.Errorf("%d participants", n)
	}
	if n := report.Kinds["places"].Current; n != len(teams) {
		t.Errorf("%d teams have places", n)
	}
	if c := report.Kinds["assessment"]; c.Revisions == c.Current {
		t.Error("no corrections")
	}
	s, err := store.Open(t.Context(), path, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	seen := map[string]int{}
	offered, err := s.Activities(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range offered {
		if a.Provider != "" && a.Municipality != "" && a.Serves != 0 && a.Setting != "" && a.Contact != "" {
			seen["described"]++
		}
	}
	cases, err := s.Caseload(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cases {
		seen["team "+c.Team]++
		seen["in "+c.Municipality]++
		look(t, s, c, seen)
	}
	for what, least := range map[string]int{
		"team Halmstad centrum": 20, "team Laholm och Hylte": 20, "team Falkenberg": 20, "team Varberg": 20, "team Kungsbacka": 20,
		"in Halmstad": 10, "in Laholm": 10, "in Hylte": 10, "in Falkenberg": 10, "in Varberg": 10, "in Kungsbacka": 10,
		"active": 50, "finished": 50, "no name": 10, "no ratings": 1, "one rater only": 20, "declined": 50, "not asked": 5, "comment": 20,
		"rose": 50, "fell": 5, "handed over": 20, "in parallel": 50, "no activity": 20,
		"planned": 10, "ongoing": 50, "ended": 50, "broken off": 20,
		"away now": 2, "been away": 20, "never rated": 1, "due": 5, "overdue": 3, "nothing now": 5, "runs out": 1, "to be asked": 2,
		"came back": 5, "left again": 1, "follow-up": 30, "goal": 50, "goal reached": 50, "step overdue": 20, "raising": 50, "described": 5,
		"outcome work": 5, "outcome studies": 5, "outcome closer": 5, "outcome dropout": 5, "outcome other": 5,
	} {
		if seen[what] < least {
			t.Errorf("%s: %d, want %d at least", what, seen[what], least)
		}
	}
}

// look counts what happened to one participant.
func look(t *testing.T, s *store.Store, c store.Case, seen map[string]int) {
	t.Helper()
	count := func(what string, happened bool) {
		if happened {
			seen[what]++
		}
	}
	ratings, err1 := s.Assessments(t.Context(), c.ID)
	parts, err2 := s.Participations(t.Context(), c.ID)
	followed, err3 := s.Followed(t.Context(), c.ID)
	plan, err4 := s.Goals(t.Context(), c.ID)
	pauses, err5 := s.Pauses(t.Context(), c.ID)
	periods, err6 := s.Periods(t.Context(), c.ID)
	followUps, err7 := s.FollowUps(t.Context(), c.ID)
	if err := errors.Join(err1, err2, err3, err4, err5, err6, err7); err != nil {
		t.Fatal(err)
	}
	count("active", c.Finish.IsZero())
	count("finished", !c.Finish.IsZero())
	count("no name", c.Name == "")
	count("no ratings", len(ratings) == 0)
	count("one rater only", (c.LatestSelf == 0) != (c.LatestSupervisor == 0) || c.LatestSelf != c.LatestSupervisor)
	count("handed over", len(followed) > 1)
	count("no activity", len(parts) == 0)
	count("in parallel", len(parts) > 1)
	active := c.Finish.IsZero()
	paused := slices.ContainsFunc(pauses, func(p skapa.Pause) bool { return p.On(end) })
	days := end.DaysSince(max(c.LatestSelf, c.LatestSupervisor))
	current := slices.DeleteFunc(slices.Clone(parts), func(p skapa.Participation) bool { return p.Status.Ended() })
	count("away now", active && paused)
	count("been away", len(pauses) > 0)
	count("never rated", active && !paused && len(ratings) == 0 && end.DaysSince(c.Entered) > 30)
	count("due", active && !paused && len(ratings) > 0 && days >= 76 && days <= 104)
	count("overdue", active && !paused && len(ratings) > 0 && days > 104)
	count("nothing now", active && len(current) == 0)
	count("runs out", active && slices.ContainsFunc(current, func(p skapa.Participation) bool { return !p.End.IsZero() && p.End < end.Add(14) }))
	count("came back", len(periods) > 1)
	count("left again", len(periods) > 1 && !active)
	count("follow-up", len(followUps) > 0)
	first := periods[0]
	count("to be asked", first.Finish > 0 && end.DaysSince(first.Finish) > 42 && len(periods) == 1 && len(followUps) == 0)
	for _, g := range plan {
		count("goal", g.Open())
		count("goal reached", !g.Open())
		count("step overdue", active && g.Open() && g.By > 0 && g.By < end)
	}
	for _, p := range periods {
		count("outcome "+string(p.Outcome), p.Finish > 0)
	}
	var self []skapa.Step
	for _, a := range ratings {
		count("comment", a.Comment != "")
		count("raising", a.Raising != "")
		count("not asked", len(a.Answers) < 6)
		for _, step := range a.Answers {
			count("declined", step == skapa.Declined)
		}
		if step := a.Answers["health"]; a.Rater == skapa.Self && step.Rated() {
			self = append(self, step)
		}
	}
	if len(self) > 1 {
		count("rose", self[len(self)-1] > self[0])
		count("fell", self[len(self)-1] < self[0])
	}
	for _, p := range parts {
		count(map[skapa.Status]string{skapa.Planned: "planned", skapa.Ongoing: "ongoing", skapa.Finished: "ended", skapa.BrokenOff: "broken off"}[p.Status], true)
	}
}

func TestMakeLeavesNothingWhenItFails(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	path := filepath.Join(t.TempDir(), "a")
	cancel()
	if err := Make(ctx, path, Options{Participants: 5, End: end}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if _, err := os.Stat(path); err == nil {
		t.Error("there is a file")
	}
	if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := Make(t.Context(), path, Options{Participants: 5, End: end}); !errors.Is(err, &skapa.Problem{Key: "error.create.exists"}) {
		t.Errorf("got %v", err)
	}
	if content := read(t, path); string(content) != "mine" {
		t.Error("the file that was there is gone")
	}
}

// However the program ends while the example is made, there is no file yet.
func TestNoFileUntilTheExampleIsWhole(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a")
	ctx := &watched{Context: t.Context(), look: func() {
		entries, err := os.ReadDir(folder)
		if err != nil || slices.ContainsFunc(entries, func(e os.DirEntry) bool { return e.Name() != "a.lock" }) {
			t.Fatalf("%v, %v while it is made", entries, err)
		}
	}}
	if err := Make(ctx, path, Options{Participants: 5, End: end}); err != nil {
		t.Fatal(err)
	}
	if ctx.asked < 10 {
		t.Errorf("only looked %d times", ctx.asked)
	}
	if _, err := store.Check(t.Context(), path, store.Options{}); err != nil {
		t.Error(err)
	}
}

func TestMakeIsCancelledOnTheWay(t *testing.T) {
	folder := t.TempDir()
	stopped, cancel := context.WithCancel(t.Context())
	ctx := &watched{Context: stopped}
	ctx.look = func() {
		if ctx.asked == 10 {
			cancel()
		}
	}
	if err := Make(ctx, filepath.Join(folder, "a"), Options{Participants: 5, End: end}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	if entries, err := os.ReadDir(folder); err != nil || len(entries) > 0 {
		t.Errorf("left are %v, %v", entries, err)
	}
}

// watched is a context that looks about each time it is asked whether to stop.
type watched struct {
	context.Context
	asked int
	look  func()
}

func (w *watched) Err() error {
	w.asked++
	w.look()
	return w.Context.Err()
}
