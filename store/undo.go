package store

import (
	"context"
	"fmt"

	"framsteg/store/skapa"
)

// Act is one write as a user sees it.
type Act struct {
	Key         string   // names the kind of act in words: act.assessment, act.participant …
	Label       string   // what it is about: the participant's code, or a name
	Participant skapa.ID // whom it concerns; zero for none or several
	Undoes      bool     // whether it undid another act, so that undoing it is a redo
}

// act is an Act with what it wrote.
type act struct {
	Act
	changed Changed
	written []written
	before  *Backup // what undo restores, where that is a whole state
}

// written is a revision of an act, and the one that stood before it.
type written struct {
	row
	rev    skapa.ID
	before skapa.ID // zero when it was the first of its id
}

// LastAct gives the last act of this run, if there was one.
func (s *Store) LastAct() (Act, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.last == nil {
		return Act{}, false
	}
	return s.last.Act, true
}

// Undo takes the last act back by new revisions that say what stood before
// it: nothing is erased. Undoing an undo is a redo. An undo does not bring
// back a conflict that the act resolved, nor a draft. Problem error.undo.none when there
// is no act to undo.
func (s *Store) Undo(ctx context.Context) (Act, error) {
	var undone Act
	s.mu.Lock()
	last := s.last
	s.mu.Unlock()
	if last != nil && last.before != nil {
		return last.Act, s.restore(ctx, *last.before, "", Act{Key: last.Key, Label: last.Label, Undoes: !last.Undoes})
	}
	err := s.write(ctx, func(ctx context.Context, w *writer) error {
		s.mu.Lock()
		last := s.last
		s.mu.Unlock()
		if last == nil {
			return &skapa.Problem{Key: "error.undo.none"}
		}
		undone = last.Act
		for i := len(last.written) - 1; i >= 0; i-- {
			if err := w.takeBack(ctx, last.written[i]); err != nil {
				return err
			}
		}
		w.act.Act, w.act.changed = last.Act, last.changed
		w.act.Undoes = !last.Undoes
		return nil
	})
	return undone, err
}

// takeBack writes the revision before again, or that the thing is gone when
// there was none.
func (w *writer) takeBack(ctx context.Context, old written) error {
	if old.before.IsZero() {
		gone := old.row
		gone.deleted = true
		_, err := w.put(ctx, gone)
		return err
	}
	before, err := w.read(ctx, old.row, old.before)
	if err != nil {
		return err
	}
	_, err = w.put(ctx, before)
	return err
}

// remove writes that a thing is gone. It keeps what the thing was.
func (w *writer) remove(ctx context.Context, k *kind, id, participant skapa.ID) (rev skapa.ID, err error) {
	var heads []skapa.ID
	err = w.store.list(ctx, &heads, fmt.Sprintf("SELECT rev FROM %s_now WHERE id = ?", k.name), id)
	if err != nil || len(heads) == 0 {
		return rev, err
	}
	gone, err := w.read(ctx, row{kind: k, id: id, participant: participant}, heads[0])
	if err != nil {
		return rev, err
	}
	gone.deleted = true
	return w.put(ctx, gone)
}

// removeFrom takes a thing of a participant away, if there is one with that id.
func (s *Store) removeFrom(ctx context.Context, k *kind, id skapa.ID) error {
	return s.write(ctx, func(ctx context.Context, w *writer) error {
		var participant skapa.ID
		found, err := s.get(ctx, &participant, fmt.Sprintf("SELECT participant FROM %s_now WHERE id = ?", k.name), id)
		if err != nil || !found {
			return err
		}
		who, err := s.subject(ctx, participant)
		if err != nil {
			return err
		}
		w.names(k.name, who.Code, id, who.ID)
		_, err = w.remove(ctx, k, id, participant)
		return err
	})
}

// read gives the content of a revision of the thing that r names.
func (w *writer) read(ctx context.Context, r row, rev skapa.ID) (row, error) {
	stmt, err := w.store.statement(ctx, fmt.Sprintf("SELECT deleted, %s FROM %s WHERE rev = ?", columns(r.kind), r.kind.name))
	if err != nil {
		return row{}, err
	}
	values, err := stmt.QueryRowxContext(ctx, rev).SliceScan()
	if err != nil {
		return row{}, err
	}
	r.deleted, r.values = values[0] != int64(0), values[1:]
	r.answers, err = w.store.answers(ctx, rev)
	return r, err
}
