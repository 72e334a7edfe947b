package overview_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"framsteg/app/overview"
	"framsteg/app/progress/cohort"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// What a change needs to be certain is said as it was used: a rater who is asked
// about other areas than all six has another mean.
func TestCertainIsDefinedAsItIsUsed(t *testing.T) {
	r := given()
	in := &r.Instrument
	in.Items = slices.Clone(in.Items)
	for i, item := range in.Items {
		if item.Area == skapa.Health {
			in.Items[i].Question = map[skapa.Rater]skapa.Text{skapa.Self: item.Question[skapa.Self]}
		}
	}
	for rater, want := range map[skapa.Rater]string{
		"": "0,87 (deltagarens skattningar) eller 1,67 (handledarens) i medel", skapa.Self: "eller 0,87 i medel", skapa.BySupervisor: "eller 1,67 i medel",
	} {
		terms := fmt.Sprint(overview.Of(overview.Only(r, rater), naming, words.In("sv")).Terms)
		if !strings.Contains(terms, want) {
			t.Errorf("%q: no %q", rater, want)
		}
	}
}

// What has no name is called by keys that no name makes, and comes last.
func TestNoNameIsTakenForNone(t *testing.T) {
	names := []string{"others", "unrecorded", "=others", "Halmstad (2)", "Halmstad", "Halmstad"}
	r, naming := given(), naming
	naming.Teams = map[skapa.ID]string{}
	teams := parts("")
	for i, name := range names {
		id := skapa.ID{9, byte(i)}
		naming.Teams[id] = name
		teams = append(teams, cohort.Part{Key: id.String()})
	}
	r.Breakdowns[2].Parts = append(teams, cohort.Part{Key: cohort.Others})
	r.Breakdowns[3].Parts = parts("unrecorded", "", cohort.Others, "=unrecorded")
	r.Combinations[0].Rows = append(r.Combinations[0].Rows, cohort.Combination{Others: true})
	d := overview.Of(r, naming, words.In("sv"))
	seen := map[string]bool{}
	cells(d, func(_ overview.Table, row overview.Row, _ int, c overview.Cell) {
		if seen[c.Key] {
			t.Errorf("%s twice", c.Key)
		}
		seen[c.Key] = true
	})
	for key, want := range map[string][]string{
		"who.team":          {"Andra team", "Inget team"},
		"who.municipality":  {"Andra kommuner", "Inte angivet"},
		"combinations.self": {"Arbete + Hälsa", "Andra kombinationer"},
	} {
		for _, s := range d.Sections {
			for _, table := range s.Tables {
				if n := len(table.Rows) - 2; table.Key == key && (table.Rows[n].Name != want[0] || table.Rows[n+1].Name != want[1]) {
					t.Errorf("%s ends with %q, %q", key, table.Rows[n].Name, table.Rows[n+1].Name)
				}
			}
		}
	}
}

// The newest month is first, and what was before those that are told one by one is
// the last row, with a sentence that says from when.
func TestMonthsBeginWithTheNewest(t *testing.T) {
	r := given()
	r.Months[0].Earlier = true
	d := overview.Of(r, naming, words.In("sv"))
	i := slices.IndexFunc(d.Sections, func(s overview.Section) bool { return s.Key == "flow" })
	rows := d.Sections[i].Tables[0].Rows
	if rows[0].Name != "November 2026" || rows[2].Name != "Till och med sep 2026" || rows[2].Cells[0].Key != "flow.earlier.in" {
		t.Errorf("%q, then %q, %s", rows[0].Name, rows[2].Name, rows[2].Cells[0].Key)
	}
	if said := strings.Join(d.Sections[i].Intro, " "); !strings.Contains(said, "från och med okt 2026") {
		t.Errorf("it says %q", said)
	}
}
