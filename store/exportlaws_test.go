package store

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"testing"
	"time"

	"framsteg/store/skapa"
)

// Parts of a workspace that meet in an empty one, in any order, are what one part
// with all of them is.
func TestPartsMakeTheWhole(t *testing.T) {
	seeds := uint64(10)
	if raced() {
		seeds = 2
	}
	w := newWorld(t, newBench(t), 6)
	w.join(w.people[1], w.people[4])
	w.join(w.people[2], w.people[3], true)
	must(t, w.ForgetHub(t.Context()))
	w.eraseThis(w.people[5].ID)
	w.forgets()
	start := w.exports(Selection{Nobody: true})
	for seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			w.t = t
			r := rand.New(rand.NewPCG(seed, 11))
			var paths []string
			all := Selection{Nobody: true}
			for range 1 + r.IntN(4) {
				part := w.part(r)
				paths = append(paths, w.exports(part))
				all = plus(all, part)
			}
			want := opened(t, w.exports(all))
			for range 2 {
				r.Shuffle(len(paths), func(i, j int) { paths[i], paths[j] = paths[j], paths[i] })
				got := opened(t, copied(t, start))
				for _, path := range paths {
					got.takes(path, "")
				}
				wantFacts(t, got, want)
				if t.Failed() {
					t.Fatalf("%+v", all)
				}
			}
		})
	}
}

// part gives a selection of some people, of nobody, or rarely of all.
func (w *world) part(r *rand.Rand) (what Selection) {
	if r.IntN(8) == 0 {
		return Selection{}
	}
	for _, team := range w.teams {
		if r.IntN(6) == 0 {
			what.Teams = append(what.Teams, team.ID)
		}
	}
	for _, supervisor := range w.supervisors {
		if r.IntN(6) == 0 {
			what.Supervisors = append(what.Supervisors, supervisor.ID)
		}
	}
	for _, p := range w.people {
		if r.IntN(6) == 0 {
			what.Participants = append(what.Participants, p.ID)
		}
	}
	what.Nobody = what.everybody()
	return what
}

// plus gives what two selections take together.
func plus(a, b Selection) Selection {
	switch {
	case a.Nobody:
		return b
	case b.Nobody:
		return a
	case a.everybody() || b.everybody():
		return Selection{}
	}
	return Selection{Teams: slices.Concat(a.Teams, b.Teams), Supervisors: slices.Concat(a.Supervisors, b.Supervisors), Participants: slices.Concat(a.Participants, b.Participants)}
}

func copied(t testing.TB, path string) string {
	t.Helper()
	image, err := os.ReadFile(path)
	must(t, err)
	return copyTo(t, image)
}

// A pseudonymous file has the facts of the other but for those of the personal
// tables; whatever is written in either, nothing personal is overwritten.
func TestPseudonymousOverwritesNothing(t *testing.T) {
	for seed := range uint64(3) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 12))
			ctx := t.Context()
			w := newWorld(t, newBench(t), 3)
			part := opened(t, w.exports(Selection{Pseudonymous: true}))
			for _, fact := range part.facts() {
				if _, known := slices.BinarySearch(w.facts(), fact); !known {
					t.Fatalf("made up: %.200s", fact)
				}
			}
			names := map[skapa.ID]string{}
			for _, p := range w.people {
				p.Name = fmt.Sprint("Senare ", p.Code)
				_, err := w.SaveParticipant(ctx, p)
				must(t, err)
				names[p.ID] = p.Name
				for _, b := range []*bench{w.bench, part} {
					b.clock.pass(time.Hour)
					all, err := b.Assessments(ctx, p.ID)
					must(t, err)
					a := all[r.IntN(len(all))]
					for item := range a.Answers {
						a.Answers[item] = skapa.Step(1 + r.IntN(5))
					}
					_, err = b.SaveAssessment(ctx, a, "rättat")
					must(t, err)
				}
			}
			must(t, part.Close())
			w.takes(part.Path(), "")
			for _, p := range w.people {
				got, err := w.Participant(ctx, p.ID)
				must(t, err)
				if got.Name != names[p.ID] || got.Personnummer != p.Personnummer {
					t.Errorf("%+v", got)
				}
				all, err := w.Assessments(ctx, p.ID)
				must(t, err)
				for _, a := range all {
					if a.Comment != "kommentaren "+p.Code {
						t.Errorf("the comment is %q", a.Comment)
					}
				}
			}
			conflicts, err := w.Conflicts(ctx)
			must(t, err)
			for _, c := range conflicts {
				if c.Kind != "assessment" {
					t.Errorf("%+v", c)
				}
			}
		})
	}
}

// What an older version wrote is exported as this one writes it.
func TestExportOfAnOlderFile(t *testing.T) {
	b := openBench(t, copyTo(t, version1(t)), noon)
	t.Cleanup(func() { b.Close() })
	out := opened(t, b.exports(Selection{}))
	wantFacts(t, out, b)
	report, err := Check(t.Context(), out.Path(), Options{})
	must(t, err)
	if report.Schema != schemaVersion || len(out.codes()) == 0 {
		t.Errorf("%+v", report)
	}
}
