package sheet

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"framsteg/store/skapa"
)

// Book is what a file with tables holds: of a CSV file, one sheet.
type Book struct{ Sheets []Sheet }

// Sheet is one table as it stands in its file.
type Sheet struct {
	Name string
	Rows []Row // those that hold something, in order

	// Whether a number that is a date counts days from 1904-01-01, as books
	// made by old Macintosh programs do, and not from 1900.
	From1904 bool
}

// Row is a row of a sheet. Cells beyond its last one are empty.
type Row struct {
	Number int // from 1, as a spreadsheet counts rows, empty ones too
	Line   int // from 1, where it begins in the text of a CSV file; else the Number
	Cells  []string
}

// Cell gives the text of a cell, "" beyond the last.
func (r Row) Cell(column int) string {
	if column < 0 || column >= len(r.Cells) {
		return ""
	}
	return r.Cells[column]
}

// Blank tells whether no cell holds more than white space.
func (r Row) Blank() bool {
	for _, c := range r.Cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// What Read takes. More than this no team has: it is a mistake, or somebody
// means to fill the memory.
const (
	MaxSize    = 64 << 20 // bytes of a file
	MaxRows    = 400_000  // of a sheet
	MaxColumns = 400
	MaxCells   = 6_000_000 // of a book
	MaxCell    = 32_767    // characters of a cell, as in Excel
	MaxSheets  = 100
	maxUnzip   = 128 << 20 // bytes of what is packed in a spreadsheet file
)

// Open reads the file at path: see Read. Problem error.sheet.missing when there
// is none, error.sheet.unreadable when the system does not let it be read.
func Open(path string) (Book, error) {
	f, err := os.Open(path)
	if err != nil {
		return Book{}, unreadable(path, err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, MaxSize+1))
	if err != nil {
		return Book{}, unreadable(path, err)
	}
	name := filepath.Base(path)
	return Read(strings.TrimSuffix(name, filepath.Ext(name)), data)
}

func unreadable(path string, err error) error {
	key := "error.sheet.unreadable"
	if errors.Is(err, fs.ErrNotExist) {
		key = "error.sheet.missing"
	}
	return &skapa.Problem{Key: key, Args: skapa.Args{"Path": path}, Err: err}
}

// Read reads a CSV or an XLSX file, whichever it is by what it holds; name is
// what its sheet is called where the file does not say. Texts of a CSV file may
// be UTF-8, UTF-16 or Windows-1252, separated by semicolons, commas or tabs.
//
// Every cell is text: what a formula came to when the file was saved, a number
// as it is kept, a date of a spreadsheet as its number of days. Nothing is
// computed. Each failure is a Problem, error.sheet….
func Read(name string, data []byte) (Book, error) {
	switch {
	case len(data) > MaxSize:
		return Book{}, tooBig()
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")): // what Excel 97 and a passphrase give
		return Book{}, &skapa.Problem{Key: "error.sheet.old"}
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		return readXLSX(data)
	}
	return readCSV(name, data)
}

func tooBig() error {
	return &skapa.Problem{Key: "error.sheet.tooBig", Args: skapa.Args{"Max": MaxSize >> 20}}
}

// counter refuses a book that grows beyond all measure.
type counter struct{ cells int }

func (c *counter) add(r Row, rows int) error {
	switch {
	case rows > MaxRows:
		return &skapa.Problem{Key: "error.sheet.rows", Args: skapa.Args{"Max": MaxRows}}
	case len(r.Cells) > MaxColumns:
		return &skapa.Problem{Key: "error.sheet.columns", Args: skapa.Args{"Max": MaxColumns, "Line": r.Number}}
	}
	if c.cells += len(r.Cells); c.cells > MaxCells {
		return &skapa.Problem{Key: "error.sheet.rows", Args: skapa.Args{"Max": MaxRows}}
	}
	for _, text := range r.Cells {
		if len(text) > 4*MaxCell || len(text) > MaxCell && len([]rune(text)) > MaxCell {
			return &skapa.Problem{Key: "error.sheet.cell", Args: skapa.Args{"Max": MaxCell, "Line": r.Number}}
		}
	}
	return nil
}

// anything refuses a book in which nothing stands.
func (b Book) anything() (Book, error) {
	for _, s := range b.Sheets {
		if len(s.Rows) > 0 {
			return b, nil
		}
	}
	return Book{}, &skapa.Problem{Key: "error.sheet.empty"}
}
