package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"framsteg/app/ui/participant"
	"framsteg/app/ui/participants"
	"framsteg/app/ui/screen"
	todaypage "framsteg/app/ui/today"
	"framsteg/app/ui/welcome"
	"framsteg/app/words"
	"framsteg/assets"
	"framsteg/store"
	"framsteg/store/skapa"
)

// named gives the program at its first start with a name entered, and home as
// the folder where files go.
func named(t *testing.T) (g *given, home string) {
	t.Helper()
	home = t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	cache := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", cache)
	t.Setenv("LocalAppData", cache)
	g = start(t)
	g.write("name", author.Supervisor)
	g.Cleanup(func() {
		if g.store != nil {
			g.store.Close()
		}
	})
	return g, home
}

func TestNewWorkspace(t *testing.T) {
	g, home := named(t)
	g.tap("welcome.new")
	if got := g.focusedField(); got != "name" {
		t.Errorf("the focus is at %q", got)
	}
	g.typeText("Ängelholm") // over the name that is proposed
	g.press(fyne.KeyReturn)
	g.tap("protect.plain")
	g.tap("protect.plain.do")
	page[*todaypage.Page](g)
	g.path = filepath.Join(home, "Ängelholm.framsteg")
	g.onDisk()
	if !strings.Contains(g.window.Title(), "Ängelholm") {
		t.Errorf("the window is titled %q", g.window.Title())
	}
	g.addParticipant("H-1001", "2026-01-10")
	g.saidOnDisk("H-1001")
	g.closeFile()
	entries := must(os.ReadDir(home))(t)
	if entries = slices.DeleteFunc(entries, func(e os.DirEntry) bool { return e.IsDir() }); len(entries) != 1 { // which is of backups
		t.Errorf("the folder has %v", entries)
	}
}

func TestNewWorkspaceReplacesNothing(t *testing.T) {
	for name, typed := range map[string]string{"the name": "Ängelholm", "with its ending": "Ängelholm.framsteg", "in another case of the ending": "Ängelholm.FRAMSTEG"} {
		t.Run(name, func(t *testing.T) {
			g, home := named(t)
			path := filepath.Join(home, strings.Replace(typed+".framsteg", ".framsteg.framsteg", ".framsteg", 1))
			if strings.HasSuffix(typed, "STEG") {
				path = filepath.Join(home, typed)
			}
			g.check(os.WriteFile(path, []byte("Något annat"), 0o600))
			g.tap("welcome.new")
			g.write("name", typed)
			g.press(fyne.KeyReturn)
			g.sees(g.text("error.create.exists", words.Args{"Path": path}))
			if kept := must(os.ReadFile(path))(t); string(kept) != "Något annat" {
				t.Errorf("the file has %q", kept)
			}
			g.press(fyne.KeyEscape)
			page[*welcome.Page](g)
		})
	}
}

func TestBadFileName(t *testing.T) {
	g, home := named(t)
	for typed, key := range map[string]string{"": "error.required.fileName", "  ": "error.required.fileName", "a/b": "error.fileName", `..\b`: "error.fileName"} {
		g.tap("welcome.new")
		g.write("name", typed)
		g.press(fyne.KeyReturn)
		g.sees(g.text(key, words.Args{"Name": typed}))
		g.press(fyne.KeyEscape)
	}
	if entries := must(os.ReadDir(home))(t); len(entries) != 0 {
		t.Errorf("the folder has %v", entries)
	}
}

func TestSaveAs(t *testing.T) {
	g, home := named(t)
	g.path = filepath.Join(home, "Halland.framsteg")
	g.make(g.path)
	g.open(g.path)
	g.addParticipant("H-1001", "2026-01-10")
	other := filepath.Join(home, "Kopia.framsteg")
	g.check(os.WriteFile(other, []byte("Något annat"), 0o600))

	g.menu("menu.saveAs")
	g.write("name", "Kopia")
	g.press(fyne.KeyReturn)
	g.asked(g.text("file.replace.text", words.Args{"Path": other}))
	g.press(fyne.KeyReturn) // the answer that has the focus replaces nothing
	if kept := must(os.ReadFile(other))(t); string(kept) != "Något annat" {
		t.Fatalf("the file has %q", kept)
	}
	g.asked(g.text("file.saveAs.title"))
	g.press(fyne.KeyReturn)
	g.tap("file.replace")
	g.unasked()
	g.addParticipant("H-1002", "2026-01-10")
	if n := len(must(g.onDisk().Caseload(context.Background()))(t)); n != 1 {
		t.Errorf("the file that was left has %d participants", n)
	}
	g.path = other
	if n := len(must(g.onDisk().Caseload(context.Background()))(t)); n != 2 {
		t.Errorf("the other has %d", n)
	}
}

// Where a file could not be saved nobody looks for another place, and a place
// that fails can be changed without naming it anew.
func TestSaveElsewhereWhereItFails(t *testing.T) {
	g, home := named(t)
	folder := filepath.Join(home, "sticka")
	g.check(os.Mkdir(folder, 0o700))
	g.path = filepath.Join(folder, "Halland.framsteg")
	g.make(g.path)
	g.open(g.path)
	g.breakDisk()
	g.addParticipant("H-1001", "2026-01-10")
	g.check(os.Mkdir(folder, 0o700)) // of another disk: it can be read, but was what failed
	g.tap("unsaved.elsewhere")
	g.sees(home)
	g.misses(folder)
	g.write("name", "Räddad")
	taken := filepath.Join(home, "Räddad.framsteg")
	g.check(os.MkdirAll(filepath.Join(taken, "något"), 0o700))
	g.press(fyne.KeyReturn)
	g.tap("file.replace")
	g.asked(g.text("failed.title"))
	g.press(fyne.KeyReturn)
	g.asked(g.text("file.saveAs.title"))
	g.sees("Räddad")
	g.check(os.RemoveAll(taken))
	g.tap("save")
	g.unasked()
	if !g.store.LivesAt(taken) || g.store.Unsaved() != nil {
		t.Errorf("it is at %s: %v", g.store.Path(), g.store.Unsaved())
	}
}

// From a folder that is gone, others are looked for at home.
func TestChooseFromAFolderThatIsGone(t *testing.T) {
	g, home := named(t)
	gone := filepath.Join(home, "sticka")
	g.check(os.Mkdir(gone, 0o700))
	g.prefs.remember(filepath.Join(gone, "Halland.framsteg"))
	g.tap("welcome.new")
	g.sees(gone)
	g.check(os.Remove(gone))
	g.tap("file.folder.change")
	g.sees(home)
	g.misses(g.text("error.folder", words.Args{"Path": gone}))
	g.press(fyne.KeyEscape)
	g.press(fyne.KeyEscape)
	g.tap("welcome.open")
	g.misses(gone)
	g.press(fyne.KeyEscape)
}

func TestDemo(t *testing.T) {
	g, _ := named(t)
	g.write("name", "") // who tries needs no name
	g.tap("welcome.demo")
	g.showParticipants()
	list := page[*participants.List](g)
	if n := len(strings.Fields(g.listed())); n < 100 {
		t.Errorf("the example lists %d", n)
	}
	path := g.store.Path()
	cases := must(g.store.Caseload(context.Background()))(t)
	active := slices.IndexFunc(cases, func(c store.Case) bool { return c.Finish.IsZero() }) // the others are not listed
	list.OnOpen(cases[active].ID)
	g.shortcut(ctrl(fyne.KeyE))
	g.write("name", "Prov Provsson")
	g.press(fyne.KeyReturn)
	page[*participant.Page](g)

	g.shortcut(ctrl(fyne.KeyW))
	g.tap("welcome.demo") // the same again, with what was tried
	if g.store.Path() != path {
		t.Errorf("another file: %s", g.store.Path())
	}
	g.showParticipants()
	g.typeText("Provsson")
	if n := len(strings.Fields(g.listed())); n != 1 {
		t.Errorf("%d are named so", n)
	}
}

func TestDroppedFile(t *testing.T) {
	g, home := named(t)
	path := filepath.Join(home, "Halland.framsteg")
	g.make(path)
	g.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(filepath.Join(home, "Bild.png"))})
	g.asked(g.text("error.drop", words.Args{"File": "Bild.png"}))
	g.press(fyne.KeyReturn)
	g.dropped(fyne.Position{}, []fyne.URI{storage.NewFileURI(path)})
	page[*todaypage.Page](g)
	if g.store.Path() != path {
		t.Errorf("opened %s", g.store.Path())
	}
}

// later is a Runner whose works wait until they are let go.
type later []func()

func (l *later) run(work func(context.Context) error, done func(error)) {
	*l = append(*l, func() { done(work(context.Background())) })
}

func (l *later) letGo() {
	for len(*l) > 0 {
		next := (*l)[0]
		*l = (*l)[1:]
		next()
	}
}

// On a slow disk, answers are typed faster than they are written.
func TestAnswersOutrunTheDisk(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	disk := &later{}
	g.shell.run = disk.run
	g.startRating(id, skapa.BySupervisor)
	g.typeText("333")
	g.press(fyne.KeyEscape)
	g.press(fyne.KeyEscape)
	disk.letGo()
	if got := g.draftOnDisk(id, skapa.BySupervisor); len(got) != 3 {
		t.Errorf("the file has %v", got)
	}
	page[*participant.Page](g)
	g.startRating(id, skapa.BySupervisor)
	if got := g.steps(); got[2] != 3 || got[3] != skapa.NotAsked {
		t.Errorf("the page goes on with %v", got)
	}
	g.typeText("4544")
	g.shortcut(ctrl(fyne.KeyS))
	g.shortcut(ctrl(fyne.KeyS))
	g.tap("meeting.save.anyway") // while answers are still on their way

	// Nor does an impatient close lose any.
	g.shortcut(ctrl(fyne.KeyW))
	disk.letGo()
	if got := g.ratingsOnDisk(id); len(got) != 1 || len(got[0].Answers) != 7 {
		t.Errorf("the file has %+v", got)
	}
	if got := g.draftOnDisk(id, skapa.BySupervisor); got != nil {
		t.Errorf("a draft is left: %v", got)
	}
}

func TestCancelledOpening(t *testing.T) {
	g := workspace(t)
	g.addParticipant("H-1001", "2026-01-10")
	disk := &later{}
	g.shell.run = disk.run
	other := filepath.Join(t.TempDir(), "Halmstad.framsteg")
	g.make(other)
	g.open(other)
	for len(*disk) > 0 && !strings.Contains(strings.Join(g.shown(), "\n"), g.text("file.opening")) {
		next := (*disk)[0]
		*disk = (*disk)[1:]
		next()
	}
	g.tap("cancel")
	disk.letGo()
	g.unasked()
	page[*participant.Page](g)
	g.sees("H-1001")
	if g.store.Path() != g.path {
		t.Errorf("open is %s", g.store.Path())
	}
}

// What had come to its end when it was cancelled has happened, and is not
// called cancelled; a workspace that nobody waits for is closed.
func TestCancelledTooLate(t *testing.T) {
	g := start(t)
	err := errors.New("never done")
	g.longWork("Slår ihop…", func(context.Context) error { g.press(fyne.KeyEscape); return nil }, func(of error) { err = of })
	if err != nil {
		t.Error("what happened ends as", err)
	}
	g.make(g.path)
	g.load("Öppnar…", g.path, "", func(ctx context.Context, o store.Options) (*store.Store, error) {
		opened, err := store.Open(ctx, g.path, o)
		g.press(fyne.KeyEscape)
		return opened, err
	})
	g.unasked()
	if g.store != nil {
		t.Error("it is open")
	}
	g.open(g.path)
	g.unasked() // nobody holds it
	page[*todaypage.Page](g)
	g.check(g.store.Close())
}

// When the window ends, however it does, nothing is left beside the file, open
// or locked.
func TestTheProgramLetsGoOfTheFile(t *testing.T) {
	g := start(t)
	s := must(store.Create(context.Background(), g.path, assets.Instrument(), store.Options{Now: g.clock, Secret: passphrase, Work: 10}))(t)
	g.check(s.Close())
	held := func() bool { _, err := os.Stat(g.path + ".lock"); return err == nil }
	for _, lock := range []bool{false, true} {
		o := Options{File: g.path, Secret: passphrase, Lang: "sv", Run: screen.Inline, Now: g.clock}
		o.OnInput = func(w fyne.Window, _ func()) error { // the window is there
			if !held() {
				t.Error("nobody has the file")
			}
			if lock {
				(&given{T: t, shell: &shell{window: w, words: words.In("sv")}}).menu("menu.lock")
			}
			return nil
		}
		g.check(Run(test.NewTempApp(t), o))
		if held() {
			t.Errorf("locked %v: the lock file is left", lock)
		}
	}
}
