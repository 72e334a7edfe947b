package ui

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	todaypage "framsteg/app/ui/today"
	"framsteg/app/words"
	"framsteg/store"
)

// sealedWorkspace gives the program on a sealed workspace with a participant,
// and its recovery key.
func sealedWorkspace(t *testing.T) (g *given, recovery string) {
	t.Helper()
	g, recovery = secretAsked(t)
	g.typeText(goodPassphrase)
	g.press(fyne.KeyReturn)
	page[*todaypage.Page](g)
	g.addParticipant("H-1001", "2026-01-10")
	return g, recovery
}

// typeTwice enters a new passphrase and goes on.
func (g *given) typeTwice(passphrase string) {
	g.Helper()
	g.typeText(passphrase)
	g.press(fyne.KeyReturn)
	g.typeText(passphrase)
	g.press(fyne.KeyReturn)
}

// wantOpenedBy requires that of some secrets exactly these open the file and
// each of its backups.
func (g *given) wantOpenedBy(by map[string]bool) {
	g.Helper()
	files := []string{g.path}
	for _, b := range must(store.BackupsOf(g.path))(g.T) {
		files = append(files, b.Path)
	}
	if len(files) < 2 {
		g.Error("there is no backup")
	}
	for _, file := range files {
		for secret, want := range by {
			if g.opens(file, secret) != want {
				g.Errorf("%q opens %s: %v", secret, filepath.Base(file), !want)
			}
		}
	}
}

func TestChangePassphrase(t *testing.T) {
	g, recovery := sealedWorkspace(t)
	g.menu("menu.protection")
	g.asked(g.text("protection.recovery"))
	g.press(fyne.KeyReturn) // on the first of the acts
	g.asked(g.text("passphrase.change.text"))
	if got := g.focusedField(); got != "old" {
		t.Errorf("the focus is at %q", got)
	}
	g.typeText("fel")
	g.press(fyne.KeyReturn)
	g.typeTwice(otherPassphrase)
	if got, want := g.said("old"), g.text("error.secret.wrong"); got != want {
		t.Errorf("a wrong one: %q", got)
	}
	if got := g.focusedField(); got != "old" {
		t.Errorf("the focus is at %q", got)
	}
	g.wantOpenedBy(map[string]bool{goodPassphrase: true, otherPassphrase: false})

	g.typeText(goodPassphrase) // over what stands there
	g.tap("passphrase.change.do")
	g.unasked()
	g.sees(g.text("passphrase.changed"))
	g.wantOpenedBy(map[string]bool{goodPassphrase: false, otherPassphrase: true, recovery: true, "": false})
	g.addParticipant("H-1002", "2026-01-10") // and goes on so
	g.wantOpenedBy(map[string]bool{goodPassphrase: false, otherPassphrase: true, recovery: true})
}

func TestGiveUpAnyChange(t *testing.T) {
	g, recovery := sealedWorkspace(t)
	before := must(os.ReadFile(g.path))(t)
	for _, act := range []string{"protection.passphrase", "protection.newRecovery", "protection.unseal"} {
		g.menu("menu.protection")
		g.tap(act)
		g.press(fyne.KeyEscape)
		g.unasked()
	}
	g.menu("menu.protection")
	g.press(fyne.KeyEscape)
	g.unasked()
	g.wantOpenedBy(map[string]bool{goodPassphrase: true, recovery: true, "": false})
	if string(must(os.ReadFile(g.path))(t)) != string(before) {
		t.Error("the file was written")
	}
}

func TestSealAPlainFile(t *testing.T) {
	g := workspace(t)
	g.addParticipant("H-1001", "2026-01-10")
	g.menu("menu.protection")
	g.asked(g.text("protection.plain"))
	g.press(fyne.KeyReturn)
	g.asked(g.text("protection.seal.text"))
	g.typeTwice(goodPassphrase)
	g.asked(g.text("recovery.text"))
	recovery := g.shownKey()
	g.wantOpenedBy(map[string]bool{"": false, goodPassphrase: true, recovery: false})
	g.readKey(recovery)
	g.wantOpenedBy(map[string]bool{"": false, goodPassphrase: true, recovery: true})
}

// Copies that sealing leaves readable are named before the key is shown.
func TestSealNamesPlainCopies(t *testing.T) {
	g := workspace(t)
	g.addParticipant("H-1001", "2026-01-10")
	copied := "Halland (konflikt 2026-11-21 08.00).framsteg"
	g.check(os.WriteFile(filepath.Join(filepath.Dir(g.path), copied), must(os.ReadFile(g.path))(t), 0o600))
	g.menu("menu.protection")
	g.press(fyne.KeyReturn)
	g.typeTwice(goodPassphrase)
	g.asked(g.text("protection.copies.title"))
	g.sees(copied)
	g.press(fyne.KeyReturn)
	g.asked(g.text("recovery.text"))
}

// wantTriedAgain requires that a wrong passphrase is said, and can be replaced.
func (g *given) wantTriedAgain() {
	g.Helper()
	g.typeText("fel")
	g.press(fyne.KeyReturn)
	if got, want := g.said("secret"), g.text("error.secret.wrong"); got != want {
		g.Errorf("a wrong one: %q", got)
	}
	if got := g.focusedField(); got != "secret" {
		g.Errorf("the focus is at %q", got)
	}
}

func TestUnseal(t *testing.T) {
	g, _ := sealedWorkspace(t)
	g.menu("menu.protection")
	g.tap("protection.unseal")
	g.asked(g.text("protection.unseal.text"))
	g.press(fyne.KeyReturn)
	g.wantTriedAgain()
	g.wantOpenedBy(map[string]bool{"": false})
	g.typeText(goodPassphrase)
	g.press(fyne.KeyReturn)
	g.unasked()
	g.wantOpenedBy(map[string]bool{"": true})
	g.menu("menu.protection")
	g.asked(g.text("protection.plain"))
}

// When the file can't be written, it stays as it was and says so.
func TestSealingFails(t *testing.T) {
	g, _ := sealedWorkspace(t)
	g.menu("menu.protection")
	g.tap("protection.passphrase")
	g.typeText(goodPassphrase)
	g.press(fyne.KeyReturn)
	mend := g.breakDisk()
	g.typeTwice(otherPassphrase)
	g.asked(g.text("failed.title"))
	g.press(fyne.KeyReturn)
	g.press(fyne.KeyEscape)
	if p := g.store.Protection(); !p.Sealed || !p.Recovery {
		t.Errorf("it is %+v", p)
	}
	mend()
	g.retrySave()
	g.wantOpenedBy(map[string]bool{goodPassphrase: true, otherPassphrase: false})
}

// A backup that can't be rewritten is said; the file itself is changed.
func TestBackupInTheOldForm(t *testing.T) {
	g, _ := sealedWorkspace(t)
	backup := must(store.BackupsOf(g.path))(t)[0].Path
	g.check(os.WriteFile(backup, []byte("PK\x03\x04 trasig"), 0o600))
	g.menu("menu.protection")
	g.tap("protection.passphrase")
	g.typeText(goodPassphrase)
	g.press(fyne.KeyReturn)
	g.typeTwice(otherPassphrase)
	g.asked(g.text("error.backup.reform", words.Args{"Path": backup}))
	g.press(fyne.KeyReturn)
	g.unasked()
	if !g.opens(g.path, otherPassphrase) || g.opens(g.path, goodPassphrase) {
		t.Error("the passphrase is not changed")
	}
}
