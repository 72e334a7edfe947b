package store

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"reflect"
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
}

func (m model) clone() model {
	ratings := map[skapa.ID]skapa.Assessment{}
	for id, a := range m.ratings {
		a.Answers = maps.Clone(a.Answers)
		ratings[id] = a
	}
	return model{maps.Clone(m.participants), ratings}
}

// held reads the same from a store.
func held(b *bench) model {
	b.t.Helper()
	m := model{map[string]skapa.Participant{}, map[skapa.ID]skapa.Assessment{}}
	cases, err := b.Caseload(b.t.Context())
	must(b.t, err)
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
			now := model{map[string]skapa.Participant{}, map[skapa.ID]skapa.Assessment{}}
			before, rows := now.clone(), 0
			for range 40 {
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
				n := b.revisions("participant") + b.revisions("identity") + b.revisions("assessment") + b.revisions("comment")
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
