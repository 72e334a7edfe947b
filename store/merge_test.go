package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"framsteg/store/skapa"
)

// behind gives the workspace as another computer has it that saves without
// knowing of this one.
func (b *bench) behind() *bench { return b.reopen() }

// A file that was replaced behind our back is not replaced in turn: what is in
// memory goes to a copy, until the two are merged.
func TestConflictOfFiles(t *testing.T) {
	for name, b := range map[string]*bench{"plain": newBench(t), "sealed": newSealedBench(t)} {
		t.Run(name, func(t *testing.T) {
			b.t = t
			ctx := t.Context()
			b.participant("H-1")
			other := b.behind()
			theirs := other.participant("H-2")
			bytes := b.image()

			mine, err := b.SaveParticipant(ctx, skapa.Participant{Code: "H-3", Start: date("2026-01-01")})
			wantProblem(t, err, "error.save.conflict")
			if !errors.Is(err, ErrNotSaved) || !errors.Is(b.Unsaved(), ErrConflict) {
				t.Errorf("%v, unsaved %v", err, b.Unsaved())
			}
			if !slices.Equal(b.image(), bytes) {
				t.Error("their file was replaced")
			}
			copied := err.(*skapa.Problem).Args["Copy"].(string)
			if want := strings.TrimSuffix(b.Path(), ".framsteg") + " (konflikt 2026-11-21 12.00).framsteg"; copied != want {
				t.Errorf("the copy is %s, want %s", copied, want)
			}
			late, err := b.SaveParticipant(ctx, skapa.Participant{Code: "H-4", Start: date("2026-01-01")})
			wantProblem(t, err, "error.save.conflict")
			inCopy, err := Open(ctx, copied, Options{Reading: true, Secret: passphrase})
			must(t, err)
			if n, err := inCopy.Count(ctx); n != 3 || err != nil {
				t.Errorf("%d in the copy, %v", n, err)
			}
			must(t, inCopy.Close())

			m, err := b.Merge(ctx, b.Path(), "")
			must(t, err)
			if !maps.Equal(m.Added, map[string]int{"participant": 1}) || len(m.Changed)+len(m.Missing) > 0 || !slices.Equal(m.Codes, []string{"H-2"}) {
				t.Errorf("%+v", m)
			}
			must(t, b.Unsaved())
			for _, p := range []skapa.Participant{theirs, mine, late} {
				if got, err := b.reopen().Participant(ctx, p.ID); err != nil || got != p {
					t.Errorf("%+v, %v", got, err)
				}
			}
			wantAlone(t, b.Path())
			undone, err := b.Undo(ctx)
			must(t, err)
			if n, _ := b.Count(ctx); undone.Key != "act.merge" || n != 3 {
				t.Errorf("%d after undoing %+v", n, undone)
			}
			all := b.backups()
			if !slices.ContainsFunc(all, func(b Backup) bool { return b.Reason == "merge" }) {
				t.Errorf("no backup of before: %+v", all)
			}
		})
	}
}

// Two conflicts within a minute have two copies; Reload leaves the copy.
func TestReload(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p := b.participant("H-1")
	for i := range 2 {
		b.behind().participant(fmt.Sprintf("T-%d", i))
		_, err := b.SaveParticipant(ctx, skapa.Participant{Code: fmt.Sprintf("M-%d", i), Start: date("2026-01-01")})
		wantProblem(t, err, "error.save.conflict")
		must(t, b.Reload(ctx, ""))
		must(t, b.Unsaved())
		if n, err := b.Count(ctx); n != 2+i || err != nil {
			t.Errorf("%d, %v", n, err)
		}
	}
	copies, err := filepath.Glob(filepath.Join(filepath.Dir(b.Path()), "*konflikt*"))
	must(t, err)
	if len(copies) != 2 {
		t.Errorf("%q", copies)
	}
	if _, any := b.LastAct(); any {
		t.Error("an act of what is not here can be undone")
	}
	_, err = b.SaveParticipant(ctx, with(p, func(p *skapa.Participant) { p.Municipality = "Laholm" }))
	must(t, err)
}

// Saving somewhere else ends a conflict, and needs no copy any more.
func TestSaveAsEndsAConflict(t *testing.T) {
	b := newBench(t)
	b.behind().participant("H-1")
	_, err := b.SaveParticipant(t.Context(), skapa.Participant{Code: "H-2", Start: date("2026-01-01")})
	wantProblem(t, err, "error.save.conflict")
	theirs := b.Path()
	must(t, b.SaveAs(t.Context(), filepath.Join(t.TempDir(), "y.framsteg")))
	must(t, b.Unsaved())
	wantAlone(t, theirs)
	b.participant("H-3")
	wantAlone(t, b.Path())
}

// Where a sealed file was, nobody's plain one is taken: it needs no passphrase
// to write.
func TestPlainFileInPlaceOfASealedOne(t *testing.T) {
	b := newSealedBench(t)
	ctx := t.Context()
	image, err := serialize(b.conn.Conn)
	must(t, err)
	must(t, os.WriteFile(b.Path(), image, 0o600))
	_, err = b.SaveParticipant(ctx, skapa.Participant{Code: "H-1", Start: date("2026-01-01")})
	wantProblem(t, err, "error.save.conflict")
	wantProblem(t, b.Reload(ctx, ""), "error.merge.plain")
	_, err = b.Merge(ctx, b.Path(), "")
	wantProblem(t, err, "error.merge.plain")
	if n, err := b.Count(ctx); n != 1 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
	must(t, b.SaveAs(ctx, b.Path())) // as the user is asked
	b.wantLocked(passphrase, otherPassphrase)
}

// Somebody may have given the file another passphrase.
func TestReloadAfterAnotherPassphrase(t *testing.T) {
	b := newSealedBench(t)
	ctx := t.Context()
	other := b.behind()
	other.options.Work = littleWork
	must(t, other.Seal(ctx, otherPassphrase))
	if _, err := b.SaveTeam(ctx, skapa.Team{Name: "Varberg"}); !errors.Is(err, ErrConflict) {
		t.Fatal(err)
	}
	if err := b.Reload(ctx, ""); !errors.Is(err, ErrSealed) {
		t.Errorf("got %v", err)
	}
	if err := b.Reload(ctx, passphrase); !errors.Is(err, ErrSecret) {
		t.Errorf("got %v", err)
	}
	must(t, b.Reload(ctx, otherPassphrase))
	b.participant("H-1")
	b.wantLocked(otherPassphrase, passphrase)
}

// A touch of the file, or the same bytes once more, is no change.
func TestTouchedFileIsNoConflict(t *testing.T) {
	b := newBench(t)
	b.participant("H-1")
	must(t, os.Chtimes(b.Path(), time.Time{}, noon))
	b.participant("H-2")
	must(t, os.WriteFile(b.Path(), b.image(), 0o600))
	b.participant("H-3")
	must(t, os.Remove(b.Path()))
	b.participant("H-4")
	if n, err := b.reopen().Count(t.Context()); n != 4 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
}

func TestMergeRefuses(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p := b.participant("H-1")
	b.assessment(p, skapa.Self, "2026-03-01", 3)
	b.correctly(p)
	image := b.image()
	for name, c := range map[string]struct{ script, key string }{
		"another workspace":     {"UPDATE workspace SET id = randomblob(16)", "error.merge.workspace"},
		"a changed fact":        {"UPDATE participant SET municipality = 'Kungsbacka'", "error.merge.changed"},
		"a changed author":      {"UPDATE assessment SET at = at + 1", "error.merge.changed"},
		"a changed answer":      {"UPDATE answer SET step = 5", "error.merge.changed"},
		"an answer less":        {"DELETE FROM answer WHERE item = (SELECT min(item) FROM answer)", "error.merge.changed"},
		"a changed reason":      {"UPDATE reason SET text = 'annat'", "error.merge.changed"},
		"a changed instrument":  {"UPDATE instrument SET content = replace(content, 'Hälsa', 'Halsa')", "error.merge.changed"},
		"what breaks the rules": {"UPDATE participant SET code = '  ', code_key = '  '", "error.open.damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.framsteg")
			must(t, os.WriteFile(path, altered(t, image, c.script), 0o600))
			_, err := b.Merge(ctx, path, "")
			wantProblem(t, err, c.key)
			if !slices.Equal(b.image(), image) {
				t.Error("the file changed")
			}
		})
	}
	if n, err := b.Count(ctx); n != 1 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
}

// correctly corrects the first rating of a participant, with a reason.
func (b *bench) correctly(p skapa.Participant) {
	b.t.Helper()
	all, err := b.Assessments(b.t.Context(), p.ID)
	must(b.t, err)
	a := all[0]
	a.Answers = maps.Clone(a.Answers)
	for item := range a.Answers {
		a.Answers[item] = 4
	}
	_, err = b.SaveAssessment(b.t.Context(), a, "fel kryss")
	must(b.t, err)
}

// The laws of merging: three computers that work apart and merge in any order
// hold the same facts and the same conflicts.
func TestMergeLaws(t *testing.T) {
	seeds := uint64(6)
	if raced() {
		seeds = 1
	}
	for seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			r := rand.New(rand.NewPCG(seed, 7))
			origin := newBench(t)
			teams := []skapa.ID{}
			for range 3 {
				team, err := origin.SaveTeam(t.Context(), skapa.Team{Name: fmt.Sprintf("Team %d", len(teams))})
				must(t, err)
				teams = append(teams, team.ID)
			}
			origin.participant("H-1")
			var replicas [3]string
			for i := range replicas {
				replicas[i] = copyTo(t, origin.image())
				b := openBench(t, replicas[i], noon.Add(time.Duration(r.IntN(72)-36)*time.Hour))
				m := held(b)
				for range 4 + r.IntN(8) {
					randomAct(b, r, teams, m)
				}
				if r.IntN(2) == 0 {
					b.eraseOne(r)
				}
				must(t, b.Close())
			}
			a, b, c := replicas[0], replicas[1], replicas[2]
			ab, ba := union(t, a, b), union(t, b, a)
			want(t, "A∪B = B∪A", ab, ba)
			want(t, "A∪A = A", union(t, a, a), a)
			want(t, "(A∪B)∪C = A∪(B∪C)", union(t, ab, c), union(t, a, union(t, b, c)))
			all := union(t, union(t, c, b), a)
			want(t, "(C∪B)∪A = (A∪B)∪C", all, union(t, ab, c))
			wantEverything(t, all, replicas[:])
		})
	}
}

func copyTo(t testing.TB, image []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.framsteg")
	must(t, os.WriteFile(path, image, 0o600))
	return path
}

func openBench(t testing.TB, path string, at time.Time) *bench {
	t.Helper()
	c := &clock{at}
	s, err := Open(t.Context(), path, Options{Now: c.now, Author: Author{Supervisor: "Anna Åkesson"}})
	must(t, err)
	return &bench{Store: s, t: t, clock: c}
}

// union gives a copy of one file with another merged into it.
func union(t testing.TB, one, other string) string {
	t.Helper()
	image, err := os.ReadFile(one)
	must(t, err)
	path := copyTo(t, image)
	b := openBench(t, path, noon)
	_, err = b.Merge(t.Context(), other, "")
	must(t, err)
	must(t, b.Close())
	_, err = Check(t.Context(), path, Options{})
	must(t, err)
	return path
}

// facts gives all that a file says, by table and key.
func facts(t testing.TB, path string) (all map[string][]any, erased map[skapa.ID]bool, conflicts []Conflict) {
	t.Helper()
	s, err := Open(t.Context(), path, Options{Reading: true})
	must(t, err)
	defer s.Close()
	all, erased = map[string][]any{}, map[skapa.ID]bool{}
	for _, table := range append(mergeTables(), table{"erasure", "participant", "participant"}) {
		_, rows, err := s.rows(t.Context(), table)
		must(t, err)
		for _, r := range rows {
			if table.name == "erasure" {
				erased[r.owner] = true
				r.values = r.values[:1] // who erased first is not told
			}
			all[fmt.Sprintf("%s %x", table.name, r.values)] = []any{r.owner}
		}
	}
	conflicts, err = s.Conflicts(t.Context())
	must(t, err)
	return all, erased, conflicts
}

func want(t testing.TB, law, one, other string) {
	t.Helper()
	a, _, conflictsA := facts(t, one)
	b, _, conflictsB := facts(t, other)
	for _, fact := range slices.Sorted(maps.Keys(a)) {
		if _, both := b[fact]; !both {
			t.Errorf("%s: only the left has %s", law, fact)
		}
	}
	for _, fact := range slices.Sorted(maps.Keys(b)) {
		if _, both := a[fact]; !both {
			t.Errorf("%s: only the right has %s", law, fact)
		}
	}
	if !slices.Equal(conflictsA, conflictsB) {
		t.Errorf("%s: conflicts %+v and %+v", law, conflictsA, conflictsB)
	}
}

// wantEverything fails unless a file holds every fact of the others that no
// erasure covers, and none that one covers.
func wantEverything(t testing.TB, all string, of []string) {
	t.Helper()
	have, erased, _ := facts(t, all)
	for fact, owner := range have {
		if id := owner[0].(skapa.ID); erased[id] && !strings.HasPrefix(fact, "erasure") {
			t.Errorf("%s was erased", fact)
		}
	}
	for _, path := range of {
		facts, _, _ := facts(t, path)
		for fact, owner := range facts {
			if _, there := have[fact]; !there && !erased[owner[0].(skapa.ID)] {
				t.Errorf("%s is lost", fact)
			}
		}
	}
}

// eraseOne erases a participant as who must does it.
func (b *bench) eraseOne(r *rand.Rand) {
	b.t.Helper()
	cases, err := b.Caseload(b.t.Context())
	must(b.t, err)
	if len(cases) == 0 {
		return
	}
	b.eraseThis(cases[r.IntN(len(cases))].ID)
}

func (b *bench) eraseThis(id skapa.ID) {
	b.t.Helper()
	must(b.t, b.write(b.t.Context(), func(_ context.Context, w *writer) error {
		if err := w.exec("INSERT INTO erasure (participant, device, at) VALUES (?, ?, ?)", id, b.device, w.at); err != nil {
			return err
		}
		return w.erase(id)
	}))
}
