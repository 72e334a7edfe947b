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

// leftOut gives how many hidden numbers are in rows that show none, of those who began
// on a step and of combinations.
func leftOut(r cohort.Report) (numbers int) {
	for _, b := range r.Blocks {
		for _, l := range b.ByStart {
			if l.Pairs.Hidden && l.Improved.Hidden && l.Same.Hidden && l.Worsened.Hidden {
				numbers += 5 // and the share
			}
		}
	}
	for _, c := range r.Combinations {
		for _, row := range c.Rows {
			n := 3
			for _, s := range []cohort.Stat{row.Change.Mean, row.Change.Low, row.Change.High} {
				if s.Hidden {
					n++
				} else if s.Known {
					n = -100
				}
			}
			if row.Pairs.Hidden && row.Improved.Hidden && n > 0 {
				numbers += n
			}
		}
	}
	return numbers
}

// Rows of which nothing is shown are not in a table that shows anything, and a sentence
// says how many they are.
func TestRowsThatShowNothingAreLeftOut(t *testing.T) {
	r := given()
	health := slices.IndexFunc(r.Blocks, func(b cohort.Block) bool { return b.Area == skapa.Health && b.Rater == skapa.Self })
	for i := range 2 {
		l := &r.Blocks[health].ByStart[i]
		l.Pairs, l.Improved, l.Same, l.Worsened = hidden, hidden, hidden, hidden
	}
	r.Blocks[health].ByStart[2].Pairs = hidden
	note, rows := "", 0
	d := overview.Of(r, naming, words.In("sv"))
	for _, s := range d.Sections {
		for _, table := range s.Tables {
			if table.Key == "start.self" {
				note, rows = table.Note, len(table.Rows)
			}
		}
	}
	if rows != 6*5-2 || note != "2 rader är inte med: alla tal i dem är dolda." {
		t.Errorf("%d rows, %q", rows, note)
	}
	if !strings.HasPrefix(d.Hidden[0], "12 siffror") { // 5 and 5, and of the third row two
		t.Errorf("%q", d.Hidden)
	}
}

// Of one rater a document holds nothing of the other.
func TestOnlyOneRater(t *testing.T) {
	d := overview.Of(overview.Only(given(), skapa.Self), naming, words.In("sv"))
	cells(d, func(_ overview.Table, _ overview.Row, _ int, c overview.Cell) {
		if strings.Contains(c.Key, "supervisor") || strings.HasPrefix(c.Key, "agreement") {
			t.Errorf("there is %s", c.Key)
		}
	})
	if !slices.Contains(d.Whom, "Bara deltagarnas egna skattningar") {
		t.Errorf("it is of %q", d.Whom)
	}
}
