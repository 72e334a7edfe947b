package widget

import (
	"bytes"
	"flag"
	"image"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"framsteg/app/ui/look"
)

var update = flag.Bool("update", false, "write the golden picture anew; look at it")

// TestWindowDarkKeyboard compares, pixel for pixel, a chart in the dark theme
// that has the focus, with a region that the arrows came to. Floating point
// rounds otherwise on other processors.
func TestWindowDarkKeyboard(t *testing.T) {
	if runtime.GOOS+runtime.GOARCH != "linuxamd64" {
		t.Skip("the picture is made on linux/amd64")
	}
	f := newChartFixture(t)
	test.ApplyTheme(t, look.Theme{Mode: look.Dark})
	f.Resize(fyne.NewSize(800, f.MinSize().Height))
	f.canvas.Resize(f.Size())
	f.canvas.Focus(f.ChartView)
	f.press(fyne.KeyLeft, fyne.KeyLeft, fyne.KeyDown)
	shown := f.canvas.Capture()
	got := image.NewRGBA(shown.Bounds())
	draw.Draw(got, got.Rect, shown, shown.Bounds().Min, draw.Src)

	path := filepath.Join("testdata", "window-dark-keyboard.png")
	if *update {
		var file bytes.Buffer
		noError(t, (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&file, got))
		noError(t, os.WriteFile(path, file.Bytes(), 0o644))
	}
	file, err := os.Open(path)
	noError(t, err)
	defer file.Close()
	want, err := png.Decode(file)
	noError(t, err)
	if rgba, is := want.(*image.RGBA); !is || !bytes.Equal(rgba.Pix, got.Pix) {
		failed := filepath.Join(os.TempDir(), "failed-window-dark-keyboard.png")
		var shown bytes.Buffer
		noError(t, png.Encode(&shown, got))
		noError(t, os.WriteFile(failed, shown.Bytes(), 0o644))
		t.Errorf("the picture is not %s; it is in %s", path, failed)
	}
}

func noError(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
