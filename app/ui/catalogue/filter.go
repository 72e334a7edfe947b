package catalogue

import (
	"cmp"
	"slices"
	"strings"

	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Filter says which activities are listed. Every word of Text must stand in
// what a row shows; "" filters nothing.
type Filter struct {
	Text         string
	Category     string // a skapa.Category
	Municipality string
	Area         string // a skapa.Area
}

// Column is what the catalogue can be sorted by, in the order of its columns.
type Column int

// The columns.
const (
	ByName Column = iota
	ByCategory
	ByProvider
	ByMunicipality
	ByAreas
	BySetting
	ByPeople
	columnCount
)

// Order says how the catalogue is sorted.
type Order struct {
	Column     Column
	Descending bool
}

// entry is an activity in the list, with what its columns show and are sorted by.
type entry struct {
	skapa.Activity
	people   store.Taking
	cells    [columnCount]string
	keys     [columnCount]string
	searched string
}

// entries makes the entries of activities.
func entries(all []skapa.Activity, people map[skapa.ID]store.Taking, in skapa.Instrument, w words.Words) []*entry {
	key := words.SortKeys()
	es := make([]*entry, len(all))
	for i, a := range all {
		e := &entry{Activity: a, people: people[a.ID]}
		e.cells = [columnCount]string{
			ByName: a.Name, ByCategory: w.T("category." + string(a.Category)), ByProvider: a.Provider,
			ByMunicipality: a.Municipality, ByAreas: areaCount(a.Serves, w), ByPeople: takingText(e.people, w),
		}
		if a.Setting != skapa.SettingUnknown {
			e.cells[BySetting] = w.T("setting." + string(a.Setting))
		}
		for c, text := range e.cells {
			e.keys[c] = key(text)
		}
		e.searched = strings.ToLower(strings.Join(append(e.cells[:ByPeople:ByPeople], areaNames(a.Serves, in, w.Lang)), "\n"))
		es[i] = e
	}
	return es
}

// takingText says how many take part now, and how many will where any do.
func takingText(t store.Taking, w words.Words) string {
	text := w.Number(t.Ongoing)
	if t.Planned > 0 {
		text = w.T("activities.taking", words.Args{"N": text, "Planned": w.Number(t.Planned)})
	}
	return text
}

// areaCount says how many areas there are, "" for none.
func areaCount(set skapa.AreaSet, w words.Words) string {
	if n := len(set.Areas()); n > 0 {
		return w.N("activities.areas", n)
	}
	return ""
}

// areaNames gives the names of areas.
func areaNames(set skapa.AreaSet, in skapa.Instrument, lang string) string {
	var names []string
	for _, a := range in.Areas {
		if set.Has(a.Area) {
			names = append(names, a.Name.In(lang))
		}
	}
	return strings.Join(names, ", ")
}

// apply gives what passes the filter, in the order of all.
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
	case f.Category != "" && string(e.Category) != f.Category,
		f.Municipality != "" && e.Municipality != f.Municipality,
		f.Area != "" && !e.Serves.Has(skapa.Area(f.Area)):
		return false
	}
	return !slices.ContainsFunc(wanted, func(word string) bool { return !strings.Contains(e.searched, word) })
}

// sort orders entries; those that are equal in the column stand by name.
func (o Order) sort(es []*entry) {
	slices.SortStableFunc(es, func(a, b *entry) int {
		c := cmp.Compare(a.keys[o.Column], b.keys[o.Column])
		switch o.Column {
		case ByPeople:
			c = cmp.Or(cmp.Compare(a.people.Ongoing, b.people.Ongoing), cmp.Compare(a.people.Planned, b.people.Planned))
		case ByCategory:
			c = cmp.Compare(slices.Index(skapa.Categories, a.Category), slices.Index(skapa.Categories, b.Category))
		}
		if o.Descending {
			c = -c
		}
		return cmp.Or(c, cmp.Compare(a.keys[ByName], b.keys[ByName]))
	})
}
