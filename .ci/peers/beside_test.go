// Package chart_test draws the reference participant beside other libraries for
// charts. It is a module of its own, so that none of these is in the program's
// graph. reference_test.go is a link to that of app/chart.
package chart_test

import (
	"bytes"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"framsteg/app/chart"
	"framsteg/app/chart/raster"
	"framsteg/app/chart/scene"
	"framsteg/app/progress"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// What everybody draws, in pixels: the picture in a window 960 dp wide.
const width = 960

// frame is what a picture may take of one frame of the window, in ms.
const frame = 16.0

// subject is what there is to draw: eight meetings, six areas of two raters, and
// seven activities.
type subject struct {
	progress.Progress
	bars []skapa.NamedParticipation
	w, h int // pixels
}

func participant() subject {
	s := subject{Progress: reference(), bars: referenceBars(), w: width}
	s.h = int(s.scene().H)
	return s
}

func (s subject) scene() scene.Scene {
	return chart.Progress(s.Progress, s.bars, chart.Options{Words: words.In("sv"), Width: width})
}

// ways are those to draw it, from what progress found. The window's ends with its
// pixels; all others with the bytes of a PNG, which the other libraries give.
var ways = []struct {
	name string
	draw func(testing.TB, subject) []byte
}{
	{"window", func(_ testing.TB, s subject) []byte { return raster.Draw(s.scene(), scene.Light, 1).Pix }},
	{"png", func(t testing.TB, s subject) []byte {
		var b bytes.Buffer
		must(t, raster.PNG(&b, s.scene(), scene.Light, 1))
		return b.Bytes()
	}},
	{"gonum", withGonum},
	{"go-analyze", withGoAnalyze},
}

// BenchmarkBeside draws in every way in turn, so that what else the machine does
// meets all of them, and gives medians: milliseconds, and our time as a share of
// theirs. The aim is a quarter, and one frame for the window.
func BenchmarkBeside(b *testing.B) {
	s := participant()
	took := map[string][]float64{}
	for _, way := range ways {
		way.draw(b, s) // fonts are read once
	}
	for b.Loop() {
		for _, way := range ways {
			from := time.Now()
			way.draw(b, s)
			took[way.name] = append(took[way.name], time.Since(from).Seconds()*1000)
		}
	}
	ms := func(name string) float64 {
		slices.Sort(took[name])
		return took[name][len(took[name])/2]
	}
	b.ReportMetric(0, "ns/op") // of all four together
	for _, way := range ways {
		b.ReportMetric(ms(way.name), way.name+"-ms")
	}
	b.ReportMetric(ms("window")/frame, "window/frame")
	for _, ours := range []string{"window", "png"} {
		for _, peer := range []string{"gonum", "go-analyze"} {
			b.ReportMetric(ms(ours)/ms(peer), ours+"/"+peer)
		}
	}
}

// Everybody's picture is as large, and is not an empty page. FRAMSTEG_SHOTS is
// where they are kept to be looked at.
func TestEverybodyDraws(t *testing.T) {
	s := participant()
	for _, way := range ways[1:] {
		data := way.draw(t, s)
		img, err := png.Decode(bytes.NewReader(data))
		must(t, err)
		if size := img.Bounds().Size(); size.X != s.w || size.Y != s.h {
			t.Errorf("%s: %v pixels, not %d × %d", way.name, size, s.w, s.h)
		}
		colours := map[any]bool{}
		for y := range s.h {
			for x := range s.w {
				colours[img.At(x, y)] = true
			}
		}
		if len(colours) < 50 {
			t.Errorf("%s: %d colours", way.name, len(colours))
		}
		if folder := os.Getenv("FRAMSTEG_SHOTS"); folder != "" {
			must(t, os.WriteFile(filepath.Join(folder, "beside-"+way.name+".png"), data, 0o600))
		}
	}
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// runs gives the stretches of a line without a gap.
func runs(l progress.Line) (all [][]progress.Point) {
	for i, point := range l.Points {
		if point.Kind != progress.Rated {
			continue
		}
		if i == 0 || l.Points[i-1].Kind != progress.Rated {
			all = append(all, nil)
		}
		all[len(all)-1] = append(all[len(all)-1], point)
	}
	return all
}
