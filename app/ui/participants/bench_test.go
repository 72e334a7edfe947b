package participants

import (
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"framsteg/store"
	"framsteg/store/demo"
	"framsteg/store/skapa"
)

// frame is what a keystroke may cost: one picture of 60 a second.
const frame = time.Second / 60

// BenchmarkFilter measures a keystroke in the search, beside a frame.
func BenchmarkFilter(b *testing.B) {
	for _, participants := range []int{300, 10_000} {
		b.Run(strconv.Itoa(participants), func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "example.framsteg")
			must(b, demo.Make(b.Context(), path, demo.Options{Participants: participants, Years: 1, Seed: 1, End: skapa.DateOf(2026, 11, 21)}))
			s, err := store.Open(b.Context(), path, store.Options{})
			must(b, err)
			defer s.Close()
			cases, err := s.Caseload(b.Context())
			must(b, err)
			all := entries(cases, nil)
			Order{Column: ByName}.sort(all)
			for b.Loop() {
				Filter{Text: "an ö", State: Everybody}.apply(all)
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
