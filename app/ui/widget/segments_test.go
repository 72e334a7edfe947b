package widget

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

func newSegmentsBench(t *testing.T) (*bench, *Segments, *[]int) {
	s := NewSegments([]string{"Utveckling", "Profil", "Tabell"}, 0)
	var chosen []int
	s.OnChosen = func(i int) { chosen = append(chosen, i) }
	b := newBench(t, s, NewEntry())
	b.Canvas().Focus(s)
	return b, s, &chosen
}

func TestSegmentsKeys(t *testing.T) {
	left, right, home, end := fyne.KeyLeft, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd
	for name, c := range map[string]struct {
		keys []fyne.KeyName
		want int
		told int
	}{
		"right":                    {[]fyne.KeyName{right}, 1, 1},
		"and back":                 {[]fyne.KeyName{right, left}, 0, 2},
		"left of the first":        {[]fyne.KeyName{left}, 0, 0},
		"End":                      {[]fyne.KeyName{end}, 2, 1},
		"right of the last":        {[]fyne.KeyName{end, right}, 2, 1},
		"Home":                     {[]fyne.KeyName{end, home}, 0, 2},
		"Enter changes nothing":    {[]fyne.KeyName{right, fyne.KeyReturn}, 1, 1},
		"a key that means nothing": {[]fyne.KeyName{fyne.KeyF5}, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			_, s, chosen := newSegmentsBench(t)
			for _, key := range c.keys {
				s.TypedKey(&fyne.KeyEvent{Name: key})
			}
			if s.Chosen() != c.want || len(*chosen) != c.told {
				t.Errorf("chosen is %d, told %v", s.Chosen(), *chosen)
			}
		})
	}
}

// A tap chooses and takes the focus, and answers nothing, as Enter does.
func TestSegmentsTap(t *testing.T) {
	b, s, chosen := newSegmentsBench(t)
	entered, tapped := 0, 0
	s.OnEnter, s.OnTapped = func() { entered++ }, func() { tapped++ }
	at, size := s.cell(2)
	b.Canvas().Unfocus()
	test.TapAt(s, at.AddXY(size.Width/2, size.Height/2))
	if s.Chosen() != 2 || len(*chosen) != 1 || entered != 0 || tapped != 1 || b.Canvas().Focused() != fyne.Focusable(s) {
		t.Errorf("chosen is %d, told %v, entered %d, tapped %d", s.Chosen(), *chosen, entered, tapped)
	}
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if entered != 1 {
		t.Error("Enter is not told")
	}
}

// Choosing moves nothing: bold words are wider.
func TestSegmentsKeepTheirSize(t *testing.T) {
	_, s, _ := newSegmentsBench(t)
	before, size := s.MinSize(), test.WidgetRenderer(s).Objects()[2].Size()
	s.Choose(2)
	if s.MinSize() != before || test.WidgetRenderer(s).Objects()[2].Size() != size {
		t.Errorf("it was %v and is %v", before, s.MinSize())
	}
}
