package store

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"framsteg/store/skapa"
)

// While two stores become one, the tables of ours are in the schema main, and a
// copy of theirs in the schema other. All is done by statements over both, for
// that is many times as fast as row by row.

// table is one whose rows never change, as a merge takes it.
type table struct {
	name  string
	key   string // its columns that name a row
	owner string // the column that names the participant whom a row concerns; "NULL" for none
}

// mergeTables are in an order in which no row comes before one it refers to.
func mergeTables() []table {
	all := []table{{"instrument", "name, number", "NULL"}}
	for _, k := range kinds {
		all = append(all, table{k.name, "rev", k.owner()})
	}
	return append(all,
		table{"answer", "rev, item", "(SELECT participant FROM assessment WHERE rev = answer.rev)"},
		table{"supersedes", "parent, child", "participant"},
		table{"reason", "rev", "participant"})
}

// takeAll takes what another store has and this one lacks. The store is used by
// nobody else, and is worth nothing after an error.
func (s *Store) takeAll(ctx context.Context, other *Store, m Merging) (merged Merged, err error) {
	detach, err := s.attach(ctx, other)
	if err != nil {
		return merged, err
	}
	t := tally{things: map[entity]*beside{}, erased: map[skapa.ID]Case{}, codes: map[string]bool{}}
	if err := t.begin(ctx, s); err != nil {
		return merged, err
	}
	if err := s.take(ctx, other.Path(), m); err != nil {
		return merged, err
	}
	s.forgetEverybody()
	if merged, err = t.end(ctx, s); err != nil {
		return merged, err
	}
	return merged, detach()
}

// attach makes a copy of another store the schema other, until detach.
func (s *Store) attach(ctx context.Context, other *Store) (detach func() error, err error) {
	copied, err := share(other.conn.Conn)
	if err != nil {
		return nil, err
	}
	defer copied.close() // which leaves it to who has attached it
	err = copied.attach(ctx, s.conn.Conn, "other")
	return func() error { return s.do(context.WithoutCancel(ctx), "DETACH other") }, err
}

// do runs statements that are needed once.
func (s *Store) do(ctx context.Context, statements ...string) error {
	for _, statement := range statements {
		if _, err := s.conn.ExecContext(ctx, statement); err != nil {
			return err
		}
	}
	return nil
}

// take is the transaction, which an error leaves open.
func (s *Store) take(ctx context.Context, path string, m Merging) error {
	if err := s.do(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	if err := s.takeErasures(ctx); err != nil {
		return err
	}
	shared, err := s.checkShared(ctx, path)
	if err != nil {
		return err
	}
	if err := s.takeTables(ctx, path, shared, m); err != nil {
		return err
	}
	if err := s.checkTaken(ctx, path); err != nil {
		return err
	}
	if err := s.rebuildWhose(ctx); err != nil {
		return err
	}
	return s.do(ctx, takeDrafts, "COMMIT")
}

func changed(path string, err error) error { return problem("error.merge.changed", path, err) }

// takeErasures erases in both whom one of the two has erased.
func (s *Store) takeErasures(ctx context.Context) error {
	if err := s.do(ctx, `INSERT INTO main.erasure (participant, device, at)
		SELECT participant, device, at FROM other.erasure WHERE true ON CONFLICT (participant) DO NOTHING`); err != nil {
		return err
	}
	return joined(s.erase(ctx, "main"), s.erase(ctx, "other"))
}

// checkShared refuses a file that has fewer or more of what belongs to a revision
// that both have, and gives how many answers that is. What it says differently
// takeTable finds.
func (s *Store) checkShared(ctx context.Context, path string) (answers int, err error) {
	n, err := s.sharedAnswers(ctx)
	if err != nil {
		return 0, err
	}
	links, err := s.otherLinks(ctx)
	if err != nil {
		return 0, err
	}
	if n.Ours != n.Theirs || links > 0 {
		return 0, changed(path, fmt.Errorf("store: %d answers of what both have, %d in theirs, and %d links of it that one lacks", n.Ours, n.Theirs, links))
	}
	return n.Theirs, nil
}

// takeTables takes the rows that only the other has. shared is how many answers
// both have.
func (s *Store) takeTables(ctx context.Context, path string, shared int, m Merging) error {
	tables, all, done := mergeTables(), 0, 0
	of := make([]int, len(tables))
	for i, t := range tables {
		if err := s.conn.GetContext(ctx, &of[i], "SELECT count(*) FROM other."+t.name); err != nil {
			return err
		}
		all += of[i]
	}
	for i, t := range tables {
		known, err := s.takeTable(ctx, t, of[i])
		if err != nil {
			return openError(ctx, path, err) // which only their rows can cause
		}
		if known < 0 || t.name == "answer" && known != shared {
			return changed(path, fmt.Errorf("store: a row of %s", t.name))
		}
		done += of[i]
		m.reached(shareChecked + (shareTaken-shareChecked)*float64(done)/float64(max(all, 1)))
	}
	return nil
}

// checkTaken refuses what no file says alone.
func (s *Store) checkTaken(ctx context.Context, path string) error {
	for _, check := range []func(context.Context) error{s.checkRevisions, s.checkOwners, s.checkReasons, s.checkSupersedes} {
		if err := check(ctx); err != nil {
			return changed(path, err)
		}
	}
	return nil
}

// takeDrafts takes the unfinished ratings of whom is here, where whoever they are
// now has none by that rater.
const takeDrafts = `INSERT INTO main.draft SELECT * FROM other.draft o WHERE assessment IS NULL
	AND (SELECT root FROM main.whose WHERE id = o.participant) IN (SELECT id FROM main.participant_now)
	AND NOT EXISTS (SELECT 1 FROM main.whose w CROSS JOIN main.draft d ON d.participant = w.id
		WHERE w.root = (SELECT root FROM main.whose WHERE id = o.participant) AND d.rater = o.rater)
	ON CONFLICT (participant, rater) DO NOTHING`

// erase removes every row of those who are erased from a schema.
func (s *Store) erase(ctx context.Context, schema string) error {
	var any bool
	if err := s.conn.GetContext(ctx, &any, "SELECT EXISTS (SELECT 1 FROM main.erasure)"); err != nil || !any {
		return err
	}
	const erased = " IN (SELECT participant FROM main.erasure)"
	statements := []string{fmt.Sprintf("DELETE FROM %[1]s.answer WHERE rev IN (SELECT rev FROM %[1]s.assessment WHERE participant%[2]s)", schema, erased)}
	for _, t := range append(mergeTables(), table{"draft", "", "participant"}) {
		if t.name != "answer" && t.owner != "NULL" {
			statements = append(statements, "DELETE FROM "+schema+"."+t.name+" WHERE "+t.owner+erased)
		}
	}
	return s.do(ctx, statements...)
}

// takeTable adds the rows that only the other has, and gives how many both have,
// less than 0 when one of these is not the same in both. all is how many the
// other has.
func (s *Store) takeTable(ctx context.Context, t table, all int) (known int, err error) {
	if all == 0 {
		return 0, nil
	}
	columns, err := s.columnsOf(ctx, t.name)
	if err != nil {
		return 0, err
	}
	list := strings.Join(columns, ", ")
	took, err := s.conn.ExecContext(ctx, fmt.Sprintf("INSERT INTO main.%[1]s (%[2]s) SELECT %[2]s FROM other.%[1]s WHERE true ON CONFLICT (%[3]s) DO NOTHING",
		t.name, list, t.key))
	if err != nil {
		return 0, err
	}
	n, err := took.RowsAffected()
	if err != nil || int(n) == all {
		return 0, err
	}
	var differ bool
	err = s.conn.GetContext(ctx, &differ, fmt.Sprintf("SELECT EXISTS (SELECT 1 FROM other.%[1]s o CROSS JOIN main.%[1]s m USING (%[2]s) WHERE NOT (%[3]s))",
		t.name, t.key, equal(columns)))
	if differ {
		return -1, err
	}
	return all - int(n), err
}

// equal gives the condition that two rows, o and m, say the same.
func equal(columns []string) string {
	var parts []string
	for _, c := range columns {
		parts = append(parts, fmt.Sprintf("o.%[1]s IS m.%[1]s", c))
	}
	return strings.Join(parts, " AND ")
}

// columnsOf gives the columns of a table, in order.
func (s *Store) columnsOf(ctx context.Context, name string) (columns []string, err error) {
	return columns, s.list(ctx, &columns, "SELECT name FROM pragma_table_info(?) ORDER BY cid", name)
}

// answered says how many answers there are to the assessments that both have. Both
// have the same when these are as many, and all of theirs were known.
type answered struct{ Ours, Theirs int }

func (s *Store) sharedAnswers(ctx context.Context) (n answered, err error) {
	const count = "(SELECT count(*) FROM other.assessment o CROSS JOIN main.assessment m USING (rev) CROSS JOIN %s.answer a ON a.rev = o.rev)"
	err = s.conn.GetContext(ctx, &n, "SELECT "+fmt.Sprintf(count, "main")+" AS ours, "+fmt.Sprintf(count, "other")+" AS theirs")
	return n, err
}

// otherLinks counts what one of the two says that a revision supersedes which
// both have, and the other doesn't: a revision says that once, as it is made.
func (s *Store) otherLinks(ctx context.Context) (n int, err error) {
	var both []string
	for _, k := range kinds {
		both = append(both, fmt.Sprintf("EXISTS (SELECT 1 FROM main.%[1]s CROSS JOIN other.%[1]s USING (rev) WHERE rev = child)", k.name))
	}
	lacks := func(one, other string) string {
		return fmt.Sprintf("SELECT child FROM %s.supersedes s WHERE NOT EXISTS (SELECT 1 FROM %s.supersedes WHERE parent = s.parent AND child = s.child)", one, other)
	}
	err = s.conn.GetContext(ctx, &n, fmt.Sprintf("SELECT count(*) FROM (%s UNION ALL %s) WHERE %s",
		lacks("main", "other"), lacks("other", "main"), strings.Join(both, " OR ")))
	return n, err
}

// checkReasons refuses a reason for what concerns somebody else than it says, as
// one of ours can be of a revision of theirs that is of another kind.
func (s *Store) checkReasons(ctx context.Context) error {
	for _, k := range kinds {
		owner := "k." + k.owner()
		if k.owner() == "NULL" {
			owner = "NULL"
		}
		var wrong bool
		err := s.conn.GetContext(ctx, &wrong, fmt.Sprintf(`SELECT EXISTS (SELECT 1 FROM main.reason r CROSS JOIN main.%s k USING (rev)
			WHERE r.participant IS NOT %s)`, k.name, owner))
		if wrong {
			err = errors.New("store: a reason of a " + k.name + " that concerns somebody else")
		}
		if err != nil {
			return err
		}
	}
	return nil
}
