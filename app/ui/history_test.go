package ui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/assessment"
	"framsteg/app/ui/history"
	"framsteg/app/ui/leaving"
	"framsteg/app/ui/participant"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// The pages of leaving and history are looked at as all others are.
func init() {
	visits["pause"] = func(g *given, id skapa.ID) { g.newPause(g.saidOnDisk("H-1001")); g.press(fyne.KeyReturn) }
	visits["pause, correction"] = func(g *given, id skapa.ID) {
		g.leaving("H-1001", g.newPause)
		g.choose("reason", "pause.reason.parental")
		g.shortcut(ctrl(fyne.KeyS))
		g.showPause(g.saidOnDisk("H-1001"), g.pausesOnDisk(id)[0], origin{})
	}
	visits["exit"] = func(g *given, id skapa.ID) {
		must(g.store.SaveGoal(context.Background(), skapa.Goal{Participant: id, Area: skapa.Areas[0], Since: today, Text: "Kassan"}))(g.T)
		g.leaving("H-1001", g.showExit)
		g.choose("outcome", "outcome.work")
		g.choose("support", "support.development")
		g.write("hours", "x")
		g.press(fyne.KeyReturn)
	}
	visits["exit, correction"] = func(g *given, _ skapa.ID) { g.lived(); g.leaving("H-1001", g.showExit) }
	visits["re-entry"] = func(g *given, _ skapa.ID) { g.exited("H-1001", "work"); g.leaving("H-1001", g.askReentry) }
	visits["follow-up"] = func(g *given, id skapa.ID) {
		g.exited("H-1001", "work")
		g.showFollowUp(g.saidOnDisk("H-1001"), skapa.FollowUp{Period: id, Months: 6}, origin{})
	}
	visits["history"] = func(g *given, _ skapa.ID) { g.lived(); g.showHistory(); g.focusHistory() }
	visits["history, log"] = func(g *given, _ skapa.ID) { g.lived(); g.showHistory(); g.press(fyne.KeyRight); g.focusHistory() }
	visits["history, entry"] = func(g *given, _ skapa.ID) { g.lived(); g.showHistory(); g.openMoment("history.meeting") }
}

// lived gives H-1001 a life with all that a history tells of.
func (g *given) lived() {
	g.Helper()
	ctx := context.Background()
	p := g.saidOnDisk("H-1001")
	do := func(err error) { g.Helper(); g.check(err); g.tick() }
	a := must(g.store.Assessments(ctx, p.ID))(g.T)
	if len(a) == 0 {
		g.rateAll(p.ID, skapa.Self, "3")
		a = must(g.store.Assessments(ctx, p.ID))(g.T)
	}
	a[0].Answers["health"] = 5
	a[0].Comment = "Mår bättre sedan i våras."
	_, err := g.store.SaveAssessment(ctx, a[0], "Frågan missförstods.")
	do(err)
	activity := must(g.store.ActivityNamed(ctx, "Praktik på caféet", skapa.ForJob))(g.T)
	part, err := g.store.SaveParticipation(ctx, skapa.Participation{Participant: p.ID, Activity: activity.ID, Status: skapa.Ongoing, Start: skapa.DateOf(2026, 3, 2)})
	do(err)
	part.Status, part.End, part.Break = skapa.BrokenOff, skapa.DateOf(2026, 4, 1), skapa.BreakHealth
	_, err = g.store.SaveParticipation(ctx, part)
	do(err)
	goal, err := g.store.SaveGoal(ctx, skapa.Goal{Participant: p.ID, Area: skapa.Areas[3], Since: skapa.DateOf(2026, 3, 1), Text: "Klara kassan på egen hand", Step: "Ringa Kim"})
	do(err)
	goal.Done = today
	_, err = g.store.SaveGoal(ctx, goal)
	do(err)
	pause, err := g.store.SavePause(ctx, skapa.Pause{Participant: p.ID, From: skapa.DateOf(2026, 5, 1), Reason: skapa.PauseParental})
	do(err)
	pause.To = skapa.DateOf(2026, 6, 1)
	_, err = g.store.SavePause(ctx, pause)
	do(err)
	exit := skapa.Period{ID: p.ID, Participant: p.ID, Finish: skapa.DateOf(2026, 8, 1), Result: skapa.Result{Outcome: skapa.ToStudies, Hours: 20}}
	_, err = g.store.SaveExit(ctx, exit)
	do(err)
	_, err = g.store.SaveFollowUp(ctx, skapa.FollowUp{Participant: p.ID, Period: p.ID, Months: 1, Date: skapa.DateOf(2026, 9, 1), Result: skapa.Result{Outcome: skapa.ToWork, Hours: 30, Support: skapa.Development}})
	do(err)
	_, err = g.store.Reenter(ctx, p.ID, skapa.DateOf(2026, 10, 1))
	do(err)
	exit.Outcome = skapa.Dropout
	exit.Hours = 0
	_, err = g.store.SaveExit(store.Because(ctx, "Fel rad valdes."), exit)
	do(err)
}

// showHistory shows the history of H-1001, with the focus at how to read it.
func (g *given) showHistory() {
	g.Helper()
	g.showParticipant(g.saidOnDisk("H-1001").ID)
	g.shortcut(ctrl(fyne.Key5))
	g.window.Canvas().Focus(g.segments(g.text("history.story")))
}

func (g *given) focusHistory() { every[*history.View](g.top())[0].FocusList() }

// historyTable gives the entries as they are shown.
func (g *given) historyTable() *widget.Table {
	g.Helper()
	return every[*widget.Table](every[*history.View](g.top())[0])[0]
}

// historyShows gives the entries of the history, a line each.
func (g *given) historyShows() (lines []string) {
	g.Helper()
	table := g.historyTable()
	for row := range table.Length() {
		lines = append(lines, table.Cell(row, 0)+" "+table.Cell(row, 1)+" ("+table.Below(row)+")")
	}
	return lines
}

// openMoment opens the entry with a text by keyboard.
func (g *given) openMoment(key string) {
	g.Helper()
	table := g.historyTable()
	g.focusHistory()
	begin, _, _ := strings.Cut(g.text(key, words.Args{"Raters": "|", "To": "|"}), "|")
	for row := range table.Length() {
		if strings.HasPrefix(table.Cell(row, 1), begin) {
			table.GoTo(row)
			g.press(fyne.KeyReturn)
			return
		}
	}
	g.Fatalf("no %q among %q", begin, g.historyShows())
}

func TestHistoryTellsWhatHappened(t *testing.T) {
	g := workspace(t)
	g.addParticipant("H-1001", "2026-01-10")
	g.lived()
	g.showHistory()
	by := " (" + author.Supervisor + ")"
	want := []string{
		"2026-11-21 Mål uppnått, Vardag/nätverk: Klara kassan på egen hand" + by,
		"2026-11-21 Möte: deltagaren skattade (rättades 2026-11-21 av Åsa Öberg: Frågan missförstods.)",
		"2026-10-01 Ny period började" + by,
		"2026-09-01 Uppföljning efter 1 månad: Arbete, 30 timmar i veckan" + by,
		"2026-08-01 Avslut: Avbrott (rättades 2026-11-21 av Åsa Öberg: Fel rad valdes.)",
		"2026-05-01 Paus till och med 2026-06-01: Föräldraledighet" + by,
		"2026-04-01 Insats avbruten: Praktik på caféet (Hälsan)" + by,
		"2026-03-02 Insats började: Praktik på caféet" + by,
		"2026-03-01 Mål, Vardag/nätverk: Klara kassan på egen hand" + by,
		"2026-01-10 Handledare: Åsa Öberg, Team Ängelholm" + by,
		"2026-01-10 Deltagaren började" + by,
	}
	got := g.historyShows()
	if len(got) != len(want) {
		t.Fatalf("it shows\n%s", strings.Join(got, "\n"))
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("entry %d is\n%s, want\n%s", i, got[i], want[i])
		}
	}
}

// The original is one key away, and from there the form that corrects.
func TestHistoryOpensTheOriginal(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.lived()
	g.showHistory()
	g.openMoment("history.meeting")
	g.sees(g.text("assessment.because", words.Args{"Reason": "Frågan missförstods."}))
	g.sees("3 – Delvis")
	g.sees("5 – I mycket hög grad")
	g.sees("Mår bättre sedan i våras.")
	g.sees(g.text("history.was"))
	g.press(fyne.KeyEscape)
	g.unasked()

	g.openMoment("history.meeting")
	g.tap("history.correct")
	page[*assessment.Form](g)
	g.press(fyne.KeyEscape)
	page[*participant.Page](g)
	if got := g.historyShows(); len(got) != 11 {
		t.Errorf("coming back, the history shows %q", got)
	}

	g.showHistory()
	g.openMoment("history.moment.pause")
	g.tap("history.correct")
	page[*leaving.Form](g)
	g.write("to", "2026-06-15")
	g.write("because", "Längre än planerat")
	g.press(fyne.KeyReturn)
	if kept := g.pausesOnDisk(id); kept[0].To != skapa.DateOf(2026, 6, 15) {
		t.Errorf("the file has %+v", kept)
	}
	g.sees("rättades 2026-11-21 av Åsa Öberg")
}

// The details of a participant are corrected from where they are told, with a
// reason that is kept over a lock.
func TestHistoryCorrectsTheParticipant(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.seal()
	g.showParticipant(id)
	g.shortcut(ctrl(fyne.Key5))
	g.openMoment("history.moment.start")
	g.tap("history.correct")
	page[*participant.Form](g)
	g.write("start", "2026-01-12")
	g.write("why", "Fel dag")
	g.lockAndUnlock()
	page[*participant.Form](g)
	g.press(fyne.KeyReturn)
	page[*participant.Page](g)
	if got := g.historyShows(); !strings.HasPrefix(got[len(got)-1], "2026-01-12 Deltagaren började (ändrades") || !strings.Contains(got[len(got)-1], ": Fel dag)") {
		t.Errorf("the history shows %q", got)
	}
}

// The exit of an earlier period is corrected where the history tells of it.
func TestHistoryCorrectsAnEarlierExit(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.lived()
	g.showHistory()
	g.press(fyne.KeyRight)
	for row, line := range g.historyShows() {
		if strings.Contains(line, "Avslut 2026-08-01 skrevs in") {
			g.historyTable().OnOpen(row)
		}
	}
	g.sees("Studier")
	g.tap("history.correct")
	page[*leaving.Form](g)
	g.choose("outcome", "outcome.closer")
	g.shortcut(ctrl(fyne.KeyS))
	if kept := g.periodsOnDisk(id); len(kept) != 2 || kept[0].Outcome != skapa.Closer || kept[0].Finish != skapa.DateOf(2026, 8, 1) || !kept[1].Finish.IsZero() {
		t.Errorf("the file has %+v", kept)
	}
}

// What was taken away is told as written, and nothing of it can be corrected.
func TestHistoryOfWhatWasTakenAway(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	ctx := context.Background()
	pause := must(g.store.SavePause(ctx, skapa.Pause{Participant: id, From: today, Reason: skapa.PauseIllness}))(t)
	g.tick()
	g.check(g.store.DeletePause(store.Because(ctx, "Fel person"), pause.ID))
	g.showHistory()
	if got := strings.Join(g.historyShows(), "\n"); strings.Contains(got, "Paus") {
		t.Errorf("what happened has\n%s", got)
	}
	g.press(fyne.KeyRight)
	got := g.historyShows()
	if want := "Paus från 2026-11-21 togs bort (Åsa Öberg: Fel person)"; !strings.HasSuffix(got[0], want) {
		t.Errorf("what was written begins with %q", got[0])
	}
	g.press(fyne.KeyReturn) // into the entries
	g.press(fyne.KeyReturn)
	g.asked(g.text("assessment.because", words.Args{"Reason": "Fel person"}))
	g.sees("Sjukdom")
	g.misses(g.text("history.correct"))
}
