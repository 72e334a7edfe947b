package sheet

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"io"
	"slices"
)

// What the library takes into memory as a whole makes many times what was written:
// of "<si/>" some hundred bytes. More of it than this nobody needs.
const (
	maxWhole    = 32 << 20  // bytes of a part that is no sheet, unpacked
	maxElements = 500_000   // of such a part, and of those of a sheet that are no cells
	maxStrings  = 1_000_000 // elements of the part with the texts of cells
	maxDepth    = 1_000     // of elements in each other
	maxTag      = 1 << 18   // bytes from one "<" to the next: of a tag all attributes are in memory at once
	maxInRow    = 1 << 14   // cells, as in Excel
)

var (
	errBomb     = errors.New("sheet: a part that fills the memory")
	errEncoding = errors.New("sheet: a part that is not in UTF-8")
)

// bounded refuses a part of a workbook that would fill the memory once it is read,
// going through it piece by piece. Where it is no XML the library ends too.
func bounded(part *zip.File) error {
	content, err := part.Open()
	if err != nil {
		return broken(err)
	}
	defer content.Close()
	d := xml.NewDecoder(&tags{from: content})
	other := false
	d.CharsetReader = func(string, io.Reader) (io.Reader, error) {
		other = true
		return nil, errEncoding
	}
	m := measure{large: part.UncompressedSize64 > maxWhole}
	for err == nil {
		var token xml.Token
		if token, err = d.RawToken(); err == nil {
			err = m.add(token)
		}
	}
	switch {
	case errors.Is(err, errBomb):
		return tooBig()
	case other:
		return broken(errEncoding)
	}
	return nil
}

// measure is what a part was found to hold.
type measure struct {
	large                              bool
	root                               string
	elements, others, cells, row, deep int
}

func (m *measure) add(token xml.Token) error {
	start, is := token.(xml.StartElement)
	if _, ends := token.(xml.EndElement); ends {
		m.deep--
	}
	if !is {
		return nil
	}
	name := start.Name.Local
	if m.root == "" {
		m.root = name
	}
	m.elements++
	m.deep++
	wrong := m.deep > maxDepth
	switch m.root {
	case "worksheet": // which is read row by row
		m.count(name)
		wrong = wrong || m.others > maxElements || m.cells > 2*MaxCells || m.row > maxInRow
	case "sst":
		wrong = wrong || m.large || m.elements > maxStrings
	default:
		wrong = wrong || m.large || m.elements > maxElements
	}
	if wrong {
		return errBomb
	}
	return nil
}

// ofCells are the elements that a sheet has as many of as cells.
var ofCells = []string{"c", "v", "f", "is", "t", "row"}

func (m *measure) count(name string) {
	switch {
	case name == "c":
		m.cells++
		m.row++
	case name == "row":
		m.row = 0
	case !slices.Contains(ofCells, name):
		m.others++
	}
}

// tags are the bytes of a part, as long as none of its tags is long.
type tags struct {
	from io.Reader
	any  bool
	long int // bytes since a tag began
}

func (t *tags) Read(p []byte) (n int, err error) {
	n, err = t.from.Read(p)
	for _, c := range p[:n] {
		if c == '<' {
			t.any, t.long = true, 0
		} else if t.long++; t.any && t.long > maxTag {
			return 0, errBomb
		}
	}
	return n, err
}
