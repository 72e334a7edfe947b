package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"framsteg/store/skapa"
)

// A workbook that would fill the memory is refused by what it holds, in whichever
// part that is and however it is written.
func TestReadRefusesWhatFillsTheMemory(t *testing.T) {
	if testing.Short() {
		t.Skip("takes minutes under the race detector, of one goroutine")
	}
	many := func(n int, text string) string { return strings.Repeat(text, n) }
	for name, c := range map[string]struct{ part, root, content, key string }{
		"texts":                {"xl/sharedStrings.xml", "sst", many(1_100_000, "<si/>"), "error.sheet.tooBig"},
		"texts with a prefix":  {"xl/sharedStrings.xml", "x:sst", many(1_100_000, "<x:si/>"), "error.sheet.tooBig"},
		"a long part":          {"xl/sharedStrings.xml", "sst", "<si>" + many(10_000, "<t>"+many(4_000, "a")+"</t>") + "</si>", "error.sheet.tooBig"},
		"fonts":                {"xl/styles.xml", "styleSheet", "<fonts>" + many(600_000, "<font/>") + "</fonts>", "error.sheet.tooBig"},
		"sheets":               {"xl/workbook.xml", "workbook", "<sheets>" + many(600_000, "<sheet/>") + "</sheets>", "error.sheet.tooBig"},
		"a calculation":        {"xl/calcChain.xml", "calcChain", many(600_000, "<c/>"), "error.sheet.tooBig"},
		"kinds of parts":       {"[Content_Types].xml", "Types", many(600_000, "<Default/>"), "error.sheet.tooBig"},
		"runs in a cell":       {"xl/worksheets/sheet1.xml", "worksheet", "<sheetData><row><c><is>" + many(600_000, "<r/>") + "</is></c></row></sheetData>", "error.sheet.tooBig"},
		"cells in a row":       {"xl/worksheets/sheet1.xml", "worksheet", "<sheetData><row>" + many(600_000, "<c/>") + "</row></sheetData>", "error.sheet.tooBig"},
		"rows in rows":         {"xl/worksheets/sheet1.xml", "worksheet", many(600_000, "<row>"), "error.sheet.tooBig"},
		"attributes":           {"xl/worksheets/sheet1.xml", "worksheet", "<row a=\">\" " + many(600_000, `a="" `) + "/>", "error.sheet.tooBig"},
		"a part of no ending":  {"xl/media/image1.png", "workbook", many(600_000, "<sheet/>"), "error.sheet.tooBig"},
		"another encoding":     {"xl/sharedStrings.xml", `?xml version="1.0" encoding="utf-16"?><sst`, "<si/>", "error.sheet.broken"},
		"as many as there are": {"xl/sharedStrings.xml", "sst", many(400_000, "<si><t>a</t></si>"), ""},
	} {
		_, root, is := strings.Cut(c.root, "<")
		if !is {
			root = c.root
		}
		content := "<" + c.root + ` xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">` + c.content + "</" + root + ">"
		b, err := Read("bok", withPart(t, c.part, content))
		if c.key == "" {
			if err != nil || len(b.Sheets) != 1 {
				t.Errorf("%s: %v", name, err)
			}
		} else if !errors.Is(err, &skapa.Problem{Key: c.key}) {
			t.Errorf("%s: %v, not %s", name, err, c.key)
		}
	}
}

// What is no XML, as a picture, is nobody's concern.
func TestReadLeavesPicturesAlone(t *testing.T) {
	picture := "\x89PNG\r\n\x1a\n" + strings.Repeat("\x00", 1<<20) + "<\x00>" + strings.Repeat("\xff", 1<<20)
	if _, err := Read("bok", withPart(t, "xl/media/image1.png", picture)); err != nil {
		t.Error(err)
	}
}

// withPart gives a workbook with a part of ours in place of its own.
func withPart(t *testing.T, name, content string) []byte {
	t.Helper()
	data := book(t, func(f *excelize.File) {
		if err := f.SetCellValue("Sheet1", "A1", 1); err != nil {
			t.Fatal(err)
		}
	})
	from, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	to := zip.NewWriter(&b)
	add := func(name string, content io.Reader) {
		w, err := to.Create(name)
		if err == nil {
			_, err = io.Copy(w, content)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, part := range from.File {
		if part.Name == name {
			continue
		}
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		add(part.Name, r)
	}
	add(name, strings.NewReader(content))
	if err := to.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
