package store

import (
	"context"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"

	"github.com/jmoiron/sqlx"
)

//go:embed migrations/*.sql
var migrations embed.FS

// fingerprints are what fingerprint gives for each version of the schema, the
// first at index 0. A file with another one was not made by these migrations.
var fingerprints = []string{
	"8f22e530f90c8ba40169d4a671d74bc1a3e1da33135ad15ad3f68f1d5ea1d9b8",
	"dc17bc319d41d26b4dba3e81d6be5a4d34fe83345d1a1645dad8992de05e4941",
	"55628cc67b0a83b4e64c491ac8bc431941139a202c64178e2135fd71a17c27b6",
	"af0ca0eab6071ff309dca2cfbe8abac775bbf05635e2f3e713c719643272ff96",
}

// schemaVersion is the version that this program writes, kept in the file as
// its user_version.
var schemaVersion = len(fingerprints)

// applicationID marks an SQLite file as a workspace: "Frms".
const applicationID = 0x46726d73

// migrate brings a database from a version of the schema to schemaVersion,
// one transaction a version.
func migrate(ctx context.Context, db *sqlx.DB, from int) error {
	names, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return err
	}
	for i := from; i < len(names); i++ {
		script, err := migrations.ReadFile(names[i])
		if err != nil {
			return err
		}
		tx, err := db.BeginTxx(ctx, nil)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, fmt.Sprintf("%s\nPRAGMA user_version = %d;", script, i+1))
		if err == nil {
			err = tx.Commit()
		}
		if err != nil {
			tx.Rollback() // after a failure there is nothing left to lose
			return fmt.Errorf("store: migration %d: %w", i+1, err)
		}
	}
	return nil
}

// fingerprint gives a hash of every table, index, view and trigger of a
// database, to the letter.
func fingerprint(ctx context.Context, db *sqlx.DB) (string, error) {
	var entries []struct{ Type, Name, Table, Sql string }
	err := db.SelectContext(ctx, &entries, `SELECT type, name, tbl_name AS "table", coalesce(sql, '') AS sql
		FROM sqlite_schema ORDER BY type, name`)
	if err != nil {
		return "", err
	}
	hash := sha256.New()
	for _, e := range entries {
		fmt.Fprintf(hash, "%q %q %q %q\n", e.Type, e.Name, e.Table, e.Sql)
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}
