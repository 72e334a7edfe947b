package today

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"framsteg/store"
	"framsteg/store/demo"
	"framsteg/store/skapa"
)

// bare are plain SELECTs of the rows that Idag is made of, each of a whole table
// without a view, a join or a condition, read column by column into texts and
// bytes. Nothing is put together and no rule is asked. Answers are all that there
// are, of which Idag takes the last two ratings of each rater: in the example,
// where people have been there for a year, these are most.
var bare = []string{
	"SELECT rev, id, deleted, code, code_key, birth_year, sex, municipality, start, finish FROM participant",
	"SELECT rev, id, deleted, name FROM identity",
	"SELECT rev, id, deleted, participant, team, supervisor, since FROM assignment",
	"SELECT rev, id, deleted, participant, start, finish, outcome FROM period",
	"SELECT rev, id, deleted, name FROM team",
	"SELECT rev, id, deleted, name FROM supervisor",
	"SELECT rev, id, deleted, name, category FROM activity",
	"SELECT parent, child, participant FROM supersedes",
	"SELECT rev, id, participant, deleted, start, finish, reason FROM pause",
	"SELECT rev, id, participant, deleted, activity, status, start, finish, break FROM participation",
	"SELECT rev, id, participant, deleted, period, months, date FROM followup",
	"SELECT rev, id, participant, deleted, area, since, due, done FROM goal",
	"SELECT participant, rater, assessment FROM draft",
	"SELECT rev, id, participant, deleted, date, rater, instrument, number FROM assessment",
	"SELECT rev, item, step FROM answer",
}

func readBare(ctx context.Context, db *sql.DB) (rows int, err error) {
	for _, query := range bare {
		n, err := readRows(ctx, db, query)
		if rows += n; err != nil {
			return rows, fmt.Errorf("%s: %w", query, err)
		}
	}
	return rows, nil
}

func readRows(ctx context.Context, db *sql.DB, query string) (n int, err error) {
	rows, err := db.QueryContext(ctx, query)
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return 0, err
	}
	values := make([]any, len(columns))
	for i := range values {
		values[i] = new(any)
	}
	for ; rows.Next(); n++ {
		if err := rows.Scan(values...); err != nil {
			return n, err
		}
	}
	return n, rows.Err()
}

// BenchmarkToday computes all of Idag of a workspace that was just opened: what
// the store reads, the rules and the rows. Aim: twice the bare time.
func BenchmarkToday(b *testing.B) {
	for _, participants := range []int{300, 10_000} {
		b.Run(fmt.Sprint(participants), func(b *testing.B) {
			path := example(b, participants)
			image, err := os.ReadFile(path)
			must(b, err)
			db := inMemory(b, image)
			var took [2]time.Duration
			rows := 0
			for b.Loop() {
				s, err := store.Open(b.Context(), path, store.Options{Reading: true})
				must(b, err)
				began := time.Now()
				people, err := NewWatch(s).People(b.Context())
				must(b, err)
				rowsOf(people)
				took[0] += time.Since(began)
				began = time.Now()
				rows, err = readBare(b.Context(), db)
				must(b, err)
				took[1] += time.Since(began)
				must(b, s.Close())
			}
			b.ReportMetric(float64(took[0].Microseconds())/1000/float64(b.N), "ms-ours")
			b.ReportMetric(float64(took[1].Microseconds())/1000/float64(b.N), "ms-bare")
			b.ReportMetric(took[0].Seconds()/took[1].Seconds(), "×bare")
			b.ReportMetric(float64(rows), "rows")
			b.ReportMetric(0, "ns/op") // of both together, which says nothing
		})
	}
}

// BenchmarkTodayAgain computes it after one rating was saved.
func BenchmarkTodayAgain(b *testing.B) {
	path := example(b, 10_000)
	s, err := store.Open(b.Context(), path, store.Options{Author: store.Author{Supervisor: "Anna Åkesson"}})
	must(b, err)
	defer s.Close()
	watch := NewWatch(s)
	people, err := watch.People(b.Context())
	must(b, err)
	p, err := s.Participant(b.Context(), people[0].ID)
	must(b, err)
	for i := 0; b.Loop(); i++ {
		b.StopTimer()
		p.Name = fmt.Sprint("Åsa ", i)
		_, err := s.SaveParticipant(b.Context(), p)
		must(b, err)
		b.StartTimer()
		people, err := watch.People(b.Context())
		must(b, err)
		rowsOf(people)
	}
}

func example(b *testing.B, participants int) (path string) {
	path = filepath.Join(b.TempDir(), "example.framsteg")
	must(b, demo.Make(b.Context(), path, demo.Options{Participants: participants, Years: 1, Seed: 1, End: skapa.DateOf(2026, 11, 21)}))
	return path
}

// inMemory opens an image of a database as the store does.
func inMemory(b *testing.B, image []byte) *sql.DB {
	db, err := sql.Open("sqlite", ":memory:")
	must(b, err)
	b.Cleanup(func() { db.Close() })
	db.SetMaxOpenConns(1)
	conn, err := db.Conn(b.Context())
	must(b, err)
	defer conn.Close()
	must(b, conn.Raw(func(c any) error { return c.(interface{ Deserialize([]byte) error }).Deserialize(image) }))
	return db
}

func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}
