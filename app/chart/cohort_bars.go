package chart

import (
	"cmp"
	"slices"

	"framsteg/app/chart/scene"
	"framsteg/app/progress/cohort"
)

// hiddenShare is how much of a bar is hatched where nothing may be known of how
// many that are.
const hiddenShare = 0.25

// part is a part of a bar: those on one step, or those whose steps are hidden.
type part struct {
	step     int     // 1 …, or HiddenSteps
	from, to float64 // 0 … 1 of the bar
	count    int     // of those hidden 0
}

// parts divides a bar. Whole is how many are in all steps. Without anybody there
// are none.
func parts(steps []cohort.Count, whole cohort.Count) []part {
	sum, hidden := 0, whole.Hidden && len(steps) == 0
	for _, c := range steps {
		if c.Hidden {
			hidden = true
		} else {
			sum += max(0, c.N)
		}
	}
	known, secret := float64(sum), 0.0
	switch {
	case !hidden && sum == 0:
		return nil
	case hidden && sum == 0:
		return []part{{HiddenSteps, 0, 1, 0}}
	case hidden && !whole.Hidden && whole.N > sum:
		secret = float64(whole.N-sum) / float64(whole.N)
	case hidden:
		secret = hiddenShare
	}
	var all []part
	at := 0.0
	add := func(step int, share float64, count int) {
		all = append(all, part{step, at, at + share, count})
		at += share
	}
	place := hiddenPlace(steps)
	for i, c := range steps {
		if hidden && i == place {
			add(HiddenSteps, secret, 0)
		}
		if !c.Hidden && c.N > 0 {
			add(i+1, float64(c.N)/known*(1-secret), c.N)
		}
	}
	if hidden && place == len(steps) {
		add(HiddenSteps, secret, 0)
	}
	all[len(all)-1].to = 1
	return all
}

// hiddenPlace gives before which step those stand whose steps are hidden: where they
// belong if no other step lies among them, else after all.
func hiddenPlace(steps []cohort.Count) int {
	first := slices.IndexFunc(steps, func(c cohort.Count) bool { return c.Hidden })
	if first < 0 {
		return len(steps)
	}
	others := false // between two hidden ones
	for _, c := range steps[first:] {
		if c.Hidden && others {
			return len(steps)
		}
		others = others || !c.Hidden && c.N > 0
	}
	return first
}

// area draws the two bars of an area with its name, and its change.
func (p *cohortPicture) area(i int) {
	b, y := p.blocks[i], p.tops[i]
	lines, below := p.names[i], p.tops[i+1]-areaGap
	first, n := y+12, scene.Point{X: 2 * margin} // baselines
	if p.stacked {
		n.X += scene.Width(lines[len(lines)-1], textName, true) + besideName
		n.Y = first + nameStep*float64(len(lines)-1)
		y += nameStep*float64(len(lines)) + 3
	} else {
		first = (y+below)/2 + 4.5 - nameStep/2*float64(len(lines)-1)
		if p.perArea {
			first -= 7
		}
		n.Y = first + nameStep*float64(len(lines)) - 2
		y = (y+below)/2 - stripHeight - stripGap/2.0
	}
	for k, l := range lines {
		p.add(scene.Text{At: scene.Point{X: 2 * margin, Y: first + nameStep*float64(k)}, String: l, Size: textName, Bold: true, Colour: scene.Ink})
	}
	if p.perArea {
		p.add(scene.Text{At: n, String: p.n(b.Pairs), Size: textSmall, Colour: scene.Muted})
	}
	if !p.whole[i] {
		wide := 0.0
		for _, l := range lines {
			wide = max(wide, scene.Width(l, textName, true))
		}
		p.aside(string(b.Area), scene.Rect{X0: 2*margin - 2, Y0: p.tops[i], X1: 2*margin + wide + 2, Y1: p.tops[i] + nameStep*float64(len(lines))}, 2*i, p.areaName(b.Area))
	}
	p.strip(i, false, y)
	p.strip(i, true, y+stripHeight+stripGap)
	if !p.plain {
		p.change(i, y+stripHeight+stripGap/2.0)
	}
}

// strip draws one bar with its parts.
func (p *cohortPicture) strip(i int, latest bool, y float64) {
	b, row := p.blocks[i], 2*i
	steps := b.Start
	if latest {
		steps, row = b.Latest, row+1
	}
	left, wide := p.strips[0], p.strips[1]-p.strips[0]
	p.add(scene.Text{At: scene.Point{X: left - 8, Y: y + stripHeight/2.0 + 4.5}, String: p.when(latest), Size: textBody, Align: scene.End, Colour: scene.Muted})
	all := parts(steps, b.Pairs)
	if len(all) == 0 {
		p.vacant(scene.Rect{X0: left, Y0: y, X1: left + wide, Y1: y + stripHeight}, p.words.T("chart.cohort.nobody"))
	}
	for col, s := range all {
		r := scene.Rect{X0: left + wide*s.from, Y0: y, X1: left + wide*s.to, Y1: y + stripHeight}
		share := Share{Area: b.Area, Rater: b.Rater, Latest: latest, Step: s.step}
		p.Regions = append(p.Regions, scene.Region{ID: share.ID(), Rect: r, Row: row, Col: col, Tooltip: p.partTip(b, share, s, all)})
		if col < len(all)-1 {
			r.X1 -= min(1.3, (r.X1-r.X0)/4) // so that equal colours stay apart without colour
		}
		p.part(s, r)
	}
}

// part draws a part of a bar, with its number or its word where that fits.
func (p *cohortPicture) part(s part, r scene.Rect) {
	text := scene.Text{At: scene.Point{X: r.Centre().X, Y: r.Centre().Y + 4.5}, Size: textBody, Align: scene.Middle}
	if s.step == HiddenSteps {
		p.hatch(r)
		text.String, text.Colour = p.words.T("chart.cohort.hidden"), scene.Muted
		if fits(text, r, 6) {
			p.over(text, scene.Panel)
		}
		return
	}
	colour := p.steps[min(s.step, len(p.steps))-1]
	p.fill(scene.Box(r), colour)
	text.String, text.Colour = p.words.Number(s.count), colour.On()
	if fits(text, r, 2) {
		p.add(text)
	}
}

// fits tells whether there is room for a text with some on either side.
func fits(t scene.Text, r scene.Rect, aside float64) bool {
	return scene.Width(t.String, t.Size, t.Bold)+2*aside <= r.X1-r.X0
}

// vacant draws the place of a bar that is none, with a word.
func (p *cohortPicture) vacant(r scene.Rect, text string) {
	p.add(scene.Path{Outline: scene.Box(r.Grow(-0.5)), Stroke: scene.Grid, Width: 1, Crisp: true})
	word := scene.Fit(text, textBody, false, r.X1-r.X0-12)
	p.add(scene.Text{At: scene.Point{X: r.X0 + 8, Y: r.Centre().Y + 4.5}, String: word, Size: textBody, Colour: scene.Muted})
}

// hatch draws what is hidden: slanted lines in a frame, which no colour of a
// step looks like.
func (s *sheet) hatch(r scene.Rect) {
	const apart = 5.0
	s.fill(scene.Box(r), scene.Panel)
	var lines scene.Outline
	high := r.Y1 - r.Y0
	for x := r.X0 - high + apart/2; x < r.X1; x += apart {
		from, to := max(x, r.X0), min(x+high, r.X1)
		if to-from < 0.5 {
			continue
		}
		lines = append(lines, scene.Line(scene.Point{X: from, Y: r.Y1 - (from - x)}, scene.Point{X: to, Y: r.Y1 - (to - x)})...)
	}
	if len(lines) > 0 {
		s.add(scene.Path{Outline: lines, Stroke: scene.Axis, Width: 0.8})
	}
	if frame := r.Grow(-0.5); !frame.Empty() {
		s.add(scene.Path{Outline: scene.Box(frame), Stroke: scene.Axis, Width: 1})
	}
}

// sortRegions brings regions into the order that a scene has them in.
func sortRegions(all []scene.Region) {
	slices.SortStableFunc(all, func(a, b scene.Region) int {
		return cmp.Or(cmp.Compare(a.Row, b.Row), cmp.Compare(a.Col, b.Col))
	})
}
