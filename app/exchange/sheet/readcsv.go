package sheet

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"framsteg/store/skapa"
)

func readCSV(name string, data []byte) (Book, error) {
	text, err := decode(data)
	if err != nil {
		return Book{}, err
	}
	r := reader{text: text, row: 1, line: 1}
	if sep, rest, found := separatorSaid(text); found {
		r.separator, r.text, r.row, r.line = sep, rest, 2, 2
	} else {
		r.separator = separatorOf(text)
	}
	s := Sheet{Name: name}
	var count counter
	for r.text != "" {
		row, err := r.next()
		if err != nil {
			return Book{}, err
		}
		if row.Blank() {
			row.Cells = nil
			continue
		}
		s.Rows = append(s.Rows, row)
		if err := count.add(row, row.Number); err != nil {
			return Book{}, err
		}
	}
	return Book{Sheets: []Sheet{s}}.anything()
}

// decode gives the text of a file in any of the encodings that spreadsheets
// save: what is no UTF-8 is Windows-1252.
func decode(data []byte) (string, error) {
	if rest, utf8BOM := bytes.CutPrefix(data, []byte("\xef\xbb\xbf")); utf8BOM {
		data = rest
	} else if order, wide := utf16Order(data); wide {
		return decodeWide(data, order)
	}
	if bytes.IndexByte(data, 0) >= 0 { // no text has one
		return "", &skapa.Problem{Key: "error.sheet.kind"}
	}
	if utf8.Valid(data) {
		return string(data), nil
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return "", &skapa.Problem{Key: "error.sheet.kind", Err: err}
	}
	return string(text), nil
}

// utf16Order tells whether data is UTF-16, by its mark or, without one, because
// every second byte of its beginning is nearly always zero.
func utf16Order(data []byte) (order binary.ByteOrder, wide bool) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return binary.LittleEndian, true
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return binary.BigEndian, true
	}
	start := data[:min(len(data), 400)/2*2]
	var zeros [2]int
	for i, b := range start {
		if b == 0 {
			zeros[i%2]++
		}
	}
	pairs := len(start) / 2
	switch {
	case pairs < 2:
		return nil, false
	case zeros[1] > pairs*3/4 && zeros[0] == 0:
		return binary.LittleEndian, true
	case zeros[0] > pairs*3/4 && zeros[1] == 0:
		return binary.BigEndian, true
	}
	return nil, false
}

func decodeWide(data []byte, order binary.ByteOrder) (string, error) {
	units := make([]uint16, 0, len(data)/2)
	for ; len(data) >= 2; data = data[2:] {
		units = append(units, order.Uint16(data))
	}
	text := strings.TrimPrefix(string(utf16.Decode(units)), "\ufeff")
	if strings.Contains(text, "\x00") {
		return "", &skapa.Problem{Key: "error.sheet.kind"}
	}
	return text, nil
}

// separators are those that CSV files have, the Swedish one first.
const separators = ";\t,|"

// separatorSaid reads the first line "sep=;" that Excel understands.
func separatorSaid(text string) (separator byte, rest string, found bool) {
	line, rest, _ := strings.Cut(text, "\n")
	line = strings.ToLower(strings.Trim(line, "\r\" "))
	if said, is := strings.CutPrefix(line, "sep="); is && len(said) == 1 && strings.Contains(separators, said) {
		return said[0], rest, true
	}
	return 0, text, false
}

// separatorOf gives the separator by which most of the first rows have the same
// number of cells, and of several the one that makes more of them: a title above
// the header has no cells, and texts in cells have commas of their own.
func separatorOf(text string) byte {
	best, most := separators[0], [2]int{}
	for i := range len(separators) {
		r := reader{text: text, row: 1, line: 1, separator: separators[i]}
		rows := map[int]int{} // by how many cells they have
		for range 20 {
			if r.text == "" {
				break
			}
			row, err := r.next()
			if err != nil {
				break
			}
			rows[len(row.Cells)]++
		}
		for cells, n := range rows {
			if got := [2]int{n, cells}; cells > 1 && (got[0] > most[0] || got[0] == most[0] && got[1] > most[1]) {
				best, most = separators[i], got
			}
		}
	}
	return best
}

// reader takes rows off the front of a text. Lines end by CR, LF or both. A cell
// in quotation marks may hold separators, line breaks, and quotation marks twice.
type reader struct {
	text      string
	separator byte
	row, line int // of what comes next
}

func (r *reader) next() (Row, error) {
	row := Row{Number: r.row, Line: r.line}
	r.row++
	for {
		cell, quoted, err := r.cell(row)
		if err != nil {
			return row, err
		}
		if !quoted {
			cell = strings.TrimRight(cell, "\x1a") // the end of a file, once
		}
		row.Cells = append(row.Cells, Unescape(cell))
		if len(row.Cells) > MaxColumns || r.text == "" {
			return row, nil
		}
		end := r.text[0]
		r.text = r.text[1:]
		if end == r.separator {
			if r.text == "" {
				row.Cells = append(row.Cells, "")
				return row, nil
			}
			continue
		}
		if end == '\r' {
			r.text = strings.TrimPrefix(r.text, "\n")
		}
		r.line++
		return row, nil
	}
}

// cell takes a cell, up to the separator or the end of the line after it.
func (r *reader) cell(row Row) (text string, quoted bool, err error) {
	if rest, opens := strings.CutPrefix(strings.TrimLeft(r.text, " "), `"`); opens {
		text, err = r.quoted(rest, row)
		quoted = true
		if err != nil {
			return "", true, err
		}
	}
	end := strings.IndexAny(r.text, string(r.separator)+"\r\n")
	if end < 0 {
		end = len(r.text)
	}
	after := r.text[:end]
	r.text = r.text[end:]
	if quoted {
		after = strings.TrimRight(after, " ")
	}
	return text + after, quoted, nil
}

// quoted takes what stands between quotation marks; text begins after the first.
func (r *reader) quoted(text string, row Row) (string, error) {
	var b strings.Builder
	for {
		end := strings.IndexByte(text, '"')
		if end < 0 || end > 8*MaxCell {
			return "", &skapa.Problem{Key: "error.sheet.quote", Args: skapa.Args{"Line": row.Line}}
		}
		r.line += breaks(text[:end])
		b.WriteString(text[:end])
		text = text[end+1:]
		if !strings.HasPrefix(text, `"`) {
			r.text = text
			return strings.ReplaceAll(b.String(), "\r\n", "\n"), nil
		}
		b.WriteByte('"')
		text = text[1:]
	}
}

// breaks counts the line breaks in a text.
func breaks(text string) int {
	return strings.Count(text, "\n") + strings.Count(text, "\r") - strings.Count(text, "\r\n")
}
