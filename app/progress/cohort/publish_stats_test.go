package cohort

import (
	"math"
	"math/rand/v2"
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
