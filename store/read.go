package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strings"

	"github.com/jmoiron/sqlx"
	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/unicode/norm"
)

type holderKey struct{}

// hold keeps the database for what is done with the ctx that it gives, until
// release: several reads then see one state. Inside a write, or another hold,
// it does nothing.
func (s *Store) hold(ctx context.Context) (held context.Context, release func()) {
	if ctx.Value(holderKey{}) == s {
		return ctx, func() {}
	}
	s.use.Lock()
	return context.WithValue(ctx, holderKey{}, s), s.use.Unlock
}

// Together lets f read one state with the ctx that it is given: nobody writes
// meanwhile. f may not write.
func (s *Store) Together(ctx context.Context, f func(ctx context.Context) error) error {
	ctx, release := s.hold(ctx)
	defer release()
	return f(ctx)
}

// list reads all rows of a query into dest, a pointer to a slice.
func (s *Store) list(ctx context.Context, dest any, query string, args ...any) error {
	ctx, release := s.hold(ctx)
	defer release()
	stmt, err := s.statement(ctx, query)
	if err != nil {
		return err
	}
	return s.readError(ctx, stmt.SelectContext(ctx, dest, args...))
}

// get reads the first row of a query into dest and tells whether there is one.
func (s *Store) get(ctx context.Context, dest any, query string, args ...any) (found bool, err error) {
	ctx, release := s.hold(ctx)
	defer release()
	stmt, err := s.statement(ctx, query)
	if err != nil {
		return false, err
	}
	err = stmt.GetContext(ctx, dest, args...)
	return err == nil, s.readError(ctx, ignoreNoRows(err))
}

// readError gives why rows could not be read: they hold what no store wrote.
func (s *Store) readError(ctx context.Context, err error) error {
	if err == nil || ctx.Err() != nil {
		return err
	}
	return problem("error.open.damaged", s.Path(), err)
}

// statement prepares a query once for the life of the store. The caller holds
// the database.
func (s *Store) statement(ctx context.Context, query string) (*sqlx.Stmt, error) {
	if stmt := s.statements[query]; stmt != nil {
		return stmt, nil
	}
	stmt, err := s.conn.PreparexContext(ctx, query)
	if err != nil {
		return nil, err
	}
	stmt.Mapper = s.db.Mapper // sqlx forgets it for a single connection
	s.statements[query] = stmt
	return stmt, nil
}

func ignoreNoRows(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	return err
}

// KeyOf gives what two spellings of one name or code have in common.
func KeyOf(text string) string {
	return strings.ToLower(norm.NFC.String(strings.TrimSpace(text)))
}

// sortByName sorts in the order of a Swedish dictionary.
func sortByName[T any](items []T, name func(T) string) {
	order := collate.New(language.Swedish)
	slices.SortStableFunc(items, func(a, b T) int {
		return order.CompareString(name(a), name(b))
	})
}
