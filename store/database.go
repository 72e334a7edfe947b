package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"unicode"

	"github.com/jmoiron/sqlx"
	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

func init() { sqlx.BindDriver("sqlite", sqlx.QUESTION) }

// dsn opens a database in memory that trusts nothing of what a file brings.
// The page cache is 16 MiB: a workspace of a hub has that many live pages.
const dsn = "file::memory:?_defensive=1&_dqs=0&_txlock=immediate" +
	"&_pragma=foreign_keys(1)&_pragma=trusted_schema(0)&_pragma=cell_size_check(1)" +
	"&_pragma=temp_store(2)&_pragma=cache_size(-16384)"

// limits are far above what this package needs and far below what a hostile
// file could use. Nothing can be attached.
var limits = map[int]int{
	lib.SQLITE_LIMIT_LENGTH:              4 << 20,
	lib.SQLITE_LIMIT_SQL_LENGTH:          256 << 10,
	lib.SQLITE_LIMIT_COLUMN:              100,
	lib.SQLITE_LIMIT_EXPR_DEPTH:          60,
	lib.SQLITE_LIMIT_COMPOUND_SELECT:     30,
	lib.SQLITE_LIMIT_VDBE_OP:             25_000,
	lib.SQLITE_LIMIT_FUNCTION_ARG:        8,
	lib.SQLITE_LIMIT_ATTACHED:            0,
	lib.SQLITE_LIMIT_LIKE_PATTERN_LENGTH: 100,
	lib.SQLITE_LIMIT_VARIABLE_NUMBER:     1000,
	lib.SQLITE_LIMIT_TRIGGER_DEPTH:       1,
}

// memory gives a database in memory holding an image, or an empty one for a
// nil image. It has one connection, which is the database: it is never given
// back while the database is open.
func memory(ctx context.Context, image []byte) (*sqlx.DB, error) {
	raw, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, err
	}
	raw.SetMaxOpenConns(1)
	raw.SetMaxIdleConns(1)
	raw.SetConnMaxLifetime(0)
	raw.SetConnMaxIdleTime(0)
	if err := prepare(ctx, raw, image); err != nil {
		raw.Close()
		return nil, fmt.Errorf("store: %w", err)
	}
	db := sqlx.NewDb(raw, "sqlite")
	db.MapperFunc(columnName)
	return db, nil
}

func prepare(ctx context.Context, db *sql.DB, image []byte) error {
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if image != nil {
		err := conn.Raw(func(c any) error {
			return c.(interface{ Deserialize([]byte) error }).Deserialize(image)
		})
		if err != nil {
			return err
		}
	}
	// Deserialize needs to attach, and forgets this pragma: so both come after.
	if _, err := conn.ExecContext(ctx, "PRAGMA secure_delete = 1"); err != nil {
		return err
	}
	for id, limit := range limits {
		if _, err := sqlite.Limit(conn, id, limit); err != nil {
			return err
		}
	}
	return nil
}

// serialize gives the bytes of the file that holds the database.
func serialize(conn *sql.Conn) (image []byte, err error) {
	err = conn.Raw(func(c any) error {
		image, err = c.(interface{ Serialize() ([]byte, error) }).Serialize()
		return err
	})
	return image, err
}

// columnName gives the column of a field of a Go struct: BirthYear is in
// birth_year, ID in id.
func columnName(field string) string {
	var b strings.Builder
	lower := false // whether the letter before was a small one
	for _, r := range field {
		if unicode.IsUpper(r) && lower {
			b.WriteByte('_')
		}
		lower = unicode.IsLower(r)
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}
