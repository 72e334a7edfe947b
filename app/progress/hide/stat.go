package hide

import "math"

// shown is a statistic as it is printed.
type shown struct {
	state  uint8
	value  float64
	digits int
}

const (
	none  uint8 = iota // it cannot be computed
	value              // printed
	few                // of a group that is too small
)

// manyPeople is how many a statistic must be of to be shown with two decimals.
const manyPeople = 200

// Round gives a statistic of n people as it is shown: with one decimal where there
// are fewer than 200, else with two. One more in a group of n changes a mean of
// steps by about 1/n: more decimals would tell who the sum is of.
func Round(x float64, n int) float64 {
	scale := math.Pow10(digits(n))
	return math.Round(x*scale+math.Copysign(1e-7, x))/scale + 0 // a half upwards in spite of how floating point adds; no negative zero
}

func digits(n int) int {
	if n < manyPeople {
		return 1
	}
	return 2
}

// statistics notes how each is shown, and hides those of few.
func (t *Table) statistics() {
	if len(t.stats) == 0 {
		return
	}
	kinds := t.counts()
	for i := range t.stats {
		s := &t.stats[i]
		s.shown = t.show(s, kinds, t.cells[s.base].n)
		s.hidden = !s.told && (s.closed || s.shown.state == few)
	}
}

func (t *Table) counts() []int {
	kinds := make([]int, len(t.kinds))
	for i := range t.kinds {
		kinds[i] = t.kinds[i].n
	}
	return kinds
}

// show gives a statistic of some participants as it would be printed; n is how
// many its base counts.
func (t *Table) show(s *stat, kinds []int, n int) shown {
	if n > 0 && n < t.limit {
		return shown{state: few}
	}
	x, ok := s.value(kinds)
	if n == 0 || !ok || math.IsNaN(x) {
		return shown{}
	}
	return shown{value, Round(x, n), digits(n)}
}
