package overview_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
	"testing"

	"framsteg/app/exchange/sheet"
	"framsteg/app/overview"
	"framsteg/app/progress/cohort"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// Every number of a report is in its document, and no other.
func TestEveryNumberIsTold(t *testing.T) {
	r := given()
	want := map[float64]bool{}
	walk(&r, func(c *cohort.Count) { want[float64(c.N)] = true }, func(s *cohort.Stat) { want[s.Value] = true })
	for _, m := range r.Months {
		want[float64(m.Planned)] = true
	}
	told := map[float64]bool{}
	cells(overview.Of(r, naming, words.In("sv")), func(table overview.Table, row overview.Row, _ int, c overview.Cell) {
		if c.Kind == overview.Share && len(c.Who) != 1 {
			t.Errorf("%s is of %v", c.Key, c.Who)
		}
		if c.Kind == overview.Share || c.Kind == overview.Empty {
			return
		}
		told[c.Value] = true
		if !want[c.Value] {
			t.Errorf("%s: %v is no number of the report", c.Key, c.Value)
		}
		if c.Kind == overview.Count && c.Value < 30_000 && (len(c.Who) != 1 || float64(c.Who[0]) != c.Value) {
			t.Errorf("%s counts %v", c.Key, c.Who)
		}
	})
	for value := range want {
		if !told[value] {
			t.Errorf("nothing tells %v", value)
		}
	}
}

// A number is called by one key and one name, the key in every language.
func TestEveryNumberHasItsOwnName(t *testing.T) {
	keys := map[string][]string{}
	for _, lang := range words.Languages {
		seen := map[string]bool{}
		cells(overview.Of(given(), naming, words.In(lang)), func(table overview.Table, row overview.Row, column int, c overview.Cell) {
			keys[lang] = append(keys[lang], c.Key)
			if seen[c.Key] || seen[c.Name] {
				t.Errorf("%s: %s, %s: twice", lang, c.Key, c.Name)
			}
			seen[c.Key], seen[c.Name] = true, true
			if len(row.Cells) != len(table.Columns) {
				t.Errorf("%s: %d cells in %d columns", c.Key, len(row.Cells), len(table.Columns))
			}
		})
	}
	if !slices.Equal(keys["sv"], keys["en"]) {
		t.Error("the languages have other keys")
	}
	for _, key := range []string{
		"who.all.participants.count", "who.sex.woman.share", "who.team.Halmstad.count", "who.team.Halmstad (2).count", "who.team.unrecorded.count", "flow.2026-09.in",
		"meetings.self.missed", "standing.never.count", "change.self.steps.health.start.3", "change.supervisor.counts.all.certainlyWorsened",
		"change.self.sizes.health.latest.median", "start.self.health.1.improved", "agreement.sizes.health.kappa", "outcomes.exit.work.share",
		"outcomes.after6.waiting.count", "continuity.changes.3+.count", "combinations.self.job+health.mean",
	} {
		if !slices.Contains(keys["sv"], key) {
			t.Errorf("no %s", key)
		}
	}
}

// texts gives all that a document says.
func texts(d overview.Document) []string {
	all := slices.Concat([]string{d.Title}, d.Whom, d.Summary, d.Hidden)
	for _, s := range d.Sections {
		all = append(append(all, s.Title), s.Intro...)
		for _, t := range s.Tables {
			all = append(append(append(all, t.Title, t.Corner), t.Columns...), strings.TrimSpace("x "+t.Note))
			for _, r := range t.Rows {
				all = append(all, r.Name)
				for _, c := range r.Cells {
					all = append(all, c.Name, c.Text)
				}
			}
		}
	}
	for _, term := range d.Terms {
		all = append(all, term.Name, term.Text)
	}
	return all
}

func everything() cohort.Selection {
	return cohort.Selection{
		Teams: []skapa.ID{coast, {}}, Supervisors: []skapa.ID{lena, {}}, Municipalities: []string{"Laholm", ""}, Sexes: skapa.Sexes, Ages: cohort.Ages,
		Referrers: []string{"Regionen", ""}, TargetGroups: []string{"Unga"}, Categories: skapa.Categories, State: cohort.Active, From: today - 300, To: today, Span: 6,
	}
}

// There is a text for everything in both languages.
func TestEverythingIsSaidInBothLanguages(t *testing.T) {
	key := regexp.MustCompile(`overview\.|^[a-z]+\.[a-zA-Z.]+$|<no value>|{{`)
	for name, change := range map[string]func(*cohort.Report){
		"all":      func(r *cohort.Report) {},
		"hidden":   func(r *cohort.Report) { *r = half(1) },
		"internal": func(r *cohort.Report) { r.Limit = 0 },
		"chosen":   func(r *cohort.Report) { r.Selection = everything() },
		"one":      func(r *cohort.Report) { *r = overview.Only(*r, skapa.Self); r.Selection.State = cohort.Finished },
	} {
		r := given()
		change(&r)
		said := map[string][]string{}
		for _, lang := range words.Languages {
			said[lang] = texts(overview.Of(r, naming, words.In(lang)))
			for _, text := range said[lang] {
				if text == "" || key.MatchString(text) {
					t.Errorf("%s, %s: %q", name, lang, text)
				}
			}
		}
		if len(said["sv"]) != len(said["en"]) {
			t.Errorf("%s: the languages say more and less", name)
		}
	}
}

func TestWhomSaysWhatIsChosen(t *testing.T) {
	r := given()
	r.Selection = everything()
	want := []string{
		"Team: Ängelholm, Inget team", "Handledare: Lena Ek, Ingen handledare", "Kommun: Laholm, Inte angivet", "Kön: Inte angivet, Kvinna, Man, Annat",
		"Ålder vid starten: 16–24 år, 25–54 år, 55–64 år, Annan ålder, Inte angivet", "Remittent: Regionen, Inte angivet", "Målgrupp: Unga",
		"Typ av insats: Arbete, Studier, Hälsa, Färdigheter, Vardag", "Bara de som är aktiva", "Perioden 2026-01-26 – 2026-11-22",
		"Första skattningen mot den omkring 6 månader senare",
	}
	if got := overview.Of(r, naming, words.In("sv")).Whom; !slices.Equal(got, want) {
		t.Errorf("it says %q", got)
	}
	if got := overview.Of(given(), naming, words.In("sv")).Whom; !slices.Equal(got, []string{"Alla deltagare", "Tiden till och med 2026-11-22"}) {
		t.Errorf("of everybody it says %q", got)
	}
}

// Beside what can be misread stands how to read it.
func TestSectionsSayHowToReadThem(t *testing.T) {
	d := overview.Of(given(), naming, words.In("sv"))
	for key, want := range map[string][]string{
		"start":        {"kan inte skatta högre", "kan inte skatta lägre", "regression mot medelvärdet"},
		"combinations": {"aldrig effekt"},
		"change":       {"Lägre betyder inte sämre"},
	} {
		i := slices.IndexFunc(d.Sections, func(s overview.Section) bool { return s.Key == key })
		for _, w := range want {
			if intro := strings.Join(d.Sections[i].Intro, " "); !strings.Contains(intro, w) {
				t.Errorf("%s: %q says nothing of %q", key, intro, w)
			}
		}
	}
	terms := fmt.Sprint(d.Terms)
	for _, want := range []string{"1,67 steg i ett område eller 0,87 i medel", "R typ 7", "Students t", "kvadratiska vikter", "rangbiserial", "Antal från 1 till 4", "nästan samma urval"} {
		if !strings.Contains(terms, want) {
			t.Errorf("no term says %q", want)
		}
	}
}

// What is hidden has no value anywhere, nor has a share of it.
func TestHiddenHasNoValue(t *testing.T) {
	for seed := range uint64(5) {
		r := half(seed)
		d := overview.Of(r, naming, words.In("sv"))
		hidden := 0
		shown := map[string]overview.Cell{}
		cells(d, func(_ overview.Table, _ overview.Row, _ int, c overview.Cell) {
			shown[c.Key] = c
			if !c.Hidden {
				return
			}
			hidden++
			if c.Value != 0 || c.Who != nil || c.Text != "dolt" || c.Shown() {
				t.Errorf("%s is %+v", c.Key, c)
			}
		})
		for key, share := range shown {
			part, is := strings.CutSuffix(key, ".share")
			if count := shown[part+".count"]; is && !share.Hidden && share.Kind == overview.Share && count.Hidden {
				t.Errorf("%s tells of a count that is hidden", key)
			}
		}
		hidden += leftOut(r)
		if hidden == 0 || !strings.HasPrefix(d.Hidden[0], fmt.Sprintf("%d siffror är dolda.", hidden)) {
			t.Errorf("%d are hidden: %q", hidden, d.Hidden)
		}
	}
	if d := overview.Of(given(), naming, words.In("sv")); d.Hidden != nil {
		t.Errorf("nothing is hidden: %q", d.Hidden)
	}
}

// asJSON is what others read of the JSON.
type asJSON struct {
	Title, Made, Day, From, To, File, Digest, Warning string
	Internal                                          bool
	Limit                                             int
	Sections                                          []struct {
		Key    string
		Tables []struct {
			Key     string
			Numbers []struct {
				Key, Name, Row, Column, Kind string
				Value                        *float64
				Hidden                       bool
			}
		}
	}
}

func TestJSONHasEveryNumber(t *testing.T) {
	r, names := half(3), naming
	r.Selection.From, r.Selection.To, names.Read = today-300, today, today+1
	d := overview.Of(r, names, words.In("sv"))
	var b bytes.Buffer
	must(t, d.JSON(&b))
	var got asJSON
	must(t, json.Unmarshal(b.Bytes(), &got))
	if got.Title != "Uppföljning" || got.Made != "2026-11-23" || got.Day != "2026-11-22" || got.From != "2026-01-26" || got.To != "2026-11-22" || got.File != "Kust" || got.Digest != naming.Digest || got.Internal || got.Limit != 5 || got.Warning != "" {
		t.Errorf("it is %+v", got)
	}
	numbers := map[string]int{}
	for i, s := range got.Sections {
		for j, table := range s.Tables {
			for k, n := range table.Numbers {
				width := len(d.Sections[i].Tables[j].Columns)
				c := d.Sections[i].Tables[j].Rows[k/width].Cells[k%width]
				if n.Key != c.Key || n.Name != c.Name || n.Hidden != c.Hidden || (n.Value != nil) != c.Shown() || c.Shown() && *n.Value != c.Value {
					t.Errorf("%+v is %+v", c, n)
				}
				numbers[n.Kind]++
			}
		}
	}
	all := 0
	cells(d, func(overview.Table, overview.Row, int, overview.Cell) { all++ })
	if sum := numbers["none"] + numbers["count"] + numbers["statistic"] + numbers["share"]; sum != all || numbers["statistic"] == 0 {
		t.Errorf("%v of %d", numbers, all)
	}
	if !strings.Contains(b.String(), "\"value\": null,\n              \"hidden\": true") || strings.Contains(strings.ToLower(b.String()), "who\":") {
		t.Error("hidden ones are not null, or it says who")
	}
}

func xlsx(t *testing.T, d overview.Document) sheet.Book {
	t.Helper()
	var a, b bytes.Buffer
	must(t, d.XLSX(&a))
	must(t, d.XLSX(&b))
	if !bytes.Equal(a.Bytes(), b.Bytes()) {
		t.Error("the same document makes other bytes")
	}
	book, err := sheet.Read("x", a.Bytes())
	must(t, err)
	return book
}

// The workbook holds the tables below each other as they are, numbers in full.
func TestXLSXHasEveryNumber(t *testing.T) {
	for _, lang := range words.Languages {
		names := naming
		names.Read = today + 1
		d := overview.Of(half(4), names, words.In(lang))
		book := xlsx(t, d)
		if len(book.Sheets) != 1+len(d.Sections) {
			t.Fatalf("%d sheets", len(book.Sheets))
		}
		front := fmt.Sprint(book.Sheets[0].Rows)
		for _, want := range slices.Concat([]string{d.Title, "Kust", naming.Digest, "46348", "46349"}, d.Whom, d.Hidden, []string{d.Terms[0].Text}) {
			if !strings.Contains(front, want) {
				t.Errorf("the first sheet does not say %q", want)
			}
		}
		for i, s := range d.Sections {
			rows := book.Sheets[i+1].Rows
			if book.Sheets[i+1].Name != s.Title || rows[0].Cells[0] != s.Title {
				t.Errorf("%s is %q", s.Title, rows[0].Cells)
			}
			next := 0
			find := func(first string) sheet.Row {
				for ; next < len(rows); next++ {
					if rows[next].Cell(0) == first {
						next++
						return rows[next-1]
					}
				}
				t.Fatalf("%s: no row %q", s.Title, first)
				return sheet.Row{}
			}
			for _, table := range s.Tables {
				find(table.Title)
				if head := find(table.Corner); !slices.Equal(head.Cells[1:], table.Columns) {
					t.Errorf("%s: the columns are %q", table.Key, head.Cells)
				}
				for _, r := range table.Rows {
					row := find(r.Name)
					for k, c := range r.Cells {
						if got := row.Cell(k + 1); got != written(c) {
							t.Errorf("%s is %q, not %q", c.Key, got, written(c))
						}
					}
				}
			}
		}
	}
}

func written(c overview.Cell) string {
	switch {
	case c.Hidden:
		return c.Text
	case c.Kind == overview.Empty:
		return ""
	}
	return strings.TrimSuffix(fmt.Sprint(c.Value), ".0")
}

// An internal document says so on every sheet and in the JSON, and no other does.
func TestInternalIsMarked(t *testing.T) {
	for _, internal := range []bool{true, false} {
		r := given()
		if internal {
			r.Limit = 0
		}
		d := overview.Of(r, naming, words.In("sv"))
		for _, s := range xlsx(t, d).Sheets {
			if marked := strings.HasPrefix(s.Rows[0].Cells[0], "INTERNT – får inte spridas"); marked != internal {
				t.Errorf("%s says %q", s.Name, s.Rows[0].Cells[0])
			}
		}
		var b bytes.Buffer
		must(t, d.JSON(&b))
		if marked := strings.Contains(b.String(), "INTERNT – får inte spridas"); marked != internal || d.Internal != internal {
			t.Errorf("internal %t: the JSON is marked %t", internal, marked)
		}
	}
}

// Numbers are shown as the language writes them.
func TestNumbersAsShown(t *testing.T) {
	r := given()
	r.Participants.N, r.Breakdowns[0].Parts[0].N = 12_000, 4_100
	r.Blocks[0].Change = cohort.Interval{Mean: cohort.Stat{Value: 0.4, Known: true}, Low: cohort.Stat{Value: -0.25, Known: true}, High: cohort.Stat{Value: 0.001, Known: true}}
	r.Blocks[0].RankBiserial = cohort.Stat{}
	for lang, want := range map[string][]string{
		"sv": {"12\u00a0000", "34 %", "+0,4", "–0,25", "0,0", "–"},
		"en": {"12\u00a0000", "34%", "+0.4", "–0.25", "0.0", "–"},
	} {
		shown := map[string]string{}
		cells(overview.Of(r, naming, words.In(lang)), func(_ overview.Table, _ overview.Row, _ int, c overview.Cell) { shown[c.Key] = c.Text })
		for i, key := range []string{
			"who.all.participants.count", "who.sex.woman.share", "change.self.sizes.work-type.mean", "change.self.sizes.work-type.low",
			"change.self.sizes.work-type.high", "change.self.sizes.work-type.rankBiserial",
		} {
			if shown[key] != want[i] {
				t.Errorf("%s: %s is %q", lang, key, shown[key])
			}
		}
	}
}

// Nothing is not a number, whatever a report holds.
func TestNothingIsNotANumber(t *testing.T) {
	d := overview.Of(shape(), naming, words.In("sv"))
	cells(d, func(_ overview.Table, _ overview.Row, _ int, c overview.Cell) {
		if math.IsNaN(c.Value) || math.IsInf(c.Value, 0) {
			t.Errorf("%s is %v", c.Key, c.Value)
		}
	})
	must(t, d.JSON(&bytes.Buffer{}))
	must(t, d.XLSX(&bytes.Buffer{}))
	must(t, overview.Of(cohort.Report{}, overview.Names{}, words.In("en")).XLSX(&bytes.Buffer{}))
}
