package ui

import (
	"context"
	"database/sql"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/meeting"
	"framsteg/app/ui/participant"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// may is the day of a meeting that was left long ago.
var may = skapa.DateOf(2026, 5, 4)

func init() {
	visits["meeting, older"] = func(g *given, _ skapa.ID) {
		g.showParticipants()
		id := g.addParticipant("H-1003", "2026-01-10")
		g.left(id, skapa.Self, may, 6, "")
		g.left(id, skapa.BySupervisor, today, 2, "")
		g.meet(id)
	}
	visits["meeting, waiting"] = func(g *given, id skapa.ID) { visits["meeting, older"](g, id); g.press(fyne.KeyReturn) }
	visits["meeting, beside"] = func(g *given, _ skapa.ID) {
		id := g.addParticipant("H-1003", "2026-01-10")
		g.ratedToday(id, skapa.Self, 3)
		g.left(id, skapa.Self, today, 0, "Ville hellre prata än fylla i, och det gjorde vi.")
		g.meet(id)
	}
	visits["meeting, doubled"] = func(g *given, _ skapa.ID) {
		id := g.addParticipant("H-1003", "2026-01-10")
		g.ratedToday(id, skapa.Self, 3)
		g.left(id, skapa.Self, today, 6, "")
		g.meet(id)
		g.shortcut(ctrl(fyne.KeyS))
	}
}

// left leaves a draft of a rater with so many answers.
func (g *given) left(id skapa.ID, r skapa.Rater, on skapa.Date, answers int, comment string) {
	g.Helper()
	a := skapa.Assessment{Participant: id, Rater: r, Date: on, Instrument: skapa.Version{Name: "skapa", Number: 1}, Answers: map[string]skapa.Step{}, Comment: comment}
	for _, item := range items(r)[:answers] {
		a.Answers[item] = 3
	}
	g.check(g.store.SaveDraft(context.Background(), a))
}

// drafts gives the days of the drafts in the file, the participant's first.
func (g *given) drafts(id skapa.ID) (days []skapa.Date) {
	g.Helper()
	for _, a := range must(g.onDisk().Drafts(context.Background(), id))(g.T) {
		days = append(days, a.Date)
	}
	return days
}

// dates gives the days of the ratings in the file by rater.
func (g *given) dates(id skapa.ID) map[skapa.Rater][]skapa.Date {
	g.Helper()
	all := map[skapa.Rater][]skapa.Date{}
	for _, a := range g.ratingsOnDisk(id) {
		all[a.Rater] = append(all[a.Rater], a.Date)
	}
	return all
}

// Answers that were left are saved of the day that the supervisor says.
func TestAnswersOfAnotherDay(t *testing.T) {
	for _, c := range []struct {
		name             string
		self, supervisor skapa.Date
		answer           string
		saved            map[skapa.Rater][]skapa.Date
		drafts           []skapa.Date
	}{
		{"gone on with", may, 0, "meeting.older.goOn", map[skapa.Rater][]skapa.Date{skapa.Self: {may}}, nil},
		{"moved", may, 0, "meeting.older.today", map[skapa.Rater][]skapa.Date{skapa.Self: {today}}, nil},
		{"apart, gone on with", may, today, "meeting.older.goOn", map[skapa.Rater][]skapa.Date{skapa.Self: {may}}, []skapa.Date{today}},
		{"apart, moved", may, today, "meeting.older.today", map[skapa.Rater][]skapa.Date{skapa.Self: {today}, skapa.BySupervisor: {today}}, nil},
		{"apart, the supervisor first", today, may, "meeting.older.goOn", map[skapa.Rater][]skapa.Date{skapa.BySupervisor: {may}}, []skapa.Date{today}},
		{"by a day", today.Add(-1), today, "meeting.older.goOn", map[skapa.Rater][]skapa.Date{skapa.Self: {today.Add(-1)}}, []skapa.Date{today}},
	} {
		t.Run(c.name, func(t *testing.T) {
			g := workspace(t)
			id := g.addParticipant("H-1001", "2026-01-10")
			first := c.self
			if c.self > 0 {
				g.left(id, skapa.Self, c.self, 6, "")
			}
			if c.supervisor > 0 {
				g.left(id, skapa.BySupervisor, c.supervisor, 7, "")
				first = min(first, c.supervisor)
			}
			g.meet(id)
			g.asked(g.text("meeting.older.text", words.Args{"Date": first}))
			g.tap(c.answer, words.Args{"Date": first})
			g.atStage(meeting.Start)
			g.unasked()
			g.shortcut(ctrl(fyne.KeyS))
			if g.window.Canvas().Overlays().Top() != nil {
				g.tap("meeting.save.anyway")
			}
			page[*participant.Page](g)
			got := g.dates(id)
			for _, r := range skapa.Raters {
				if !slices.Equal(got[r], c.saved[r]) {
					t.Errorf("the file has ratings of %v, not %v", got, c.saved)
				}
			}
			if left := g.drafts(id); !slices.Equal(left, c.drafts) {
				t.Errorf("the file has drafts of %v, not %v", left, c.drafts)
			}
		})
	}
}

// Old answers are thrown away alone, and only when that is meant.
func TestOldAnswersAreThrownAway(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.left(id, skapa.Self, may, 6, "")
	g.left(id, skapa.BySupervisor, today, 2, "")
	g.meet(id)
	g.press(fyne.KeyEscape)
	page[*participant.Page](g)
	g.meet(id)
	g.tap("meeting.discard")
	g.press(fyne.KeyEscape)
	if left := g.drafts(id); len(left) != 2 {
		t.Fatalf("thinking better of it leaves drafts of %v", left)
	}
	g.tap("meeting.discard")
	g.tap("meeting.discard")
	if left := g.drafts(id); !slices.Equal(left, []skapa.Date{today}) {
		t.Errorf("the file has drafts of %v", left)
	}
	g.meet(id)
	g.unasked()
}

// Yesterday's and today's meetings go on without a question.
func TestMeetingOfYesterdayGoesOn(t *testing.T) {
	for _, d := range []skapa.Date{today, today.Add(-1)} {
		g := workspace(t)
		id := g.addParticipant("H-1001", "2026-01-10")
		g.left(id, skapa.Self, d, 2, "")
		g.meet(id)
		g.unasked()
		if got := g.field("date").Input.(*widget.DateEntry).Text; got != d.String() {
			t.Errorf("the date is %s, not %v", got, d)
		}
	}
}

// Answers to another version of the questions are neither shown, changed nor
// thrown away; they come after this meeting.
func TestMeetingOfAnotherVersion(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.left(id, skapa.Self, today, 6, "")
	g.left(id, skapa.BySupervisor, today, 7, "")
	g.closeFile()
	db := must(sql.Open("sqlite", g.path))(t)
	for _, q := range []string{"INSERT INTO instrument SELECT name, 2, json_set(content, '$.version', 2) FROM instrument WHERE number = 1",
		"UPDATE draft SET number = 2 WHERE rater = 'supervisor'"} {
		must(db.Exec(q))(t)
	}
	g.check(db.Close())
	g.open(g.path)
	g.meet(id)
	g.unasked()
	g.sees(g.text("meeting.waits", words.Args{"Date": today}))
	if g.opensButton("meeting.begin.supervisor") || g.opensButton("meeting.goOn.supervisor") || g.opensButton("meeting.together") {
		t.Error("the supervisor can answer the other version over theirs")
	}
	g.shortcut(ctrl(fyne.KeyS))
	g.tap("meeting.save.anyway")
	if left := g.drafts(id); len(left) != 1 || len(g.draftOnDisk(id, skapa.BySupervisor)) != 7 {
		t.Fatalf("the file has drafts of %v", left)
	}
	g.meet(id)
	g.misses(g.text("meeting.waits", words.Args{"Date": today}))
	g.shortcut(ctrl(fyne.KeyS))
	g.tap("meeting.save.anyway")
	if saved := g.dates(id); len(saved[skapa.BySupervisor]) != 1 || len(g.drafts(id)) > 0 {
		t.Errorf("the file has ratings of %v and drafts of %v", saved, g.drafts(id))
	}
}

// A text without answers is not saved, and not lost by saving.
func TestTextWithoutAnswers(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.left(id, skapa.Self, today, 0, "Ville hellre prata.")
	g.left(id, skapa.BySupervisor, today, 7, "")
	g.meet(id)
	g.shortcut(ctrl(fyne.KeyS))
	g.asked(g.text("error.answers.comment"))
	g.press(fyne.KeyReturn)
	g.atStage(meeting.Start)
	if len(g.ratingsOnDisk(id)) > 0 || len(g.drafts(id)) != 2 {
		t.Errorf("the file has %d ratings and drafts of %v", len(g.ratingsOnDisk(id)), g.drafts(id))
	}
}

// A text that is left beside a saved rating is seen, and can be thrown away or
// used on another day.
func TestTextBesideASavedRating(t *testing.T) {
	g := workspace(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.ratedToday(id, skapa.Self, 4)
	g.left(id, skapa.Self, today, 0, "Ville hellre prata.")
	g.meet(id)
	g.sees(g.text("meeting.saved.beside", words.Args{"Text": "Ville hellre prata."}))
	g.tap("meeting.discard")
	g.tap("meeting.discard")
	page[*participant.Page](g)
	if left := g.drafts(id); len(left) > 0 || len(g.ratingsOnDisk(id)) != 1 {
		t.Errorf("the file has drafts of %v", left)
	}
}

// A date that is written and not taken over stays when the lock comes, and isn't
// lost without a question.
func TestWrittenDateIsKept(t *testing.T) {
	g := sealed(t)
	id := g.addParticipant("H-1001", "2026-01-10")
	g.left(id, skapa.BySupervisor, today, 2, "")
	g.meet(id)
	g.write("date", "2026-11-10")
	g.lock()
	g.unlockBy(passphrase)
	g.stands("date", "2026-11-10")
	g.press(fyne.KeyEscape)
	g.asked(g.text("leave.text"))
	g.press(fyne.KeyReturn)
	g.stands("date", "2026-11-10")
	g.tap("meeting.goOn.supervisor")
	if left := must(g.store.Drafts(context.Background(), id))(t); len(left) != 1 || left[0].Date != skapa.DateOf(2026, 11, 10) {
		t.Errorf("the drafts are %+v", left)
	}
	g.press(fyne.KeyEscape)
	g.press(fyne.KeyEscape)
	page[*participant.Page](g)
}

// What was saved elsewhere meanwhile is said, and either is kept.
func TestSavedElsewhereMeanwhile(t *testing.T) {
	for _, keep := range []bool{true, false} {
		g := workspace(t)
		id := g.addParticipant("H-1001", "2026-01-10")
		g.meet(id)
		g.answerSelf("333333")
		g.ratedToday(id, skapa.Self, 4)
		g.typeText("3333333")
		g.press(fyne.KeyReturn)
		g.shortcut(ctrl(fyne.KeyS))
		g.asked(g.text("meeting.doubled.self", words.Args{"Date": today}))
		want := map[skapa.Rater][]skapa.Date{skapa.Self: {today}, skapa.BySupervisor: {today}}
		if keep {
			g.tap("meeting.doubled.keep")
			g.atStage(meeting.Start)
			g.sees(g.text("meeting.saved.already"))
		} else {
			g.press(fyne.KeyReturn)
			g.press(fyne.KeyEscape)
			other := today.Add(-1)
			g.write("date", other.String())
			want = map[skapa.Rater][]skapa.Date{skapa.Self: {other, today}, skapa.BySupervisor: {other}}
		}
		g.shortcut(ctrl(fyne.KeyS))
		g.unasked()
		got := g.dates(id)
		for r := range want {
			if !slices.Equal(got[r], want[r]) {
				t.Errorf("keeping %v: the file has %v, not %v", keep, got, want)
			}
		}
		if saved := g.ratingsOnDisk(id); keep && saved[0].Answers[items(skapa.Self)[0]] != 4 {
			t.Errorf("the file has %v", saved[0].Answers)
		}
	}
}
