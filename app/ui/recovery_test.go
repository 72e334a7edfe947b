package ui

import (
	"bytes"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/seal"
)

// keyShown gives the program showing the new recovery key of a workspace.
func keyShown(t *testing.T) (g *given, key, before string) {
	t.Helper()
	g, before = sealedWorkspace(t)
	g.menu("menu.protection")
	g.tap("protection.newRecovery")
	g.asked(g.text("recovery.new.text"))
	g.typeText(goodPassphrase)
	g.press(fyne.KeyReturn)
	g.asked(g.text("recovery.text"))
	return g, g.shownKey(), before
}

// The new key takes the place of the old one when it was read on paper, not
// before: whoever is called away has lost nothing.
func TestNewRecoveryKey(t *testing.T) {
	g, key, before := keyShown(t)
	g.wantOpenedBy(map[string]bool{before: true, key: false, goodPassphrase: true})
	g.readKey(key)
	g.unasked()
	g.wantOpenedBy(map[string]bool{before: false, key: true, goodPassphrase: true})
}

// readKey types what is asked for of the key on paper.
func (g *given) readKey(key string) {
	g.Helper()
	g.tap("recovery.next")
	for _, group := range g.askedGroups(key) {
		g.typeText(group)
		g.press(fyne.KeyReturn)
	}
}

// askedGroups gives the groups of the key that are asked for.
func (g *given) askedGroups(key string) (groups []string) {
	g.Helper()
	for _, f := range every[*widget.Field](g.top()) {
		groups = append(groups, seal.Groups(key)[must(strconv.Atoi(f.Name))(g.T)])
	}
	if len(groups) != 2 || groups[0] == groups[1] {
		g.Fatalf("asked are %q", groups)
	}
	return groups
}

// No two clicks at an unlocked desk make the team's paper worthless.
func TestNewRecoveryKeyNeedsThePassphrase(t *testing.T) {
	g, before := sealedWorkspace(t)
	g.menu("menu.protection")
	g.tap("protection.newRecovery")
	g.press(fyne.KeyReturn)
	g.wantTriedAgain()
	g.misses(g.text("recovery.text"))
	g.typeText(goodPassphrase)
	g.press(fyne.KeyReturn)
	key := g.shownKey()
	g.readKey(key)
	g.wantOpenedBy(map[string]bool{before: false, key: true})
}

// Which groups are asked for nobody knows before, and never the short one.
func TestOtherGroupsAreAskedFor(t *testing.T) {
	g, key, _ := keyShown(t)
	asked := map[string]bool{}
	for range 30 {
		g.tap("recovery.next")
		for _, group := range g.askedGroups(key) {
			asked[group] = true
			if len(group) != 4 {
				t.Errorf("asked for %s", group)
			}
		}
		g.press(fyne.KeyEscape)
	}
	if len(asked) < 6 {
		t.Errorf("only %v are ever asked for", asked)
	}
}

// A key that can't be put to use is shown again, and why.
func TestRecoveryKeyThatIsNotSaved(t *testing.T) {
	g, key, before := keyShown(t)
	mend := g.breakDisk()
	g.readKey(key)
	g.asked(g.why())
	g.press(fyne.KeyReturn)
	if g.shownKey() != key {
		t.Error("the key is gone")
	}
	mend()
	g.wantOpenedBy(map[string]bool{before: true, key: false})
	g.readKey(key)
	g.unasked()
	g.wantOpenedBy(map[string]bool{before: false, key: true})
}

// What was read wrongly is said of the group that is wrong.
func TestCheckOfTheKey(t *testing.T) {
	g, key, _ := keyShown(t)
	g.tap("recovery.next")
	g.asked(g.text("recovery.check.text"))
	for _, group := range seal.Groups(key) {
		g.misses(group)
	}
	right := g.askedGroups(key)
	fields := every[*widget.Field](g.top())
	number := func(f *widget.Field) words.Args { return words.Args{"N": must(strconv.Atoi(f.Name))(t) + 1} }
	g.typeText(" " + strings.ToLower(right[0][:2]) + " " + right[0][2:]) // forgiving
	g.press(fyne.KeyReturn)
	g.typeText("??")
	g.press(fyne.KeyReturn)
	if got, want := g.said(fields[1].Name), g.text("error.recovery.group", number(fields[1])); got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	g.misses(g.text("error.recovery.group", number(fields[0])))
	if got := g.focusedField(); got != fields[1].Name {
		t.Errorf("the focus is at %q", got)
	}
	g.press(fyne.KeyEscape) // back to the key
	if g.shownKey() != key {
		t.Error("another key is shown")
	}
	g.tap("recovery.next")
	for i, group := range g.askedGroups(key) {
		g.write(every[*widget.Field](g.top())[i].Name, group)
	}
	g.tap("recovery.check.do")
	g.unasked()
	g.sees(g.text("recovery.checked"))
}

// Nobody leaves the key without having read what that means.
func TestLeaveTheKey(t *testing.T) {
	g, key, before := keyShown(t)
	for _, leave := range []func(){func() { g.press(fyne.KeyEscape) }, func() { g.tap("recovery.later") }} {
		leave()
		g.asked(g.text("recovery.later.text"))
		g.press(fyne.KeyEscape) // changes nothing
		if g.shownKey() != key {
			t.Error("the key is gone")
		}
	}
	g.press(fyne.KeyEscape)
	g.press(fyne.KeyReturn) // nor does what has the focus
	if g.shownKey() != key {
		t.Error("the key is gone")
	}
	g.press(fyne.KeyEscape)
	g.tap("recovery.later.do")
	g.unasked()
	g.wantOpenedBy(map[string]bool{before: true, key: false})
}

// viewer is the system that opens documents.
type viewer struct {
	fyne.App
	opened []string
	err    error
}

func (v *viewer) OpenURL(u *url.URL) error {
	v.opened = append(v.opened, u.Path)
	return v.err
}

// Saved for printing, it is shown by the system; where nothing shows it, it is
// said where it is. When the paper was read, the file goes.
func TestKeyAsPDF(t *testing.T) {
	for name, failing := range map[string]error{"shown": nil, "not shown": os.ErrNotExist} {
		t.Run(name, func(t *testing.T) {
			g, key, _ := keyShown(t)
			system := &viewer{App: g.app, err: failing}
			g.shell.app = system
			g.press(fyne.KeyReturn) // what the focus proposes
			g.asked(g.text("recovery.pdf.hint"))
			g.press(fyne.KeyReturn)
			path := filepath.Join(home(), g.text("recovery.pdf.fileName", words.Args{"File": "Halland"})+".pdf")
			said := map[bool]string{true: "recovery.saved", false: "recovery.unopened"}[failing == nil]
			g.asked(g.text(said, words.Args{"Path": path}))
			if strings.Join(system.opened, "") != filepath.ToSlash(path) {
				t.Errorf("opened are %q", system.opened)
			}
			if sheet := must(os.ReadFile(path))(t); !bytes.HasPrefix(sheet, []byte("%PDF-")) {
				t.Errorf("it begins %q", sheet[:8])
			}
			if info := must(os.Stat(path))(t); info.Mode().Perm()&0o077 != 0 && os.PathSeparator == '/' {
				t.Errorf("others may read it: %v", info.Mode())
			}
			if g.shownKey() != key {
				t.Error("the key is gone")
			}
			g.wantOpenedBy(map[string]bool{key: true}) // as the sheet says
			g.misses(g.text("recovery.later"))         // which it is not
			g.press(fyne.KeyReturn)                    // what the focus proposes now
			g.asked(g.text("recovery.check.text"))
			g.press(fyne.KeyEscape)
			g.readKey(key)
			g.asked(g.text("recovery.remove.text", words.Args{"Path": path}))
			g.press(fyne.KeyReturn)
			g.unasked()
			if _, err := os.Stat(path); !os.IsNotExist(err) {
				t.Error("the file is still there")
			}
			g.sees(g.text("recovery.removed"))
		})
	}
}

func TestKeepThePDF(t *testing.T) {
	g, key, _ := keyShown(t)
	g.shell.app = &viewer{App: g.app}
	g.tap("recovery.pdf")
	g.write("name", "Nyckel")
	g.press(fyne.KeyReturn)
	g.readKey(key)
	g.press(fyne.KeyEscape)
	g.unasked()
	if _, err := os.Stat(filepath.Join(home(), "Nyckel.pdf")); err != nil {
		t.Error(err)
	}
}

// The lock takes the key away, without going round in questions.
func TestLockTakesTheKey(t *testing.T) {
	for name, on := range map[string]func(*given){
		"shown": func(*given) {}, "being checked": func(g *given) { g.tap("recovery.next") },
		"being left": func(g *given) { g.press(fyne.KeyEscape) }, "being saved": func(g *given) { g.tap("recovery.pdf") },
	} {
		t.Run(name, func(t *testing.T) {
			g, key, _ := keyShown(t)
			on(g)
			g.lock()
			g.unasked()
			g.misses(seal.Groups(key)[3])
			g.sees(g.text("lock.text"))
		})
	}
}

// The key is nowhere but on the screen.
func TestKeyIsInNoFile(t *testing.T) {
	g, key, _ := keyShown(t)
	g.check(filepath.WalkDir(filepath.Dir(g.path), func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		if bytes.Contains(data, []byte(key[:20])) {
			t.Errorf("it is in %s", path)
		}
		return err
	}))
	if c := g.app.Clipboard().Content(); c != "" {
		t.Errorf("the clipboard has %q", c)
	}
}
