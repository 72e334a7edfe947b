package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"framsteg/assets"
	"framsteg/store/seal"
	"framsteg/store/skapa"
)

const otherPassphrase = "fyra hästar på taket"

// openAs opens the file of a bench as who knows a secret.
func (b *bench) openAs(secret string) error {
	b.t.Helper()
	s, err := Open(b.t.Context(), b.Path(), Options{Secret: secret, Reading: true})
	if err != nil {
		return err
	}
	return s.Close()
}

// wantLocked fails unless the file is sealed, opens by one secret and not by
// the other.
func (b *bench) wantLocked(opens, not string) {
	b.t.Helper()
	if !seal.Sealed(b.image()) || bytes.Contains(b.image(), []byte("SQLite")) {
		b.t.Error("the file is not sealed")
	}
	must(b.t, b.openAs(opens))
	for secret, want := range map[string]error{not: ErrSecret, "": ErrSealed} {
		if err := b.openAs(secret); !errors.Is(err, want) {
			b.t.Errorf("%q gives %v, want %v", secret, err, want)
		}
	}
}

func TestSealedFromTheStart(t *testing.T) {
	b := newSealedBench(t)
	p := b.participant("H-1", func(p *skapa.Participant) { p.Name = "Åsa Öberg" })
	b.wantLocked(passphrase, otherPassphrase)
	if got, err := b.reopen().Participant(t.Context(), p.ID); err != nil || got != p {
		t.Errorf("%+v, %v", got, err)
	}
	if got := b.Protection(); got != (Protection{Sealed: true}) {
		t.Errorf("%+v", got)
	}
	_, err := Create(t.Context(), filepath.Join(t.TempDir(), "x.framsteg"), assets.Instrument(), Options{Secret: "en\x00två"})
	wantProblem(t, err, "error.passphrase")
}

// A plain file is sealed with all its backups, gets another passphrase, and is
// made plain again.
func TestSealAndUnseal(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	b.options.Work = littleWork
	b.participant("H-1")
	b.clock.pass(rollingPause)
	b.participant("H-2")
	b.wantBackups(1, false)

	must(t, b.Seal(ctx, passphrase))
	b.wantLocked(passphrase, otherPassphrase)
	b.wantBackups(1, true)
	b.participant("H-3")

	must(t, b.Seal(ctx, otherPassphrase))
	b.wantLocked(otherPassphrase, passphrase)
	must(t, b.Unlocks(ctx, otherPassphrase))
	if err := b.Unlocks(ctx, passphrase); !errors.Is(err, ErrSecret) {
		t.Errorf("the old passphrase: %v", err)
	}
	b.wantBackups(1, true)
	for _, backup := range b.backups() {
		_, err := b.Compare(ctx, backup, "")
		must(t, err)
	}

	must(t, b.Unseal(ctx))
	must(t, b.openAs(""))
	b.wantBackups(1, false)
	if got, err := b.reopen().Count(ctx); err != nil || got != 3 {
		t.Errorf("%d participants, %v", got, err)
	}
}

// A power cut between the file and its backups leaves none that everybody can
// read once the file is opened again.
func TestSealAfterAPowerCut(t *testing.T) {
	b := newBench(t)
	b.options.Work = littleWork
	b.clock.pass(time.Hour)
	b.participant("H-1")
	backup := b.backups()[0].Path
	plain, err := os.ReadFile(backup)
	must(t, err)
	must(t, b.Seal(t.Context(), passphrase))
	must(t, os.WriteFile(backup, plain, 0o600))
	must(t, b.Close())
	s, err := Open(t.Context(), b.Path(), Options{Secret: passphrase})
	must(t, err)
	must(t, s.Close())
	b.wantBackups(1, true)
}

// The copy of a conflict opens as the file does, also when the conflict was
// found by what was to change that.
func TestSealInAConflict(t *testing.T) {
	b := newSealedBench(t)
	b.behind().participant("H-1")
	err := b.Seal(t.Context(), otherPassphrase)
	wantProblem(t, err, "error.save.conflict")
	b.wantLocked(passphrase, otherPassphrase)
	copied, err := Open(t.Context(), err.(*skapa.Problem).Args["Copy"].(string), Options{Secret: passphrase, Reading: true})
	must(t, err)
	must(t, copied.Close())
}

// A save that fails leaves the form as it was: the file is never left without
// any secret that opens it.
func TestSealThatFails(t *testing.T) {
	b := newBench(t)
	b.options.Work = littleWork
	b.participant("H-1")
	b.file.disk.Files = stuck{}
	if err := b.Seal(t.Context(), passphrase); !errors.Is(err, errStuck) {
		t.Fatal(err)
	}
	if b.Protection().Sealed {
		t.Error("sealed, yet not saved")
	}
	b.file.disk.Files = nil
	b.participant("H-2")
	must(t, b.openAs(""))
}

func TestRecoveryKey(t *testing.T) {
	b := newSealedBench(t)
	ctx := t.Context()
	first := b.recoveryKey()
	b.participant("H-1")
	b.wantLocked(first, otherPassphrase)
	second := b.recoveryKey()
	b.participant("H-2")
	b.wantLocked(second, first)
	b.wantLocked(passphrase, first)
	if got := b.Protection(); got != (Protection{Sealed: true, Recovery: true}) {
		t.Errorf("%+v", got)
	}
	must(t, b.Close())

	// when the passphrase is forgotten
	s, err := Open(ctx, b.Path(), Options{Secret: second, Work: littleWork, Now: b.clock.now, Author: anna})
	must(t, err)
	defer s.Close()
	before := b.image()
	_, err = s.SaveTeam(ctx, skapa.Team{Name: "Varberg"})
	wantProblem(t, err, "error.save.passphrase")
	wantProblem(t, s.SetRecoveryKey(ctx, first), "error.save.passphrase")
	_, err = s.Lock(nil)
	wantProblem(t, err, "error.save.passphrase")
	if !s.Protection().NeedsPassphrase || !bytes.Equal(b.image(), before) {
		t.Error("saved without a passphrase")
	}
	must(t, s.Seal(ctx, otherPassphrase))
	b.wantLocked(otherPassphrase, passphrase)
	b.wantLocked(second, passphrase)
	if s.Unsaved() != nil {
		t.Error(s.Unsaved())
	}

	plain := newBench(t)
	wantProblem(t, plain.SetRecoveryKey(ctx, first), "error.recovery.plain")
}

func TestLock(t *testing.T) {
	b := newSealedBench(t)
	ctx := t.Context()
	p := b.participant("H-1")
	notes := []byte("Åsa Öberg, på väg")
	locked, err := b.Lock(notes)
	must(t, err)
	if locked.Unsaved() != nil || bytes.Contains(locked.notes, notes) {
		t.Error("the notes are not sealed")
	}
	if _, err := Open(ctx, locked.Path(), Options{Secret: passphrase}); !errors.Is(err, ErrHeld) {
		t.Errorf("somebody else got the file: %v", err)
	}
	if _, _, err := locked.Open(ctx, otherPassphrase); !errors.Is(err, ErrSecret) {
		t.Errorf("got %v", err)
	}
	s, back, err := locked.Open(ctx, passphrase)
	must(t, err)
	defer s.Close()
	if got, err := s.Participant(ctx, p.ID); err != nil || got != p || !bytes.Equal(back, notes) {
		t.Errorf("%+v, %v, notes %q", got, err, back)
	}
	_, err = s.SaveParticipant(ctx, skapa.Participant{Code: "H-2", Start: date("2026-01-01")})
	must(t, err)

	_, err = newBench(t).Lock(nil)
	wantProblem(t, err, "error.lock.plain")
}

// What a failed save left in memory alone survives the lock.
func TestLockKeepsWhatIsNotSaved(t *testing.T) {
	b := newSealedBench(t)
	ctx := t.Context()
	b.file.disk.Files = stuck{}
	p, err := b.SaveParticipant(ctx, skapa.Participant{Code: "H-1", Start: date("2026-01-01")})
	if !errors.Is(err, ErrNotSaved) {
		t.Fatal(err)
	}
	locked, err := b.Lock(nil)
	must(t, err)
	if locked.Unsaved() == nil {
		t.Error("nothing is left to save")
	}
	s, _, err := locked.Open(ctx, passphrase)
	must(t, err)
	defer s.Close()
	if got, err := s.Participant(ctx, p.ID); err != nil || got.Code != p.Code || s.Unsaved() == nil {
		t.Errorf("%+v, %v, unsaved %v", got, err, s.Unsaved())
	}
	s.file.disk.Files = nil
	must(t, s.Save(ctx))
	if got, err := b.reopen().Count(ctx); err != nil || got != 1 {
		t.Errorf("%d in the file, %v", got, err)
	}
}

// The file can be another's when it is unlocked.
func TestUnlockAfterSomebodyElseSaved(t *testing.T) {
	b := newSealedBench(t)
	ctx := t.Context()
	theirs := b.behind()
	theirs.options.Work = littleWork
	locked, err := b.Lock([]byte("notes"))
	must(t, err)
	must(t, theirs.Seal(ctx, otherPassphrase))
	theirs.participant("H-1")
	s, notes, err := locked.Open(ctx, otherPassphrase)
	must(t, err)
	defer s.Close()
	if n, err := s.Count(ctx); n != 1 || err != nil || notes != nil {
		t.Errorf("%d, %v, %q", n, err, notes)
	}
}

func TestTwoAtOnce(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	_, err := Open(ctx, b.Path(), Options{Author: Author{Supervisor: "Bo"}})
	wantProblem(t, err, "error.open.held")
	if p := err.(*skapa.Problem); p.Args["Supervisor"] != anna.Supervisor || p.Args["Since"] != "2026-11-21 12:00" || p.Args["Computer"] != computer() {
		t.Errorf("held by %v", p.Args)
	}
	other := newBench(t)
	wantProblem(t, b.SaveAs(ctx, other.Path()), "error.open.held")
	if b.Path() == other.Path() || b.Unsaved() != nil {
		t.Error("moved")
	}
	must(t, other.Close())
	must(t, b.SaveAs(ctx, other.Path()))
	must(t, b.Close())
	must(t, b.openAs(""))
	wantAlone(t, b.Path())
}
