package progress

import (
	"math"
	"slices"
)

// RankBiserial gives the matched-pairs rank-biserial correlation of differences,
// later minus earlier, and whether there is one that is not zero:
//
//	r = (W⁺ – W⁻) / (W⁺ + W⁻)
//
// W⁺ and W⁻ are the sums of the ranks of the positive and of the negative
// differences, ranked by size with the least first; those of the same size have
// the average of their ranks, and those that are zero none. It is within –1 … 1:
// 1 where all that moved rose, 0 where as much of the ranks rose as fell. It
// needs no more of the steps than their order and that of their differences.
//
// It says nothing of how many did not move: that is to be shown beside it.
//
// Sources: King & Minium, Statistical reasoning in psychology and education, 4th
// ed. (2003) 403; Kerby, The simple difference formula: an approach to teaching
// nonparametric correlation, Comprehensive Psychology 3 (2014) 11.IT.3.1; for
// leaving zeros out, Wilcoxon, Individual comparisons by ranking methods, Biometrics
// Bulletin 1 (1945) 80–83. Pratt, Remarks on zeros and ties in the Wilcoxon signed
// rank procedures, J Am Stat Assoc 54 (1959) 655–667, would rank them with the others
// first.
func RankBiserial(differences []float64) (r float64, ok bool) {
	moved := make([]float64, 0, len(differences))
	for _, d := range differences {
		if !Same(d, 0) {
			moved = append(moved, d)
		}
	}
	slices.SortFunc(moved, func(a, b float64) int {
		switch a, b := math.Abs(a), math.Abs(b); {
		case a < b:
			return -1
		case a > b:
			return 1
		}
		return 0
	})
	signed := 0.0 // W⁺ – W⁻
	for i := 0; i < len(moved); {
		tied, sign := i, 0.0
		for ; tied < len(moved) && Same(math.Abs(moved[tied]), math.Abs(moved[i])); tied++ {
			sign += math.Copysign(1, moved[tied])
		}
		signed += sign * float64(i+1+tied) / 2
		i = tied
	}
	n := float64(len(moved))
	if n == 0 {
		return 0, false
	}
	return signed / (n * (n + 1) / 2), true
}
