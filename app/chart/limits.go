package chart

import (
	"cmp"
	"slices"

	"framsteg/app/progress"
	"framsteg/store/skapa"
)

// The most that one picture draws: several times what anybody has, and little
// enough that no file can make a window stand still or run out of memory. What
// is left out is counted in a note.
const (
	mostMoments = 400
	mostBars    = 400
	mostLanes   = 40
)

// newest gives p with its newest moments only, and how many it lacks.
func newest(p progress.Progress) (progress.Progress, int) {
	earlier := len(p.Moments) - mostMoments
	if earlier <= 0 {
		return p, 0
	}
	p.Moments = p.Moments[earlier:]
	p.Areas = slices.Clone(p.Areas)
	for i := range p.Areas {
		a := &p.Areas[i]
		a.Self.Points, a.Supervisor.Points = a.Self.Points[earlier:], a.Supervisor.Points[earlier:]
	}
	return p, earlier
}

// startedLast gives the activities that began last.
func startedLast(bars []skapa.NamedParticipation) []skapa.NamedParticipation {
	if len(bars) <= mostBars {
		return bars
	}
	byStart := slices.Clone(bars)
	slices.SortStableFunc(byStart, func(a, b skapa.NamedParticipation) int { return cmp.Compare(b.Start, a.Start) })
	return byStart[:mostBars]
}

// withoutLanes gives the bars in the first lanes that there is room for, and
// how many lanes these are.
func withoutLanes(bars []placed, lanes int) ([]placed, int) {
	return slices.DeleteFunc(bars, func(b placed) bool { return b.lane >= mostLanes }), min(lanes, mostLanes)
}

// leftOut says what the picture does not draw.
func (p *picture) leftOut() []string {
	var notes []string
	if p.earlier > 0 {
		notes = append(notes, p.words.N("chart.more.moments", p.earlier))
	}
	if p.hidden > 0 {
		notes = append(notes, p.words.N("chart.more.activities", p.hidden))
	}
	return notes
}
