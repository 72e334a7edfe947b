package store

import (
	"context"
	"fmt"
	"slices"
	"time"

	"framsteg/store/skapa"
)

// Joined is a decision that two things are one.
type Joined struct {
	ID                   skapa.ID // of the decision
	Sort                 string   // "team", "supervisor", "activity" or "participant"
	One, Other           skapa.ID
	OneLabel, OtherLabel string // what each was called then: a name, or a code; "" for what is not here
	At                   time.Time
	Author               string // name of the supervisor who decided
}

// Joinings gives the decisions that stand and of which both things are here, or one
// that is joined with another by way of what is not here; the latest first, and one
// about the same two.
func (s *Store) Joinings(ctx context.Context) ([]Joined, error) {
	ctx, release := s.hold(ctx)
	defer release()
	var rows []struct {
		ID         skapa.ID
		Sort       string
		One, Other skapa.ID
		At         int64
		Author     string
	}
	err := s.list(ctx, &rows, `SELECT j.id, j.sort, j.one, j.other, j.at, coalesce(p.name, '') AS author FROM joining_now j
		LEFT JOIN supervisor_now p ON p.id = (SELECT root FROM whose WHERE id = j.author) ORDER BY j.at DESC, j.rev DESC`)
	if err != nil {
		return nil, err
	}
	var all []Joined
	for _, r := range rows {
		j := Joined{ID: r.ID, Sort: r.Sort, One: r.One, Other: r.Other, At: time.UnixMilli(r.At).In(s.now().Location()), Author: r.Author}
		var oneIs, otherIs bool
		if j.OneLabel, oneIs, err = s.labelThen(ctx, r.Sort, r.One, r.ID); err != nil {
			return nil, err
		}
		if j.OtherLabel, otherIs, err = s.labelThen(ctx, r.Sort, r.Other, r.ID); err != nil {
			return nil, err
		}
		again := slices.ContainsFunc(all, func(k Joined) bool {
			return k.One == j.One && k.Other == j.Other || k.One == j.Other && k.Other == j.One
		})
		holds := oneIs && otherIs
		if oneIs != otherIs {
			here := r.One
			if otherIs {
				here = r.Other
			}
			if holds, err = s.amongOthers(ctx, here); err != nil {
				return nil, err
			}
		}
		if holds && !again {
			all = append(all, j)
		}
	}
	return all, nil
}

// amongOthers tells whether a thing is one with another that is here.
func (s *Store) amongOthers(ctx context.Context, id skapa.ID) (bool, error) {
	var one int
	return s.get(ctx, &one, "SELECT 1 FROM whose WHERE root = (SELECT root FROM whose WHERE id = ?1) AND id <> ?1", id)
}

// labelThen gives what a thing was called when it was joined, and whether it is here.
func (s *Store) labelThen(ctx context.Context, sort string, id, joining skapa.ID) (label string, here bool, err error) {
	here, err = s.get(ctx, &label, fmt.Sprintf(`SELECT %s FROM %s WHERE id = ?
		ORDER BY rev > (SELECT min(rev) FROM joining WHERE id = ?), rev DESC`, labelOf(sort), sort), id, joining)
	return label, here, err
}

// label gives what a thing that can be joined is called itself, whatever stands for it.
func (s *Store) label(ctx context.Context, sort string, id skapa.ID) (label string, err error) {
	_, err = s.get(ctx, &label, fmt.Sprintf("SELECT %s FROM %s_head WHERE id = ? ORDER BY deleted, rev DESC", labelOf(sort), sort), id)
	return label, err
}

func labelOf(sort string) (column string) {
	if sort == participants.name {
		return "code"
	}
	return "name"
}

// Join decides that things of a sort ("team", "supervisor", "activity" or
// "participant") are one. What keep says stands for all: name, code, birth year …;
// where it lacks a name, a personnummer, a contact or a plan of places that another
// has, that is taken. The periods of participants become those of one person. It is one
// act, which undo takes back whole. Problems error.join.gone when one of them is not
// there, and error.join.few when they are fewer than two.
func (s *Store) Join(ctx context.Context, sort string, keep skapa.ID, others []skapa.ID) error {
	return s.write(ctx, func(ctx context.Context, w *writer) error {
		k := kindNamed(sort)
		if k == nil || !k.joins() {
			return fmt.Errorf("store: there is no joining of a %q", sort)
		}
		ids, err := w.whatToJoin(ctx, k, append([]skapa.ID{keep}, others...))
		if err != nil {
			return err
		}
		keep = ids[0]
		label, err := s.label(ctx, sort, keep)
		if err != nil {
			return err
		}
		says, err := w.saysOf(ctx, k, ids)
		if err != nil {
			return err
		}
		var spans []span
		if k == participants {
			if spans, err = s.spansOf(ctx, ids); err != nil {
				return err
			}
		}
		for _, other := range ids[1:] {
			if _, err := w.put(ctx, row{kind: joinings, id: s.newID(), values: []any{sort, keep, other}}); err != nil {
				return err
			}
		}
		root, err := s.standsFor(ctx, keep)
		if err != nil {
			return err
		}
		if err := w.seal(ctx, k, slices.DeleteFunc(slices.Clone(ids), func(id skapa.ID) bool { return id == root })); err != nil {
			return err
		}
		var of skapa.ID
		if k == participants {
			of = root
		}
		for _, r := range says {
			r.id, r.participant = root, of
			if r.kind == participants {
				r.values = slices.Clone(r.values)
				r.values[slices.Index(participants.fields, "start")] = spans[0].Start
				r.values[slices.Index(participants.fields, "finish")] = nil // as its period says
			}
			if _, err := w.put(ctx, r); err != nil {
				return err
			}
		}
		if k == participants {
			if err := w.putSpans(ctx, root, ids, spans); err != nil {
				return err
			}
		}
		w.names("join", label, root, of)
		return nil
	})
}

// whatToJoin gives the ids that stand for things, each once, the first first.
func (w *writer) whatToJoin(ctx context.Context, k *kind, ids []skapa.ID) (all []skapa.ID, err error) {
	for _, id := range ids {
		if err := w.requires(ctx, k, id, "error.join.gone"); err != nil {
			return nil, err
		}
		root, err := w.store.standsFor(ctx, id)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(all, root) {
			all = append(all, root)
		}
	}
	if len(all) < 2 {
		return nil, &skapa.Problem{Key: "error.join.few"}
	}
	return all, nil
}

// besides are the texts that stand beside a thing that can be joined, under its id.
func (k *kind) besides() []*kind {
	switch k {
	case participants:
		return []*kind{identities, personnummers}
	case activities:
		return []*kind{contacts}
	case teams:
		return []*kind{places}
	}
	return nil
}

// saysOf gives what the first of things says, and of the texts beside it those of the
// first that has one.
func (w *writer) saysOf(ctx context.Context, k *kind, ids []skapa.ID) (says []row, err error) {
	for _, part := range append([]*kind{k}, k.besides()...) {
		for _, id := range ids {
			var rev skapa.ID
			found, err := w.store.get(ctx, &rev, "SELECT rev FROM "+standingOf(part, "id")+" ORDER BY rev DESC", id)
			if err != nil {
				return nil, err
			}
			if !found {
				continue
			}
			r, err := w.read(ctx, row{kind: part, id: id}, rev)
			if err != nil {
				return nil, err
			}
			says = append(says, r)
			break
		}
	}
	return says, nil
}
