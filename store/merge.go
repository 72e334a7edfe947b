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

// Merged is what a merge brought: numbers of revisions by kind, without kinds
// of which there were none.
type Merged struct{ New map[string]int }

// Merge takes every fact of another copy of this workspace that it lacks, in
// one transaction; a thing that both changed is a conflict then, shown until
// somebody resolves it. path may be that of the store itself, after ErrConflict,
// which ends with that. Drafts are taken where there is none. The state before
// is backed up first, and Undo brings it back.
//
// The file is checked as hostile: Problem error.merge.workspace when it is of
// another workspace, error.merge.changed when it says something else of a
// revision that both have, and those of Open. Then nothing has changed.
func (s *Store) Merge(ctx context.Context, path, secret string) (Merged, error) {
	other, err := s.peek(ctx, path, secret)
	if err != nil {
		return Merged{}, err
	}
	m, err := s.merge(ctx, other)
	err = joined(err, other.Close())
	if err == nil || errors.Is(err, ErrNotSaved) {
		s.publish(Changed{Kind: "restored"})
	}
	return m, err
}

func (s *Store) merge(ctx context.Context, other *Store) (Merged, error) {
	m := Merged{New: map[string]int{}}
	if err := other.checkFacts(ctx); err != nil {
		return m, openError(ctx, other.Path(), err)
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	if err := ctx.Err(); err != nil {
		return m, err
	}
	before, err := s.backUpNow(backupMerge)
	if err != nil {
		return m, saveProblem(s.file.path, err)
	}
	_, err = s.commit(context.WithoutCancel(ctx), func(inside context.Context, w *writer) error {
		return w.take(inside, other, m)
	})
	if err != nil {
		return m, err
	}
	s.use.Lock()
	s.cases = nil
	s.use.Unlock()
	s.goesBackTo(before, Act{Key: "act.merge", Label: filepath.Base(other.Path())})
	if s.LivesAt(other.Path()) {
		s.file.stamp = other.file.stamp // all of it is here now
		s.backup.due = backupMerge
	}
	return m, s.save()
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
func (w *writer) take(ctx context.Context, other *Store, m Merged) error {
	erased, err := w.takeErasures(ctx, other)
	if err != nil {
		return err
	}
	var common int // answers that both should have
	if common, err = w.commonAnswers(ctx, other); err != nil {
		return err
	}
	for _, t := range mergeTables() {
		added, same, err := w.takeTable(ctx, other, t, erased)
		if err != nil {
			return err
		}
		if t.name == "answer" && same != common {
			return problem("error.merge.changed", other.Path(), fmt.Errorf("store: %d answers instead of %d", same, common))
		}
		if added > 0 && slices.ContainsFunc(kinds, func(k *kind) bool { return k.name == t.name }) {
			m.New[t.name] = added
		}
	}
	if err := w.takeDrafts(ctx, other); err != nil {
		return err
	}
	return w.store.checkSupersedes(ctx)
}

// commonAnswers counts the answers here of assessments that both have.
func (w *writer) commonAnswers(ctx context.Context, other *Store) (n int, err error) {
	there, err := other.revisions(ctx, assessments)
	if err != nil {
		return 0, err
	}
	var here []struct {
		Rev skapa.ID
		N   int
	}
	err = w.store.list(ctx, &here, "SELECT rev, count(*) AS n FROM answer GROUP BY rev")
	for _, h := range here {
		if _, both := there[h.Rev]; both {
			n += h.N
		}
	}
	return n, err
}

// takeTable adds the rows that only the other has, without those of people who
// were erased, and counts the rows that both have.
func (w *writer) takeTable(ctx context.Context, other *Store, t table, erased map[skapa.ID]bool) (added, same int, err error) {
	columns, rows, err := other.rows(ctx, t)
	if err != nil {
		return 0, 0, err
	}
	_, here, err := w.store.rows(ctx, t)
	if err != nil {
		return 0, 0, err
	}
	keys := strings.Count(t.key, ",") + 1
	mine := make(map[string][]any, len(here))
	for _, r := range here {
		mine[fmt.Sprintf("%x", r.values[:keys])] = r.values
	}
	insert := fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s)", t.name, strings.Join(columns, ", "),
		strings.TrimSuffix(strings.Repeat("?, ", len(columns)), ", "))
	for _, r := range rows {
		own, both := mine[fmt.Sprintf("%x", r.values[:keys])]
		switch {
		case both && !reflect.DeepEqual(own, r.values):
			return 0, 0, problem("error.merge.changed", other.Path(), fmt.Errorf("store: a row of %s", t.name))
		case both:
			same++
		case !erased[r.owner]:
			if err := w.exec(insert, r.values...); err != nil {
				return 0, 0, err
			}
			added++
		}
	}
	return added, same, nil
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
	return nil
}

// takeDrafts takes the unfinished ratings of whom is here and has none by that
// rater.
func (w *writer) takeDrafts(ctx context.Context, other *Store) error {
	columns, rows, err := other.rows(ctx, table{"draft", "participant, rater", "participant"})
	if err != nil {
		return err
	}
	insert := fmt.Sprintf(`INSERT INTO draft (%s) SELECT %s WHERE EXISTS (SELECT 1 FROM participant WHERE id = ?)
		ON CONFLICT (participant, rater) DO NOTHING`, strings.Join(columns, ", "),
		strings.TrimSuffix(strings.Repeat("?, ", len(columns)), ", "))
	for _, r := range rows {
		if err := w.exec(insert, append(slices.Clone(r.values), r.owner)...); err != nil {
			return err
		}
	}
	return nil
}
