package store

import (
	"context"
	"fmt"
	"reflect"
	"slices"

	"framsteg/store/skapa"
)

// Unseen is what somebody wrote of a thing without knowing that it was joined with
// another: nobody sees it, for the other stands for both.
type Unseen struct {
	Kind        string // "participant", "identity", "period" …
	ID          skapa.ID
	Root        skapa.ID // stands for it
	Participant skapa.ID // Root where that is one
	Label       string   // what the thing was called itself: a code, or a name
	Sides       [2]Side  // what stands, and what was written, by those fields that differ
}

// hidden are the kinds of what nobody sees of a thing that another stands for.
func (k *kind) hidden() []*kind {
	all := append([]*kind{k}, k.besides()...)
	if k == participants {
		all = append(all, periods) // the first
	}
	return all
}

// sealed is the condition that a revision of a thing was written as it was joined, by a
// decision that stands: what the thing said is known from there on.
const sealed = `(r.id, r.device, r.author, r.at) IN (
	SELECT one, device, author, at FROM joining WHERE id IN (SELECT id FROM joining_now) UNION
	SELECT other, device, author, at FROM joining WHERE id IN (SELECT id FROM joining_now))`

// seal writes again what things say that are joined, so that whatever is written
// without knowing of that stands beside it. What two say differently stays so.
func (w *writer) seal(ctx context.Context, k *kind, ids []skapa.ID) error {
	for _, part := range k.hidden() {
		for _, id := range ids {
			var heads []skapa.ID
			err := w.store.list(ctx, &heads, fmt.Sprintf("SELECT rev FROM %s_head WHERE id = ?", part.name), id)
			if err == nil && len(heads) == 1 {
				err = w.again(ctx, row{kind: part, id: id}, heads[0])
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// again writes over all heads what a revision says, also where that changes nothing.
func (w *writer) again(ctx context.Context, r row, rev skapa.ID) error {
	if r.kind.owner() != "NULL" {
		r.participant = r.id // of a participant, or of their first period
	}
	r, err := w.read(ctx, r, rev)
	if err != nil {
		return err
	}
	r.again = true
	_, err = w.put(ctx, r)
	return err
}

// Unseen gives what was written of things without knowing what they are joined with,
// and is something else than what stands; Settle ends it.
func (s *Store) Unseen(ctx context.Context) (all []Unseen, err error) {
	ctx, release := s.hold(ctx)
	defer release()
	var names map[skapa.ID]string
	for _, k := range sorts {
		for _, part := range k.hidden() {
			var heads []struct {
				Rev, ID, Root skapa.ID
				Deleted       bool
			}
			err := s.list(ctx, &heads, fmt.Sprintf(`SELECT r.rev, r.id, w.root, r.deleted FROM whose w JOIN %s r ON r.id = w.id
				WHERE w.id <> w.root AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev) AND NOT `+sealed+`
				AND EXISTS (SELECT 1 FROM %s_now WHERE id = w.root) ORDER BY r.rev`, part.name, k.name))
			if err != nil {
				return nil, err
			}
			for _, h := range heads {
				if h.Deleted && part == k { // there is another, which stands
					continue
				}
				if names == nil {
					if names, err = s.everyName(ctx); err != nil {
						return nil, err
					}
				}
				u := Unseen{Kind: part.name, ID: h.ID, Root: h.Root}
				if k == participants {
					u.Participant = h.Root
				}
				if u.Label, err = s.label(ctx, k.name, h.ID); err != nil {
					return nil, err
				}
				differs, err := s.setAgainst(ctx, &u, h.Rev, names)
				if err != nil {
					return nil, err
				}
				if differs {
					all = append(all, u)
				}
			}
		}
	}
	return all, nil
}

// setAgainst fills in the sides of what a revision says unseen, and tells whether it
// says anything that is neither known nor stands.
func (s *Store) setAgainst(ctx context.Context, u *Unseen, rev skapa.ID, names map[skapa.ID]string) (differs bool, err error) {
	p := partOf(u.Kind)
	first := func(which string, id skapa.ID) (toldRow, error) {
		rows, err := s.toldRows(ctx, p, which, id, names)
		if err != nil || len(rows) == 0 {
			return toldRow{}, err
		}
		if rows[0].deleted && p.kind != participants { // nothing is said
			rows[0].fields = nil
		}
		return *rows[0], nil
	}
	says, err := first("r.rev = ?", rev)
	if err != nil {
		return false, err
	}
	known, err := first("r.id = ? AND "+sealed+" ORDER BY r.rev DESC", u.ID)
	if err != nil {
		return false, err
	}
	target, err := s.inPlaceOf(ctx, *u)
	if err != nil {
		return false, err
	}
	stands, err := first("r.rev IN (SELECT rev FROM "+u.Kind+"_head WHERE id = ?) ORDER BY r.deleted, r.rev DESC", target)
	if err != nil {
		return false, err
	}
	u.Sides = [2]Side{s.side(&stands), s.side(&says)}
	u.Sides[0].Standing, u.Sides[0].Fields, u.Sides[1].Fields = true, nil, nil
	for _, f := range slices.Concat(says.fields, stands.fields) {
		is, was := valueSaid(says.fields, f.Name), valueSaid(stands.fields, f.Name)
		if is == was || is == valueSaid(known.fields, f.Name) || toldOtherwise(p.kind, f.Name) || valueOf(u.Sides[0].Fields, f.Name) != nil || valueOf(u.Sides[1].Fields, f.Name) != nil {
			continue
		}
		differs = true
		u.Sides[0].Fields = append(u.Sides[0].Fields, Field{f.Name, was})
		u.Sides[1].Fields = append(u.Sides[1].Fields, Field{f.Name, is})
	}
	return differs, nil
}

// valueSaid gives the value of a field; nil where it says nothing.
func valueSaid(fields []Field, name string) any {
	value := valueOf(fields, name)
	if value == nil || reflect.ValueOf(value).IsZero() {
		return nil
	}
	return value
}

// toldOtherwise tells whether another kind says what a column of this one said.
func toldOtherwise(k *kind, column string) bool {
	return k == participants && column == "finish" || k == periods && column == "start"
}

// inPlaceOf gives the id of what stands where something was written unseen: of a first
// period, the one of who stands that it began in.
func (s *Store) inPlaceOf(ctx context.Context, u Unseen) (skapa.ID, error) {
	if u.Kind != periods.name {
		return u.Root, nil
	}
	var start skapa.Date
	if _, err := s.get(ctx, &start, "SELECT start FROM participant_head WHERE id = ? ORDER BY deleted, rev DESC", u.ID); err != nil {
		return u.Root, err
	}
	in := u.Root
	all, err := s.Periods(ctx, u.Root)
	for _, p := range all {
		if p.Start <= start {
			in = p.ID
		}
	}
	return in, err
}

// Settle ends that something was written unseen: what was written is taken for what
// stands, or stays what it is. Undo takes that back. Problem error.conflict.changed
// where it is settled, or changed since; and that of a rule which it would break.
func (s *Store) Settle(ctx context.Context, u Unseen, take bool) error {
	return s.write(ctx, func(ctx context.Context, w *writer) error {
		all, err := s.Unseen(ctx)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(all, func(now Unseen) bool { return reflect.DeepEqual(now, u) }) {
			return &skapa.Problem{Key: "error.conflict.changed"}
		}
		k := kindNamed(u.Kind)
		if err := w.namesConflict(ctx, row{kind: k, id: u.Root, participant: u.Participant}); err != nil {
			return err
		}
		var j joiningRow
		if _, err := s.get(ctx, &j, selectJoining+" WHERE ?1 IN (one, other) ORDER BY rev DESC", u.ID); err != nil {
			return err
		}
		if _, err := w.put(ctx, row{kind: joinings, id: s.newID(), values: []any{j.Sort, j.One, j.Other}}); err != nil {
			return err
		}
		if take { // after the joining, with which Split takes it back
			if err := w.takeUnseen(ctx, k, u); err != nil {
				return err
			}
		}
		if err := w.again(ctx, row{kind: k, id: u.ID}, u.Sides[1].Rev); err != nil {
			return err
		}
		w.act.written[len(w.act.written)-1].before = u.Sides[1].Rev // so that it is unseen when that is undone
		return nil
	})
}

// takeUnseen writes what was written unseen, and nothing else, in what stands.
func (w *writer) takeUnseen(ctx context.Context, k *kind, u Unseen) error {
	theirs, err := w.read(ctx, row{kind: k, id: u.ID}, u.Sides[1].Rev)
	if err != nil {
		return err
	}
	if k == periods {
		return w.takeExit(ctx, u, theirs)
	}
	ours := theirs
	stood := u.Sides[0].Rev
	if !stood.IsZero() && len(k.fields) > 1 {
		if ours, err = w.read(ctx, row{kind: k}, stood); err != nil {
			return err
		}
		for i, column := range k.fields {
			if column == "code_key" {
				column = "code"
			}
			if slices.ContainsFunc(u.Sides[1].Fields, func(f Field) bool { return f.Name == column }) {
				ours.values[i] = theirs.values[i]
			}
		}
	}
	ours.id, ours.participant = u.Root, u.Participant
	if _, err := w.put(ctx, ours); err != nil || ours.deleted {
		return err
	}
	return w.checkBack(ctx, ours, stood)
}

// takeExit takes an exit that was written unseen, or that it was taken back.
func (w *writer) takeExit(ctx context.Context, u Unseen, theirs row) error {
	id, err := w.store.inPlaceOf(ctx, u)
	if err != nil {
		return err
	}
	exit := skapa.Period{}
	if !theirs.deleted {
		if _, err := w.store.get(ctx, &exit, "SELECT finish, outcome, hours, support FROM period WHERE rev = ?", u.Sides[1].Rev); err != nil {
			return err
		}
	}
	exit.ID, exit.Participant = id, u.Root
	act := w.act
	_, err = w.store.SaveExit(ctx, exit)
	w.act.Act, w.act.changed = act.Act, act.changed
	return err
}
