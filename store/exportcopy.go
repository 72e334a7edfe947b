package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"database/sql/driver"
	"fmt"
	"slices"

	"github.com/jmoiron/sqlx"
	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// personal are the tables that a pseudonymous file has nothing in.
var personal = []string{identities.name, personnummers.name, contacts.name, wordings.name, comments.name, raisings.name, "reason"}

// copyOf gives a new database image that holds what a selection takes, and how
// many participants that is. Only what is named here gets into it: drafts, the
// private key of a hub and whatever a later version keeps for itself do not.
func (s *Store) copyOf(ctx context.Context, what Selection) (image []byte, participants int, err error) {
	cases, source, err := s.snapshot(ctx, what)
	if err != nil {
		return nil, 0, err
	}
	defer source.close()
	db, err := memory(ctx, nil)
	if err != nil {
		return nil, 0, err
	}
	to, err := s.filled(ctx, db, source, what, cases)
	if err != nil {
		db.Close()
		if ctx.Err() != nil {
			err = ctx.Err()
		}
		return nil, 0, err
	}
	image, err = serialize(to.conn.Conn)
	return image, len(cases), joined(err, to.drop())
}

// filled gives the store of an empty database, after filling it.
func (s *Store) filled(ctx context.Context, db *sqlx.DB, source shared, what Selection, cases []Case) (*Store, error) {
	if err := migrate(ctx, db, 0); err != nil {
		return nil, err
	}
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, err
	}
	if err := joined(source.attach(ctx, conn, "source"), conn.Close()); err != nil {
		return nil, err
	}
	if err := copyInto(ctx, db, what, cases); err != nil {
		return nil, err
	}
	for _, query := range []string{"DROP TABLE temp.taken", "DROP TABLE temp.revision", "DETACH source"} {
		if _, err := db.ExecContext(ctx, query); err != nil {
			return nil, err
		}
	}
	to, err := newStore(ctx, &file{path: s.Path()}, db, s.options)
	if err != nil {
		return nil, err
	}
	if err := to.rebuildWhose(ctx); err != nil { // for who reads the file by other means
		return nil, joined(err, to.drop())
	}
	return to, nil
}

// copyInto copies the rows of the database source that a selection takes.
func copyInto(ctx context.Context, db *sqlx.DB, what Selection, cases []Case) error {
	tx, err := db.BeginTxx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // after a failure there is nothing to lose
	queries := []string{
		joinedToo,
		"INSERT INTO main.workspace SELECT * FROM source.workspace",
		"INSERT INTO main.erasure SELECT * FROM source.erasure",
	}
	for _, t := range mergeTables() {
		if !what.Pseudonymous || !slices.Contains(personal, t.name) {
			queries = append(queries, fmt.Sprintf("INSERT INTO main.%[1]s SELECT * FROM source.%[1]s%[2]s", t.name, what.of(t)))
		}
		if (!what.everybody() || what.Pseudonymous) && kindNamed(t.name) != nil {
			queries = append(queries, "INSERT INTO temp.revision SELECT rev FROM main."+t.name)
		}
	}
	for _, query := range []string{"CREATE TABLE temp.taken (id BLOB PRIMARY KEY) WITHOUT ROWID", "CREATE TABLE temp.revision (rev BLOB PRIMARY KEY) WITHOUT ROWID"} {
		if _, err := tx.ExecContext(ctx, query); err != nil {
			return err
		}
	}
	for _, c := range cases {
		if _, err := tx.ExecContext(ctx, "INSERT INTO temp.taken VALUES (?)", c.ID); err != nil {
			return err
		}
	}
	for _, query := range queries {
		if _, err := tx.ExecContext(ctx, query); err != nil {
			return fmt.Errorf("store: to copy: %w", err)
		}
	}
	return tx.Commit()
}

// joinedToo takes along whom the chosen are joined with, also by way of others who
// are not here themselves.
const joinedToo = `WITH RECURSIVE
	pair (one, other) AS MATERIALIZED (SELECT one, other FROM source.joining_now WHERE sort = 'participant'
		UNION ALL SELECT other, one FROM source.joining_now WHERE sort = 'participant'),
	together (id) AS (SELECT id FROM temp.taken UNION SELECT other FROM together JOIN pair ON one = id)
	INSERT INTO temp.taken SELECT id FROM together WHERE id NOT IN temp.taken`

// of gives the condition by which a selection takes rows of a table. A link is
// taken with what it links, an answer with its assessment.
func (what Selection) of(t table) string {
	const both = " WHERE child IN temp.revision AND +parent IN temp.revision" // by the +, not each child with each parent
	switch {
	case what.everybody() && (!what.Pseudonymous || t.name != "supersedes"):
		return ""
	case t.name == "supersedes":
		return both
	case t.name == "reason":
		return " WHERE rev IN temp.revision"
	case t.name == "answer":
		return " WHERE rev IN (SELECT rev FROM main.assessment)"
	case t.name == joinings.name: // whichever of the two is here: it says nothing of the other
		return " WHERE sort <> 'participant' OR one IN temp.taken OR other IN temp.taken"
	case t.owner == "NULL":
		return ""
	}
	return " WHERE " + t.owner + " IN temp.taken"
}

// shared is a copy of a database that other databases of the program can attach,
// until it is closed.
type shared struct {
	name string
	conn driver.Conn
}

func (s shared) close() { s.conn.Close() }

// snapshot gives whom a selection takes, and a copy of the database of the same
// moment.
func (s *Store) snapshot(ctx context.Context, what Selection) ([]Case, shared, error) {
	ctx, release := s.hold(ctx)
	defer release()
	cases, err := s.Chosen(ctx, what)
	if err != nil {
		return nil, shared{}, err
	}
	source, err := share(s.conn.Conn)
	return cases, source, err
}

// share copies a database, page by page. The caller holds it.
func share(conn *sql.Conn) (copied shared, err error) {
	copied.name = "file:/" + rand.Text() + "?vfs=memdb" // a name with a slash is seen by the whole program
	err = conn.Raw(func(c any) error {
		b, err := c.(interface {
			NewBackup(to string) (*sqlite.Backup, error)
		}).NewBackup(copied.name)
		if err != nil {
			return err
		}
		if _, err := b.Step(-1); err != nil {
			return joined(err, b.Finish())
		}
		copied.conn, err = b.Commit()
		return err
	})
	return copied, err
}

// attach lets a database read the copy as a schema, and attach nothing else.
func (s shared) attach(ctx context.Context, conn *sql.Conn, schema string) error {
	if _, err := sqlite.Limit(conn, lib.SQLITE_LIMIT_ATTACHED, 1); err != nil {
		return err
	}
	_, err := conn.ExecContext(ctx, "ATTACH ? AS "+schema, s.name)
	_, again := sqlite.Limit(conn, lib.SQLITE_LIMIT_ATTACHED, 0)
	return joined(err, again)
}
