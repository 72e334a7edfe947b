package participant

import (
	"image"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"framsteg/app/chart"
	"framsteg/app/chart/raster"
	"framsteg/app/chart/scene"
	"framsteg/app/progress"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/demo"
	"framsteg/store/skapa"
)

// frame is what the page may cost: one picture of 60 a second.
const frame = time.Second / 60

// BenchmarkPage measures what opening a participant costs, beside a frame:
// query, progress, scene, and pixels at 1×.
func BenchmarkPage(b *testing.B) {
	for _, participants := range []int{300, 10_000} {
		b.Run(strconv.Itoa(participants), func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "example.framsteg")
			must(b, demo.Make(b.Context(), path, demo.Options{Participants: participants, Years: 1, Seed: 1, End: skapa.DateOf(2026, 11, 21)}))
			s, err := store.Open(b.Context(), path, store.Options{})
			must(b, err)
			defer s.Close()
			cases, err := s.Caseload(b.Context())
			must(b, err)
			w := words.In("sv")
			var picture *image.RGBA
			i := 0
			for b.Loop() {
				f, err := read(b.Context(), s, cases[i%len(cases)].ID)
				must(b, err)
				i += 7
				drawn := chart.Progress(progress.Of(f.instrument, f.assessments, s.Today()), f.participations, chart.Options{Width: chartMin, Words: w})
				picture = raster.Draw(drawn, scene.Light, 1)
			}
			if picture.Bounds().Empty() {
				b.Fatal("no picture")
			}
			b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(frame), "frames/op")
		})
	}
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}
