package plan

import (
	"framsteg/app/progress"
	"framsteg/store/skapa"
)

// fewSteps is the highest value, in steps, that is low whatever the others are:
// the two lowest of five.
const fewSteps = 2

// Low gives the areas where a goal is offered: those in which either rater's
// latest value is at most fewSteps, and those with the lowest one of all, unless
// all are alike. An area nobody has rated is none of them.
func Low(p progress.Progress) map[skapa.Area]bool {
	latest := map[skapa.Area]float64{}
	lowest, highest := 0.0, 0.0
	for _, a := range p.Areas {
		for _, r := range skapa.Raters {
			point, rated := a.Line(r).Latest()
			if !rated {
				continue
			}
			if before, known := latest[a.Area]; !known || point.Value < before {
				latest[a.Area] = point.Value
			}
		}
		if value, rated := latest[a.Area]; rated {
			if lowest == 0 || value < lowest {
				lowest = value
			}
			highest = max(highest, value)
		}
	}
	low := map[skapa.Area]bool{}
	for area, value := range latest {
		if value <= fewSteps || progress.Same(value, lowest) && !progress.Same(lowest, highest) {
			low[area] = true
		}
	}
	return low
}
