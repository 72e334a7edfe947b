package progress_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"framsteg/app/progress"
)

func near(a, b float64) bool { return math.Abs(a-b) < 5e-7 }

func TestQuartiles(t *testing.T) {
	for name, c := range map[string]struct{ values, want []float64 }{
		"none":                 {nil, nil},
		"one":                  {[]float64{3}, []float64{3, 3, 3}},
		"two":                  {[]float64{4, 2}, []float64{2.5, 3, 3.5}},
		"four, unsorted":       {[]float64{3, 1, 4, 2}, []float64{1.75, 2.5, 3.25}},
		"five":                 {[]float64{1, 2, 3, 4, 5}, []float64{2, 3, 4}},
		"with ties":            {[]float64{5, 1, 5, 2, 1, 5}, []float64{1.25, 3.5, 5}}, // 1 1 2 5 5 5: h = 1.25, 2.5, 3.75
		"all equal":            {[]float64{2, 2, 2, 2}, []float64{2, 2, 2}},
		"below nought and not": {[]float64{-2, 0, 1}, []float64{-1, 0, 0.5}},
	} {
		before := slices.Clone(c.values)
		lower, median, upper, ok := progress.Quartiles(c.values)
		if ok != (c.want != nil) || ok && !slices.EqualFunc([]float64{lower, median, upper}, c.want, near) {
			t.Errorf("%s: %v %v %v %v, not %v", name, lower, median, upper, ok, c.want)
		}
		if !slices.Equal(before, c.values) {
			t.Errorf("%s: the values became %v", name, c.values)
		}
	}
}

func TestMeanInterval(t *testing.T) {
	for name, c := range map[string]struct{ differences, want []float64 }{
		"none":            {nil, nil},
		"one pair":        {[]float64{2}, nil},
		"two":             {[]float64{0, 1}, []float64{0.5, -5.8531024, 6.8531024}},           // 12.7062047 · 0.7071068 / √2
		"three":           {[]float64{1, 2, 3}, []float64{2, -0.4841377, 4.4841377}},          // 4.3026527 · 1 / √3
		"with ties":       {[]float64{1, 0, -1, 2, 0}, []float64{0.4, -1.0157145, 1.8157145}}, // 2.7764451 · √(5.2 / 4 / 5)
		"all equal":       {[]float64{1, 1, 1}, []float64{1, 1, 1}},
		"all equal, none": {[]float64{0, 0}, []float64{0, 0, 0}},
	} {
		mean, low, high, ok := progress.MeanInterval(c.differences)
		if ok != (c.want != nil) || ok && !slices.EqualFunc([]float64{mean, low, high}, c.want, near) {
			t.Errorf("%s: %v, %v … %v, %v, not %v", name, mean, low, high, ok, c.want)
		}
	}
}

func TestRankBiserial(t *testing.T) {
	for name, c := range map[string]struct {
		differences []float64
		want        float64
		ok          bool
	}{
		"none":                     {nil, 0, false},
		"nobody moved":             {[]float64{0, 0, 0}, 0, false},
		"one pair":                 {[]float64{-2}, -1, true},
		"one moved":                {[]float64{0, 1, 0}, 1, true},
		"all rose alike":           {[]float64{1, 1, 1}, 1, true},
		"ties and a zero":          {[]float64{1, 2, -1, 0, 3}, 0.7, true},     // ranks 1.5 3 –1.5 4: (8.5 – 1.5) / 10
		"as much up as down":       {[]float64{1, -1, 2, -2}, 0, true},         // 1.5 – 1.5 + 3.5 – 3.5
		"few far against many":     {[]float64{-4, 1, 1, 1}, 0.2, true},        // (2 + 2 + 2 – 4) / 10
		"the same size, as floats": {[]float64{0.1 + 0.2, -0.3, 1}, 0.5, true}, // ranks 1.5 –1.5 3: 3 / 6
		"zero, as floats":          {[]float64{1.1 + 2.2 - 3.3, 1}, 1, true},
	} {
		if got, ok := progress.RankBiserial(c.differences); ok != c.ok || !near(got, c.want) {
			t.Errorf("%s: %v, %v, not %v", name, got, ok, c.want)
		}
	}
}

func TestKappa(t *testing.T) {
	for name, c := range map[string]struct {
		pairs [][2]float64
		want  float64
		ok    bool
	}{
		"none":                     {nil, 0, false},
		"one pair that agrees":     {[][2]float64{{2, 2}}, 0, false},
		"one pair that does not":   {[][2]float64{{2, 4}}, 0, true},
		"all the same step":        {[][2]float64{{3, 3}, {3, 3}, {3, 3}}, 0, false},
		"all the same mean":        {[][2]float64{{7. / 3, 7. / 3}, {7. / 3, 7. / 3}, {7. / 3, 7. / 3}}, 0, false},
		"agreed on everything":     {[][2]float64{{1, 1}, {2, 2}, {3, 3}}, 1, true},
		"agreed on nothing":        {[][2]float64{{1, 3}, {2, 2}, {3, 1}}, -1, true},     // 8/3 ÷ (2/3 + 2/3)
		"one a step higher":        {[][2]float64{{1, 2}, {2, 3}, {3, 4}}, 4. / 7, true}, // 1 ÷ (2/3 + 2/3 + 1)
		"one always says the same": {[][2]float64{{1, 2}, {2, 2}, {3, 2}}, 0, true},      // 2/3 ÷ (2/3 + 0)
	} {
		if got, ok := progress.Kappa(c.pairs); ok != c.ok || !near(got, c.want) {
			t.Errorf("%s: %v, %v, not %v", name, got, ok, c.want)
		}
	}
}

// As Cohen defined it: with the shares of each pair of steps, observed and of the
// margins, weighted by the square of how far apart they are.
func TestKappaOfATable(t *testing.T) {
	for seed := range uint64(200) {
		rng := rand.New(rand.NewPCG(seed, 7))
		steps, n := 2+rng.IntN(8), 2+rng.IntN(60)
		pairs := make([][2]float64, n)
		table, rows, columns := map[[2]int]float64{}, map[int]float64{}, map[int]float64{}
		for i := range pairs {
			x := 1 + rng.IntN(steps)
			y := min(steps, max(1, x+rng.IntN(3)-1))
			pairs[i] = [2]float64{float64(x), float64(y)}
			table[[2]int{x, y}] += 1 / float64(n)
			rows[x] += 1 / float64(n)
			columns[y] += 1 / float64(n)
		}
		observed, expected := 0.0, 0.0
		for x := range steps + 1 {
			for y := range steps + 1 {
				weight := math.Pow(float64(x-y)/float64(steps-1), 2)
				observed += weight * table[[2]int{x, y}]
				expected += weight * rows[x] * columns[y]
			}
		}
		got, ok := progress.Kappa(pairs)
		if ok != (expected > 1e-12) || ok && !near(got, 1-observed/expected) {
			t.Fatalf("seed %d: %v, %v, not %v", seed, got, ok, 1-observed/expected)
		}
	}
}

// A Wilcoxon of all that moved, counted pair by pair: a rank is one more than the
// number of the smaller, and half of that of the others of the same size.
func TestStatisticsOfAnyGroup(t *testing.T) {
	for seed := range uint64(200) {
		rng := rand.New(rand.NewPCG(seed, 8))
		d := make([]float64, 2+rng.IntN(40))
		for i := range d {
			d[i] = float64(rng.IntN(9)-4) / float64(1+rng.IntN(2))
		}
		up, all := 0.0, 0.0
		for i, x := range d {
			rank := 1.0
			for j, y := range d {
				switch {
				case i == j || y == 0:
				case math.Abs(y) < math.Abs(x):
					rank++
				case math.Abs(y) == math.Abs(x):
					rank += 0.5
				}
			}
			if x != 0 {
				all += rank
			}
			if x > 0 {
				up += rank
			}
		}
		r, ok := progress.RankBiserial(d)
		if ok != (all > 0) || ok && !near(r, (2*up-all)/all) {
			t.Errorf("seed %d: rank-biserial %v, %v, not %v", seed, r, ok, (2*up-all)/all)
		}
		least, most := slices.Min(d), slices.Max(d)
		lower, median, upper, _ := progress.Quartiles(d)
		if !slices.IsSorted([]float64{least, lower, median, upper, most}) {
			t.Errorf("seed %d: %v ≤ %v ≤ %v ≤ %v ≤ %v does not hold", seed, least, lower, median, upper, most)
		}
		mean, low, high, _ := progress.MeanInterval(d)
		within(t, "the mean", mean, least, most)
		within(t, "the mean in its interval", mean, low, high)
		within(t, "the middle of the interval", (low+high)/2, mean, mean)
	}
}
