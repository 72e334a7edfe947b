package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"framsteg/store/skapa"
)

// About is what a spreadsheet file says of itself. It names nobody.
type About struct {
	Title string
	Lang  string     // of the texts in it
	Made  skapa.Date // the day
}

// program is who the file says that it is by.
const program = "Framsteg"

// nowhere is a folder that no system can have. Rows beyond some megabytes would
// otherwise be in a file in the system's temporary folder meanwhile, for all to
// read who may look there; without a folder they stay in memory.
const nowhere = "\x00"

// WriteXLSX writes tables as the sheets of an Excel workbook, each with a bold
// header that stays in view, a filter, and columns that show what they hold. In
// print each is one page wide, with its header on every page.
// Numbers are numbers, dates are dates, and text stays text also when somebody
// edits the cell. The same tables give the same bytes.
func WriteXLSX(w io.Writer, tables []Table, about About) error {
	f := excelize.NewFile(excelize.Options{TmpDir: nowhere})
	defer f.Close()
	if err := describe(f, about); err != nil {
		return fmt.Errorf("sheet: %w", err)
	}
	look, err := styled(f)
	if err != nil {
		return fmt.Errorf("sheet: %w", err)
	}
	for i, t := range tables {
		if i == 0 {
			err = f.SetSheetName(f.GetSheetName(0), t.Name)
		} else {
			_, err = f.NewSheet(t.Name)
		}
		if err == nil {
			err = look.write(f, t)
		}
		if err != nil {
			return fmt.Errorf("sheet: %s: %w", t.Name, err)
		}
	}
	f.SetZipWriter(func(w io.Writer) excelize.ZipWriter { return &sortedZip{to: w, parts: map[string]*bytes.Buffer{}} })
	_, err = f.WriteTo(w)
	return err
}

func describe(f *excelize.File, about About) error {
	at := about.Made.Time().Format(time.RFC3339)
	err := f.SetDocProps(&excelize.DocProperties{
		Title: about.Title, Language: about.Lang, Creator: program, LastModifiedBy: program, Created: at, Modified: at,
	})
	if err != nil {
		return err
	}
	return f.SetAppProps(&excelize.AppProperties{Application: program})
}

// styles are the looks of cells, as their file numbers them.
type styles struct{ header, heading, headingRight, text, textRight, prose, formula, whole, decimal, rounded, share, day int }

// The formats of a number that every program knows by its number.
const (
	asGeneral = 0
	asWhole   = 1
	asRounded = 2
	asPercent = 9
	asText    = 49
)

func styled(f *excelize.File) (s styles, err error) {
	isoDay := "yyyy\\-mm\\-dd"
	for _, one := range []struct {
		id    *int
		style excelize.Style
	}{
		{&s.header, excelize.Style{
			NumFmt: asText, Font: &excelize.Font{Bold: true, Family: "Calibri", Size: 11}, // those of all other cells
			Fill:   excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8EEF4"}},
			Border: []excelize.Border{{Type: "bottom", Style: 1, Color: "5B6B7B"}},
		}},
		{&s.heading, excelize.Style{
			NumFmt: asText, Font: &excelize.Font{Bold: true, Family: "Calibri", Size: 11},
			Alignment: &excelize.Alignment{Vertical: "top"},
		}},
		{&s.headingRight, excelize.Style{
			NumFmt: asText, Font: &excelize.Font{Bold: true, Family: "Calibri", Size: 11},
			Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "right", WrapText: true},
		}},
		{&s.textRight, excelize.Style{NumFmt: asText, Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "right"}}},
		{&s.prose, excelize.Style{NumFmt: asText, Alignment: &excelize.Alignment{Vertical: "top", WrapText: true}}},
		{&s.rounded, excelize.Style{NumFmt: asRounded, Alignment: &excelize.Alignment{Vertical: "top"}}},
		{&s.share, excelize.Style{NumFmt: asPercent, Alignment: &excelize.Alignment{Vertical: "top"}}},
		{&s.text, excelize.Style{NumFmt: asText, Alignment: &excelize.Alignment{Vertical: "top"}}},
		{&s.formula, excelize.Style{NumFmt: asText, Alignment: &excelize.Alignment{Vertical: "top", Horizontal: "left"}}},
		{&s.whole, excelize.Style{NumFmt: asWhole, Alignment: &excelize.Alignment{Vertical: "top"}}},
		{&s.decimal, excelize.Style{NumFmt: asGeneral, Alignment: &excelize.Alignment{Vertical: "top"}}},
		{&s.day, excelize.Style{CustomNumFmt: &isoDay, Alignment: &excelize.Alignment{Vertical: "top"}}},
	} {
		if *one.id, err = f.NewStyle(&one.style); err != nil {
			return styles{}, err
		}
	}
	yes := true
	f.Styles.CellXfs.Xf[s.formula].QuotePrefix = &yes // what typing an apostrophe before a text does
	return s, nil
}

func (s styles) write(f *excelize.File, t Table) error {
	if err := printed(f, t.Name); err != nil { // the stream writes some of it at once
		return err
	}
	out, err := f.NewStreamWriter(t.Name)
	if err != nil {
		return err
	}
	widths := t.widths()
	for i, width := range widths {
		if err := out.SetColWidth(i+1, i+1, float64(width)); err != nil {
			return err
		}
	}
	err = out.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
	if err != nil {
		return err
	}
	cells := make([]any, len(t.Columns))
	for i, name := range t.Columns {
		cells[i] = excelize.Cell{StyleID: s.header, Value: name}
	}
	if err := out.SetRow("A1", cells); err != nil {
		return err
	}
	for i, row := range t.Rows {
		for j, v := range row {
			cells[j] = s.cell(v)
		}
		height := excelize.RowOpts{Height: lineHeight * float64(lines(row, widths))}
		if err := out.SetRow(fmt.Sprint("A", i+2), cells[:len(row)], height); err != nil {
			return err
		}
	}
	if t.Stacked {
		return out.Flush()
	}
	last, err := excelize.CoordinatesToCellName(len(t.Columns), len(t.Rows)+1)
	if err != nil {
		return err
	}
	if err := f.AutoFilter(t.Name, "A1:"+last, nil); err != nil {
		return err
	}
	return out.Flush()
}

// lineHeight is the height of a row of one line, in points.
const lineHeight = 15

// lines gives how many lines what is broken between words takes in a row; 0 where there is none, and the
// height is for the program to choose. Most programs would not choose more than one.
func lines(row []Value, widths []int) (n int) {
	const most = 27 // a row can't be higher
	for i, v := range row {
		switch {
		case v.kind == isProse:
			n = max(n, wrapped(v.text, widths[i]-2))
		case v.kind == isHeading && v.right:
			n = max(n, wrapped(v.text, widths[i]-1))
		}
	}
	return min(n, most)
}

// wrapped gives how many lines a text takes that is broken between words.
func wrapped(text string, width int) (lines int) {
	left := 0
	for word := range strings.FieldsSeq(text) {
		n := utf8.RuneCountInString(word) + 1
		if n > left {
			lines += max(1, (n+width-1)/width)
			left = width
		}
		left -= n
	}
	return lines
}

// printed says how a sheet is printed: on A4 across, all columns side by side, as
// many pages as the rows need, each with the header.
func printed(f *excelize.File, sheet string) error {
	landscape, a4, wide, long, fit := "landscape", 9, 1, 0, true
	return errors.Join(
		f.SetSheetProps(sheet, &excelize.SheetPropsOptions{FitToPage: &fit}),
		f.SetPageLayout(sheet, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4, FitToWidth: &wide, FitToHeight: &long}),
		f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", Scope: sheet, RefersTo: "'" + strings.ReplaceAll(sheet, "'", "''") + "'!$1:$1"}),
	)
}

// leapless is the first day from which spreadsheets agree on what number a date
// has: Excel counts a 29 February 1900, which never was.
var leapless = skapa.DateOf(1900, time.March, 1)

// dayZero has the number 0 among the dates of a spreadsheet.
var dayZero = skapa.DateOf(1899, time.December, 30)

// cell gives a cell as the library takes it; nil for an empty one.
func (s styles) cell(v Value) any {
	switch v.kind {
	case isText:
		if couldBeFormula(v.text) {
			return excelize.Cell{StyleID: s.formula, Value: v.text}
		}
		if v.right {
			return excelize.Cell{StyleID: s.textRight, Value: v.text}
		}
	case isWhole:
		return excelize.Cell{StyleID: s.whole, Value: v.whole}
	case isDecimal:
		return excelize.Cell{StyleID: s.decimal, Value: v.number}
	case isRounded:
		return excelize.Cell{StyleID: s.rounded, Value: v.number}
	case isShare:
		return excelize.Cell{StyleID: s.share, Value: v.number}
	case isHeading:
		if v.right {
			return excelize.Cell{StyleID: s.headingRight, Value: v.text}
		}
		return excelize.Cell{StyleID: s.heading, Value: v.text}
	case isProse:
		return excelize.Cell{StyleID: s.prose, Value: v.text}
	case isDay:
		if v.day >= leapless {
			return excelize.Cell{StyleID: s.day, Value: v.day.DaysSince(dayZero)}
		}
	case isEmpty:
		return nil
	}
	return excelize.Cell{StyleID: s.text, Value: v.plain()}
}

// sortedZip writes the parts of a workbook in one order, whatever order they
// come in.
type sortedZip struct {
	to    io.Writer
	parts map[string]*bytes.Buffer
}

func (z *sortedZip) Create(name string) (io.Writer, error) {
	z.parts[name] = &bytes.Buffer{}
	return z.parts[name], nil
}

// AddFS is asked of no workbook that has no parts of another.
func (z *sortedZip) AddFS(fs.FS) error { return fmt.Errorf("sheet: a workbook within a workbook") }

func (z *sortedZip) Close() error {
	out := zip.NewWriter(z.to)
	for _, name := range slices.Sorted(maps.Keys(z.parts)) {
		part, err := out.Create(name)
		if err == nil {
			_, err = z.parts[name].WriteTo(part)
		}
		if err != nil {
			return err
		}
	}
	return out.Close()
}
