package progress

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// MeanInterval gives the mean of differences and its 95 % confidence interval by
// Student's t, in their unit, and whether there are the two or more that this
// needs:
//
//	mean ± t(0.975; n – 1) · s / √n
//
// with s the standard deviation that divides by n – 1. Where all are equal, low
// and high are the mean. The mean is within the least and the greatest
// difference; low and high need not be. Differences must be numbers.
//
// Differences of steps are not normally distributed; of some dozens and more the
// mean nearly is, which is what the interval rests on.
//
// Source: Student, The probable error of a mean, Biometrika 6 (1908) 1–25.
func MeanInterval(differences []float64) (mean, low, high float64, ok bool) {
	n := float64(len(differences))
	if n < 2 {
		return 0, 0, 0, false
	}
	mean = meanOf(differences)
	squares := 0.0
	for _, d := range differences {
		squares += (d - mean) * (d - mean)
	}
	t := distuv.StudentsT{Mu: 0, Sigma: 1, Nu: n - 1}.Quantile(0.975)
	half := t * math.Sqrt(squares/(n-1)/n)
	return mean, mean - half, mean + half, true
}

// meanOf gives the mean of one value or more.
func meanOf(values []float64) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	return sum / float64(len(values))
}
