package chart

import (
	"framsteg/app/chart/scene"
	"framsteg/app/progress"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// Measures beside the tracks, in dp.
const (
	latestMark  = 14 // middle of a mark
	latestValue = 25
	latestHead  = 8
	arrowWidth  = 9
	besideArrow = 5 // to a number or a word
	columnGap   = 12
)

// changes is a column of changes: an arrow, a number, and how certain it is. It
// is as narrow as what stands in it.
type changes struct {
	words words.Words
	word  float64 // from the left end of an arrow to the words beside numbers
	width float64 // 0 where nothing can be compared
}

// newChanges finds room for the changes since the first meeting.
func newChanges(w words.Words, p progress.Progress) changes {
	c := changes{words: w}
	number, beside, alone := 0.0, 0.0, 0.0
	for _, a := range p.Areas {
		for _, r := range skapa.Raters {
			change, comparable := a.Line(r).SinceFirst()
			word := scene.Width(Certainty(w, change), textBody, false)
			switch {
			case !comparable:
			case change.Steps == 0:
				alone = max(alone, word)
			default:
				number = max(number, scene.Width(Signed(w, change.Steps), textName, false))
				beside = max(beside, word)
			}
		}
	}
	if number == 0 && alone == 0 {
		return c
	}
	c.word = arrowWidth + besideArrow
	c.width = c.word + alone
	if number > 0 {
		c.word += number + 6
		c.width = max(c.width, c.word+beside)
	}
	return c
}

// draw writes a change with the left end of its arrow at a height. The arrow is
// drawn because the font has none; it has no colour because down is not bad.
func (c changes) draw(s *sheet, at scene.Point, change progress.Change) {
	const half = 4.0
	text := func(x float64, what string, size float64, colour scene.Token) {
		s.add(scene.Text{At: scene.Point{X: x, Y: at.Y + 4.5}, String: what, Size: size, Colour: colour})
	}
	certainty, beside := Certainty(c.words, change), at.X+arrowWidth+besideArrow
	if change.Steps == 0 {
		s.fill(scene.Box(scene.Rect{X0: at.X, Y0: at.Y - 1, X1: at.X + arrowWidth, Y1: at.Y + 1}), scene.Muted)
		text(beside, certainty, textBody, scene.Muted)
		return
	}
	up := half
	if change.Steps < 0 {
		up = -half
	}
	s.fill(scene.Polygon(scene.Point{X: at.X, Y: at.Y + up}, scene.Point{X: at.X + arrowWidth/2.0, Y: at.Y - up}, scene.Point{X: at.X + arrowWidth, Y: at.Y + up}), scene.Ink)
	text(beside, Signed(c.words, change.Steps), textName, scene.Ink)
	text(at.X+c.word, certainty, textBody, scene.Muted)
}

// beside is what stands right of the tracks: the latest values, and the changes
// since the first meeting.
type beside struct {
	changes
	at    float64 // of the changes, in dp from the right end of the axis
	right float64 // end of all, from there
}

func newBeside(w words.Words, p progress.Progress) beside {
	b := beside{changes: newChanges(w, p)}
	b.right = latestHead + scene.Width(w.T("chart.latest"), textSmall, false)
	for _, a := range p.Areas {
		for _, r := range skapa.Raters {
			if newest, rated := a.Line(r).Latest(); rated {
				b.right = max(b.right, latestValue+scene.Width(Value(w, newest.Value), textName, true))
			}
		}
	}
	if b.width > 0 {
		b.at = b.right + columnGap
		b.right = b.at + max(b.width, scene.Width(w.T("chart.change"), textSmall, false))
	}
	return b
}

// rightGutter is as wide as what stands right of the tracks.
func (p *picture) rightGutter() float64 {
	if !p.numbers() {
		return 2 * margin
	}
	return p.beside.right + 2*margin
}

// numbers tells whether the latest values stand beside the tracks.
func (p *picture) numbers() bool { return !p.plain && len(p.whole.Moments) > 0 }

func (p *picture) columnHeads(y float64) {
	head := func(key string, x float64) {
		p.add(scene.Text{At: scene.Point{X: p.axis.right + x, Y: y}, String: p.words.T(key), Size: textSmall, Colour: scene.Muted})
	}
	head("chart.latest", latestHead)
	if p.beside.width > 0 {
		head("chart.change", p.beside.at)
	}
}

// latest writes each rater's newest value and its change since the start, of
// the whole history.
func (p *picture) latest(row int) {
	if !p.numbers() {
		return
	}
	area, middle := p.whole.Areas[row], p.y(row, (1+float64(p.steps()))/2)
	for _, r := range skapa.Raters {
		line, y, colour, mark := area.Line(r), middle-10, scene.Self, p.self
		if r == skapa.BySupervisor {
			y, colour, mark = middle+10, scene.Supervisor, p.supervisor
		}
		newest, rated := line.Latest()
		if !rated {
			continue
		}
		mark(scene.Point{X: p.axis.right + latestMark, Y: y}, p.background(row), 0.9)
		p.add(scene.Text{At: scene.Point{X: p.axis.right + latestValue, Y: y + 4.5}, String: Value(p.words, newest.Value), Size: textName, Bold: true, Colour: colour})
		if change, comparable := line.SinceFirst(); comparable {
			p.beside.draw(&p.sheet, scene.Point{X: p.axis.right + p.beside.at, Y: y}, change)
		}
	}
}
