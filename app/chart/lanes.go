package chart

import (
	"cmp"
	"slices"
	"strings"

	"framsteg/app/chart/scene"
	"framsteg/store/skapa"
)

// Measures of an activity's bar, in dp.
const (
	leastBar   = 6   // so that a day is seen
	arrowTip   = 7   // beyond today
	widestName = 240 // beside a bar, where a tooltip has the whole
	lanesTop   = 12  // between the last track and the first lane
	laneHead   = 17  // of a line above lanes, where there is no room beside them
)

// placed is an activity with its bar and its name in a lane.
type placed struct {
	skapa.NamedParticipation
	x0, x1   float64 // of the bar, without the tip of an arrow
	clipped  bool    // began before the axis
	name     string  // what there is room for
	nameAt   float64 // its left end
	from, to float64 // bar, tip and name
	lane     int
}

// colour tells by colour what an activity is for, as the name of its category
// does in words: work or studies, skills, or the rest of life.
func colour(c skapa.Category) scene.Token {
	switch c {
	case skapa.ForJob, skapa.ForStudy:
		return scene.Activity1
	case skapa.ForSkills:
		return scene.Activity2
	}
	return scene.Activity3
}

// place finds where the bar of b lies and where its name goes: inside the bar,
// else right of it, else left of it, where most of it fits.
func (p *picture) place(b skapa.NamedParticipation) placed {
	from, to := span(b, p.progress.Today)
	l := placed{NamedParticipation: b, x0: p.axis.x(max(from, p.axis.first)), x1: p.axis.x(to), clipped: from < p.axis.first}
	l.x1 = max(l.x1, l.x0+leastBar)
	end := l.x1
	if b.Status == skapa.Ongoing {
		end += arrowTip
	}
	const edge, pad, apart = 4.0, 6.0, 6.0
	full := oneLine(b.Name)
	width := scene.Width(full, textBody, false)
	left, right := l.x0-apart-p.axis.left, p.W-margin-end-apart
	beside := min(width, widestName)
	if p.print {
		beside = width
	}
	switch {
	case width <= l.x1-l.x0-edge-2*pad:
		l.name, l.nameAt = full, l.x0+edge+pad
	case beside <= right || right >= left:
		l.name, l.nameAt = scene.Fit(full, textBody, false, min(beside, right)), end+apart
	default:
		l.name = scene.Fit(full, textBody, false, min(beside, left))
		l.nameAt = l.x0 - apart - scene.Width(l.name, textBody, false)
	}
	l.from, l.to = min(l.x0, l.nameAt), max(end, l.nameAt+scene.Width(l.name, textBody, false))
	return l
}

// packed gives the bars in as few lanes as their names allow, a category in
// lanes of its own, and the number of lanes.
func (p *picture) packed(bars []skapa.NamedParticipation) ([]placed, int) {
	var all []placed
	lanes := 0
	for _, category := range categories(bars) {
		var own []placed
		for _, b := range bars {
			if b.Category == category {
				own = append(own, p.place(b))
			}
		}
		slices.SortFunc(own, func(a, b placed) int {
			return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to), strings.Compare(a.Name, b.Name))
		})
		var ends []float64
		for i := range own {
			lane := slices.IndexFunc(ends, func(end float64) bool { return end+10 <= own[i].from })
			if lane < 0 {
				lane, ends = len(ends), append(ends, 0)
			}
			ends[lane] = own[i].to
			own[i].lane = lanes + lane
		}
		lanes += len(ends)
		all = append(all, own...)
	}
	slices.SortStableFunc(all, func(a, b placed) int { return cmp.Compare(a.lane, b.lane) })
	return all, lanes
}

// categories gives the categories of bars in the order of the method, and
// those it does not know after them.
func categories(bars []skapa.NamedParticipation) []skapa.Category {
	all := slices.Clone(skapa.Categories)
	for _, b := range bars {
		if !slices.Contains(all, b.Category) {
			all = append(all, b.Category)
		}
	}
	return slices.DeleteFunc(all, func(c skapa.Category) bool {
		return !slices.ContainsFunc(bars, func(b skapa.NamedParticipation) bool { return b.Category == c })
	})
}

// laneTops gives where each lane begins, and where the last ends. Where there is
// no room beside the lanes, lines above them say what they are.
func (p *picture) laneTops() (tops []float64, end float64) {
	end = p.bottom + lanesTop
	if p.headAbove() {
		end += laneHead
	}
	for i, b := range p.bars {
		if i > 0 && p.bars[i-1].lane == b.lane {
			continue
		}
		if p.stacked && (i == 0 || p.bars[i-1].Category != b.Category) {
			end += laneHead
		}
		tops = append(tops, end)
		end += laneHeight
	}
	if len(tops) == 0 {
		end += laneHeight
	}
	return tops, end
}

// headAbove tells whether the first category has no room beside the head of all.
func (p *picture) headAbove() bool {
	if p.stacked || len(p.bars) == 0 {
		return p.stacked
	}
	head := scene.Width(p.words.T("chart.activities"), textName, true)
	first := scene.Width(p.words.T("category."+string(p.bars[0].Category)), textBody, false)
	return 2*margin+head+12+first > p.axis.left-10
}

// lanes draws the activities, or that there are none.
func (p *picture) lanes() {
	y := p.bottom + lanesTop
	head := scene.Text{At: scene.Point{X: 2 * margin, Y: y + 16.5}, String: p.words.T("chart.activities"), Size: textName, Bold: true, Colour: scene.Ink}
	p.over(head, scene.Page)
	if p.stacked {
		y += laneHead
	}
	if len(p.bars) == 0 {
		none := scene.Text{At: scene.Point{X: p.axis.left + margin, Y: y + 16}, String: p.words.T(p.noActivities()), Size: textBody, Colour: scene.Muted}
		p.over(none, scene.Page)
		return
	}
	tops, _ := p.laneTops()
	col := 0
	for i, b := range p.bars {
		top := tops[b.lane]
		if i == 0 || p.bars[i-1].Category != b.Category {
			name := scene.Text{At: scene.Point{X: p.axis.left - 10, Y: top + 16}, Size: textBody, Align: scene.End, Colour: colour(b.Category)}
			name.String = p.words.T("category." + string(b.Category))
			if p.stacked {
				name.At, name.Align = scene.Point{X: 2 * margin, Y: top - 3}, scene.Start
				p.over(name, scene.Page)
			} else {
				name.String = scene.Fit(name.String, textBody, false, p.axis.left-10-2*margin)
				p.add(name)
			}
		}
		if col++; i == 0 || p.bars[i-1].lane != b.lane {
			col = 0
		}
		p.bar(b, col, top+(laneHeight-barHeight)/2)
	}
}

// noActivities is the key of what stands where the activities would be.
func (p *picture) noActivities() string {
	if p.from.IsZero() {
		return "chart.activities.none"
	}
	return "chart.activities.noneSince"
}

// torn gives the outline of what ended before its time: its right end is jagged.
func torn(r scene.Rect) scene.Outline {
	const points, depth = 6, 5.0 // of the jags, from top to bottom, and dp
	outline := []scene.Point{{X: r.X0, Y: r.Y1}, {X: r.X0, Y: r.Y0}}
	for i := range points + 1 {
		in := min(depth, (r.X1-r.X0)/2) * float64(i%2)
		outline = append(outline, scene.Point{X: r.X1 - in, Y: r.Y0 + (r.Y1-r.Y0)*float64(i)/points})
	}
	return scene.Polygon(outline...)
}

func (p *picture) bar(b placed, col int, y float64) {
	ink := colour(b.Category)
	body := scene.Rect{X0: b.x0, Y0: y, X1: b.x1, Y1: y + barHeight}
	path := scene.Path{Outline: scene.Rounded(body, 4), Fill: ink + scene.Tint1 - scene.Activity1, Stroke: ink, Width: 1.3}
	switch b.Status {
	case skapa.BrokenOff:
		path.Outline = torn(body)
	case skapa.Planned:
		path.Fill, path.Dash = scene.Page, []float64{4, 3}
	}
	p.add(path)
	if !b.clipped {
		p.fill(scene.Rounded(scene.Rect{X0: body.X0, Y0: y, X1: body.X0 + 4, Y1: body.Y1}, 2), ink)
	}
	if b.Status == skapa.Ongoing {
		p.fill(scene.Polygon(scene.Point{X: b.x1, Y: y}, scene.Point{X: b.x1 + arrowTip, Y: y + barHeight/2}, scene.Point{X: b.x1, Y: y + barHeight}), ink)
	}
	if b.name != "" {
		text := scene.Text{At: scene.Point{X: b.nameAt, Y: y + 13}, String: b.name, Size: textBody, Colour: scene.Ink}
		if b.nameAt > b.x0 && b.nameAt < b.x1 {
			p.add(text)
		} else {
			p.over(text, scene.Page)
		}
	}
	p.Regions = append(p.Regions, scene.Region{
		ID:      Target{Participation: b.ID}.ID(),
		Rect:    scene.Rect{X0: b.from - 3, Y0: y - 2, X1: b.to + 3, Y1: body.Y1 + 2},
		Row:     len(p.progress.Areas) + b.lane,
		Col:     col,
		Tooltip: barTooltip(p.words, b.NamedParticipation),
		Shade:   scene.Rect{X0: b.x0, Y0: p.top, X1: b.x1, Y1: p.bottom},
	})
}
