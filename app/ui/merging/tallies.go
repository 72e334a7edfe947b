package merging

import (
	"cmp"
	"maps"
	"slices"

	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
)

// line is a row of the tables that count what a file brings.
type line struct {
	team string
	kind string
	store.Tally
}

// The rows of those who were erased, and of what is gone, where there is no column for
// them.
const (
	erasedKind = "erased"
	goneKind   = "gone"
)

// lines gives what is counted of each kind, in the order of users; what they have no
// name for is one kind.
func lines(team string, kinds map[string]store.Tally) (all []line) {
	sums := map[string]store.Tally{}
	for kind, t := range kinds {
		if !slices.Contains(words.Kinds, kind) {
			kind = words.OtherKind
		}
		sums[kind] = sums[kind].Plus(t)
	}
	for _, kind := range append(slices.Clone(words.Kinds), words.OtherKind) {
		if t := sums[kind]; t != (store.Tally{}) {
			all = append(all, line{team, kind, t})
		}
	}
	return all
}

// byTeam gives the same team by team, those without one last.
func byTeam(teams map[string]map[string]store.Tally) (all []line) {
	key := words.SortKeys()
	names := slices.SortedFunc(maps.Keys(teams), func(a, b string) int {
		if a == "" || b == "" {
			return cmp.Compare(b, a)
		}
		return cmp.Compare(key(a), key(b))
	})
	for _, team := range names {
		for _, l := range lines(team, teams[team]) {
			erased, gone := l.Erased, l.Gone
			l.Erased, l.Gone = 0, 0
			if l.Tally != (store.Tally{}) {
				all = append(all, l)
			}
			if gone > 0 {
				all = append(all, line{team, goneKind, store.Tally{Changed: gone}})
			}
			if erased > 0 {
				all = append(all, line{team, erasedKind, store.Tally{Changed: erased}})
			}
		}
	}
	return all
}

// newTally makes a table of what a file brings, with a column of the teams where
// they are told apart.
func newTally(w words.Words, teams bool, lines func() []line) *widget.Table {
	columns := []widget.Column{{Title: w.T("merging.column.kind"), Width: 150}}
	if teams {
		columns = append([]widget.Column{{Title: w.T("merging.column.team"), Width: 170}}, columns...)
	}
	counts := len(columns)
	keys := []string{"new", "changed", "gone", "same", "conflict", "erased"}
	if teams {
		keys = []string{"new", "changed", "same", "conflict"}
	}
	for _, key := range keys {
		columns = append(columns, widget.Column{Title: w.T("merging.column." + key), Width: 56, Narrow: true})
	}
	return widget.NewTable(columns, func() int { return len(lines()) }, func(row, column int) string {
		l := lines()[row]
		switch {
		case teams && column == 0 && l.team == "":
			return w.T("merging.noTeam")
		case teams && column == 0:
			return l.team
		case column < counts && (l.kind == erasedKind || l.kind == goneKind):
			return w.T("merging.column." + l.kind)
		case column < counts:
			return w.Kind(l.kind)
		}
		told := []int{l.New, l.Changed, l.Gone, l.Same, l.Conflict, l.Erased}
		if teams {
			told = []int{l.New, l.Changed, l.Same, l.Conflict}
		}
		if n := told[column-counts]; n > 0 {
			return w.Number(n)
		}
		return "–"
	})
}
