package chart_test

import (
	"bytes"
	"flag"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"framsteg/app/chart"
	"framsteg/app/chart/raster"
	"framsteg/app/chart/scene"
	"framsteg/app/words"
)

var update = flag.Bool("update", false, "write the golden pictures anew; look at them")

// TestGoldenPictures compares pixel for pixel. Floating point rounds otherwise
// on other processors.
func TestGoldenPictures(t *testing.T) {
	if runtime.GOOS+runtime.GOARCH != "linuxamd64" {
		t.Skip("the pictures are made on linux/amd64")
	}
	for name, c := range map[string]struct {
		scene   scene.Scene
		palette scene.Palette
		scale   float64
	}{
		"several-light": {chart.Progress(reference(), referenceBars(), chart.Options{Width: 720, Words: words.In("sv")}), scene.Light, 1},
		"several-dark":  {chart.Progress(reference(), referenceBars()[:3], chart.Options{Width: 720, Words: words.In("en")}), scene.Dark, 1.25},
		"empty-light":   {chart.Progress(empty(), nil, chart.Options{Width: 720, Words: words.In("sv")}), scene.Light, 1},
		"one-dark":      {chart.Progress(one(), nil, chart.Options{Width: 720, Words: words.In("sv")}), scene.Dark, 1},
	} {
		t.Run(name, func(t *testing.T) {
			got := raster.Draw(c.scene, c.palette, c.scale)
			path := filepath.Join("testdata", name+".png")
			if *update {
				save(t, path, got)
			}
			if !bytes.Equal(got.Pix, load(t, path).Pix) {
				failed := filepath.Join(os.TempDir(), "failed-"+name+".png")
				save(t, failed, got)
				t.Errorf("the picture is not %s; it is in %s", path, failed)
			}
		})
	}
}

func save(t *testing.T, path string, img image.Image) {
	t.Helper()
	var b bytes.Buffer
	if err := (&png.Encoder{CompressionLevel: png.BestCompression}).Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
}

func load(t *testing.T, path string) *image.RGBA {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatal(err)
	}
	rgba, ok := img.(*image.RGBA)
	if !ok {
		t.Fatalf("%s is a %T", path, img)
	}
	return rgba
}
