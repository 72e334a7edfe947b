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

// shown finds what is drawn of a history: what was since a day, and of that no
// more than a picture can hold.
func (p *picture) shown(bars []skapa.NamedParticipation) []skapa.NamedParticipation {
	before := 0
	for before < len(p.whole.Moments) && p.whole.Moments[before].Date < p.from {
		before++
	}
	p.earlier = max(0, len(p.whole.Moments)-before-mostMoments)
	p.number = before + p.earlier
	p.progress = without(p.whole, p.number)
	since := slices.DeleteFunc(slices.Clone(bars), func(b skapa.NamedParticipation) bool {
		_, to := span(b, p.whole.Today)
		return to < p.from
	})
	p.hidden = len(since)
	return startedLast(since)
}

// without gives p without its earliest moments.
func without(p progress.Progress, earlier int) progress.Progress {
	if earlier == 0 {
		return p
	}
	p.Moments = p.Moments[earlier:]
	p.Areas = slices.Clone(p.Areas)
	for i := range p.Areas {
		a := &p.Areas[i]
		a.Self.Points, a.Supervisor.Points = a.Self.Points[earlier:], a.Supervisor.Points[earlier:]
	}
	return p
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
