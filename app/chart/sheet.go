package chart

import "framsteg/app/chart/scene"

// Sizes of text, in dp.
const (
	textTitle = 16
	textName  = 13
	textBody  = 12
	textSmall = 11
)

// sheet is a scene that is being drawn.
type sheet struct{ scene.Scene }

func (s *sheet) add(ops ...scene.Op) { s.Ops = append(s.Ops, ops...) }

func (s *sheet) fill(shape scene.Outline, colour scene.Token) {
	s.add(scene.Path{Outline: shape, Fill: colour})
}

// line draws along an axis, on whole pixels.
func (s *sheet) line(from, to scene.Point, colour scene.Token, dash ...float64) {
	s.add(scene.Path{Outline: scene.Line(from, to), Stroke: colour, Width: 1, Dash: dash, Crisp: true})
}

// over draws a text on a patch of a background, so that no line crosses it.
func (s *sheet) over(t scene.Text, background scene.Token) {
	box := t.Box()
	s.fill(scene.Box(scene.Rect{X0: box.X0 - 3, Y0: box.Y0 - 1.5, X1: box.X1 + 3, Y1: box.Y1 + 1.5}), background)
	s.add(t)
}

// shelf is a row of texts that must not meet.
type shelf struct {
	left, right float64 // nothing is put outside
	gap         float64 // least distance between two
	taken       [][2]float64
}

// put gives the place of the middle of something wide at about x, moved inside
// the shelf when it leaves it, and whether it meets nothing there. It takes the
// place if so.
func (s *shelf) put(x, width float64) (float64, bool) {
	x = max(s.left+width/2, min(x, s.right-width/2))
	from, to := x-width/2, x+width/2
	if from < s.left {
		return x, false
	}
	for _, t := range s.taken {
		if from < t[1]+s.gap && t[0] < to+s.gap {
			return x, false
		}
	}
	s.taken = append(s.taken, [2]float64{from, to})
	return x, true
}
