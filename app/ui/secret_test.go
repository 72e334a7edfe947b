package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/screen"
	todaypage "framsteg/app/ui/today"
	"framsteg/app/ui/welcome"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/assets"
	"framsteg/store"
	"framsteg/store/seal"
)

const (
	goodPassphrase  = "gardin kvarn tratt soffa mjöl"
	otherPassphrase = "hjul spade tvål kofta ärta"
)

// makeSealed makes an empty sealed workspace, and gives its recovery key.
func (g *given) makeSealed(path string) (recovery string) {
	g.Helper()
	ctx := context.Background()
	s := must(store.Create(ctx, path, assets.Instrument(), store.Options{Now: g.clock, Secret: goodPassphrase, Work: 4}))(g.T)
	recovery = must(seal.NewRecoveryKey())(g.T)
	g.check(s.SetRecoveryKey(ctx, recovery))
	g.check(s.Close())
	return recovery
}

// setKey gives the open workspace a recovery key.
func (g *given) setKey() (recovery string) {
	g.Helper()
	recovery = must(seal.NewRecoveryKey())(g.T)
	g.check(g.store.SetRecoveryKey(context.Background(), recovery))
	return recovery
}

// opens tells whether a secret opens the file at a path.
func (g *given) opens(path, secret string) bool {
	g.Helper()
	s, err := store.Open(context.Background(), path, store.Options{Now: g.clock, Secret: secret, Reading: true})
	if err != nil {
		if !errors.Is(err, store.ErrSecret) && !errors.Is(err, store.ErrSealed) {
			g.Fatal(err)
		}
		return false
	}
	g.check(s.Close())
	return true
}

// secretAsked gives the program with a name entered, asking for the passphrase
// of a sealed workspace.
func secretAsked(t *testing.T) (g *given, recovery string) {
	g, folder := named(t)
	g.path = filepath.Join(folder, "Halland.framsteg")
	recovery = g.makeSealed(g.path)
	g.open(g.path)
	return g, recovery
}

func TestOpenSealed(t *testing.T) {
	g, recovery := secretAsked(t)
	g.asked(g.text("secret.text", words.Args{"File": "Halland"}))
	if got := g.focusedField(); got != "secret" {
		t.Errorf("the focus is at %q", got)
	}
	g.press(fyne.KeyReturn)
	if got, want := g.said("secret"), g.text("error.required.secret"); got != want {
		t.Errorf("nothing typed: %q", got)
	}
	g.typeText("fel lösenfras")
	g.press(fyne.KeyReturn)
	if got, want := g.said("secret"), g.text("error.secret.wrong"); got != want {
		t.Errorf("a wrong one: %q", got)
	}
	g.sees(g.text("secret.hint")) // still
	g.typeText(strings.ToLower(recovery[len(recovery)-58 : len(recovery)-1]))
	g.press(fyne.KeyReturn)
	if got, want := g.said("secret"), g.text("error.secret.mistyped"); got != want {
		t.Errorf("a mistyped key: %q", got)
	}
	g.typeText(goodPassphrase) // over what stands there
	g.press(fyne.KeyReturn)
	page[*todaypage.Page](g)
	g.unasked()
	g.addParticipant("H-1001", "2026-01-10")
	if g.opens(g.path, "") || !g.opens(g.path, goodPassphrase) {
		t.Error("what was saved is not sealed as before")
	}
}

func TestOpenSealedByTap(t *testing.T) {
	g, _ := secretAsked(t)
	g.write("secret", goodPassphrase)
	g.tap("secret.do")
	page[*todaypage.Page](g)
}

func TestGiveUpOpening(t *testing.T) {
	for name, givesUp := range map[string]func(*given){
		"by Escape": func(g *given) { g.press(fyne.KeyEscape) },
		"by tap":    func(g *given) { g.tap("cancel") },
	} {
		t.Run(name, func(t *testing.T) {
			g, _ := secretAsked(t)
			g.typeText("x")
			givesUp(g)
			g.unasked()
			page[*welcome.Page](g)
			g.open(g.path) // and again, which no lock stops
			g.asked(g.text("secret.text", words.Args{"File": "Halland"}))
		})
	}
}

// A secret is hidden until it is asked to be shown, by key as well.
func TestSecretIsHidden(t *testing.T) {
	g, _ := secretAsked(t)
	entry := g.field("secret").Input.(*widget.Entry)
	if !entry.Password {
		t.Error("it is shown")
	}
	g.press(fyne.KeyTab)
	g.press(fyne.KeyReturn)
	if entry.Password {
		t.Error("it is still hidden")
	}
	g.tap("secret.hide")
	if !entry.Password {
		t.Error("it is shown for good")
	}
}

// With scrypt under way the window waits, and can be told not to.
func TestCancelWhileUnlocking(t *testing.T) {
	g, _ := secretAsked(t)
	g.typeText(goodPassphrase)
	disk := &later{}
	g.shell.run = disk.run
	g.press(fyne.KeyReturn)
	g.asked(g.text("file.opening"))
	g.press(fyne.KeyEscape)
	disk.letGo()
	g.shell.run = screen.Inline
	g.unasked()
	page[*welcome.Page](g)
	g.open(g.path) // nobody holds it
	g.asked(g.text("secret.text", words.Args{"File": "Halland"}))
}

// Who has the recovery key alone gets in, and chooses a passphrase at once.
func TestOpenByRecoveryKey(t *testing.T) {
	g, recovery := secretAsked(t)
	groups := seal.Groups(recovery)
	g.typeText(strings.ToLower(strings.Join(groups[1:], " ")))
	g.press(fyne.KeyReturn)
	g.asked(g.text("passphrase.anew.text"))
	if g.store != nil {
		t.Error("it is open without a passphrase")
	}
	g.typeText(otherPassphrase)
	g.press(fyne.KeyReturn)
	g.typeText(otherPassphrase)
	g.press(fyne.KeyReturn)
	page[*todaypage.Page](g)
	g.addParticipant("H-1001", "2026-01-10")
	for secret, want := range map[string]bool{goodPassphrase: false, otherPassphrase: true, recovery: true} {
		if g.opens(g.path, secret) != want {
			t.Errorf("%q opens: %v", secret, !want)
		}
	}
}

func TestGiveUpANewPassphrase(t *testing.T) {
	g, recovery := secretAsked(t)
	g.typeText(recovery)
	g.press(fyne.KeyReturn)
	g.press(fyne.KeyEscape)
	g.unasked()
	page[*welcome.Page](g)
	if !g.opens(g.path, goodPassphrase) {
		t.Error("the passphrase is no longer that")
	}
	g.open(g.path) // which nobody holds
	g.asked(g.text("secret.text", words.Args{"File": "Halland"}))
}

// A file that somebody has open says who, and can be tried again.
func TestHeldFile(t *testing.T) {
	g, folder := named(t)
	g.path = filepath.Join(folder, "Halland.framsteg")
	g.make(g.path)
	other := must(store.Open(context.Background(), g.path, store.Options{Now: g.clock, Author: store.Author{Supervisor: "Örjan Ek"}, Computer: "KUST-7"}))(t)
	g.open(g.path)
	g.asked("Örjan Ek")
	g.sees("KUST-7")
	g.tap("retry")
	g.asked("Örjan Ek")
	g.press(fyne.KeyEscape)
	g.unasked()
	page[*welcome.Page](g)
	g.open(g.path)
	g.check(other.Close())
	g.press(fyne.KeyReturn)
	page[*todaypage.Page](g)
}

// My own other window is called that.
func TestFileInMyOtherWindow(t *testing.T) {
	g, folder := named(t)
	g.path = filepath.Join(folder, "Halland.framsteg")
	g.make(g.path)
	here := must(os.Hostname())(t)
	for supervisor, want := range map[string]string{author.Supervisor: "held.here.title", "Örjan Ek": "held.title"} {
		other := must(store.Open(context.Background(), g.path, store.Options{Now: g.clock, Author: store.Author{Supervisor: supervisor}, Computer: here}))(t)
		g.open(g.path)
		g.asked(g.text(want))
		g.press(fyne.KeyEscape)
		g.check(other.Close())
	}
}

// Who can't be asked is refused: the program draws one frame and ends.
func TestSmokeSaysThatItIsSealed(t *testing.T) {
	for secret, want := range map[string]error{"": store.ErrSealed, "fel": store.ErrSecret, goodPassphrase: nil} {
		g, folder := named(t)
		g.path = filepath.Join(folder, "Halland.framsteg")
		g.makeSealed(g.path)
		g.begin(Options{File: g.path, Secret: secret})
		if want == nil {
			page[*todaypage.Page](g)
			g.store.Close()
			g.shell.store = nil
		}
		if !errors.Is(g.failed, want) {
			t.Errorf("%q: %v", secret, g.failed)
		}
	}
}

// newFile answers where a new workspace goes, and gives the path.
func (g *given) newFile(home string) string {
	g.tap("welcome.new")
	g.typeText("Ängelholm")
	g.press(fyne.KeyReturn)
	g.asked(g.text("protect.text"))
	g.path = filepath.Join(home, "Ängelholm.framsteg")
	return g.path
}

// A new workspace is sealed unless somebody chooses that it is not.
func TestNewSealedWorkspace(t *testing.T) {
	g, home := named(t)
	path := g.newFile(home)
	if got := g.focusedField(); got != "first" {
		t.Errorf("the focus is at %q", got)
	}
	g.typeText(goodPassphrase)
	g.sees(g.text("passphrase.strong"))
	g.press(fyne.KeyReturn)
	g.typeText(goodPassphrase)
	g.press(fyne.KeyReturn)
	g.asked(g.text("recovery.text"))
	page[*todaypage.Page](g)
	recovery := g.shownKey()
	g.readKey(recovery)
	g.unasked()
	g.sees(g.text("recovery.checked"))
	for secret, want := range map[string]bool{"": false, goodPassphrase: true, recovery: true} {
		if g.opens(path, secret) != want {
			t.Errorf("%q opens: %v", secret, !want)
		}
	}
}

// shownKey gives the recovery key that is shown, as somebody copies it by hand.
func (g *given) shownKey() string {
	g.Helper()
	var key string
	for _, label := range every[*fynewidget.Label](g.top()) {
		if label.TextStyle.Monospace {
			key += label.Text
		}
	}
	if !seal.IsRecoveryKey(key) {
		g.Fatalf("%q is no recovery key, among %q", key, g.shown())
	}
	return key
}

func TestNewPlainWorkspace(t *testing.T) {
	for name, choose := range map[string]func(*given){
		"by tap": func(g *given) {
			g.tap("protect.plain")
			g.asked(g.text("protect.plain.text"))
			g.tap("protect.plain.do")
		},
		"by key": func(g *given) {
			for range 3 { // show, once more, without encryption
				g.press(fyne.KeyTab)
			}
			g.press(fyne.KeyReturn)
			g.asked(g.text("protect.plain.text"))
			g.press(fyne.KeyReturn) // what has the focus makes nothing
			g.asked(g.text("protect.text"))
			g.press(fyne.KeyReturn)
			g.press(fyne.KeyTab)
			g.press(fyne.KeyReturn)
		},
	} {
		t.Run(name, func(t *testing.T) {
			g, home := named(t)
			path := g.newFile(home)
			choose(g)
			page[*todaypage.Page](g)
			g.unasked()
			if !g.opens(path, "") {
				t.Error("it is sealed")
			}
		})
	}
}

// What is refused is said at its field, and nothing is made.
func TestPassphraseIsRefused(t *testing.T) {
	for name, c := range map[string]struct{ first, again, field, key string }{
		"none":       {"", "", "first", "error.required.passphrase"},
		"too weak":   {"Sommar2026!", "Sommar2026!", "first", "error.passphrase.weak"},
		"their name": {"Åsa Öberg", "Åsa Öberg", "first", "error.passphrase.weak"},
		"the file's": {"ängelholm2026", "ängelholm2026", "first", "error.passphrase.weak"},
		"not twice":  {goodPassphrase, "", "again", "error.passphrase.differs"},
		"another":    {goodPassphrase, otherPassphrase, "again", "error.passphrase.differs"},
	} {
		t.Run(name, func(t *testing.T) {
			g, home := named(t)
			path := g.newFile(home)
			g.typeText(c.first)
			g.press(fyne.KeyReturn)
			g.typeText(c.again)
			g.press(fyne.KeyReturn)
			if got, want := g.said(c.field), g.text(c.key); got != want {
				t.Errorf("it says %q, want %q", got, want)
			}
			if got := g.focusedField(); got != c.field {
				t.Errorf("the focus is at %q", got)
			}
			g.press(fyne.KeyEscape)
			g.unasked()
			page[*welcome.Page](g)
			if _, err := os.Stat(path); err == nil {
				t.Error("a file was made")
			}
		})
	}
}

// How good a passphrase is, is said in words while it is typed.
func TestStrengthIsSaid(t *testing.T) {
	g, home := named(t)
	g.newFile(home)
	g.sees(g.text("passphrase.none"))
	for _, c := range []struct{ typed, key string }{
		{"kvarn", "passphrase.tooWeak"}, {" igelkott tratt", "passphrase.weak"}, {" soffa", "passphrase.fair"}, {" mjöl", "passphrase.strong"},
	} {
		g.typeText(c.typed)
		g.sees(g.text(c.key))
	}
	g.write("first", "")
	g.sees(g.text("passphrase.none"))
	for _, text := range g.shown() {
		if strings.Contains(text, "kvarn") {
			t.Errorf("%q is shown", text)
		}
	}
}

// A plain file where a sealed one was is shown only to who says so; who removed
// the encryption here is not asked.
func TestFileThatIsNotSealedAnyLonger(t *testing.T) {
	g, _ := secretAsked(t)
	g.typeText(goodPassphrase)
	g.press(fyne.KeyReturn)
	page[*todaypage.Page](g)
	g.closeFile()
	g.check(os.Remove(g.path))
	g.make(g.path)

	g.open(g.path)
	g.asked(g.text("wasSealed.text", words.Args{"Path": g.path}))
	g.press(fyne.KeyReturn) // what the focus proposes
	page[*welcome.Page](g)
	if g.store != nil {
		t.Error("opened without a word")
	}
	g.open(g.path)
	g.tap("wasSealed.open")
	page[*todaypage.Page](g)
	g.closeFile()
	g.open(g.path)
	page[*todaypage.Page](g)
	g.unasked()

	g.check(g.store.Seal(context.Background(), goodPassphrase))
	g.check(g.store.Unseal(context.Background()))
	g.closeFile()
	g.open(g.path)
	g.unasked()
}

// Nothing moves when something is said of what was typed, nor when that is
// typed over.
func TestPassphraseQuestionStaysAsItIs(t *testing.T) {
	g, _ := sealedWorkspace(t)
	for name, ask := range map[string]func(){
		"a new one": g.askNewPassphrase, "a new file's": func() { g.askProtection(g.path, func(string) {}) }, "the one it has": g.askUnseal,
	} {
		t.Run(name, func(t *testing.T) {
			ask()
			g.settle()
			button := func() fyne.Position {
				buttons := every[*widget.Button](g.top())
				return fyne.CurrentApp().Driver().AbsolutePositionForObject(buttons[len(buttons)-1])
			}
			before := button()
			for range 3 {
				g.typeText("fel")
				g.press(fyne.KeyReturn)
				g.settle()
				if at := button(); at != before {
					t.Errorf("the answers went from %v to %v with %q", before, at, g.shown())
				}
			}
			g.press(fyne.KeyEscape)
		})
	}
}
