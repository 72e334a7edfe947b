package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Seeker is a widget of ours that tells when it has the focus.
type Seeker interface {
	fyne.CanvasObject
	onFocus(func())
}

// seeker is the part of a Seeker that remembers whom to tell.
type seeker struct{ focused func() }

func (s *seeker) onFocus(focused func()) { s.focused = focused }

func (s *seeker) tell() {
	if s.focused != nil {
		s.focused()
	}
}

// Follow makes a scroll bring what has the focus into view, with what is
// around it: a field with its label.
func Follow(scroll func() *container.Scroll, input Seeker, around fyne.CanvasObject) {
	input.onFocus(func() {
		driver, s := fyne.CurrentApp().Driver(), scroll()
		at := driver.AbsolutePositionForObject(around).Subtract(driver.AbsolutePositionForObject(s.Content))
		Reveal(s, at, around.Size())
	})
}

// ScrollKey scrolls by a key, for what is only read.
func ScrollKey(s *container.Scroll, key fyne.KeyName) {
	const line = 40 // dp
	by, known := map[fyne.KeyName]float32{
		fyne.KeyUp: -line, fyne.KeyDown: line,
		fyne.KeyPageUp: line - s.Size().Height, fyne.KeyPageDown: s.Size().Height - line,
		fyne.KeyHome: -s.Content.Size().Height, fyne.KeyEnd: s.Content.Size().Height,
	}[key]
	if known {
		s.ScrollToOffset(fyne.NewPos(s.Offset.X, s.Offset.Y+by))
	}
}

// Reveal scrolls no further than it takes to bring a part of what s scrolls
// into view, or its beginning where it is higher than that. The place is within
// what s scrolls.
func Reveal(s *container.Scroll, at fyne.Position, size fyne.Size) {
	switch view := s.Size().Height; {
	case at.Y < s.Offset.Y:
		s.ScrollToOffset(fyne.NewPos(s.Offset.X, at.Y))
	case at.Y+size.Height > s.Offset.Y+view:
		s.ScrollToOffset(fyne.NewPos(s.Offset.X, min(at.Y, at.Y+size.Height-view)))
	}
}
