package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"framsteg/assets"
	"framsteg/store/disk"
	"framsteg/store/seal"
	"framsteg/store/skapa"
)

// conflicted gives a workspace whose file was replaced by somebody else, and
// the copy of what is in memory.
func conflicted(t testing.TB) (b *bench, copied string) {
	t.Helper()
	b = newBench(t)
	b.participant("H-1")
	b.behind().participant("X-1")
	_, err := b.SaveParticipant(t.Context(), skapa.Participant{Code: "H-2", Start: date("2026-01-01")})
	wantProblem(t, err, "error.save.conflict")
	return b, err.(*skapa.Problem).Args["Copy"].(string)
}

func TestSaveAsOverTheCopyOfAConflict(t *testing.T) {
	b, copied := conflicted(t)
	must(t, b.SaveAs(t.Context(), copied))
	if n, err := b.reopen().Count(t.Context()); n != 2 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
}

// Whoever opens the copy of a conflict may work in it.
func TestCopyOfAConflictInUse(t *testing.T) {
	b, copied := conflicted(t)
	ctx := t.Context()
	other, err := Open(ctx, copied, Options{Author: anna, Now: b.clock.now})
	must(t, err)
	_, err = other.SaveParticipant(ctx, skapa.Participant{Code: "ACK", Start: date("2026-01-01")})
	must(t, err)
	must(t, other.Close())
	_, err = b.SaveParticipant(ctx, skapa.Participant{Code: "H-3", Start: date("2026-01-01")})
	wantProblem(t, err, "error.save.conflict")
	if again := err.(*skapa.Problem).Args["Copy"]; again == copied {
		t.Error("the copy was written over")
	}
	_, err = b.Merge(ctx, Merging{Path: b.Path()})
	must(t, err)
	kept, err := Open(ctx, copied, Options{Reading: true})
	must(t, err)
	defer kept.Close()
	_, err = kept.ParticipantByCode(ctx, "ACK")
	must(t, err)
}

// A refused Unseal writes nothing that everybody can read.
func TestUnsealInAConflict(t *testing.T) {
	b := newSealedBench(t)
	b.behind().participant("H-1")
	var written []bool // whether it was plain
	b.file.disk.Files = watched{written: &written}
	wantProblem(t, b.Unseal(t.Context()), "error.save.conflict")
	if slices.Contains(written, true) || len(written) == 0 {
		t.Errorf("written in the clear: %v", written)
	}
}

// unsynced are files whose folders cannot be synced: what is renamed is there,
// but not surely durable.
type unsynced struct{ disk.OS }

func (unsynced) SyncFolder(string) error { return errStuck }

// A file that was replaced, though not surely durably, is what Protection says.
func TestSealThatIsNotSurelyDurable(t *testing.T) {
	b := newBench(t)
	b.options.Work = littleWork
	b.clock.pass(time.Hour)
	b.participant("H-1")
	b.file.disk.Files = unsynced{}
	if err := b.Seal(t.Context(), passphrase); !errors.Is(err, ErrNotSaved) {
		t.Fatal(err)
	}
	if !b.Protection().Sealed || b.Unsaved() == nil {
		t.Errorf("%+v, unsaved %v", b.Protection(), b.Unsaved())
	}
	b.wantLocked(passphrase, otherPassphrase)
	b.file.disk.Files = nil
	must(t, b.Save(t.Context()))
	b.wantLocked(passphrase, otherPassphrase)
	b.wantBackups(1, true)
}

// watched tells what is written.
type watched struct {
	disk.OS
	written *[]bool
}

type watchedFile struct {
	disk.File
	written *[]bool
}

func (w watched) Create(path string) (disk.File, error) {
	f, err := w.OS.Create(path)
	return watchedFile{f, w.written}, err
}

func (w watchedFile) Write(data []byte) (int, error) {
	*w.written = append(*w.written, bytes.HasPrefix(data, []byte("SQLite")))
	return w.File.Write(data)
}

// Only the file that was locked is unlocked.
func TestUnlockWhatWasPutInPlace(t *testing.T) {
	ctx := t.Context()
	for name, c := range map[string]struct {
		o      Options
		secret string
		key    string
	}{
		"a plain file, and its passphrase": {Options{}, passphrase, "error.merge.plain"},
		"a plain file, and any passphrase": {Options{}, "vad som helst", "error.merge.plain"},
		"another sealed file":              {Options{Secret: otherPassphrase, Work: littleWork}, otherPassphrase, "error.merge.workspace"},
	} {
		t.Run(name, func(t *testing.T) {
			b, planted := newSealedBench(t), newBenchWith(t, c.o)
			mine := b.image()
			locked, err := b.Lock([]byte("notes"))
			must(t, err)
			must(t, os.WriteFile(locked.Path(), planted.image(), 0o600))
			_, _, err = locked.Open(ctx, c.secret)
			wantProblem(t, err, c.key)
			must(t, os.WriteFile(locked.Path(), mine, 0o600))
			s, notes, err := locked.Open(ctx, passphrase)
			must(t, err)
			if string(notes) != "notes" {
				t.Errorf("%q", notes)
			}
			must(t, s.Close())
		})
	}
}

// What was not saved is not given up for a file with another passphrase.
func TestUnlockWithSomethingUnsaved(t *testing.T) {
	b := newSealedBench(t)
	ctx := t.Context()
	other := b.behind()
	other.options.Work = littleWork
	b.file.disk.Files = stuck{}
	_, err := b.SaveParticipant(ctx, skapa.Participant{Code: "H-1", Start: date("2026-01-01")})
	if !errors.Is(err, ErrNotSaved) {
		t.Fatal(err)
	}
	locked, err := b.Lock(nil)
	must(t, err)
	must(t, other.Seal(ctx, otherPassphrase))
	_, _, err = locked.Open(ctx, otherPassphrase)
	wantProblem(t, err, "error.lock.unsaved")
	s, _, err := locked.Open(ctx, passphrase)
	must(t, err)
	defer s.Close()
	if n, err := s.Count(ctx); n != 1 || err != nil || s.Unsaved() == nil {
		t.Errorf("%d, %v, unsaved %v", n, err, s.Unsaved())
	}
	s.file.disk.Files = nil
	if err := s.Save(ctx); !errors.Is(err, ErrConflict) {
		t.Errorf("got %v", err)
	}
}

// plant puts a file among the backups of a workspace.
func plant(t testing.TB, path, name string, data []byte) Backup {
	t.Helper()
	must(t, os.MkdirAll(backupFolder(path), 0o700))
	planted := filepath.Join(backupFolder(path), name)
	must(t, os.WriteFile(planted, data, 0o600))
	all, err := BackupsOf(path)
	must(t, err)
	return all[slices.IndexFunc(all, func(b Backup) bool { return b.Path == planted })]
}

const future = "20991231T000000.000Z-rolling.framsteg"

// Nothing plain takes the place of a sealed workspace that broke.
func TestRescueByWhatWasPlanted(t *testing.T) {
	b := newSealedBench(t)
	b.participant("H-1")
	must(t, b.Close())
	broken := b.image()
	broken[len(broken)-100] ^= 1
	must(t, os.WriteFile(b.Path(), broken, 0o600))
	planted := plant(t, b.Path(), future, newBench(t).image())
	_, err := Rescue(t.Context(), b.Path(), planted, Options{Secret: passphrase})
	wantProblem(t, err, "error.backup.plain")
	if !bytes.Equal(b.image(), broken) {
		t.Error("the file changed")
	}
}

// What was put among the backups of a sealed workspace is neither sealed by its
// key nor restored, and is told.
func TestPlantedPlainBackup(t *testing.T) {
	plain := newBench(t)
	plain.options.Work = littleWork
	plain.participant("H-1")
	for name, data := range map[string][]byte{"a state of before it was sealed": plain.image(), "another workspace": newBench(t).image(), "anything": []byte("anything at all")} {
		t.Run(name, func(t *testing.T) {
			b := openBench(t, copyTo(t, plain.image()), noon)
			b.options.Work = littleWork
			must(t, b.Seal(t.Context(), passphrase))
			planted := plant(t, b.Path(), future, data)
			if err := b.Restore(t.Context(), planted, ""); err == nil {
				t.Error("restored")
			}
			must(t, b.Close())
			s, err := Open(t.Context(), b.Path(), Options{Secret: passphrase})
			must(t, err)
			defer s.Close()
			kept, err := os.ReadFile(planted.Path)
			must(t, err)
			if ours := strings.HasPrefix(name, "a state"); ours != seal.Sealed(kept) || ours != (s.BackupFailed() == nil) {
				t.Errorf("sealed %v, said %v", seal.Sealed(kept), s.BackupFailed())
			}
		})
	}
}

// Files from a time that is to come push out no backup, nor that of a restore.
func TestBackupsOfTheFuture(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	for i := range 9 {
		b.participant(fmt.Sprint("H-", i))
		b.clock.pass(rollingPause)
	}
	before := b.backups()
	for i := range 12 {
		plant(t, b.Path(), fmt.Sprintf("20991231T0000%02d.000Z-rolling.framsteg", i), b.image())
	}
	b.participant("H-10")
	for _, old := range before {
		if !slices.Contains(b.backups(), old) {
			t.Errorf("%s is gone", old.Path)
		}
	}
	must(t, b.Restore(ctx, before[len(before)-1], ""))
	_, err := b.Undo(ctx)
	must(t, err)
	if n, err := b.Count(ctx); n != 10 || err != nil {
		t.Errorf("%d, %v", n, err)
	}
}

// One backup that can't be read keeps no other from being sealed.
func TestSealWithABadBackup(t *testing.T) {
	b := newBench(t)
	b.options.Work = littleWork
	for i := range 4 {
		b.participant(fmt.Sprint("H-", i))
		b.clock.pass(rollingPause)
	}
	bad := plant(t, b.Path(), future, nil)
	if err := b.Seal(t.Context(), passphrase); !errors.Is(err, ErrBackups) {
		t.Errorf("got %v", err)
	}
	b.wantLocked(passphrase, otherPassphrase)
	must(t, os.Remove(bad.Path))
	b.wantBackups(4, true)
}

// A folder of backups that is none stops no change of the protection, and is
// told as what it is.
func TestSealWithoutAFolderForBackups(t *testing.T) {
	b := newBench(t)
	b.options.Work = littleWork
	must(t, os.Symlink(t.TempDir(), backupFolder(b.Path())))
	b.clock.pass(time.Hour)
	must(t, b.Seal(t.Context(), passphrase))
	b.wantLocked(passphrase, otherPassphrase)
	wantProblem(t, b.BackupFailed(), "error.backup.failed")
}

// The folder of a link is nobody's folder of backups.
func TestBackupsByALink(t *testing.T) {
	b := newBench(t)
	elsewhere := t.TempDir()
	temporary := filepath.Join(elsewhere, ".framsteg-0123456789abcdef-x.tmp")
	must(t, os.WriteFile(temporary, nil, 0o600))
	must(t, b.Close())
	must(t, os.Symlink(elsewhere, backupFolder(b.Path())))
	s, err := Open(t.Context(), b.Path(), Options{Author: anna})
	must(t, err)
	b.Store = s
	b.participant("H-1")
	wantAlone(t, temporary)
	wantProblem(t, b.BackupFailed(), "error.backup.failed")
}

// An answer more is a change of what both have.
func TestMergeRefusesMoreAnswers(t *testing.T) {
	b := newBench(t)
	p := b.participant("H-1")
	a := rating(p, skapa.Self, "2026-03-01", 3)
	in := assets.Instrument()
	delete(a.Answers, in.ItemsFor(skapa.Self)[0].ID)
	_, err := b.SaveAssessment(t.Context(), a, "")
	if err != nil { // a rating may not lack an answer: then there is none to add
		a.Answers[in.ItemsFor(skapa.Self)[0].ID] = skapa.Declined
		_, err = b.SaveAssessment(t.Context(), a, "")
	}
	must(t, err)
	path := filepath.Join(t.TempDir(), "x.framsteg")
	script := fmt.Sprintf("INSERT OR REPLACE INTO answer SELECT rev, '%s', 5 FROM assessment", in.ItemsFor(skapa.Self)[0].ID)
	must(t, os.WriteFile(path, altered(t, b.image(), script), 0o600))
	_, err = b.Merge(t.Context(), Merging{Path: path})
	wantProblem(t, err, "error.merge.changed")
}

// A stick that was pulled out can leave an empty folder of the computer's own
// disk, where nothing belongs.
func TestStickThatWasPulledOut(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	folder := filepath.Dir(b.Path())
	must(t, os.Rename(folder, folder+"-stick"))
	must(t, os.Mkdir(folder, 0o700))
	_, err := b.SaveParticipant(ctx, skapa.Participant{Code: "H-1", Start: date("2026-01-01")})
	wantProblem(t, err, "error.save.gone")
	if entries, _ := os.ReadDir(folder); len(entries) > 0 {
		t.Errorf("written: %v", entries)
	}
	must(t, os.Remove(folder))
	must(t, os.Rename(folder+"-stick", folder))
	must(t, b.Save(ctx))

	must(t, os.Rename(folder, folder+"-stick"))
	must(t, os.Mkdir(folder, 0o700))
	must(t, b.SaveAs(ctx, b.Path())) // as the user is asked
	b.participant("H-2")
}

// What a crash leaves of a copy goes with what it leaves of the file.
func TestLeftoverOfACopy(t *testing.T) {
	b := newBench(t)
	b.file.disk.Files = stuckLinks{}
	if _, _, err := b.file.createBeside(markConflict, noon, b.image()); !errors.Is(err, errStuck) {
		t.Fatal(err)
	}
	must(t, b.Close())
	if left := (disk.Disk{}).Left(b.Path()); len(left) != 1 {
		t.Errorf("left: %q", left)
	}
	s, err := Open(t.Context(), b.Path(), Options{})
	must(t, err)
	must(t, s.Close())
	wantAlone(t, b.Path())
}

// stuckLinks are files of which nothing is linked or removed.
type stuckLinks struct{ stuck }

func (stuckLinks) Link(string, string) error { return errStuck }
