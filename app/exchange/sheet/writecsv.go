package sheet

import (
	"bufio"
	"io"
	"strings"
)

// csvForm is how a CSV file separates cells and decimals.
type csvForm struct{ cells, decimals string }

// csvForms are those that Excel opens by a double click, by the language that it
// has. Any other language has the international one.
var csvForms = map[string]csvForm{"sv": {cells: ";", decimals: ","}}

var international = csvForm{cells: ",", decimals: "."}

// byteOrderMark tells Excel that a file is UTF-8.
const byteOrderMark = "\ufeff"

// WriteCSV writes a table as CSV: UTF-8 with a byte order mark, lines that end
// with CR LF, dates as 2026-11-21. For "sv" cells are separated by semicolons
// and decimals by a comma, as Excel with Swedish settings expects; for any other
// language by commas and a point. Texts are escaped: see Escape.
func WriteCSV(w io.Writer, t Table, lang string) error {
	form, known := csvForms[lang]
	if !known {
		form = international
	}
	out := bufio.NewWriter(w)
	out.WriteString(byteOrderMark)
	names := make([]Value, len(t.Columns))
	for i, name := range t.Columns {
		names[i] = Text(name)
	}
	form.write(out, names)
	for _, row := range t.Rows {
		form.write(out, row)
	}
	return out.Flush() // gives the first error of all
}

func (f csvForm) write(out *bufio.Writer, row []Value) {
	for i, v := range row {
		if i > 0 {
			out.WriteString(f.cells)
		}
		out.WriteString(f.cell(v))
	}
	out.WriteString("\r\n")
}

// cell gives a cell in quotation marks where a reader of either form might see an
// end in it.
func (f csvForm) cell(v Value) string {
	switch v.kind {
	case isDecimal:
		return strings.Replace(v.plain(), ".", f.decimals, 1)
	case isText:
		escaped := Escape(v.text)
		if strings.ContainsAny(escaped, "\";,\t\r\n") || strings.TrimSpace(escaped) != escaped {
			return `"` + strings.ReplaceAll(escaped, `"`, `""`) + `"`
		}
		return escaped
	}
	return v.plain()
}
