package store

import (
	"context"
	"slices"
	"strings"

	"framsteg/store/skapa"
)

// sorts are the kinds of things that can be joined, in the order in which an id
// that two of them have is taken for one, which nobody writes.
var sorts = []*kind{supervisors, teams, activities, participants}

// joins tells whether things of the kind can be joined.
func (k *kind) joins() bool { return slices.Contains(sorts, k) }

// rebuildWhose makes anew which id stands for each: see Store.rebuildWhose.
func (w *writer) rebuildWhose(ctx context.Context) error {
	w.wrote = true
	return w.store.rebuildWhose(ctx)
}

// rebuildWhose makes anew which id stands for each thing, whatever was said before:
// of those that the standing joinings connect the smallest that is not gone, else
// the smallest that there is. So it depends on facts alone, and not on the order in
// which they came. A joining connects also by way of what is not here.
func (s *Store) rebuildWhose(ctx context.Context) error {
	ctx, release := s.hold(ctx)
	defer release()
	var missing, everything []string
	for _, k := range sorts {
		missing = append(missing, "NOT EXISTS (SELECT 1 FROM "+k.name+" WHERE id = whose.id)")
		everything = append(everything, "SELECT id FROM "+k.name)
	}
	for _, query := range []string{
		"DELETE FROM whose WHERE id <> root OR " + strings.Join(missing, " AND "),
		"INSERT INTO whose (id, root) SELECT id, id FROM (" + strings.Join(everything, " UNION ") + ") WHERE true ON CONFLICT (id) DO NOTHING",
	} {
		if err := s.run(ctx, query); err != nil {
			return err
		}
	}
	taken := map[skapa.ID]bool{}
	for _, k := range sorts {
		groups, err := s.groups(ctx, k)
		if err != nil {
			return err
		}
		for _, g := range groups {
			for _, id := range g {
				if taken[id] {
					continue
				}
				taken[id] = true
				if err := s.run(ctx, "UPDATE whose SET root = ? WHERE id = ?", g[0], id); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// groups gives the ids of a kind that are joined and here, those of one thing
// together, first the one that stands for it.
func (s *Store) groups(ctx context.Context, k *kind) ([][]skapa.ID, error) {
	var links []struct{ One, Other skapa.ID }
	err := s.list(ctx, &links, "SELECT one, other FROM joining_now WHERE sort = ?", k.name)
	if err != nil || len(links) == 0 {
		return nil, err
	}
	var here []struct {
		ID     skapa.ID
		Stands bool
	}
	err = s.list(ctx, &here, `SELECT id, max(NOT deleted AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = t.rev)) AS stands
		FROM `+k.name+` t WHERE id IN (SELECT one FROM joining_now WHERE sort = ?1 UNION SELECT other FROM joining_now WHERE sort = ?1)
		GROUP BY id`, k.name)
	if err != nil {
		return nil, err
	}
	one := oneOf{}
	for _, l := range links {
		one.connect(l.One, l.Other)
	}
	of := map[skapa.ID][]skapa.ID{}
	stands := map[skapa.ID]bool{}
	for _, h := range here {
		of[one.of(h.ID)] = append(of[one.of(h.ID)], h.ID)
		stands[h.ID] = h.Stands
	}
	var all [][]skapa.ID
	for _, group := range of {
		slices.SortFunc(group, func(a, b skapa.ID) int {
			if stands[a] != stands[b] {
				return map[bool]int{true: -1, false: 1}[stands[a]]
			}
			return compareIDs(a, b)
		})
		if len(group) > 1 {
			all = append(all, group)
		}
	}
	return all, nil
}

// oneOf leads from ids to others of the same thing, in the end to one for all of it.
type oneOf map[skapa.ID]skapa.ID

// of gives the one for all. A long way there is shortened as it is gone.
func (one oneOf) of(id skapa.ID) skapa.ID {
	for next, ok := one[id]; ok; next, ok = one[id] {
		if after, further := one[next]; further {
			one[id] = after
		}
		id = next
	}
	return id
}

// connect makes two ids those of one thing.
func (one oneOf) connect(a, b skapa.ID) {
	if a, b = one.of(a), one.of(b); a != b {
		one[a] = b
	}
}

// joinedWith is the condition of an id that it is of the thing that an id stands for.
const joinedWith = "(SELECT id FROM whose WHERE root = ?)"

// standIns give for ids that do not stand for their thing the one that does.
type standIns map[skapa.ID]skapa.ID

func (in standIns) of(id skapa.ID) skapa.ID {
	if root, ok := in[id]; ok {
		return root
	}
	return id
}

func (s *Store) standIns(ctx context.Context) (standIns, error) {
	var all []struct{ ID, Root skapa.ID }
	err := s.list(ctx, &all, "SELECT id, root FROM whose WHERE id <> root")
	roots := make(standIns, len(all))
	for _, w := range all {
		roots[w.ID] = w.Root
	}
	return roots, err
}

// standsFor gives the id that stands for the thing of an id.
func (s *Store) standsFor(ctx context.Context, id skapa.ID) (skapa.ID, error) {
	root := id
	_, err := s.get(ctx, &root, "SELECT root FROM whose WHERE id = ?", id)
	return root, err
}

// asWritten gives r of the participant whom the thing, or what it stands beside, was
// written of.
func (w *writer) asWritten(ctx context.Context, r row) (row, error) {
	if r.kind.owner() != "participant" {
		return r, nil
	}
	of := r.participant
	found, err := w.store.get(ctx, &of, "SELECT participant FROM "+r.kind.name+" WHERE id = ? LIMIT 1", r.id)
	if thing := r.kind.thing(); err == nil && !found && thing != nil {
		_, err = w.store.get(ctx, &of, "SELECT participant FROM "+thing.name+" WHERE id = ? LIMIT 1", r.id)
	}
	if err == nil && of != r.participant {
		r.participant, r.values = of, slices.Concat([]any{of}, r.values[1:])
	}
	return r, err
}

// thing gives what the texts of a kind stand beside; nil for what is no such text.
func (k *kind) thing() *kind {
	switch k {
	case comments, raisings:
		return assessments
	case wordings:
		return goals
	}
	return nil
}

// rejoin makes anew which id stands for each where a revision may have changed that.
func (w *writer) rejoin(ctx context.Context, r row) error {
	if r.kind != joinings {
		if !r.kind.joins() {
			return nil
		}
		var one int
		among, err := w.store.get(ctx, &one, "SELECT 1 FROM joining_now WHERE ?1 IN (one, other) LIMIT 1", r.id)
		if err != nil || !among {
			return err
		}
	}
	w.act.rejoined = true
	return w.rebuildWhose(ctx)
}

// run changes rows that are no facts.
func (s *Store) run(ctx context.Context, query string, args ...any) error {
	ctx, release := s.hold(ctx)
	defer release()
	stmt, err := s.statement(ctx, query)
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(ctx, args...)
	return err
}
