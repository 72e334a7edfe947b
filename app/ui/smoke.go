package ui

import (
	"image"

	"fyne.io/fyne/v2"
)

// smokeFrame is a picture of the window.
type smokeFrame struct{ image.Image }

// captureFrame gives what is on the screen, or nil while that is of one
// colour, as it is before the first frame.
func captureFrame(c fyne.Canvas) *smokeFrame {
	img := c.Capture()
	b := img.Bounds()
	if b.Empty() {
		return nil
	}
	first := img.At(b.Min.X, b.Min.Y)
	for y := b.Min.Y; y < b.Max.Y; y += 4 {
		for x := b.Min.X; x < b.Max.X; x += 4 {
			if img.At(x, y) != first {
				return &smokeFrame{img}
			}
		}
	}
	return nil
}
