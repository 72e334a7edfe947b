package ui

import (
	"context"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/participant"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// choose chooses in a Choice of the page, by the key of its text.
func (g *given) choose(field, key string) {
	g.Helper()
	choice := g.field(field).Input.(*widget.Choice)
	g.window.Canvas().Focus(choice)
	for range choice.Options {
		if choice.Selected == g.text(key) {
			return
		}
		g.press(fyne.KeyRight)
	}
	if choice.Selected != g.text(key) {
		g.Fatalf("%q is not among %q", g.text(key), choice.Options)
	}
}

// addParticipation adds an ongoing activity by keyboard.
func (g *given) addParticipation(name, category, from string) {
	g.Helper()
	g.shortcut(ctrl(fyne.KeyI))
	g.typeText(name)
	g.choose("category", category)
	g.write("from", from)
	g.press(fyne.KeyReturn)
	g.unasked()
	page[*participant.Page](g)
}

func (g *given) participationsOnDisk(id skapa.ID) []skapa.Participation {
	g.Helper()
	return must(g.onDisk().Participations(context.Background(), id))(g.T)
}

// openParticipation opens the newest participation from its table.
func (g *given) openParticipation() {
	g.Helper()
	tables := every[*widget.Table](g.top())
	tables[len(tables)-1].OnOpen(0)
	page[*participant.ParticipationForm](g)
}

// Whoever saves an activity from the table below the chart comes back to its row.
func TestBackToTheRowOfAnActivity(t *testing.T) {
	g := workspace(t)
	id := g.measured("H-1001", "")
	for _, name := range []string{"Praktik", "Svenska", "Yoga"} {
		g.addParticipation(name, "category.job", "2026-02-01")
	}
	g.window.Resize(sizes[0])
	g.showParticipants()
	g.showParticipant(id)
	tables := every[*widget.Table](g.top())
	g.window.Canvas().Focus(tables[len(tables)-1].Focusable())
	g.press(fyne.KeyDown)
	g.press(fyne.KeyReturn)
	page[*participant.ParticipationForm](g)
	g.write("to", "2026-12-01")
	g.press(fyne.KeyReturn)
	page[*participant.Page](g)
	g.settle()
	tables = every[*widget.Table](g.top())
	table := tables[len(tables)-1]
	if g.window.Canvas().Focused() != table.Focusable() || table.Current() != 1 {
		t.Fatalf("the keys go to a %T, row %d", g.window.Canvas().Focused(), table.Current())
	}
	if at, room := g.sight(table); at.within(room) != at {
		t.Errorf("the table lies at %v, in sight is %v", at, room)
	}

	// A new one stands first there.
	for _, b := range every[*widget.Button](g.top()) {
		if b.Text == g.text("participation.add") {
			g.window.Canvas().Focus(b)
		}
	}
	g.press(fyne.KeyReturn)
	g.typeText("Promenader")
	g.choose("category", "category.health")
	g.shortcut(ctrl(fyne.KeyS))
	tables = every[*widget.Table](g.top())
	table = tables[len(tables)-1]
	if g.window.Canvas().Focused() != table.Focusable() || table.Current() != 0 || table.Cell(0, 0) != "Promenader" {
		t.Errorf("the keys go to a %T, row %d, %q", g.window.Canvas().Focused(), table.Current(), table.Cell(0, 0))
	}
}

func TestParticipation(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.sees(g.text("participant.noOngoing"))

	g.addParticipation("Språkstöd", "category.health", "2026-02-01")
	g.sees(g.text("participation.saved"))
	g.sees(g.text("participant.noFocused"))
	activities := must(g.onDisk().Activities(context.Background()))(t)
	if len(activities) != 1 || activities[0].Name != "Språkstöd" || activities[0].Category != skapa.ForHealth {
		t.Fatalf("the catalogue has %+v", activities)
	}
	kept := g.participationsOnDisk(id)
	want := skapa.Participation{ID: kept[0].ID, Participant: id, Activity: activities[0].ID, Status: skapa.Ongoing, Start: skapa.DateOf(2026, 2, 1)}
	if len(kept) != 1 || kept[0] != want {
		t.Fatalf("the file has %+v", kept)
	}

	// Ended today.
	g.openParticipation()
	g.tap("participation.end")
	kept = g.participationsOnDisk(id)
	if len(kept) != 1 || kept[0].Status != skapa.Finished || kept[0].End != today || kept[0].Start != want.Start {
		t.Errorf("ended, the file has %+v", kept)
	}
	g.sees("2026-02-01 – 2026-11-21")
	g.undo()
	if kept = g.participationsOnDisk(id); kept[0] != want {
		t.Errorf("undone, the file has %+v", kept)
	}

	// Taken away.
	g.openParticipation()
	g.tap("participation.delete")
	g.asked(g.text("participation.delete.title", words.Args{"Activity": "Språkstöd"}))
	g.press(fyne.KeyEscape)
	if n := len(g.participationsOnDisk(id)); n != 1 {
		t.Fatalf("after thinking better of it the file has %d", n)
	}
	g.tap("participation.delete")
	g.tap("participation.delete")
	page[*participant.Page](g)
	if n := len(g.participationsOnDisk(id)); n != 0 {
		t.Errorf("taken away, the file has %d", n)
	}
	g.undo()
	if kept = g.participationsOnDisk(id); len(kept) != 1 || kept[0] != want {
		t.Errorf("undone, the file has %+v", kept)
	}
	g.sees("Språkstöd")
}

func TestKnownActivityKeepsItsCategory(t *testing.T) {
	g := workspace(t)
	g.addParticipant("H-1001", "2026-01-10")
	g.addParticipation("Praktik", "category.job", "2026-02-01")
	id := g.addParticipant("H-1002", "2026-01-10")
	g.shortcut(ctrl(fyne.KeyI))
	g.typeText("Praktik")
	g.press(fyne.KeyReturn)
	if n := len(must(g.onDisk().Activities(context.Background()))(t)); n != 1 {
		t.Errorf("the catalogue has %d activities", n)
	}
	if kept := g.participationsOnDisk(id); len(kept) != 1 || kept[0].Start != today {
		t.Errorf("the file has %+v", kept)
	}
	g.misses(g.text("participant.noFocused"))
}

func TestPlannedParticipation(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.shortcut(ctrl(fyne.KeyI))
	g.typeText("Praktik")
	g.choose("category", "category.job")
	g.write("from", "2027-02-01")
	g.press(fyne.KeyReturn)
	if got, want := g.said("from"), g.text("error.date.notYet", words.Args{"Date": "2027-02-01"}); got != want {
		t.Errorf("ongoing from a day to come: %q", got)
	}
	g.choose("status", "status.planned")
	g.write("to", "2027-01-01")
	g.press(fyne.KeyReturn)
	if got, want := g.said("to"), g.text("error.date.endBeforeStart", words.Args{"Date": "2027-01-01", "Start": "2027-02-01"}); got != want {
		t.Errorf("ending before it starts: %q", got)
	}
	if n := len(g.participationsOnDisk(id)); n != 0 {
		t.Fatalf("the file has %d", n)
	}
	g.write("to", "2027-05-31")
	g.press(fyne.KeyReturn)
	kept := g.participationsOnDisk(id)
	if len(kept) != 1 || kept[0].Status != skapa.Planned || kept[0].End != skapa.DateOf(2027, time.May, 31) {
		t.Errorf("the file has %+v", kept)
	}
	g.sees(g.text("participant.noOngoing")) // a plan is none
}

func TestParticipationWithoutAName(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.shortcut(ctrl(fyne.KeyI))
	g.press(fyne.KeyReturn)
	if got, want := g.said("activity"), g.text("error.required.activity"); got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	if got := g.focusedField(); got != "activity" {
		t.Errorf("the focus is at %q", got)
	}
	g.typeText("Praktik")
	g.press(fyne.KeyReturn)
	if got, want := g.said("category"), g.text("error.category"); got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	if n := len(g.participationsOnDisk(id)); n != 0 {
		t.Errorf("the file has %d", n)
	}
}

func TestNewSupervisorTakesOver(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.shortcut(ctrl(fyne.KeyE))
	g.write("supervisor", "Örjan Ek")
	g.write("since", "2026-06-01")
	g.press(fyne.KeyReturn)
	page[*participant.Page](g)
	g.sees(g.text("participant.followed", words.Args{"Supervisor": "Örjan Ek", "Since": "2026-06-01", "Months": g.words.N("months", 5)}))

	s := g.onDisk()
	kept := must(s.Followed(context.Background(), id))(t)
	supervisors := must(s.Supervisors(context.Background()))(t)
	name := func(id skapa.ID) string {
		return supervisors[slices.IndexFunc(supervisors, func(p skapa.Supervisor) bool { return p.ID == id })].Name
	}
	if len(kept) != 2 || name(kept[0].Supervisor) != author.Supervisor || kept[0].Since != skapa.DateOf(2026, 1, 10) ||
		name(kept[1].Supervisor) != "Örjan Ek" || kept[1].Since != skapa.DateOf(2026, 6, 1) {
		t.Errorf("the file has %+v", kept)
	}
}

func TestEditParticipant(t *testing.T) {
	for name, c := range map[string]struct {
		edit  map[string]string
		check func(skapa.Participant) bool
	}{
		"a later start":    {map[string]string{"start": "2026-03-01"}, func(p skapa.Participant) bool { return p.Start == skapa.DateOf(2026, 3, 1) }},
		"an earlier start": {map[string]string{"start": "2025-12-01"}, func(p skapa.Participant) bool { return p.Start == skapa.DateOf(2025, 12, 1) }},
		"another code":     {map[string]string{"code": "Ö-7"}, func(p skapa.Participant) bool { return p.Code == "Ö-7" }},
		"no supervisor":    {map[string]string{"supervisor": ""}, func(p skapa.Participant) bool { return p.Supervisor.IsZero() }},
	} {
		t.Run(name, func(t *testing.T) {
			g := workspace(t)
			id := g.addParticipant("H-1001", "2026-01-10")
			g.shortcut(ctrl(fyne.KeyE))
			for field, text := range c.edit {
				g.write(field, text)
			}
			g.press(fyne.KeyReturn)
			page[*participant.Page](g)
			if kept := must(g.onDisk().Participant(context.Background(), id))(t); !c.check(kept) {
				t.Errorf("the file has %+v", kept)
			}
			g.undo()
			if kept := must(g.onDisk().Participant(context.Background(), id))(t); c.check(kept) {
				t.Errorf("undone, the file has %+v", kept)
			}
		})
	}
}

// A start after the last handover is refused where that is asked for.
func TestStartAfterHandover(t *testing.T) {
	g := workspace(t)
	g.addParticipant("H-1001", "2026-01-10")
	g.shortcut(ctrl(fyne.KeyE))
	g.write("supervisor", "Örjan Ek")
	g.write("since", "2026-06-01")
	g.press(fyne.KeyReturn)
	g.shortcut(ctrl(fyne.KeyE))
	g.write("start", "2026-07-01")
	g.press(fyne.KeyReturn)
	page[*participant.Form](g)
	if got, want := g.said("since"), g.text("error.date.beforeStart", words.Args{"Date": "2026-06-01", "Start": "2026-07-01"}); got != want {
		t.Errorf("it says %q, want %q", got, want)
	}
	if got := g.focusedField(); got != "since" {
		t.Errorf("the focus is at %q", got)
	}
}

// A start after the first rating is refused at the start.
func TestStartAfterRating(t *testing.T) {
	g, _, _ := rated(t)
	g.press(fyne.KeyEscape)
	g.meet(page[*participant.Page](g).Participant().ID)
	g.setDate("2026-02-01")
	g.tap("meeting.begin.supervisor")
	g.typeText("3333333")
	g.shortcut(ctrl(fyne.KeyS))
	g.shortcut(ctrl(fyne.KeyS))
	g.tap("meeting.save.anyway")
	g.shortcut(ctrl(fyne.KeyE))
	g.write("start", "2026-03-01")
	g.press(fyne.KeyReturn)
	page[*participant.Form](g)
	if got, want := g.said("start"), g.text("error.start.afterAssessment", words.Args{"Start": "2026-03-01", "Date": "2026-02-01"}); got != want {
		t.Errorf("the start says %q, want %q", got, want)
	}
	if got := g.focusedField(); got != "start" {
		t.Errorf("the focus is at %q", got)
	}
}
