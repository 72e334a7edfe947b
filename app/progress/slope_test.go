package progress_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"framsteg/app/progress"
)

// at gives a line of values on days after the first of May.
func at(days []int, values []float64) progress.Line {
	l := progress.Line{Asked: true, Top: 5}
	for i, v := range values {
		point := progress.Point{Date: may.Add(days[i]), Kind: progress.Rated, Value: v}
		if v == 0 {
			point.Kind = progress.NoAssessment
		}
		l.Points = append(l.Points, point)
	}
	return l
}

func TestSlope(t *testing.T) {
	none := math.NaN()
	for name, c := range map[string]struct {
		days   []int
		values []float64
		want   float64
	}{
		"nothing":                   {nil, nil, none},
		"two":                       {[]int{0, 90}, []float64{1, 5}, none},
		"two and a gap":             {[]int{0, 90, 180}, []float64{1, 0, 5}, none},
		"a step each quarter":       {[]int{0, 90, 180}, []float64{1, 2, 3}, 1},
		"and down":                  {[]int{0, 90, 180}, []float64{3, 2, 1}, -1},
		"a step each half year":     {[]int{0, 180, 360}, []float64{1, 2, 3}, 0.5},
		"a step a day":              {[]int{0, 1, 2}, []float64{1, 2, 3}, none},
		"89 days":                   {[]int{0, 45, 89}, []float64{1, 2, 3}, none},
		"90 days":                   {[]int{0, 45, 90}, []float64{1, 2, 3}, 2},
		"level":                     {[]int{0, 7, 500}, []float64{4, 4, 4}, 0},
		"irregular: 1, 4/3, 3/2":    {[]int{0, 90, 270}, []float64{1, 2, 5}, 4.0 / 3},
		"a gap does not count":      {[]int{0, 90, 200, 270}, []float64{1, 2, 0, 5}, 4.0 / 3},
		"0, 1, 4/3, 3/2, 2, 2":      {[]int{0, 45, 90, 180}, []float64{1, 2, 2, 4}, (4.0/3 + 1.5) / 2},
		"–1, –3/5, 0, 0, 1, 3":      {[]int{0, 30, 90, 180}, []float64{2, 3, 3, 2}, 0},
		"one far off of five":       {[]int{0, 90, 180, 270, 360}, []float64{2, 2.25, 5, 2.75, 3}, 0.25},
		"the last far off of seven": {[]int{0, 90, 180, 270, 360, 450, 540}, []float64{2, 2.25, 2.5, 2.75, 3, 3.25, 1}, 0.25},
	} {
		t.Run(name, func(t *testing.T) {
			got, known := at(c.days, c.values).Slope()
			if known == math.IsNaN(c.want) || known && !progress.Same(got, c.want) || !known && got != 0 {
				t.Errorf("%v, %v, not %v", got, known, c.want)
			}
		})
	}
}

// scattered gives a straight line of n points on days that lie anyhow.
func scattered(rng *rand.Rand, n int) (days []int, values []float64, slope float64) {
	start, slope := 1+4*rng.Float64(), 2*rng.Float64()-1
	day := 0
	for range n {
		day += 1 + rng.IntN(200)
		days, values = append(days, day), append(values, start+slope*float64(day)/90)
	}
	return days, values, slope
}

func TestSlopeOfAStraightLine(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 1))
	for range 300 {
		days, values, want := scattered(rng, 3+rng.IntN(40))
		if days[len(days)-1]-days[0] < 90 {
			continue
		}
		if got, known := at(days, values).Slope(); !known || math.Abs(got-want) > 1e-9 {
			t.Fatalf("%v, %v, not %v of %v", got, known, want, days)
		}
	}
}

// From five points on, one that is far off is in less than half of the pairs.
func TestSlopeIsNotMovedByOneFarOff(t *testing.T) {
	rng := rand.New(rand.NewPCG(4, 2))
	for range 300 {
		days, values, want := scattered(rng, 5+rng.IntN(40))
		values[rng.IntN(len(values))] += 1000 * (rng.Float64() - 0.5)
		if got, known := at(days, values).Slope(); !known || math.Abs(got-want) > 1e-9 {
			t.Fatalf("%v, %v, not %v of %v %v", got, known, want, days, values)
		}
	}
}

// Nobody has more than 200 ratings, but a file can hold any number; the newest
// count.
func TestSlopeOfVeryManyPoints(t *testing.T) {
	var days []int
	var values []float64
	for i := range 3000 {
		days, values = append(days, 90*i), append(values, 5-float64(i)/1000)
	}
	for i := range 200 {
		values[2800+i] = 1 + float64(i)/100
	}
	if got, known := at(days, values).Slope(); !known || !progress.Same(got, 0.01) {
		t.Errorf("%v, %v, not 0.01", got, known)
	}
}

// BenchmarkSlope is of the most points that count.
func BenchmarkSlope(b *testing.B) {
	rng := rand.New(rand.NewPCG(4, 3))
	var days []int
	var values []float64
	for i := range 3000 {
		days, values = append(days, 90*i), append(values, float64(1+rng.IntN(5)))
	}
	l := at(days, values)
	for b.Loop() {
		l.Slope()
	}
}
