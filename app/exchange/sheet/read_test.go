package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"errors"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	"framsteg/app/words"
	"framsteg/store/skapa"
)

// wide gives a text in UTF-16.
func wide(text string, order binary.AppendByteOrder) (data []byte) {
	for _, unit := range utf16.Encode([]rune(text)) {
		data = order.AppendUint16(data, unit)
	}
	return data
}

// One table is the same in every encoding, with every separator and line end.
func TestReadCSV(t *testing.T) {
	const text = "Kod;Namn;Anteckning\nH-1;Åsa Öberg;\"Rad ett\nrad två\"\n;;\n H-2 ;Bo;\"Säger \"\"kanske\"\"; nja\"\n"
	want := []Row{
		{Number: 1, Line: 1, Cells: []string{"Kod", "Namn", "Anteckning"}},
		{Number: 2, Line: 2, Cells: []string{"H-1", "Åsa Öberg", "Rad ett\nrad två"}},
		{Number: 4, Line: 5, Cells: []string{" H-2 ", "Bo", `Säger "kanske"; nja`}},
	}
	western, err := charmap.Windows1252.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	tabs := strings.NewReplacer(";;\n", "\t\t\n", ";", "\t", "; nja", "; nja").Replace(text)
	tabs = strings.Replace(tabs, "\t nja", "; nja", 1)
	for name, data := range map[string][]byte{
		"UTF-8":                     []byte(text),
		"UTF-8 with a mark":         []byte("\xef\xbb\xbf" + text),
		"Windows-1252":              []byte(western),
		"UTF-16 LE":                 wide("\ufeff"+text, binary.LittleEndian),
		"UTF-16 BE":                 wide("\ufeff"+text, binary.BigEndian),
		"UTF-16 LE without a mark":  wide(text, binary.LittleEndian),
		"UTF-16 BE without a mark":  wide(text, binary.BigEndian),
		"CR LF":                     []byte(strings.ReplaceAll(text, "\n", "\r\n")),
		"tabs":                      []byte(tabs),
		"without the last line end": []byte(strings.TrimSuffix(text, "\n")),
	} {
		b, err := Read("tabell", data)
		if err != nil || len(b.Sheets) != 1 || !reflect.DeepEqual(b.Sheets[0].Rows, want) {
			t.Errorf("%s: %v, %+v", name, err, b)
		}
	}
}

// The separator is the one that makes a table, whatever else stands in cells.
func TestSeparators(t *testing.T) {
	for text, want := range map[string][]string{
		"Kod,Namn,Start\nH-1,Bo,2025-01-01":            {"H-1", "Bo", "2025-01-01"},
		"Kod;Steg\nH-1;2,5":                            {"H-1", "2,5"},
		"Kod|Steg\nH-1|2,5":                            {"H-1", "2,5"},
		"sep=,\nKod;x,Steg\nH-1,3":                     {"H-1", "3"},
		"\"sep=;\"\nKod;Steg\nH-1;3":                   {"H-1", "3"},
		"Kod;\"Vardag, nätverk, fritid, mer\"\nH-1;3":  {"H-1", "3"},
		"Team Halmstad, våren 2025\n\nKod;Steg\nH-1;3": {"H-1", "3"},
		"Kod\nH-1":                {"H-1"},
		"Kod;Text\nH-1;'=1+1\n":   {"H-1", "=1+1"},
		"Kod;Text\nH-1;=1+1":      {"H-1", "=1+1"},
		"Kod;Text\nH-1;5\" rör\n": {"H-1", "5\" rör"},
		"Kod;Text;\nH-1;x;\n":     {"H-1", "x", ""},
	} {
		b, err := Read("tabell", []byte(text))
		if err != nil {
			t.Errorf("%q: %v", text, err)
			continue
		}
		rows := b.Sheets[0].Rows
		if last := rows[len(rows)-1].Cells; !reflect.DeepEqual(last, want) {
			t.Errorf("%q: %q", text, last)
		}
	}
}

// Each sheet that cannot be read is refused by a sentence that says why, in
// both languages.
func TestMalformedFiles(t *testing.T) {
	long := strings.Repeat("x", MaxCell+1)
	for name, c := range map[string]struct {
		data []byte
		key  string
	}{
		"nothing":                  {nil, "error.sheet.empty"},
		"only a mark":              {[]byte("\xef\xbb\xbf"), "error.sheet.empty"},
		"only blank rows":          {[]byte(";;;\n\n  ;\n"), "error.sheet.empty"},
		"a quote that never ends":  {[]byte("Kod;Namn\nH-1;\"Bo\nH-2;Eva"), "error.sheet.quote"},
		"a cell too long":          {[]byte("Kod;Text\nH-1;" + long), "error.sheet.cell"},
		"too many columns":         {[]byte(strings.Repeat("a;", MaxColumns+1)), "error.sheet.columns"},
		"too many rows":            {[]byte(strings.Repeat("a;b\n", MaxRows+1)), "error.sheet.rows"},
		"too big":                  {make([]byte, MaxSize+1), "error.sheet.tooBig"},
		"a picture":                {[]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), "error.sheet.kind"},
		"an old Excel file":        {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest"), "error.sheet.old"},
		"a zip without a workbook": {zipped(t, "content.xml", "<x/>"), "error.sheet.kind"},
		"half a workbook":          {[]byte("PK\x03\x04 and nothing"), "error.sheet.broken"},
		"a workbook of nonsense":   {zipped(t, "xl/workbook.xml", "<<<"), "error.sheet.broken"},
		"an empty workbook":        {book(t, func(*excelize.File) {}), "error.sheet.empty"},
		"a bomb":                   {zipped(t, "xl/workbook.xml", strings.Repeat("0", maxUnzip+1)), "error.sheet.tooBig"},
	} {
		_, err := Read("tabell", c.data)
		if !errors.Is(err, &skapa.Problem{Key: c.key}) {
			t.Errorf("%s: %v, not %s", name, err, c.key)
			continue
		}
		for _, lang := range words.Languages {
			if text := words.In(lang).Sentence(err); text == c.key || strings.Contains(text, "<no value>") {
				t.Errorf("%s in %s: %q", name, lang, text)
			}
		}
	}
}

func zipped(t *testing.T, name, content string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err == nil {
		_, err = w.Write([]byte(content))
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// book makes a workbook.
func book(t testing.TB, fill func(*excelize.File)) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A workbook gives what stands in its cells: numbers as they are kept, dates as
// numbers of days, of a formula what it came to and never itself.
func TestReadXLSX(t *testing.T) {
	data := book(t, func(f *excelize.File) {
		set := func(cell string, value any) {
			if err := f.SetCellValue("Sheet1", cell, value); err != nil {
				t.Fatal(err)
			}
		}
		set("A1", "Kod")
		set("B1", "Datum")
		set("C1", "Steg")
		set("A3", "H-1")
		set("B3", skapa.DateOf(2025, 2, 18).Time())
		set("C3", 2.5)
		set("D3", "=1+1")
		if err := f.SetCellFormula("Sheet1", "E3", `HYPERLINK("x")`); err != nil {
			t.Fatal(err)
		}
		if _, err := f.NewSheet("Tomt"); err != nil {
			t.Fatal(err)
		}
	})
	b, err := Read("bok", data)
	if err != nil || len(b.Sheets) != 2 {
		t.Fatal(err, b)
	}
	want := []Row{
		{Number: 1, Line: 1, Cells: []string{"Kod", "Datum", "Steg"}},
		{Number: 3, Line: 3, Cells: []string{"H-1", "45706", "2.5", "=1+1"}},
	}
	if s := b.Sheets[0]; s.Name != "Sheet1" || s.From1904 || !reflect.DeepEqual(s.Rows, want) {
		t.Errorf("the sheet is %+v", s)
	}
	if s := b.Sheets[1]; s.Name != "Tomt" || s.Rows != nil {
		t.Errorf("the other sheet is %+v", s)
	}
}

func TestReadXLSXFrom1904(t *testing.T) {
	data := book(t, func(f *excelize.File) {
		from1904 := true
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &from1904}); err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellValue("Sheet1", "A1", 44244); err != nil {
			t.Fatal(err)
		}
	})
	b, err := Read("bok", data)
	if err != nil || !b.Sheets[0].From1904 {
		t.Errorf("got %v, %+v", err, b)
	}
}

func TestOpenSaysWhatIsMissing(t *testing.T) {
	_, err := Open(filepath.Join(t.TempDir(), "ingen.csv"))
	if !errors.Is(err, &skapa.Problem{Key: "error.sheet.missing"}) {
		t.Errorf("got %v", err)
	}
	if _, err = Open(t.TempDir()); !errors.Is(err, &skapa.Problem{Key: "error.sheet.unreadable"}) {
		t.Errorf("got %v", err)
	}
}

// Whatever a file holds, it is read or refused by a Problem, within the limits,
// and its rows follow each other.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{"Kod;Namn\nH-1;\"Bo\"\n", "a,b\r\nc,\"d\"\"e\"", "\xff\xfea\x00;\x00b\x00", "sep=;\na;b", "PK\x03\x04", "\"", "a\tb\n\x1a"} {
		f.Add([]byte(seed))
	}
	f.Add(book(f, func(b *excelize.File) { _ = b.SetCellValue("Sheet1", "A1", "Kod") }))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := Read("tabell", data)
		if err != nil {
			if _, is := errors.AsType[*skapa.Problem](err); !is {
				t.Fatalf("refused by %v", err)
			}
			return
		}
		for _, s := range b.Sheets {
			number, line := 0, 0
			for _, r := range s.Rows {
				if r.Number <= number || r.Line <= line || r.Blank() || len(r.Cells) > MaxColumns {
					t.Fatalf("row %d (%d) after %d (%d): %q", r.Number, r.Line, number, line, r.Cells)
				}
				number, line = r.Number, r.Line
			}
		}
	})
}
