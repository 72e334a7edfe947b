package ui

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"

	"framsteg/store"
)

// smoke waits until the page that the program starts with is drawn, prints how
// long that took since the start of the process, and writes what is on the
// screen to a PNG.
func (s *shell) smoke(o Options) error {
	frame := newFirstFrame(s.window)
	for range time.Tick(2 * time.Millisecond) {
		var picture image.Image
		fyne.DoAndWait(func() {
			if s.busy == 0 {
				picture = frame.look()
			}
		})
		if s.failed != nil {
			return s.failed
		}
		if picture == nil {
			continue
		}
		fmt.Fprintln(o.Out, frame.at.Sub(o.Started).Milliseconds())
		return writePNG(o.Smoke, picture)
	}
	return nil
}

// firstFrame finds out when the window was drawn, by something invisible in it
// that the toolkit asks for its pixels then.
type firstFrame struct {
	window fyne.Window
	probe  *canvas.Raster // nil until the window shows what is to be seen
	at     time.Time      // of the frame; zero until then
}

func newFirstFrame(w fyne.Window) *firstFrame { return &firstFrame{window: w} }

// look gives what is on the screen, nil while that is not drawn yet.
func (f *firstFrame) look() image.Image {
	if f.probe == nil {
		f.probe = canvas.NewRasterWithPixels(func(int, int, int, int) color.Color {
			if f.at.IsZero() {
				f.at = time.Now()
			}
			return color.Transparent
		})
		f.window.SetContent(container.NewStack(f.window.Content(), f.probe))
		return nil
	}
	picture := f.window.Canvas().Capture()
	switch {
	case f.at.IsZero():
		return nil
	case ofOneColour(picture):
		// Some software drivers can't read the screen back.
		return drawnAnew(f.window)
	}
	return picture
}

// drawnAnew gives the content of a window, without its menu, as the toolkit
// draws it where there is no screen.
func drawnAnew(w fyne.Window) image.Image {
	size, content := w.Canvas().Size(), w.Content()
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetContent(content)
	c.Resize(size)
	return c.Capture()
}

func ofOneColour(img image.Image) bool {
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y += 4 {
		for x := b.Min.X; x < b.Max.X; x += 4 {
			if img.At(x, y) != img.At(b.Min.X, b.Min.Y) {
				return false
			}
		}
	}
	return true
}

func writePNG(path string, img image.Image) error {
	var data bytes.Buffer
	if err := png.Encode(&data, img); err != nil {
		return err
	}
	return store.ReplaceFile(path, data.Bytes())
}
