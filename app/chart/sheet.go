package chart

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"framsteg/app/chart/scene"
)

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
func (s *sheet) line(from, to scene.Point, colour scene.Token) {
	s.add(scene.Path{Outline: scene.Line(from, to), Stroke: colour, Width: 1, Crisp: true})
}

// column writes lines of a name, from their left end and around a height, on a
// background.
func (s *sheet) column(at scene.Point, lines []string, background scene.Token) {
	for i, l := range lines {
		y := at.Y + 4.5 + 16*(float64(i)-float64(len(lines)-1)/2)
		s.over(scene.Text{At: scene.Point{X: at.X, Y: y}, String: l, Size: textName, Bold: true, Colour: scene.Ink}, background)
	}
}

// aside makes a region of what had no room, with the whole of it. No Target has
// its id.
func (s *sheet) aside(id string, r scene.Rect, row int, whole string) {
	s.Regions = append(s.Regions, scene.Region{ID: "name " + id, Rect: r, Row: row, Col: -1, Aside: true, Tooltip: []string{whole}})
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

// put gives the place for the middle of something wide: x, or as far from it as
// the ends of the shelf and, within slack, other things want it. It takes the
// place and tells so, unless it meets something there.
func (s *shelf) put(x, width, slack float64) (float64, bool) {
	x = max(s.left+width/2, min(x, s.right-width/2))
	if x-width/2 < s.left {
		return x, false
	}
	for _, aside := range s.asides(x, width, slack) {
		if at := x + aside; s.free(at, width) {
			s.taken = append(s.taken, [2]float64{at - width/2, at + width/2})
			return at, true
		}
	}
	return x, false
}

// asides gives how far to move something that is in the way of others, the
// least first: not at all, or to touch one of them.
func (s *shelf) asides(x, width, slack float64) []float64 {
	asides := []float64{0}
	for _, t := range s.taken {
		for _, aside := range []float64{t[0] - s.gap - width/2 - x, t[1] + s.gap + width/2 - x} {
			if math.Abs(aside) <= slack {
				asides = append(asides, aside)
			}
		}
	}
	slices.SortFunc(asides, func(a, b float64) int { return cmp.Compare(math.Abs(a), math.Abs(b)) })
	return asides
}

func (s *shelf) free(x, width float64) bool {
	const touch = 1e-6 // rounding
	from, to := x-width/2, x+width/2
	if from < s.left-touch || to > s.right+touch {
		return false
	}
	return !slices.ContainsFunc(s.taken, func(t [2]float64) bool {
		return from < t[1]+s.gap-touch && t[0] < to+s.gap-touch
	})
}

// wrap breaks a text that is wider than room after spaces, slashes and hyphens
// into a number of lines at most, shortens what is still too wide, and tells
// whether all of it is there.
func wrap(text string, size float64, bold bool, room float64, most int) (lines []string, whole bool) {
	whole = true
	for len(lines) < most-1 && scene.Width(text, size, bold) > room {
		cut := 0
		for i, r := range text {
			if r != ' ' && r != '/' && r != '-' {
				continue
			}
			if scene.Width(strings.TrimSpace(text[:i+1]), size, bold) > room {
				break
			}
			cut = i + 1
		}
		if cut == 0 {
			break
		}
		lines, text = append(lines, strings.TrimSpace(text[:cut])), text[cut:]
	}
	last := scene.Fit(text, size, bold, room)
	return append(lines, last), last == text
}
