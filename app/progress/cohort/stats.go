package cohort

import "framsteg/app/progress"

// leastPairs is how many pairs a statistic needs: one is no group.
const leastPairs = 2

func known(v float64) Stat { return Stat{Value: v, Known: true} }

// changeOf gives the mean change of pairs.
func changeOf(pairs []pair) Interval {
	differences := differencesOf(pairs)
	mean, low, high, ok := progress.MeanInterval(differences)
	if !ok {
		return Interval{}
	}
	return Interval{known(mean), known(low), known(high)}
}

func differencesOf(pairs []pair) []float64 {
	differences := make([]float64, len(pairs))
	for i, p := range pairs {
		differences[i] = p.steps()
	}
	return differences
}

// boxOf gives the median of values and the quartiles around it.
func boxOf(values []float64) Box {
	lower, median, upper, ok := progress.Quartiles(values)
	if !ok || len(values) < leastPairs {
		return Box{}
	}
	return Box{known(lower), known(median), known(upper)}
}

// boxesOf gives those of the start and of the latest of pairs.
func boxesOf(pairs []pair) (start, latest Box) {
	starts, latests := make([]float64, len(pairs)), make([]float64, len(pairs))
	for i, p := range pairs {
		starts[i], latests[i] = p.start, p.latest
	}
	return boxOf(starts), boxOf(latests)
}

// rankOf gives the rank-biserial correlation of pairs.
func rankOf(pairs []pair) Stat {
	r, ok := progress.RankBiserial(differencesOf(pairs))
	if !ok || len(pairs) < leastPairs {
		return Stat{}
	}
	return known(r)
}

// kappaOf gives how far the two of each pair agree.
func kappaOf(pairs []pair) Stat {
	values := make([][2]float64, len(pairs))
	for i, p := range pairs {
		values[i] = [2]float64{p.start, p.latest}
	}
	k, ok := progress.Kappa(values)
	if !ok || len(pairs) < leastPairs {
		return Stat{}
	}
	return known(k)
}

// differenceOf gives the mean of start – latest of pairs: self – supervisor.
func differenceOf(pairs []pair) Interval {
	turned := make([]pair, len(pairs))
	for i, p := range pairs {
		turned[i] = pair{start: p.latest, latest: p.start}
	}
	return changeOf(turned)
}
