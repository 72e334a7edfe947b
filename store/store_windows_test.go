package store

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"framsteg/assets"
	"framsteg/store/skapa"
)

// A path may be longer than the 260 characters of old programs, and Swedish:
// everything that happens to a workspace happens there too.
func TestWorkspaceOfALongName(t *testing.T) {
	folder := t.TempDir()
	for len(folder) < 300 {
		folder = filepath.Join(folder, "Åtgärder för Öberg & Ängström")
	}
	must(t, os.MkdirAll(folder, 0o700))
	ctx := t.Context()
	c := &clock{noon}
	o := Options{Secret: passphrase, Work: littleWork, Now: c.now, Author: anna, Computer: "kontoret"}
	s, err := Create(ctx, filepath.Join(folder, "Förändring ÅÄÖ.framsteg"), assets.Instrument(), o)
	must(t, err)
	b := &bench{Store: s, t: t, clock: c}
	counts := func(want int) {
		t.Helper()
		must(t, b.Unsaved())
		if n, err := b.reopen().Count(ctx); err != nil || n != want {
			t.Errorf("%d in the file, %v, want %d", n, err, want)
		}
	}
	b.participant("H-1")
	c.pass(time.Hour)
	b.participant("H-2")
	counts(2)
	b.wantBackups(1, true)
	before := b.backups()[0]
	_, err = Open(ctx, b.Path(), o)
	wantProblem(t, err, "error.open.held")

	b.behind().participant("H-3")
	_, err = b.SaveParticipant(ctx, skapa.Participant{Code: "H-4", Start: date("2026-01-01")})
	wantProblem(t, err, "error.save.conflict")
	copied, err := Open(ctx, err.(*skapa.Problem).Args["Copy"].(string), Options{Secret: passphrase, Reading: true})
	must(t, err)
	if n, err := copied.Count(ctx); err != nil || n != 3 {
		t.Errorf("%d in the copy, %v", n, err)
	}
	must(t, copied.Close())
	_, err = b.Merge(ctx, Merging{Path: b.Path()})
	must(t, err)
	counts(4)
	if copies := copiesOf(b.Path()); len(copies) > 0 {
		t.Errorf("%q is left", copies)
	}

	must(t, b.Restore(ctx, before, ""))
	counts(1)
	_, err = b.Undo(ctx)
	must(t, err)
	counts(4)

	locked, err := b.Lock([]byte("på väg"))
	must(t, err)
	_, err = Open(ctx, locked.Path(), o)
	wantProblem(t, err, "error.open.held")
	s, notes, err := locked.Open(ctx, passphrase)
	must(t, err)
	if string(notes) != "på väg" {
		t.Errorf("%q", notes)
	}
	b.Store = s
	b.participant("H-5")
	counts(5)
	must(t, b.Close())
	s, err = Open(ctx, b.Path(), o)
	must(t, err)
	must(t, s.Close())
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 2 {
		t.Errorf("%v, %v, want the file and its backups", entries, err)
	}
}

// A file that another program has open is saved when that lets it go; until
// then memory holds what the file lacks.
func TestSaveWhileAnotherProgramHoldsTheFile(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	reader, err := os.Open(b.Path())
	must(t, err)
	defer reader.Close()
	b.file.disk.Pause = func(time.Duration) {}
	_, err = b.SaveParticipant(ctx, skapa.Participant{Code: "H-1", Start: date("2026-01-01")})
	wantProblem(t, err, "error.save.busy")
	if !errors.Is(err, ErrNotSaved) || b.Unsaved() == nil {
		t.Errorf("%v, unsaved %v", err, b.Unsaved())
	}
	if n, err := b.reopen().Count(ctx); err != nil || n != 0 {
		t.Errorf("%d in the file, %v", n, err)
	}
	wantAlone(t, b.Path())

	b.file.disk.Pause = func(time.Duration) { reader.Close() }
	must(t, b.Save(ctx))
	must(t, b.Unsaved())
	if n, err := b.reopen().Count(ctx); err != nil || n != 1 {
		t.Errorf("%d in the file, %v", n, err)
	}
	wantAlone(t, b.Path())
}

// An old backup that another program has open is removed later, and until then
// the others are kept as they should be.
func TestOutdatedBackupThatIsHeld(t *testing.T) {
	b := newBench(t)
	save := func() {
		t.Helper()
		must(t, b.Save(t.Context()))
	}
	for range keptBackups {
		b.clock.pass(rollingPause)
		save()
	}
	b.wantBackups(keptBackups, false)
	reader, err := os.Open(b.backups()[keptBackups-1].Path)
	must(t, err)
	defer reader.Close()
	b.clock.pass(rollingPause)
	save()
	wantProblem(t, b.BackupFailed(), "error.backup.failed")
	b.wantBackups(keptBackups+1, false)
	before := b.backups()
	save()
	if now := b.backups(); !slices.Equal(now, before) {
		t.Errorf("%+v, want %+v", now, before)
	}
	must(t, reader.Close())
	b.clock.pass(rollingPause)
	save()
	must(t, b.BackupFailed())
	b.wantBackups(keptBackups, false)
}
