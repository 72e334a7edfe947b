package cohort_test

import (
	"errors"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
	"time"

	"framsteg/app/progress/cohort"
	"framsteg/app/progress/hide"
	"framsteg/store/skapa"
)

func TestPublish(t *testing.T) {
	for seed := range uint64(12) {
		w := anyWorld(rand.New(rand.NewPCG(seed, 9)), 10+int(seed)*9)
		people := w.people()
		truth, again := people.Report(cohort.Selection{}), people.Report(cohort.Selection{})
		limit := cohort.LeastLimit + int(seed%3)
		p, err := truth.Publish(limit)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(truth, again) {
			t.Errorf("seed %d: the report that was published is another", seed)
		}
		if p.Limit != limit {
			t.Errorf("seed %d: limit %d, expected %d", seed, p.Limit, limit)
		}
		before, after := tally(mergedAs(truth, p)), tally(p)
		for i, c := range after.all {
			switch b := before.all[i]; {
			case c.Hidden && (c.N != 0 || c.Who != nil):
				t.Errorf("seed %d: count %d is hidden and says %v", seed, i, c)
			case !c.Hidden && (c.N != b.N || len(c.Who) != len(b.Who)):
				t.Errorf("seed %d: count %d is %v, expected %v", seed, i, c, b)
			case !c.Hidden && c.N > 0 && len(c.Who) < limit:
				t.Errorf("seed %d: count %d shows %d", seed, i, c.N)
			}
			if len(c.Who) > 0 {
				c.Who[0] = -1 // nothing of the other
			}
		}
		for i, s := range after.statistics {
			if b := before.statistics[i]; s.Hidden != (s.Known && s.Value == 0 && s.Hidden) || !s.Hidden && (s.Known != b.Known || s.Value != hide.Round(b.Value, 199) && s.Value != hide.Round(b.Value, 200)) {
				t.Errorf("seed %d: statistic %d is %v, expected %v", seed, i, s, b)
			}
		}
		if !reflect.DeepEqual(truth, again) {
			t.Errorf("seed %d: the report that was published shares counts", seed)
		}
		together(t, p)
		if _, err := p.Publish(limit); err == nil {
			t.Errorf("seed %d: published twice", seed)
		}
	}
}

// mergedAs gives a report with the rows put together that are in one that was
// published; how those moved is taken from there.
func mergedAs(r, published cohort.Report) cohort.Report {
	r.Breakdowns, r.Combinations = slices.Clone(r.Breakdowns), slices.Clone(r.Combinations)
	for i := range r.Breakdowns {
		var all, others []cohort.Part
		for _, p := range r.Breakdowns[i].Parts {
			if slices.ContainsFunc(published.Breakdowns[i].Parts, func(o cohort.Part) bool { return o.Key == p.Key }) {
				all = append(all, p)
			} else {
				others = append(others, p)
			}
		}
		if len(others) > 0 {
			all = append(all, cohort.Part{Key: cohort.Others, Count: unionOf(counts(others)...)})
		}
		r.Breakdowns[i].Parts = all
	}
	for i := range r.Combinations {
		var all []cohort.Combination
		others := cohort.Combination{Others: true}
		rows := published.Combinations[i].Rows
		for _, row := range r.Combinations[i].Rows {
			if slices.ContainsFunc(rows, func(o cohort.Combination) bool {
				return !o.Others && slices.Equal(o.Categories, row.Categories)
			}) {
				all = append(all, row)
				continue
			}
			others.Pairs, others.Improved = unionOf(others.Pairs, row.Pairs), unionOf(others.Improved, row.Improved)
		}
		if others.Pairs.N > 0 {
			others.Change = rows[len(rows)-1].Change
			all = append(all, others)
		}
		r.Combinations[i].Rows = all
	}
	return r
}

func unionOf(counts ...cohort.Count) (all cohort.Count) {
	for _, c := range counts {
		all.N, all.Who = all.N+c.N, append(all.Who, c.Who...)
	}
	slices.Sort(all.Who)
	return all
}

// together says that one count is shown at all places or at none.
func together(t *testing.T, p cohort.Report) {
	for _, b := range p.Blocks {
		for i := range b.Start {
			if b.Start[i].Hidden != b.ByStart[i].Pairs.Hidden {
				t.Errorf("%s %s: those who began on step %d are shown in one place only", b.Area, b.Rater, i+1)
			}
		}
		for _, c := range p.Combinations {
			if b.Area == "" && b.Rater == c.Rater && (b.Pairs.Hidden != c.Pairs.Hidden || b.Left.Hidden != c.Left.Hidden) {
				t.Errorf("%s: pairs of the mean are shown in one place only", b.Rater)
			}
		}
	}
}

func TestTooFew(t *testing.T) {
	for _, c := range []struct {
		participants, limit int
		refused             bool
	}{{4, 0, true}, {5, 0, false}, {5, 3, false}, {4, 3, true}, {7, 8, true}, {8, 8, false}, {0, 5, true}} {
		w := anyWorld(rand.New(rand.NewPCG(1, 1)), c.participants)
		r := w.people().Report(cohort.Selection{})
		if r.Participants.N != c.participants {
			t.Fatalf("%d participants, expected %d", r.Participants.N, c.participants)
		}
		_, err := r.Publish(c.limit)
		var problem *skapa.Problem
		if errors.As(err, &problem) != c.refused {
			t.Errorf("%d participants with limit %d: %v", c.participants, c.limit, err)
		}
		if c.refused && (problem.Key != "error.cohort.few" || problem.Args["Limit"] != max(c.limit, cohort.LeastLimit)) {
			t.Errorf("refused with %v", problem)
		}
	}
}

// TestMuchIsShown says that hiding leaves something to read.
func TestMuchIsShown(t *testing.T) {
	for _, n := range []int{48, 300} {
		w := anyWorld(rand.New(rand.NewPCG(2, 7)), n)
		truth := w.people().Report(cohort.Selection{})
		begun := time.Now()
		p, err := truth.Publish(cohort.LeastLimit)
		if err != nil {
			t.Fatal(err)
		}
		took := time.Since(begun)
		full, shown, small := tally(mergedAs(truth, p)), tally(p), 0
		for _, c := range full.all {
			if c.N > 0 && c.N < cohort.LeastLimit {
				small++
			}
		}
		t.Logf("%d participants: of %d counts that are not 0, %d are small and %d are shown; %d of %d statistics are; %v",
			n, full.counts, small, shown.counts, shown.stats, full.stats, took)
		if shown.counts < (full.counts-small)/2 {
			t.Errorf("%d participants: too much is hidden to be of use", n)
		}
	}
}
