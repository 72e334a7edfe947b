package store

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"time"

	"framsteg/store/skapa"
)

// Act is one write as a user sees it.
type Act struct {
	Key         string    // names the kind of act in words: act.assessment, act.participant …
	Label       string    // what it is about: the participant's code, or a name
	Participant skapa.ID  // whom it concerns; zero for none or several
	Count       int       // of the participants that it wrote something of
	Undoes      bool      // whether it undid another act, so that undoing it is a redo
	At          time.Time // when, to the millisecond
}

// act is an Act with what it wrote.
type act struct {
	Act
	changed  Changed
	written  []written
	rejoined bool               // whether it changed what stands for what
	drafted  []skapa.ID         // whose unfinished ratings it changed
	closed   []skapa.Assessment // unfinished ratings that it removed, as it saved them
	opened   []skapa.Assessment // unfinished ratings that it put back
	before   *Backup            // what undo restores, where that is a whole state
	drafts   []draft            // all that there were after it then
}

// written is a revision of an act, and the one that stood before it.
type written struct {
	row
	rev    skapa.ID
	before skapa.ID // zero when it was the first of its id
}

// LastAct gives the last act of this run, if there was one.
func (s *Store) LastAct() (Act, bool) {
	acts := s.undoable()
	if len(acts) == 0 {
		return Act{}, false
	}
	return acts[len(acts)-1].Act, true
}

// Undoable gives the last act of each kind in this run, the newest first, without
// those that something was written over since. UndoAct takes one of them back.
func (s *Store) Undoable(ctx context.Context) ([]Act, error) {
	ctx, release := s.hold(ctx)
	defer release()
	var all []Act
	for _, a := range slices.Backward(s.undoable()) {
		stands, err := s.stands(ctx, a)
		if err != nil {
			return nil, err
		}
		if stands {
			all = append(all, a.Act)
		}
	}
	return all, nil
}

// Undo takes the last act back: see UndoAct. Problem error.undo.none when there is
// no act to undo.
func (s *Store) Undo(ctx context.Context) (Act, error) {
	last, any := s.LastAct()
	if !any {
		return Act{}, &skapa.Problem{Key: "error.undo.none"}
	}
	return last, s.UndoAct(ctx, last)
}

// UndoAct takes the last act of a kind back by new revisions that say what stood
// before it: nothing is erased. Undoing an undo is a redo. An undo does not bring
// back a conflict that the act resolved. The drafts that the act removed stand
// again, as what the act saved of them, where no other stands since; a redo
// removes them. Those that were begun, changed or removed since a merge or an
// import stay so, but for those of whom it brought.
//
// It refuses an act that is not the last of its kind, or that something was
// written over since (error.undo.changed), one that only ended a conflict with what
// stood anyway (error.undo.same), one that other things need
// (error.undo.used), and one without which another fact would break a rule, with
// the Problem of that rule. Then nothing is undone.
func (s *Store) UndoAct(ctx context.Context, a Act) error {
	if last := s.lastOf(a); last != nil && last.before != nil {
		return s.restore(ctx, *last.before, "", Act{Key: last.Key, Label: last.Label, Undoes: !last.Undoes}, last)
	}
	return s.write(ctx, func(ctx context.Context, w *writer) error {
		last := s.lastOf(a)
		if last == nil {
			return &skapa.Problem{Key: "error.undo.changed"}
		}
		stands, err := s.stands(ctx, last)
		if err != nil {
			return err
		}
		if !stands {
			return &skapa.Problem{Key: "error.undo.changed"}
		}
		if err := w.swapDrafts(ctx, last); err != nil { // first, for a participant takes theirs along
			return err
		}
		for _, old := range slices.Backward(last.written) {
			if err := w.takeBack(ctx, old); err != nil {
				return err
			}
		}
		if !w.wrote {
			return &skapa.Problem{Key: "error.undo.same"}
		}
		w.act.Act, w.act.changed = last.Act, last.changed
		w.act.Undoes = !last.Undoes
		return w.checkUndone(ctx, last)
	})
}

// undoable gives the last act of each kind, the newest last.
func (s *Store) undoable() []*act {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.acts
}

// enterAct makes an act the newest one, and the last of its kind. What undo of an
// older one restores would lack it.
func (s *Store) enterAct(a *act) {
	s.mu.Lock()
	defer s.mu.Unlock()
	others := slices.DeleteFunc(slices.Clone(s.acts), func(old *act) bool { return old.Key == a.Key || old.before != nil })
	s.acts = append(others, a)
}

// lastOf gives the last act of a kind if that is a, else nil.
func (s *Store) lastOf(a Act) *act {
	for _, known := range s.undoable() {
		if known.Act == a {
			return known
		}
	}
	return nil
}

// stands tells whether each thing that an act wrote is as the act left it: its
// revision is the only head, and of the drafts that it put back none has gone on.
func (s *Store) stands(ctx context.Context, a *act) (bool, error) {
	type thing struct {
		kind *kind
		id   skapa.ID
	}
	left := map[thing]skapa.ID{}
	for _, w := range a.written {
		left[thing{w.kind, w.id}] = w.rev
	}
	for t, rev := range left {
		var heads []skapa.ID
		err := s.list(ctx, &heads, fmt.Sprintf("SELECT rev FROM %s_head WHERE id = ?", t.kind.name), t.id)
		if err != nil || len(heads) != 1 || heads[0] != rev {
			return false, err
		}
	}
	for _, draft := range a.opened {
		now, found, err := s.Draft(ctx, draft.Participant, draft.Rater)
		if err != nil || found && !reflect.DeepEqual(now, draft) {
			return false, err
		}
	}
	return true, nil
}

// swapDrafts puts back the drafts that an act removed, and removes those that it
// put back.
func (w *writer) swapDrafts(ctx context.Context, last *act) error {
	for _, draft := range last.closed {
		opened, err := w.openDraft(ctx, draft)
		if err != nil {
			return err
		}
		if opened {
			w.act.opened = append(w.act.opened, draft)
		}
	}
	for _, draft := range last.opened {
		if err := w.closeDraft(ctx, draft); err != nil {
			return err
		}
	}
	return nil
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
	var standing skapa.ID
	found, err := w.store.get(ctx, &standing, "SELECT rev FROM "+standingOf(k, "id")+" ORDER BY rev DESC", id)
	if err != nil || !found {
		return rev, err
	}
	gone, err := w.read(ctx, row{kind: k, id: id, participant: participant}, standing)
	if err != nil {
		return rev, err
	}
	gone.deleted = true
	return w.put(ctx, gone)
}

// standingOf is a table and the condition of those of its rows that stand and have
// in a column what the mark says, also of what is joined with something else.
func standingOf(k *kind, column string) string {
	return fmt.Sprintf("%s r WHERE %s = ? AND NOT deleted AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev)", k.name, column)
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
