package store

import (
	"cmp"
	"context"
	"slices"

	"framsteg/store/skapa"
)

// span is a period of a person who was entered more than once, made of those that
// overlap.
type span struct {
	skapa.Period
	of []skapa.ID // periods that it is made of; the first of somebody has their id
}

// spansOf gives the periods of people who are one, by start: those that overlap are
// one, which ends when the last of them does, and as that does.
func (s *Store) spansOf(ctx context.Context, people []skapa.ID) (spans []span, err error) {
	var all []skapa.Period
	for _, id := range people {
		periods, err := s.Periods(ctx, id)
		if err != nil {
			return nil, err
		}
		all = append(all, periods...)
	}
	slices.SortStableFunc(all, func(a, b skapa.Period) int { return cmp.Compare(a.Start, b.Start) })
	for _, p := range all {
		if n := len(spans); n > 0 && (spans[n-1].Finish.IsZero() || p.Start < spans[n-1].Finish) {
			last := &spans[n-1]
			last.of = append(last.of, p.ID)
			if !last.Finish.IsZero() && (p.Finish.IsZero() || p.Finish > last.Finish) {
				last.Finish, last.Result = p.Finish, p.Result
			}
			continue
		}
		spans = append(spans, span{p, []skapa.ID{p.ID}})
	}
	return spans, nil
}

// putSpans makes spans the periods of who stands for people: the first has their id,
// and each other one that of a later period, or a new one. What was followed up after
// a period is so after the span that it is in.
func (w *writer) putSpans(ctx context.Context, root skapa.ID, people []skapa.ID, spans []span) error {
	now := map[skapa.ID]skapa.ID{} // which span a period is in
	for i, sp := range spans {
		p := sp.Period
		p.Participant, p.ID = root, root
		if i > 0 {
			later := slices.IndexFunc(sp.of, func(id skapa.ID) bool { return !slices.Contains(people, id) })
			if p.ID = w.store.newID(); later >= 0 {
				p.ID = sp.of[later]
			}
		}
		for _, id := range sp.of {
			now[id] = p.ID
			if id != p.ID && !slices.Contains(people, id) {
				if _, err := w.remove(ctx, periods, id, root); err != nil {
					return err
				}
			}
		}
		had, err := w.store.Periods(ctx, root)
		if err != nil {
			return err
		}
		if slices.Contains(had, p) {
			continue
		}
		if err := w.putPeriod(ctx, p); err != nil {
			return err
		}
	}
	all, err := w.store.FollowUps(ctx, root)
	if err != nil {
		return err
	}
	for _, u := range all {
		if in, moved := now[u.Period]; moved && in != u.Period {
			u.Period = in
			if err := w.putFollowUp(ctx, u); err != nil {
				return err
			}
		}
	}
	return nil
}
