package ui

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"framsteg/app/exchange/tables"
	"framsteg/app/ui/sharing"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// The kinds of file that tables are exported as, the one that most have a program
// for first.
var tableKinds = []kind{{"Excel", ".xlsx"}, {"CSV", ".csv"}}

// exportTables writes the tables of participants for a spreadsheet: all in one
// file, or as CSV one beside the other.
func (s *shell) exportTables(path string, o sharing.Order, closed func()) {
	workspace, w := s.store, s.words
	where := path
	s.longWork(w.T("sharing.writing"), func(ctx context.Context) error {
		book, err := tables.Of(ctx, workspace, o.Selection, tables.Options{Named: !o.Selection.Pseudonymous, Words: w})
		if err != nil {
			return err
		}
		if !strings.EqualFold(filepath.Ext(path), ".csv") {
			return writeTables(ctx, path, book.XLSX)
		}
		where = w.N("sharing.files", len(book.Names()), words.Args{"Path": filepath.Dir(path)})
		return writeEach(ctx, path, book)
	}, func(err error) { s.exportDone(path, where, store.Lock{}, closed, err) })
}

// writeEach writes a CSV file of each table, named after the path and the table.
func writeEach(ctx context.Context, path string, book tables.Book) error {
	stem := strings.TrimSuffix(path, filepath.Ext(path))
	at := func(name string) string { return stem + "-" + fileNameOf(strings.ToLower(name)) + ".csv" }
	for _, name := range book.Names() {
		if _, err := os.Lstat(at(name)); !errors.Is(err, fs.ErrNotExist) {
			return &skapa.Problem{Key: "error.export.exists", Args: skapa.Args{"Path": at(name)}}
		}
	}
	for _, name := range book.Names() {
		if err := writeTables(ctx, at(name), func(out io.Writer) error { return book.CSV(out, name) }); err != nil {
			return err
		}
	}
	return nil
}

func writeTables(ctx context.Context, path string, write func(io.Writer) error) error {
	var file bytes.Buffer
	if err := errors.Join(write(&file), ctx.Err()); err != nil {
		return err
	}
	return store.ReplaceFile(path, file.Bytes())
}
