package ui

import (
	"context"
	"maps"
	"testing"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/settings"
	"framsteg/store/skapa"
)

func init() {
	visits["settings, places"] = func(g *given, _ skapa.ID) {
		ctx := context.Background()
		must(g.store.SaveTeam(ctx, skapa.Team{Name: "Laholm"}))(g.T)
		long := must(g.store.SaveTeam(ctx, skapa.Team{Name: "Kungsbacka och norra delarna av kommunerna runt omkring, vuxna och unga"}))(g.T)
		must(g.store.SaveTeam(ctx, skapa.Team{Name: "Hylte"}))(g.T)
		g.showSettings()
		g.write("places "+long.ID.String(), "många")
		g.press(fyne.KeyReturn)
	}
}

// How many each team plans to have is entered among the settings, by team.
func TestPlacesOfTeams(t *testing.T) {
	g := workspace(t)
	ctx := context.Background()
	one := must(g.store.SaveTeam(ctx, skapa.Team{Name: "Laholm"}))(t)
	other := must(g.store.SaveTeam(ctx, skapa.Team{Name: "Hylte"}))(t)
	field := func(team skapa.Team) string { return "places " + team.ID.String() }
	saved := func(want map[skapa.ID]int) {
		t.Helper()
		if got := must(g.onDisk().Places(ctx))(t); !maps.Equal(got, want) {
			t.Errorf("the file has %v, want %v", got, want)
		}
	}
	g.showSettings()
	g.sees("Laholm")
	for _, wrong := range []string{"fyra", "-1", "100001"} {
		g.write(field(one), wrong)
		g.press(fyne.KeyReturn)
		if g.said(field(one)) == "" {
			t.Errorf("nothing is said of %s", wrong)
		}
		g.focusedIs(field(one))
		saved(nil)
	}
	g.write(field(one), " 40 ")
	g.write(field(other), "25")
	g.asksBeforeLeaving()
	g.press(fyne.KeyReturn)
	saved(map[skapa.ID]int{one.ID: 40, other.ID: 25})
	g.sees(g.text("settings.saved"))
	if page[*settings.Page](g).Dirty() {
		t.Error("leaving would ask")
	}
	g.showSettings()
	g.stands(field(one), "40")
	g.write(field(other), "")
	g.press(fyne.KeyReturn)
	saved(map[skapa.ID]int{one.ID: 40})
	g.undo()
	g.stands(field(other), "25")
	saved(map[skapa.ID]int{one.ID: 40, other.ID: 25})
}
