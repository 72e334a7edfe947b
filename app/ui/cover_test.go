package ui

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/meeting"
	"framsteg/app/ui/participants"
	todaypage "framsteg/app/ui/today"
	"framsteg/app/ui/widget"
	"framsteg/store/skapa"
)

// covered tells whether the window takes no input just now.
func (g *given) covered() bool {
	return g.window.Canvas().Overlays().Top() != nil && g.window.Canvas().Focused() == nil
}

// While a page is being saved, nothing can be entered that the save would miss.
func TestNothingIsEnteredWhileSaving(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.startRating(id, skapa.BySupervisor)
	g.typeText("3333333")
	g.press(fyne.KeyReturn)
	disk := &later{}
	g.shell.run = disk.run
	g.shortcut(ctrl(fyne.KeyS))
	g.tap("meeting.save.anyway")
	if !g.covered() {
		t.Fatal("the page takes input while it is being saved")
	}
	g.press(fyne.KeyEscape)
	g.shortcut(ctrl(fyne.KeyF))
	page[*meeting.Page](g)
	disk.letGo()
	if got := g.ratingsOnDisk(id); len(got) != 1 {
		t.Errorf("the file has %d ratings", len(got))
	}
}

// While a file is being opened, nothing can be entered into the one before it.
func TestNothingIsEnteredWhileOpening(t *testing.T) {
	g := workspace(t)
	other := filepath.Join(t.TempDir(), "Halmstad.framsteg")
	g.make(other)
	disk := &later{}
	g.shell.run = disk.run
	g.open(other)
	for g.store.Path() != other { // after which it counts aside, and takes input
		if len(*disk) == 0 {
			t.Fatalf("open is %s", g.store.Path())
		}
		g.shortcut(ctrl(fyne.KeyN))
		page[*participants.List](g)
		next := (*disk)[0]
		*disk = (*disk)[1:]
		next()
	}
	disk.letGo()
}

// The file that is open is not read again: what is being saved would be lost.
func TestOpeningTheOpenFileKeepsIt(t *testing.T) {
	g := workspace(t)
	before := g.store
	g.open(filepath.Join(filepath.Dir(g.path), ".", filepath.Base(g.path)))
	if g.store != before {
		t.Error("it was opened again")
	}
	page[*todaypage.Page](g)
}

// A shortcut does nothing below a question, and no question outlives its page.
func TestQuestionsDoNotPile(t *testing.T) {
	g := workspace(t)
	g.shortcut(ctrl(fyne.KeyN))
	g.write("code", "H-1")
	g.press(fyne.KeyEscape)
	g.asked(g.text("leave.text"))
	g.shortcut(ctrl(fyne.KeyF))
	g.shortcut(ctrl(fyne.KeyW))
	g.close()
	if n := len(g.window.Canvas().Overlays().List()); n != 1 {
		t.Errorf("%d questions stand over the window", n)
	}
	g.tap("leave.go")
	if g.window.Canvas().Overlays().Top() != nil {
		t.Error("something is left over the list")
	}
}

// A comment that is too long is said at its field, keeps the answers, and asks
// before it is lost.
func TestTooLongAComment(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.startRating(id, skapa.BySupervisor)
	g.typeText("3333331")
	g.field("raising").Input.(*widget.Entry).SetText(strings.Repeat("lång ", 999)) // as it is pasted
	g.typeText("lång ")
	if !strings.Contains(g.said("raising"), "4") {
		t.Errorf("at the field stands %q", g.said("raising"))
	}
	g.unasked()
	g.window.Canvas().Focus(g.pickers()[3])
	g.typeText("4")
	if got := g.draftOnDisk(id, skapa.BySupervisor); got["everyday"] != 4 {
		t.Errorf("the draft has %v", got)
	}
	g.press(fyne.KeyEscape)
	g.press(fyne.KeyEscape)
	g.asked(g.text("leave.text"))
	g.press(fyne.KeyEscape)
	page[*meeting.Page](g)
}

// Nobody's own file should come to lie beside the example, which is in a folder
// that the system may empty.
func TestTheExampleIsNoPlaceForFiles(t *testing.T) {
	g, home := named(t)
	g.tap("welcome.demo")
	if got := g.folder(); got != home {
		t.Errorf("files are looked for in %s", got)
	}
}

// A panic in a work is said like any other failure, and the window goes on.
func TestPanicInAWork(t *testing.T) {
	q := newQueue(func(value any) error {
		return &skapa.Problem{Key: "error.crash", Err: errors.New(value.(string))}
	})
	err := q.do(func(context.Context) error { panic("lost") })
	q.end()
	if problem, is := errors.AsType[*skapa.Problem](err); !is || problem.Key != "error.crash" {
		t.Errorf("it gives %v", err)
	}
}

// A change of somebody leaves the list where it is scrolled.
func TestListStaysWhenSomebodyChanges(t *testing.T) {
	g := peopled(t, 120)
	table := every[*widget.Table](g.top())[0]
	table.ScrollTo(700)
	g.check(g.store.Save(context.Background()))
	somebody := must(g.store.Caseload(context.Background()))(t)[0]
	p := must(g.store.Participant(context.Background(), somebody.ID))(t)
	p.Name = "Åsa"
	must(g.store.SaveParticipant(context.Background(), p))(t)
	if got := table.Offset(); got != 700 {
		t.Errorf("it is scrolled to %v", got)
	}
	g.typeText("åsa")
	if got := g.listed(); got != somebody.Code {
		t.Errorf("it lists %q", got)
	}
}
