package ui

import (
	"context"
	"maps"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/meeting"
	"framsteg/app/ui/participant"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// meet starts or goes on with a meeting, by keyboard from the participant's page.
func (g *given) meet(id skapa.ID) *meeting.Page {
	g.Helper()
	g.showParticipant(id)
	g.shortcut(ctrl(fyne.KeyR))
	return page[*meeting.Page](g)
}

// atStage requires a stage of the meeting.
func (g *given) atStage(s meeting.Stage) {
	g.Helper()
	if got := page[*meeting.Page](g).Stage(); got != s {
		g.Fatalf("the meeting is at %q, not %q: %q", got, s, g.shown())
	}
}

// question gives which question is asked, from 1.
func (g *given) question() int {
	g.Helper()
	for i := range items(skapa.Self) {
		if slices.Contains(g.shown(), g.text("meeting.progress", words.Args{"Question": i + 1, "Asked": 6})) {
			return i + 1
		}
	}
	g.Fatalf("no question among %q", g.shown())
	return 0
}

// agree ends the review: with nothing in the focus, the first Tab comes to what
// does.
func (g *given) agree() {
	g.Helper()
	g.atStage(meeting.Review)
	g.press(fyne.KeyTab)
	g.press(fyne.KeyReturn)
}

// answerSelf hands the laptop over, answers and takes it back.
func (g *given) answerSelf(steps string) {
	g.Helper()
	g.press(fyne.KeyReturn)
	g.typeText(steps)
	g.agree()
	g.atStage(meeting.Thanks)
	g.press(fyne.KeyReturn)
	g.takeOver()
}

// rateAs saves a meeting of today with the answers of a rater, beside those of
// the other if there are any.
func (g *given) rateAs(id skapa.ID, r skapa.Rater, steps string) {
	g.Helper()
	g.startRating(id, r)
	g.typeText(steps)
	if r == skapa.Self {
		g.agree()
		g.press(fyne.KeyReturn)
		g.takeOver()
	} else {
		g.shortcut(ctrl(fyne.KeyS))
	}
	if page[*meeting.Page](g).Stage() == meeting.Own {
		g.press(fyne.KeyEscape)
	}
	g.shortcut(ctrl(fyne.KeyS))
	if g.window.Canvas().Overlays().Top() != nil {
		g.tap("meeting.save.anyway")
	}
	page[*participant.Page](g)
}

// leaveMeeting goes back to the participant's page.
func (g *given) leaveMeeting() {
	g.Helper()
	for range 4 {
		m, is := g.current.(*meeting.Page)
		switch {
		case !is:
			return
		case m.Stage() == meeting.Handing:
			g.takeOver()
		default:
			g.press(fyne.KeyEscape)
		}
	}
}

// takeOver says that one is the supervisor.
func (g *given) takeOver() {
	g.Helper()
	g.atStage(meeting.Handing)
	if g.store.Protection().Sealed {
		g.write("secret", passphrase)
		g.press(fyne.KeyReturn)
		return
	}
	g.press(fyne.KeyTab)
	g.press(fyne.KeyReturn)
}

// earlier saves what both answered on a date, all items with the same step.
func (g *given) earlier(id skapa.ID, on skapa.Date, self, supervisor skapa.Step) {
	g.Helper()
	for r, step := range map[skapa.Rater]skapa.Step{skapa.Self: self, skapa.BySupervisor: supervisor} {
		a := skapa.Assessment{Participant: id, Date: on, Rater: r, Instrument: skapa.Version{Name: "skapa", Number: 1}, Answers: map[string]skapa.Step{}}
		for _, item := range items(r) {
			a.Answers[item] = step
		}
		if r == skapa.BySupervisor {
			a.Raising = "Ett studiebesök."
		}
		must(g.store.SaveAssessment(context.Background(), a, ""))(g.T)
	}
}

func answersOf(r skapa.Rater, steps string) map[string]skapa.Step {
	answers := map[string]skapa.Step{}
	for i, id := range items(r) {
		answers[id] = skapa.Step(steps[i] - '0')
		if steps[i] == '0' {
			answers[id] = skapa.Declined
		}
	}
	return answers
}

// A meeting is both raters' answers of one date, saved and undone as one act.
func TestMeetingIsOneAct(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.meet(id)
	g.atStage(meeting.Start)
	g.answerSelf("123450")
	g.atStage(meeting.Own)
	g.typeText("5432133")
	g.press(fyne.KeyReturn)
	g.atStage(meeting.Together)
	if n := len(g.ratingsOnDisk(id)); n != 0 {
		t.Fatalf("%d ratings before it is saved", n)
	}
	g.shortcut(ctrl(fyne.KeyS))
	g.unasked()
	page[*participant.Page](g)
	saved := g.ratingsOnDisk(id)
	if len(saved) != 2 || saved[0].Date != today || saved[1].Date != today {
		t.Fatalf("the file has %+v", saved)
	}
	if !maps.Equal(saved[0].Answers, answersOf(skapa.Self, "123450")) || !maps.Equal(saved[1].Answers, answersOf(skapa.BySupervisor, "5432133")) {
		t.Errorf("the file has %v and %v", saved[0].Answers, saved[1].Answers)
	}
	if g.draftOnDisk(id, skapa.Self) != nil || g.draftOnDisk(id, skapa.BySupervisor) != nil {
		t.Error("a draft is still there")
	}
	g.undo()
	if n := len(g.ratingsOnDisk(id)); n != 0 {
		t.Errorf("one undo leaves %d ratings", n)
	}
}

// A meeting goes on where it was after a loss of power at any stage.
func TestMeetingGoesOnAfterARestart(t *testing.T) {
	stages := []struct {
		name string
		do   func(*given)
		then func(*given) // after Enter, which does what is proposed
	}{
		{"begun", func(g *given) { g.press(fyne.KeyReturn); g.typeText("3") }, func(g *given) {
			g.atStage(meeting.Asking)
			if n := g.question(); n != 2 {
				g.Errorf("it asks question %d", n)
			}
		}},
		{"all but one", func(g *given) { g.press(fyne.KeyReturn); g.typeText("30330") }, func(g *given) {
			g.atStage(meeting.Asking)
			if n := g.question(); n != 6 {
				g.Errorf("it asks question %d", n)
			}
		}},
		{"reviewed", func(g *given) { g.press(fyne.KeyReturn); g.typeText("303303") }, func(g *given) {
			g.atStage(meeting.Own)
		}},
		{"supervisor", func(g *given) { g.answerSelf("333333"); g.typeText("444") }, func(g *given) {
			g.atStage(meeting.Own)
			if i := g.item(); i != 3 {
				g.Errorf("it asks item %d", i)
			}
		}},
		{"together", func(g *given) { g.answerSelf("333333"); g.typeText("4444444"); g.press(fyne.KeyReturn) }, func(g *given) {
			g.atStage(meeting.Together)
		}},
		{"supervisor first", func(g *given) { g.tap("meeting.begin.supervisor"); g.typeText("44") }, func(g *given) {
			g.atStage(meeting.Own)
			if i := g.item(); i != 2 {
				g.Errorf("it asks item %d", i)
			}
		}},
		{"supervisor first, then the participant", func(g *given) {
			g.tap("meeting.begin.supervisor")
			g.typeText("4444444")
			g.press(fyne.KeyReturn)
			g.atStage(meeting.Start)
			g.press(fyne.KeyReturn)
			g.typeText("33")
		}, func(g *given) {
			g.atStage(meeting.Asking)
			if n := g.question(); n != 3 {
				g.Errorf("it asks question %d", n)
			}
		}},
	}
	for _, stage := range stages {
		t.Run(stage.name, func(t *testing.T) {
			g := workspace(t)
			id := g.addParticipant("H-1001", "2026-01-10")
			g.meet(id)
			stage.do(g)
			self, supervisor := g.draftOnDisk(id, skapa.Self), g.draftOnDisk(id, skapa.BySupervisor)
			g.closeStore()
			g.restart(g.app)
			g.open(g.path)
			g.meet(id)
			g.atStage(meeting.Start)
			g.press(fyne.KeyReturn)
			stage.then(g)
			if !maps.Equal(self, g.draftOnDisk(id, skapa.Self)) || !maps.Equal(supervisor, g.draftOnDisk(id, skapa.BySupervisor)) {
				t.Error("the answers have changed")
			}
		})
	}
}

// Somebody refused, or is not there.
func TestMeetingWithOneRater(t *testing.T) {
	for r, steps := range map[skapa.Rater]string{skapa.Self: "123450", skapa.BySupervisor: "1234505"} {
		t.Run(string(r), func(t *testing.T) {
			g := workspace(t)
			id := g.addParticipant("H-1001", "2026-01-10")
			g.rateAs(id, r, steps)
			saved := g.ratingsOnDisk(id)
			if len(saved) != 1 || saved[0].Rater != r || !maps.Equal(saved[0].Answers, answersOf(r, steps)) {
				t.Fatalf("the file has %+v", saved)
			}

			// The same day goes on with who is lacking, and changes nothing else.
			other, rest := skapa.BySupervisor, "3333333"
			g.meet(id)
			g.sees(g.text("meeting.saved.already"))
			g.press(fyne.KeyReturn)
			if r == skapa.BySupervisor {
				other, rest = skapa.Self, "333333"
				g.typeText(rest)
				g.agree()
				g.press(fyne.KeyReturn)
				g.takeOver()
			} else {
				g.typeText(rest)
				g.press(fyne.KeyReturn)
			}
			g.atStage(meeting.Together)
			g.shortcut(ctrl(fyne.KeyS))
			saved = g.ratingsOnDisk(id)
			if len(saved) != 2 || !slices.ContainsFunc(saved, func(a skapa.Assessment) bool {
				return a.Rater == other && maps.Equal(a.Answers, answersOf(other, rest))
			}) {
				t.Errorf("the file has %+v", saved)
			}
		})
	}
}

// Half a rating is saved only when that is meant.
func TestMeetingThatIsNotComplete(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.meet(id)
	g.press(fyne.KeyReturn)
	g.typeText("12")
	g.press(fyne.KeyEscape)
	g.takeOver()
	g.tap("meeting.save")
	g.asked(g.text("meeting.lacking.self", words.Args{"Answered": 2, "Asked": 6}))
	g.press(fyne.KeyReturn)
	g.atStage(meeting.Start)
	if n := len(g.ratingsOnDisk(id)); n != 0 {
		t.Fatalf("the file has %d ratings", n)
	}
	g.tap("meeting.save")
	g.tap("meeting.save.anyway")
	if saved := g.ratingsOnDisk(id); len(saved) != 1 || len(saved[0].Answers) != 2 {
		t.Errorf("the file has %+v", saved)
	}
}

func TestDiscardedMeeting(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.meet(id)
	g.answerSelf("333333")
	g.typeText("44")
	g.press(fyne.KeyEscape)
	g.tap("meeting.discard")
	g.asked(g.text("meeting.discard.text"))
	g.press(fyne.KeyEscape)
	if len(g.draftOnDisk(id, skapa.Self)) != 6 || len(g.draftOnDisk(id, skapa.BySupervisor)) != 2 {
		t.Error("thinking better of it loses answers")
	}
	g.tap("meeting.discard")
	g.tap("meeting.discard")
	page[*participant.Page](g)
	if g.draftOnDisk(id, skapa.Self) != nil || g.draftOnDisk(id, skapa.BySupervisor) != nil || len(g.ratingsOnDisk(id)) > 0 {
		t.Error("something is left")
	}
}

// The supervisor isn't led, neither by the participant nor by last time.
func TestBothStandTogetherOnlyAfterBoth(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.earlier(id, skapa.DateOf(2026, 8, 20), 2, 3)
	g.meet(id)
	if g.opensButton("meeting.together") {
		t.Error("both can be seen before anybody answered")
	}
	g.answerSelf("555555")
	g.atStage(meeting.Own)
	g.misses("5 – ")
	g.typeText("333333")
	g.shortcut(ctrl(fyne.KeyS)) // with the last item missing
	g.asked(g.text("error.answers.missing", words.Args{"Missing": 1}))
	g.press(fyne.KeyReturn)
	g.atStage(meeting.Own)
	g.press(fyne.KeyEscape)
	if g.opensButton("meeting.together") {
		t.Error("both can be seen before the supervisor has answered all")
	}
	g.press(fyne.KeyReturn)
	g.typeText("4")
	g.press(fyne.KeyReturn)
	g.atStage(meeting.Together)
	g.sees("5 – I mycket hög grad")
	g.sees("3 – Delvis")
	g.sees(g.text("meeting.last", words.Args{"Date": "2026-08-20", "Answer": "2 – I liten grad"}))
	g.sees("+3")
	g.misses("4 – I hög grad") // the tilltro is the supervisor's
	g.press(fyne.KeyEscape)
	if !g.opensButton("meeting.together") {
		t.Error("both can't be seen any more")
	}
}

// opensButton tells whether a button of the page can be pressed.
func (g *given) opensButton(key string) bool {
	return slices.ContainsFunc(every[*widget.Button](g.top()), func(b *widget.Button) bool { return b.Text == g.text(key) && !b.Disabled() })
}

// What differs by two steps is something to talk about, and what is low leads to
// a goal or an activity.
func TestWhatToTalkAbout(t *testing.T) {
	for answers, want := range map[[2]string][2]int{ // how often: talk, goal
		{"333333", "3333333"}: {0, 0},
		{"333333", "4444443"}: {0, 0},
		{"333333", "5543333"}: {2, 0},
		{"213333", "3333333"}: {1, 2},
		{"033333", "5333333"}: {0, 0},
		{"333332", "3333303"}: {0, 1},
	} {
		t.Run(answers[0]+"/"+answers[1], func(t *testing.T) {
			g := workspace(t)
			id := g.addParticipant("H-1001", "2026-01-10")
			g.meet(id)
			g.answerSelf(answers[0])
			g.typeText(answers[1])
			g.press(fyne.KeyReturn)
			g.atStage(meeting.Together)
			count := func(key string) (n int) {
				for _, text := range textsIn(g.window.Content()) {
					if text == g.text(key) {
						n++
					}
				}
				return n
			}
			if got := [2]int{count("meeting.talk"), count("meeting.goal")}; got != want {
				t.Errorf("talk and goal are offered %v times, not %v", got, want)
			}
		})
	}
}

// A low tilltro asks what would raise it.
func TestLowTilltroAsks(t *testing.T) {
	for step, asked := range map[string]bool{"0": false, "1": true, "2": true, "3": false, "4": false, "5": false} {
		t.Run(step, func(t *testing.T) {
			g := workspace(t)
			id := g.addParticipant("H-1001", "2026-01-10")
			g.earlier(id, skapa.DateOf(2026, 8, 20), 2, 2)
			g.meet(id)
			g.tap("meeting.begin.supervisor")
			g.typeText("333333" + step)
			if got := g.focusedField() == "raising"; got != asked {
				t.Fatalf("asked: %v", got)
			}
			if !asked {
				g.misses(g.text("meeting.raising"))
				return
			}
			g.sees("Ett studiebesök.") // last time's
			g.sees(g.text("meeting.raising.hint"))
			g.typeText("Praktik på Återbruket.")
			g.shortcut(ctrl(fyne.KeyS))
			g.atStage(meeting.Start)
			g.shortcut(ctrl(fyne.KeyS))
			g.tap("meeting.save.anyway")
			saved := g.ratingsOnDisk(id)
			if len(saved) != 3 || saved[2].Raising != "Praktik på Återbruket." {
				t.Errorf("the file has %+v", saved)
			}
		})
	}
}

// A goal is written in the middle of the meeting, which goes on after it.
func TestGoalInAMeeting(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.meet(id)
	g.answerSelf("133333")
	g.typeText("3333333")
	g.press(fyne.KeyReturn)
	g.tap("meeting.goal")
	g.write("text", "Hitta ett arbete utomhus")
	g.shortcut(ctrl(fyne.KeyS))
	g.atStage(meeting.Together)
	goals := g.goalsOnDisk(id)
	if len(goals) != 1 || goals[0].Area != skapa.WorkType {
		t.Fatalf("the file has %+v", goals)
	}
	g.sees(g.words.N("meeting.plan", 1))
	g.tap("meeting.activity")
	g.press(fyne.KeyEscape)
	g.atStage(meeting.Together)
	g.shortcut(ctrl(fyne.KeyS))
	page[*participant.Page](g)
	if n := len(g.ratingsOnDisk(id)); n != 2 {
		t.Errorf("the file has %d ratings", n)
	}
	g.shortcut(ctrl(fyne.KeyM)) // from here on nothing leads to the meeting
	g.press(fyne.KeyEscape)
	page[*participant.Page](g)
}

func TestCommentsOfAMeeting(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.meet(id)
	g.answerSelf("333333")
	g.typeText("3333333")
	g.press(fyne.KeyReturn)
	for i, note := range every[*widget.Field](g.top()) {
		g.window.Canvas().Focus(note.Input.(fyne.Focusable))
		g.typeText([]string{"Mår bättre", "Trivs"}[i])
	}
	g.shortcut(ctrl(fyne.KeyS))
	if saved := g.ratingsOnDisk(id); len(saved) != 2 || saved[0].Comment != "Mår bättre" || saved[1].Comment != "Trivs" {
		t.Errorf("the file has %+v", saved)
	}
}
