package store

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"framsteg/store/skapa"
)

// The laws of merging: three computers that work apart, by clocks that are wrong,
// some of them from a part of the workspace, from one without names or from a file
// of an older program, and merge in any order, hold the same facts, conflicts and
// doubles, and show the same of everybody.
func TestMergeLaws(t *testing.T) {
	old := [][]byte{lawOrigin(t), version1(t), version2(t), writtenBy(t, 3)}
	var origins [][]byte
	for _, image := range old {
		origins = append(origins, asNow(t, image))
	}
	for seed := range fewer(180) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(uint64(seed), 7))
			origin := origins[seed%len(origins)]
			a, b, c := replica(t, r, origin), replica(t, r, origin), replica(t, r, origin)
			if seed%5 == 1 { // of each origin in turn
				c = openBench(t, copyTo(t, old[seed%len(old)]), noon) // as the old program left it
			}
			ab := unite(t, a, b)
			said := stateOf(t, ab)
			wantSaid(t, "A∪B = B∪A", said, unite(t, b, a))
			wantLike(t, "A∪A = A", a.Store, unite(t, a, a))
			all := unite(t, a, &bench{Store: unite(t, b, c)})
			wantLike(t, "(A∪B)∪C = A∪(B∪C)", all, unite(t, &bench{Store: ab}, c))
			wantSaid(t, "(A∪B)∪B = A∪B", said, unite(t, &bench{Store: ab}, b))
			for _, one := range []*Store{a.Store, b.Store, c.Store, ab, all} { // of which the others are known to be like one
				must(t, one.checkFacts(t.Context()))
			}
			for _, one := range []*bench{a, b, c} {
				wantAllOf(t, all, one.Store)
			}
			if seed%7 == 0 {
				wantFile(t, a, b, ab)
			}
		})
	}
}

// lawOrigin gives the image of a workspace to begin apart from: what two hold
// together who have worked apart already, so that there are conflicts.
func lawOrigin(t *testing.T) []byte {
	b := newBench(t)
	ctx := t.Context()
	r := rand.New(rand.NewPCG(0, 0))
	for _, name := range []string{"Halmstad", "Varberg", "halmstads team"} {
		_, err := b.SaveTeam(ctx, skapa.Team{Name: name})
		must(t, err)
	}
	b.works(r, 20)
	one, other := openBench(t, copyTo(t, b.image()), noon), openBench(t, copyTo(t, b.image()), noon)
	one.works(r, 20)
	other.works(r, 20)
	both := unite(t, one, other)
	conflicts, err := both.Conflicts(ctx)
	must(t, err)
	if len(conflicts) == 0 {
		t.Error("there is no conflict to resolve")
	}
	image, err := serialize(both.conn.Conn)
	must(t, err)
	return image
}

// asNow gives an image of a workspace as this program writes it.
func asNow(t *testing.T, image []byte) []byte {
	t.Helper()
	b := openBench(t, copyTo(t, image), noon)
	defer b.Close()
	now, err := b.bytes()
	must(t, err)
	return now
}

// replica gives a copy of a workspace, or of a part of it, in which somebody has
// worked.
func replica(t *testing.T, r *rand.Rand, origin []byte) *bench {
	t.Helper()
	b := openBench(t, copyTo(t, origin), noon.Add(time.Duration(r.IntN(72)-36)*time.Hour))
	if r.IntN(3) == 0 {
		b = b.part(r)
	}
	b.works(r, 4+r.IntN(12))
	return b
}

// works does some things, by a clock that goes back at times.
func (b *bench) works(r *rand.Rand, acts int) {
	b.t.Helper()
	must(b.t, b.Batch(b.t.Context(), func(ctx context.Context) error {
		w := worker{b.Store, r}
		for range acts {
			b.clock.pass(time.Duration(r.IntN(300)-120) * time.Minute)
			if err := w.act(ctx); err != nil {
				return err
			}
		}
		return nil
	}))
}

// part gives an export of some participants, of one team, or of everybody, with
// or without names.
func (b *bench) part(r *rand.Rand) *bench {
	b.t.Helper()
	ctx := b.t.Context()
	what := Selection{Pseudonymous: r.IntN(2) == 0}
	cases, err := b.Caseload(ctx)
	must(b.t, err)
	switch some := r.IntN(3); {
	case some == 0 && len(cases) > 0:
		what.Participants = []skapa.ID{cases[r.IntN(len(cases))].ID, cases[r.IntN(len(cases))].ID}
	case some == 1 && len(cases) > 0 && !cases[0].TeamID.IsZero():
		what.Teams = []skapa.ID{cases[0].TeamID}
	}
	path := filepath.Join(b.t.TempDir(), "part.framsteg")
	_, err = b.Export(ctx, path, what, Lock{})
	must(b.t, err)
	return openBench(b.t, path, b.clock.Time)
}

// unite gives in memory what two hold together.
func unite(t testing.TB, one, other *bench) *Store {
	t.Helper()
	ctx := t.Context()
	both, err := one.scratch(ctx)
	must(t, err)
	t.Cleanup(func() { must(t, both.drop()) })
	detach, err := both.attach(ctx, other.Store)
	must(t, err)
	must(t, both.take(ctx, other.Path(), Merging{}))
	must(t, detach())
	return both
}

// said is what two that hold the same facts have in common, and what these show.
type said struct {
	digest    string
	conflicts []Conflict
	doubles   []Double
	roots     map[skapa.ID]skapa.ID
	hub       Hub
	rhythm    skapa.Rhythm
	places    map[skapa.ID]int
	teams     []skapa.Team
	cases     []Case
	facts     []*skapa.Facts
	periods   map[skapa.ID][]skapa.Period
}

func stateOf(t testing.TB, s *Store) (now said) {
	t.Helper()
	ctx := t.Context()
	var rows []struct{ ID, Root skapa.ID }
	must(t, s.list(ctx, &rows, "SELECT id, root FROM whose"))
	now.roots, now.periods = map[skapa.ID]skapa.ID{}, map[skapa.ID][]skapa.Period{}
	for _, r := range rows {
		now.roots[r.ID] = r.Root
	}
	now.digest = read(t, s.Digest)
	now.conflicts = read(t, s.Conflicts)
	now.doubles = read(t, s.Doubles)
	now.hub = Hub{Recipient: read(t, s.Hub).Recipient}
	now.rhythm = read(t, s.Rhythm)
	now.places = read(t, s.Places)
	now.teams = read(t, s.Teams)
	now.cases = read(t, s.Caseload)
	now.facts = read(t, s.Facts)
	for _, c := range now.cases {
		now.periods[c.ID] = read(t, func(ctx context.Context) ([]skapa.Period, error) { return s.Periods(ctx, c.ID) })
	}
	return now
}

func read[T any](t testing.TB, f func(context.Context) (T, error)) T {
	t.Helper()
	all, err := f(t.Context())
	must(t, err)
	return all
}

func wantLike(t testing.TB, law string, one, other *Store) {
	t.Helper()
	wantSaid(t, law, stateOf(t, one), other)
}

func wantSaid(t testing.TB, law string, a said, other *Store) {
	t.Helper()
	b := stateOf(t, other)
	for _, part := range []struct {
		name string
		a, b any
	}{
		{"facts", a.digest, b.digest}, {"conflicts", a.conflicts, b.conflicts}, {"doubles", a.doubles, b.doubles},
		{"roots", a.roots, b.roots}, {"hub", a.hub, b.hub}, {"rhythm", a.rhythm, b.rhythm}, {"places", a.places, b.places}, {"teams", a.teams, b.teams},
		{"caseload", a.cases, b.cases}, {"facts of each", a.facts, b.facts}, {"periods", a.periods, b.periods},
	} {
		if !reflect.DeepEqual(part.a, part.b) {
			t.Errorf("%s: the %s %+v and %+v", law, part.name, part.a, part.b)
		}
	}
}

// wantAllOf fails unless a store holds every fact of another that no erasure
// covers, and none that one covers.
func wantAllOf(t testing.TB, all, of *Store) {
	t.Helper()
	ctx := t.Context()
	detach, err := all.attach(ctx, of)
	must(t, err)
	defer func() { must(t, detach()) }()
	for _, table := range mergeTables() {
		columns, err := all.columnsOf(ctx, table.name)
		must(t, err)
		var lost, left int
		must(t, all.conn.GetContext(ctx, &lost, fmt.Sprintf(`SELECT count(*) FROM (SELECT *, %[2]s AS owner FROM other.%[1]s) o WHERE NOT EXISTS
			(SELECT 1 FROM main.%[1]s m WHERE %[3]s) AND (owner IS NULL OR owner NOT IN (SELECT participant FROM main.erasure))`,
			table.name, strings.ReplaceAll(table.owner, "FROM assessment", "FROM other.assessment"), equal(columns))))
		must(t, all.conn.GetContext(ctx, &left, fmt.Sprintf("SELECT count(*) FROM main.%s WHERE %s IN (SELECT participant FROM main.erasure)", table.name, table.owner)))
		if lost > 0 || left > 0 {
			t.Errorf("%d rows of %s are lost, %d are of who was erased", lost, table.name, left)
		}
	}
	var lost int
	must(t, all.conn.GetContext(ctx, &lost, "SELECT count(*) FROM other.erasure WHERE participant NOT IN (SELECT participant FROM main.erasure)"))
	if lost > 0 {
		t.Errorf("%d erasures are lost", lost)
	}
}

// wantFile fails unless Merge makes of a file what both hold, and says what
// Preview said.
func wantFile(t testing.TB, here, there *bench, both *Store) {
	t.Helper()
	ctx := t.Context()
	m := Merging{Path: there.Path()}
	preview, err := here.Preview(ctx, m)
	must(t, err)
	merged, err := here.Merge(ctx, m)
	must(t, err)
	if !reflect.DeepEqual(preview, merged) {
		t.Errorf("the preview says %+v, the merge %+v", preview, merged)
	}
	wantLike(t, "a file = what it was merged of", both, here.reopen().Store)
	if _, err := Check(ctx, here.Path(), Options{}); err != nil {
		t.Error(err)
	}
}
