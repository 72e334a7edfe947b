package sheet

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"

	"github.com/xuri/excelize/v2"

	"framsteg/store/skapa"
)

// maxParts is how many files a spreadsheet file may be packed of.
const maxParts = 2_000

func readXLSX(data []byte) (b Book, err error) {
	defer func() { // the library was not made for what means to break it
		if value := recover(); value != nil {
			b, err = Book{}, broken(errors.New("sheet: a workbook that cannot be read"))
		}
	}()
	if err := unpacks(data); err != nil {
		return Book{}, err
	}
	// All stays in memory: a file in the system's temporary folder could be read by others.
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{
		RawCellValue: true, UnzipSizeLimit: maxUnzip, UnzipXMLSizeLimit: maxUnzip, TmpDir: nowhere,
	})
	if err != nil {
		return Book{}, broken(err)
	}
	defer f.Close()
	props, err := f.GetWorkbookProps()
	if err != nil {
		return Book{}, broken(err)
	}
	names := f.GetSheetList()
	if len(names) > MaxSheets {
		return Book{}, broken(errors.New("sheet: too many sheets"))
	}
	var count counter
	for _, name := range names {
		s := Sheet{Name: name, From1904: props.Date1904 != nil && *props.Date1904}
		if s.Rows, err = rowsOf(f, name, &count); err != nil {
			return Book{}, err
		}
		b.Sheets = append(b.Sheets, s)
	}
	return b.anything()
}

// unpacks refuses what is no workbook of Excel, or one that unpacks to more than
// anybody needs, before the library has it.
func unpacks(data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return broken(err)
	}
	if len(z.File) > maxParts {
		return tooBig()
	}
	size, workbook := uint64(0), false
	for _, part := range z.File {
		if part.UncompressedSize64 > maxUnzip {
			return tooBig()
		}
		if size += part.UncompressedSize64; size > maxUnzip {
			return tooBig()
		}
		workbook = workbook || strings.EqualFold(strings.ReplaceAll(part.Name, `\`, "/"), "xl/workbook.xml")
	}
	if !workbook {
		return &skapa.Problem{Key: "error.sheet.kind"} // an OpenDocument file, or any other archive
	}
	for _, part := range z.File {
		if err := bounded(part); err != nil {
			return err
		}
	}
	return nil
}

// rowsOf gives the rows of a sheet that hold something. What is no sheet of
// cells, as a chart, has none.
func rowsOf(f *excelize.File, name string, count *counter) (all []Row, err error) {
	rows, err := f.Rows(name)
	if err != nil {
		return nil, nil
	}
	defer rows.Close()
	for number := 1; rows.Next(); number++ {
		if number > MaxRows {
			break // rows that are empty, but have a colour, go on to the last that there can be
		}
		cells, err := rows.Columns()
		if err != nil {
			return nil, broken(err)
		}
		for len(cells) > 0 && cells[len(cells)-1] == "" {
			cells = cells[:len(cells)-1]
		}
		row := Row{Number: number, Line: number, Cells: cells}
		if row.Blank() {
			continue
		}
		all = append(all, row)
		if err := count.add(row, number); err != nil {
			return nil, err
		}
	}
	if err := rows.Error(); err != nil {
		return nil, broken(err)
	}
	return all, nil
}

func broken(err error) error {
	if errors.Is(err, excelize.ErrWorkbookPassword) {
		return &skapa.Problem{Key: "error.sheet.old", Err: err}
	}
	return &skapa.Problem{Key: "error.sheet.broken", Err: err}
}
