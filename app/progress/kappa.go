package progress

// Kappa gives Cohen's weighted kappa with quadratic weights, of what two raters
// said of the same, in steps, and whether it is defined: not without a pair, and
// not where all values are one and the same, for then there is nothing that
// could be agreed on by more than chance.
//
//	κ = 1 – Σᵢ (xᵢ – yᵢ)² / n  ÷  Σᵢ Σⱼ (xᵢ – yⱼ)² / n²
//
// The dividend is how far apart the raters were, the divisor how far they would be
// if each had given the same values to anybody. It is at most 1, of raters who
// agree on everything; 0 is what chance gives, and it can be as low as –1. With
// quadratic weights it is the same whatever the number of steps of the scale,
// and defined for means between them too.
//
// Sources: Cohen, Weighted kappa: nominal scale agreement with provision for
// scaled disagreement or partial credit, Psychol Bull 70 (1968) 213–220; Fleiss &
// Cohen, The equivalence of weighted kappa and the intraclass correlation
// coefficient as measures of reliability, Educ Psychol Meas 33 (1973) 613–619.
func Kappa(pairs [][2]float64) (k float64, ok bool) {
	alike := true
	var sum [2]float64
	for _, p := range pairs {
		alike = alike && Same(p[0], pairs[0][0]) && Same(p[1], pairs[0][0])
		sum[0] += p[0]
		sum[1] += p[1]
	}
	if alike {
		return 0, false
	}
	n := float64(len(pairs))
	x, y := sum[0]/n, sum[1]/n
	observed, expected := 0.0, n*(x-y)*(x-y)
	for _, p := range pairs {
		observed += (p[0] - p[1]) * (p[0] - p[1])
		expected += (p[0]-x)*(p[0]-x) + (p[1]-y)*(p[1]-y)
	}
	return 1 - observed/expected, true
}
