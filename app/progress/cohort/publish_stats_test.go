package cohort

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"framsteg/app/progress/hide"
)

// TestWeighed holds the statistics that are told by kinds of participants to those of
// package progress, which are of each participant.
func TestWeighed(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 4))
	for range 500 {
		var pairs []pair
		var kinds []int
		var starts, changes weighed
		var of []pairKind
		for i := range 1 + rng.IntN(8) {
			p := pair{start: 1 + float64(rng.IntN(9))/2, latest: 1 + float64(rng.IntN(9))/2}
			n := rng.IntN(4)
			k := hide.Kind(i)
			if rng.IntN(4) == 0 {
				starts, changes = append(starts, weight{p.start, noKind, n}), append(changes, weight{p.steps(), noKind, n})
			} else {
				starts, changes = append(starts, weight{p.start, k, 0}), append(changes, weight{p.steps(), k, 0})
			}
			kinds = append(kinds, n)
			of = append(of, pairKind{pair: p, Kind: k})
			for range n {
				pairs = append(pairs, p)
			}
		}
		changes, starts = changes.sorted(), starts.sorted()
		box, _ := boxesOf(pairs)
		change := changeOf(pairs)
		for name, c := range map[string]struct {
			is   func([]int) (float64, bool)
			want Stat
		}{
			"mean": {changes.mean(0), change.Mean}, "low": {changes.mean(-1), change.Low}, "high": {changes.mean(1), change.High},
			"lower": {starts.quartile(0.25), box.Lower}, "median": {starts.quartile(0.5), box.Median}, "upper": {starts.quartile(0.75), box.Upper},
			"rank": {changes.rank(), rankOf(pairs)}, "kappa": {kappa(of), kappaOf(pairs)},
		} {
			if x, ok := c.is(kinds); ok != c.want.Known || ok && math.Abs(x-c.want.Value) > 1e-9 {
				t.Fatalf("%s of %v: %v, %v, expected %v", name, pairs, x, ok, c.want)
			}
		}
	}
}

// TestRowsTogether says how those of several combinations moved whom one row tells of.
func TestRowsTogether(t *testing.T) {
	row := func(first int32, changes ...float64) Combination {
		var c Combination
		for i, x := range changes {
			c.Pairs.add(first + 2*int32(i))
			c.pairs = append(c.pairs, pair{start: 3, latest: 3 + x})
			if x > 0 {
				c.Improved.add(first + 2*int32(i))
			}
		}
		c.Change = changeOf(c.pairs)
		return c
	}
	r := Report{Limit: LeastLimit}
	for name, c := range map[string]struct {
		rows []Combination
		want [][]float64 // changes by place, of each row
	}{
		"none is few":          {[]Combination{row(0, 1, 1, 1, 1, 1), row(20, 0, 0, 0, 0, 0)}, [][]float64{{1, 1, 1, 1, 1}, {0, 0, 0, 0, 0}}},
		"few take the next":    {[]Combination{row(0, 1, 1, 1, 1, 1, 1), row(20, 0, 0, 0, 0, 0), row(21, 2, -1)}, [][]float64{{1, 1, 1, 1, 1, 1}, {0, 2, 0, -1, 0, 0, 0}}},
		"few that are enough":  {[]Combination{row(0, 1, 1, 1, 1, 1, 1), row(20, 0, 0, 0), row(21, 2, -1)}, [][]float64{{1, 1, 1, 1, 1, 1}, {0, 2, 0, -1, 0}}},
		"one row has no other": {[]Combination{row(0, 1, 1)}, [][]float64{{1, 1}}},
	} {
		got := r.mergeRows(c.rows)
		if len(got) != len(c.want) {
			t.Fatalf("%s: %d rows", name, len(got))
		}
		for i, want := range c.want {
			improved := 0
			for _, x := range want {
				if x > 0 {
					improved++
				}
			}
			if x := got[i]; !slices.Equal(differencesOf(x.pairs), want) || x.Pairs.N != len(want) || x.Improved.N != improved || x.Change != changeOf(x.pairs) || !slices.IsSorted(x.Pairs.Who) {
				t.Errorf("%s: row %d is %v, expected %v", name, i, x, want)
			}
		}
		if others := got[len(got)-1].Others; others != (len(got) < len(c.rows)) {
			t.Errorf("%s: others %v", name, others)
		}
	}
}
