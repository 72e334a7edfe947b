package report

import (
	"context"
	"path/filepath"
	"testing"

	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/demo"
	"framsteg/store/skapa"
)

// Aims, in ms: of one sheet, and of all 300 of the example.
const (
	aimOne = 50.0
	aimAll = 10_000.0
)

// BenchmarkSheet makes the sheet of a usual history, and says what share of its
// aim that is.
func BenchmarkSheet(b *testing.B) {
	for name, large := range map[string]bool{"usual": false, "large": true} {
		b.Run(name, func(b *testing.B) {
			s := reference()
			s.Large = large
			for b.Loop() {
				if _, err := s.PDF(words.In("sv")); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N)/aimOne, "of-aim")
		})
	}
}

// BenchmarkAll reads and makes the sheets of the example, one after the other.
func BenchmarkAll(b *testing.B) {
	ctx, file := context.Background(), filepath.Join(b.TempDir(), "demo.framsteg")
	if err := demo.Make(ctx, file, demo.Options{Seed: 1, End: today}); err != nil {
		b.Fatal(err)
	}
	s, err := store.Open(ctx, file, store.Options{Reading: true, Now: today.Time})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	everybody, err := s.Caseload(ctx)
	if err != nil || len(everybody) != 300 {
		b.Fatal(len(everybody), err)
	}
	for b.Loop() {
		for _, c := range everybody {
			if err := save(ctx, s, c.ID); err != nil {
				b.Fatal(c.Code, err)
			}
		}
	}
	b.ReportMetric(b.Elapsed().Seconds()*1000/float64(b.N)/aimAll, "of-aim")
}

func save(ctx context.Context, s *store.Store, id skapa.ID) error {
	sheet, err := Read(ctx, s, id)
	if err != nil {
		return err
	}
	_, err = sheet.PDF(words.In("sv"))
	return err
}
