package progress

import "slices"

// What a slope is of.
const (
	leastPoints = 3   // two say no more than their change
	mostPoints  = 200 // 50 years of a meeting each quarter; so 19,900 pairs, about a millisecond
	quarter     = 90  // days from one meeting to the next, as SKAPA has it
)

// Slope gives how many steps per 90 days the line rises (negative: falls), and
// whether it has what this needs: three rated points, the last of them 90 days
// after the first or later. It is the Theil–Sen estimate, the median over all pairs of rated points i earlier than j of
//
//	90 · (value j – value i) / days from i to j
//
// A single point that is far off does not move it, however the moments lie in
// time. It is within ± 90 · (highest step – 1), and describes the past: it is no
// forecast.
//
// Of a line with more than 200 rated points, which only a file that somebody
// constructed has, it is that of the newest 200.
//
// Sources: Theil, A rank-invariant method of linear and polynomial regression
// analysis, Proc. Kon. Ned. Akad. Wetensch. A 53 (1950) 386–392, 521–525,
// 1397–1412; Sen, Estimates of the regression coefficient based on Kendall's tau,
// J Am Stat Assoc 63 (1968) 1379–1389.
func (l Line) Slope() (perQuarter float64, known bool) {
	rated := l.Rated()
	if len(rated) < leastPoints {
		return 0, false
	}
	rated = rated[max(0, len(rated)-mostPoints):]
	if rated[len(rated)-1].Date.DaysSince(rated[0].Date) < quarter {
		return 0, false // what days do is no rate of months
	}
	slopes := make([]float64, 0, len(rated)*(len(rated)-1)/2)
	for j, to := range rated {
		for _, from := range rated[:j] {
			slopes = append(slopes, quarter*(to.Value-from.Value)/float64(to.Date.DaysSince(from.Date)))
		}
	}
	return median(slopes), true
}

// median sorts values, of which there is at least one.
func median(values []float64) float64 {
	slices.Sort(values)
	half := len(values) / 2
	if len(values)%2 == 1 {
		return values[half]
	}
	return (values[half-1] + values[half]) / 2
}
