package cli_test

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"framsteg/app/exchange/sheet"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/demo"
	"framsteg/store/skapa"
)

// many is a workspace of more participants than a report hides, made once.
var many = sync.OnceValue(func() []byte {
	folder, err := os.MkdirTemp("", "framsteg-cohort-")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(folder)
	file := filepath.Join(folder, "många.framsteg")
	if err := demo.Make(context.Background(), file, demo.Options{Participants: 30, Years: 1, Seed: 3, End: skapa.DateIn(today)}); err != nil {
		panic(err)
	}
	data, err := os.ReadFile(file)
	if err != nil {
		panic(err)
	}
	return data
})

func crowd(t *testing.T) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "många åäö.framsteg")
	if err := os.WriteFile(file, many(), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// number is one of a report in JSON.
type number struct {
	Key, Row, Column, Kind string
	Value                  *float64
	Hidden                 bool
}

func (n number) String() string {
	if n.Value == nil {
		return fmt.Sprintf("none (hidden %t)", n.Hidden)
	}
	return fmt.Sprint(*n.Value)
}

// inWords is a report in JSON.
type inWords struct {
	Title, File, Digest, Made string
	Internal                  bool
	Limit                     int
	Whom                      []string
	Sections                  []struct {
		Key, Title string
		Tables     []struct {
			Key, Title string
			Numbers    []number
		}
	}
}

func (d inWords) numbers() map[string]number {
	all := map[string]number{}
	for _, s := range d.Sections {
		for _, t := range s.Tables {
			for _, n := range t.Numbers {
				all[n.Key] = n
			}
		}
	}
	return all
}

func cohortOf(t *testing.T, file string, args ...string) inWords {
	t.Helper()
	s := framsteg(t, append([]string{"cohort", file, "--json"}, args...)...)
	s.succeeded(t)
	var d inWords
	if err := json.Unmarshal([]byte(s.out), &d); err != nil {
		t.Fatal(err)
	}
	return d
}

// The JSON says what the report is of, and the file stays as it was.
func TestCohortAsJSON(t *testing.T) {
	file := crowd(t)
	before := unchanged(t, filepath.Dir(file))
	d := cohortOf(t, file)
	if d.Title != "Uppföljning" || d.File != "många åäö" || d.Made != "2026-11-21" || d.Internal || d.Limit != 5 {
		t.Errorf("it is %+v", d)
	}
	if digest := framsteg(t, "digest", file); d.Digest != strings.TrimSpace(digest.out) {
		t.Errorf("the digest is %s, not %s", d.Digest, digest.out)
	}
	if n := d.numbers()["who.all.participants.count"]; n.Value == nil || *n.Value != 30 {
		t.Errorf("there are %s participants", n)
	}
	before()
}

// enrolled gives how many took part on some day of a period.
func enrolled(t *testing.T, file string, from, to skapa.Date) (n int) {
	t.Helper()
	s, err := store.Open(context.Background(), file, store.Options{Reading: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	all, err := s.Histories(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range all {
		if slices.ContainsFunc(h.Periods, func(p skapa.Period) bool { return p.Start <= to && (p.Finish.IsZero() || p.Finish >= from) }) {
			n++
		}
	}
	return n
}

// Each option takes whom it says.
func TestCohortOfSome(t *testing.T) {
	file := crowd(t)
	all := casesIn(t, file, "")
	team, supervisor, municipality := all[0].Team, all[0].Supervisor, all[0].Municipality
	count := func(is func(store.Case) bool) (n int) { return len(whose(all, is)) }
	for name, c := range map[string]struct {
		args []string
		want int
		whom string
	}{
		"a team":         {[]string{"--team", strings.ToUpper(team)}, count(func(c store.Case) bool { return c.Team == team }), "Team: " + team},
		"a supervisor":   {[]string{"--supervisor", supervisor}, count(func(c store.Case) bool { return c.Supervisor == supervisor }), "Handledare: " + supervisor},
		"a municipality": {[]string{"--municipality=" + municipality}, count(func(c store.Case) bool { return c.Municipality == municipality }), "Kommun: " + municipality},
		"women":          {[]string{"--sex", "woman"}, count(func(c store.Case) bool { return c.Sex == skapa.Woman }), "Kön: Kvinna"},
		"any sex": {[]string{"--sex", "woman", "--sex", "man", "--sex=other", "--sex=unknown"}, len(all),
			"Kön: Kvinna, Man, Annat, Inte angivet"},
		"the active":   {[]string{"--state", "active"}, count(func(c store.Case) bool { return c.Finish.IsZero() }), "Bara de som är aktiva"},
		"the finished": {[]string{"--state", "finished"}, count(func(c store.Case) bool { return !c.Finish.IsZero() }), "Bara de som är avslutade"},
		"a month":      {[]string{"--from", "2026-01-01", "--to", "2026-01-31"}, enrolled(t, file, skapa.DateOf(2026, 1, 1), skapa.DateOf(2026, 1, 31)), "Perioden 2026-01-01 – 2026-01-31"},
		"six months":   {[]string{"--window", "6"}, len(all), "Första skattningen mot den omkring 6 månader senare"},
		"ages":         {[]string{"--age", "16-24", "--age", "25-54", "--age", "55-64", "--age=other", "--age=unknown"}, len(all), "Ålder vid starten: 16–24 år, 25–54 år, 55–64 år, Annan ålder, Inte angivet"},
		"themselves":   {[]string{"--rater", "self"}, len(all), "Bara deltagarnas egna skattningar"},
		"in English":   {[]string{"--lang", "en"}, len(all), "All participants"},
		"one sex, said twice": {[]string{"--sex", "woman", "--sex", "man", "--sex", "woman", "--municipality", municipality, "--municipality", strings.ToLower(municipality)},
			count(func(c store.Case) bool {
				return c.Municipality == municipality && (c.Sex == skapa.Woman || c.Sex == skapa.Man)
			}), "Kommun: " + municipality + "\nKön: Kvinna, Man"},
		"nobody's": {[]string{"--team", "unknown", "--team", team, "--supervisor=unknown", "--supervisor", supervisor},
			count(func(c store.Case) bool {
				return (c.Team == team || c.Team == "") && (c.Supervisor == supervisor || c.Supervisor == "")
			}),
			"Team: " + team + ", Inget team\nHandledare: " + supervisor + ", Ingen handledare"},
		"not recorded": {[]string{"--municipality", "unknown", "--municipality", municipality},
			count(func(c store.Case) bool { return c.Municipality == municipality || c.Municipality == "" }), "Kommun: Inte angivet, " + municipality},
		"referred by": {[]string{"--referrer", all[0].Municipality + " finns inte"}, -1, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if c.want < 0 {
				framsteg(t, append([]string{"cohort", file, "--json"}, c.args...)...).refused(t, "error.cohort.referrer")
				return
			}
			d := cohortOf(t, file, append(c.args, "--internal")...)
			if n := d.numbers()["who.all.participants.count"]; n.Value == nil || int(*n.Value) != c.want {
				t.Errorf("it takes %s, not %d", n, c.want)
			}
			if !strings.Contains(strings.Join(d.Whom, "\n")+"\n", c.whom+"\n") {
				t.Errorf("it is of %q, not %q", d.Whom, c.whom)
			}
		})
	}
}

// One rater leaves nothing of the other.
func TestCohortOfOneRater(t *testing.T) {
	file := crowd(t)
	both, one := cohortOf(t, file).numbers(), cohortOf(t, file, "--rater", "supervisor").numbers()
	if both["change.self.counts.health.pairs"].Key == "" || len(one) >= len(both) {
		t.Errorf("%d numbers of both, %d of one", len(both), len(one))
	}
	for key, n := range one {
		if strings.Contains(key, ".self") || n.String() != both[key].String() {
			t.Errorf("%s is %s, of both %s", key, n, both[key])
		}
	}
}

// What is hidden has no value in any form, and internally it has one.
func TestCohortHidesAlikeInEveryForm(t *testing.T) {
	file, folder := crowd(t), t.TempDir()
	published, internal := cohortOf(t, file), cohortOf(t, file, "--internal")
	whole, hidden := internal.numbers(), 0
	all := published.numbers()
	for key, n := range all {
		switch small := whole[key]; {
		case n.Hidden:
			hidden++
			if n.Value != nil {
				t.Errorf("%s is hidden and %s", key, n)
			}
		case n.Kind == "count" && n.Value != nil && *n.Value > 0 && *n.Value < 5:
			t.Errorf("%s tells %s", key, n)
		case n.Kind == "count" && strings.Contains(key, ".others."):
			want := putTogether(key, whole, all)
			if strings.HasPrefix(key, "combinations.") && n.Value != nil && *n.Value <= want { // rows that show nothing are left out
				continue
			}
			if n.Value != nil && *n.Value != want {
				t.Errorf("%s is %s, internally %v", key, n, want)
			}
		case n.Kind == "count" && n.String() != small.String():
			t.Errorf("%s is %s, internally %s", key, n, small)
		}
	}
	for key, n := range whole {
		if n.Hidden {
			t.Errorf("%s is hidden internally", key)
		}
	}
	if hidden == 0 || !internal.Internal || internal.Limit != 0 {
		t.Errorf("%d are hidden, of an internal one of limit %d", hidden, internal.Limit)
	}

	out := filepath.Join(folder, "x.xlsx")
	framsteg(t, "cohort", file, "--out", out).succeeded(t)
	book, err := sheet.Read("x", read(t, out))
	if err != nil || len(book.Sheets) != 1+len(published.Sections) {
		t.Fatalf("%d sheets, %v", len(book.Sheets), err)
	}
	var got []string // the cells of all rows, in order
	for i, s := range published.Sections {
		var rows []sheet.Row
		rows = append(rows, book.Sheets[i+1].Rows...)
		for _, table := range s.Tables {
			for len(rows) > 0 && rows[0].Cell(0) != table.Title {
				rows = rows[1:]
			}
			if len(rows) < 3 {
				t.Fatalf("no %s", table.Title)
			}
			columns := len(rows[1].Cells) - 1
			for k, n := range table.Numbers {
				cell := rows[2+k/columns].Cell(1 + k%columns)
				want := ""
				if n.Hidden {
					want = "dolt"
				} else if n.Value != nil {
					want = fmt.Sprint(*n.Value)
				}
				if cell != want {
					t.Errorf("%s is %q in the workbook, not %q", n.Key, cell, want)
				}
				got = append(got, cell)
			}
		}
	}
	if len(got) != len(published.numbers()) {
		t.Errorf("%d numbers in the workbook, %d in the JSON", len(got), len(published.numbers()))
	}
}

// putTogether gives the sum of what only the one internally has a row of.
func putTogether(key string, whole, all map[string]number) (sum float64) {
	table, column, _ := strings.Cut(key, ".others.")
	for other, n := range whole {
		if _, also := all[other]; !also && strings.HasPrefix(other, table+".") && strings.HasSuffix(other, "."+column) && n.Value != nil {
			sum += *n.Value
		}
	}
	return sum
}

// Nothing that is made says who is counted, internally neither.
func TestCohortNamesNobody(t *testing.T) {
	file, folder := crowd(t), t.TempDir()
	s, err := store.Open(context.Background(), file, store.Options{Reading: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	all, err := s.Caseload(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	for _, more := range [][]string{nil, {"--internal"}} {
		said := framsteg(t, append([]string{"cohort", file, "--json"}, more...)...).out
		out := filepath.Join(folder, fmt.Sprint(len(more), ".xlsx"))
		framsteg(t, append([]string{"cohort", file, "--out", out}, more...)...).succeeded(t)
		book, err := sheet.Read("x", read(t, out))
		if err != nil {
			t.Fatal(err)
		}
		said += fmt.Sprint(book)
		for _, c := range all {
			for _, secret := range []string{c.Code, c.Name, hex.EncodeToString(c.ID[:]), c.TeamID.String(), c.SupervisorID.String()} {
				if secret != "" && strings.Contains(said, secret) {
					t.Errorf("%v: it says %q", more, secret)
				}
			}
		}
	}
}

// Files are made whole, say what they are, and replace others only when asked.
func TestCohortAsFiles(t *testing.T) {
	file, folder := crowd(t), t.TempDir()
	for name, start := range map[string]string{"Uppföljning.pdf": "%PDF-", "x.XLSX": "PK"} {
		out := filepath.Join(folder, name)
		s := framsteg(t, "cohort", file, "--out", out)
		s.succeeded(t)
		if data := read(t, out); !bytes.HasPrefix(data, []byte(start)) || s.out != "Uppföljningen är sparad i "+out+".\n" {
			t.Errorf("%s begins with %q; it says %s", name, data[:5], s.out)
		}
		before := unchanged(t, folder)
		framsteg(t, "cohort", file, "--out", out, "--internal").refused(t, "error.cohort.exists")
		before()
		s = framsteg(t, "cohort", file, "--out", out, "--internal", "--replace")
		if s.succeeded(t); !strings.Contains(s.out, "får inte spridas") {
			t.Errorf("it says %s", s.out)
		}
	}
	workspace := filepath.Join(folder, "arbetsfil.xlsx")
	if err := os.WriteFile(workspace, many(), 0o600); err != nil {
		t.Fatal(err)
	}
	before := unchanged(t, folder)
	framsteg(t, "cohort", file, "--out", workspace, "--replace").refused(t, "error.save.workspace")
	framsteg(t, "cohort", file, "--out", filepath.Join(folder, "finns inte", "x.pdf")).refused(t, "error.save.gone")
	before()
}

// What is made of an encrypted file is not, and whoever makes it is told.
func TestCohortOfASealedWorkspaceSaysThatItIsPlain(t *testing.T) {
	file, _ := sealed(t)
	s := framsteg(t, "cohort", file, "--internal", "--passphrase-file", secretFile(t, passphrase), "--out", filepath.Join(t.TempDir(), "x.xlsx"))
	if s.succeeded(t); !strings.Contains(s.out, words.In("sv").T("export.unsealed")) {
		t.Errorf("it says %s", s.out)
	}
	framsteg(t, "cohort", file, "--json").refused(t, "error.secret.missing")
}

func TestCohortRefuses(t *testing.T) {
	file := crowd(t)
	before := unchanged(t, filepath.Dir(file))
	for _, c := range []struct{ args, key string }{
		{"", "error.cohort.which"},
		{"--json --out x.pdf", "error.cohort.which"},
		{"--out x.csv", "error.cohort.ending"},
		{"--out x.framsteg --replace", "error.cohort.ending"},
		{"--json --replace", "error.cohort.flag"},
		{"--json --limit 10 --internal", "error.cohort.flag"},
		{"--out x.pdf --limit 4", "error.cohort.limit"},
		{"--json --limit -5", "error.usage.negative"},
		{"--json --limit fem", "error.usage.number"},
		{"--out x.pdf --limit 31", "error.cohort.few"},
		{"--json --team Ingen", "error.export.team"},
		{"--json --supervisor Ingen", "error.export.supervisor"},
		{"--json --municipality Ingen", "error.cohort.municipality"},
		{"--json --referrer Ingen", "error.cohort.referrer"},
		{"--json --target-group Ingen", "error.cohort.targetGroup"},
		{"--json --sex kvinna", "error.usage.choice"},
		{"--json --age 16-25", "error.usage.choice"},
		{"--json --category work", "error.usage.choice"},
		{"--json --state ended", "error.usage.choice"},
		{"--json --window 5", "error.usage.choice"},
		{"--json --rater boss", "error.usage.choice"},
		{"--json --from igår", "error.date.unreadable"},
		{"--json --to 2026-02-30", "error.date.unreadable"},
		{"--json --from 2026-03-01 --to 2026-02-01", "error.cohort.period"},
		{"--out x.xlsx --to 2020-01-01", "error.cohort.nobody"},
		{"--json --from 2030-01-01", "error.cohort.nobody"},
	} {
		t.Run(c.args, func(t *testing.T) {
			framsteg(t, append([]string{"cohort", file}, strings.Fields(strings.Replace(c.args, "--out ", "--out "+filepath.Dir(file)+"/", 1))...)...).refused(t, c.key)
		})
	}
	before()
	framsteg(t, "cohort", example(t), "--json").refused(t, "error.cohort.few")
	for _, bad := range badFiles(t) {
		framsteg(t, "cohort", bad.path, "--json").refused(t, bad.key)
	}
}
