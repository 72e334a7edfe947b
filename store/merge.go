package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"framsteg/store/skapa"
)

// Merge takes every fact of another copy of this workspace that it lacks, in
// one transaction; a thing that both changed is a conflict then, shown until
// somebody resolves it. path may be that of the store itself, after ErrConflict,
// which ends with that. Drafts are taken where there is none. The state before
// is backed up first, and Undo brings it back. It gives what differs since then.
//
// The file is checked as hostile: Problem error.merge.workspace when it is of
// another workspace, error.merge.changed when it says something else of a
// revision that both have, and those of Open. Then nothing has changed.
func (s *Store) Merge(ctx context.Context, path, secret string) (Difference, error) {
	other, err := s.peek(ctx, path, secret)
	if err != nil {
		return Difference{}, err
	}
	d, err := s.merge(ctx, other)
	err = joined(err, other.Close())
	if err == nil || errors.Is(err, ErrNotSaved) {
		s.publish(Changed{Kind: "restored"})
	}
	return d, err
}

func (s *Store) merge(ctx context.Context, other *Store) (d Difference, err error) {
	if err := other.checkFacts(ctx); err != nil {
		return d, openError(ctx, other.Path(), err)
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := ctx.Err(); err != nil {
		return d, err
	}
	then, err := s.content(ctx)
	if err != nil {
		return d, err
	}
	before, err := s.backUpNow(backupMerge)
	if err != nil {
		return d, saveProblem(s.file.path, err)
	}
	_, err = s.commit(context.WithoutCancel(ctx), func(inside context.Context, w *writer) error {
		return w.take(inside, other)
	})
	if err != nil {
		return d, err
	}
	s.use.Lock()
	s.forgetEverybody()
	s.use.Unlock()
	s.goesBackTo(before, Act{Key: "act.merge", Label: filepath.Base(other.Path())})
	if s.LivesAt(other.Path()) {
		s.file.stamp = other.file.stamp // all of it is here now
		s.backup.due = backupMerge
	}
	now, err := s.content(context.WithoutCancel(ctx))
	return now.since(then), joined(s.save(), err)
}

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

// take writes what another store has and this one lacks.
func (w *writer) take(ctx context.Context, other *Store) error {
	erased, err := w.takeErasures(ctx, other)
	if err != nil {
		return err
	}
	if err := w.sameAnswers(ctx, other); err != nil {
		return err
	}
	for _, t := range mergeTables() {
		if err := w.takeTable(ctx, other, t, erased); err != nil {
			return err
		}
	}
	if err := w.takeDrafts(ctx, other); err != nil {
		return err
	}
	if err := w.store.checkOwners(ctx); err != nil {
		return problem("error.merge.changed", other.Path(), err)
	}
	if err := w.store.checkSupersedes(ctx); err != nil {
		return err
	}
	return w.rebuildWhose(ctx)
}

// sameAnswers refuses an assessment that both have, but with answers that only
// one has. (That those which both have are equal takeTable sees.)
func (w *writer) sameAnswers(ctx context.Context, other *Store) error {
	here, err := w.store.answered(ctx)
	if err != nil {
		return err
	}
	there, err := other.answered(ctx)
	if err != nil {
		return err
	}
	for rev, items := range here {
		if others, both := there[rev]; both && others != items {
			return problem("error.merge.changed", other.Path(), fmt.Errorf("store: the answers of %s", rev))
		}
	}
	return nil
}

// answered gives which items every assessment has answers to, by rev.
func (s *Store) answered(ctx context.Context) (map[skapa.ID]string, error) {
	var rows []struct {
		Rev   skapa.ID
		Items string // JSON
	}
	err := s.list(ctx, &rows, `SELECT rev, json_group_array(item) AS items FROM
		(SELECT a.rev, item FROM assessment a LEFT JOIN answer USING (rev) ORDER BY a.rev, item) GROUP BY rev`)
	all := make(map[skapa.ID]string, len(rows))
	for _, r := range rows {
		all[r.Rev] = r.Items
	}
	return all, err
}

// takeTable adds the rows that only the other has, without those of people who
// were erased.
func (w *writer) takeTable(ctx context.Context, other *Store, t table, erased map[skapa.ID]bool) error {
	columns, rows, err := other.rows(ctx, t)
	if err != nil {
		return err
	}
	_, here, err := w.store.rows(ctx, t)
	if err != nil {
		return err
	}
	keys := strings.Count(t.key, ",") + 1
	mine := make(map[string][]any, len(here))
	for _, r := range here {
		mine[fmt.Sprintf("%x", r.values[:keys])] = r.values
	}
	insert := fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s)", t.name, strings.Join(columns, ", "), marks(len(columns)))
	for _, r := range rows {
		own, both := mine[fmt.Sprintf("%x", r.values[:keys])]
		switch {
		case both && !reflect.DeepEqual(own, r.values):
			return problem("error.merge.changed", other.Path(), fmt.Errorf("store: a row of %s", t.name))
		case !both && !erased[r.owner]:
			if err := w.exec(insert, r.values...); err != nil {
				return err
			}
		}
	}
	return nil
}

// fact is a row as it is in a table, its key first, and whom it concerns.
type fact struct {
	values []any
	owner  skapa.ID // zero for nobody
}

// rows gives all rows of a table, and its columns, those of its key first.
func (s *Store) rows(ctx context.Context, t table) (columns []string, rows []fact, err error) {
	columns = strings.Split(t.key, ", ")
	var rest []string
	err = s.list(ctx, &rest, "SELECT name FROM pragma_table_info(?) WHERE pk = 0 ORDER BY cid", t.name)
	if err != nil {
		return nil, nil, err
	}
	columns = append(columns, rest...)
	ctx, release := s.hold(ctx)
	defer release()
	stmt, err := s.statement(ctx, fmt.Sprintf("SELECT %s AS owner, %s FROM %s", t.owner, strings.Join(columns, ", "), t.name))
	if err != nil {
		return nil, nil, err
	}
	found, err := stmt.QueryxContext(ctx)
	if err != nil {
		return nil, nil, err
	}
	defer found.Close()
	for found.Next() {
		values, err := found.SliceScan()
		if err != nil {
			return nil, nil, err
		}
		f := fact{values: values[1:]}
		if owner, ok := values[0].([]byte); ok {
			copy(f.owner[:], owner)
		}
		rows = append(rows, f)
	}
	return columns, rows, found.Err()
}

// takeErasures erases whom the other has erased, and gives all who are erased.
func (w *writer) takeErasures(ctx context.Context, other *Store) (map[skapa.ID]bool, error) {
	type erasure struct {
		Participant, Device skapa.ID
		At                  int64
	}
	const query = "SELECT participant, device, at FROM erasure"
	var here, there []erasure
	if err := w.store.list(ctx, &here, query); err != nil {
		return nil, err
	}
	if err := other.list(ctx, &there, query); err != nil {
		return nil, err
	}
	erased := map[skapa.ID]bool{}
	for _, e := range here {
		erased[e.Participant] = true
	}
	for _, e := range there {
		if erased[e.Participant] {
			continue
		}
		erased[e.Participant] = true
		err := w.exec("INSERT INTO erasure (participant, device, at) VALUES (?, ?, ?)", e.Participant, e.Device, e.At)
		if err == nil {
			err = w.erase(e.Participant)
		}
		if err != nil {
			return nil, err
		}
	}
	return erased, nil
}

// erase removes every row of a participant but that of the erasure.
func (w *writer) erase(participant skapa.ID) error {
	if err := w.exec("DELETE FROM answer WHERE rev IN (SELECT rev FROM assessment WHERE participant = ?)", participant); err != nil {
		return err
	}
	for _, k := range kinds {
		if k.owner() == "NULL" {
			continue
		}
		if err := w.exec(fmt.Sprintf("DELETE FROM %s WHERE %s = ?", k.name, k.owner()), participant); err != nil {
			return err
		}
	}
	for _, name := range []string{"supersedes", "reason", "draft"} {
		if err := w.exec(fmt.Sprintf("DELETE FROM %s WHERE participant = ?", name), participant); err != nil {
			return err
		}
	}
	return w.exec("DELETE FROM whose WHERE id = ?", participant)
}

// takeDrafts takes the unfinished ratings of whom is here and has none by that
// rater.
func (w *writer) takeDrafts(ctx context.Context, other *Store) error {
	columns, rows, err := other.rows(ctx, table{"draft", "participant, rater", "participant"})
	if err != nil {
		return err
	}
	insert := fmt.Sprintf(`INSERT INTO draft (%s) SELECT %s WHERE EXISTS (SELECT 1 FROM participant WHERE id = ?)
		ON CONFLICT (participant, rater) DO NOTHING`, strings.Join(columns, ", "), marks(len(columns)))
	for _, r := range rows {
		if err := w.exec(insert, append(slices.Clone(r.values), r.owner)...); err != nil {
			return err
		}
	}
	return nil
}
