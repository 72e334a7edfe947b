package ui

import (
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/screen"
	todaypage "framsteg/app/ui/today"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/assets"
	"framsteg/store"
	"framsteg/store/skapa"
)

// today is the day of all tests.
var today = skapa.DateOf(2026, time.November, 21)

// given is the window as a user has it: keys, a pointer and eyes, on a real
// file. Its clock goes on by a second at each act.
type given struct {
	*testing.T
	*shell
	at   time.Time
	path string // of the workspace
}

// author is who works in the tests.
var author = store.Author{Supervisor: "Åsa Öberg", Team: "Team Ängelholm"}

// start starts the program for the first time.
func start(t *testing.T) *given {
	t.Helper()
	g := &given{T: t, at: time.Date(2026, time.November, 21, 9, 0, 0, 0, time.UTC), path: filepath.Join(t.TempDir(), "Halland.framsteg")}
	g.restart(test.NewTempApp(t))
	return g
}

// restart starts the program with what an earlier run left in the preferences.
func (g *given) restart(a fyne.App) {
	g.Helper()
	o := Options{System: "sv", Run: screen.Inline, Work: 4, Now: func() time.Time { return g.at }}
	g.shell = newShell(a, o)
	window := g.window
	g.Cleanup(func() {
		if slices.Contains(a.Driver().AllWindows(), window) {
			window.Close()
		}
		software.NewCanvas().Capture()
	})
	g.begin(o)
}

// workspace starts the program on a new workspace, with the list of participants
// open.
func workspace(t *testing.T) *given {
	t.Helper()
	g := start(t)
	g.prefs.setAuthor(author)
	g.make(g.path)
	g.open(g.path)
	page[*todaypage.Page](g)
	g.showParticipants()
	g.Cleanup(func() {
		if g.store != nil {
			g.store.Close()
		}
	})
	return g
}

// make makes an empty workspace file.
func (g *given) make(path string) {
	g.Helper()
	s := must(store.Create(context.Background(), path, assets.Instrument(), store.Options{Now: g.clock}))(g.T)
	g.check(s.Close())
}

func (g *given) check(err error) {
	g.Helper()
	if err != nil {
		g.Fatal(err)
	}
}

// must gives a value that comes without an error.
func must[V any](v V, err error) func(*testing.T) V {
	return func(t *testing.T) V {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// onDisk opens the workspace as another program would, from its file.
func (g *given) onDisk() *store.Store {
	g.Helper()
	s := must(store.Open(context.Background(), g.path, store.Options{Now: g.clock, Reading: true}))(g.T)
	g.Cleanup(func() { s.Close() })
	return s
}

// saidOnDisk gives the participant of a code as the file has it.
func (g *given) saidOnDisk(code string) skapa.Participant {
	g.Helper()
	return must(g.onDisk().ParticipantByCode(context.Background(), code))(g.T)
}

// text gives what a key says in the language of the moment.
func (g *given) text(key string, args ...words.Args) string { return g.words.T(key, args...) }

// page gives the current page, which must be a P.
func page[P any](g *given) P {
	g.Helper()
	p, is := g.current.(P)
	if !is {
		g.Fatalf("the page is a %T", g.current)
	}
	return p
}

// press presses a key, as the desktop's driver gives it to the window.
func (g *given) press(key fyne.KeyName) {
	g.Helper()
	g.tick()
	c, event := g.window.Canvas(), &fyne.KeyEvent{Name: key}
	focused := c.Focused()
	if key == fyne.KeyTab {
		if taker, ok := focused.(fyne.Tabbable); !ok || !taker.AcceptsTab() {
			c.FocusNext()
			return
		}
	}
	if focused != nil {
		focused.TypedKey(event)
	} else {
		c.OnTypedKey()(event)
	}
}

// typeText types where the focus is.
func (g *given) typeText(text string) {
	g.Helper()
	g.tick()
	for _, r := range text {
		focused := g.window.Canvas().Focused()
		if focused == nil {
			g.Fatal("nothing has the focus")
		}
		focused.TypedRune(r)
	}
}

func (g *given) tick() { g.at = g.at.Add(time.Second) }

// write replaces what stands in a field of the page or of the question over it.
func (g *given) write(field, text string) {
	g.Helper()
	input := g.field(field).Input.(fyne.Focusable)
	g.window.Canvas().Focus(input)
	input.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
	input.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	g.typeText(text)
}

// menu does the act of a menu item by its text, wherever it stands.
func (g *given) menu(key string) {
	g.Helper()
	g.do(func(i *fyne.MenuItem) bool { return i.Label == g.text(key) }, key)
}

// shortcut does the act of a menu item by its keys.
func (g *given) shortcut(s fyne.Shortcut) {
	g.Helper()
	g.do(func(i *fyne.MenuItem) bool { return i.Shortcut != nil && i.Shortcut.ShortcutName() == s.ShortcutName() }, s.ShortcutName())
}

func (g *given) do(is func(*fyne.MenuItem) bool, name string) {
	g.Helper()
	item := g.menuItem(is)
	switch {
	case item == nil:
		g.Fatalf("the menu has no %s", name)
	case item.Disabled || item.Action == nil:
		g.Fatalf("the menu's %s can't be chosen here", name)
	}
	g.tick()
	item.Action()
}

func (g *given) menuItem(is func(*fyne.MenuItem) bool) *fyne.MenuItem {
	var all []*fyne.MenuItem
	menus := g.window.MainMenu()
	if menus == nil { // a participant answers
		return nil
	}
	for _, menu := range menus.Items {
		all = append(all, menu.Items...)
	}
	for i := 0; i < len(all); i++ {
		if is(all[i]) {
			return all[i]
		}
		if all[i].ChildMenu != nil {
			all = append(all, all[i].ChildMenu.Items...)
		}
	}
	return nil
}

// undo presses Ctrl+Z where no text has the focus.
func (g *given) undo() {
	g.Helper()
	g.window.Canvas().Unfocus()
	g.shortcut(&fyne.ShortcutUndo{})
}

// tap taps the button of a text on what lies on top.
func (g *given) tap(key string, args ...words.Args) {
	g.Helper()
	g.tapText(g.text(key, args...))
}

func (g *given) tapText(text string) {
	g.Helper()
	g.tick()
	for _, b := range every[*widget.Button](g.top()) {
		if b.Text == text && !b.Disabled() {
			test.Tap(b)
			return
		}
	}
	g.Fatalf("no button %q among %q", text, g.shown())
}

// asked requires that a question with a sentence lies over the page.
func (g *given) asked(sentence string) {
	g.Helper()
	if g.window.Canvas().Overlays().Top() == nil {
		g.Fatalf("nothing is asked, wanted %q", sentence)
	}
	g.sees(sentence)
}

// unasked requires that nothing lies over the page.
func (g *given) unasked() {
	g.Helper()
	if g.window.Canvas().Overlays().Top() != nil {
		g.Fatalf("asked: %q", g.shown())
	}
}

// sees requires that a text stands on what lies on top.
func (g *given) sees(text string) {
	g.Helper()
	if text == "" || !slices.ContainsFunc(g.shown(), func(s string) bool { return strings.Contains(s, text) }) {
		g.Fatalf("%q is not among %q", text, g.shown())
	}
}

// misses requires that a text stands nowhere on what lies on top.
func (g *given) misses(text string) {
	g.Helper()
	if slices.ContainsFunc(g.shown(), func(s string) bool { return strings.Contains(s, text) }) {
		g.Fatalf("%q is among %q", text, g.shown())
	}
}

// focusedField gives the name of the field that has the focus.
func (g *given) focusedField() string {
	focused := g.window.Canvas().Focused()
	for _, f := range every[*widget.Field](g.top()) {
		if focused != nil && f.Input == focused.(fyne.CanvasObject) {
			return f.Name
		}
	}
	return ""
}

func (g *given) field(name string) *widget.Field {
	g.Helper()
	for _, f := range every[*widget.Field](g.top()) {
		if f.Name == name {
			return f
		}
	}
	g.Fatalf("no field %s among %q", name, g.shown())
	return nil
}

// said gives what stands below a field.
func (g *given) said(name string) string {
	g.Helper()
	labels := every[*fynewidget.Label](g.field(name))
	return labels[len(labels)-1].Text
}

// settle lays the window out again, as the desktop's driver does before each
// frame: wrapped text knows its height only at its width.
func (g *given) settle() {
	g.window.Content().Refresh()
	for _, over := range g.window.Canvas().Overlays().List() {
		over.Refresh()
	}
}

// top gives the question over the page, or the window's content.
func (g *given) top() fyne.CanvasObject {
	if over := g.window.Canvas().Overlays().Top(); over != nil {
		return over
	}
	return g.window.Content()
}

// shown gives all texts that are in sight on what lies on top.
func (g *given) shown() []string { return textsIn(g.top()) }

func textsIn(o fyne.CanvasObject) (texts []string) {
	walk(o, func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *fynewidget.Label:
			texts = append(texts, o.Text)
		case *widget.Entry:
			texts = append(texts, o.Text)
		case *canvas.Text:
			texts = append(texts, o.Text) // of whatever else there is, and each line of a label
		}
	})
	return slices.DeleteFunc(slices.Compact(texts), func(text string) bool { return text == "" })
}

// pickers gives the answers of a rating, in order.
func (g *given) pickers() []*widget.StepPicker { return every[*widget.StepPicker](g.window.Content()) }

// every gives all visible objects of a type below an object.
func every[O fyne.CanvasObject](o fyne.CanvasObject) (all []O) {
	walk(o, func(o fyne.CanvasObject) {
		if wanted, is := o.(O); is {
			all = append(all, wanted)
		}
	})
	return all
}

// walk visits the visible objects of a tree.
func walk(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	visit(o)
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			walk(child, visit)
		}
	case fyne.Widget:
		for _, child := range test.WidgetRenderer(o).Objects() {
			walk(child, visit)
		}
	}
}
