package cohort

import (
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/demo"
	"framsteg/store/skapa"
)

// promised is what a change of the filters may take.
const promised = 100 * time.Millisecond

// BenchmarkFilter measures a change of the filters: the report, what is hidden of
// it, and its words, beside what was promised.
func BenchmarkFilter(b *testing.B) {
	for _, participants := range []int{300, 10_000} {
		b.Run(strconv.Itoa(participants), func(b *testing.B) {
			path := filepath.Join(b.TempDir(), "example.framsteg")
			must(b, demo.Make(b.Context(), path, demo.Options{Participants: participants, Years: 2, Seed: 1, End: skapa.DateOf(2026, 11, 21)}))
			s, err := store.Open(b.Context(), path, store.Options{})
			must(b, err)
			defer s.Close()
			basis, w := NewBasis(s), words.In("sv")
			questions := []question{{Limit: 5, Lang: "sv"}, {Filter: Filter{Sex: mark + "woman"}, Limit: 5, Lang: "sv"}, {Filter: Filter{State: "active"}, Limit: 5, Lang: "sv"}}
			_, err = basis.ask(b.Context(), questions[0], w)
			must(b, err)
			for i := 0; b.Loop(); i++ {
				_, err = basis.ask(b.Context(), questions[(i+1)%len(questions)], w)
				must(b, err)
			}
			b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(promised), "promised/op")
		})
	}
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}
