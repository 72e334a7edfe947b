package chart

import (
	"strings"

	"framsteg/app/progress/cohort"
	"framsteg/store/skapa"
)

// Moving is what a month counts participants by.
type Moving string

// What Months draws of a month.
const (
	Entering Moving = "in"
	Leaving  Moving = "out"
	Staying  Moving = "now"
)

// Flow is what a region of Months stands for: those who entered or left in a
// month, or were active at its end.
type Flow struct {
	Month skapa.Date // its first day
	What  Moving
}

// ID gives the flow as the id of a region, which is none of a Target.
func (f Flow) ID() string { return "flow " + f.Month.String() + " " + string(f.What) }

// FlowOf gives what a region of Months with an id stands for; false for an id
// that none has.
func FlowOf(id string) (Flow, bool) {
	parts := strings.Split(id, " ")
	if len(parts) != 3 || parts[0] != "flow" {
		return Flow{}, false
	}
	month, err := skapa.ParseDate(parts[1])
	what := Moving(parts[2])
	return Flow{month, what}, err == nil && (what == Entering || what == Leaving || what == Staying)
}

func (w Moving) of(m cohort.Month) cohort.Count {
	switch w {
	case Entering:
		return m.In
	case Leaving:
		return m.Out
	}
	return m.Now
}
