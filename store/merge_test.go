package store

import (
	"errors"
	"fmt"
	"maps"
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

			m, err := b.Merge(ctx, Merging{Path: b.Path()})
			must(t, err)
			if m.Kinds["participant"] != (Tally{New: 1, Same: 1}) || !slices.Equal(m.Codes, []string{"H-2"}) {
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
	_, err = b.Merge(ctx, Merging{Path: b.Path()})
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

// What somebody else put in the file's place may have another passphrase, and the
// private key of a hub that we don't know: both are kept, for ours takes its place.
func TestMergeOfTheOwnFileKeepsWhatItHas(t *testing.T) {
	b := newSealedBench(t)
	ctx := t.Context()
	kept := b.participant("H-1")
	other := b.behind()
	h, err := other.MakeHub(ctx)
	must(t, err)
	other.options.Work = littleWork
	must(t, other.Seal(ctx, otherPassphrase))
	if _, err := b.SaveTeam(ctx, skapa.Team{Name: "Varberg"}); !errors.Is(err, ErrConflict) {
		t.Fatal(err)
	}
	m, err := b.Merge(ctx, Merging{Path: b.Path(), Secret: otherPassphrase})
	must(t, err)
	if m.Hub != h.Recipient {
		t.Errorf("%+v", m)
	}
	b.wantLocked(otherPassphrase, passphrase)
	s, err := Open(ctx, b.Path(), Options{Reading: true, Secret: otherPassphrase})
	must(t, err)
	t.Cleanup(func() { s.Close() })
	for _, at := range []*Store{b.Store, s} {
		if got, err := at.Hub(ctx); err != nil || got != h {
			t.Errorf("%+v, %v", got, err)
		}
	}
	_, err = b.Undo(ctx)
	must(t, err)
	if got, err := b.Participant(ctx, kept.ID); err != nil || got != kept {
		t.Errorf("undone %+v, %v", got, err)
	}
	if keys, err := b.secrets(ctx); err != nil || len(keys) != 1 {
		t.Errorf("undone %d keys, %v", len(keys), err)
	}
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
	digest, err := b.Digest(ctx)
	must(t, err)
	for name, c := range map[string]struct{ script, key string }{
		"another workspace":    {"UPDATE workspace SET id = randomblob(16)", "error.merge.workspace"},
		"a changed fact":       {"UPDATE participant SET municipality = 'Kungsbacka'", "error.merge.changed"},
		"a changed author":     {"UPDATE assessment SET at = at + 1", "error.merge.changed"},
		"a changed answer":     {"UPDATE answer SET step = 5", "error.merge.changed"},
		"an answer less":       {"DELETE FROM answer WHERE item = (SELECT min(item) FROM answer)", "error.merge.changed"},
		"a changed reason":     {"UPDATE reason SET text = 'annat'", "error.merge.changed"},
		"a changed instrument": {"UPDATE instrument SET content = replace(content, 'Hälsa', 'Halsa')", "error.merge.changed"},
		"what is another thing": {`INSERT INTO team SELECT rev, randomblob(16), device, author, at, 0, 'X' FROM reason JOIN assessment USING (rev);
			DELETE FROM reason`, "error.open.damaged"},
		"a link less":      {"DELETE FROM supersedes", "error.merge.changed"},
		"a link elsewhere": {"UPDATE supersedes SET participant = randomblob(16)", "error.open.damaged"},
		"a link more": {`INSERT INTO assessment SELECT x'01020304050607080900010203040506', id, device, author, at, deleted, participant, date, rater, instrument, number FROM assessment LIMIT 1;
			INSERT INTO answer SELECT x'01020304050607080900010203040506', item, step FROM answer WHERE rev = (SELECT max(rev) FROM assessment);
			INSERT INTO supersedes SELECT x'01020304050607080900010203040506', child, participant FROM supersedes`, "error.merge.changed"},
		"a newer version":       {"PRAGMA user_version = 99", "error.open.newer"},
		"a trigger":             {"CREATE TRIGGER x AFTER INSERT ON answer BEGIN SELECT 1; END", "error.open.damaged"},
		"no workspace at all":   {"PRAGMA application_id = 1", "error.open.otherProgram"},
		"a log beside it":       {"PRAGMA journal_mode = wal", "error.open.wal"},
		"what breaks the rules": {"UPDATE participant SET code = '  ', code_key = '  '", "error.open.damaged"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "x.framsteg")
			must(t, os.WriteFile(path, altered(t, image, c.script), 0o600))
			_, err := b.Merge(ctx, Merging{Path: path})
			wantProblem(t, err, c.key)
			_, err = b.Preview(ctx, Merging{Path: path})
			wantProblem(t, err, c.key)
			if now, err := b.Digest(ctx); err != nil || now != digest || !slices.Equal(b.image(), image) {
				t.Errorf("something changed, %v", err)
			}
		})
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

// eraseThis erases a participant as who must does it.
func (b *bench) eraseThis(id skapa.ID) {
	b.t.Helper()
	must(b.t, worker{Store: b.Store}.eraseOne(b.t.Context(), id))
}
