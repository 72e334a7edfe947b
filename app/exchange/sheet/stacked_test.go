package sheet_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"framsteg/app/exchange/sheet"
)

// Tables below each other have no filter, and what is said of them above reaches
// beyond its column instead of making it wide. Prose has the height that it needs.
func TestStackedTables(t *testing.T) {
	long := strings.Repeat("många ord i rad ", 20) // 320 letters
	data := xlsx(t, sheet.Table{Name: "Flera", Columns: []string{long, ""}, Stacked: true, Rows: [][]sheet.Value{
		{sheet.Text(long)},
		nil,
		{sheet.Heading("Område"), sheet.Heading("Antal").Right()},
		{sheet.Text("Hälsa"), sheet.Share(0.255)},
		{sheet.Text("Arbete"), sheet.Text("dolt").Right()},
		{sheet.Text("Kompetens"), sheet.Rounded(0.3349)},
		{sheet.Text("Mer"), sheet.Prose(long)},
	}})
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if text := parts(t, data)["xl/worksheets/sheet1.xml"]; text == "" || strings.Contains(text, "autoFilter") {
		t.Error("it has a filter")
	}
	if width, err := f.GetColWidth("Flera", "A"); err != nil || width > 12 {
		t.Errorf("the first column is %v wide, %v", width, err)
	}
	for cell, want := range map[string]string{"B5": "26%", "B6": "dolt", "B4": "Antal", "B7": "0.33"} {
		if got, err := f.GetCellValue("Flera", cell); err != nil || got != want {
			t.Errorf("%s is %q, %v", cell, got, err)
		}
	}
	for cell, want := range map[string]string{"B5": "0.255", "B7": "0.3349"} {
		if got, err := f.GetCellValue("Flera", cell, excelize.Options{RawCellValue: true}); err != nil || got != want {
			t.Errorf("%s is kept as %q, %v", cell, got, err)
		}
	}
	if height, err := f.GetRowHeight("Flera", 8); err != nil || height < 6*15 || height > 7*15 {
		t.Errorf("320 letters in 60 columns are %v high, %v", height, err)
	}
	if height, err := f.GetRowHeight("Flera", 5); err != nil || height != 15 {
		t.Errorf("a row of numbers is %v high, %v", height, err)
	}
}
