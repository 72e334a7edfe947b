package ui

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"framsteg/app/ui/leaving"
	"framsteg/app/ui/meeting"
	"framsteg/app/ui/participant"
	"framsteg/app/ui/plan"
	"framsteg/app/ui/settings"
	todaypage "framsteg/app/ui/today"
	"framsteg/app/ui/widget"
	"framsteg/store/skapa"
)

// caseload is a workspace with somebody for each group of Idag, followed by the
// author, and H-90, whom another supervisor follows. The codes say what each
// asks for.
func caseload(t *testing.T) *given {
	t.Helper()
	g := workspace(t)
	ctx := context.Background()
	me := must(g.store.SupervisorNamed(ctx, author.Supervisor))(t)
	other := must(g.store.SupervisorNamed(ctx, "Örjan Ek"))(t)
	team := must(g.store.TeamNamed(ctx, "Halmstad"))(t)
	job := must(g.store.ActivityNamed(ctx, "Arbetsträning", skapa.ForJob))(t)
	health := must(g.store.ActivityNamed(ctx, "Friskvård", skapa.ForHealth))(t)
	add := func(code string, by skapa.ID, activity skapa.ID, end skapa.Date) skapa.ID {
		p := must(g.store.SaveParticipant(ctx, skapa.Participant{Code: code, Supervisor: by, Team: team.ID, Start: skapa.DateOf(2026, 1, 10)}))(t)
		if !activity.IsZero() {
			must(g.store.SaveParticipation(ctx, skapa.Participation{Participant: p.ID, Activity: activity, Status: skapa.Ongoing, Start: p.Start, End: end}))(t)
		}
		return p.ID
	}
	rate := func(id skapa.ID, date skapa.Date, step skapa.Step) {
		in := must(g.store.NewestInstrument(ctx))(t)
		a := skapa.Assessment{Participant: id, Date: date, Rater: skapa.Self, Instrument: in.Version, Answers: map[string]skapa.Step{}}
		for _, item := range in.ItemsFor(skapa.Self) {
			a.Answers[item.ID] = step
		}
		must(g.store.SaveAssessment(ctx, a, ""))(t)
	}
	recent := skapa.DateOf(2026, 11, 1)
	rate(add("H-overdue", me.ID, job.ID, 0), skapa.DateOf(2026, 7, 1), 3)
	rate(add("H-due", me.ID, job.ID, 0), skapa.DateOf(2026, 8, 25), 3)
	add("H-never", me.ID, job.ID, 0)
	begun := add("H-begun", me.ID, job.ID, 0)
	rate(begun, recent, 3)
	in := must(g.store.NewestInstrument(ctx))(t)
	g.check(g.store.SaveDraft(ctx, skapa.Assessment{Participant: begun, Date: today, Rater: skapa.Self, Instrument: in.Version, Answers: map[string]skapa.Step{in.ItemsFor(skapa.Self)[0].ID: 2}}))
	left := add("H-followUp", me.ID, job.ID, 0)
	must(g.store.SaveExit(ctx, skapa.Period{ID: left, Participant: left, Finish: skapa.DateOf(2026, 10, 15), Result: skapa.Result{Outcome: skapa.ToWork}}))(t)
	rate(add("H-idle", me.ID, skapa.ID{}, 0), recent, 3)
	rate(add("H-unfocused", me.ID, health.ID, 0), recent, 3)
	fell := add("H-fell", me.ID, job.ID, 0)
	rate(fell, skapa.DateOf(2026, 8, 1), 5)
	rate(fell, recent, 1)
	rate(add("H-ending", me.ID, job.ID, skapa.DateOf(2026, 11, 25)), recent, 3)
	step := add("H-step", me.ID, job.ID, 0)
	rate(step, recent, 3)
	must(g.store.SaveGoal(ctx, skapa.Goal{Participant: step, Area: skapa.Health, Since: skapa.DateOf(2026, 9, 1), By: recent, Text: "Sova", Step: "Ringa"}))(t)
	paused := add("H-paused", me.ID, skapa.ID{}, 0)
	must(g.store.SavePause(ctx, skapa.Pause{Participant: paused, From: recent, Reason: skapa.PauseIllness}))(t)
	add("H-90", other.ID, skapa.ID{}, 0)
	return g
}

// listedIn gives the codes that Idag lists in a group.
func (g *given) listedIn(group todaypage.Group) string {
	g.Helper()
	g.showToday()
	page[*todaypage.Page](g).Choose(group)
	var codes []string
	for _, r := range page[*todaypage.Page](g).Rows() {
		codes = append(codes, r.Code)
	}
	return strings.Join(codes, " ")
}

func TestTodayListsWhoAsksForWhat(t *testing.T) {
	g := caseload(t)
	for group, want := range map[todaypage.Group]string{
		todaypage.Overdue: "H-overdue", todaypage.DueNow: "H-due", todaypage.Never: "H-never", todaypage.Begun: "H-begun",
		todaypage.FollowUp: "H-followUp", todaypage.Idle: "H-idle", todaypage.Unfocused: "H-unfocused", todaypage.Fell: "H-fell",
		todaypage.Ending: "H-ending", todaypage.Step: "H-step", todaypage.Paused: "H-paused",
		todaypage.All: "H-overdue H-due H-never H-begun H-followUp H-idle H-unfocused H-fell H-ending H-step",
	} {
		if got := g.listedIn(group); got != want {
			t.Errorf("group %d lists %q, want %q", group, got, want)
		}
	}
	g.sees(g.text("today.title") + "  4") // overdue, due, never rated, to be followed up
}

func TestARowOpensWhatItAsksFor(t *testing.T) {
	g := caseload(t)
	meets := func(g *given) { page[*meeting.Page](g) }
	leaves := func(g *given) { page[*leaving.Form](g) }
	takesPart := func(g *given) { page[*participant.ParticipationForm](g) }
	for group, opened := range map[todaypage.Group]func(*given){
		todaypage.Overdue: meets, todaypage.DueNow: meets, todaypage.Never: meets, todaypage.Begun: meets,
		todaypage.FollowUp: leaves, todaypage.Paused: leaves,
		todaypage.Idle: takesPart, todaypage.Unfocused: takesPart, todaypage.Ending: takesPart,
		todaypage.Fell: func(g *given) { page[*participant.Page](g) },
		todaypage.Step: func(g *given) { page[*plan.Form](g) },
	} {
		code := g.listedIn(group)
		g.press(fyne.KeyReturn)
		opened(g)
		if !strings.Contains(fmt.Sprint(g.shown(), g.current.Title()), code) {
			t.Errorf("group %d: %s is not on %q", group, code, g.shown())
		}
	}
}

// After a form that was opened from Idag comes Idag, also over a lock.
func TestAFormFromTodayGoesBackThere(t *testing.T) {
	for name, c := range map[string]struct {
		group todaypage.Group
		fill  func(*given)
	}{
		"a goal":      {todaypage.Step, func(g *given) { g.write("text", "Sova gott") }},
		"a pause":     {todaypage.Paused, func(g *given) { g.write("to", "2026-11-30") }},
		"a follow-up": {todaypage.FollowUp, func(g *given) { g.choose("outcome", "outcome.work") }},
		"an activity": {todaypage.Ending, func(g *given) { g.write("to", "2026-12-24") }},
	} {
		t.Run(name, func(t *testing.T) {
			g := caseload(t)
			g.listedIn(c.group)
			g.press(fyne.KeyReturn)
			g.press(fyne.KeyEscape)
			page[*todaypage.Page](g)
			g.press(fyne.KeyReturn)
			c.fill(g)
			g.goTo(must(g.whereabouts())(t))
			g.shortcut(ctrl(fyne.KeyS))
			if got := page[*todaypage.Page](g).Place().Group; got != c.group {
				t.Errorf("it comes back to group %d", got)
			}
		})
	}
}

// Idag stays open over the night, and is that of the new day in the morning.
func TestTodayTurnsAtMidnight(t *testing.T) {
	g := caseload(t)
	if got := g.listedIn(todaypage.Overdue); got != "H-overdue" {
		t.Fatalf("%q", got)
	}
	g.sees("39 dagar försenat (2026-10-13). Förra mötet: 2026-07-01")
	g.beat(g.clock())
	g.at = g.at.AddDate(0, 0, 17) // H-due was met on 25 August
	g.beat(g.clock())
	var codes []string
	for _, r := range page[*todaypage.Page](g).Rows() {
		codes = append(codes, r.Code)
	}
	if got := strings.Join(codes, " "); got != "H-overdue H-due" {
		t.Errorf("17 days later it lists %q", got)
	}
	g.sees("2026-12-08")
	g.misses("2026-11-21")
}

func TestAFinishedMeetingLeavesTodayAtOnce(t *testing.T) {
	g := caseload(t)
	g.listedIn(todaypage.Overdue)
	g.press(fyne.KeyReturn)
	g.answerSelf("333333")
	g.typeText("3333333")
	g.press(fyne.KeyReturn)
	g.atStage(meeting.Together)
	g.shortcut(ctrl(fyne.KeyS))
	page[*participant.Page](g)
	if got := g.listedIn(todaypage.Overdue); got != "" {
		t.Errorf("it still lists %q", got)
	}
	g.sees(g.text("today.empty.overdue"))
	g.sees(g.text("today.title") + "  3")
	shown := page[*todaypage.Page](g)
	g.undo()
	if got := shown.Rows(); page[*todaypage.Page](g) != shown || len(got) != 0 {
		t.Errorf("undone, it lists %+v", got)
	}
	g.sees(g.text("today.title") + "  4")
	if got := g.listedIn(todaypage.Begun); got != "H-overdue H-begun" { // it goes on
		t.Errorf("undone, begun are %q", got)
	}
}

// The scope is chosen once, and stays for the next time.
func TestTodayOfMineATeamOrAll(t *testing.T) {
	g := caseload(t)
	ctx := context.Background()
	another := must(g.store.TeamNamed(ctx, "Varberg"))(t)
	must(g.store.SaveParticipant(ctx, skapa.Participant{Code: "H-91", Team: another.ID, Start: skapa.DateOf(2026, 1, 10)}))(t)
	if got := g.listedIn(todaypage.Never); got != "H-never" {
		t.Errorf("mine: %q", got)
	}
	scope := every[*widget.Choice](g.top())[0]
	scope.SetSelectedIndex(1)
	if got := g.listedIn(todaypage.Never); got != "H-90 H-91 H-never" {
		t.Errorf("all: %q", got)
	}
	g.sees("Örjan Ek")
	g.closeFile()
	g.open(g.path)
	if got := g.listedIn(todaypage.Never); got != "H-90 H-91 H-never" {
		t.Errorf("opened again: %q", got)
	}
	every[*widget.Choice](g.top())[0].SetSelectedIndex(2)
	if got := g.listedIn(todaypage.Never); got != "H-90 H-never" {
		t.Errorf("the team: %q", got)
	}
	every[*widget.Choice](g.top())[0].SetSelectedIndex(0)
	g.prefs.SetString(prefSupervisor, "Nils Nilsson")
	g.showToday()
	g.sees(g.text("today.empty.mine"))
	g.tap("today.showAll")
	if n := len(page[*todaypage.Page](g).Rows()); n < 2 {
		t.Errorf("shown are %d", n)
	}
}

func TestTodayByKeyboard(t *testing.T) {
	g := caseload(t)
	g.listedIn(todaypage.All)
	c := g.window.Canvas()
	c.FocusPrevious() // from the rows to the groups
	g.press(fyne.KeyDown)
	g.press(fyne.KeyDown)
	if got := page[*todaypage.Page](g).Rows(); len(got) != 1 || got[0].Code != "H-due" {
		t.Fatalf("two groups down it lists %+v", got)
	}
	g.press(fyne.KeyTab)
	g.press(fyne.KeyReturn)
	page[*meeting.Page](g)
	g.shortcut(ctrl(fyne.KeyG))
	if got := page[*todaypage.Page](g).Place().Group; got != todaypage.DueNow {
		t.Errorf("it comes back to group %d", got)
	}
}

func TestTodayOfAnEmptyWorkspace(t *testing.T) {
	g := workspace(t)
	g.shortcut(ctrl(fyne.KeyG))
	g.sees(g.text("today.empty.nobody"))
	g.tap("participants.new")
	page[*participant.Form](g)
	g.press(fyne.KeyEscape)
	page[*todaypage.Page](g)
}

func TestHowOftenPeopleAreMet(t *testing.T) {
	g := caseload(t)
	ctx := context.Background()
	g.shortcut(ctrl(fyne.KeyComma))
	for field, wrong := range map[string]string{"days": "6", "margin": "45", "days ": "nittio"} {
		g.write(strings.TrimSpace(field), wrong)
		g.press(fyne.KeyReturn)
		if g.said(strings.TrimSpace(field)) == "" || must(g.onDisk().Rhythm(ctx))(t) != skapa.DefaultRhythm {
			t.Errorf("%s of %s is saved", field, wrong)
		}
		g.showSettings()
	}
	g.write("days", "30")
	g.press(fyne.KeyEscape)
	g.asked(g.text("leave.text"))
	g.press(fyne.KeyEscape)
	g.write("margin", "5")
	g.press(fyne.KeyReturn)
	if got := must(g.onDisk().Rhythm(ctx))(t); got != (skapa.Rhythm{Days: 30, Margin: 5}) {
		t.Errorf("the file has %+v", got)
	}
	page[*settings.Page](g)
	if got := g.listedIn(todaypage.Overdue); got != "H-overdue H-due" {
		t.Errorf("every 30 days: %q", got)
	}
	g.showSettings()
	g.undo()
	g.stands("days", "90")
	if got := must(g.onDisk().Rhythm(ctx))(t); got != skapa.DefaultRhythm {
		t.Errorf("undone, the file has %+v", got)
	}
}

func TestSettingsOfThisComputer(t *testing.T) {
	g := workspace(t)
	g.showSettings()
	all := every[*widget.Segments](g.top())
	test.TapAt(all[0], fyne.NewPos(all[0].MinSize().Width-20, 10))
	if g.prefs.oneAtATime() {
		t.Error("it still asks one question at a time")
	}
	g.window.Canvas().Focus(all[1])
	g.press(fyne.KeyRight)
	if g.words.Lang != "en" {
		t.Errorf("it speaks %s", g.words.Lang)
	}
	page[*settings.Page](g)
	if every[*widget.Segments](g.top())[0].Chosen() != 1 {
		t.Error("the page forgets how it asks")
	}
}

// Idag and the settings are shown again as they were left, as after the lock.
func TestTodayIsShownAgain(t *testing.T) {
	g := caseload(t)
	g.listedIn(todaypage.Never)
	g.goTo(must(g.whereabouts())(t))
	if got := page[*todaypage.Page](g).Place().Group; got != todaypage.Never {
		t.Errorf("it shows group %d", got)
	}
	g.showSettings()
	g.write("margin", "7")
	g.goTo(must(g.whereabouts())(t))
	g.stands("margin", "7")
	g.focusedIs("margin")
	g.asksBeforeLeaving()
}
