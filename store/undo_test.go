package store

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"framsteg/store/skapa"
)

func TestUndoAndRedo(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	_, err := b.Undo(ctx)
	wantProblem(t, err, "error.undo.none")
	p := b.participant("H-1", func(p *skapa.Participant) { p.Name = "Åsa" })
	if act, ok := b.LastAct(); !ok || act != (Act{Key: "act.participant", Label: "H-1", Participant: p.ID, Count: 1, At: noon}) {
		t.Errorf("last act %+v", act)
	}
	_, err = b.Undo(ctx)
	must(t, err)
	if cases, err := b.Caseload(ctx); err != nil || len(cases) > 0 {
		t.Errorf("undone, but %+v, %v", cases, err)
	}
	if act, _ := b.LastAct(); !act.Undoes {
		t.Error("undoing this is no redo")
	}
	_, err = b.Undo(ctx)
	must(t, err)
	if got, err := b.Participant(ctx, p.ID); err != nil || got != p {
		t.Errorf("redone to %+v, %v", got, err)
	}
	if _, ok := b.reopen().LastAct(); ok {
		t.Error("the act of another run can be undone")
	}
}

// model is what the store should hold, kept the simple way.
type model struct {
	participants map[string]skapa.Participant // by code
	ratings      map[skapa.ID]skapa.Assessment
	goals        map[skapa.ID]skapa.Goal
	pauses       map[skapa.ID]skapa.Pause
	periods      map[skapa.ID]skapa.Period
	followUps    map[skapa.ID]skapa.FollowUp
}

func newModel() model {
	return model{map[string]skapa.Participant{}, map[skapa.ID]skapa.Assessment{}, map[skapa.ID]skapa.Goal{},
		map[skapa.ID]skapa.Pause{}, map[skapa.ID]skapa.Period{}, map[skapa.ID]skapa.FollowUp{}}
}

func (m model) clone() model {
	ratings := map[skapa.ID]skapa.Assessment{}
	for id, a := range m.ratings {
		a.Answers = maps.Clone(a.Answers)
		ratings[id] = a
	}
	return model{maps.Clone(m.participants), ratings, maps.Clone(m.goals), maps.Clone(m.pauses), maps.Clone(m.periods), maps.Clone(m.followUps)}
}

// held reads the same from a store.
func held(b *bench) model {
	b.t.Helper()
	m := newModel()
	cases, err := b.Caseload(b.t.Context())
	must(b.t, err)
	if fresh, err := b.reopen().Caseload(b.t.Context()); err != nil || !slices.Equal(fresh, cases) {
		b.t.Errorf("the list remembers %+v, afresh it is %+v, %v", cases, fresh, err)
	}
	for _, c := range cases {
		p, err := b.Participant(b.t.Context(), c.ID)
		must(b.t, err)
		m.participants[p.Code] = p
		ratings, err := b.Assessments(b.t.Context(), c.ID)
		must(b.t, err)
		latest := map[skapa.Rater]skapa.Date{}
		for _, a := range ratings {
			m.ratings[a.ID] = a
			latest[a.Rater] = max(latest[a.Rater], a.Date)
		}
		m.hold(b, c)
		if c.Entered != p.Entered || c.Finish != p.Finish {
			b.t.Errorf("the list says %s to %s, the page %s to %s", c.Entered, c.Finish, p.Entered, p.Finish)
		}
		if c.Name != p.Name || c.TeamID != p.Team || c.Start != p.Start || c.LatestSelf != latest[skapa.Self] || c.LatestSupervisor != latest[skapa.BySupervisor] {
			b.t.Errorf("the list says %+v, the pages say %+v and %v", c, p, latest)
		}
	}
	return m
}

// Random acts and undos leave what a simple model says, also after reopening,
// and never take a row away.
func TestRevisionsAgreeWithModel(t *testing.T) {
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 1))
			b := newBench(t)
			teams := []skapa.ID{{}}
			for _, name := range []string{"Hylte", "Laholm"} {
				team, err := b.TeamNamed(t.Context(), name)
				must(t, err)
				teams = append(teams, team.ID)
			}
			now := newModel()
			before, rows := now.clone(), 0
			for range 60 {
				act, _ := b.LastAct()
				was := now.clone()
				switch {
				case r.IntN(4) == 0 && len(now.participants) > 0:
					_, err := b.Undo(t.Context())
					must(t, err)
					now = before
				default:
					randomAct(b, r, teams, now)
				}
				if after, _ := b.LastAct(); after != act || !reflect.DeepEqual(was, now) {
					before = was
				}
				if got := held(b); !reflect.DeepEqual(got, now) {
					t.Fatalf("after %+v the store holds\n%+v, want\n%+v", act, got, now)
				}
				n := b.revisions("participant") + b.revisions("identity") + b.revisions("assessment") + b.revisions("comment") +
					b.revisions("goal") + b.revisions("wording") + b.revisions("pause") + b.revisions("period") + b.revisions("followup")
				if n < rows {
					t.Fatalf("%d revisions of %d are left", n, rows)
				}
				rows = n
			}
			if got := held(b.reopen()); !reflect.DeepEqual(got, now) {
				t.Errorf("reopened the file holds\n%+v, want\n%+v", got, now)
			}
			if _, err := Check(t.Context(), b.Path(), Options{}); err != nil {
				t.Error(err)
			}
		})
	}
}

// randomAct does one act on the store and on the model.
func randomAct(b *bench, r *rand.Rand, teams []skapa.ID, m model) {
	b.t.Helper()
	code := fmt.Sprintf("H-%d", r.IntN(3))
	p, known := m.participants[code]
	if !known || r.IntN(3) == 0 {
		p.Code, p.Start, p.Team = code, date("2026-01-01"), teams[r.IntN(len(teams))]
		p.Name = []string{"", "Åsa", "Örjan"}[r.IntN(3)]
		if known && !p.Since.IsZero() {
			p.Since = p.Since.Add(r.IntN(3))
		}
		saved, err := b.SaveParticipant(b.t.Context(), p)
		must(b.t, err)
		m.participants[code] = saved
		return
	}
	if r.IntN(2) == 0 {
		randomDay(b, r, m, p)
		return
	}
	day := date("2026-02-01").Add(r.IntN(4))
	a := rating(p, skapa.Raters[r.IntN(2)], day.String(), skapa.Step(1+r.IntN(5)))
	a.Comment = []string{"", "Kom i tid"}[r.IntN(2)]
	for id, old := range m.ratings {
		if old.Participant == p.ID && old.Date == a.Date && old.Rater == a.Rater {
			if a.ID = id; r.IntN(4) == 0 {
				must(b.t, b.DeleteAssessment(b.t.Context(), id, "fel"))
				delete(m.ratings, id)
				return
			}
		}
	}
	saved, err := b.SaveAssessment(b.t.Context(), a, "rättat")
	must(b.t, err)
	m.ratings[saved.ID] = saved
}

// hold reads what the day of a supervisor is about.
func (m model) hold(b *bench, c Case) {
	b.t.Helper()
	goals, err := b.Goals(b.t.Context(), c.ID)
	must(b.t, err)
	for _, g := range goals {
		m.goals[g.ID] = g
	}
	pauses, err := b.Pauses(b.t.Context(), c.ID)
	must(b.t, err)
	for _, p := range pauses {
		m.pauses[p.ID] = p
	}
	periods, err := b.Periods(b.t.Context(), c.ID)
	must(b.t, err)
	for _, p := range periods {
		if p.ID != c.ID || !p.Finish.IsZero() { // the first is there without an entry too
			m.periods[p.ID] = p
		}
	}
	followUps, err := b.FollowUps(b.t.Context(), c.ID)
	must(b.t, err)
	for _, u := range followUps {
		m.followUps[u.ID] = u
	}
}

// one gives one of the things of a participant, or none.
func one[T any](r *rand.Rand, all map[skapa.ID]T, of func(T) skapa.ID, participant skapa.ID) (thing T) {
	var theirs []skapa.ID
	for id, t := range all {
		if of(t) == participant {
			theirs = append(theirs, id)
		}
	}
	slices.SortFunc(theirs, func(a, b skapa.ID) int { return bytes.Compare(a[:], b[:]) })
	if len(theirs) > 0 && r.IntN(3) > 0 {
		thing = all[theirs[r.IntN(len(theirs))]]
	}
	return thing
}

// randomDay does one act of a supervisor's day on the store and on the model.
func randomDay(b *bench, r *rand.Rand, m model, p skapa.Participant) {
	b.t.Helper()
	ctx := b.t.Context()
	switch r.IntN(5) {
	case 0, 1:
		g := one(r, m.goals, func(g skapa.Goal) skapa.ID { return g.Participant }, p.ID)
		if !g.ID.IsZero() && r.IntN(4) == 0 {
			must(b.t, b.DeleteGoal(ctx, g.ID))
			delete(m.goals, g.ID)
			return
		}
		g.Participant, g.Area, g.Since, g.Done = p.ID, skapa.Areas[r.IntN(2)], date("2026-02-01"), 0
		g.Text = []string{"Jag vill sova.", "Jag vill läsa."}[r.IntN(2)]
		if r.IntN(2) == 0 {
			g.Done = date("2026-03-01")
		}
		g, err := b.SaveGoal(ctx, g)
		must(b.t, err)
		m.goals[g.ID] = g
	case 2:
		pause := one(r, m.pauses, func(p skapa.Pause) skapa.ID { return p.Participant }, p.ID)
		if !pause.ID.IsZero() && r.IntN(4) == 0 {
			must(b.t, b.DeletePause(ctx, pause.ID))
			delete(m.pauses, pause.ID)
			return
		}
		pause.Participant, pause.Reason = p.ID, skapa.PauseReasons[r.IntN(2)]
		pause.From = date("2026-02-01").Add(r.IntN(60))
		pause.To = pause.From.Add(r.IntN(10))
		saved, err := b.SavePause(ctx, pause)
		for _, o := range m.pauses {
			if o.Participant == p.ID && o.ID != pause.ID && o.From <= pause.To && pause.From <= o.To {
				wantProblem(b.t, err, "error.pause.overlaps")
				return
			}
		}
		must(b.t, err)
		m.pauses[saved.ID] = saved
	case 3:
		randomPeriod(b, r, m, p)
	case 4:
		u := one(r, m.followUps, func(u skapa.FollowUp) skapa.ID { return u.Participant }, p.ID)
		if !u.ID.IsZero() {
			must(b.t, b.DeleteFollowUp(ctx, u.ID))
			delete(m.followUps, u.ID)
			return
		}
		first, left := m.periods[p.ID]
		u = skapa.FollowUp{Participant: p.ID, Period: p.ID, Months: 1 + 5*r.IntN(2), Date: first.Finish.Add(30), Result: toWork}
		saved, err := b.SaveFollowUp(ctx, u)
		for _, o := range m.followUps {
			if o.Period == u.Period && o.Months == u.Months {
				wantProblem(b.t, err, "error.followUp.twice")
				return
			}
		}
		if !left {
			wantProblem(b.t, err, "error.period.gone")
			return
		}
		must(b.t, err)
		m.followUps[saved.ID] = saved
	}
}

// randomPeriod ends the latest period, takes its exit back, or begins the next.
func randomPeriod(b *bench, r *rand.Rand, m model, p skapa.Participant) {
	b.t.Helper()
	ctx := b.t.Context()
	all, err := b.Periods(ctx, p.ID)
	must(b.t, err)
	last := all[len(all)-1]
	switch {
	case p.Finish.IsZero():
		if last.Finish, last.Result = last.Start.Add(30+r.IntN(3)), toWork; last.Finish > date("2026-09-01") {
			return
		}
		last, err = b.SaveExit(ctx, last)
		must(b.t, err)
		m.periods[last.ID] = last
	case r.IntN(2) == 0:
		last.Finish, last.Result = 0, skapa.Result{}
		_, err = b.SaveExit(ctx, last)
		for _, u := range m.followUps {
			if u.Period == last.ID {
				wantProblem(b.t, err, "error.exit.followedUp")
				return
			}
		}
		must(b.t, err)
		if m.periods[last.ID] = last; last.ID == p.ID {
			delete(m.periods, last.ID)
		}
	default:
		last, err = b.Reenter(ctx, p.ID, last.Finish.Add(r.IntN(3)))
		must(b.t, err)
		m.periods[last.ID] = last
	}
	p.Entered, p.Finish = last.Start, last.Finish
	m.participants[p.Code] = p
}
