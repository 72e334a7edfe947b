package cohort_test

import (
	"path/filepath"
	"testing"

	"framsteg/app/progress/cohort"
	"framsteg/store"
	"framsteg/store/demo"
	"framsteg/store/skapa"
)

// invented gives the report of invented participants.
func invented(t *testing.T, participants int, seed uint64) cohort.Report {
	path, end := filepath.Join(t.TempDir(), "demo.framsteg"), skapa.DateOf(2026, 11, 21)
	must(t, demo.Make(t.Context(), path, demo.Options{Participants: participants, Years: 1, Seed: seed, End: end}))
	s, err := store.Open(t.Context(), path, store.Options{Reading: true})
	must(t, err)
	defer s.Close()
	all, err := s.Histories(t.Context())
	must(t, err)
	in, err := s.Instruments(t.Context())
	must(t, err)
	rhythm, err := s.Rhythm(t.Context())
	must(t, err)
	return cohort.NewPeople(in[len(in)-1], rhythm, all, nil, end).Report(cohort.Selection{})
}

// TestTheMainPictureIsShown holds what is hidden beside small counts to what is worth
// less than the distributions, and never keeps quiet who fell where who rose is shown.
func TestTheMainPictureIsShown(t *testing.T) {
	for _, c := range []struct {
		participants, seeds, steps, moved int
	}{{48, 2, 65, 90}, {300, 1, 85, 95}} {
		steps, stepsShown, moved, movedShown := 0, 0, 0, 0
		for seed := range uint64(c.seeds) {
			truth := invented(t, c.participants, 1+seed)
			p, err := truth.Publish(cohort.LeastLimit)
			must(t, err)
			for i, b := range p.Blocks {
				was := truth.Blocks[i]
				see := func(all, shownOf *int, shown, truth []cohort.Count) {
					for k, n := range truth {
						if n.N >= cohort.LeastLimit {
							*all++
							if !shown[k].Hidden {
								*shownOf++
							}
						}
					}
				}
				see(&steps, &stepsShown, b.Start, was.Start)
				see(&steps, &stepsShown, b.Latest, was.Latest)
				see(&moved, &movedShown, []cohort.Count{b.Improved, b.Worsened}, []cohort.Count{was.Improved, was.Worsened})
				if b.Worsened.Hidden && was.Worsened.N >= cohort.LeastLimit && !b.Improved.Hidden {
					t.Errorf("%d participants, seed %d: %s %s shows who rose and hides who fell", c.participants, seed, b.Area, b.Rater)
				}
				if x := b.Change; x.Mean.Hidden && !x.Low.Hidden || x.Low.Hidden != x.High.Hidden {
					t.Errorf("%d participants, seed %d: %s %s shows half an interval", c.participants, seed, b.Area, b.Rater)
				}
			}
		}
		if 100*stepsShown < c.steps*steps || 100*movedShown < c.moved*moved {
			t.Errorf("%d participants: %d of %d steps are shown, %d of %d who moved", c.participants, stepsShown, steps, movedShown, moved)
		}
		t.Logf("%d participants: %d of %d steps are shown, %d of %d who moved", c.participants, stepsShown, steps, movedShown, moved)
	}
}
