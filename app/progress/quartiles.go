package progress

import (
	"math"
	"slices"
)

// Quartiles gives the lower quartile, the median and the upper quartile of values
// in any order and unit, and whether there is a value at all. Between two values
// it interpolates linearly: with the n values sorted as x₀ … xₙ₋₁,
//
//	h = (n – 1) · p,   Q(p) = x⌊h⌋ + (h – ⌊h⌋) · (x⌊h⌋₊₁ – x⌊h⌋),   p = 1/4, 1/2, 3/4
//
// They are within the least and the greatest value, in that order; of one value
// all three are that value. Values are left as they are, and must be numbers.
//
// Source: Hyndman & Fan, Sample quantiles in statistical packages, The American
// Statistician 50 (1996) 361–365, definition 7, which is the usual one of R.
func Quartiles(values []float64) (lower, median, upper float64, ok bool) {
	if len(values) == 0 {
		return 0, 0, 0, false
	}
	x := slices.Clone(values)
	slices.Sort(x)
	at := func(p float64) float64 {
		whole, part := math.Modf(float64(len(x)-1) * p)
		i := int(whole)
		if part == 0 {
			return x[i]
		}
		return x[i] + part*(x[i+1]-x[i])
	}
	return at(0.25), at(0.5), at(0.75), true
}
