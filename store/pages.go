package store

import (
	"context"
	"encoding/binary"

	"github.com/jmoiron/sqlx"
)

// SQLite reads the whole schema of a file before anything can be checked, so
// that must be of a size which is read at once: ours has about 20 KB in 50 rows.
const (
	maxSchema     = 256 << 10 // bytes
	maxSchemaRows = 1000
)

// The kinds of page in a tree of rows (https://www.sqlite.org/fileformat.html).
const (
	interiorPage = 5  // leads to other pages
	leafPage     = 13 // holds rows
)

// checkSchemaSize refuses an image whose schema is larger than any of ours:
// pages that lead to each other can make of a small file one without end.
func checkSchemaSize(path string, image []byte, pageSize int) error {
	if pageSize < 512 || len(image)%pageSize != 0 {
		return damaged(path, "pages of %d bytes", pageSize)
	}
	seen := map[int]bool{}
	rows, size := 0, 0
	for next := []int{1}; len(next) > 0; {
		number := next[0]
		next = next[1:]
		if number < 1 || number > len(image)/pageSize || seen[number] {
			return damaged(path, "the schema leads to page %d", number)
		}
		seen[number] = true
		page := image[(number-1)*pageSize:][:pageSize]
		start := 0
		if number == 1 {
			start = 100 // after the header of the file
		}
		cells := int(binary.BigEndian.Uint16(page[start+3:]))
		first := start + 8 // where it says where the cells are
		if page[start] == interiorPage {
			next = append(next, int(binary.BigEndian.Uint32(page[start+8:])))
			first += 4
		} else if page[start] != leafPage {
			return damaged(path, "page %d of the schema is none of rows", number)
		}
		if rows += cells; rows > maxSchemaRows || first+2*cells > pageSize {
			return damaged(path, "%d rows in the schema", rows)
		}
		for i := range cells {
			at := int(binary.BigEndian.Uint16(page[first+2*i:]))
			if at > pageSize-4 {
				return damaged(path, "page %d of the schema ends before its rows", number)
			}
			if page[start] == interiorPage {
				next = append(next, int(binary.BigEndian.Uint32(page[at:])))
			} else if size += rowSize(page[at:]); size > maxSchema {
				return damaged(path, "%d bytes of schema", size)
			}
		}
	}
	return nil
}

// rowSize reads the size of a row, which its first bytes say seven bits at a
// time; one that needs more than three is beyond all.
func rowSize(row []byte) (size int) {
	for _, b := range row[:3] {
		size = size<<7 | int(b&0x7f)
		if b < 0x80 {
			return size
		}
	}
	return maxSchema + 1
}

// integrity gives what SQLite finds wrong with the pages of a database; "ok" is
// nothing. Where a view is the first of its tables, SQLite takes the check for
// that of one table, and looks neither at free pages nor for such as are in use
// twice. So it is done without the views, in a transaction that is taken back.
func integrity(ctx context.Context, db *sqlx.DB) (finding string, err error) {
	tx, err := db.BeginTxx(ctx, nil)
	if err != nil {
		return "", err
	}
	defer tx.Rollback() // after an error; the next one finds nothing to do
	var views []string
	if err := tx.SelectContext(ctx, &views, "SELECT name FROM sqlite_schema WHERE type = 'view'"); err != nil {
		return "", err
	}
	for _, view := range views { // which the fingerprint knows
		if _, err := tx.ExecContext(ctx, "DROP VIEW "+view); err != nil {
			return "", err
		}
	}
	if err := tx.GetContext(ctx, &finding, "PRAGMA integrity_check(1)"); err != nil {
		return "", err
	}
	return finding, tx.Rollback()
}
