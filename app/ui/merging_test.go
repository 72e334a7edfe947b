package ui

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"framsteg/app/ui/intake"
	"framsteg/app/ui/merging"
	"framsteg/app/ui/participant"
	"framsteg/app/ui/participants"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// colleague gives a file in which a colleague went on from the workspace as it is now.
func (g *given) colleague(name, secret string, write func(s *store.Store)) (path string) {
	g.Helper()
	path = filepath.Join(g.TempDir(), name+".framsteg")
	g.check(os.WriteFile(path, must(os.ReadFile(g.path))(g.T), 0o600))
	g.tick()
	s := must(store.Open(context.Background(), path, store.Options{Now: g.clock, Secret: secret, Author: store.Author{Supervisor: "Kim", Team: "Väst"}}))(g.T)
	write(s)
	g.check(s.Close())
	return path
}

// enters gives what a colleague does who enters somebody.
func enters(g *given, code string) func(*store.Store) {
	return func(s *store.Store) {
		must(s.SaveParticipant(context.Background(), skapa.Participant{Code: code, Start: today, Since: today}))(g.T)
	}
}

// renames gives what a colleague does who writes another name.
func renames(g *given, id skapa.ID, name string) func(*store.Store) {
	return func(s *store.Store) {
		p := must(s.Participant(context.Background(), id))(g.T)
		p.Name = name
		must(s.SaveParticipant(context.Background(), p))(g.T)
	}
}

// leaves gives what a colleague does who enters that somebody left, and somebody else.
func leaves(g *given, id skapa.ID) func(*store.Store) {
	return func(s *store.Store) {
		must(s.SaveExit(context.Background(), skapa.Period{ID: id, Participant: id, Finish: today, Result: skapa.Result{Outcome: skapa.ToWork}}))(g.T)
		enters(g, "H-2002")(s)
	}
}

func (g *given) drop(paths ...string) {
	var files []fyne.URI
	for _, path := range paths {
		files = append(files, storage.NewFileURI(path))
	}
	g.dropped(fyne.Position{}, files)
}

func (g *given) has(code string) bool {
	g.Helper()
	cases := must(g.onDisk().Caseload(context.Background()))(g.T)
	return slices.ContainsFunc(cases, func(c store.Case) bool { return c.Code == code })
}

// Two files come one after the other by Enter alone: nothing changes before it is
// said what would, and each merge can be undone.
func TestMergingFiles(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	first, second := g.colleague("Väst", "", enters(g, "H-2002")), g.colleague("Öst", "", renames(g, id, "Åsa Ek"))
	before := must(os.ReadFile(g.path))(t)

	g.shortcut(ctrlShift(fyne.KeyM))
	g.sees(g.text("merging.empty"))
	g.drop(first, second)
	page[*merging.Page](g)
	g.sees(g.words.N("new.participant", 1))
	g.sees("H-2002")
	if !bytes.Equal(must(os.ReadFile(g.path))(t), before) {
		t.Fatal("the preview has written")
	}
	g.press(fyne.KeyReturn)
	g.unasked()
	g.sees(g.text("merging.state.merged"))
	if !g.has("H-2002") {
		t.Fatal("nobody came")
	}
	if got := g.saidOnDisk("H-1001").Name; got != "" {
		t.Fatalf("the second came too: %q", got)
	}

	g.press(fyne.KeyReturn) // the next
	g.sees(g.words.N("changed.participant", 1))
	g.press(fyne.KeyReturn)
	if got := g.saidOnDisk("H-1001").Name; got != "Åsa Ek" {
		t.Errorf("the name is %q", got)
	}
	g.tap("merging.undo")
	if got := g.saidOnDisk("H-1001").Name; got != "" || !g.has("H-2002") {
		t.Errorf("after the undo the name is %q", got)
	}
	page[*merging.Page](g)
	g.sees(g.text("merging.read"))
	g.press(fyne.KeyReturn)
	g.press(fyne.KeyReturn)
	g.press(fyne.KeyReturn) // done
	page[*participants.List](g)
	if got := g.saidOnDisk("H-1001").Name; got != "Åsa Ek" {
		t.Errorf("after it was merged again the name is %q", got)
	}
}

// A file that changes whom exports for the hub can be opened by says so in a sentence
// of its own before it is merged, and afterwards.
func TestMergingAnotherKeyOfTheHub(t *testing.T) {
	g := workspace(t)
	hub := makeHub(g)
	other := g.colleague("Väst", "", enters(g, "H-2002"))
	moves := g.colleague("Öst", "", func(s *store.Store) { g.check(s.SetHub(context.Background(), hub.recipient)) })
	end := words.Args{"End": hub.recipient[len(hub.recipient)-6:]}
	g.mergeFiles(other)
	g.misses(g.text("merging.hub", end))
	g.mergeFiles(moves)
	g.sees(g.text("merging.hub", end))
	g.sees(g.words.N("new.hub", 1))
	g.hubIs(store.Hub{})
	g.press(fyne.KeyReturn)
	g.hubIs(store.Hub{Recipient: hub.recipient})
	g.sees(g.text("merging.hub.merged", end))
	g.misses(g.text("merging.hub", end))
}

// A file that can't be merged says why on the page, and nothing is touched.
func TestMergingRefuses(t *testing.T) {
	g := workspace(t)
	g.addParticipant("H-1001", "2026-01-10")
	other := filepath.Join(t.TempDir(), "Annan.framsteg")
	g.make(other)
	torn := filepath.Join(t.TempDir(), "Trasig.framsteg")
	g.check(os.WriteFile(torn, must(os.ReadFile(g.path))(t)[:5000], 0o600))
	before := must(os.ReadFile(g.path))(t)
	for path, key := range map[string]string{other: "error.merge.workspace", torn: "error.open.damaged"} {
		g.mergeFiles(path)
		g.unasked()
		page[*merging.Page](g)
		g.sees(g.text("merging.refused", words.Args{"Why": g.text(key, words.Args{"Path": path})}))
		g.sees(g.text("merging.state.refused"))
	}
	if !bytes.Equal(must(os.ReadFile(g.path))(t), before) {
		t.Error("something was written")
	}
}

// A sealed file asks for its passphrase once, and one that is not given leaves it
// where it is.
func TestMergingASealedFile(t *testing.T) {
	g := workspace(t)
	g.addParticipant("H-1001", "2026-01-10")
	path := g.colleague("Väst", "", func(s *store.Store) {
		enters(g, "H-2002")(s)
		g.check(s.Seal(context.Background(), passphrase))
	})
	g.mergeFiles(path)
	g.press(fyne.KeyEscape)
	g.sees(g.text("merging.state.stopped"))
	g.press(fyne.KeyReturn)
	g.write("secret", passphrase)
	g.press(fyne.KeyReturn)
	g.unasked()
	g.sees("H-2002")
	g.press(fyne.KeyReturn)
	g.unasked()
	if !g.has("H-2002") {
		t.Error("nobody came")
	}
}

// What was filled in before a merge came does not silently win over what came.
func TestMergingClosesForms(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	path := g.colleague("Väst", "", renames(g, id, "Åsa Ek"))
	fill := func() {
		g.showParticipant(id)
		g.shortcut(ctrl(fyne.KeyE))
		page[*participant.Form](g)
		g.write("municipality", "Laholm")
	}
	fill()
	g.shortcut(ctrlShift(fyne.KeyM))
	g.asked(g.text("leave.text"))
	g.tap("leave.stay")
	page[*participant.Form](g)

	g.drop(path)
	g.tap("merging.dropped.merge")
	g.asked(g.text("leave.text"))
	g.tap("leave.go")
	g.press(fyne.KeyReturn)
	if p := g.saidOnDisk("H-1001"); p.Name != "Åsa Ek" || p.Municipality != "" {
		t.Errorf("it says %+v", p)
	}

	// And where it comes by the banner.
	theirs := g.colleague("Halland", "", renames(g, id, "Åsa Berg"))
	g.check(os.WriteFile(g.path, must(os.ReadFile(theirs))(t), 0o600))
	g.addParticipant("H-3003", "2026-01-10") // which can't be saved
	fill()
	g.tap("conflict.merge")
	g.asked(g.text("leave.text"))
	g.tap("leave.go")
	g.press(fyne.KeyReturn)
	if _, is := g.current.(*participant.Form); is {
		t.Error("the form is still there")
	}
	if p := g.saidOnDisk("H-1001"); p.Name != "Åsa Berg" || !g.has("H-3003") {
		t.Errorf("it says %+v", p)
	}
}

// A workspace that is dragged onto an open one is opened or merged as the user says,
// and a table is imported.
func TestDroppingOnAWorkspace(t *testing.T) {
	g := workspace(t)
	path := g.colleague("Väst", "", enters(g, "H-2002"))
	g.drop(path)
	g.press(fyne.KeyEscape)
	g.drop(path)
	g.press(fyne.KeyReturn) // merge is proposed
	page[*merging.Page](g)
	g.sees("H-2002")
	table := filepath.Join(t.TempDir(), "Lista.csv")
	g.check(os.WriteFile(table, []byte("Kod;Namn\nH-7;Eva\n"), 0o600))
	g.drop(table)
	page[*intake.Page](g)
	g.showToday()
	g.drop(path)
	g.tap("merging.dropped.open")
	if g.store.Path() != path {
		t.Errorf("open is %s", g.store.Path())
	}
}

// What the list of files shows outlasts another language and the lock.
func TestMergingAfterTheLock(t *testing.T) {
	g := sealed(t)
	path := g.colleague("Väst", passphrase, enters(g, "H-2002"))
	g.mergeFiles(path)
	g.sees("H-2002")
	g.tapLanguage("en")
	g.sees(g.text("merging.state.read"))
	g.lock()
	g.misses("Väst")
	g.typeText(passphrase)
	g.press(fyne.KeyReturn)
	page[*merging.Page](g)
	g.sees("Väst")
	g.press(fyne.KeyReturn)
	if g.unasked(); !must(g.store.ParticipantByCode(context.Background(), "H-2002"))(t).ID.IsZero() {
		return
	}
	t.Error("nobody came")
}

// Of two files of one name the undo beside each takes back that one, never the other.
func TestMergingFilesOfOneName(t *testing.T) {
	g := workspace(t)
	g.addParticipant("H-1001", "2026-01-10")
	first, second := g.colleague("Export", "", enters(g, "H-2002")), g.colleague("Export", "", enters(g, "H-3003"))
	for _, path := range []string{first, second} {
		g.mergeFiles(path)
		g.press(fyne.KeyReturn)
	}
	show := func(i int) {
		g.merging.Chosen = i
		page[*merging.Page](g).Reload()
	}
	show(0)
	g.sees("H-2002")
	g.misses(g.text("merging.undo"))
	show(1)
	g.tap("merging.undo")
	if !g.has("H-2002") || g.has("H-3003") {
		t.Error("the undo took back the other file")
	}
	g.showMerging("")
	if got := g.merging.Files[0].State; got != merging.Merged {
		t.Errorf("the first file is %s", got)
	}
}

// What is written in two ways is no change, and what may be here already is told,
// both before anything comes.
func TestMergingForetells(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	differs := g.colleague("Väst", "", renames(g, id, "Åsa Ek"))
	p := must(g.store.Participant(context.Background(), id))(t)
	p.Name = "Åsa Berg"
	must(g.store.SaveParticipant(context.Background(), p))(t)
	double := g.colleague("Öst", "", enters(g, "H-7003"))
	g.addParticipant("H-7003", "2026-01-10")

	g.mergeFiles(differs)
	g.sees(g.words.N("merging.clash", 1))
	g.sees(g.text("merging.concerned", words.Args{"Codes": "H-1001"}))
	g.misses(g.words.N("changed.participant", 1))
	g.misses(g.words.N("merging.doubles", 1))
	g.mergeFiles(double)
	g.sees(g.words.N("merging.doubles", 1))
	g.press(fyne.KeyReturn)
	g.misses(g.words.N("merging.doubles", 1))
}

// A file that is refused is not the next one.
func TestMergingSkipsWhatIsRefused(t *testing.T) {
	g := workspace(t)
	torn := filepath.Join(t.TempDir(), "Trasig.framsteg")
	g.check(os.WriteFile(torn, must(os.ReadFile(g.path))(t)[:5000], 0o600))
	g.mergeFiles(torn)
	g.mergeFiles(g.colleague("Väst", "", enters(g, "H-2002")))
	g.press(fyne.KeyReturn)
	g.sees(g.text("merging.done"))
	g.press(fyne.KeyReturn)
	page[*participants.List](g)
}
