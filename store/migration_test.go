package store

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jmoiron/sqlx"

	"framsteg/store/skapa"
)

// version1 gives a workspace of eight participants as the program wrote it before
// there were plans, pauses and periods.
func version1(t testing.TB) []byte { return writtenBy(t, 1) }

// version2 gives one as the program wrote it before anything could be joined.
func version2(t testing.TB) []byte { return writtenBy(t, 2) }

// writtenBy gives a workspace as the program wrote it by a version of the schema.
func writtenBy(t testing.TB, version int) []byte {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", fmt.Sprintf("version%d.framsteg.gz", version)))
	must(t, err)
	defer f.Close()
	unzipped, err := gzip.NewReader(f)
	must(t, err)
	image, err := io.ReadAll(unzipped)
	must(t, err)
	return image
}

// rowsOf gives every row of the tables that a file of version 1 has, by table, of
// its columns only.
func rowsOf(t testing.TB, db *sqlx.DB, columns map[string]string) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for table, names := range columns {
		rows, err := db.Queryx("SELECT " + names + " FROM " + table)
		must(t, err)
		defer rows.Close()
		for rows.Next() {
			values, err := rows.SliceScan()
			must(t, err)
			all[table] = append(all[table], fmt.Sprintf("%q", values))
		}
		slices.Sort(all[table])
	}
	return all
}

// columnsIn gives the columns of each table of a file, as a query lists them.
func columnsIn(t testing.TB, db *sqlx.DB) map[string]string {
	t.Helper()
	var rows []struct{ Tbl, Name string }
	must(t, db.Select(&rows, `SELECT m.name AS tbl, c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY m.name, c.cid`))
	all := map[string][]string{}
	for _, r := range rows {
		all[r.Tbl] = append(all[r.Tbl], r.Name)
	}
	columns := map[string]string{}
	for table, names := range all {
		columns[table] = strings.Join(names, ", ")
	}
	return columns
}

func TestMigrationKeepsEveryFact(t *testing.T) {
	for version := 1; version < schemaVersion; version++ {
		t.Run(fmt.Sprint(version), func(t *testing.T) { keepsEveryFact(t, writtenBy(t, version)) })
	}
}

func keepsEveryFact(t *testing.T, image []byte) {
	t.Helper()
	old, err := sqlx.Open("sqlite", "file:"+copyTo(t, image)+"?mode=ro")
	must(t, err)
	defer old.Close()
	columns := columnsIn(t, old)
	want := rowsOf(t, old, columns)
	if len(want["participation"]) == 0 || len(want["answer"]) == 0 {
		t.Fatalf("nothing in the file: %v", slices.Sorted(maps.Keys(want)))
	}

	path := copyTo(t, image)
	b := openBench(t, path, noon)
	defer b.Close()
	if got := rowsOf(t, b.snapshot(t), columns); !maps.EqualFunc(got, want, slices.Equal) {
		t.Error("what the file said is not what the store says")
	}
	if !bytes.Equal(b.image(), image) {
		t.Error("opening wrote the file")
	}
	if _, err := Check(t.Context(), path, Options{}); err != nil {
		t.Error(err)
	}
	b.participant("N-1")
	again, err := sqlx.Open("sqlite", "file:"+path+"?mode=ro")
	must(t, err)
	defer again.Close()
	if print, err := fingerprint(t.Context(), again); err != nil || print != fingerprints[schemaVersion-1] {
		t.Errorf("the file has the fingerprint %s, %v", print, err)
	}
	if _, err := Check(t.Context(), path, Options{}); err != nil {
		t.Error(err)
	}
	made := b.backups()
	if len(made) != 1 || made[0].Reason != backupMigration {
		t.Fatalf("backups: %+v", made)
	}
	if kept, err := os.ReadFile(made[0].Path); err != nil || !bytes.Equal(kept, image) {
		t.Errorf("the backup is not the file of before: %v", err)
	}
}

// snapshot gives a reader of what a store holds now.
func (b *bench) snapshot(t testing.TB) *sqlx.DB {
	t.Helper()
	image, err := b.bytes()
	must(t, err)
	db, err := memory(context.Background(), image)
	must(t, err)
	t.Cleanup(func() { db.Close() })
	return db
}

func TestReadingAnOldFileLeavesItAlone(t *testing.T) {
	image := version1(t)
	path := copyTo(t, image)
	s, err := Open(t.Context(), path, Options{Reading: true})
	must(t, err)
	if n, err := s.Count(t.Context()); n != 8 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	must(t, s.Close())
	after, err := os.ReadFile(path)
	must(t, err)
	entries, err := os.ReadDir(filepath.Dir(path))
	must(t, err)
	if !bytes.Equal(after, image) || len(entries) != 1 {
		t.Errorf("changed, or left beside it: %v", entries)
	}
}

// Before there were periods the last day was one of the participant.
func TestFinishOfAnOldFile(t *testing.T) {
	ctx := t.Context()
	b := openBench(t, copyTo(t, version1(t)), noon)
	defer b.Close()
	cases, err := b.Caseload(ctx)
	must(t, err)
	var left Case
	for _, c := range cases {
		periods, err := b.Periods(ctx, c.ID)
		must(t, err)
		p, err := b.Participant(ctx, c.ID)
		must(t, err)
		want := skapa.Period{ID: c.ID, Participant: c.ID, Start: c.Start, Finish: c.Finish}
		if len(periods) != 1 || periods[0] != want || p.Finish != c.Finish || p.Entered != c.Start || c.Entered != c.Start {
			t.Errorf("%+v of %+v and %+v", periods, c, p)
		}
		if !c.Finish.IsZero() {
			left = c
		}
	}
	if left.ID.IsZero() {
		t.Fatal("nobody has left")
	}

	b.writesNothing(func() {
		p, err := b.Participant(ctx, left.ID)
		must(t, err)
		_, err = b.SaveParticipant(ctx, p)
		must(t, err)
	})
	exit := skapa.Period{ID: left.ID, Participant: left.ID, Finish: left.Finish, Result: toWork}
	_, err = b.SaveExit(ctx, exit)
	must(t, err)
	b.agrees(left.ID, left.Start, left.Finish)
	exit.Finish, exit.Result = 0, skapa.Result{}
	_, err = b.SaveExit(ctx, exit)
	must(t, err)
	b.agrees(left.ID, left.Start, 0)
	_, err = b.Undo(ctx)
	must(t, err)
	b.agrees(left.ID, left.Start, left.Finish)
	entry, err := b.Reenter(ctx, left.ID, b.Today())
	must(t, err)
	b.agrees(left.ID, entry.Start, 0)
}

// agrees fails unless Participant, Caseload as it is remembered, and Caseload read
// afresh all say when the latest period began and ended.
func (b *bench) agrees(id skapa.ID, entered, finish skapa.Date) {
	b.t.Helper()
	p, err := b.Participant(b.t.Context(), id)
	must(b.t, err)
	if p.Entered != entered || p.Finish != finish {
		b.t.Errorf("the participant says %s to %s, want %s to %s", p.Entered, p.Finish, entered, finish)
	}
	for name, s := range map[string]*Store{"remembered": b.Store, "fresh": b.reopen().Store} {
		cases, err := s.Caseload(b.t.Context())
		must(b.t, err)
		i := slices.IndexFunc(cases, func(c Case) bool { return c.ID == id })
		if i < 0 || cases[i].Entered != entered || cases[i].Finish != finish {
			b.t.Errorf("the list, %s, says %+v, want %s to %s", name, cases[max(i, 0)], entered, finish)
		}
	}
}

// One computer has the new program already, the other has not.
func TestMergeWithAnOldFile(t *testing.T) {
	old := version1(t)
	ctx := t.Context()
	migrated := copyTo(t, old)
	b := openBench(t, migrated, noon)
	cases, err := b.Caseload(ctx)
	must(t, err)
	b.day(b.participant("M-1"))
	b.goal(skapa.Participant{ID: cases[0].ID}, func(g *skapa.Goal) { g.Since = b.Today() })
	must(t, b.Close())

	// Elsewhere the program before gave somebody another last day, and the new one
	// worked in a copy of its own.
	edited := copyTo(t, altered(t, old, `
		CREATE TEMP TABLE x AS SELECT p.* FROM participant p WHERE finish IS NOT NULL AND rev NOT IN (SELECT parent FROM supersedes) ORDER BY rev LIMIT 1;
		INSERT INTO supersedes SELECT rev, x'01a20000000070008000000000000001', id FROM x;
		UPDATE x SET rev = x'01a20000000070008000000000000001', finish = '2026-11-01';
		INSERT INTO participant SELECT * FROM x`))
	other := copyTo(t, old)
	c := openBench(t, other, noon.Add(time.Hour))
	c.participant("N-9")
	must(t, c.Close())

	open := func(path string) *bench {
		image, err := os.ReadFile(path)
		must(t, err)
		return openBench(t, copyTo(t, image), noon)
	}
	here := open(migrated)
	for name, theirs := range map[string]string{"as it was": copyTo(t, old), "edited by the program before": edited, "edited": other} {
		t.Run(name, func(t *testing.T) {
			both := unite(t, here, open(theirs))
			wantLike(t, "A∪B = B∪A", both, unite(t, open(theirs), here))
			wantAllOf(t, both, here.Store)
			wantAllOf(t, both, open(theirs).Store)
		})
	}
	s := unite(t, here, open(edited))
	var changed int
	_, err = s.get(ctx, &changed, "SELECT count(*) FROM participant_now WHERE finish = '2026-11-01'")
	must(t, err)
	if changed != 1 {
		t.Errorf("%d participants left on the other day", changed)
	}
	if conflicts, err := s.Conflicts(ctx); err != nil || len(conflicts) > 0 {
		t.Errorf("%+v, %v", conflicts, err)
	}
}
