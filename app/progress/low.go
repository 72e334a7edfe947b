package progress

import (
	"math"
	"slices"

	"framsteg/store/skapa"
)

// Low tells whether a value in steps is below the middle of a scale of so many
// steps: of five, less than three. What is low leads to a goal or an activity,
// and a low tilltro to what would raise it.
func Low(value float64, steps int) bool {
	middle := float64(steps+1) / 2
	return value < middle && !Same(value, middle)
}

// Low tells whether the latest value of either rater is low. An area that nobody
// has rated is not.
func (a Area) Low() bool {
	low := func(l Line) bool {
		latest, rated := l.Latest()
		return rated && Low(latest.Value, l.Top)
	}
	return low(a.Self) || low(a.Supervisor)
}

// Apart tells whether two values on a scale of so many steps differ so much that
// it is worth talking about: by half of the way from the lowest step to the
// highest, which is two of five, or more.
func Apart(a, b float64, steps int) bool {
	enough, differ := float64(steps-1)/2, math.Abs(a-b)
	return differ > enough || Same(differ, enough)
}

// Belief gives the item of the tilltro, and whether the version has one: what only
// the supervisor is asked and that belongs to no area.
func Belief(in skapa.Instrument) (skapa.Item, bool) {
	items := in.ItemsFor(skapa.BySupervisor)
	i := slices.IndexFunc(items, func(item skapa.Item) bool { return item.Area == "" && !item.AsksOf(skapa.Self) })
	if i < 0 {
		return skapa.Item{}, false
	}
	return items[i], true
}

// Doubts tells whether the tilltro among a supervisor's answers is low. One that
// was not answered, or declined, is not.
func Doubts(in skapa.Instrument, answers map[string]skapa.Step) bool {
	item, asked := Belief(in)
	step := answers[item.ID]
	return asked && step.Rated() && Low(float64(step), len(in.Steps))
}
