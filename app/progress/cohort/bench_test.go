package cohort_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"testing"
	"time"

	"framsteg/app/overview"
	"framsteg/app/progress/cohort"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/demo"
	"framsteg/store/skapa"
)

// All that a screen computes of 10,000 participants and over 200,000 answers:
// everybody read from the database, everything worked out, what would say something of
// a few hidden, and all of it put into words. The limit is an aggregate by SQL alone, over the same tables: how each item
// was rated first and last, and how many came and went each month. It tells neither
// who they are nor any of the statistics. Aim: at most twice that, and 100 ms for
// another choice of whom.
func BenchmarkCohort10000(b *testing.B) {
	path := filepath.Join(b.TempDir(), "10000.framsteg")
	end := skapa.DateOf(2026, 11, 21)
	must(b, demo.Make(b.Context(), path, demo.Options{Participants: 10_000, Years: 1, Seed: 1, End: end}))
	bare := bareOf(b, path)
	var took struct{ histories, people, report, publish, words, filter, bare time.Duration }
	measure := func(into *time.Duration, f func() error) {
		began := time.Now()
		must(b, f())
		*into += time.Since(began)
	}
	for b.Loop() {
		s, err := store.Open(b.Context(), path, store.Options{Reading: true})
		must(b, err)
		var all []*skapa.History
		var people *cohort.People
		var report cohort.Report
		measure(&took.histories, func() error { all, err = s.Histories(b.Context()); return err })
		measure(&took.people, func() error {
			in, err := s.Instruments(b.Context())
			must(b, err)
			rhythm, err := s.Rhythm(b.Context())
			must(b, err)
			places, err := s.Places(b.Context())
			must(b, err)
			people = cohort.NewPeople(in[len(in)-1], rhythm, all, places, end)
			return nil
		})
		measure(&took.report, func() error { report = people.Report(cohort.Selection{}); return nil })
		measure(&took.publish, func() error { report, err = report.Publish(cohort.LeastLimit); return err })
		measure(&took.words, func() error { overview.Of(report, overview.Names{}, words.In("sv")); return nil })
		measure(&took.bare, func() error { return bare(b.Context()) })
		measure(&took.filter, func() error {
			some, err := people.Report(cohort.Selection{Sexes: []skapa.Sex{skapa.Woman}, From: end.Add(-180)}).Publish(cohort.LeastLimit)
			overview.Of(some, overview.Names{}, words.In("sv"))
			return err
		})
		must(b, s.Close())
	}
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 / float64(b.N) }
	ours := took.histories + took.people + took.report + took.publish + took.words
	b.ReportMetric(ours.Seconds()/took.bare.Seconds(), "×bare")
	b.ReportMetric(ms(took.bare), "ms-bare")
	b.ReportMetric(ms(ours), "ms-ours")
	b.ReportMetric(ms(took.histories), "ms-histories")
	b.ReportMetric(ms(took.people), "ms-people")
	b.ReportMetric(ms(took.report), "ms-report")
	b.ReportMetric(ms(took.publish), "ms-publish")
	b.ReportMetric(ms(took.words), "ms-words")
	b.ReportMetric(ms(took.filter), "ms-filter")
	b.ReportMetric(0, "ns/op") // of all together, which says nothing
}

// bareOf puts the same file in memory, and gives what asks it the bare questions.
func bareOf(b *testing.B, path string) func(context.Context) error {
	image, err := os.ReadFile(path)
	must(b, err)
	db, err := sql.Open("sqlite", ":memory:")
	must(b, err)
	b.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	conn, err := db.Conn(b.Context())
	must(b, err)
	b.Cleanup(func() { conn.Close() })
	must(b, conn.Raw(func(c any) error {
		return c.(interface{ Deserialize([]byte) error }).Deserialize(image)
	}))
	return func(ctx context.Context) error {
		for _, query := range bareQueries {
			rows, err := conn.QueryContext(ctx, query)
			if err != nil {
				return err
			}
			n := 0
			for rows.Next() {
				n++
			}
			if err := rows.Err(); err != nil {
				return err
			}
			if err := rows.Close(); err != nil {
				return err
			}
			if n == 0 {
				b.Fatalf("nothing is found by %s", query)
			}
		}
		return nil
	}
}

var bareQueries = []string{
	`WITH standing AS MATERIALIZED (SELECT rev, id, participant, rater, date FROM assessment a
			WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = a.rev)),
		ranked AS MATERIALIZED (SELECT participant, rater, first_value(rev) OVER w AS first, rev AS latest,
				row_number() OVER w AS place, count(*) OVER (PARTITION BY participant, rater) AS n
			FROM standing WINDOW w AS (PARTITION BY participant, rater ORDER BY date, id))
	SELECT rater, f.item, f.step, l.step, count(*) FROM ranked
		JOIN answer f ON f.rev = first JOIN answer l ON l.rev = latest AND l.item = f.item
		WHERE place = n AND n > 1 GROUP BY rater, f.item, f.step, l.step`,
	`SELECT substr(start, 1, 7) AS month, count(*) FROM (
			SELECT start FROM participant p WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = p.rev)
			UNION ALL SELECT start FROM period p WHERE id <> participant AND NOT deleted AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = p.rev))
		GROUP BY month`,
	`SELECT substr(finish, 1, 7) AS month, outcome, count(*) FROM period p
		WHERE finish IS NOT NULL AND NOT deleted AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = p.rev) GROUP BY month, outcome`,
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
