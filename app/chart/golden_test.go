package chart_test

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"framsteg/app/chart"
	"framsteg/app/chart/raster"
	"framsteg/app/chart/scene"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

var update = flag.Bool("update", false, "write the golden pictures anew; look at them")

// TestGoldenPictures compares pixel for pixel. Floating point rounds otherwise
// on other processors.
func TestGoldenPictures(t *testing.T) {
	if runtime.GOOS+runtime.GOARCH != "linuxamd64" {
		t.Skip("the pictures are made on linux/amd64")
	}
	light := chart.Options{Width: 960, Words: words.In("sv")}
	english := chart.Options{Width: 720, Words: words.In("en")}
	paper := chart.Options{Width: chart.MinPrint, Words: words.In("sv"), Print: true, Rater: skapa.BySupervisor}
	for name, c := range map[string]struct {
		scene   scene.Scene
		palette scene.Palette
		scale   float64
	}{
		"progress-light":           {chart.Progress(reference(), referenceBars(), light), scene.Light, 1},
		"progress-dark":            {chart.Progress(reference(), referenceBars(), light), scene.Dark, 1},
		"progress-grayscale":       {chart.Progress(reference(), referenceBars(), light), gray(scene.Light), 1},
		"progress-empty":           {chart.Progress(empty(), nil, light), scene.Light, 1},
		"progress-one-measurement": {chart.Progress(one(), nil, light), scene.Light, 1},
		"progress-english":         {chart.Progress(reference(), referenceBars(), english), scene.Dark, 1.25},
		"profile-light":            {chart.Profile(reference(), light), scene.Light, 1},
		"profile-print":            {chart.Profile(reference(), paper), gray(scene.Light), 1},
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

// gray gives a palette as a printer without colours has it.
func gray(p scene.Palette) scene.Palette {
	for i, c := range p {
		y := color.GrayModel.Convert(c).(color.Gray).Y
		p[i] = color.RGBA{y, y, y, c.A}
	}
	return p
}

// Without colours, shape and dash tell who rated.
func TestRatersStayApartInGray(t *testing.T) {
	for name, s := range map[string]scene.Scene{
		"progress": chart.Progress(reference(), nil, swedish()), "profile": chart.Profile(reference(), swedish()),
	} {
		seen := map[string]int{}
		for _, op := range s.Ops {
			path, ok := op.(scene.Path)
			switch {
			case !ok || path.Fill != scene.Self && path.Stroke != scene.Self && path.Fill != scene.Supervisor && path.Stroke != scene.Supervisor || isDash(path):
				continue
			case isMark(path) && (len(path.Outline) == 5) != (path.Fill == scene.Supervisor || path.Stroke == scene.Supervisor):
				t.Errorf("%s: the mark at %v has the other's shape", name, path.Bounds())
			case !isMark(path) && (len(path.Dash) > 0) != (path.Stroke == scene.Supervisor):
				t.Errorf("%s: the line at %v has the other's dashes", name, path.Bounds())
			}
			seen[fmt.Sprint(isMark(path), path.Stroke == scene.Supervisor)]++
		}
		if len(seen) < 4 {
			t.Errorf("%s: marks and lines of both are not there: %v", name, seen)
		}
	}
}
