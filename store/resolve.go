package store

import (
	"context"
	"errors"
	"fmt"

	"framsteg/store/skapa"
)

// Resolve ends a conflict: a revision over all its sides says again what one of them
// says, also that the thing is gone. rev is that of the side. Undo gives what stood
// while there was a conflict, which is nothing new where that side was chosen; the
// conflict itself does not come back.
//
// It refuses a side that is none of that conflict, or no longer one
// (error.conflict.changed), and one that breaks a rule, with the Problem of that
// rule: error.conflict.used where other things need what it says is gone. The side
// that stands breaks none that is not broken already, and is never refused.
func (s *Store) Resolve(ctx context.Context, c Conflict, rev skapa.ID) error {
	return s.write(ctx, func(ctx context.Context, w *writer) error {
		k := kindNamed(c.Kind)
		if k == nil {
			return &skapa.Problem{Key: "error.conflict.changed"}
		}
		heads, err := w.heads(ctx, row{kind: k, id: c.ID, values: make([]any, len(k.fields))})
		if err != nil {
			return err
		}
		at := -1
		for i, head := range heads {
			if head.Rev == rev {
				at = i
			}
		}
		if at < 0 || len(heads) < 2 {
			return &skapa.Problem{Key: "error.conflict.changed"}
		}
		chosen := row{kind: k, id: c.ID}
		if _, err := s.get(ctx, &chosen.participant, fmt.Sprintf("SELECT %s FROM %s WHERE rev = ? AND %[1]s IS NOT NULL", k.owner(), k.name), rev); err != nil {
			return err
		}
		if err := w.namesConflict(ctx, chosen); err != nil {
			return err
		}
		if chosen, err = w.read(ctx, chosen, rev); err != nil {
			return err
		}
		if _, err := w.put(ctx, chosen); err != nil {
			return err
		}
		if at == len(heads)-1 {
			return nil
		}
		return used(w.checkUndone(ctx, &w.act))
	})
}

// kindNamed gives a kind by its name; nil for none.
func kindNamed(name string) *kind {
	for _, k := range kinds {
		if k.name == name {
			return k
		}
	}
	return nil
}

// namesConflict names the act that ends a conflict about r after the participant, or
// after what it is about.
func (w *writer) namesConflict(ctx context.Context, r row) error {
	var label string
	var err error
	switch {
	case !r.participant.IsZero():
		_, err = w.store.get(ctx, &label, "SELECT code FROM participant WHERE id = ? ORDER BY deleted DESC, rev DESC LIMIT 1", r.participant)
	case r.kind == supervisors || r.kind == teams || r.kind == activities:
		_, err = w.store.get(ctx, &label, fmt.Sprintf("SELECT name FROM %s_now WHERE id = ?", r.kind.name), r.id)
	}
	w.names("resolve", label, r.id, r.participant)
	w.act.changed.Kind = r.kind.name
	if p := partOf(r.kind.name); p != nil {
		w.act.changed.Kind = p.thing
	}
	return err
}

// used says of a Problem of an undo what it is here.
func used(err error) error {
	problem, is := errors.AsType[*skapa.Problem](err)
	if is && problem.Key == "error.undo.used" {
		return &skapa.Problem{Key: "error.conflict.used", Args: problem.Args}
	}
	return err
}
