package ui

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/catalogue"
	"framsteg/app/ui/handover"
	"framsteg/app/ui/participant"
	"framsteg/app/ui/roster"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

func init() {
	maps.Copy(visits, map[string]func(g *given, id skapa.ID){
		"catalogue":       func(g *given, _ skapa.ID) { g.stocked(); g.showCatalogue() },
		"catalogue, none": func(g *given, _ skapa.ID) { g.stocked(); g.showCatalogue(); g.typeText("xyz") },
		"new activity":    func(g *given, _ skapa.ID) { g.newActivity(); g.press(fyne.KeyReturn) },
		"activity":        func(g *given, id skapa.ID) { g.takesPart(id); g.openActivity("Arbetsträning Kök & Café") },
		"enrolment":       func(g *given, id skapa.ID) { g.stocked(); g.openActivity("Svenska"); g.tap("enrol.open") },
		"enrolment, empty": func(g *given, id skapa.ID) {
			g.stocked()
			g.openActivity("Svenska")
			g.tap("enrol.open")
			g.shortcut(ctrl(fyne.KeyS))
		},
		"handover, one":  func(g *given, id skapa.ID) { g.handOver([]skapa.ID{id}); g.press(fyne.KeyReturn) },
		"handover, many": func(g *given, id skapa.ID) { g.handOver([]skapa.ID{id, g.addParticipant("H-1002", "2026-01-10")}) },
		"broken off": func(g *given, id skapa.ID) {
			g.showParticipant(id)
			g.openParticipation()
			g.tap("participation.breakOff")
			g.shortcut(ctrl(fyne.KeyS))
		},
		"supervisors": func(g *given, id skapa.ID) {
			g.handOver([]skapa.ID{id})
			g.typeText("Örjan Ek")
			g.write("reason", "Föräldraledighet fram till sommaren.")
			g.press(fyne.KeyReturn)
			g.menu("menu.supervisors")
		},
	})
}

// stocked puts activities into the catalogue.
func (g *given) stocked() map[string]skapa.Activity {
	g.Helper()
	stock := map[string]skapa.Activity{}
	for _, a := range []skapa.Activity{
		{Name: "Arbetsträning Kök & Café", Category: skapa.ForJob, Provider: "Halmstad kommun", Municipality: "Halmstad", Serves: skapa.AreaSetOf(skapa.WorkType, skapa.ManageWork), Setting: skapa.InGroup, Contact: "Anna Ek, 035-12 34 56"},
		{Name: "Hälsoskolan", Category: skapa.ForHealth, Provider: "Region Halland", Serves: skapa.AreaSetOf(skapa.Health), Setting: skapa.InGroup},
		{Name: "Svenska", Category: skapa.ForStudy, Provider: "Hylte lärcentrum", Municipality: "Hylte", Serves: skapa.AreaSetOf(skapa.Competence), Setting: skapa.Single},
		{Name: "Yoga", Category: skapa.ForHealth, Municipality: "Hylte", Serves: skapa.AreaSetOf(skapa.Health)},
	} {
		stock[a.Name] = must(g.store.SaveActivity(context.Background(), a))(g.T)
	}
	return stock
}

func (g *given) takesPart(id skapa.ID) {
	g.Helper()
	a := g.stocked()["Arbetsträning Kök & Café"]
	must(g.store.Enrol(context.Background(), []skapa.ID{id}, skapa.Participation{Activity: a.ID, Status: skapa.Ongoing, Start: today}))(g.T)
}

// openActivity opens the form of an activity from the page, by keyboard.
func (g *given) openActivity(name string) {
	g.Helper()
	g.shortcut(ctrlShift(fyne.KeyA))
	search := g.window.Canvas().Focused().(*widget.Entry) // has what was searched before
	search.TypedShortcut(&fyne.ShortcutSelectAll{})
	search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	g.typeText(name)
	g.press(fyne.KeyReturn)
	if got := page[*catalogue.Form](g).Title(); got != name {
		g.Fatalf("opened %q", got)
	}
}

func (g *given) activityOnDisk(name string) (skapa.Activity, bool) {
	g.Helper()
	all := must(g.onDisk().Activities(context.Background()))(g.T)
	i := slices.IndexFunc(all, func(a skapa.Activity) bool { return a.Name == name })
	if i < 0 {
		return skapa.Activity{}, false
	}
	return all[i], true
}

// A new activity is entered by keyboard, changed with a reason, and taken away.
func TestActivityByKeyboard(t *testing.T) {
	g := workspace(t)
	g.shortcut(ctrlShift(fyne.KeyI))
	g.press(fyne.KeyReturn)
	if got := g.said("name"); got != g.text("error.required.name") {
		t.Errorf("without a name it says %q", got)
	}
	g.typeText("Språkcafé")
	g.choose("category", "category.study")
	g.choose("setting", "setting.group")
	g.write("provider", "Biblioteket")
	g.write("municipality", "Laholm")
	for range 3 { // the third of the areas
		g.press(fyne.KeyTab)
	}
	g.typeText(" ")
	g.write("contact", "Eva, 0430-1 23 45")
	g.press(fyne.KeyReturn)
	page[*catalogue.Page](g)
	g.sees(g.text("activities.saved"))
	want := skapa.Activity{Name: "Språkcafé", Category: skapa.ForStudy, Provider: "Biblioteket", Municipality: "Laholm",
		Serves: skapa.AreaSetOf(skapa.Competence), Setting: skapa.InGroup, Contact: "Eva, 0430-1 23 45"}
	got, _ := g.activityOnDisk("Språkcafé")
	if want.ID = got.ID; got != want {
		t.Fatalf("the file has %+v", got)
	}

	g.openActivity("Språkcafé")
	g.write("contact", "")
	g.write("why", "Eva har slutat")
	g.press(fyne.KeyReturn)
	if got, _ = g.activityOnDisk("Språkcafé"); got.Contact != "" {
		t.Errorf("changed, the file has %+v", got)
	}
	g.undo()
	if got, _ = g.activityOnDisk("Språkcafé"); got != want {
		t.Errorf("undone, the file has %+v", got)
	}

	g.openActivity("Språkcafé")
	g.tap("activities.delete")
	g.asked(g.text("activities.delete.title", words.Args{"Name": "Språkcafé"}))
	g.tap("activities.delete")
	if _, found := g.activityOnDisk("Språkcafé"); found {
		t.Error("it is still there")
	}
	g.undo()
	if _, found := g.activityOnDisk("Språkcafé"); !found {
		t.Error("it is not there again")
	}
}

func TestActivityInUseStays(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.takesPart(id)
	g.openActivity("Arbetsträning Kök & Café")
	g.sees("H-1001")
	g.tap("activities.delete")
	g.tap("activities.delete")
	g.asked(g.text("error.activity.inUse", words.Args{"Name": "Arbetsträning Kök & Café"}))
	g.press(fyne.KeyEscape)
	if _, found := g.activityOnDisk("Arbetsträning Kök & Café"); !found {
		t.Error("it is gone")
	}
	every[*widget.Table](g.top())[0].OnOpen(0)
	if got := page[*participant.Page](g).Participant().ID; got != id {
		t.Errorf("it opens %v", got)
	}
	g.press(fyne.KeyEscape)
	page[*catalogue.Form](g) // back where it was opened
}

func TestSameNameIsRefusedAtItsField(t *testing.T) {
	g := workspace(t)
	g.stocked()
	g.newActivity()
	g.typeText("yoga")
	g.choose("category", "category.health")
	g.shortcut(ctrl(fyne.KeyS))
	if got := g.said("name"); got != g.text("error.name.used", words.Args{"Name": "yoga"}) {
		t.Errorf("it says %q", got)
	}
}

// activitiesListed gives the names in the table, in order.
func (g *given) activitiesListed() string {
	g.Helper()
	page[*catalogue.Page](g)
	table := every[*widget.Table](g.top())[0]
	var names []string
	for row := range table.Length() {
		names = append(names, table.Cell(row, int(catalogue.ByName)))
	}
	return strings.Join(names, " ")
}

func TestCatalogueSearchAndFilters(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.takesPart(id)
	g.shortcut(ctrlShift(fyne.KeyA))
	if got := g.activitiesListed(); got != "Arbetsträning Kök & Café Hälsoskolan Svenska Yoga" {
		t.Errorf("all: %q", got)
	}
	table := every[*widget.Table](g.top())[0]
	if got := table.Cell(0, int(catalogue.ByPeople)); got != "1" {
		t.Errorf("%q take part", got)
	}
	table.OnSort(int(catalogue.ByPeople))
	table.OnSort(int(catalogue.ByPeople))
	if got := g.activitiesListed(); got != "Arbetsträning Kök & Café Hälsoskolan Svenska Yoga" {
		t.Errorf("by who take part: %q", got)
	}
	must(g.store.Enrol(context.Background(), []skapa.ID{g.addParticipant("H-1002", "2026-01-10")}, skapa.Participation{
		Activity: must(g.store.Activities(context.Background()))(t)[0].ID, Status: skapa.Planned, Start: today}))(t)
	g.shortcut(ctrlShift(fyne.KeyA))
	table = every[*widget.Table](g.top())[0]
	if got := table.Cell(0, int(catalogue.ByPeople)); got != g.text("activities.taking", words.Args{"N": 1, "Planned": 1}) {
		t.Errorf("%q take part and will", got)
	}
	if got := table.Cell(0, int(catalogue.ByAreas)); got != g.words.N("activities.areas", 2) {
		t.Errorf("it supports %q", got)
	}
	g.typeText("hylte")
	if got := g.activitiesListed(); got != "Svenska Yoga" {
		t.Errorf("in Hylte: %q", got)
	}
	choices := g.choices()
	choices[0].SetSelected(g.text("category.health"))
	if got := g.activitiesListed(); got != "Yoga" {
		t.Errorf("health in Hylte: %q", got)
	}
	g.press(fyne.KeyReturn)
	g.press(fyne.KeyEscape)
	if got := g.activitiesListed(); got != "Yoga" {
		t.Errorf("back on the page: %q", got)
	}
}

// Several are chosen by keyboard and enrolled in one act.
func TestEnrolManyByKeyboard(t *testing.T) {
	g := peopled(t, 10)
	ctx := context.Background()
	a := g.stocked()["Svenska"]
	first := must(g.store.ParticipantByCode(ctx, "H-1001"))(t)
	must(g.store.Enrol(ctx, []skapa.ID{first.ID}, skapa.Participation{Activity: a.ID, Status: skapa.Planned, Start: today}))(t)
	g.openActivity("Svenska")
	g.menu("menu.enrol")
	scope := g.choices()[1]
	scope.SetSelectedIndex(int(roster.All))
	g.shortcut(ctrl(fyne.KeyS))
	g.sees(g.text("error.required.participants"))
	g.press(fyne.KeyDown) // from the search into the list
	for range 3 {
		g.press(fyne.KeySpace)
		g.press(fyne.KeyDown)
	}
	g.sees(g.text("enrol.save") + "  3")
	g.press(fyne.KeyReturn)
	g.sees(g.words.N("enrol.saved", 2, words.Args{"Activity": "Svenska"}) + " " + g.words.N("enrol.already", 1))
	in := func() []skapa.Participation { return must(g.onDisk().ParticipationsIn(ctx, a.ID))(t) }
	parts := in()
	if len(parts) != 3 {
		t.Fatalf("the file has %+v", parts)
	}
	for _, p := range parts {
		if p.Start != today || (p.Status == skapa.Planned) != (p.Participant == first.ID) {
			t.Errorf("the file has %+v", p)
		}
	}
	g.sees(g.text("activities.people.planned", words.Args{"N": 2, "Planned": 1}))
	g.shortcut(&fyne.ShortcutUndo{}) // where the focus is
	if n := len(in()); n != 1 {
		t.Errorf("undone, %d take part", n)
	}
}

// Who has finished is offered nowhere, and the scope narrows the list.
func TestEnrolmentListsTheActive(t *testing.T) {
	g := peopled(t, 10)
	g.stocked()
	g.openActivity("Yoga")
	g.tap("enrol.open")
	list := func() string {
		var codes []string
		table := every[*widget.Table](g.top())[0]
		for row := range table.Length() {
			codes = append(codes, table.Cell(row, 0))
		}
		return strings.Join(codes, " ")
	}
	if got := list(); got != "" {
		t.Errorf("mine: %q", got)
	}
	g.choices()[1].SetSelectedIndex(int(roster.All))
	if got := list(); got != "H-1001 H-1002 H-1003 H-1004 H-1006 H-1007 H-1008 H-1009" {
		t.Errorf("all: %q", got)
	}
	g.typeText("1004")
	if got := list(); got != "H-1004" {
		t.Errorf("searched: %q", got)
	}
}

func TestBrokenOff(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.addParticipation("Praktik", "category.job", "2026-02-01")
	g.openParticipation()
	g.misses(g.text("participation.field.break"))
	g.tap("participation.breakOff")
	g.shortcut(ctrl(fyne.KeyS))
	if got := g.said("break"); got != g.text("error.required.break") {
		t.Errorf("without a reason it says %q", got)
	}
	g.choose("break", "break.moved")
	g.shortcut(ctrl(fyne.KeyS))
	kept := g.participationsOnDisk(id)
	if len(kept) != 1 || kept[0].Status != skapa.BrokenOff || kept[0].Break != skapa.BreakMoved || kept[0].End != today {
		t.Fatalf("the file has %+v", kept)
	}
	// Ongoing again, it has no such reason.
	g.openParticipation()
	g.choose("status", "status.ongoing")
	g.misses(g.text("participation.field.break"))
	g.write("to", "")
	g.press(fyne.KeyReturn)
	if kept = g.participationsOnDisk(id); kept[0].Status != skapa.Ongoing || kept[0].Break != skapa.NoBreak {
		t.Errorf("the file has %+v", kept)
	}
}

// From a low area, the activities that serve it come first, those of the
// participant's municipality before others; what is new serves it too.
func TestActivitiesForAnArea(t *testing.T) {
	g := workspace(t)
	ctx := context.Background()
	g.stocked()
	p := must(g.store.SaveParticipant(ctx, skapa.Participant{Code: "H-1001", Municipality: "Halmstad", Start: today.Add(-90)}))(t)
	g.newParticipationFor(p, skapa.Health, origin{})
	g.press(fyne.KeyDown)
	g.press(fyne.KeyReturn) // Hälsoskolan, which is everywhere; Yoga is in Hylte
	g.sees("Region Halland")
	g.press(fyne.KeyReturn)
	kept := g.participationsOnDisk(p.ID)
	if a, _ := g.activityOnDisk("Hälsoskolan"); len(kept) != 1 || kept[0].Activity != a.ID {
		t.Fatalf("the file has %+v", kept)
	}
	g.newParticipationFor(p, skapa.Everyday, origin{})
	g.setLang("en") // which makes the form anew
	g.typeText("Promenadgrupp")
	g.choose("category", "category.everyday")
	g.shortcut(ctrl(fyne.KeyS))
	if a, _ := g.activityOnDisk("Promenadgrupp"); a.Serves != skapa.AreaSetOf(skapa.Everyday) {
		t.Errorf("the file has %+v", a)
	}
}

// Whoever takes over brings the team that most of theirs are in, unless another
// one was written.
func TestHandOverProposesTheTeam(t *testing.T) {
	g := peopled(t, 10)
	ctx := context.Background()
	supervisor := must(g.store.SupervisorNamed(ctx, "Örjan Ek"))(t)
	for _, code := range []string{"H-1002", "H-1003", "H-1004"} { // one in Halmstad, two in Ängelholm
		p := must(g.store.ParticipantByCode(ctx, code))(t)
		p.Supervisor = supervisor.ID
		must(g.store.SaveParticipant(ctx, p))(t)
	}
	team := func() string { return g.field("team").Input.(*widget.Combo).Text }
	g.handOver([]skapa.ID{must(g.store.ParticipantByCode(ctx, "H-1001"))(t).ID})
	if team() != "Halmstad" {
		t.Fatalf("it begins with %q", team())
	}
	g.write("supervisor", "örjan ek")
	if team() != "Ängelholm" {
		t.Errorf("Örjan Ek brings %q", team())
	}
	g.write("team", "Laholm")
	g.write("supervisor", "Örjan Ek")
	if team() != "Laholm" {
		t.Errorf("what was written becomes %q", team())
	}
}

// A whole caseload is handed over in one act, without those who are unchecked.
func TestHandOverACaseload(t *testing.T) {
	g := peopled(t, 10)
	ctx := context.Background()
	followed := func() (n int) {
		for _, c := range must(g.onDisk().Caseload(ctx))(t) {
			if c.Supervisor == "Örjan Ek" && c.Team == "Halmstad" {
				n++
			}
		}
		return n
	}
	g.showParticipants()
	g.choices()[0].SetSelected("Halmstad")
	g.menu("menu.handOver.listed")
	g.press(fyne.KeyReturn)
	if got := g.said("supervisor"); got != g.text("error.required.supervisor") {
		t.Errorf("without a supervisor it says %q", got)
	}
	g.typeText("Örjan Ek")
	g.press(fyne.KeyReturn)
	if got := g.said("reason"); got != g.text("error.required.reason") {
		t.Errorf("without a reason it says %q", got)
	}
	g.typeText("Anna slutar")
	list := every[*widget.Table](g.top())[0]
	if list.Length() != 4 {
		t.Fatalf("%d are listed", list.Length())
	}
	g.window.Canvas().Focus(list.Focusable())
	g.press(fyne.KeySpace)
	g.press(fyne.KeyReturn)
	g.sees(g.words.N("handover.saved", 3, words.Args{"Supervisor": "Örjan Ek"}))
	if n := followed(); n != 3 {
		t.Errorf("the file has %d of them", n)
	}
	g.undo()
	if n := followed(); n != 0 {
		t.Errorf("undone, the file has %d", n)
	}
}

// A day that can't be is refused at its field, with the participant's code, and
// nobody is handed over.
func TestHandOverRefusesADay(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-11-21")
	g.handOver([]skapa.ID{id})
	g.typeText("Örjan Ek")
	g.write("reason", "Byter team")
	g.press(fyne.KeyReturn)
	if got := g.said("since"); !strings.Contains(got, "H-1001") || g.focusedField() != "since" {
		t.Errorf("it says %q", got)
	}
	if _, supervisor := g.saidFollowers(id); supervisor == "Örjan Ek" {
		t.Error("handed over")
	}
	g.write("since", "2026-12-01")
	g.press(fyne.KeyReturn)
	if got := g.said("since"); got != g.text("error.date.future", words.Args{"Date": "2026-12-01"}) {
		t.Errorf("of a day to come it says %q", got)
	}
}

func (g *given) saidFollowers(id skapa.ID) (team, supervisor string) {
	g.Helper()
	followed, err := g.onDisk().Followed(context.Background(), id)
	g.check(err)
	follows := store.Latest(followed)
	return follows.TeamName, follows.SupervisorName
}

// Who followed somebody is told with months, changes and the reason.
func TestSupervisorsOverTime(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.handOver([]skapa.ID{id})
	g.typeText("Örjan Ek")
	g.write("since", "2026-06-15")
	g.write("reason", "Föräldraledighet")
	g.press(fyne.KeyReturn)
	page[*participant.Page](g)
	g.menu("menu.supervisors")
	for _, text := range []string{"Örjan Ek", author.Supervisor, "2026-01-10 – 2026-06-15, " + g.words.N("months", 5), g.words.N("handover.changes", 1),
		g.text("handover.because", words.Args{"Reason": "Föräldraledighet"})} {
		g.sees(text)
	}
	g.press(fyne.KeyEscape)
	g.unasked()
}

// What is entered outlives the lock, on every form of activities and handing over.
func TestActivityFormsOutliveTheLock(t *testing.T) {
	for name, c := range map[string]struct {
		open func(g *given, id skapa.ID)
		is   func(g *given)
	}{
		"new activity": {func(g *given, _ skapa.ID) { g.newActivity(); g.typeText("Nytt namn") }, func(g *given) { page[*catalogue.Form](g); g.sees("Nytt namn") }},
		"activity": {func(g *given, _ skapa.ID) { g.openActivity("Yoga"); g.write("provider", "Nytt namn") }, func(g *given) {
			if page[*catalogue.Form](g).Title() != "Yoga" {
				g.Error("another one")
			}
			g.sees("Nytt namn")
		}},
		"enrolment": {func(g *given, _ skapa.ID) {
			g.openActivity("Yoga")
			g.tap("enrol.open")
			g.typeText("H-1")
			g.press(fyne.KeyDown)
			g.press(fyne.KeySpace)
		},
			func(g *given) { page[*catalogue.Enrolment](g); g.sees(g.text("enrol.save") + "  1") }},
		"handover": {func(g *given, id skapa.ID) { g.handOver([]skapa.ID{id}); g.typeText("Örjan Ek") }, func(g *given) { page[*handover.Page](g); g.sees("Örjan Ek") }},
	} {
		t.Run(name, func(t *testing.T) {
			g := workspace(t)
			g.stocked()
			id := g.addParticipant("H-1001", "2026-01-10")
			g.seal()
			c.open(g, id)
			g.lockAndUnlock()
			c.is(g)
			g.press(fyne.KeyEscape)
			g.asked(g.text("leave.text"))
		})
	}
}
