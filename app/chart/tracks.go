package chart

import (
	"strings"

	"framsteg/app/chart/scene"
	"framsteg/app/progress"
	"framsteg/store/skapa"
)

// tracks draws the panels and the lines of the steps, and finds where tracks
// and lanes end.
func (p *picture) tracks() {
	rows := len(p.progress.Areas)
	p.bottom = p.top + trackHeight*float64(rows)
	p.floor = p.bottom + lanesTop + laneHeight*float64(max(p.rows, 1)) + 4
	for row := range rows {
		y := p.top + trackHeight*float64(row)
		if p.background(row) == scene.Panel {
			p.fill(scene.Rounded(scene.Rect{X0: margin, Y0: y, X1: p.W - margin, Y1: y + trackHeight}, 4), scene.Panel)
		}
		for s := 1; s <= p.steps(); s++ {
			at := p.y(row, float64(s))
			p.line(scene.Point{X: p.axis.left, Y: at}, scene.Point{X: p.axis.right, Y: at}, scene.Grid)
		}
	}
}

func (p *picture) steps() int { return len(p.progress.Instrument.Steps) }

// background is what a track lies on: every second one on a panel.
func (p *picture) background(row int) scene.Token {
	if row%2 == 0 {
		return scene.Panel
	}
	return scene.Page
}

// y gives the height of a value in a track.
func (p *picture) y(row int, value float64) float64 {
	const span = trackHeight - trackTop - trackBottom
	share := (value - 1) / float64(p.steps()-1)
	return p.top + trackHeight*float64(row+1) - trackBottom - span*share
}

// track draws one area: its name, the lines and marks of both raters, what is
// missing, and the latest values.
func (p *picture) track(row int, area progress.Area) {
	p.name(row, area)
	p.missing(row, area)
	const aside = 1.3 // keeps two equal lines apart
	p.lineOf(row, area.Supervisor, skapa.BySupervisor, aside)
	p.lineOf(row, area.Self, skapa.Self, -aside)
	for col := range p.columns {
		p.marks(row, col, area)
	}
	p.latest(row, p.whole.Areas[row])
}

func (p *picture) name(row int, area progress.Area) {
	y := p.top + trackHeight*float64(row)
	middle := y + trackTop + (trackHeight-trackTop-trackBottom)/2
	lines := twoLines(oneLine(p.progress.Instrument.AreaName(area.Area, p.words.Lang)), textName, gutter-2*margin-26)
	for i, l := range lines {
		at := middle + 4.5 + 16*(float64(i)-float64(len(lines)-1)/2)
		p.add(scene.Text{At: scene.Point{X: 2 * margin, Y: at}, String: l, Size: textName, Bold: true, Colour: scene.Ink})
	}
	named := []int{1, p.steps()}
	if p.steps()%2 == 1 && p.steps() > 2 {
		named = append(named, p.steps()/2+1)
	}
	for _, s := range named {
		p.add(scene.Text{At: scene.Point{X: p.axis.left - 10, Y: p.y(row, float64(s)) + 4}, String: p.words.Number(s), Size: textSmall, Align: scene.End, Colour: scene.Muted})
	}
}

// lineOf draws a rater's line from mark to mark; a missing value breaks it.
func (p *picture) lineOf(row int, line progress.Line, r skapa.Rater, aside float64) {
	var run []scene.Point
	for col, point := range line.Points {
		if point.Kind != progress.Rated {
			p.stroke(r, run...)
			run = nil
			continue
		}
		run = append(run, scene.Point{X: p.columns[col], Y: p.y(row, point.Value) + aside})
	}
	p.stroke(r, run...)
}

func (p *picture) stroke(r skapa.Rater, points ...scene.Point) {
	if len(points) < 2 {
		return
	}
	path := scene.Path{Outline: scene.Line(points...), Stroke: scene.Self, Width: 2}
	if r == skapa.BySupervisor {
		path.Stroke, path.Width, path.Dash = scene.Supervisor, 1.7, []float64{5, 3.5}
	}
	p.add(path)
}

// marks draws what both raters said at a moment, and makes it a region.
func (p *picture) marks(row, col int, area progress.Area) {
	own, other := area.Self.Points[col], area.Supervisor.Points[col]
	region := p.cell(row, col, area)
	at := func(point progress.Point) scene.Point {
		c := scene.Point{X: p.columns[col], Y: p.y(row, point.Value)}
		region.Marks = append(region.Marks, c)
		return c
	}
	bg := p.background(row)
	switch {
	case own.Kind == progress.Rated && other.Kind == progress.Rated && progress.Same(own.Value, other.Value):
		p.both(at(own), bg, p.size)
	default:
		if other.Kind == progress.Rated {
			p.supervisor(at(other), bg, p.size)
		}
		if own.Kind == progress.Rated {
			p.self(at(own), bg, p.size)
		}
	}
	p.Regions = append(p.Regions, region)
}

// cell gives the region of an area at a moment, as wide as its neighbours
// leave it and without the note below.
func (p *picture) cell(row, col int, area progress.Area) scene.Region {
	x, half := p.columns[col], 12.0
	for _, beside := range []int{col - 1, col + 1} {
		if beside >= 0 && beside < len(p.columns) {
			half = min(half, max(x-p.columns[beside], p.columns[beside]-x)/2)
		}
	}
	half = max(half, 3)
	y := p.top + trackHeight*float64(row)
	m := p.progress.Moments[col]
	return scene.Region{
		ID:      Target{Date: m.Date, Area: area.Area}.ID(),
		Rect:    scene.Rect{X0: x - half, Y0: y + 1, X1: x + half, Y1: y + trackHeight - noteHeight},
		Row:     row,
		Col:     col,
		Tooltip: cellTooltip(p.words, p.progress.Instrument, area, col, p.earlier+col+1),
	}
}

func (p *picture) self(at scene.Point, background scene.Token, size float64) {
	p.add(scene.Path{Outline: scene.Disc(at, 4.7*size), Fill: scene.Self, Stroke: background, Width: 1.2})
}

func (p *picture) supervisor(at scene.Point, background scene.Token, size float64) {
	p.add(scene.Path{Outline: scene.Diamond(at, 5.6*size), Fill: background, Stroke: scene.Supervisor, Width: 1.8})
}

func (p *picture) both(at scene.Point, background scene.Token, size float64) {
	p.add(
		scene.Path{Outline: scene.Diamond(at, 7.6*size), Fill: background, Stroke: scene.Supervisor, Width: 1.8},
		scene.Path{Outline: scene.Disc(at, 3.7*size), Fill: scene.Self})
}

// missing notes below a track who said nothing; where the words have no room,
// a dash does.
func (p *picture) missing(row int, area progress.Area) {
	words := shelf{left: p.axis.left - 4, right: p.W - margin, gap: 6}
	var dashes []int
	for col, x := range p.columns {
		key, colour := silence(area, col)
		if key == "" {
			continue
		}
		text := scene.Text{String: p.words.T(key), Size: textSmall, Align: scene.Middle, Colour: colour}
		width := scene.Width(text.String, text.Size, false)
		if p.lonely(col, width/3) {
			if at, free := words.put(x, width, width/3); free {
				text.At = scene.Point{X: at, Y: p.noteLine(row)}
				p.over(text, p.background(row))
				continue
			}
		}
		dashes = append(dashes, col)
	}
	for _, col := range dashes {
		const half = 3
		_, colour := silence(area, col)
		if x := p.columns[col]; words.free(x, 2*half) {
			y := p.noteLine(row) - 4
			p.fill(scene.Box(scene.Rect{X0: x - half, Y0: y, X1: x + half, Y1: y + 1.5}), colour)
		}
	}
}

func (p *picture) noteLine(row int) float64 { return p.top + trackHeight*float64(row+1) - 4 }

// silence gives the note and its colour for who said nothing about an area at
// a moment; "" when both did. One who was never asked has nothing to say.
func silence(area progress.Area, col int) (key string, colour scene.Token) {
	silent := func(l progress.Line) bool { return l.Asked && l.Points[col].Kind != progress.Rated }
	switch own, other := silent(area.Self), silent(area.Supervisor); {
	case own && other:
		return "chart.missing.both", scene.Muted
	case own:
		return "chart.missing.self", scene.Self
	case other:
		return "chart.missing.supervisor", scene.Supervisor
	}
	return "", scene.None
}

// lonely tells whether no other moment is closer than a distance, so that a
// note below can only mean this one.
func (p *picture) lonely(col int, distance float64) bool {
	return (col == 0 || p.columns[col]-p.columns[col-1] >= distance) &&
		(col == len(p.columns)-1 || p.columns[col+1]-p.columns[col] >= distance)
}

// latest writes each rater's newest value and its change since the start.
func (p *picture) latest(row int, area progress.Area) {
	if len(p.progress.Moments) == 0 {
		return
	}
	middle := p.y(row, (1+float64(p.steps()))/2)
	for _, r := range skapa.Raters {
		line, y, colour, mark := area.Line(r), middle-10, scene.Self, p.self
		if r == skapa.BySupervisor {
			y, colour, mark = middle+10, scene.Supervisor, p.supervisor
		}
		newest, rated := line.Latest()
		if !rated {
			continue
		}
		x := p.axis.right + 20
		mark(scene.Point{X: x, Y: y}, p.background(row), 0.9)
		p.add(scene.Text{At: scene.Point{X: x + 12, Y: y + 4.5}, String: Value(p.words, newest.Value), Size: textName, Bold: true, Colour: colour})
		if change, comparable := line.SinceFirst(); comparable {
			p.change(scene.Point{X: p.W - 54, Y: y}, change.Steps)
		}
	}
}

// change draws an arrow and the number of steps. The arrow is drawn because
// the font has none; it has no colour because down is not bad.
func (p *picture) change(at scene.Point, steps float64) {
	const w, h = 4.5, 4
	switch {
	case progress.Same(steps, 0):
		p.fill(scene.Box(scene.Rect{X0: at.X - w, Y0: at.Y - 1, X1: at.X + w, Y1: at.Y + 1}), scene.Muted)
	case steps > 0:
		p.fill(scene.Polygon(scene.Point{X: at.X - w, Y: at.Y + h}, scene.Point{X: at.X, Y: at.Y - h}, scene.Point{X: at.X + w, Y: at.Y + h}), scene.Ink)
	default:
		p.fill(scene.Polygon(scene.Point{X: at.X - w, Y: at.Y - h}, scene.Point{X: at.X, Y: at.Y + h}, scene.Point{X: at.X + w, Y: at.Y - h}), scene.Ink)
	}
	p.add(scene.Text{At: scene.Point{X: at.X + 11, Y: at.Y + 4.5}, String: Signed(p.words, steps), Size: textName, Colour: scene.Ink})
}

// twoLines breaks a text that is wider than room after a space or a slash, and
// shortens what is still too wide.
func twoLines(text string, size, room float64) []string {
	if scene.Width(text, size, true) <= room {
		return []string{text}
	}
	cut := 0
	for i, r := range text {
		if (r == ' ' || r == '/' || r == '-') && scene.Width(strings.TrimSpace(text[:i+1]), size, true) <= room {
			cut = i + 1
		}
	}
	if cut == 0 {
		return []string{scene.Fit(text, size, true, room)}
	}
	return []string{strings.TrimSpace(text[:cut]), scene.Fit(text[cut:], size, true, room)}
}
