// Package tables puts what a workspace holds into tables that others compute
// with: a sheet or a CSV file for each kind of thing, and a code book that says
// what every column is. They are pseudonymous unless somebody asks for more.
package tables

import (
	"context"
	"fmt"
	"io"
	"slices"
	"strings"

	"framsteg/app/exchange/sheet"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Options say what the tables hold, and in which language.
type Options struct {
	Named    bool // also names, personnummer and what was written in words
	Words    words.Words
	Progress func(share float64) // is told how far they have come, 0…1; nil for nobody
}

// Book is a set of tables, the code book last.
type Book struct {
	Participants int

	keys   []string // of the tables' names: tables.KEY
	tables []sheet.Table
	about  sheet.About
}

// Of gives the tables of the participants that a selection takes, as things
// stand now: no history, no drafts, nothing that was deleted. Participants who
// were joined are one. All tables are of one state: nobody writes meanwhile.
func Of(ctx context.Context, s *store.Store, what store.Selection, o Options) (book Book, err error) {
	err = s.Together(ctx, func(ctx context.Context) error {
		book, err = of(ctx, s, what, o)
		return err
	})
	return book, err
}

func of(ctx context.Context, s *store.Store, what store.Selection, o Options) (Book, error) {
	cases, err := s.Chosen(ctx, what)
	if err != nil {
		return Book{}, err
	}
	r, err := newReader(ctx, s, o)
	if err != nil {
		return Book{}, err
	}
	for i, c := range cases {
		if o.Progress != nil {
			o.Progress(float64(i) / float64(len(cases)))
		}
		if err := r.read(ctx, c); err != nil {
			return Book{}, err
		}
	}
	book := Book{
		Participants: len(cases),
		about:        sheet.About{Title: o.Words.T("tables.title"), Lang: o.Words.Lang, Made: s.Today()},
	}
	for _, t := range r.tables {
		book.keys, book.tables = append(book.keys, t.key), append(book.tables, t.Table)
	}
	digest, err := s.Digest(ctx)
	if err != nil {
		return Book{}, err
	}
	book.keys, book.tables = append(book.keys, codeBook), append(book.tables, r.codeBook(len(cases), book.about.Made, digest))
	return book, nil
}

// Names gives what the tables are called, in their order.
func (b Book) Names() []string {
	names := make([]string, len(b.tables))
	for i, t := range b.tables {
		names[i] = t.Name
	}
	return names
}

// XLSX writes all tables as one Excel workbook. The same facts on the same day
// make the same bytes.
func (b Book) XLSX(w io.Writer) error { return sheet.WriteXLSX(w, b.tables, b.about) }

// CSV writes the table of a name in any language, whatever the case of its
// letters, as a CSV file for the Excel of the language of the tables. Problem
// error.table when there is none of that name.
func (b Book) CSV(w io.Writer, name string) error {
	i := slices.IndexFunc(b.keys, func(key string) bool {
		return slices.ContainsFunc(words.Languages, func(lang string) bool {
			return strings.EqualFold(words.In(lang).T("tables."+key), name)
		})
	})
	if i < 0 {
		return &skapa.Problem{Key: "error.table", Args: skapa.Args{"Name": name, "Names": strings.Join(b.Names(), ", ")}}
	}
	return sheet.WriteCSV(w, b.tables[i], b.about.Lang)
}

// table is a table that is being filled.
type table struct {
	sheet.Table
	key     string
	columns []column
	named   bool
}

func newTable(key string, columns []column, o Options) *table {
	t := &table{Table: sheet.Table{Name: o.Words.T("tables." + key)}, key: key, columns: columns, named: o.Named}
	for _, c := range columns {
		if !c.personal || o.Named {
			t.Columns = append(t.Columns, c.name)
		}
	}
	return t
}

// add adds a row with a cell for each column, of which those that are personal
// are left out unless they were asked for.
func (t *table) add(cells ...sheet.Value) {
	if len(cells) != len(t.columns) {
		panic(fmt.Sprintf("tables: %s has %d columns, not %d", t.Name, len(t.columns), len(cells)))
	}
	row := make([]sheet.Value, 0, len(t.Columns))
	for i, cell := range cells {
		if !t.columns[i].personal || t.named {
			row = append(row, cell)
		}
	}
	t.Rows = append(t.Rows, row)
}
