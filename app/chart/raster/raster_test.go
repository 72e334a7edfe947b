package raster_test

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"testing"

	"framsteg/app/chart/raster"
	"framsteg/app/chart/scene"
)

func page(ops ...scene.Op) scene.Scene { return scene.Scene{W: 40, H: 20, Ops: ops} }

// inked counts the pixels of img that a token covers in full, and in part.
func inked(img *image.RGBA, p scene.Palette, t scene.Token) (full, part int) {
	b := img.Bounds()
	for y := range b.Dy() {
		for x := range b.Dx() {
			switch img.RGBAAt(x, y) {
			case p[t]:
				full++
			case p[scene.Page]:
			default:
				part++
			}
		}
	}
	return full, part
}

// A picture beyond all is drawn smaller: no scene and no scale takes the memory
// of the computer.
func TestNoPictureIsTooLarge(t *testing.T) {
	for name, c := range map[string]struct{ w, h, scale float64 }{
		"wide":          {8000, 6000, 1},
		"a large scale": {40, 20, 1e4},
		"a ribbon":      {50_000, 10, 100},
		"endless":       {1e9, 1e9, 1},
	} {
		size := raster.Draw(scene.Scene{W: c.w, H: c.h}, scene.Light, c.scale).Bounds().Size()
		if n := size.X * size.Y; n > 40_000_000 || n < 35_000_000 {
			t.Errorf("%s: %v is %d pixels", name, size, n)
		}
	}
	if got := raster.Draw(scene.Scene{W: 8000, H: 5000}, scene.Light, 1).Bounds().Size(); got != (image.Point{X: 8000, Y: 5000}) {
		t.Errorf("the largest is %v", got)
	}
}

func TestSizeIsWholePixelsThatHoldTheScene(t *testing.T) {
	for scale, want := range map[float64]image.Point{1: {40, 20}, 1.25: {50, 25}, 1.01: {41, 21}, 2: {80, 40}} {
		if got := raster.Draw(page(), scene.Light, scale).Bounds().Size(); got != want {
			t.Errorf("at scale %v: %v, want %v", scale, got, want)
		}
	}
}

func TestACrispLineIsWholePixels(t *testing.T) {
	for name, c := range map[string]struct {
		from, to scene.Point
		dash     []float64
		scale    float64
		want     int // pixels
	}{
		"across":           {scene.Point{X: 5, Y: 10.3}, scene.Point{X: 35, Y: 10.3}, nil, 1, 30},
		"across, upscaled": {scene.Point{X: 5, Y: 10.3}, scene.Point{X: 35, Y: 10.3}, nil, 2, 60 * 2},
		"thin at 1.5":      {scene.Point{X: 4, Y: 10}, scene.Point{X: 36, Y: 10}, nil, 1.5, 48},
		"down":             {scene.Point{X: 7.6, Y: 2}, scene.Point{X: 7.6, Y: 18}, nil, 1, 16},
		"up":               {scene.Point{X: 7.6, Y: 18}, scene.Point{X: 7.6, Y: 2}, nil, 1, 16},
		"dotted":           {scene.Point{X: 7, Y: 0}, scene.Point{X: 7, Y: 12}, []float64{2, 3}, 1, 6},
		"a point is none":  {scene.Point{X: 7, Y: 7}, scene.Point{X: 7, Y: 7}, nil, 1, 0},
		"partly outside":   {scene.Point{X: 30, Y: 7}, scene.Point{X: 50, Y: 7}, nil, 1, 10},
	} {
		t.Run(name, func(t *testing.T) {
			line := scene.Path{Outline: scene.Line(c.from, c.to), Stroke: scene.Ink, Width: 1, Dash: c.dash, Crisp: true}
			full, part := inked(raster.Draw(page(line), scene.Light, c.scale), scene.Light, scene.Ink)
			if full != c.want || part != 0 {
				t.Errorf("%d pixels and %d blurred, want %d and none", full, part, c.want)
			}
		})
	}
}

// TestAreaIsThatOfTheShape sums how much of the pixels a shape covers.
func TestAreaIsThatOfTheShape(t *testing.T) {
	middle := scene.Point{X: 20, Y: 10}
	for name, c := range map[string]struct {
		path scene.Path
		want float64 // dp²
	}{
		"a disc":          {scene.Path{Outline: scene.Disc(middle, 8), Fill: scene.Ink}, math.Pi * 64},
		"a diamond":       {scene.Path{Outline: scene.Diamond(middle, 8), Fill: scene.Ink}, 128},
		"a ring":          {scene.Path{Outline: scene.Disc(middle, 8), Stroke: scene.Ink, Width: 2}, 2 * math.Pi * 8 * 2},
		"a slanted line":  {scene.Path{Outline: scene.Line(scene.Point{X: 10, Y: 5}, scene.Point{X: 30, Y: 15}), Stroke: scene.Ink, Width: 2}, 2 * math.Hypot(20, 10)},
		"a dashed line":   {scene.Path{Outline: scene.Line(scene.Point{X: 5, Y: 10}, scene.Point{X: 35, Y: 10}), Stroke: scene.Ink, Width: 2, Dash: []float64{5, 5}}, 30},
		"half outside":    {scene.Path{Outline: scene.Disc(scene.Point{X: 0, Y: 10}, 8), Fill: scene.Ink}, math.Pi * 32},
		"nothing to fill": {scene.Path{Outline: scene.Disc(middle, 8)}, 0},
	} {
		for _, scale := range []float64{1, 1.25, 2} {
			img := raster.Draw(page(c.path), scene.Light, scale)
			sum := 0.0
			for i := 0; i < len(img.Pix); i += 4 {
				sum += (255 - float64(img.Pix[i])) / (255 - float64(scene.Light[scene.Ink].R))
			}
			if got := sum / scale / scale; math.Abs(got-c.want) > 0.01+c.want*0.03 {
				t.Errorf("%s at scale %v covers %.1f dp², want %.1f", name, scale, got, c.want)
			}
		}
	}
}

func TestAPathLeavesNothingForTheNext(t *testing.T) {
	small := scene.Path{Outline: scene.Disc(scene.Point{X: 30, Y: 10}, 3), Fill: scene.Ink}
	first := scene.Path{Outline: scene.Box(scene.Rect{X0: 1, Y0: 1, X1: 19, Y1: 19}), Fill: scene.Self, Stroke: scene.Ink, Width: 1}
	alone := raster.Draw(page(small), scene.Light, 1)
	after := raster.Draw(page(first, small), scene.Light, 1)
	for y := range 20 {
		for x := 20; x < 40; x++ {
			if got, want := after.RGBAAt(x, y), alone.RGBAAt(x, y); got != want {
				t.Fatalf("(%d, %d) is %v after another path, want %v", x, y, got, want)
			}
		}
	}
}

func TestTextLiesInItsBox(t *testing.T) {
	text := scene.Text{At: scene.Point{X: 20, Y: 15}, String: "Åäg", Size: 12, Align: scene.Middle, Colour: scene.Ink}
	for _, scale := range []float64{1, 1.5, 2} {
		img := raster.Draw(page(text), scene.Dark, scale)
		box := text.Box().Grow(1)
		found := false
		for y := range img.Bounds().Dy() {
			for x := range img.Bounds().Dx() {
				if img.RGBAAt(x, y) == scene.Dark[scene.Page] {
					continue
				}
				found = true
				if at := (scene.Point{X: (float64(x) + 0.5) / scale, Y: (float64(y) + 0.5) / scale}); box.Distance(at) > 0 {
					t.Fatalf("scale %v: ink at %v, outside %v", scale, at, box)
				}
			}
		}
		if !found {
			t.Errorf("scale %v: no ink", scale)
		}
	}
}

func TestIntoALargerImageIsPageAround(t *testing.T) {
	img := image.NewRGBA(image.Rect(0, 0, 100, 50))
	raster.Into(img, page(), scene.Dark, 1)
	for _, at := range []image.Point{{0, 0}, {39, 19}, {99, 49}} {
		if got := img.RGBAAt(at.X, at.Y); got != scene.Dark[scene.Page] {
			t.Errorf("%v is %v, want the page", at, got)
		}
	}
}

func TestPNG(t *testing.T) {
	var b bytes.Buffer
	if err := raster.PNG(&b, page(scene.Path{Outline: scene.Box(scene.Rect{X1: 40, Y1: 20}), Fill: scene.Self}), scene.Light, 1); err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(&b)
	if err != nil {
		t.Fatal(err)
	}
	if got := color.RGBAModel.Convert(img.At(20, 10)); got != scene.Light[scene.Self] {
		t.Errorf("the picture is %v, want self blue", got)
	}
}
