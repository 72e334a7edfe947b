package store

import (
	"context"
	"fmt"
	"strings"
	"time"

	"framsteg/assets"
)

// What the benchmarks of package store_test need of this one.

// Take takes another store into a copy in memory, and gives how long the
// transaction took.
func (s *Store) Take(ctx context.Context, other *Store) (time.Duration, error) {
	return timed(ctx, s.scratch, other, func(both *Store) error { return both.take(ctx, other.Path(), Merging{}) })
}

// TakeBare copies the same rows to an empty database with the same tables,
// indexes and rules, and asks nothing.
func (s *Store) TakeBare(ctx context.Context) (time.Duration, error) {
	empty := func(ctx context.Context) (*Store, error) {
		o := Options{}.withDefaults()
		db, err := blank(ctx, assets.Instrument(), o)
		if err != nil {
			return nil, err
		}
		return newStore(ctx, &file{}, db, o)
	}
	return timed(ctx, empty, s, func(to *Store) error {
		statements := []string{"BEGIN IMMEDIATE"}
		for _, t := range mergeTables()[1:] { // the instrument is there
			columns, err := to.columnsOf(ctx, t.name)
			if err != nil {
				return err
			}
			list := strings.Join(columns, ", ")
			statements = append(statements, fmt.Sprintf("INSERT INTO main.%[1]s (%[2]s) SELECT %[2]s FROM other.%[1]s", t.name, list))
		}
		return to.do(ctx, append(statements, "COMMIT")...)
	})
}

func timed(ctx context.Context, target func(context.Context) (*Store, error), other *Store, f func(*Store) error) (time.Duration, error) {
	to, err := target(ctx)
	if err != nil {
		return 0, err
	}
	detach, err := to.attach(ctx, other)
	if err != nil {
		return 0, err
	}
	began := time.Now()
	if err := f(to); err != nil {
		return 0, err
	}
	took := time.Since(began)
	return took, joined(detach(), to.drop())
}
