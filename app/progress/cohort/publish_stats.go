package cohort

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"gonum.org/v1/gonum/stat/distuv"

	"framsteg/app/progress"
	"framsteg/app/progress/hide"
)

// weighed are values with the kinds of participants that have them, by value: a
// statistic of many groups that differ by few is told from it without going over
// everybody. The statistics are those of package progress.
type weighed []weight

type weight struct {
	value float64
	kind  hide.Kind
	fixed int // people who have the value and are of no kind
}

// noKind is that of people who are the same in every group that is tried.
const noKind hide.Kind = -1

// people gives how many have the value.
func (x weight) people(kinds []int) int {
	if x.kind == noKind {
		return x.fixed
	}
	return kinds[x.kind]
}

// sorted gives them by value; those that are fixed as one for each value.
func (w weighed) sorted() weighed {
	slices.SortFunc(w, func(a, b weight) int { return cmp.Or(cmp.Compare(a.value, b.value), cmp.Compare(a.kind, b.kind)) })
	all := w[:0]
	for _, x := range w {
		if last := len(all) - 1; x.kind == noKind && last >= 0 && all[last].kind == noKind && all[last].value == x.value {
			all[last].fixed += x.fixed
			continue
		}
		all = append(all, x)
	}
	return all
}

func (w weighed) people(kinds []int) (n int) {
	for _, x := range w {
		n += x.people(kinds)
	}
	return n
}

// quartile gives one as progress.Quartiles does: p of the way from the least.
func (w weighed) quartile(p float64) func([]int) (float64, bool) {
	return func(kinds []int) (float64, bool) {
		n := w.people(kinds)
		if n < leastPairs {
			return 0, false
		}
		whole, part := math.Modf(float64(n-1) * p)
		at := int(whole)
		for i, x := range w {
			if at -= x.people(kinds); at >= 0 {
				continue
			}
			if part == 0 || at < -1 {
				return x.value, true
			}
			for _, next := range w[i+1:] {
				if next.people(kinds) > 0 {
					return x.value + part*(next.value-x.value), true
				}
			}
		}
		return 0, false
	}
}

// mean gives the mean and so many half widths of its 95 % interval, as
// progress.MeanInterval does.
func (w weighed) mean(halves float64) func([]int) (float64, bool) {
	return func(kinds []int) (float64, bool) {
		n, sum, squares := 0.0, 0.0, 0.0
		for _, x := range w {
			m := float64(x.people(kinds))
			n, sum = n+m, sum+m*x.value
		}
		if n < leastPairs {
			return 0, false
		}
		mean := sum / n
		if halves == 0 {
			return mean, true
		}
		for _, x := range w {
			squares += float64(x.people(kinds)) * (x.value - mean) * (x.value - mean)
		}
		return mean + halves*quantile(int(n)-1)*math.Sqrt(squares/(n-1)/n), true
	}
}

// quantiles are those of Student's t at 0.975 that were asked for, by degrees of
// freedom.
var quantiles sync.Map

func quantile(freedom int) float64 {
	if t, known := quantiles.Load(freedom); known {
		return t.(float64)
	}
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: float64(freedom)}.Quantile(0.975)
	quantiles.Store(freedom, t)
	return t
}

// rank gives the rank-biserial correlation as progress.RankBiserial does.
func (w weighed) rank() func([]int) (float64, bool) {
	bySize := slices.Clone(w)
	slices.SortFunc(bySize, func(a, b weight) int { return cmp.Compare(math.Abs(a.value), math.Abs(b.value)) })
	return func(kinds []int) (float64, bool) {
		before, signed := 0.0, 0.0
		for i := 0; i < len(bySize); {
			size := math.Abs(bySize[i].value)
			n, sign := 0.0, 0.0
			for ; i < len(bySize) && progress.Same(math.Abs(bySize[i].value), size); i++ {
				x := float64(bySize[i].people(kinds))
				n, sign = n+x, sign+math.Copysign(x, bySize[i].value)
			}
			if progress.Same(size, 0) {
				continue
			}
			signed += sign * (before + (n+1)/2)
			before += n
		}
		if before == 0 || w.people(kinds) < leastPairs {
			return 0, false
		}
		return signed / (before * (before + 1) / 2), true
	}
}

// kappa gives how far the two values of kinds agree, as progress.Kappa does.
func kappa(of []pairKind) func([]int) (float64, bool) {
	return func(kinds []int) (float64, bool) {
		people := func(k pairKind) float64 { return float64(weight{0, k.Kind, k.people}.people(kinds)) }
		n, x, y := 0.0, 0.0, 0.0
		for _, k := range of {
			m := people(k)
			n, x, y = n+m, x+m*k.start, y+m*k.latest
		}
		x, y = x/n, y/n
		observed, expected := 0.0, n*(x-y)*(x-y)
		for _, k := range of {
			m := people(k)
			observed += m * (k.start - k.latest) * (k.start - k.latest)
			expected += m * ((k.start-x)*(k.start-x) + (k.latest-y)*(k.latest-y))
		}
		if n < leastPairs || expected < 1e-9 {
			return 0, false
		}
		return 1 - observed/expected, true
	}
}
