// Package raster paints a scene in pixels: for the window and for PNG files.
package raster

import (
	"image"
	"image/png"
	"io"
	"math"

	"framsteg/app/chart/scene"
)

// Draw paints s with a palette, scale pixels to a dp, rounded up to whole
// pixels.
func Draw(s scene.Scene, p scene.Palette, scale float64) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, int(math.Ceil(s.W*scale-1e-6)), int(math.Ceil(s.H*scale-1e-6))))
	Into(img, s, p, scale)
	return img
}

// Into paints s into the top left of img as Draw does. What img has more is
// page, what it has less is cut off.
func Into(img *image.RGBA, s scene.Scene, p scene.Palette, scale float64) {
	b := newBrush(img, p, scale)
	b.rect(img.Bounds(), scene.Page)
	for _, op := range s.Ops {
		switch op := op.(type) {
		case scene.Path:
			b.path(op)
		case scene.Text:
			b.text(op)
		}
	}
}

// PNG writes s as a PNG file.
func PNG(w io.Writer, s scene.Scene, p scene.Palette, scale float64) error {
	return png.Encode(w, Draw(s, p, scale))
}
