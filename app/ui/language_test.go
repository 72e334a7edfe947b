package ui

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/assessment"
	"framsteg/app/ui/look"
	"framsteg/app/ui/meeting"
	"framsteg/app/ui/participant"
	"framsteg/app/ui/participants"
	"framsteg/app/ui/welcome"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// The one test that reads literal texts: both languages are really shown.
func TestSwedishAndEnglish(t *testing.T) {
	g := workspace(t)
	for lang, want := range map[string][]string{
		"sv": {"Deltagare", "Ny deltagare", "Handledare", "Senast skattad", "Sparat"},
		"en": {"Participants", "New participant", "Supervisor", "Last rated", "Saved"},
	} {
		g.tapLanguage(lang)
		for _, text := range want {
			g.sees(text)
		}
		if got, want := g.window.MainMenu().Items[0].Label, map[string]string{"sv": "Arkiv", "en": "File"}[lang]; got != want {
			t.Errorf("the menu begins with %q, want %q", got, want)
		}
	}
}

// differing are the keys whose text is not the same in both languages.
func differing(keys ...string) []string {
	return slices.DeleteFunc(keys, func(key string) bool { return words.In("sv").T(key) == words.In("en").T(key) })
}

func TestLanguageKeepsThePage(t *testing.T) {
	for name, c := range map[string]struct {
		visit func(*given, skapa.ID)
		is    func(*given) bool
		keys  []string
	}{
		"welcome":       {func(g *given, _ skapa.ID) { g.shortcut(ctrl(fyne.KeyW)) }, is[*welcome.Page], []string{"welcome.who", "welcome.new", "welcome.lead", "welcome.name"}},
		"the list":      {func(g *given, _ skapa.ID) { g.shortcut(ctrl(fyne.KeyF)) }, is[*participants.List], []string{"participants.title", "participants.column.latest", "participants.new"}},
		"a participant": {func(*given, skapa.ID) {}, is[*participant.Page], []string{"participant.ratings", "participant.activities", "participant.noOngoing"}},
		"a rating":      {func(g *given, _ skapa.ID) { g.shortcut(ctrl(fyne.KeyR)) }, is[*meeting.Page], []string{"meeting.begin.self", "meeting.date", "rater.supervisor"}},
		"a saved rating": {func(g *given, id skapa.ID) {
			g.rateAll(id, skapa.Self, "3")
			g.shortcut(ctrl(fyne.KeyT))
			g.press(fyne.KeyReturn)
		}, is[*assessment.View], []string{"assessment.correct", "assessment.delete"}},
		"a participation": {func(g *given, _ skapa.ID) { g.shortcut(ctrl(fyne.KeyI)) }, is[*participant.ParticipationForm], []string{"participation.field.activity", "participation.hint.activity", "status.ongoing"}},
		"an edit":         {func(g *given, _ skapa.ID) { g.shortcut(ctrl(fyne.KeyE)) }, is[*participant.Form], []string{"participant.field.code", "participant.hint.name", "save"}},
	} {
		t.Run(name, func(t *testing.T) {
			g := workspace(t)
			c.visit(g, g.addParticipant("H-1001", "2026-01-10"))
			if !c.is(g) {
				t.Fatalf("the page is a %T", g.current)
			}
			for _, lang := range []string{"en", "sv"} {
				g.tapLanguage(lang)
				if !c.is(g) {
					t.Fatalf("in %s the page is a %T", lang, g.current)
				}
				other := words.In(map[string]string{"sv": "en", "en": "sv"}[lang])
				for _, key := range differing(c.keys...) {
					g.sees(g.text(key))
					if slices.Contains(g.shown(), other.T(key)) {
						t.Errorf("in %s it still says %q", lang, other.T(key))
					}
				}
				if !strings.Contains(g.window.Title(), "Framsteg") {
					t.Errorf("the window is titled %q", g.window.Title())
				}
				if key := "menu.participant.new"; g.menuItem(func(i *fyne.MenuItem) bool { return i.Label == g.text(key) }) == nil {
					t.Errorf("in %s the menu has no %q", lang, g.text(key))
				}
			}
		})
	}
}

func is[P any](g *given) bool { _, is := g.current.(P); return is }

func TestLanguageAndLookAreKept(t *testing.T) {
	g := workspace(t)
	g.tapLanguage("en")
	g.menu("theme.dark")
	if !look.IsDark() {
		t.Error("the window is not dark")
	}
	g.closeStore()

	g.restart(g.app)
	page[*welcome.Page](g)
	g.sees(words.In("en").T("welcome.who"))
	if !look.IsDark() {
		t.Error("the next window is not dark")
	}
	if !g.menuItem(func(i *fyne.MenuItem) bool { return i.Label == g.text("theme.dark") }).Checked {
		t.Error("the menu doesn't mark the look")
	}
	g.menu("theme.light")
	if look.IsDark() {
		t.Error("the window stays dark")
	}
}

// A preference that another version or a hand wrote is no reason to fail.
func TestUnknownPreferences(t *testing.T) {
	g := start(t)
	g.prefs.SetString(prefTheme, "sepia")
	g.prefs.SetString(prefLang, "kl")
	g.prefs.SetString(prefDevice, "Åsas dator")
	g.prefs.SetFloat(prefWidth, -3)
	g.restart(g.app)
	g.sees(words.In("sv").T("welcome.who"))
	if g.prefs.mode() != look.AsSystem || g.prefs.device().IsZero() || g.prefs.size().Width < minWidth {
		t.Errorf("%v, %v, %v", g.prefs.mode(), g.prefs.device(), g.prefs.size())
	}
}

func TestNoParticipantInThePreferences(t *testing.T) {
	g := workspace(t)
	g.shortcut(ctrl(fyne.KeyN))
	g.typeText("H-1001")
	g.write("name", "Åke Ärlig")
	g.write("birthYear", "1987")
	g.write("municipality", "Falkenberg")
	g.write("supervisor", "Örjan Ek")
	g.press(fyne.KeyReturn)
	id := page[*participant.Page](g).Participant().ID
	g.startRating(id, skapa.BySupervisor)
	g.typeText("3333331")
	g.write("raising", "Sover dåligt.")
	g.shortcut(ctrl(fyne.KeyS))
	g.shortcut(ctrl(fyne.KeyS))
	g.tap("meeting.save.anyway")
	g.addParticipation("Rehabkurs", "category.health", "2026-02-01")
	g.press(fyne.KeyEscape)
	g.typeText("Ärlig") // a search
	g.tapLanguage("en")
	g.menu("theme.dark")
	g.close()

	dump := g.dumpPreferences()
	if !strings.Contains(dump, author.Supervisor) || !strings.Contains(dump, "en") {
		t.Fatalf("the preferences are %s", dump)
	}
	for _, personal := range []string{"H-1001", "Ärlig", "Åke", "1987", "Falkenberg", "Örjan", "dåligt", "Rehab", id.String()} {
		if strings.Contains(dump, personal) {
			t.Errorf("the preferences have %q: %s", personal, dump)
		}
	}
}

// dumpPreferences gives all that this computer remembers.
func (g *given) dumpPreferences() (dump string) {
	g.Helper()
	reader, can := g.app.Preferences().(interface{ ReadValues(func(map[string]any)) })
	if !can {
		g.Fatal("preferences that can't be read")
	}
	reader.ReadValues(func(values map[string]any) { dump = fmt.Sprintf("%v", values) })
	return dump
}
