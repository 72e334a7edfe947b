package store

import (
	"context"
	"slices"

	"framsteg/store/skapa"
)

// remembered is what the store read of every participant, so that it reads again
// only whom a write concerned. Only who holds the database may use it.
type remembered[V any] struct {
	of      func(V) skapa.ID
	compare func(a, b V) int
	read    func(ctx context.Context, only skapa.ID) ([]V, error) // in order; of everybody for zero

	known bool
	all   []V
	stale map[skapa.ID]bool // whose is to be read again
}

// current brings what is remembered up to date and gives it.
func (r *remembered[V]) current(ctx context.Context) ([]V, error) {
	if !r.known {
		all, err := r.read(ctx, skapa.ID{})
		if err != nil {
			return nil, err
		}
		r.all, r.known, r.stale = all, true, map[skapa.ID]bool{}
	}
	for id := range r.stale {
		now, err := r.read(ctx, id)
		if err != nil {
			return nil, err
		}
		r.all = slices.DeleteFunc(r.all, func(v V) bool { return r.of(v) == id })
		for _, v := range now {
			at, _ := slices.BinarySearchFunc(r.all, v, r.compare)
			r.all = slices.Insert(r.all, at, v)
		}
		delete(r.stale, id)
	}
	return r.all, nil
}

// recall gives what is remembered of every participant, or in a write, which is not
// remembered before it is committed, what is read.
func recall[V any](ctx context.Context, s *Store, r *remembered[V]) ([]V, error) {
	ctx, release := s.hold(ctx)
	defer release()
	if s.writerIn(ctx) != nil {
		return r.read(ctx, skapa.ID{})
	}
	all, err := r.current(ctx)
	return slices.Clone(all), err
}

// forget makes one participant be read again.
func (r *remembered[V]) forget(participant skapa.ID) {
	if r.known && !participant.IsZero() {
		r.stale[participant] = true
	}
}

// forgetAll makes everybody be read again.
func (r *remembered[V]) forgetAll() { r.known, r.all, r.stale = false, nil, nil }

// forget marks what an act wrote, so that it is read again.
func (s *Store) forget(a act) {
	if len(a.written) > 50 || a.rejoined { // reading everything is faster
		s.forgetEverybody()
		return
	}
	for _, w := range a.written {
		switch w.kind {
		case teams, supervisors: // many may show the name
			s.cases.forgetAll()
		case activities:
			s.facts.forgetAll()
			s.histories.forgetAll()
		}
		s.cases.forget(w.participant)
		s.facts.forget(w.participant)
		s.histories.forget(w.participant)
	}
	for _, id := range a.drafted {
		s.facts.forget(id)
	}
}

// forgetEverybody makes all be read again.
func (s *Store) forgetEverybody() {
	s.cases.forgetAll()
	s.facts.forgetAll()
	s.histories.forgetAll()
}
