package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

// list reads all rows of a query into dest, a pointer to a slice. Inside a
// write it sees what that has written.
func (s *Store) list(ctx context.Context, dest any, query string, args ...any) error {
	if w := s.writerIn(ctx); w != nil {
		stmt, err := w.statement(query)
		if err != nil {
			return err
		}
		return stmt.Select(dest, args...)
	}
	return s.db.SelectContext(ctx, dest, query, args...)
}

// get reads the first row of a query into dest and tells whether there is one.
func (s *Store) get(ctx context.Context, dest any, query string, args ...any) (found bool, err error) {
	if w := s.writerIn(ctx); w != nil {
		stmt, err := w.statement(query)
		if err != nil {
			return false, err
		}
		err = stmt.Get(dest, args...)
		return err == nil, ignoreNoRows(err)
	}
	err = s.db.GetContext(ctx, dest, query, args...)
	return err == nil, ignoreNoRows(err)
}

func ignoreNoRows(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	return err
}

// key gives what two spellings of one name or code have in common.
func key(text string) string {
	return strings.ToLower(norm.NFC.String(strings.TrimSpace(text)))
}

// sortByName sorts in the order of a Swedish dictionary.
func sortByName[T any](items []T, name func(T) string) {
	order := collate.New(language.Swedish)
	slices.SortStableFunc(items, func(a, b T) int {
		return order.CompareString(name(a), name(b))
	})
}
