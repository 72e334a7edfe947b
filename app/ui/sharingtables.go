package ui

import (
	"context"
	"path/filepath"

	"framsteg/app/exchange/tables"
	"framsteg/app/ui/sharing"
	"framsteg/app/words"
	"framsteg/store"
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
		files := book.Files(path)
		if len(files) > 1 {
			where = w.N("sharing.files", len(files), words.Args{"Path": filepath.Dir(path)})
		}
		return tables.Save(ctx, files, len(files) == 1) // the user was asked of the one
	}, func(err error) { s.exportDone(path, where, store.Lock{}, closed, err) })
}
