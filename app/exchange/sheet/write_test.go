package sheet_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"framsteg/app/exchange/sheet"
	"framsteg/store/skapa"
)

// dangerous are texts that a spreadsheet computes unless they are escaped, or that
// look as if they were.
var dangerous = []string{
	`=1+1`, `=HYPERLINK("http://x";"y")`, `+46 35 12 34 56`, `-5`, `@SUM(A1)`, "\t=1", "\r=1", "\n=1", `=`, `'=1`, `''=1`, `' =1`, ` =1`, "＝1+1", `=cmd|' /C calc'!A0`,
}

var harmless = []string{`H-1001`, `'`, `''`, `'hej'`, `Vardag/nätverk`, `a=b`, `12`, `0012`, `"citat"`, `semi;kolon, komma`, "rad ett\nrad två", `2026-11-21`, `ÅÄÖ åäö é 漢字 👩‍🔧`, `_x0041_`, ` mellan `}

func example() sheet.Table {
	t := sheet.Table{Name: "Exempel", Columns: []string{"Text", "Heltal", "Tal", "Dag", "Tomt"}}
	for i, s := range append(append([]string(nil), dangerous...), harmless...) {
		t.Rows = append(t.Rows, []sheet.Value{
			sheet.Text(s), sheet.Whole(i - 3), sheet.Decimal(2.5 + float64(i)), sheet.Day(skapa.DateOf(2026, time.November, 1+i)), {},
		})
	}
	return t
}

func exampleTexts() []string { return append(append([]string(nil), dangerous...), harmless...) }

func xlsx(t *testing.T, tables ...sheet.Table) []byte {
	t.Helper()
	var file bytes.Buffer
	about := sheet.About{Title: "Skattningar", Lang: "sv", Made: skapa.DateOf(2026, time.November, 22)}
	if err := sheet.WriteXLSX(&file, tables, about); err != nil {
		t.Fatal(err)
	}
	return file.Bytes()
}

func asCSV(t *testing.T, table sheet.Table, lang string) string {
	t.Helper()
	var file bytes.Buffer
	if err := sheet.WriteCSV(&file, table, lang); err != nil {
		t.Fatal(err)
	}
	return file.String()
}

func TestEscapeIsUndoneOfEveryText(t *testing.T) {
	for _, text := range dangerous {
		escaped := sheet.Escape(text)
		if !strings.HasPrefix(escaped, "'") || escaped == text {
			t.Errorf("%q is written %q", text, escaped)
		}
	}
	for _, text := range harmless {
		if escaped := sheet.Escape(text); escaped != text {
			t.Errorf("%q is written %q", text, escaped)
		}
	}
	random := rand.New(rand.NewPCG(6, 5))
	alphabet := []rune("'''=+-@\t\r\n \u00a0＝aå1;")
	for range 20_000 {
		var b strings.Builder
		for range random.IntN(8) {
			b.WriteRune(alphabet[random.IntN(len(alphabet))])
		}
		text := b.String()
		escaped := sheet.Escape(text)
		if back := sheet.Unescape(escaped); back != text {
			t.Fatalf("%q is written %q and read %q", text, escaped, back)
		}
		if escaped != "" && strings.ContainsRune("=+-@\t\r\n＝", []rune(escaped)[0]) {
			t.Fatalf("%q is written %q", text, escaped)
		}
	}
}

func TestCSVForExcel(t *testing.T) {
	table := sheet.Table{Columns: []string{"Kod", "Hälsa", "Snitt", "Datum"}, Rows: [][]sheet.Value{
		{sheet.Text("H-1"), sheet.Whole(-3), sheet.Decimal(2.5), sheet.Day(skapa.DateOf(2026, time.November, 21))},
		{sheet.Text(`=1;"å"`), {}, sheet.Decimal(-1000), {}},
		{sheet.Text("a,=b")},
	}}
	for lang, want := range map[string]string{
		"sv": "\ufeffKod;Hälsa;Snitt;Datum\r\nH-1;-3;2,5;2026-11-21\r\n\"'=1;\"\"å\"\"\";;-1000;\r\n\"a,=b\"\r\n",
		"en": "\ufeffKod,Hälsa,Snitt,Datum\r\nH-1,-3,2.5,2026-11-21\r\n\"'=1;\"\"å\"\"\",,-1000,\r\n\"a,=b\"\r\n",
	} {
		if got := asCSV(t, table, lang); got != want {
			t.Errorf("%s:\n%q is not\n%q", lang, got, want)
		}
	}
}

// Whatever a text is, one cell of the file holds it, and nothing else changes.
func TestCSVKeepsEveryText(t *testing.T) {
	for lang, comma := range map[string]rune{"sv": ';', "en": ','} {
		reader := csv.NewReader(strings.NewReader(strings.TrimPrefix(asCSV(t, example(), lang), "\ufeff")))
		reader.Comma = comma
		rows, err := reader.ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for i, text := range exampleTexts() {
			if got := sheet.Unescape(rows[i+1][0]); got != strings.ReplaceAll(text, "\r\n", "\n") {
				t.Errorf("%s: %q is read %q", lang, text, got)
			}
		}
	}
}

func TestWorkbookHasTypes(t *testing.T) {
	f, err := excelize.OpenReader(bytes.NewReader(xlsx(t, example(), sheet.Table{Name: "Tom", Columns: []string{"Kod"}})))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if got := strings.Join(f.GetSheetList(), " "); got != "Exempel Tom" {
		t.Errorf("the sheets are %s", got)
	}
	cell := func(at string) (string, excelize.CellType, *excelize.Style) {
		t.Helper()
		value, err := f.GetCellValue("Exempel", at, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		kind, _ := f.GetCellType("Exempel", at)
		id, _ := f.GetCellStyle("Exempel", at)
		style, err := f.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		return value, kind, style
	}
	for i, text := range exampleTexts() {
		row := strconv.Itoa(i + 2)
		value, kind, _ := cell("A" + row)
		if formula, _ := f.GetCellFormula("Exempel", "A"+row); formula != "" || kind != excelize.CellTypeInlineString || value != text {
			t.Errorf("%q is %q of type %v, formula %q", text, value, kind, formula)
		}
		if value, kind, _ := cell("B" + row); value != strconv.Itoa(i-3) || kind == excelize.CellTypeInlineString {
			t.Errorf("%d is %s of type %v", i-3, value, kind)
		}
		if value, _, _ := cell("C" + row); value != strconv.FormatFloat(2.5+float64(i), 'f', -1, 64) {
			t.Errorf("%v is %s", 2.5+float64(i), value)
		}
		value, _, style := cell("D" + row)
		serial, _ := strconv.ParseFloat(value, 64)
		day, err := excelize.ExcelDateToTime(serial, false)
		if want := skapa.DateOf(2026, time.November, 1+i); err != nil || skapa.DateIn(day) != want || style.CustomNumFmt == nil || !strings.Contains(*style.CustomNumFmt, "yyyy") {
			t.Errorf("%v is %s, %v, shown as %v", want, value, day, style.CustomNumFmt)
		}
		if value, _, _ := cell("E" + row); value != "" {
			t.Errorf("an empty cell holds %q", value)
		}
	}
	if _, _, style := cell("A1"); !style.Font.Bold {
		t.Error("the header is not bold")
	}
	if panes, err := f.GetPanes("Exempel"); err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("the header is not frozen: %+v, %v", panes, err)
	}
}

// What Excel does when somebody edits a cell goes by its mark, not by its type.
func TestFormulasStayTextWhenEdited(t *testing.T) {
	parts := parts(t, xlsx(t, example()))
	if n := strings.Count(parts["xl/styles.xml"], `quotePrefix="true"`); n != 1 {
		t.Errorf("%d styles mark a text", n)
	}
	if strings.Contains(parts["xl/worksheets/sheet1.xml"], "<f>") {
		t.Error("there is a formula")
	}
	if !strings.Contains(parts["xl/worksheets/sheet1.xml"], "<autoFilter ") {
		t.Error("there is no filter")
	}
}

func TestWorkbookNamesNobody(t *testing.T) {
	parts := parts(t, xlsx(t, example()))
	for name, want := range map[string]string{
		"docProps/core.xml": "<dc:creator>Framsteg</dc:creator>", "docProps/app.xml": "<Application>Framsteg</Application>",
	} {
		if text := parts[name]; !strings.Contains(text, want) || strings.Contains(text, "xuri") || strings.Contains(text, "xcelize") {
			t.Errorf("%s says %s", name, text)
		}
	}
}

func TestSameTablesMakeTheSameBytes(t *testing.T) {
	second := sheet.Table{Name: "Andra", Columns: []string{"Kod"}, Rows: [][]sheet.Value{{sheet.Text("H-1")}}}
	third := sheet.Table{Name: "Tredje", Columns: []string{"Kod"}}
	first := xlsx(t, example(), second, third)
	for range 10 {
		if !bytes.Equal(first, xlsx(t, example(), second, third)) {
			t.Fatal("the same tables make another file")
		}
	}
}

// In print every sheet is one page wide, on A4 across, and has its header on each
// page.
func TestWorkbookIsReadInPrint(t *testing.T) {
	parts := parts(t, xlsx(t, example(), sheet.Table{Name: "Anna's mål", Columns: []string{"Kod"}}))
	for i, titles := range []string{"'Exempel'!$1:$1", "'Anna''s mål'!$1:$1"} {
		text := parts[fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)]
		for _, want := range []string{`fitToPage="true"`, `orientation="landscape"`, `paperSize="9"`, `fitToWidth="1"`, `fitToHeight="0"`} {
			if !strings.Contains(text, want) {
				t.Errorf("sheet %d has no %s", i+1, want)
			}
		}
		want := fmt.Sprintf(`<definedName localSheetId="%d" name="_xlnm.Print_Titles">%s</definedName>`, i, strings.ReplaceAll(titles, "'", "&#39;"))
		if !strings.Contains(parts["xl/workbook.xml"], want) {
			t.Errorf("sheet %d does not repeat its header: %s", i+1, parts["xl/workbook.xml"])
		}
	}
}

// A spreadsheet has another number for the days before March 1900 than Excel has:
// they are text.
func TestDaysThatSpreadsheetsDisagreeOn(t *testing.T) {
	table := sheet.Table{Name: "Dagar", Columns: []string{"Dag"}, Rows: [][]sheet.Value{
		{sheet.Day(skapa.FirstDate)}, {sheet.Day(skapa.DateOf(1900, time.March, 1))}, {sheet.Day(skapa.LastDate)},
	}}
	f, err := excelize.OpenReader(bytes.NewReader(xlsx(t, table)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("Dagar")
	if err != nil || len(rows) != 4 || rows[1][0] != "1900-01-01" || rows[2][0] != "1900-03-01" || rows[3][0] != "2199-12-31" {
		t.Errorf("they are %v, %v", rows, err)
	}
}

// Rows that are too many for the library's own memory are no file of somebody's
// temporary folder meanwhile.
func TestNothingLiesInTheTemporaryFolder(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	before := time.Now().AddDate(-1, 0, 0)
	if err := os.Chtimes(folder, before, before); err != nil {
		t.Fatal(err)
	}
	table := sheet.Table{Name: "Stor", Columns: []string{"Kod", "Kommentar"}}
	long := sheet.Text(strings.Repeat("Åsa ", 900))
	for range 12_000 {
		table.Rows = append(table.Rows, []sheet.Value{sheet.Text("H-1"), long})
	}
	file := xlsx(t, table) // 43 MB of rows, above the 16 MB that the library keeps
	if text := parts(t, file)["xl/worksheets/sheet1.xml"]; strings.Count(text, "</row>") != 12_001 {
		t.Error("rows are missing")
	}
	if is, err := os.Stat(folder); err != nil || time.Since(is.ModTime()) < time.Hour {
		t.Errorf("something was there: %v", err)
	}
}

// parts gives the files of which a workbook consists.
func parts(t *testing.T, file []byte) map[string]string {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(file), int64(len(file)))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, f := range archive.File {
		part, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(part)
		if err != nil {
			t.Fatal(err)
		}
		all[f.Name] = string(text)
	}
	return all
}
