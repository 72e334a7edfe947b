package participants

import (
	"cmp"
	"slices"
	"strings"

	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// State says who is listed by whether they have finished.
type State int

// The states of the filter, in the order of its choice.
const (
	ActiveOnly State = iota
	FinishedOnly
	Everybody
)

// Filter says who is listed. Every word of Text must stand in the code, the
// name, the team or the supervisor; "" filters nothing.
type Filter struct {
	Text             string
	Team, Supervisor string
	State            State
}

// Column is what the list can be sorted by, in the order of its columns.
type Column int

// The columns.
const (
	ByCode Column = iota
	ByName
	ByTeam
	BySupervisor
	ByStart
	ByLatest
)

// Order says how the list is sorted.
type Order struct {
	Column     Column
	Descending bool
}

// entry is a participant in the list, with the text that is searched and the
// keys that texts are sorted by: made once, since a keystroke asks everybody.
type entry struct {
	store.Case
	searched string
	keys     [4]string // of ByCode … BySupervisor
}

// entries makes the entries of cases; those of before whose case is the same
// are taken over.
func entries(cases []store.Case, before []*entry) []*entry {
	known := make(map[skapa.ID]*entry, len(before))
	for _, e := range before {
		known[e.ID] = e
	}
	key := words.SortKeys()
	es := make([]*entry, len(cases))
	for i, c := range cases {
		if e := known[c.ID]; e != nil && e.Case == c {
			es[i] = e
			continue
		}
		es[i] = &entry{
			Case:     c,
			searched: strings.ToLower(c.Code + "\n" + c.Name + "\n" + c.Team + "\n" + c.Supervisor),
			keys:     [4]string{key(c.Code), key(c.Name), key(c.Team), key(c.Supervisor)},
		}
	}
	return es
}

// latest gives the date of the last assessment of either rater.
func (e *entry) latest() skapa.Date { return max(e.LatestSelf, e.LatestSupervisor) }

// text gives what a column shows.
func (e *entry) text(c Column, w words.Words) string {
	switch c {
	case ByCode:
		return e.Code
	case ByName:
		return e.Name
	case ByTeam:
		return e.Team
	case BySupervisor:
		return e.Supervisor
	case ByStart:
		return e.Start.String()
	case ByLatest:
		if e.latest().IsZero() {
			return w.T("participants.neverRated")
		}
		return e.latest().String()
	}
	return ""
}

// apply gives who passes the filter, in the order of all.
func (f Filter) apply(all []*entry) []*entry {
	wanted := strings.Fields(strings.ToLower(f.Text))
	var passed []*entry
	for _, e := range all {
		if f.passes(e, wanted) {
			passed = append(passed, e)
		}
	}
	return passed
}

func (f Filter) passes(e *entry, wanted []string) bool {
	switch {
	case f.State == ActiveOnly && !e.Finish.IsZero(),
		f.State == FinishedOnly && e.Finish.IsZero(),
		f.Team != "" && e.Team != f.Team,
		f.Supervisor != "" && e.Supervisor != f.Supervisor:
		return false
	}
	return !slices.ContainsFunc(wanted, func(word string) bool { return !strings.Contains(e.searched, word) })
}

// sort orders entries; those that are equal in the column stand by code.
func (o Order) sort(es []*entry) {
	slices.SortStableFunc(es, func(a, b *entry) int {
		c := o.compare(a, b)
		if o.Descending {
			c = -c
		}
		return cmp.Or(c, cmp.Compare(a.keys[ByCode], b.keys[ByCode]))
	})
}

func (o Order) compare(a, b *entry) int {
	switch o.Column {
	case ByStart:
		return cmp.Compare(a.Start, b.Start)
	case ByLatest:
		return cmp.Compare(a.latest(), b.latest())
	}
	return cmp.Compare(a.keys[o.Column], b.keys[o.Column])
}

// choices gives the different names that entries have, as they are sorted in
// Swedish.
func choices(es []*entry, name func(*entry) string) []string {
	names := make([]string, len(es))
	for i, e := range es {
		names[i] = name(e)
	}
	return words.Distinct(names)
}
