package chart_test

import (
	"framsteg/app/chart"
	"framsteg/app/progress/cohort"
)

// countOf gives what a share of a picture of blocks counts; false where that is
// hidden or not there.
func countOf(s chart.Share, blocks []cohort.Block) (cohort.Count, bool) {
	for _, b := range blocks {
		if b.Area != s.Area || b.Rater != s.Rater {
			continue
		}
		steps, count := b.Start, b.Pairs
		if s.Latest {
			steps = b.Latest
		}
		if s.Step != chart.AllPairs {
			if s.Step < 1 || s.Step > len(steps) {
				return cohort.Count{}, false
			}
			count = steps[s.Step-1]
		}
		return count, !count.Hidden
	}
	return cohort.Count{}, false
}

// flowOf gives what a flow of a picture of months counts, likewise.
func flowOf(f chart.Flow, months []cohort.Month) (cohort.Count, bool) {
	for _, m := range months {
		if m.First == f.Month {
			count := map[chart.Moving]cohort.Count{chart.Entering: m.In, chart.Leaving: m.Out, chart.Staying: m.Now}[f.What]
			return count, !count.Hidden
		}
	}
	return cohort.Count{}, false
}
