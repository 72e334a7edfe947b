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
// without kinds that are alike. A name and who follows one are of the participant,
// a text of what it stands beside; and a team, a supervisor or an activity, which
// come with what names them, count only when they changed.
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
	add := func(kind, query string) {
		var things []thing
		if err == nil {
			err = s.list(ctx, &things, query)
		}
		if all.things[kind] == nil {
			all.things[kind] = make(map[string]thing, len(things))
		}
		for _, t := range things {
			t.State = all.things[kind][t.Name].State + t.State
			all.things[kind][t.Name] = t
		}
	}
	for _, k := range kinds {
		whole, name := k.whole()
		add(whole.name, fmt.Sprintf("SELECT hex(%s) AS name, %s AS owner, hex(rev) AS state FROM %s_now ORDER BY rev", name, k.owner(), k.name))
	}
	add("draft", `SELECT hex(participant) || rater AS name, participant AS owner,
		hex(coalesce(assessment, '')) || coalesce(date, '') || answers || comment || raising AS state FROM draft`)
	return all, err
}

// isName tells whether things of a kind are only there for others to name.
func isName(kind string) bool {
	return kind == teams.name || kind == supervisors.name || kind == activities.name
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
			case !both && isName(kind):
				continue
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
			if _, both := now.things[kind][name]; !both && !isName(kind) {
				d.Missing[kind]++
				concern(t)
			}
		}
	}
	d.Codes = slices.Sorted(maps.Keys(codes))
	return d
}
