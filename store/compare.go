package store

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"framsteg/store/skapa"
)

// Difference is what differs between two states of a workspace, one since the
// other: numbers of things by kind ("participant", "assessment" …, and "draft"),
// without kinds that are alike.
type Difference struct {
	Added   map[string]int // things that were not there
	Missing map[string]int // things that were, and were removed since
	Changed map[string]int // things that are not as they were
	Codes   []string       // of the participants concerned, sorted
}

// Compare tells what differs in the workspace since a backup.
func (s *Store) Compare(ctx context.Context, b Backup, secret string) (Difference, error) {
	other, err := s.peek(ctx, b.Path, secret)
	if err != nil {
		return Difference{}, err
	}
	d, err := s.since(ctx, other)
	return d, joined(err, other.Close())
}

func (s *Store) since(ctx context.Context, other *Store) (Difference, error) {
	then, err := other.content(ctx)
	if err != nil {
		return Difference{}, err
	}
	now, err := s.content(ctx)
	if err != nil {
		return Difference{}, err
	}
	return now.since(then), nil
}

// content is what stands in a workspace: by kind and name, what tells the state of
// a thing from another, and whose it is.
type content struct {
	things map[string]map[string]thing
	codes  map[skapa.ID]string // of participants
}

type thing struct {
	Name, State string
	Owner       skapa.ID // zero for nobody
}

func (s *Store) content(ctx context.Context) (content, error) {
	all := content{map[string]map[string]thing{}, map[skapa.ID]string{}}
	cases, err := s.Caseload(ctx)
	for _, c := range cases {
		all.codes[c.ID] = c.Code
	}
	queries := map[string]string{"draft": `SELECT hex(participant) || rater AS name, participant AS owner,
		hex(coalesce(assessment, '')) || coalesce(date, '') || answers || comment AS state FROM draft`}
	for _, k := range kinds {
		queries[k.name] = fmt.Sprintf("SELECT hex(id) AS name, %s AS owner, hex(rev) AS state FROM %s_now", k.owner(), k.name)
	}
	for kind, query := range queries {
		var things []thing
		if err == nil {
			err = s.list(ctx, &things, query)
		}
		all.things[kind] = make(map[string]thing, len(things))
		for _, t := range things {
			all.things[kind][t.Name] = t
		}
	}
	return all, err
}

func (now content) since(then content) Difference {
	d := Difference{Added: map[string]int{}, Missing: map[string]int{}, Changed: map[string]int{}}
	codes := map[string]bool{}
	concern := func(t thing) {
		for _, s := range []content{now, then} {
			if code := s.codes[t.Owner]; code != "" {
				codes[code] = true
			}
		}
	}
	for kind, things := range now.things {
		for name, t := range things {
			old, both := then.things[kind][name]
			switch {
			case !both:
				d.Added[kind]++
			case t.State != old.State:
				d.Changed[kind]++
			default:
				continue
			}
			concern(t)
		}
	}
	for kind, things := range then.things {
		for name, t := range things {
			if _, both := now.things[kind][name]; !both {
				d.Missing[kind]++
				concern(t)
			}
		}
	}
	d.Codes = slices.Sorted(maps.Keys(codes))
	return d
}
