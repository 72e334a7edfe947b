package store

import (
	"context"
	"fmt"

	"framsteg/store/skapa"
)

// giveBack takes from what stands for a thing, by columns, what a joining copied to it
// from another that is split from it now, also where that was changed since; and gives
// the other what it was changed to. So nobody keeps somebody else's name.
func (w *writer) giveBack(ctx context.Context, j joiningRow, id, other skapa.ID) error {
	of, err := w.store.standsFor(ctx, id)
	if err != nil {
		return err
	}
	k := kindNamed(j.Sort)
	for _, part := range append([]*kind{k}, k.besides()...) {
		copied, err := w.copied(ctx, j, part, of)
		if err == nil && !copied.IsZero() {
			err = w.givePartBack(ctx, part, of, other, copied)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// copied gives the revision of a thing that a joining wrote, zero for none.
func (w *writer) copied(ctx context.Context, j joiningRow, k *kind, of skapa.ID) (rev skapa.ID, err error) {
	_, err = w.store.get(ctx, &rev, fmt.Sprintf(`SELECT rev FROM %s WHERE id = ? AND device = ? AND author = ? AND at = ?
		AND rev > (SELECT min(rev) FROM joining WHERE id = ?) AND NOT deleted ORDER BY rev LIMIT 1`, k.name), of, j.Device, j.Author, j.At, j.ID)
	return rev, err
}

func (w *writer) givePartBack(ctx context.Context, k *kind, of, other, copied skapa.ID) error {
	var before skapa.ID
	if _, err := w.store.get(ctx, &before, fmt.Sprintf("SELECT rev FROM %s r JOIN supersedes ON parent = rev WHERE child = ? ORDER BY deleted, rev DESC", k.name), copied); err != nil {
		return err
	}
	is, err := w.standing(ctx, k, of)
	if err != nil || is.values == nil {
		return err
	}
	theirs, err := w.standing(ctx, k, other)
	if err != nil || theirs.values == nil {
		return err
	}
	said, err := w.read(ctx, row{kind: k}, copied)
	if err != nil {
		return err
	}
	was := row{deleted: true, values: make([]any, len(k.fields))} // that there was none
	if before.IsZero() && k.joins() {
		return nil // its first revision, which no joining wrote
	}
	if !before.IsZero() {
		if was, err = w.read(ctx, row{kind: k}, before); err != nil {
			return err
		}
	}
	changes := false
	for i := range k.fields {
		if said.values[i] == was.values[i] || said.values[i] != theirs.values[i] && is.values[i] != theirs.values[i] {
			continue // theirs is something else
		}
		changes = true
		if is.values[i] != said.values[i] && is.values[i] != was.values[i] {
			theirs.values[i] = is.values[i]
		}
		is.values[i] = was.values[i]
	}
	if !changes {
		return nil
	}
	if was.deleted && k.goesAlong() {
		_, err = w.remove(ctx, k, of, of)
	} else {
		_, err = w.put(ctx, is)
	}
	if err == nil {
		_, err = w.put(ctx, theirs)
	}
	return err
}

// standing gives what stands of a thing itself; no values where that is nothing, or
// two things.
func (w *writer) standing(ctx context.Context, k *kind, id skapa.ID) (row, error) {
	r := row{kind: k, id: id}
	if k.owner() != "NULL" {
		r.participant = id
	}
	var revs []skapa.ID
	err := w.store.list(ctx, &revs, "SELECT rev FROM "+standingOf(k, "id"), id)
	if err != nil || len(revs) != 1 {
		return r, err
	}
	return w.read(ctx, r, revs[0])
}
