package store

import (
	"context"
	"fmt"

	"framsteg/store/skapa"
)

// Split takes back a decision that two things are one, and every other decision by
// which the other of the two would still be one with the first: what only the other
// was joined with stays with it. What Join copied from one to the other goes back, as
// it was changed since; so does all that Join wrote of who stands alone now, unless
// something was written over it. Anything else that was written since, as of their
// periods, stays with who stood for both. It is one act. Problem error.split.gone when
// the decision does not stand.
func (s *Store) Split(ctx context.Context, joining skapa.ID) error {
	return s.write(ctx, func(ctx context.Context, w *writer) error {
		var j joiningRow
		found, err := s.get(ctx, &j, selectJoining+" WHERE id = ?", joining)
		if err != nil {
			return err
		}
		if !found {
			return &skapa.Problem{Key: "error.split.gone"}
		}
		holding, err := s.holding(ctx, j)
		if err != nil {
			return err
		}
		about := j.One
		label, err := s.label(ctx, j.Sort, about)
		if err == nil && label == "" { // which is not here
			about = j.Other
			label, err = s.label(ctx, j.Sort, about)
		}
		if err != nil {
			return err
		}
		for _, one := range holding {
			if _, err := w.remove(ctx, joinings, one.ID, skapa.ID{}); err != nil {
				return err
			}
		}
		for _, one := range holding {
			if err := w.takeJoinBack(ctx, one); err != nil {
				return err
			}
		}
		var of skapa.ID
		if j.Sort == participants.name {
			of = about
		}
		w.names("split", label, about, of)
		return nil
	})
}

const selectJoining = "SELECT id, device, author, at, sort, one, other FROM joining_now"

type joiningRow struct {
	ID, Device, Author skapa.ID
	At                 int64
	Sort               string
	One, Other         skapa.ID
}

// holding gives the decisions about the other of a joining by which it is one with the
// first, in whatever way they lead there.
func (s *Store) holding(ctx context.Context, j joiningRow) (all []joiningRow, err error) {
	var standing []joiningRow
	if err := s.list(ctx, &standing, selectJoining+" WHERE sort = ?", j.Sort); err != nil {
		return nil, err
	}
	without := oneOf{} // the other
	for _, l := range standing {
		if l.One != j.Other && l.Other != j.Other {
			without.connect(l.One, l.Other)
		}
	}
	first := without.of(j.One)
	for _, l := range standing {
		if l.One == j.Other && without.of(l.Other) == first || l.Other == j.Other && without.of(l.One) == first {
			all = append(all, l)
		}
	}
	return all, nil
}

// takeJoinBack takes back what was written with a joining, which has its time and
// author and came after the decision: all of it of those of the two that stand alone
// now, unless something was written over it since; and what came from the other in any
// case.
func (w *writer) takeJoinBack(ctx context.Context, j joiningRow) error {
	k := kindNamed(j.Sort)
	concerned := append([]*kind{k}, k.besides()...)
	if k == participants {
		concerned = append(concerned, followUps, periods) // which go where nothing follows them up
	}
	for i, id := range []skapa.ID{j.One, j.Other} {
		earlier, err := w.wasBefore(ctx, j, id)
		if err != nil {
			return err
		}
		if !earlier {
			continue
		}
		among, err := w.store.amongOthers(ctx, id)
		if err != nil {
			return err
		}
		for _, part := range concerned {
			if among {
				break
			}
			if err := w.takePartBack(ctx, j, part, id); err != nil {
				return err
			}
		}
		if err := w.giveBack(ctx, j, id, []skapa.ID{j.Other, j.One}[i]); err != nil {
			return err
		}
	}
	return nil
}

// takePartBack takes back what was written with a joining of a kind and of one thing.
func (w *writer) takePartBack(ctx context.Context, j joiningRow, k *kind, of skapa.ID) error {
	column := k.owner()
	if column == "NULL" {
		column = "id"
	}
	var all []struct{ Rev, ID skapa.ID }
	err := w.store.list(ctx, &all, fmt.Sprintf(`SELECT rev, id FROM %s r WHERE %s = ?1 AND device = ?2 AND author = ?3 AND at = ?4 AND rev > (SELECT min(rev) FROM joining WHERE id = ?5)
		AND (EXISTS (SELECT 1 FROM supersedes WHERE child = r.rev) OR `+fromAnother(k)+`)
		AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev)
		AND NOT EXISTS (SELECT 1 FROM %[1]s o WHERE o.id = r.id AND o.rev <> r.rev AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = o.rev))
		ORDER BY rev DESC`, k.name, column), of, j.Device, j.Author, j.At, j.ID)
	if err != nil {
		return err
	}
	for _, r := range all {
		old := written{row: row{kind: k, id: r.ID}, rev: r.Rev}
		if k.owner() != "NULL" {
			old.participant = of
		}
		_, err := w.store.get(ctx, &old.before, fmt.Sprintf(`SELECT rev FROM %s r
			WHERE id = ? AND EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev AND child = ?) ORDER BY deleted, rev DESC`, k.name), r.ID, r.Rev)
		if err == nil && old.before.IsZero() {
			old.row, err = w.read(ctx, old.row, r.Rev)
		}
		if err == nil {
			err = w.takeBack(ctx, old)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// wasBefore tells whether a thing was there before a joining was decided. One that was
// not was written by another act than the joining, whatever that says of its time.
func (w *writer) wasBefore(ctx context.Context, j joiningRow, id skapa.ID) (bool, error) {
	var one int
	return w.store.get(ctx, &one, fmt.Sprintf("SELECT 1 FROM %s WHERE id = ? AND (at < ? OR rev < (SELECT min(rev) FROM joining WHERE id = ?)) LIMIT 1", j.Sort), id, j.At, j.ID)
}

// fromAnother is the condition of a first revision, r, that it can be the copy of what
// another says that was joined in the act with the marks: a text, or when a period
// began or ended. A thing itself is none, nor a follow-up, so that nobody goes because
// a joining claims to be of the act that wrote them.
func fromAnother(k *kind) string {
	const others = "(SELECT one AS id FROM joining WHERE device = ?2 AND author = ?3 AND at = ?4 UNION SELECT other FROM joining WHERE device = ?2 AND author = ?3 AND at = ?4)"
	switch k {
	case periods:
		const same = " AND (o.start = r.start OR o.finish = r.finish)"
		return "(NOT EXISTS (SELECT 1 FROM followup_now WHERE period = r.id) AND EXISTS (SELECT 1 FROM " + others + ` j WHERE j.id <> ?1
			AND (EXISTS (SELECT 1 FROM participant o WHERE o.id = j.id` + same + ") OR EXISTS (SELECT 1 FROM period o WHERE o.participant = j.id" + same + "))))"
	case identities, personnummers, contacts, places:
		column := k.fields[0]
		return "EXISTS (SELECT 1 FROM " + others + " j JOIN " + k.name + " o ON o.id = j.id WHERE j.id <> ?1 AND o." + column + " = r." + column + ")"
	}
	return "false"
}
