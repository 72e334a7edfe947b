package cli_test

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"framsteg/app/exchange/sheet"
	"framsteg/app/words"
)

// tableFile writes a table that a team keeps.
func tableFile(t *testing.T, name string, rows ...string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(strings.Join(rows, "\r\n")), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// importedRows are three rows, the second of which nobody can import.
var importedRows = []string{
	"Kod;Start;Datum;Skattare;Hälsa", "X-1;2025-01-10;2025-02-01;Deltagare;3", "X-1;2025-01-10;2025-02-01;Handledare;2,5", "X-2;2025-02-10;;;",
}

func says(out string, lines ...string) bool {
	said := strings.Split(out, "\n")
	return !slices.ContainsFunc(lines, func(line string) bool { return !slices.Contains(said, line) })
}

// A dry run says of every row what would be done, and changes nothing.
func TestImportDryRun(t *testing.T) {
	file := example(t)
	same := unchanged(t, filepath.Dir(file))
	s := framsteg(t, "import", file, tableFile(t, "blad.csv", importedRows...), "--dry-run")
	same()
	if s.code != 1 || !says(s.out, "2\tX-1\tny deltagare, ny skattning", "3\tX-1\timporteras inte\tHälsa: 2,5 ligger mellan två steg. Skriv ett helt steg 1–5.",
		"4\tX-2\tny deltagare", "3 rader", "2 nya deltagare", "1 ny skattning", "1 rad som inte kan importeras") {
		t.Errorf("exit %d: %s%s", s.code, s.out, s.err)
	}
	if n := strings.Count(s.err, "\n"); n != 1 {
		t.Errorf("not one line: %q", s.err)
	}
}

// Where a row is refused nothing is imported, unless the rest is asked for.
// Imported again it changes nothing.
func TestImport(t *testing.T) {
	file := example(t)
	path := tableFile(t, "blad.csv", importedRows...)
	before := codesIn(t, file, "")
	s := framsteg(t, "import", file, path, "--as", "Åsa Öberg")
	if s.code != 1 || !says(s.out, "1 rad som inte kan importeras") || len(codesIn(t, file, "")) != len(before) {
		t.Errorf("exit %d: %s%s", s.code, s.out, s.err)
	}
	framsteg(t, "import", file, path, "--as", "Åsa Öberg", "--skip-refused").succeeded(t)
	if after := codesIn(t, file, ""); len(after) != len(before)+2 || !slices.Contains(after, "X-2") {
		t.Errorf("there are %v", after)
	}
	data := read(t, file)
	s = framsteg(t, "import", file, path, "--as", "Åsa Öberg", "--skip-refused")
	s.succeeded(t)
	if !slices.Equal(read(t, file), data) || !says(s.out, "2 rader som inte ändrar något") {
		t.Errorf("again it says %s", s.out)
	}
	listed := framsteg(t, "restore", file, "--list")
	if listed.succeeded(t); !strings.Contains(listed.out, words.In("sv").T("backups.reason.import")) {
		t.Errorf("the backups are %s", listed.out)
	}
}

// What cannot be imported at all is one sentence, and leaves the file alone.
func TestImportRefused(t *testing.T) {
	file := example(t)
	same := unchanged(t, filepath.Dir(file))
	good := tableFile(t, "blad.csv", importedRows[0], importedRows[1])
	framsteg(t, "import", file, filepath.Join(t.TempDir(), "ingen.csv"), "--as", "Åsa").refused(t, "error.sheet.missing")
	framsteg(t, "import", file, tableFile(t, "tom.csv"), "--as", "Åsa").refused(t, "error.sheet.empty")
	framsteg(t, "import", file, tableFile(t, "hund.csv", "Hund;Katt", "x;y"), "--as", "Åsa").refused(t, "error.intake.noCode")
	framsteg(t, "import", file, good, "--as", "Åsa", "--sheet", "Blad9").refused(t, "error.import.sheet")
	framsteg(t, "import", file, good).refused(t, "error.usage.as")
	same()
}

// What stands in cells, and in the names of sheets and teams, cannot break the
// lines of a terminal or turn around what is read.
func TestNothingIsSaidToTheTerminal(t *testing.T) {
	const turns = "\u009b31m\u202e\u2066\u200b\u2028"
	const evil = "\x1b[31m\x07" + turns
	hidden := func(s said, part string) {
		t.Helper()
		if strings.ContainsAny(s.out+s.err, "\x1b\x07\u009b\u202e\u2066\u200b\u2028") || !strings.Contains(s.out+s.err, part) {
			t.Errorf("it says %q, %q", s.out, s.err)
		}
	}
	file := example(t)
	path := tableFile(t, "blad.csv", "Kod;Start", "\"X"+evil+"\n1\";\"i "+evil+" våras\"")
	hidden(framsteg(t, "import", file, path, "--dry-run"), "våras")
	hidden(framsteg(t, "import", file, path, "--sheet", "Okänt"+evil, "--as", "Åsa"), "Okänt")

	columns := []string{"Kod", "Start", "Team"}
	row := []sheet.Value{sheet.Text("X-1"), sheet.Text("2025-01-10"), sheet.Text("Väst" + turns)}
	var book bytes.Buffer
	err := sheet.WriteXLSX(&book, []sheet.Table{
		{Name: "Deltagare" + turns, Columns: columns, Rows: [][]sheet.Value{row}}, {Name: "Annat" + turns, Columns: []string{"Hund"}},
	}, sheet.About{Title: "x", Lang: "sv"})
	if err != nil {
		t.Fatal(err)
	}
	path = tableFile(t, "bok.xlsx", book.String())
	hidden(framsteg(t, "import", file, path, "--dry-run"), "Annat")

	colleague := copied(t, file, "", "C-1")
	framsteg(t, "import", colleague, path, "--as", "Åsa").succeeded(t)
	hidden(framsteg(t, "merge", file, colleague), "Väst")
}
