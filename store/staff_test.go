package store

import (
	"slices"
	"testing"

	"framsteg/store/skapa"
)

func TestNamedFindsOrMakes(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	first, err := b.TeamNamed(ctx, "Östra teamet")
	must(t, err)
	b.writesNothing(func() {
		second, err := b.TeamNamed(ctx, " östra TEAMET")
		must(t, err)
		if second != first {
			t.Errorf("%+v is not %+v", second, first)
		}
	})
	author, err := b.SupervisorNamed(ctx, "anna åkesson")
	must(t, err)
	all, err := b.Supervisors(ctx)
	must(t, err)
	if len(all) != 1 || author.Name != anna.Supervisor {
		t.Errorf("the author twice: %+v", all)
	}
}

func TestNamesAreUsedOnceAndSortedInSwedish(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	for _, name := range []string{"Öst", "Ale", "Äspö", "Åre", "Zon"} {
		_, err := b.SaveTeam(ctx, skapa.Team{Name: name})
		must(t, err)
	}
	teams, err := b.Teams(ctx)
	must(t, err)
	var names []string
	for _, team := range teams {
		names = append(names, team.Name)
	}
	if want := []string{"Ale", "Halmstad", "Zon", "Åre", "Äspö", "Öst"}; !slices.Equal(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
	_, err = b.SaveTeam(ctx, skapa.Team{Name: "öst"})
	wantProblem(t, err, "error.name.used")
	_, err = b.SaveTeam(ctx, skapa.Team{ID: teams[0].ID, Name: "Ale nya"})
	must(t, err)
	_, err = b.SaveTeam(ctx, skapa.Team{})
	wantInvalid(t, err, "name", "error.required.name")
}

func TestAuthorIsEnteredByTheFirstWrite(t *testing.T) {
	b := newBench(t)
	ctx := t.Context()
	if all, err := b.Supervisors(ctx); err != nil || len(all) > 0 {
		t.Fatalf("opening entered %v, %v", all, err)
	}
	b.participant("H-1")
	b.Sign(Author{Supervisor: "Bo", Team: "Hylte"})
	b.participant("H-2")
	b.Sign(anna)
	b.participant("H-3")
	supervisors, err := b.Supervisors(ctx)
	must(t, err)
	teams, err := b.Teams(ctx)
	must(t, err)
	if len(supervisors) != 2 || len(teams) != 2 {
		t.Errorf("%+v and %+v, want two of each", supervisors, teams)
	}
	b.Sign(Author{})
	b.writesNothing(func() {
		_, err := b.SaveParticipant(ctx, skapa.Participant{Code: "H-4", Start: date("2026-01-01")})
		wantProblem(t, err, "error.author")
	})
}
