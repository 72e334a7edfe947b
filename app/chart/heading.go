package chart

import "framsteg/app/chart/scene"

// entry is a sample of a mark or a line, and what it means.
type entry struct {
	text   string
	sample float64 // its width, in dp
	draw   func(middle scene.Point)
}

const (
	entryGap  = 20 // between two entries
	besideKey = 6  // from a sample to its text
	lineOfKey = 20 // from one line of entries to the next
)

func (e entry) width() float64 {
	if e.text == "" {
		return e.sample
	}
	return e.sample + besideKey + scene.Width(e.text, textBody, false)
}

func (s *sheet) entry(e entry, x, y float64) {
	e.draw(scene.Point{X: x + e.sample/2, Y: y - 4.5})
	if e.text == "" {
		return
	}
	s.add(scene.Text{At: scene.Point{X: x + e.sample + besideKey, Y: y}, String: e.text, Size: textBody, Colour: scene.Ink})
}

// entries draws entries from left to right in as many lines as they need, the
// first on the baseline y, and gives the baseline of the last.
func (s *sheet) entries(all []entry, left, right, y float64) float64 {
	x := left
	for _, e := range all {
		if x > left && x+e.width() > right {
			x, y = left, y+lineOfKey
		}
		s.entry(e, x, y)
		x += e.width() + entryGap
	}
	return y
}

// heading draws a title, and a legend right of it or below, and gives the
// baseline of the last of it. On paper a long title has two lines; in a window
// what is left out is a region.
func (s *sheet) heading(title string, legend []entry, print bool) float64 {
	y, left, right := 24.0, 2.0*margin, s.W-2*margin
	wide := -float64(entryGap)
	for _, e := range legend {
		wide += entryGap + e.width()
	}
	beside := left+scene.Width(title, textTitle, true)+24+wide <= right
	most := 1
	if print {
		most = 2
	}
	lines, whole := wrap(title, textTitle, true, right-left, most)
	for i, l := range lines {
		y = 24 + 21*float64(i)
		s.add(scene.Text{At: scene.Point{X: left, Y: y}, String: l, Size: textTitle, Bold: true, Colour: scene.Ink})
	}
	if !whole {
		s.aside("title", scene.Rect{X0: left - 2, Y0: 8, X1: right, Y1: y + 6}, -1, title)
	}
	switch {
	case len(legend) == 0:
		return y
	case beside:
		return s.entries(legend, right-wide, s.W, y)
	}
	return s.entries(legend, left, right, y+22)
}

// sentences writes notes below y, and gives where they end.
func (s *sheet) sentences(notes []string, y float64) float64 {
	for _, note := range notes {
		lines, _ := wrap(note, textBody, false, s.W-4*margin, 3)
		for _, l := range lines {
			s.add(scene.Text{At: scene.Point{X: 2 * margin, Y: y + 8}, String: l, Size: textBody, Colour: scene.Muted})
			y += 15
		}
	}
	return y
}
