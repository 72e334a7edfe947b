package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"framsteg/assets"
	"framsteg/store/skapa"
)

// The laws of merging: three computers that work apart, by clocks that are wrong,
// some of them from a part of the workspace, from one without names or from a file
// of an older program, and merge in any order, hold the same facts and conflicts.
func TestMergeLaws(t *testing.T) {
	origins := [][]byte{lawOrigin(t), version1(t), version2(t)}
	for seed := range fewer(200) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			t.Parallel()
			r := rand.New(rand.NewPCG(uint64(seed), 7))
			origin := origins[seed%len(origins)]
			a, b, c := replica(t, r, origin), replica(t, r, origin), replica(t, r, origin)
			if seed%4 == 1 {
				c = openBench(t, copyTo(t, origin), noon) // as the old program left it
			}
			ab := unite(t, a, b)
			wantLike(t, "A∪B = B∪A", ab, unite(t, b, a))
			wantLike(t, "A∪A = A", unite(t, a, a), a.Store)
			all := unite(t, a, &bench{Store: unite(t, b, c)})
			wantLike(t, "(A∪B)∪C = A∪(B∪C)", unite(t, &bench{Store: ab}, c), all)
			wantLike(t, "(A∪B)∪B = A∪B", unite(t, &bench{Store: ab}, b), ab)
			for _, one := range []*bench{a, b, c} {
				wantAllOf(t, all, one.Store)
			}
			if seed%8 == 0 {
				wantFile(t, a, b, ab)
			}
		})
	}
}

// lawOrigin gives the image of a workspace to begin apart from.
func lawOrigin(t *testing.T) []byte {
	b := newBench(t)
	ctx := t.Context()
	must(t, b.Batch(ctx, func(ctx context.Context) error {
		w := worker{b.Store, rand.New(rand.NewPCG(0, 0))}
		for _, name := range []string{"Halmstad", "Varberg", "halmstads team"} {
			if _, err := b.SaveTeam(ctx, skapa.Team{Name: name}); err != nil {
				return err
			}
		}
		for range 30 {
			if err := w.act(ctx); err != nil {
				return err
			}
		}
		return nil
	}))
	return b.image()
}

// replica gives a copy of a workspace, or of a part of it, in which somebody has
// worked.
func replica(t *testing.T, r *rand.Rand, origin []byte) *bench {
	t.Helper()
	ctx := t.Context()
	b := openBench(t, copyTo(t, origin), noon.Add(time.Duration(r.IntN(72)-36)*time.Hour))
	if r.IntN(3) == 0 {
		b = b.part(r)
	}
	must(t, b.Batch(ctx, func(ctx context.Context) error {
		w := worker{b.Store, r}
		for range 4 + r.IntN(12) {
			b.clock.pass(time.Duration(r.IntN(300)-120) * time.Minute)
			if err := w.act(ctx); err != nil {
				return err
			}
		}
		return nil
	}))
	return b
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

// worker does what people do.
type worker struct {
	*Store
	*rand.Rand
}

// act does something, which the rules may refuse.
func (w worker) act(ctx context.Context) error {
	err := w.try(ctx)
	if _, refused := errors.AsType[*skapa.Invalid](err); refused {
		return nil
	}
	if p, refused := errors.AsType[*skapa.Problem](err); refused && p.Err == nil {
		return nil
	}
	return err
}

func (w worker) try(ctx context.Context) error {
	cases, err := w.Caseload(ctx)
	if err != nil {
		return err
	}
	if len(cases) == 0 || w.IntN(8) == 0 {
		_, err := w.SaveParticipant(ctx, skapa.Participant{Code: fmt.Sprintf("N-%d", w.IntN(5)), Start: date("2026-01-01"), Personnummer: w.personnummer()})
		return err
	}
	p, err := w.Participant(ctx, cases[w.IntN(len(cases))].ID)
	if err != nil {
		return err
	}
	switch w.IntN(12) {
	case 0, 1:
		return w.edit(ctx, p)
	case 2, 3, 4:
		return w.rate(ctx, p)
	case 5:
		_, err = w.SaveGoal(ctx, skapa.Goal{Participant: p.ID, Area: skapa.Areas[w.IntN(6)], Since: w.day(), Text: w.text()})
	case 6:
		_, err = w.SavePause(ctx, skapa.Pause{Participant: p.ID, Reason: skapa.PauseReasons[0], From: w.day(), To: w.day().Add(60)})
	case 7:
		a, err := w.ActivityNamed(ctx, "Språk"+fmt.Sprint(w.IntN(3)), skapa.Categories[0])
		if err != nil {
			return err
		}
		_, err = w.SaveParticipation(ctx, skapa.Participation{Participant: p.ID, Activity: a.ID, Status: skapa.Ongoing, Start: w.day()})
		return err
	case 8:
		return w.staff(ctx)
	case 9:
		if w.IntN(2) == 0 {
			return w.eraseOne(ctx, p.ID)
		}
	case 10:
		return w.join(ctx, participants.name, p.ID, cases[w.IntN(len(cases))].ID)
	case 11:
		periods, err := w.Periods(ctx, p.ID)
		if err != nil || len(periods) == 0 {
			return err
		}
		last := periods[len(periods)-1]
		last.Finish, last.Result = date("2026-08-01"), toWork
		_, err = w.Leave(ctx, last)
		return err
	}
	return err
}

func (w worker) day() skapa.Date { return date("2026-02-01").Add(w.IntN(90)) }

func (w worker) text() string { return []string{"", "Jag vill sova.", "Å, läsa!"}[w.IntN(3)] }

// edit changes what is known of somebody, or who follows them.
func (w worker) edit(ctx context.Context, p skapa.Participant) error {
	teams, err := w.Teams(ctx)
	if err != nil {
		return err
	}
	switch w.IntN(4) {
	case 0:
		p.Name = w.text()
	case 1:
		p.Municipality, p.BirthYear = w.text(), 1980+w.IntN(5)
	case 2:
		p.Personnummer = w.personnummer()
	default:
		p.Team = teams[w.IntN(len(teams))].ID
		p.Since = max(p.Since, p.Start).Add(w.IntN(3))
	}
	_, err = w.SaveParticipant(ctx, p)
	return err
}

// rate enters a rating, or corrects or removes one.
func (w worker) rate(ctx context.Context, p skapa.Participant) error {
	all, err := w.Assessments(ctx, p.ID)
	if err != nil {
		return err
	}
	a := rating(p, skapa.Raters[w.IntN(2)], w.day().String(), skapa.Step(1+w.IntN(5)))
	a.Comment = w.text()
	if len(all) > 0 && w.IntN(2) == 0 {
		a = rating(p, all[0].Rater, a.Date.String(), a.Answers[assets.Instrument().Items[0].ID])
		a.ID = all[0].ID
		if w.IntN(4) == 0 {
			return w.DeleteAssessment(ctx, a.ID, "fel person")
		}
	}
	_, err = w.SaveAssessment(ctx, a, "rättat")
	return err
}

// staff renames somebody or something that others refer to, or joins two.
func (w worker) staff(ctx context.Context) error {
	teams, err := w.Teams(ctx)
	if err != nil {
		return err
	}
	t := teams[w.IntN(len(teams))]
	if w.IntN(2) == 0 {
		return w.join(ctx, "team", t.ID, teams[w.IntN(len(teams))].ID)
	}
	t.Name = fmt.Sprint("Team ", w.IntN(9))
	_, err = w.SaveTeam(ctx, t)
	return err
}

// join says that two are one, or takes that back.
func (w worker) join(ctx context.Context, sort string, one, other skapa.ID) error {
	if one != other && w.IntN(3) > 0 {
		return w.Join(ctx, sort, one, []skapa.ID{other})
	}
	all, err := w.Joinings(ctx)
	if err != nil || len(all) == 0 {
		return err
	}
	return w.Split(ctx, all[w.IntN(len(all))].ID)
}

func (w worker) personnummer() string { return []string{"", "199001152384", "198112289874"}[w.IntN(3)] }

func (w worker) eraseOne(ctx context.Context, id skapa.ID) error {
	return w.write(ctx, func(ctx context.Context, wr *writer) error {
		if err := wr.exec("INSERT INTO erasure (participant, device, at) VALUES (?, ?, ?)", id, w.device, wr.at); err != nil {
			return err
		}
		if err := w.erase(ctx, "main"); err != nil {
			return err
		}
		return wr.rebuildWhose(ctx)
	})
}

// unite gives in memory what two hold together, after all checks.
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
	must(t, both.checkFacts(ctx))
	return both
}

// said is what two that hold the same facts have in common besides them.
type said struct {
	digest    string
	conflicts []Conflict
	doubles   []Double
	roots     map[skapa.ID]skapa.ID
}

func stateOf(t testing.TB, s *Store) (now said) {
	t.Helper()
	ctx := t.Context()
	var err error
	now.digest, err = s.Digest(ctx)
	must(t, err)
	now.conflicts, err = s.Conflicts(ctx)
	must(t, err)
	now.doubles, err = s.Doubles(ctx)
	must(t, err)
	var rows []struct{ ID, Root skapa.ID }
	must(t, s.list(ctx, &rows, "SELECT id, root FROM whose"))
	now.roots = map[skapa.ID]skapa.ID{}
	for _, r := range rows {
		now.roots[r.ID] = r.Root
	}
	return now
}

func wantLike(t testing.TB, law string, one, other *Store) {
	t.Helper()
	a, b := stateOf(t, one), stateOf(t, other)
	if a.digest != b.digest {
		t.Errorf("%s: not the same facts", law)
	}
	if !slices.Equal(a.conflicts, b.conflicts) {
		t.Errorf("%s: conflicts %+v and %+v", law, a.conflicts, b.conflicts)
	}
	if !reflect.DeepEqual(a.doubles, b.doubles) {
		t.Errorf("%s: doubles %+v and %+v", law, a.doubles, b.doubles)
	}
	if !maps.Equal(a.roots, b.roots) {
		t.Errorf("%s: roots %v and %v", law, a.roots, b.roots)
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
	wantLike(t, "a file = what it was merged of", here.reopen().Store, both)
	if _, err := Check(ctx, here.Path(), Options{}); err != nil {
		t.Error(err)
	}
}
