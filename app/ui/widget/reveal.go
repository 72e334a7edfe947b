package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Reveal scrolls no further than it takes to bring a part of what s scrolls
// into view. The place is within that.
func Reveal(s *container.Scroll, at fyne.Position, size fyne.Size) {
	switch view := s.Size().Height; {
	case at.Y < s.Offset.Y:
		s.ScrollToOffset(fyne.NewPos(s.Offset.X, at.Y))
	case at.Y+size.Height > s.Offset.Y+view:
		s.ScrollToOffset(fyne.NewPos(s.Offset.X, at.Y+size.Height-view))
	}
}
