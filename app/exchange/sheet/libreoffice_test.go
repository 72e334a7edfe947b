package sheet_test

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"framsteg/app/exchange/sheet"
	"framsteg/store/skapa"
)

// required in the environment turns a missing program from a reason to skip into
// a failure.
const required = "FRAMSTEG_TOOLS"

// needs skips a test where a program is missing.
func needs(t *testing.T, program, debian string) {
	t.Helper()
	if _, err := exec.LookPath(program); err != nil && os.Getenv(required) == "required" {
		t.Fatal(err)
	} else if err != nil {
		t.Skipf("%v (in the Debian package %s; %s=required makes this a failure)", err, debian, required)
	}
}

// seen is a cell as LibreOffice understands it.
type seen struct{ Kind, Value, Shown, Formula string }

// opened gives the cells of a file as LibreOffice with a profile opens it, by sheet
// and row. options are its own: how a CSV file is to be read.
func opened(t *testing.T, profile, name string, file []byte, options ...string) map[string][][]seen {
	t.Helper()
	folder := t.TempDir()
	path := filepath.Join(folder, name)
	if err := os.WriteFile(path, file, 0o600); err != nil {
		t.Fatal(err)
	}
	args := []string{"-env:UserInstallation=file://" + profile, "--headless"}
	args = append(args, options...)
	command := exec.Command("soffice", append(args, "--convert-to", "fods", "--outdir", folder, path)...)
	if out, err := command.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	said, err := os.Open(strings.TrimSuffix(path, filepath.Ext(path)) + ".fods")
	if err != nil {
		t.Fatal(err)
	}
	defer said.Close()
	sheets, err := flat(said)
	if err != nil {
		t.Fatal(err)
	}
	return sheets
}

// flat reads a flat OpenDocument spreadsheet, as far as it holds anything.
func flat(from io.Reader) (map[string][][]seen, error) {
	const most = 1000 // times that something empty is repeated to fill the sheet
	sheets, name := map[string][][]seen{}, ""
	var row []seen
	cell, times := seen{}, 1
	in := xml.NewDecoder(from)
	for {
		token, err := in.Token()
		if errors.Is(err, io.EOF) {
			return sheets, nil
		}
		if err != nil {
			return nil, err
		}
		switch token := token.(type) {
		case xml.StartElement:
			say := map[string]string{}
			for _, a := range token.Attr {
				say[a.Name.Local] = a.Value
			}
			switch token.Name.Local {
			case "table":
				name = say["name"]
			case "table-row":
				row = nil
			case "table-cell":
				cell = seen{Kind: say["value-type"], Value: say["value"] + say["date-value"], Formula: say["formula"]}
				times = 1
				if n, err := strconv.Atoi(say["number-columns-repeated"]); err == nil {
					times = n
				}
			case "p":
				if cell.Shown != "" {
					cell.Shown += "\n"
				}
			case "s":
				n, _ := strconv.Atoi(say["c"])
				cell.Shown += strings.Repeat(" ", max(n, 1))
			case "tab":
				cell.Shown += "\t"
			case "line-break":
				cell.Shown += "\n"
			}
		case xml.CharData:
			if text := string(token); strings.TrimSpace(text) != "" {
				cell.Shown += text
			}
		case xml.EndElement:
			switch token.Name.Local {
			case "table-cell":
				for range min(times, most) {
					row = append(row, cell)
				}
				cell = seen{}
			case "table-row":
				sheets[name] = append(sheets[name], row)
			}
		}
	}
}

// likeNumbers are texts that no CSV file can keep from being numbers or dates to
// who opens it in a spreadsheet.
var likeNumbers = []string{"12", "0012", "2026-11-21"}

// lines gives a text with one kind of line break, and none at its start.
func lines(text string) string { return strings.TrimLeft(strings.ReplaceAll(text, "\r", "\n"), "\n") }

// check compares the example with what LibreOffice makes of it.
func check(t *testing.T, got [][]seen, csv bool) {
	t.Helper()
	table := example()
	if len(got) <= len(table.Rows) {
		t.Fatalf("%d rows of %d", len(got), len(table.Rows)+1)
	}
	for i, name := range table.Columns {
		if got[0][i].Shown != name || got[0][i].Kind != "string" {
			t.Errorf("the header is %+v, not %s", got[0][i], name)
		}
	}
	for i := range table.Rows {
		row := got[i+1]
		for _, cell := range row {
			if cell.Formula != "" {
				t.Errorf("row %d computes %s", i, cell.Formula)
			}
		}
		text := exampleTexts()[i]
		if asNumbers := csv && slices.Contains(likeNumbers, text); asNumbers != (row[0].Kind != "string") {
			t.Errorf("%q is %+v", text, row[0])
		}
		if csv {
			text = sheet.Escape(text)
		}
		if !slices.Contains(likeNumbers, text) && lines(row[0].Shown) != lines(text) {
			t.Errorf("%q is %+v", text, row[0])
		}
		if row[1].Kind != "float" || row[1].Value != strconv.Itoa(i-3) {
			t.Errorf("%d is %+v", i-3, row[1])
		}
		if row[2].Kind != "float" || row[2].Value != strconv.FormatFloat(2.5+float64(i), 'f', -1, 64) {
			t.Errorf("%v is %+v", 2.5+float64(i), row[2])
		}
		if day := skapa.DateOf(2026, time.November, 1+i).String(); row[3].Kind != "date" || row[3].Value != day || row[3].Shown != day {
			t.Errorf("%s is %+v", day, row[3])
		}
		if row[4] != (seen{}) {
			t.Errorf("an empty cell is %+v", row[4])
		}
	}
}

func TestLibreOfficeOpensWhatIsWritten(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes under the race detector, of one goroutine")
	}
	needs(t, "soffice", "libreoffice-calc-nogui")
	profile := t.TempDir() // making one takes longer than anything after it
	t.Run("workbook", func(t *testing.T) {
		sheets := opened(t, profile, "tabeller åäö.xlsx", xlsx(t, example(), sheet.Table{Name: "Åtgärder", Columns: []string{"Kod"}}))
		check(t, sheets["Exempel"], false)
		if got := sheets["Åtgärder"]; len(got) == 0 || got[0][0].Shown != "Kod" {
			t.Errorf("the second sheet is %v", got)
		}
	})
	// The numbers are those of the dialog that it shows for a CSV file: the
	// separator, the quotation mark, UTF-8, from the first line, no special columns,
	// the language, and that dates are recognised.
	for lang, dialog := range map[string]string{"sv": "CSV:59,34,76,1,,1053,false,true", "en": "CSV:44,34,76,1,,1033,false,true"} {
		t.Run("CSV "+lang, func(t *testing.T) {
			var file bytes.Buffer
			if err := sheet.WriteCSV(&file, example(), lang); err != nil {
				t.Fatal(err)
			}
			check(t, opened(t, profile, "tabell.csv", file.Bytes(), "--infilter="+dialog)["tabell"], true)
		})
	}
}
