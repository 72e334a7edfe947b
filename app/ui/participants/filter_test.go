package participants

import (
	"slices"
	"strings"
	"testing"
	"time"

	"framsteg/store"
	"framsteg/store/skapa"
)

func day(n int) skapa.Date { return skapa.DateOf(2026, time.January, n) }

// caseload is five participants that differ in everything that is searched,
// filtered or sorted.
func caseload() []*entry {
	return entries([]store.Case{
		{Code: "H-2", Name: "Åsa Öberg", Team: "Ängelholm", Supervisor: "Örjan Ek", Start: day(3), LatestSelf: day(9)},
		{Code: "H-10", Name: "Zelda Zorn", Team: "Halmstad", Supervisor: "Anna Ek", Start: day(2), LatestSupervisor: day(20)},
		{Code: "H-1", Name: "", Team: "Halmstad", Supervisor: "", Start: day(4)},
		{Code: "Å-7", Name: "Ärla Åberg", Team: "", Supervisor: "Örjan Ek", Start: day(1), Finish: day(30), LatestSelf: day(5), LatestSupervisor: day(8)},
		{Code: "h-3", Name: "Östen Ek", Team: "Ängelholm", Supervisor: "anna berg", Start: day(3), Finish: day(31)},
	}, nil)
}

func codes(es []*entry) string {
	var all []string
	for _, e := range es {
		all = append(all, e.Code)
	}
	return strings.Join(all, " ")
}

func TestFilter(t *testing.T) {
	for name, c := range map[string]struct {
		filter Filter
		want   string
	}{
		"nothing":                     {Filter{State: Everybody}, "H-2 H-10 H-1 Å-7 h-3"},
		"active, as at first":         {Filter{}, "H-2 H-10 H-1"},
		"finished":                    {Filter{State: FinishedOnly}, "Å-7 h-3"},
		"a code in another case":      {Filter{State: Everybody, Text: "H-3"}, "h-3"},
		"a part of codes":             {Filter{State: Everybody, Text: "h-1"}, "H-10 H-1"},
		"a name, å ä ö in other case": {Filter{State: Everybody, Text: "ÖSTEN"}, "h-3"},
		"a name":                      {Filter{State: Everybody, Text: "åsa"}, "H-2"},
		"a team":                      {Filter{State: Everybody, Text: "ÄNGEL"}, "H-2 h-3"},
		"a supervisor":                {Filter{State: Everybody, Text: "ÖRJAN"}, "H-2 Å-7"},
		"words of different columns":  {Filter{State: Everybody, Text: " ek  halmstad "}, "H-10"},
		"every word must be there":    {Filter{State: Everybody, Text: "ek öberg zorn"}, ""},
		"o is not ö":                  {Filter{State: Everybody, Text: "osten"}, ""},
		"across columns is no match":  {Filter{State: Everybody, Text: "h-2åsa"}, ""},
		"a team that is chosen":       {Filter{State: Everybody, Team: "Halmstad"}, "H-10 H-1"},
		"a supervisor that is chosen": {Filter{State: Everybody, Supervisor: "Örjan Ek"}, "H-2 Å-7"},
		"all at once":                 {Filter{State: ActiveOnly, Supervisor: "Örjan Ek", Team: "Ängelholm", Text: "öb"}, "H-2"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := codes(c.filter.apply(caseload())); got != c.want {
				t.Errorf("%+v gives %q, want %q", c.filter, got, c.want)
			}
		})
	}
}

func TestOrder(t *testing.T) {
	for name, c := range map[string]struct {
		column   Column
		up, down string
	}{
		"code: by number, å after h":            {ByCode, "H-1 H-2 h-3 H-10 Å-7", "Å-7 H-10 h-3 H-2 H-1"},
		"name: z, å, ä, ö":                      {ByName, "H-1 H-10 H-2 Å-7 h-3", "h-3 Å-7 H-2 H-10 H-1"},
		"team, of one by code":                  {ByTeam, "Å-7 H-1 H-10 H-2 h-3", "H-2 h-3 H-1 H-10 Å-7"},
		"supervisor, whatever the case":         {BySupervisor, "H-1 h-3 H-10 H-2 Å-7", "H-2 Å-7 H-10 h-3 H-1"},
		"start, of one day by code":             {ByStart, "Å-7 H-10 H-2 h-3 H-1", "H-1 H-2 h-3 H-10 Å-7"},
		"latest of both raters, never is first": {ByLatest, "H-1 h-3 Å-7 H-2 H-10", "H-10 H-2 Å-7 H-1 h-3"},
	} {
		t.Run(name, func(t *testing.T) {
			es := caseload()
			Order{Column: c.column}.sort(es)
			if got := codes(es); got != c.up {
				t.Errorf("upwards %q, want %q", got, c.up)
			}
			Order{Column: c.column, Descending: true}.sort(es)
			if got := codes(es); got != c.down {
				t.Errorf("downwards %q, want %q", got, c.down)
			}
		})
	}
}

func TestChoices(t *testing.T) {
	got := choices(caseload(), func(e *entry) string { return e.Supervisor })
	if want := []string{"anna berg", "Anna Ek", "Örjan Ek"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
