package chart

import (
	"time"

	"framsteg/app/chart/scene"
	"framsteg/app/progress"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// Days of the time axis.
const (
	daysAround  = 20  // before the first thing shown and after the last
	daysAtLeast = 180 // so that one meeting does not fill the picture
	daysOfMonth = 400 // more than this has quarters, less has months
	daysPlanned = 60  // how long a plan without an end is drawn
)

// axis is the time from first to last, on x from left to right: a day is as
// wide everywhere.
type axis struct {
	first, last skapa.Date
	left, right float64
}

// newAxis covers the meetings, the activities and today, from a day if that is
// given. When that is short it goes on into the time to come, where the next
// meetings will be.
func newAxis(p progress.Progress, bars []skapa.NamedParticipation, since skapa.Date, left, right float64) axis {
	first, last := p.Today, p.Today
	include := func(d skapa.Date) { first, last = min(first, d), max(last, d) }
	for _, m := range p.Moments {
		include(m.Date)
	}
	for _, b := range bars {
		from, to := span(b, p.Today)
		include(from)
		include(to)
	}
	first, last = first.Add(-daysAround), last.Add(daysAround)
	if !since.IsZero() {
		first = since
	}
	return axis{first, max(last, first.Add(daysAtLeast)), left, right}
}

// span gives the days that the bar of b goes from and to.
func span(b skapa.NamedParticipation, today skapa.Date) (from, to skapa.Date) {
	to = b.End
	switch {
	case b.Status == skapa.Ongoing:
		to = today
	case to.IsZero() && b.Status == skapa.Planned:
		to = b.Start.Add(daysPlanned)
	}
	return b.Start, max(b.Start, to)
}

func (a axis) x(d skapa.Date) float64 {
	return a.left + (a.right-a.left)*float64(d.DaysSince(a.first))/float64(a.last.DaysSince(a.first))
}

// perMonth is how wide a month is.
func (a axis) perMonth() float64 {
	return (a.right - a.left) / float64(a.last.DaysSince(a.first)) * 365.25 / 12
}

// step gives how many months there are from one named tick to the next.
func (a axis) step() int {
	steps := []int{1, 3, 6, 12, 24, 60, 120}
	if a.last.DaysSince(a.first) > daysOfMonth {
		steps = steps[1:]
	}
	const room = 40 // for a name
	for _, s := range steps {
		if a.perMonth()*float64(s) >= room {
			return s
		}
	}
	return steps[len(steps)-1]
}

// every gives the first days of the months in a, one in each step months
// counted from a January.
func (a axis) every(step int) []skapa.Date {
	var days []skapa.Date
	month := a.first.Year() * 12
	for month -= month % max(step, 12); ; month += step {
		d := skapa.DateOf(month/12, time.Month(month%12+1), 1)
		if d > a.last {
			return days
		}
		if d >= a.first {
			days = append(days, d)
		}
	}
}

func isYear(d skapa.Date) bool { return d.Month() == time.January }

// time draws what goes through all tracks and lanes: the guides of the
// moments, the years, and today.
func (p *picture) time() {
	for _, x := range p.columns {
		p.line(scene.Point{X: x, Y: p.top - 4}, scene.Point{X: x, Y: p.bottom}, scene.Grid)
	}
	for _, d := range p.axis.every(p.axis.step()) {
		if isYear(d) {
			x := p.axis.x(d)
			p.line(scene.Point{X: x, Y: p.top}, scene.Point{X: x, Y: p.floor}, scene.Axis)
		}
	}
	if p.progress.Today < p.axis.first {
		return
	}
	x := p.axis.x(p.progress.Today)
	line := scene.Line(scene.Point{X: x, Y: p.top - 4}, scene.Point{X: x, Y: p.floor + 27})
	p.add(scene.Path{Outline: line, Stroke: scene.Ink, Width: 1.3, Dash: []float64{2, 3}, Crisp: true})
}

// ticks draws the axis with the names of months and years, and today's date.
func (p *picture) ticks() {
	a := p.axis
	p.line(scene.Point{X: a.left, Y: p.floor}, scene.Point{X: a.right, Y: p.floor}, scene.Axis)
	step := a.step()
	if quarter := a.perMonth() * 3; step > 3 && quarter >= 6 {
		p.tickMarks(a.every(3), 3)
	}
	named := a.every(step)
	p.tickMarks(named, 5)
	names := shelf{left: margin, right: p.W - margin, gap: 6}
	for i, d := range named {
		text := scene.Text{String: p.words.Month(d), Size: textBody, Align: scene.Middle, Colour: scene.Muted}
		switch {
		case isYear(d):
			text.String, text.Bold, text.Colour = yearOf(d), true, scene.Ink
		case i == 0 && named[len(named)-1].Year() == d.Year():
			text.String += " " + yearOf(d) // no other name tells the year
		}
		x, free := names.put(a.x(d), scene.Width(text.String, text.Size, text.Bold), 0)
		if free {
			text.At = scene.Point{X: x, Y: p.floor + 19}
			p.over(text, scene.Page)
		}
	}
	p.today()
}

func (p *picture) tickMarks(days []skapa.Date, length float64) {
	for _, d := range days {
		x := p.axis.x(d)
		p.line(scene.Point{X: x, Y: p.floor}, scene.Point{X: x, Y: p.floor + length}, scene.Axis)
	}
}

// today names today's date below the axis.
func (p *picture) today() {
	if p.H = p.floor + 26; p.progress.Today < p.axis.first {
		return
	}
	text := scene.Text{String: p.words.T("chart.today", words.Args{"Date": p.words.Date(p.progress.Today)}), Size: textBody, Bold: true, Align: scene.Middle, Colour: scene.Ink}
	row := shelf{left: margin, right: p.W - margin}
	text.At.X, _ = row.put(p.axis.x(p.progress.Today), scene.Width(text.String, text.Size, true), 0)
	text.At.Y = p.floor + 39
	p.over(text, scene.Page)
	p.H = p.floor + 48
}
