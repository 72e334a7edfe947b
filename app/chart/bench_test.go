package chart_test

import (
	"fmt"
	"io"
	"testing"

	"framsteg/app/chart"
	"framsteg/app/chart/raster"
	"framsteg/app/chart/scene"
)

// frame is what a picture may take of one frame of the window, in ms.
const frame = 16.0

// BenchmarkWindow draws as the window does, scene and pixels, and says how
// many frames that is.
func BenchmarkWindow(b *testing.B) {
	for _, scale := range []float64{1, 1.5, 2} {
		b.Run(fmt.Sprint(scale), func(b *testing.B) {
			p, bars := reference(), referenceBars()
			for b.Loop() {
				raster.Draw(chart.Progress(p, bars, swedish()), scene.Light, scale)
			}
			b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N)/frame, "frames")
		})
	}
}

// BenchmarkDense is the most that a participant can be expected to have: 40
// meetings and 30 activities in ten years.
func BenchmarkDense(b *testing.B) {
	p, bars := dense()
	for b.Loop() {
		raster.Draw(chart.Progress(p, bars, swedish()), scene.Light, 1)
	}
	b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N)/frame, "frames")
}

// BenchmarkProfile draws it as the window does.
func BenchmarkProfile(b *testing.B) {
	p := reference()
	for b.Loop() {
		raster.Draw(chart.Profile(p, swedish()), scene.Light, 1)
	}
	b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N)/frame, "frames")
}

func BenchmarkScene(b *testing.B) {
	p, bars := reference(), referenceBars()
	for b.Loop() {
		chart.Progress(p, bars, swedish())
	}
}

// BenchmarkPNG is a file at twice the size of the window.
func BenchmarkPNG(b *testing.B) {
	s := chart.Progress(reference(), referenceBars(), swedish())
	for b.Loop() {
		if err := raster.PNG(io.Discard, s, scene.Light, 2); err != nil {
			b.Fatal(err)
		}
	}
}
