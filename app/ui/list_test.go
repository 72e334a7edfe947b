package ui

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/participant"
	"framsteg/app/ui/participants"
	"framsteg/app/ui/widget"
	"framsteg/store/skapa"
)

// peopled gives a workspace with participants H-1001 … of two teams, with the
// list open.
func peopled(t *testing.T, n int) *given {
	t.Helper()
	g := workspace(t)
	ctx := context.Background()
	g.check(g.store.Batch(ctx, func(ctx context.Context) error {
		var teams []skapa.Team
		for _, name := range []string{"Halmstad", "Ängelholm"} {
			teams = append(teams, must(g.store.TeamNamed(ctx, name))(t))
		}
		for i := range n {
			p := skapa.Participant{Code: fmt.Sprintf("H-%d", 1001+i), Name: fmt.Sprintf("Åke %c", 'A'+i%26), Team: teams[i%2].ID, Start: skapa.DateOf(2026, 1, 10)}
			p = must(g.store.SaveParticipant(ctx, p))(t)
			if i%5 == 4 {
				exit := skapa.Period{ID: p.ID, Participant: p.ID, Start: p.Start, Finish: skapa.DateOf(2026, 10, 1), Result: skapa.Result{Outcome: skapa.ToWork}}
				must(g.store.SaveExit(ctx, exit))(t)
			}
		}
		return nil
	}))
	return g
}

// listed gives the codes in the list, in order.
func (g *given) listed() string {
	g.Helper()
	page[*participants.List](g)
	table := every[*widget.Table](g.top())[0]
	var codes []string
	for row := range table.Length() {
		codes = append(codes, table.Cell(row, int(participants.ByCode)))
	}
	return strings.Join(codes, " ")
}

// choices are the filters of the list: team, supervisor and state.
func (g *given) choices() []*widget.Choice { return every[*widget.Choice](g.top()) }

func TestSearchAsYouType(t *testing.T) {
	g := peopled(t, 10)
	for _, c := range []struct{ typed, want string }{
		{"", "H-1001 H-1002 H-1003 H-1004 H-1006 H-1007 H-1008 H-1009"},
		{"ÄNGEL", "H-1002 H-1004 H-1006 H-1008"}, // a team
		{" h", "H-1002 H-1004 H-1006 H-1008"},
		{"-1004", "H-1004"},
	} {
		g.typeText(c.typed)
		if got := g.listed(); got != c.want {
			t.Errorf("after %q: %q, want %q", c.typed, got, c.want)
		}
	}
	g.sees(g.words.N("participants.count", 1))
	g.press(fyne.KeyReturn)
	if got := page[*participant.Page](g).Participant().Code; got != "H-1004" {
		t.Errorf("Enter opens %s", got)
	}
}

func TestListByKeyboard(t *testing.T) {
	g := peopled(t, 10)
	g.press(fyne.KeyDown) // from the search into the list
	g.press(fyne.KeyDown)
	g.press(fyne.KeyReturn)
	if got := page[*participant.Page](g).Participant().Code; got != "H-1002" {
		t.Errorf("Enter opens %s", got)
	}
	g.press(fyne.KeyEscape)
	page[*participants.List](g)
	g.press(fyne.KeyTab)
	g.shortcut(ctrl(fyne.KeyF))
	g.typeText("1003")
	if got := g.listed(); got != "H-1003" {
		t.Errorf("after Ctrl+F and 1003: %q", got)
	}
}

func TestListFilters(t *testing.T) {
	g := peopled(t, 10)
	team, state := g.choices()[0], g.choices()[2]
	team.SetSelected("Ängelholm")
	if got, want := g.listed(), "H-1002 H-1004 H-1006 H-1008"; got != want {
		t.Errorf("a team: %q", got)
	}
	state.SetSelectedIndex(int(participants.FinishedOnly))
	if got, want := g.listed(), "H-1010"; got != want {
		t.Errorf("finished in a team: %q", got)
	}
	team.SetSelectedIndex(0)
	if got, want := g.listed(), "H-1005 H-1010"; got != want {
		t.Errorf("finished: %q", got)
	}
}

func TestListKeepsItsPlace(t *testing.T) {
	for name, leave := range map[string]func(g *given){
		"a participant":   func(g *given) { every[*widget.Table](g.top())[0].OnOpen(30) },
		"a new one":       func(g *given) { g.shortcut(ctrl(fyne.KeyN)) },
		"a new one again": func(g *given) { g.tap("participants.new") },
	} {
		t.Run(name, func(t *testing.T) {
			g := peopled(t, 120)
			g.typeText("h-")
			g.choices()[2].SetSelectedIndex(int(participants.Everybody))
			table := every[*widget.Table](g.top())[0]
			table.OnSort(int(participants.ByStart))
			table.OnSort(int(participants.ByStart))
			table.ScrollTo(700)
			before := g.listed()

			leave(g)
			g.press(fyne.KeyEscape)
			if got := g.listed(); got != before {
				t.Errorf("the order was %.40q and is %.40q", before, got)
			}
			if got := every[*widget.Table](g.top())[0].Offset(); got != 700 {
				t.Errorf("scrolled by %v, it was 700", got)
			}
			g.sees("h-")
			if got := g.choices()[2].SelectedIndex(); got != int(participants.Everybody) {
				t.Errorf("the state is %d", got)
			}

			g.tapLanguage("en")
			if got := g.listed(); got != before {
				t.Errorf("in English the order is %.40q", got)
			}
			g.sees("h-")
		})
	}
}

func TestEmptyList(t *testing.T) {
	g := workspace(t)
	g.sees(g.text("participants.none"))
	g.typeText("x")
	g.sees(g.text("participants.none")) // whatever is searched
	g.press(fyne.KeyBackspace)
	g.tap("participants.new")
	page[*participant.Form](g)
	g.press(fyne.KeyEscape)

	g.addParticipant("H-1001", "2026-01-10")
	g.press(fyne.KeyEscape)
	g.misses(g.text("participants.none"))
	g.typeText("xyz")
	g.sees(g.text("participants.noneFound"))
	g.tap("participants.showAll")
	if got := g.listed(); got != "H-1001" {
		t.Errorf("all are %q", got)
	}
	g.misses(g.text("participants.noneFound"))
}

func TestListThatCannotBeRead(t *testing.T) {
	g := peopled(t, 3)
	list := page[*participants.List](g)
	whole := list.Store
	broken := g.onDisk()
	g.check(broken.Close())
	list.Store = broken
	list.Reload()
	_, reason := broken.Caseload(context.Background())
	g.sees(g.words.Sentence(reason))
	g.misses(g.text("participants.none"))
	g.misses(g.text("participants.noneFound"))

	list.Store = whole
	g.tap("retry")
	if got := g.listed(); got != "H-1001 H-1002 H-1003" {
		t.Errorf("after the retry: %q", got)
	}
}
