package store

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"
)

// Digest gives a hash of all that the workspace says, as 64 hexadecimal digits:
// the same of two workspaces exactly when they hold the same facts, whatever the
// order in which these came. It tells nothing of drafts, nor of when somebody was
// erased and where, which two files may tell apart.
func (s *Store) Digest(ctx context.Context) (string, error) {
	ctx, release := s.hold(ctx)
	defer release()
	tables := append(mergeTables(), table{"erasure", "participant", ""}, table{"workspace", "id", ""})
	slices.SortFunc(tables, func(a, b table) int { return strings.Compare(a.name, b.name) })
	hash := sha256.New()
	for _, t := range tables {
		columns := []string{t.key}
		if t.owner != "" { // else the key is all that counts
			var err error
			if columns, err = s.columnsOf(ctx, t.name); err != nil {
				return "", err
			}
		}
		rows, err := s.conn.QueryContext(ctx, fmt.Sprintf("SELECT quote(%s) FROM %s ORDER BY %s", strings.Join(columns, ") || ',' || quote("), t.name, t.key))
		if err != nil {
			return "", err
		}
		defer rows.Close()
		for rows.Next() {
			var row string
			if err := rows.Scan(&row); err != nil {
				return "", err
			}
			fmt.Fprintf(hash, "%s(%s)\n", t.name, row) // a text is quoted, so that one row never looks like two
		}
		if err := rows.Err(); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(hash.Sum(nil)), nil
}
