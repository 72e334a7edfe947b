package unsettled

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"framsteg/app/ui/history"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// matter is a row of the list: a conflict, two things that may be one, or two that
// were joined.
type matter struct {
	conflict store.Conflict
	sides    []store.Side // of the conflict; nil for the others
	unseen   store.Unseen // whose sides these are, where nobody saw one of them; else zero
	thing    string       // kind of what it is about

	by     string     // by what two things look like one: "code" …; "" for the others
	ids    []skapa.ID // of the two
	joined store.Joined
	whose  string // participant, or name
	when   time.Time
	who    string // wrote it
}

// reader reads what is to be settled.
type reader struct {
	store  *store.Store
	words  words.Words
	teller history.Teller
	names  names
}

func newReader(ctx context.Context, s *store.Store, w words.Words) (*reader, error) {
	instruments, err := s.Instruments(ctx)
	if err != nil {
		return nil, err
	}
	names, err := readNames(ctx, s)
	return &reader{s, w, history.NewTeller(w, instruments), names}, err
}

// Count gives how much there is to settle in a workspace.
func Count(ctx context.Context, s *store.Store) (n int, err error) {
	conflicts, err := s.Conflicts(ctx)
	if err != nil {
		return 0, err
	}
	doubles, err := s.Doubles(ctx)
	if err != nil {
		return 0, err
	}
	unseen, err := s.Unseen(ctx)
	return len(conflicts) + len(pairs(doubles)) + len(unseen), err
}

// pairs gives of things that may be one the first with each other.
func pairs(doubles []store.Double) (all []matter) {
	for _, d := range doubles {
		for _, other := range d.IDs[1:] {
			all = append(all, matter{thing: d.Sort, by: d.By, ids: []skapa.ID{d.IDs[0], other}})
		}
	}
	slices.SortStableFunc(all, func(a, b matter) int {
		return slices.Index(doubleSorts, a.thing) - slices.Index(doubleSorts, b.thing)
	})
	return all
}

// doubleSorts are the things that may stand twice, those first that others belong to.
var doubleSorts = []string{"team", "supervisor", "activity", "participant"}

// open gives what is to be settled: things that may be one first, since to join them
// may settle more.
func (r *reader) open(ctx context.Context) ([]matter, error) {
	doubles, err := r.store.Doubles(ctx)
	if err != nil {
		return nil, err
	}
	all := pairs(doubles)
	for i := range all {
		all[i].whose = r.names.of(all[i].thing, all[i].ids[0])
	}
	conflicts, err := r.store.Conflicts(ctx)
	if err != nil {
		return nil, err
	}
	for _, c := range conflicts {
		sides, err := r.store.Sides(ctx, c)
		if err != nil {
			return nil, err
		}
		all = append(all, r.disputed(c, sides))
	}
	unseen, err := r.store.Unseen(ctx)
	for _, u := range unseen {
		m := r.disputed(store.Conflict{Kind: u.Kind, ID: u.Root, Participant: u.Participant}, u.Sides[:])
		m.unseen, m.when, m.who = u, u.Sides[1].At, u.Sides[1].Author
		all = append(all, m)
	}
	return all, err
}

// disputed tells a conflict.
func (r *reader) disputed(c store.Conflict, sides []store.Side) matter {
	m := matter{conflict: c, sides: sides, thing: c.Thing(), whose: r.names.of("participant", c.Participant)}
	if c.Participant.IsZero() {
		m.whose = r.names.of(m.thing, c.ID)
	}
	var authors []string
	for _, side := range sides {
		if side.At.After(m.when) {
			m.when = side.At
		}
		if !slices.Contains(authors, side.Author) {
			authors = append(authors, side.Author)
		}
	}
	m.who = strings.Join(authors, ", ")
	return m
}

// settled gives what was joined, the newest first.
func (r *reader) settled(ctx context.Context) (all []matter, err error) {
	joinings, err := r.store.Joinings(ctx)
	for _, j := range joinings {
		all = append(all, matter{
			joined: j, thing: j.Sort, ids: []skapa.ID{j.One, j.Other}, when: j.At, who: j.Author, whose: cmp.Or(j.OneLabel, j.OtherLabel),
		})
	}
	slices.SortStableFunc(all, func(a, b matter) int { return b.when.Compare(a.when) })
	return all, err
}

// names are what things are called.
type names struct {
	cases map[skapa.ID]store.Case
	other map[skapa.ID]string
}

func readNames(ctx context.Context, s *store.Store) (names, error) {
	n := names{map[skapa.ID]store.Case{}, map[skapa.ID]string{}}
	cases, err := s.Caseload(ctx)
	if err != nil {
		return n, err
	}
	for _, c := range cases {
		n.cases[c.ID] = c
	}
	teams, err := s.Teams(ctx)
	if err != nil {
		return n, err
	}
	for _, t := range teams {
		n.other[t.ID] = t.Name
	}
	supervisors, err := s.Supervisors(ctx)
	if err != nil {
		return n, err
	}
	for _, p := range supervisors {
		n.other[p.ID] = p.Name
	}
	activities, err := s.Activities(ctx)
	for _, a := range activities {
		n.other[a.ID] = a.Name
	}
	return n, err
}

// of names a thing, a participant by code and name.
func (n names) of(thing string, id skapa.ID) string {
	if thing != "participant" {
		return n.other[id]
	}
	c := n.cases[id]
	return strings.TrimSpace(c.Code + "  " + c.Name)
}
