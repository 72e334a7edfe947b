package overview

import (
	"io"

	"framsteg/app/exchange/sheet"
)

// XLSX writes the document as an Excel workbook: first what it is, then a sheet a
// section. Numbers are numbers, in full precision: what is published is rounded
// before. Every sheet of a document that
// is Internal says so. The same document makes the same bytes.
func (d Document) XLSX(w io.Writer) error {
	tables := []sheet.Table{d.front()}
	for _, s := range d.Sections {
		tables = append(tables, d.sheet(s))
	}
	return sheet.WriteXLSX(w, tables, sheet.About{Title: d.marked(d.Title), Lang: d.words.Lang, Made: d.Made})
}

// marked gives a title, with a warning before it where the document is internal.
func (d Document) marked(title string) string {
	if d.Internal {
		return d.words.T("overview.internal") + " – " + title
	}
	return title
}

// front is the sheet that says what the document is.
func (d Document) front() sheet.Table {
	w := d.words
	t := sheet.Table{Name: w.T("overview.sheet"), Columns: []string{d.marked(d.Title), ""}, Stacked: true}
	say := func(name string, texts ...sheet.Value) {
		for _, text := range texts {
			t.Rows = append(t.Rows, []sheet.Value{sheet.Text(name), text})
			name = ""
		}
	}
	heading := func(text string) {
		t.Rows = append(t.Rows, nil, []sheet.Value{sheet.Heading(text)})
	}
	say(w.T("overview.front.whom"), prose(d.Whom)...)
	say(w.T("overview.front.day"), sheet.Day(d.Report.Day))
	say(w.T("overview.front.made"), sheet.Day(d.Made))
	say(w.T("overview.front.file"), sheet.Text(d.File))
	if d.Digest != "" {
		say(w.T("overview.front.digest"), sheet.Text(d.Digest))
	}
	if len(d.Summary) > 0 {
		heading(w.T("overview.front.summary"))
		say("", prose(d.Summary)...)
	}
	if len(d.Hidden) > 0 {
		heading(w.T("overview.front.hidden"))
		say("", prose(d.Hidden)...)
	}
	heading(w.T("overview.front.terms"))
	for _, term := range d.Terms {
		say(term.Name, sheet.Prose(term.Text))
	}
	return t
}

func prose(texts []string) []sheet.Value {
	values := make([]sheet.Value, len(texts))
	for i, text := range texts {
		values[i] = sheet.Prose(text)
	}
	return values
}

// sheet puts the tables of a section below each other.
func (d Document) sheet(s Section) sheet.Table {
	t := sheet.Table{Name: s.Title, Stacked: true}
	for _, text := range s.Intro {
		t.Rows = append(t.Rows, []sheet.Value{sheet.Text(text)})
	}
	wide := 0
	for _, table := range s.Tables {
		wide = max(wide, len(table.Columns))
		t.Rows = append(t.Rows, nil, []sheet.Value{sheet.Heading(table.Title)})
		head := []sheet.Value{sheet.Heading(table.Corner)}
		for _, column := range table.Columns {
			head = append(head, sheet.Heading(column).Right())
		}
		t.Rows = append(t.Rows, head)
		for _, row := range table.Rows {
			cells := []sheet.Value{sheet.Text(row.Name)}
			for _, c := range row.Cells {
				cells = append(cells, d.value(c))
			}
			t.Rows = append(t.Rows, cells)
		}
		if table.Note != "" {
			t.Rows = append(t.Rows, []sheet.Value{sheet.Text(table.Note)})
		}
	}
	t.Columns = append([]string{d.marked(s.Title)}, make([]string, wide)...)
	return t
}

// value gives a cell as it stands in a workbook: empty where nothing can be said.
// What is published is rounded already, and shown with no more decimals than that.
func (d Document) value(c Cell) sheet.Value {
	switch {
	case c.Hidden:
		return sheet.Text(c.Text).Right()
	case c.Kind == Count:
		return sheet.Whole(int(c.Value))
	case c.Kind == Stat && d.Internal:
		return sheet.Rounded(c.Value)
	case c.Kind == Stat:
		return sheet.Decimal(c.Value)
	case c.Kind == Share:
		return sheet.Share(c.Value)
	}
	return sheet.Value{}
}
