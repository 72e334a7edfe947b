package chart_test

import (
	"time"

	"framsteg/app/progress/cohort"
	"framsteg/store/skapa"
)

// twoYears is how a team of forty places filled and emptied.
func twoYears() []cohort.Month {
	in := []int{6, 4, 3, 5, 2, 1, 0, 4, 5, 3, 2, 1, 4, 3, 2, 3, 1, 0, 0, 5, 4, 2, 3, 1}
	out := []int{0, 0, 1, 0, 1, 2, 0, 1, 2, 2, 1, 3, 2, 1, 3, 2, 4, 1, 0, 1, 2, 3, 2, 2}
	var months []cohort.Month
	now := 5
	for i := range in {
		now += in[i] - out[i]
		m := cohort.Month{First: skapa.DateOf(2025+i/12, time.Month(1+i%12), 1), In: count(in[i]), Out: count(out[i]), Now: count(now), Idle: count(3), Busy: count(now - 3), Planned: 30}
		if i >= 12 {
			m.Planned = 40
		}
		months = append(months, m)
	}
	return months
}

// someHidden gives the months as they may leave the program.
func someHidden() []cohort.Month {
	months := twoYears()
	for i := range months {
		for _, c := range []*cohort.Count{&months[i].In, &months[i].Out} {
			if c.N > 0 && c.N < 5 {
				*c = secretCount
			}
		}
		if i < 3 {
			months[i].Now = secretCount
		}
	}
	return months
}
