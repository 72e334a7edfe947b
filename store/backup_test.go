package store

import (
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"framsteg/store/seal"
	"framsteg/store/skapa"
)

func (b *bench) backups() []Backup {
	b.t.Helper()
	all, err := b.Backups()
	must(b.t, err)
	return all
}

// wantBackups fails unless there are n backups, all of them sealed or plain.
func (b *bench) wantBackups(n int, sealed bool) {
	b.t.Helper()
	all := b.backups()
	if len(all) != n {
		b.t.Errorf("%d backups, want %d: %+v", len(all), n, all)
	}
	for _, one := range all {
		data, err := os.ReadFile(one.Path)
		must(b.t, err)
		if seal.Sealed(data) != sealed {
			b.t.Errorf("%s is sealed: %v", one.Path, !sealed)
		}
	}
}

// A run begins with a backup of what was there, and makes one more only when
// some time has passed.
func TestRollingBackups(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	b.participant("H-1")
	b.wantBackups(0, false)
	must(t, b.Close())

	s, err := Open(ctx, b.Path(), Options{Now: b.clock.now, Author: anna})
	must(t, err)
	b.Store = s
	before := b.image()
	b.clock.pass(time.Hour)
	b.wantBackups(0, false) // opening is no write
	b.participant("H-2")
	b.participant("H-3")
	b.wantBackups(1, false)
	if data, err := os.ReadFile(b.backups()[0].Path); err != nil || !slices.Equal(data, before) {
		t.Error("the backup is not what the file was", err)
	}
	b.clock.pass(rollingPause - time.Second)
	b.participant("H-4")
	b.wantBackups(1, false)
	b.clock.pass(time.Second)
	b.participant("H-5")
	b.wantBackups(2, false)
	b.clock.pass(-24 * time.Hour) // a clock set back stops no backup
	b.participant("H-6")
	b.wantBackups(3, false)

	newest := b.backups()[0]
	if want := (Backup{newest.Path, noon.Add(time.Hour + rollingPause), newest.Size, "rolling"}); newest != want {
		t.Errorf("%+v, want %+v", newest, want)
	}
}

// A backup that cannot be made stops no save, and is said.
func TestBackupThatFails(t *testing.T) {
	b := newBench(t)
	must(t, os.WriteFile(backupFolder(b.Path()), nil, 0o600)) // a file has its name
	b.clock.pass(time.Hour)
	b.participant("H-1")
	wantProblem(t, b.BackupFailed(), "error.backup.failed")
	must(t, b.openAs(""))
	must(t, os.Remove(backupFolder(b.Path())))
	b.participant("H-2")
	must(t, b.BackupFailed())
	b.wantBackups(1, false)
}

// What is kept is what the promise says, whatever there was.
func TestOutdated(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	for range 300 {
		var all []Backup
		for range r.IntN(200) {
			ago := time.Duration(r.Int64N(int64(60 * 24 * time.Hour)))
			all = append(all, Backup{At: noon.Add(-ago), Path: fmt.Sprint(ago)})
		}
		slices.SortFunc(all, func(a, b Backup) int { return b.At.Compare(a.At) })
		gone := outdated(all, noon)
		days := map[string]bool{}
		for i, b := range all {
			day := b.At.Format(time.DateOnly)
			keep := i < 10 || !days[day] && noon.Sub(b.At) <= 30*24*time.Hour
			days[day] = true
			if slices.Contains(gone, b) == keep {
				t.Fatalf("backup %d of %d, of %s: kept %v", i, len(all), b.At, !keep)
			}
		}
	}
}

// Of what lies in the folder only what is named as a backup is one.
func TestBackupsAreOnlyOurs(t *testing.T) {
	b := newBench(t)
	folder := backupFolder(b.Path())
	must(t, os.MkdirAll(filepath.Join(folder, "20261121T120000.000Z-merge.framsteg"), 0o700))
	for _, name := range []string{"x.framsteg", "20261121T120000.000Z-..framsteg", "20269921T120000.000Z-merge.framsteg", "20261121T120001.000Z-merge.framsteg"} {
		must(t, os.WriteFile(filepath.Join(folder, name), []byte("x"), 0o600))
	}
	all := b.backups()
	if len(all) != 1 || all[0].Reason != "merge" || all[0].Size != 1 {
		t.Errorf("%+v", all)
	}
	_, err := b.Compare(t.Context(), all[0], "")
	wantProblem(t, err, "error.open.notWorkspace")
	wantProblem(t, b.Restore(t.Context(), all[0], ""), "error.open.notWorkspace")
}

func TestRestoreAndUndo(t *testing.T) {
	for name, b := range map[string]*bench{"plain": newBench(t), "sealed": newSealedBench(t)} {
		t.Run(name, func(t *testing.T) {
			b.t = t
			ctx := t.Context()
			kept := b.participant("H-1")
			b.clock.pass(time.Hour)
			lost := b.participant("H-2") // after a backup without it
			b.assessment(kept, skapa.Self, "2026-03-01", 3)
			old := b.backups()[0]

			d, err := b.Compare(ctx, old, "")
			must(t, err)
			if d.Added["participant"] != 1 || d.Added["assessment"] != 1 || len(d.Missing) != 0 || !slices.Equal(d.Codes, []string{"H-1", "H-2"}) {
				t.Errorf("%+v", d)
			}
			must(t, b.DeleteAssessment(ctx, b.assessment(kept, skapa.Self, "2026-03-02", 3).ID, "fel person"))
			must(t, b.SaveDraft(ctx, rating(kept, skapa.Self, "2026-03-03", 2)))
			if again, err := b.Compare(ctx, old, ""); err != nil || again.Added["assessment"] != 1 || again.Added["draft"] != 1 {
				t.Errorf("%+v, %v", again, err)
			}
			must(t, b.Restore(ctx, old, ""))
			if _, err := b.Participant(ctx, lost.ID); err == nil {
				t.Error("still there")
			}
			if got, err := b.reopen().Count(ctx); err != nil || got != 1 {
				t.Errorf("%d in the file, %v", got, err)
			}
			b.participant("H-3")
			if act, _ := b.LastAct(); act.Key != "act.participant" {
				t.Errorf("%+v", act)
			}
			_, err = b.Undo(ctx)
			must(t, err)

			must(t, b.Restore(ctx, old, ""))
			act, _ := b.LastAct()
			if want := (Act{Key: "act.restore", Label: "2026-11-21 13:00", At: b.clock.Time}); act != want {
				t.Errorf("%+v, want %+v", act, want)
			}
			first := b.backups()[len(b.backups())-2] // before the first restore
			must(t, b.Restore(ctx, first, ""))
			undone, err := b.Undo(ctx)
			must(t, err)
			if undone.Key != "act.restore" || undone.Undoes {
				t.Errorf("%+v", undone)
			}
			if n, _ := b.Count(ctx); n != 1 {
				t.Errorf("%d after the undo, want the state of the second restore", n)
			}
			redo, _ := b.LastAct()
			if !redo.Undoes {
				t.Error("undoing an undo is a redo")
			}
			_, err = b.Undo(ctx)
			must(t, err)
			if got, err := b.Participant(ctx, lost.ID); err != nil || got != lost {
				t.Errorf("after the redo %+v, %v", got, err)
			}
			if got, err := b.reopen().Count(ctx); err != nil || got != 2 {
				t.Errorf("%d in the file, %v", got, err)
			}
		})
	}
}

// What a restore backs up needs no rolling backup of the same.
func TestRestoreBacksUpOnce(t *testing.T) {
	b := newBench(t)
	b.participant("H-1")
	b.clock.pass(time.Hour)
	b.participant("H-2")
	b.clock.pass(time.Hour)
	must(t, b.Restore(t.Context(), b.backups()[0], ""))
	b.wantBackups(2, false)
	if newest := b.backups()[0]; newest.Reason != "restore" {
		t.Errorf("%+v", newest)
	}
}

// What was removed or corrected since a backup is told as that.
func TestCompareAfterADeletion(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p, q := b.participant("H-1"), b.participant("H-2")
	gone := b.assessment(p, skapa.Self, "2026-03-01", 3)
	b.assessment(q, skapa.Self, "2026-03-01", 3)
	b.clock.pass(time.Hour)
	must(t, b.DeleteAssessment(ctx, gone.ID, "fel person"))
	b.correctly(q)
	d, err := b.Compare(ctx, b.backups()[0], "")
	must(t, err)
	one := map[string]int{"assessment": 1}
	if len(d.Added) > 0 || !maps.Equal(d.Missing, one) || !maps.Equal(d.Changed, one) || !slices.Equal(d.Codes, []string{"H-1", "H-2"}) {
		t.Errorf("%+v", d)
	}
}

// A name, who follows, and a comment are told as of whom and what they are; the
// author who came with them, and a team, are not.
func TestCompareCountsThings(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	p := b.participant("H-1")
	a := b.assessment(p, skapa.Self, "2026-03-01", 3)
	b.clock.pass(time.Hour)
	b.Sign(Author{Supervisor: "Kim", Team: "Väst"})
	q := b.participant("H-2")
	old := b.backups()[0]
	like := func(what string, added, changed map[string]int) {
		t.Helper()
		d, err := b.Compare(ctx, old, "")
		must(t, err)
		if !maps.Equal(d.Added, added) || len(d.Missing) > 0 || !maps.Equal(d.Changed, changed) {
			t.Errorf("%s: %+v", what, d)
		}
	}
	one := map[string]int{"participant": 1}
	like("a participant", one, nil)

	team, err := b.SaveTeam(ctx, skapa.Team{Name: "Syd"})
	must(t, err)
	q.Name, q.Team, q.Since = "Åsa", team.ID, q.Start
	_, err = b.SaveParticipant(ctx, q)
	must(t, err)
	like("a new one's name and team", one, nil)
	p.Name, p.Team, p.Since, p.Municipality = "Örjan", team.ID, p.Start, "Falkenberg"
	_, err = b.SaveParticipant(ctx, p)
	must(t, err)
	a.Comment = "trivs"
	_, err = b.SaveAssessment(ctx, a, "glömt")
	must(t, err)
	like("a name, a team, a municipality and a comment", one, map[string]int{"participant": 1, "assessment": 1})
	team.Name = "Söder"
	_, err = b.SaveTeam(ctx, team)
	must(t, err)
	like("a team by another name", one, map[string]int{"participant": 1, "assessment": 1})
}

// A state that cannot be backed up is not given up.
func TestRestoreNeedsABackup(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	b.participant("H-1")
	b.clock.pass(time.Hour)
	p := b.participant("H-2")
	old := b.backups()[0]
	away := filepath.Join(t.TempDir(), filepath.Base(old.Path))
	must(t, os.Rename(old.Path, away))
	must(t, os.Remove(backupFolder(b.Path())))
	must(t, os.WriteFile(backupFolder(b.Path()), nil, 0o600))
	b.writesNothing(func() {
		wantProblem(t, b.Restore(ctx, Backup{Path: away}, ""), "error.backup.failed")
	})
	if got, err := b.Participant(ctx, p.ID); err != nil || got != p {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestRestoreAnothersBackup(t *testing.T) {
	b, other := newBench(t), newBench(t)
	b.writesNothing(func() {
		wantProblem(t, b.Restore(t.Context(), Backup{Path: other.Path()}, ""), "error.merge.workspace")
	})
	sealed := newSealedBench(t)
	if err := b.Restore(t.Context(), Backup{Path: sealed.Path()}, ""); !errors.Is(err, ErrSealed) {
		t.Errorf("got %v", err)
	}
}
