package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"

	"framsteg/store/disk"
	"framsteg/store/skapa"
)

// A save that fails keeps everything in memory, says why, and is made up for
// by the next one.
func TestFailedSave(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	home := filepath.Dir(b.Path())
	kept := b.participant("H-1")

	must(t, os.Rename(home, home+"-away"))
	p, err := b.SaveParticipant(ctx, skapa.Participant{Code: "H-2", Start: date("2026-01-01")})
	wantProblem(t, err, "error.save.gone")
	if !errors.Is(err, ErrNotSaved) || b.Unsaved() == nil || p.ID.IsZero() {
		t.Errorf("%v, unsaved %v, %+v", err, b.Unsaved(), p)
	}
	if got, err := b.Participant(ctx, p.ID); err != nil || got != p {
		t.Errorf("in memory: %+v, %v", got, err)
	}
	if _, err := b.SaveParticipant(ctx, kept); !errors.Is(err, ErrNotSaved) {
		t.Errorf("a write of nothing says it is saved: %v", err)
	}
	must(t, os.WriteFile(home, nil, 0o600)) // the folder became a file
	wantProblem(t, b.Save(ctx), "error.save.gone")

	must(t, os.Remove(home))
	must(t, os.Rename(home+"-away", home))
	if _, err := b.reopen().ParticipantByCode(ctx, "H-2"); err == nil {
		t.Error("what was not saved is in the file")
	}
	b.participant("H-3")
	if err := b.Unsaved(); err != nil {
		t.Errorf("saved, yet unsaved: %v", err)
	}
	if _, err := b.reopen().ParticipantByCode(ctx, "H-2"); err != nil {
		t.Errorf("the later save left out the earlier: %v", err)
	}
	wantAlone(t, b.Path())
}

// stuck are files of which nothing is renamed or removed, as when the program
// ends in the middle of a save.
type stuck struct{ disk.OS }

var errStuck = errors.New("stuck")

func (stuck) Rename(string, string) error { return errStuck }
func (stuck) Remove(string) error         { return errStuck }

// What a crash left of a save holds personal data, and goes when the file is
// opened again; what belongs to other files stays.
func TestOpenRemovesWhatACrashLeft(t *testing.T) {
	b := newBench(t)
	other := filepath.Join(filepath.Dir(b.Path()), "annan.framsteg")
	for _, path := range []string{b.Path(), other} {
		if _, err := (disk.Disk{Files: stuck{}}).Replace(path, []byte("Åsa Öberg")); !errors.Is(err, errStuck) {
			t.Fatal(err)
		}
	}
	must(t, b.Close())
	s, err := Open(t.Context(), b.Path(), Options{})
	must(t, err)
	must(t, s.Close())
	entries, err := os.ReadDir(filepath.Dir(b.Path()))
	must(t, err)
	for _, e := range entries {
		if strings.Contains(e.Name(), "annan") {
			t.Errorf("%s names the file", e.Name())
		}
	}
	if len(entries) != 2 {
		t.Errorf("%v, want the file and what is left of the other", entries)
	}
}

func TestReplaceFileRefusesWhatIsNoFile(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "x")
	must(t, os.Mkdir(path, 0o700))
	wantProblem(t, ReplaceFile(path, nil), "error.save.folder")
	wantAlone(t, path)
	b := newBench(t)
	must(t, os.Remove(b.Path()))
	must(t, os.Mkdir(b.Path(), 0o700))
	err := b.Save(t.Context())
	wantProblem(t, err, "error.save.folder")
	if !errors.Is(err, ErrNotSaved) {
		t.Errorf("%v is not ErrNotSaved", err)
	}
}

// A slip of the hand costs nobody their workspace, whatever leads to it.
func TestReplaceFileRefusesAWorkspace(t *testing.T) {
	b := newBench(t)
	for range 2 { // plain, then sealed
		data, err := os.ReadFile(b.Path())
		must(t, err)
		folder := t.TempDir()
		copied, link := filepath.Join(folder, "x.png"), filepath.Join(folder, "x.pdf")
		must(t, os.WriteFile(copied, data, 0o600))
		paths := []string{b.Path(), copied}
		if err := os.Symlink(b.Path(), link); err == nil { // which Windows may forbid
			paths = append(paths, link)
		}
		for _, path := range paths {
			wantProblem(t, ReplaceFile(path, []byte("%PDF-")), "error.save.workspace")
			if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, data) {
				t.Errorf("%s is replaced: %v", path, err)
			}
		}
		must(t, b.Seal(t.Context(), passphrase))
	}
}

func TestReplaceFileReplacesAnyOther(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.pdf")
	for _, before := range []string{"", "x", "SQLite format 3\x00", "SQLite format 3\x00" + strings.Repeat("x", 200)} {
		must(t, os.WriteFile(path, []byte(before), 0o600))
		must(t, ReplaceFile(path, []byte("%PDF-")))
		if now, err := os.ReadFile(path); err != nil || string(now) != "%PDF-" {
			t.Errorf("%q: %q %v", before, now, err)
		}
	}
}

// What a power cut left of a table goes with the next one in the folder, whatever
// that is called; what somebody may be writing just now stays.
func TestReplaceFileRemovesWhatWasLeft(t *testing.T) {
	folder := t.TempDir()
	for _, name := range []string{"old.csv", "new.csv"} {
		if _, err := (disk.Disk{Files: stuck{}}).Replace(filepath.Join(folder, name), []byte("Åsa Öberg")); !errors.Is(err, errStuck) {
			t.Fatal(err)
		}
	}
	left := disk.Disk{}.Left(filepath.Join(folder, "old.csv"))
	if len(left) != 1 {
		t.Fatal("left:", left)
	}
	long := time.Now().Add(-2 * time.Hour)
	must(t, os.Chtimes(left[0], long, long))
	must(t, os.WriteFile(filepath.Join(folder, ".framsteg-mine"), nil, 0o600))
	must(t, os.Chtimes(filepath.Join(folder, ".framsteg-mine"), long, long))
	must(t, ReplaceFile(filepath.Join(folder, "other.csv"), []byte("x")))
	if now := (disk.Disk{}).LeftIn(folder); len(now) != 1 || now[0] == left[0] {
		t.Errorf("left %v of %v", now, left)
	}
	if _, err := os.Stat(filepath.Join(folder, ".framsteg-mine")); err != nil {
		t.Error("what is no file of ours went:", err)
	}
}

func TestSaveIsCancelled(t *testing.T) {
	b := newBench(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	b.writesNothing(func() {
		if err := b.Save(ctx); err != context.Canceled {
			t.Errorf("got %v", err)
		}
		if err := b.SaveAs(ctx, filepath.Join(t.TempDir(), "x")); err != context.Canceled {
			t.Errorf("got %v", err)
		}
	})
}

func TestDiskFull(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("needs a small file system")
	}
	b := newBench(t)
	small := t.TempDir()
	if err := mountSmall(small); err != nil {
		t.Skipf("may not mount a small file system: %v", err)
	}
	t.Cleanup(func() { must(t, b.Close()); must(t, unmount(small)) })
	path := filepath.Join(small, "prov.framsteg")
	must(t, b.SaveAs(t.Context(), path))
	must(t, fill(small))
	before := b.image()
	_, err := b.SaveParticipant(t.Context(), skapa.Participant{Code: "H-1", Start: date("2026-01-01")})
	wantProblem(t, err, "error.save.full")
	if !bytes.Equal(b.image(), before) {
		t.Error("the file changed")
	}
	must(t, os.Remove(filepath.Join(small, "fill")))
	must(t, b.Save(t.Context()))
	b.reopen()
	wantAlone(t, path)
}

func fill(folder string) error {
	f, err := os.Create(filepath.Join(folder, "fill"))
	if err != nil {
		return err
	}
	for err == nil {
		_, err = f.Write(make([]byte, 4096))
	}
	if !disk.Full(err) {
		return err
	}
	return f.Close()
}

func TestSaveProblems(t *testing.T) {
	for key, cause := range map[string]error{
		"error.save.permission": syscall.EACCES,
		"error.save.gone":       syscall.ENOENT,
		"error.save.failed":     syscall.EIO,
	} {
		err := saveProblem("x", fmt.Errorf("%w: %w", ErrNotSaved, &os.PathError{Op: "open", Path: "x", Err: cause}))
		wantProblem(t, err, key)
	}
}

func TestSaveAs(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	b.participant("H-1")
	first, other := b.Path(), filepath.Join(t.TempDir(), "annan.framsteg")
	wantProblem(t, b.SaveAs(ctx, filepath.Join(other, "x")), "error.save.gone")
	if b.Path() != first || b.Unsaved() != nil {
		t.Errorf("moved to %s, unsaved %v", b.Path(), b.Unsaved())
	}
	must(t, b.SaveAs(ctx, other))
	before, err := os.ReadFile(first)
	must(t, err)
	b.participant("H-2")
	if after, err := os.ReadFile(first); err != nil || !bytes.Equal(before, after) {
		t.Error("the old file changed")
	}
	cases, err := b.reopen().Caseload(ctx)
	must(t, err)
	if b.Path() != other || len(cases) != 2 {
		t.Errorf("%s holds %+v", b.Path(), cases)
	}
}

func TestFileIsForItsOwnerAndKeepsALink(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("has other permissions")
	}
	b := newBench(t)
	must(t, b.Close())
	link := filepath.Join(t.TempDir(), "link.framsteg")
	must(t, os.Symlink(b.Path(), link))
	linked, err := Open(t.Context(), link, Options{Author: anna, Now: b.clock.now})
	must(t, err)
	defer linked.Close()
	_, err = linked.SaveTeam(t.Context(), skapa.Team{Name: "Varberg"})
	must(t, err)
	info, err := os.Lstat(b.Path())
	must(t, err)
	if info.Mode() != 0o600 {
		t.Errorf("mode %v", info.Mode())
	}
	if info, err = os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link became %v, %v", info.Mode(), err)
	}
	teams, err := b.reopen().Teams(t.Context())
	must(t, err)
	if len(teams) != 2 {
		t.Errorf("%+v", teams)
	}
}
