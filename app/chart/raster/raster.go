// Package raster paints a scene in pixels: for the window and for PNG files.
package raster

import (
	"image"
	"image/png"
	"io"
	"math"

	"framsteg/app/chart/scene"
)

// mostPixels is the largest picture that is made, 160 MB of memory: four times
// a screen of 4K.
const mostPixels = 40_000_000

// Draw paints s with a palette, scale pixels to a dp, rounded up to whole
// pixels. A picture of more than 40 million pixels is drawn at the largest scale
// that gives no more.
func Draw(s scene.Scene, p scene.Palette, scale float64) *image.RGBA {
	if s.W*scale*s.H*scale > mostPixels {
		scale = min(scale, fitting(s.W, s.H))
	}
	img := image.NewRGBA(image.Rect(0, 0, int(math.Ceil(s.W*scale-1e-6)), int(math.Ceil(s.H*scale-1e-6))))
	Into(img, s, p, scale)
	return img
}

// fitting gives a scale at which a picture, rounded up, has at most mostPixels.
func fitting(w, h float64) float64 {
	// (w·s + 1)(h·s + 1) = mostPixels
	sum := w + h
	return (math.Sqrt(sum*sum+4*w*h*(mostPixels-1)) - sum) / (2 * w * h)
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
