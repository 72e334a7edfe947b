package ui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/meeting"
	"framsteg/app/ui/participant"
	"framsteg/app/ui/participants"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// addParticipant adds a participant by keyboard; their page is open then.
func (g *given) addParticipant(code, start string) skapa.ID {
	g.Helper()
	g.shortcut(ctrl(fyne.KeyN))
	g.typeText(code)
	g.write("start", start)
	g.press(fyne.KeyReturn)
	return page[*participant.Page](g).Participant().ID
}

// startRating opens the questions of a rater in a meeting with a participant.
func (g *given) startRating(id skapa.ID, r skapa.Rater) *meeting.Page {
	g.Helper()
	m := g.meet(id)
	for _, begin := range []string{"meeting.begin.", "meeting.goOn."} {
		if g.opensButton(begin + string(r)) {
			g.tap(begin + string(r))
		}
	}
	return m
}

// rateAll saves a meeting of today in which a rater gives all items one step.
func (g *given) rateAll(id skapa.ID, r skapa.Rater, step string) {
	g.Helper()
	g.rateAs(id, r, strings.Repeat(step, len(items(r))))
}

func TestNewParticipantByKeyboard(t *testing.T) {
	g := workspace(t)
	if g.focusedField() != "" {
		t.Fatal("the list has a field")
	}
	g.shortcut(ctrl(fyne.KeyN))
	if got := g.focusedField(); got != "code" {
		t.Fatalf("the form opens at %q", got)
	}
	g.typeText("H-1001")
	g.press(fyne.KeyTab)
	g.typeText("Åke Ärlig-Öberg")
	g.press(fyne.KeyTab)
	g.press(fyne.KeyTab) // no personnummer
	g.typeText("1990")
	g.press(fyne.KeyTab)
	g.press(fyne.KeyRight) // from not recorded to the first sex
	g.press(fyne.KeyTab)
	g.typeText("Ängelholm")
	g.write("start", "10/1 2026")
	g.press(fyne.KeyReturn)

	g.unasked()
	shown := page[*participant.Page](g).Participant()
	kept := g.saidOnDisk("H-1001")
	if kept != shown {
		t.Errorf("the page shows %+v, the file has %+v", shown, kept)
	}
	want := skapa.Participant{
		ID: kept.ID, Code: "H-1001", Name: "Åke Ärlig-Öberg", BirthYear: 1990, Sex: skapa.Woman, Municipality: "Ängelholm",
		Team: kept.Team, Supervisor: kept.Supervisor, Start: skapa.DateOf(2026, 1, 10), Since: skapa.DateOf(2026, 1, 10), Entered: skapa.DateOf(2026, 1, 10),
	}
	if kept != want {
		t.Errorf("the file has\n%+v, want\n%+v", kept, want)
	}
	for _, text := range []string{"H-1001  Åke Ärlig-Öberg", "Ängelholm", author.Supervisor, author.Team, g.text("participant.saved")} {
		g.sees(text)
	}
	g.press(fyne.KeyEscape)
	page[*participants.List](g)
	g.sees("Åke Ärlig-Öberg")
}

// Neither a team nor a supervisor is required of a participant.
func TestNewParticipantWithNobody(t *testing.T) {
	for _, empty := range [][]string{{"team"}, {"supervisor"}, {"team", "supervisor"}} {
		t.Run(strings.Join(empty, "+"), func(t *testing.T) {
			g := workspace(t)
			g.shortcut(ctrl(fyne.KeyN))
			g.typeText("H-1001")
			for _, field := range empty {
				g.write(field, "")
			}
			g.press(fyne.KeyReturn)
			page[*participant.Page](g)
			kept := g.saidOnDisk("H-1001")
			for _, field := range empty {
				if field == "team" && !kept.Team.IsZero() || field == "supervisor" && !kept.Supervisor.IsZero() {
					t.Errorf("a %s came from nowhere", field)
				}
			}
		})
	}
}

func TestRefusedParticipant(t *testing.T) {
	finding := func(key string, args words.Args) func(*given) string {
		return func(g *given) string { return g.text(key, args) }
	}
	for name, c := range map[string]struct {
		field, text string
		want        func(*given) string
	}{
		"no code":            {"code", "", finding("error.required.code", nil)},
		"a code of another":  {"code", "h-1001", finding("error.code.used", words.Args{"Code": "h-1001"})},
		"a long code":        {"code", strings.Repeat("ö", 41), finding("error.tooLong", words.Args{"Max": 40, "Length": 41})},
		"no year":            {"birthYear", "nittio", finding("error.birthYear", words.Args{"First": 1900, "Last": 2026})},
		"an unborn":          {"birthYear", "2027", finding("error.birthYear", words.Args{"First": 1900, "Last": 2026})},
		"a start to come":    {"start", "2026-11-22", finding("error.date.future", words.Args{"Date": "2026-11-22"})},
		"no start":           {"start", "", finding("error.required.start", nil)},
		"an unreadable date": {"start", "31/2", finding("error.date.unreadable", words.Args{"Text": "31/2"})},
	} {
		t.Run(name, func(t *testing.T) {
			g := workspace(t)
			g.addParticipant("H-1001", "2026-01-10")
			g.shortcut(ctrl(fyne.KeyN))
			g.typeText("H-1002")
			g.write(c.field, c.text)
			g.write("name", "Östen")
			g.press(fyne.KeyReturn)

			page[*participant.Form](g)
			g.unasked()
			if got, want := g.said(c.field), c.want(g); got != want {
				t.Errorf("it says %q, want %q", got, want)
			}
			if got := g.focusedField(); got != c.field {
				t.Errorf("the focus is at %q", got)
			}
			g.sees("Östen")
			if n := len(must(g.onDisk().Caseload(context.Background()))(t)); n != 1 {
				t.Errorf("the file has %d participants", n)
			}
		})
	}
}

func TestUnusualAgeIsAsked(t *testing.T) {
	for birthYear, age := range map[string]int{"2011": 15, "1956": 70} {
		t.Run(birthYear, func(t *testing.T) {
			g := workspace(t)
			g.shortcut(ctrl(fyne.KeyN))
			g.typeText("H-1001")
			g.write("birthYear", birthYear)
			g.press(fyne.KeyReturn)
			warning := g.text("warning.age", words.Args{"Age": age, "Min": 16, "Max": 64})
			g.asked(warning)
			g.press(fyne.KeyEscape)
			page[*participant.Form](g)
			if got := g.said("birthYear"); got != warning {
				t.Errorf("the field says %q", got)
			}

			g.press(fyne.KeyReturn)
			g.tap("participant.warning.save")
			page[*participant.Page](g)
			if kept := g.saidOnDisk("H-1001"); kept.BirthYear != 2026-age {
				t.Errorf("the file has %d", kept.BirthYear)
			}
		})
	}
}

func TestUnsavedFormAsks(t *testing.T) {
	g := workspace(t)
	g.shortcut(ctrl(fyne.KeyN))
	g.press(fyne.KeyEscape)
	page[*participants.List](g) // nothing was written, nothing is asked

	g.shortcut(ctrl(fyne.KeyN))
	g.typeText("H-1001")
	g.press(fyne.KeyEscape)
	g.asked(g.text("leave.text"))
	g.press(fyne.KeyEscape)
	g.unasked()
	page[*participant.Form](g)
	if got := g.focusedField(); got != "code" {
		t.Errorf("staying puts the focus at %q", got)
	}
	g.sees("H-1001")

	for name, leave := range map[string]func(){
		"cancel":       func() { g.tap("cancel") },
		"the list":     func() { g.shortcut(ctrl(fyne.KeyF)) },
		"another file": func() { g.shortcut(ctrl(fyne.KeyW)) },
		"the language": func() { g.tapLanguage("en") },
		"the window":   g.close,
	} {
		leave()
		g.asked(g.text("leave.text"))
		g.press(fyne.KeyReturn) // the answer that has the focus loses nothing
		g.unasked()
		page[*participant.Form](g)
		if t.Failed() {
			t.Fatal(name)
		}
	}

	g.press(fyne.KeyEscape)
	g.tap("leave.go")
	page[*participants.List](g)
	if n := len(must(g.onDisk().Caseload(context.Background()))(t)); n != 0 {
		t.Errorf("the file has %d participants", n)
	}
}

// tapLanguage chooses a language in the menu.
func (g *given) tapLanguage(lang string) {
	g.Helper()
	name := words.In(lang).T("language")
	g.do(func(i *fyne.MenuItem) bool { return i.Label == name }, name)
}
