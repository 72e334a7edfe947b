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
	"slices"
	"strings"
	"testing"

	"framsteg/app/chart"
	"framsteg/app/chart/raster"
	"framsteg/app/chart/scene"
	"framsteg/app/words"
	"framsteg/assets"
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
		"broken-off-grayscale":     {chart.Progress(reference(), brokenOff(), light), gray(scene.Light), 1},
		"profile-light":            {chart.Profile(reference(), light), scene.Light, 1},
		"profile-print":            {chart.Profile(reference(), paper), gray(scene.Light), 1},
		"cohort-light":             {chart.Cohort(designed(), assets.Instrument(), light), scene.Light, 1},
		"cohort-dark":              {chart.Cohort(designed(), assets.Instrument(), english), scene.Dark, 1.25},
		"cohort-print":             {chart.Cohort(published(), assets.Instrument(), paper), gray(scene.Light), 1},
		"cohort-hidden":            {chart.Cohort(published(), assets.Instrument(), light), scene.Light, 1},
		"months-light":             {chart.Months(twoYears(), light), scene.Light, 1},
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

// brokenOff gives the activities of the reference with two that ended before
// their time, one of them after a day.
func brokenOff() []skapa.NamedParticipation {
	bars := referenceBars()
	bars[0].Status, bars[0].Break = skapa.BrokenOff, skapa.BreakHealth
	bars[5].Status, bars[5].Break, bars[5].End = skapa.BrokenOff, skapa.BreakMoved, bars[5].Start
	return bars
}

// What was broken off has a shape of its own and its word, and the colour of its
// category like any other.
func TestBrokenOffHasAShapeOfItsOwn(t *testing.T) {
	finished, broken := chart.Progress(reference(), referenceBars(), swedish()), chart.Progress(reference(), brokenOff(), swedish())
	for _, i := range []int{0, 5} {
		b := brokenOff()[i]
		bar := barOf(t, broken, b)
		was := barOf(t, finished, b)
		if round(bar) == round(was) {
			t.Errorf("%s is drawn as if it had finished", b.Name)
		}
		if bar.Fill != was.Fill || bar.Stroke != was.Stroke {
			t.Errorf("%s has another colour", b.Name)
		}
		region := broken.Regions[broken.Find(chart.Target{Participation: b.ID}.ID())]
		if !strings.Contains(strings.Join(region.Tooltip, "\n"), words.In("sv").T("status.broken-off")) {
			t.Errorf("of %s it says %q", b.Name, region.Tooltip)
		}
		if !strings.Contains(broken.Description, words.In("sv").T("status.broken-off")) && !strings.Contains(broken.Description, strings.ToLower(words.In("sv").T("status.broken-off"))) {
			t.Errorf("described as %q", broken.Description)
		}
	}
}

// round tells whether an outline has round corners.
func round(p scene.Path) bool {
	return slices.ContainsFunc(p.Outline, func(s scene.Segment) bool { return s.Verb == scene.CubeTo })
}

// barOf gives the outlined bar of an activity.
func barOf(t *testing.T, s scene.Scene, b skapa.NamedParticipation) scene.Path {
	t.Helper()
	shade := s.Regions[s.Find(chart.Target{Participation: b.ID}.ID())]
	for _, op := range s.Ops {
		path, is := op.(scene.Path)
		if !is || path.Stroke == 0 {
			continue
		}
		at := path.Bounds()
		if at.Y1-at.Y0 > 15 && at.X0 >= shade.Rect.X0 && at.X1 <= shade.Rect.X1 && at.Y0 >= shade.Rect.Y0 && at.Y1 <= shade.Rect.Y1 {
			return path
		}
	}
	t.Fatalf("%s is not drawn", b.Name)
	return scene.Path{}
}
