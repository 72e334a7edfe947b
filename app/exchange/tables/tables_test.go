package tables_test

import (
	"bytes"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"framsteg/app/exchange/intake"
	"framsteg/app/exchange/sheet"
	"framsteg/app/exchange/tables"
	"framsteg/app/words"
	"framsteg/assets"
	"framsteg/store"
	"framsteg/store/demo"
	"framsteg/store/skapa"
)

var (
	noon  = time.Date(2026, time.November, 22, 12, 0, 0, 0, time.UTC)
	today = skapa.DateIn(noon)
)

func options() store.Options {
	return store.Options{Now: func() time.Time { return noon }, Author: store.Author{Supervisor: "Anna Åkesson", Team: "Ängelholm"}}
}

// workspace makes an empty workspace.
func workspace(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Create(t.Context(), filepath.Join(t.TempDir(), "ny.framsteg"), assets.Instrument(), options())
	must(t, err)
	t.Cleanup(func() { s.Close() })
	return s
}

// example opens a workspace with all that happens.
func example(t *testing.T, participants int) *store.Store {
	t.Helper()
	path := filepath.Join(t.TempDir(), "exempel.framsteg")
	must(t, demo.Make(t.Context(), path, demo.Options{Participants: participants, Years: 2, Seed: 6, End: today}))
	s, err := store.Open(t.Context(), path, options())
	must(t, err)
	t.Cleanup(func() { s.Close() })
	return s
}

func of(t *testing.T, s *store.Store, what store.Selection, named bool, lang string) tables.Book {
	t.Helper()
	book, err := tables.Of(t.Context(), s, what, tables.Options{Named: named, Words: words.In(lang)})
	must(t, err)
	return book
}

// read gives the sheets of a workbook, by name.
func read(t *testing.T, book tables.Book) map[string]sheet.Sheet {
	t.Helper()
	var file bytes.Buffer
	must(t, book.XLSX(&file))
	all, err := sheet.Read("tabeller.xlsx", file.Bytes())
	must(t, err)
	sheets := map[string]sheet.Sheet{}
	for _, s := range all.Sheets {
		sheets[s.Name] = s
	}
	return sheets
}

// readCSV gives the table of a name as its CSV file says it.
func readCSV(t *testing.T, book tables.Book, name string) sheet.Sheet {
	t.Helper()
	var file bytes.Buffer
	must(t, book.CSV(&file, name))
	all, err := sheet.Read(name, file.Bytes())
	must(t, err)
	return all.Sheets[0]
}

// ratings tells every rating of a workspace, with what was written in words if
// asked.
func ratings(t *testing.T, s *store.Store, worded bool) (all []string) {
	t.Helper()
	cases, err := s.Caseload(t.Context())
	must(t, err)
	for _, c := range cases {
		assessments, err := s.Assessments(t.Context(), c.ID)
		must(t, err)
		for _, a := range assessments {
			line := fmt.Sprint(c.Code, " ", a.Date, " ", a.Rater, " ", a.Instrument)
			for _, item := range slices.Sorted(maps.Keys(a.Answers)) {
				if a.Answers[item] != skapa.NotAsked {
					line += fmt.Sprint(" ", item, " ", a.Answers[item])
				}
			}
			if worded {
				line += " " + a.Comment + "|" + a.Raising
			}
			all = append(all, line)
		}
	}
	return all
}

// people tells every participant of a workspace.
func people(t *testing.T, s *store.Store, named bool) (all []string) {
	t.Helper()
	cases, err := s.Caseload(t.Context())
	must(t, err)
	for _, c := range cases {
		p, err := s.Participant(t.Context(), c.ID)
		must(t, err)
		line := fmt.Sprint(p.Code, p.BirthYear, p.Sex, p.Municipality, p.Referrer, p.TargetGroup, c.Team, c.Supervisor, p.Start, p.Finish, c.Outcome)
		if named {
			line += p.Name + p.Personnummer
		}
		all = append(all, line)
	}
	return all
}

// What a workspace says of ratings is in its tables, and comes back from them.
func TestRoundTripLosesNoRating(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes under the race detector, of one goroutine")
	}
	from := example(t, 60)
	declined := false
	for _, line := range ratings(t, from, false) {
		declined = declined || strings.Contains(line, " -1")
	}
	if !declined {
		t.Fatal("nobody declines to answer in the example")
	}
	for _, c := range []struct {
		name  string
		lang  string
		named bool
		csv   bool
	}{
		{"workbook", "sv", false, false}, {"workbook in English", "en", false, false}, {"with names", "sv", true, false},
		{"CSV", "sv", true, true}, {"CSV in English", "en", true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			book := of(t, from, store.Selection{}, c.named, c.lang)
			sheets := read(t, book)
			names := book.Names()[:2]
			var parts []intake.Part
			for _, name := range names {
				s := sheets[name]
				if c.csv {
					s = readCSV(t, book, name)
				}
				parts = append(parts, intake.Part{Sheet: s, Mapping: intake.Guess(s, assets.Instrument())})
			}
			to := workspace(t)
			plan, err := intake.Make(t.Context(), to, parts...)
			must(t, err)
			for _, row := range plan.Rows {
				if row.Refused {
					t.Errorf("row %d of %s: %s", row.Number, names[row.Sheet], row.Why[0].Sentence(words.In("en")))
				}
			}
			must(t, plan.Apply(t.Context(), "tabeller.xlsx", nil))
			same(t, "ratings", ratings(t, to, c.named), ratings(t, from, c.named))
			same(t, "participants", people(t, to, c.named), people(t, from, c.named))
		})
	}
}

func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if len(want) == 0 || slices.Equal(got, want) {
		return
	}
	t.Errorf("%d %s, not %d", len(got), what, len(want))
	for i := range min(len(got), len(want)) {
		if got[i] != want[i] {
			t.Fatalf("%s\nis not\n%s", got[i], want[i])
		}
	}
}

// marked are texts of which each can be found again wherever it gets to.
var marked = []string{"NAMN-x", "KOMMENTAR-x", "HÖJA-x", "MÅL-x", "STEG-x", "VEM-x", "KONTAKT-x", "199001012385"}

// told makes a workspace with a participant of whom everything personal is there.
func told(t *testing.T) (*store.Store, skapa.Participant) {
	t.Helper()
	s := workspace(t)
	ctx := t.Context()
	activity, err := s.SaveActivity(ctx, skapa.Activity{Name: "=Café & <lager>", Category: skapa.ForJob, Provider: "+Åhus", Contact: "KONTAKT-x"})
	must(t, err)
	p, err := s.SaveParticipant(ctx, skapa.Participant{
		Code: "=1+1", Name: "NAMN-x", Personnummer: "199001012385", BirthYear: 1990, Municipality: "@Åmål", Start: today.Add(-200),
	})
	must(t, err)
	must2(s.SaveAssessment(ctx, skapa.Assessment{
		Participant: p.ID, Date: today.Add(-100), Rater: skapa.BySupervisor, Instrument: assets.Instrument().Version,
		Answers: map[string]skapa.Step{"health": 2, "belief": skapa.Declined}, Comment: "KOMMENTAR-x", Raising: "HÖJA-x",
	}, ""))(t)
	must2(s.SaveGoal(ctx, skapa.Goal{Participant: p.ID, Area: skapa.Health, Since: today.Add(-10), Text: "MÅL-x", Step: "STEG-x", Who: "VEM-x"}))(t)
	must2(s.SaveParticipation(ctx, skapa.Participation{Participant: p.ID, Activity: activity.ID, Status: skapa.Ongoing, Start: today.Add(-5)}))(t)
	must2(s.SavePause(ctx, skapa.Pause{Participant: p.ID, From: today.Add(-50), To: today.Add(-40), Reason: skapa.PauseCare}))(t)
	return s, p
}

func TestNobodyIsNamedUnlessAskedFor(t *testing.T) {
	s, _ := told(t)
	for _, lang := range words.Languages {
		for _, named := range []bool{false, true} {
			book := of(t, s, store.Selection{}, named, lang)
			all := ""
			for _, name := range book.Names() {
				for _, row := range readCSV(t, book, name).Rows {
					all += strings.Join(row.Cells, "\n") + "\n"
				}
			}
			for _, mark := range marked {
				if want := named && mark != "KONTAKT-x"; strings.Contains(all, mark) != want {
					t.Errorf("%s, named %v: there is %s: %v", lang, named, mark, !want)
				}
			}
		}
	}
}

// What somebody wrote stays text, in the workbook and in a CSV file.
func TestTextsOfAWorkspaceAreNoFormulas(t *testing.T) {
	s, _ := told(t)
	book := of(t, s, store.Selection{}, true, "sv")
	if got := read(t, book)["Deltagare"].Rows[1].Cells[0]; got != "=1+1" {
		t.Errorf("the code is %q", got)
	}
	for name, want := range map[string]string{"Deltagare": "\r\n'=1+1;NAMN-x;", "Insatser": ";'=Café & <lager>;Arbete;'+Åhus;Pågår;2026-11-17;"} {
		var file bytes.Buffer
		must(t, book.CSV(&file, name))
		if !strings.Contains(file.String(), want) {
			t.Errorf("%s is %q", name, file.String())
		}
	}
}

// The code book tells of every column of every table.
func TestCodeBookKnowsEveryColumn(t *testing.T) {
	s := example(t, 20)
	for _, lang := range words.Languages {
		for _, named := range []bool{false, true} {
			book := of(t, s, store.Selection{}, named, lang)
			names := book.Names()
			sheets := read(t, book)
			known := map[string]bool{}
			for _, row := range sheets[names[len(names)-1]].Rows {
				if row.Cell(2) == "" {
					t.Errorf("%s: nothing is said of %s", lang, row.Cell(1))
				}
				known[row.Cell(0)+": "+row.Cell(1)] = true
			}
			for _, name := range names[:len(names)-1] {
				if len(sheets[name].Rows) < 2 {
					t.Errorf("%s: %s is empty", lang, name)
				}
				for _, column := range sheets[name].Rows[0].Cells {
					if !known[name+": "+column] {
						t.Errorf("%s: the code book does not know %s of %s", lang, column, name)
					}
				}
			}
		}
	}
}

// What an exit found is called the same in a table and in the window.
func TestColumnsAreCalledAsInTheWindow(t *testing.T) {
	for _, lang := range words.Languages {
		w := words.In(lang)
		sheets := read(t, of(t, example(t, 5), store.Selection{}, false, lang))
		for table, field := range map[string]string{"participants": "outcome", "periods": "hours", "followUps": "support"} {
			columns := sheets[w.T("tables."+table)].Rows[0].Cells
			if name := w.T("leaving.field." + field); !slices.Contains(columns, name) {
				t.Errorf("%s: %s is none of %v", lang, name, columns)
			}
		}
	}
}

func TestTablesOfASelection(t *testing.T) {
	s := example(t, 40)
	cases, err := s.Caseload(t.Context())
	must(t, err)
	team := cases[0].TeamID
	codes := map[string]bool{}
	for _, c := range cases {
		if c.TeamID == team {
			codes[c.Code] = true
		}
	}
	book := of(t, s, store.Selection{Teams: []skapa.ID{team}}, false, "sv")
	if book.Participants != len(codes) || len(codes) == len(cases) {
		t.Errorf("%d participants, of %d in the team", book.Participants, len(codes))
	}
	sheets := read(t, book)
	for _, name := range book.Names()[:7] {
		for _, row := range sheets[name].Rows[1:] {
			if !codes[row.Cell(0)] {
				t.Errorf("%s holds %s, who is not in the team", name, row.Cell(0))
			}
		}
	}
}

// Who was entered twice, and joined, is one participant with the ratings of both.
func TestTheJoinedAreOne(t *testing.T) {
	s := workspace(t)
	var ids []skapa.ID
	for i, code := range []string{"H-1", "H-2"} {
		p, err := s.SaveParticipant(t.Context(), skapa.Participant{Code: code, Start: today.Add(-200)})
		must(t, err)
		ids = append(ids, p.ID)
		must2(s.SaveAssessment(t.Context(), skapa.Assessment{
			Participant: p.ID, Date: today.Add(-100 + i), Rater: skapa.Self, Instrument: assets.Instrument().Version, Answers: map[string]skapa.Step{"health": 2},
		}, ""))(t)
	}
	must(t, s.Join(t.Context(), "participant", ids[1], ids[:1]))
	book := of(t, s, store.Selection{}, false, "sv")
	sheets := read(t, book)
	if rows := sheets["Deltagare"].Rows; len(rows) != 2 || rows[1].Cells[0] != "H-2" || book.Participants != 1 {
		t.Errorf("%d participants: %v", book.Participants, rows)
	}
	if rows := sheets["Skattningar"].Rows; len(rows) != 3 || rows[1].Cells[0] != "H-2" || rows[2].Cells[0] != "H-2" {
		t.Errorf("the ratings are %v", rows)
	}
}

func TestSameWorkspaceMakesTheSameBytes(t *testing.T) {
	s := example(t, 20)
	var files [2]bytes.Buffer
	for i := range files {
		must(t, of(t, s, store.Selection{}, true, "sv").XLSX(&files[i]))
	}
	if !bytes.Equal(files[0].Bytes(), files[1].Bytes()) {
		t.Error("the same workspace makes another file")
	}
}

func TestTableOfAnyLanguageOrNone(t *testing.T) {
	book := of(t, workspace(t), store.Selection{}, false, "sv")
	for _, name := range []string{"Skattningar", "skattningar", "Ratings", "CODE BOOK"} {
		must(t, book.CSV(&bytes.Buffer{}, name))
	}
	err := book.CSV(&bytes.Buffer{}, "Skatter")
	if said := words.In("sv").Sentence(err); !strings.Contains(said, "Skatter") || !strings.Contains(said, "Uppföljningar") {
		t.Errorf("it says %s", said)
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// must2 is must for what also gives a value that nobody needs.
func must2[T any](_ T, err error) func(*testing.T) {
	return func(t *testing.T) { t.Helper(); must(t, err) }
}

// The tables are of one state, however much is written meanwhile: who is chosen is
// there still when they are read.
func TestTablesAreOfOneState(t *testing.T) {
	s := example(t, 20)
	written := make(chan error, 1)
	go func() {
		for range 20 {
			_, err := s.SaveParticipant(t.Context(), skapa.Participant{Code: "Ö-1", Start: today.Add(-10)})
			if err == nil {
				_, err = s.Undo(t.Context())
			}
			if err != nil {
				written <- err
				return
			}
		}
		written <- nil
	}()
	for {
		select {
		case err := <-written:
			must(t, err)
			return
		default:
			of(t, s, store.Selection{}, false, "sv")
		}
	}
}
