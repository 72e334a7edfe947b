package chart

import (
	"framsteg/app/chart/scene"
	"framsteg/app/progress"
	"framsteg/store/skapa"
)

// tracks draws the panels and the lines of the steps, and finds where tracks
// and lanes end.
func (p *picture) tracks() {
	rows := len(p.progress.Areas)
	p.bottom = p.trackTop(rows)
	_, p.floor = p.laneTops()
	p.floor += 4
	for row := range rows {
		y := p.trackTop(row)
		if p.background(row) == scene.Panel {
			p.fill(scene.Rounded(scene.Rect{X0: margin, Y0: y, X1: p.W - margin, Y1: y + p.track}, 4), scene.Panel)
		}
		for s := 1; s <= p.steps(); s++ {
			at := p.y(row, float64(s))
			p.line(scene.Point{X: p.axis.left, Y: at}, scene.Point{X: p.axis.right, Y: at}, scene.Grid)
		}
	}
}

func (p *picture) trackTop(row int) float64 { return p.top + p.track*float64(row) }

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
	above := trackEdge + markHalf*p.size + markLine
	below := above + noteHeight
	if p.stacked {
		above += nameLine
	}
	share := (value - 1) / float64(max(1, p.steps()-1))
	return p.trackTop(row+1) - below - (p.track-above-below)*share
}

// draw draws one area: its name, the lines and marks of both raters, what is
// missing, and the latest values.
func (p *picture) draw(row int, area progress.Area) {
	p.name(row, area)
	p.missing(row, area)
	const aside = 1.3 // keeps two equal lines apart
	p.lineOf(row, area.Supervisor, skapa.BySupervisor, aside)
	p.lineOf(row, area.Self, skapa.Self, -aside)
	for col := range p.columns {
		p.marks(row, col, area)
	}
	p.latest(row)
}

// name writes what a track is about, left of it or on a line above, and the
// steps. What has no room there is a region.
func (p *picture) name(row int, area progress.Area) {
	y := p.trackTop(row)
	middle, room := p.y(row, (1+float64(p.steps()))/2), p.nameRoom()
	most := 2
	if p.stacked {
		middle, most = y+9.5, 1
	}
	name := oneLine(p.progress.Instrument.AreaName(area.Area, p.words.Lang))
	lines, whole := wrap(name, textName, true, room, most)
	p.column(scene.Point{X: 2 * margin, Y: middle}, lines, p.background(row))
	if !whole {
		half := 8 * float64(len(lines))
		p.aside(string(area.Area), scene.Rect{X0: 2*margin - 2, Y0: middle - half, X1: 2*margin + room, Y1: middle + half}, row, name)
	}
	for _, s := range namedSteps(p.steps()) {
		p.add(scene.Text{At: scene.Point{X: p.axis.left - 10, Y: p.y(row, float64(s)) + 4}, String: p.words.Number(s), Size: textSmall, Align: scene.End, Colour: scene.Muted})
	}
}

// namedSteps are the steps that have a number: the ends, and the middle where
// there is one.
func namedSteps(steps int) []int {
	named := []int{1, steps}
	if steps%2 == 1 && steps > 2 {
		named = append(named, steps/2+1)
	}
	return named
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
	y := p.trackTop(row)
	if p.stacked {
		y += nameLine
	}
	m := p.progress.Moments[col]
	return scene.Region{
		ID:      Target{Date: m.Date, Area: area.Area}.ID(),
		Rect:    scene.Rect{X0: x - half, Y0: y + 1, X1: x + half, Y1: p.trackTop(row+1) - noteHeight},
		Row:     row,
		Col:     col,
		Tooltip: cellTooltip(p.words, p.progress.Instrument, area, col, p.number+col+1),
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
// a dash does. On paper, where no tooltip says it, a note takes no dash's room.
func (p *picture) missing(row int, area progress.Area) {
	notes, dashes, whole := p.silences(row, area, true)
	if p.print && !whole {
		notes, dashes, _ = p.silences(row, area, false)
	}
	for _, text := range notes {
		p.over(text, p.background(row))
	}
	p.dashed = p.dashed || len(dashes) > 0
	p.add(dashes...)
}

// silences gives the notes below a track, in words where they have room or only
// as dashes, and whether there is one for each silence.
func (p *picture) silences(row int, area progress.Area, inWords bool) (notes []scene.Text, dashes []scene.Op, whole bool) {
	shelf := shelf{left: p.axis.left - 4, right: p.W - margin, gap: 6}
	var left []int
	for col, x := range p.columns {
		key, colour := silence(area, col)
		if key == "" {
			continue
		}
		text := scene.Text{String: p.words.T(key), Size: textSmall, Align: scene.Middle, Colour: colour}
		width := scene.Width(text.String, text.Size, false)
		if inWords && p.lonely(col, width/3) {
			if at, free := shelf.put(x, width, width/3); free {
				text.At = scene.Point{X: at, Y: p.noteLine(row)}
				notes = append(notes, text)
				continue
			}
		}
		left = append(left, col)
	}
	for _, col := range left {
		const half = 3
		_, colour := silence(area, col)
		if x := p.columns[col]; shelf.free(x, 2*half) {
			y := p.noteLine(row) - 4
			dashes = append(dashes, scene.Path{Outline: scene.Box(scene.Rect{X0: x - half, Y0: y, X1: x + half, Y1: y + 1.5}), Fill: colour})
		}
	}
	return notes, dashes, len(dashes) == len(left)
}

func (p *picture) noteLine(row int) float64 { return p.trackTop(row+1) - 4 }

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
