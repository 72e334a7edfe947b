package ui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/participant"
	todaypage "framsteg/app/ui/today"
	"framsteg/app/ui/unsettled"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// comes merges a file into the workspace.
func (g *given) comes(path string) {
	g.Helper()
	must(g.store.Merge(context.Background(), store.Merging{Path: path}))(g.T)
}

// twice gives the file of a colleague who entered somebody, as is done here.
func (g *given) twice() (path string) {
	g.Helper()
	path = g.colleague("Väst", "", enters(g, "H-7003"))
	g.addParticipant("H-7003", "2026-01-10")
	return path
}

// disputes lets two people write a name each of two people.
func (g *given) disputes() (one, two skapa.ID) {
	g.Helper()
	one, two = g.addParticipant("H-7001", "2026-01-10"), g.addParticipant("H-7002", "2026-01-10")
	path := g.colleague("Väst", "", func(s *store.Store) {
		renames(g, one, "Åsa Ek")(s)
		renames(g, two, "Bo Ek")(s)
	})
	for id, name := range map[skapa.ID]string{one: "Åsa Berg", two: "Bo Berg"} {
		p := must(g.store.Participant(context.Background(), id))(g.T)
		p.Name = name
		must(g.store.SaveParticipant(context.Background(), p))(g.T)
	}
	g.comes(path)
	g.showToday()
	return one, two
}

// rails tells whether the rail leads to what is to be settled.
func (g *given) rails() bool { return g.rail.unsettled.entry.Visible() }

// What two wrote differently is counted, set side by side, and settled one by one by
// keys alone; nothing waits for it.
func TestSettling(t *testing.T) {
	g := workspace(t)
	if g.rails() {
		t.Error("the rail leads to nothing")
	}
	g.disputes()
	if !g.rails() {
		t.Fatal("the rail does not lead there")
	}
	g.sees(g.text("unsettled.title") + "  2")
	page[*todaypage.Page](g)
	g.menu("menu.unsettled")
	page[*unsettled.Page](g)
	g.sees("Åsa Ek")
	g.sees("Åsa Berg")
	g.sees("Kim")
	g.sees(g.text("unsettled.stands"))
	stood := must(g.store.ParticipantByCode(context.Background(), "H-7001"))(t).Name

	g.press(fyne.KeyReturn) // to the sides,
	g.press(fyne.KeyTab)    // of which the right one
	g.press(fyne.KeyReturn) // is kept
	if got := g.saidOnDisk("H-7001").Name; got == stood {
		t.Errorf("it is still %q", got)
	}
	g.sees("Bo Ek") // the next
	g.misses("Åsa Ek")
	g.undo() // what stood, and no conflict
	_, after, _ := strings.Cut(g.text("undone.resolve"), ". ")
	g.sees(after)
	if got := g.saidOnDisk("H-7001").Name; got != stood {
		t.Errorf("after the undo it is %q", got)
	}
	g.press(fyne.KeyReturn)
	if len(must(g.onDisk().Conflicts(context.Background()))(t)) != 1 {
		t.Error("the undo brought the conflict back")
	}
	g.window.Canvas().Focus(g.current.First())
	g.press(fyne.KeyReturn)
	g.press(fyne.KeyReturn)
	g.sees(g.text("unsettled.none"))
	if left := must(g.onDisk().Conflicts(context.Background()))(t); len(left) != 0 {
		t.Errorf("left are %+v", left)
	}
	g.showToday()
	if g.rails() {
		t.Error("the rail still leads there")
	}
}

// Where two wrote differently, the history leads to where that is settled.
func TestSettlingFromTheHistory(t *testing.T) {
	g := workspace(t)
	one, _ := g.disputes()
	open := func() {
		g.showParticipant(one)
		g.shortcut(ctrl(fyne.Key5))
		g.window.Canvas().Focus(g.segments(g.text("history.story")))
		g.press(fyne.KeyRight)
		g.focusHistory()
		g.press(fyne.KeyReturn)
	}
	open()
	g.sees(g.text("history.conflict.text"))
	g.tap("unsettled.title")
	g.unasked()
	page[*unsettled.Page](g)
	for range 2 {
		g.press(fyne.KeyReturn)
		g.press(fyne.KeyReturn)
	}
	open()
	g.misses(g.text("history.conflict.text"))
}

// The page is read aside: until then it says nothing of what there is to settle, and
// the keys go to the list when it is there.
func TestSettlingIsReadAside(t *testing.T) {
	g := workspace(t)
	g.disputes()
	var read func()
	run := g.run
	g.run = func(work func(context.Context) error, done func(error)) {
		if read == nil {
			read = func() { run(work, done) }
			return
		}
		run(work, done)
	}
	g.showUnsettled()
	g.misses("Åsa Ek")
	g.misses(g.text("unsettled.none"))
	g.run = run
	read()
	g.sees("Åsa Ek")
	if g.window.Canvas().Focused() != g.current.First() {
		t.Error("the keys are not in the list")
	}
}

// Somebody who stands twice becomes one by a decision that can be taken back.
func TestJoiningDoubles(t *testing.T) {
	g := workspace(t)
	g.comes(g.twice())
	count := func() int { return len(must(g.onDisk().Caseload(context.Background()))(t)) }
	if count() != 2 {
		t.Fatalf("there are %d", count())
	}
	g.menu("menu.unsettled")
	g.sees(g.text("unsettled.double.participant.code"))
	g.sees("Kim")
	g.press(fyne.KeyReturn)
	g.press(fyne.KeyReturn)
	if count() != 1 {
		t.Fatalf("joined there are %d", count())
	}
	g.sees(g.text("unsettled.none"))
	g.window.Canvas().Focus(g.segments(g.text("unsettled.joined")))
	g.press(fyne.KeyRight)
	g.sees(g.text("unsettled.split"))
	g.tap("unsettled.split")
	if count() != 2 {
		t.Errorf("split there are %d", count())
	}
}

// Two who only look alike get a form, by which one is told from the other.
func TestTellingDoublesApart(t *testing.T) {
	g := workspace(t)
	path := g.colleague("Väst", "", func(s *store.Store) {
		enters(g, "H-1001")(s)
		must(s.TeamNamed(context.Background(), "Syd"))(t)
	})
	g.addParticipant("H-1001", "2026-01-10")
	must(g.store.TeamNamed(context.Background(), "Syd"))(t)
	g.comes(path)
	g.menu("menu.unsettled")
	g.sees(g.text("unsettled.double.team.name"))
	g.tap("unsettled.different")
	g.write("name", "")
	g.press(fyne.KeyReturn)
	g.sees(g.text("error.required.name"))
	g.write("name", "Syd 2")
	g.press(fyne.KeyReturn)
	g.unasked()
	g.tap("unsettled.different") // people come after the teams that they belong to
	page[*participant.Form](g)
	g.write("code", "H-1009")
	g.press(fyne.KeyReturn)
	g.saidOnDisk("H-1009")
	g.menu("menu.unsettled")
	g.sees(g.text("unsettled.none"))
	if left := must(g.onDisk().Doubles(context.Background()))(t); len(left) != 0 {
		t.Errorf("left are %+v", left)
	}
}

// Two who are plainly two people are joined only when that is asked, and the start
// that both get is told.
func TestJoiningDifferentPeople(t *testing.T) {
	g := workspace(t)
	born := func(s *store.Store, year int, name string) {
		p := must(s.ParticipantByCode(context.Background(), "H-7003"))(t)
		p.BirthYear, p.Name = year, name
		must(s.SaveParticipant(context.Background(), p))(t)
	}
	path := g.colleague("Väst", "", func(s *store.Store) {
		enters(g, "H-7003")(s)
		born(s, 1980, "Åsa Ek")
	})
	g.addParticipant("H-7003", "2025-11-03")
	born(g.store, 1995, "Bo Berg")
	g.comes(path)
	count := func() int { return len(must(g.onDisk().Caseload(context.Background()))(t)) }
	g.menu("menu.unsettled")
	g.sees(g.text("unsettled.start", words.Args{"Date": "2025-11-03"}))
	g.tap("unsettled.same")
	g.asked(g.text("unsettled.apart.text"))
	g.press(fyne.KeyEscape)
	if count() != 2 {
		t.Fatal("they are joined unasked")
	}
	g.tap("unsettled.same")
	g.tap("unsettled.apart.join")
	if count() != 1 {
		t.Error("they are not joined")
	}
}
