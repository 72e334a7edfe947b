package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"framsteg/store/skapa"
)

// apart gives two copies of a workspace with a team, three participants in it and
// a rating, in which different things were done.
func apart(t *testing.T) (here, there *bench) {
	here = newBench(t)
	ctx := t.Context()
	team, err := here.TeamNamed(ctx, "Halmstad")
	must(t, err)
	in := func(p *skapa.Participant) { p.Team, p.Name = team.ID, "Åsa" }
	edited, erased, both := here.participant("H-1", in), here.participant("H-2", in), here.participant("H-3", in)
	here.assessment(edited, skapa.Self, "2026-03-01", 3)
	there = openBench(t, copyTo(t, here.image()), noon)
	t.Cleanup(func() { there.Close() })
	_, err = there.SaveParticipant(ctx, with(edited, func(p *skapa.Participant) { p.Name = "Örjan" }))
	must(t, err)
	there.assessment(edited, skapa.BySupervisor, "2026-03-01", 4)
	there.eraseThis(erased.ID)
	_, err = there.SaveParticipant(ctx, with(both, func(p *skapa.Participant) { p.Municipality = "Laholm" }))
	must(t, err)
	_, err = here.SaveParticipant(ctx, with(both, func(p *skapa.Participant) { p.Municipality = "Falkenberg" }))
	must(t, err)
	there.assessment(there.participant("V-1"), skapa.Self, "2026-03-02", 2)
	return here, there
}

// A preview says what the merge does, by kind and team, and touches nothing.
func TestPreview(t *testing.T) {
	here, there := apart(t)
	ctx := t.Context()
	before, backups := here.image(), len(here.backups())
	act, _ := here.LastAct()
	digest, err := here.Digest(ctx)
	must(t, err)
	preview, err := here.Preview(ctx, Merging{Path: there.Path()})
	must(t, err)
	for team, want := range map[string]map[string]Tally{
		"Halmstad": {"participant": {Changed: 1, Conflict: 1, Erased: 1}, "assessment": {New: 1, Same: 1}},
		"":         {"participant": {New: 1}, "assessment": {New: 1}},
	} {
		if !maps.Equal(preview.Teams[team], want) {
			t.Errorf("of %q: %+v, want %+v", team, preview.Teams[team], want)
		}
	}
	if got := preview.Kinds["participant"]; got != (Tally{New: 1, Changed: 1, Conflict: 1, Erased: 1}) {
		t.Errorf("%+v", got)
	}
	if want := []string{"H-1", "H-2", "H-3", "V-1"}; !slices.Equal(preview.Codes, want) || preview.Conflicts != 1 {
		t.Errorf("%q, %d conflicts", preview.Codes, preview.Conflicts)
	}
	after, err := here.Digest(ctx)
	must(t, err)
	if now, _ := here.LastAct(); after != digest || !slices.Equal(here.image(), before) || len(here.backups()) != backups || now != act {
		t.Error("the preview touched something")
	}
	merged, err := here.Merge(ctx, Merging{Path: there.Path()})
	must(t, err)
	if !reflect.DeepEqual(merged, preview) {
		t.Errorf("the preview said %+v, the merge %+v", preview, merged)
	}
	if again, err := here.Preview(ctx, Merging{Path: there.Path()}); err != nil || len(again.Codes) > 0 || again.Kinds["participant"] != (Tally{Same: 3}) {
		t.Errorf("again: %+v, %v", again, err)
	}
	_, err = here.Undo(ctx)
	must(t, err)
	if undone, err := here.Digest(ctx); err != nil || undone != digest {
		t.Errorf("not undone: %v", err)
	}
}

// Who was joined is named, and so is the hub that exports go to from now on.
func TestMergedNamesJoinedAndHub(t *testing.T) {
	here := newBench(t)
	ctx := t.Context()
	one, other := here.participant("H-1"), here.participant("H-2")
	here.participant("H-3")
	there := openBench(t, copyTo(t, here.image()), noon)
	t.Cleanup(func() { there.Close() })
	must(t, there.Join(ctx, "participant", one.ID, []skapa.ID{other.ID}))
	must(t, there.SetHub(ctx, aHub))
	path := there.Path()
	merged, err := here.Merge(ctx, Merging{Path: path})
	must(t, err)
	if merged.Kinds["joining"] != (Tally{New: 1}) || merged.Kinds["hub"] != (Tally{New: 1}) || merged.Hub != aHub {
		t.Errorf("%+v", merged)
	}
	if want := []string{"H-1", "H-2"}; !slices.Equal(merged.Codes, want) {
		t.Errorf("%q are not as before, want %q", merged.Codes, want)
	}
	again, err := here.Merge(ctx, Merging{Path: path})
	must(t, err)
	if again.Kinds["joining"] != (Tally{Same: 1}) || again.Hub != "" || len(again.Codes) > 0 {
		t.Errorf("again %+v", again)
	}
	all, err := there.Joinings(ctx)
	must(t, err)
	must(t, there.Split(ctx, all[0].ID))
	split, err := here.Merge(ctx, Merging{Path: path})
	must(t, err)
	if want := []string{"H-1", "H-2"}; split.Kinds["joining"] != (Tally{Gone: 1}) || !slices.Equal(split.Codes, want) {
		t.Errorf("split %+v", split)
	}
}

// What is wrong here is not said of the other file.
func TestMergeBlamesNobodyElse(t *testing.T) {
	here, there := apart(t)
	must(t, here.do(t.Context(), "PRAGMA ignore_check_constraints = 1",
		"INSERT INTO pause SELECT randomblob(16), x'01', device, author, at, 1, id, '2026-03-01', '2026-03-02', 'sick' FROM participant LIMIT 1"))
	_, err := here.Preview(t.Context(), Merging{Path: there.Path()})
	wantProblem(t, err, "error.open.damaged")
	if p, is := errors.AsType[*skapa.Problem](err); is && p.Args["Path"] != here.Path() {
		t.Errorf("got %v of %s", err, p.Args["Path"])
	}
}

// Whenever a merge is ended before it is done nothing has changed, and no backup
// was made. What it tells of its progress never goes back.
func TestMergeCancelled(t *testing.T) {
	here, there := apart(t)
	before, backups := here.image(), len(here.backups())
	digest, err := here.Digest(t.Context())
	must(t, err)
	var shares []float64
	_, err = here.Preview(t.Context(), Merging{Path: there.Path(), Progress: func(share float64) { shares = append(shares, share) }})
	must(t, err)
	if !slices.IsSorted(shares) || shares[0] < 0 || shares[len(shares)-1] != 1 {
		t.Errorf("shares %v", shares)
	}
	for _, at := range shares[:len(shares)-1] {
		ctx, cancel := context.WithCancel(t.Context())
		_, err := here.Merge(ctx, Merging{Path: there.Path(), Progress: func(share float64) {
			if share >= at {
				cancel()
			}
		}})
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("ended at %v: %v", at, err)
		}
		now, err := here.Digest(t.Context())
		if err != nil || now != digest || !slices.Equal(here.image(), before) || len(here.backups()) != backups {
			t.Errorf("ended at %v, something is left of it: %v", at, err)
		}
	}
	_, err = here.Merge(t.Context(), Merging{Path: there.Path()})
	must(t, err)
}

// Nothing stays attached, and nothing can be.
func TestMergeLeavesNothingAttached(t *testing.T) {
	here, there := apart(t)
	_, err := here.Merge(t.Context(), Merging{Path: there.Path()})
	must(t, err)
	var names []string
	must(t, here.list(t.Context(), &names, "SELECT name FROM pragma_database_list"))
	if !slices.Equal(names, []string{"main"}) {
		t.Errorf("%q", names)
	}
	if err := here.do(t.Context(), "ATTACH ':memory:' AS x"); err == nil {
		t.Error("something could be attached")
	}
}

// The digest tells every fact from another, and nothing else.
func TestDigest(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p := b.participant("H-1", func(p *skapa.Participant) { p.Name = "Åsa" })
	b.day(p)
	b.assessment(p, skapa.Self, "2026-03-01", 3)
	b.correctly(p)
	b.eraseThis(b.participant("H-2").ID)
	b.team("Hylte", 5)
	image := b.image()
	known := map[string]string{}
	of := func(script string) string {
		s := openBench(t, copyTo(t, altered(t, image, script)), noon)
		defer s.Close()
		digest, err := s.Digest(ctx)
		must(t, err)
		return digest
	}
	known[of("SELECT 1")] = "the file"
	for _, same := range []string{
		"VACUUM", "UPDATE erasure SET at = at + 1", "UPDATE workspace SET created = created + 1", "DELETE FROM whose", "DELETE FROM draft",
	} {
		if known[of(same)] == "" {
			t.Errorf("%s gives another digest", same)
		}
	}
	for _, table := range mergeTables() {
		columns, err := b.columnsOf(ctx, table.name)
		must(t, err)
		for _, column := range columns {
			found := change(t, b, table, column)
			if found == "" {
				continue
			}
			digest, err := digestOf(t, image, found)
			if err != nil {
				continue // which Open refuses
			}
			if other, twice := known[digest]; twice {
				t.Errorf("%s gives the digest of %s", found, other)
			}
			known[digest] = found
		}
	}
	if len(known) < 60 {
		t.Errorf("only %d files were told apart", len(known))
	}
	if _, different := known[of("INSERT INTO erasure VALUES (randomblob(16), randomblob(16), 0)")]; different {
		t.Error("one who was erased makes no difference")
	}
	if _, different := known[of("UPDATE workspace SET id = randomblob(16); DELETE FROM rhythm; DELETE FROM hub")]; different {
		t.Error("the workspace makes no difference")
	}
}

// change gives a statement that changes one byte of one row of a column; "" where
// the table has none.
func change(t *testing.T, b *bench, of table, column string) string {
	t.Helper()
	var first struct{ Type, Key string }
	keys := strings.Split(of.key, ", ")
	found, err := b.get(t.Context(), &first, fmt.Sprintf("SELECT typeof(%s) AS type, hex(%s) AS key FROM %s WHERE %[1]s IS NOT NULL AND length(%[1]s) > 0 LIMIT 1", column, keys[0], of.name))
	must(t, err)
	to := map[string]string{
		"integer": column + " + 1",
		"text":    fmt.Sprintf("substr(%[1]s, 1, length(%[1]s) - 1) || iif(substr(%[1]s, -1) = 'x', 'y', 'x')", column),
		"blob":    fmt.Sprintf("CAST(substr(%[1]s, 1, 15) || iif(substr(%[1]s, 16) = x'01', x'02', x'01') AS BLOB)", column),
	}[first.Type]
	if !found {
		return ""
	}
	return fmt.Sprintf("PRAGMA ignore_check_constraints = 1; UPDATE OR IGNORE %s SET %s = %s WHERE hex(%s) = '%s'", of.name, column, to, keys[0], first.Key)
}

// digestOf gives the digest of an image after a script, whatever rules that broke.
func digestOf(t *testing.T, image []byte, script string) (string, error) {
	t.Helper()
	ctx := t.Context()
	db, err := memory(ctx, altered(t, image, script))
	must(t, err)
	s, err := newStore(ctx, &file{path: filepath.Join(t.TempDir(), "x")}, db, Options{}.withDefaults())
	must(t, err)
	defer func() { must(t, s.drop()) }()
	return s.Digest(ctx)
}

// Whatever a file holds, a merge takes it whole and soundly, or refuses it and
// leaves everything as it was.
func FuzzMerge(f *testing.F) {
	m := newMaterial(f)
	f.Add([]byte{}, uint16(0), byte(0))
	f.Add(m.plain, uint16(0), byte(0))
	f.Add(m.plain, uint16(9000), byte(3))
	f.Fuzz(func(t *testing.T, image []byte, at uint16, flip byte) {
		if len(image) > 0 {
			image = slices.Clone(image)
			image[int(at)*7%len(image)] ^= flip
		}
		here := openBench(t, copyTo(t, m.plain), noon)
		defer here.Close()
		path := copyTo(t, image)
		digest, err := here.Digest(t.Context())
		must(t, err)
		_, err = here.Merge(t.Context(), Merging{Path: path})
		if err == nil {
			_, err := Check(t.Context(), here.Path(), Options{})
			must(t, err)
			return
		}
		wantAnyProblem(t, err)
		now, problem := here.Digest(t.Context())
		must(t, problem)
		kept, problem := os.ReadFile(here.Path())
		must(t, problem)
		if now != digest || !slices.Equal(kept, m.plain) {
			t.Error("a refused file changed something")
		}
	})
}
