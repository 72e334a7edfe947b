package hide

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// steps are those of the tables that are tried; limit is lower than in use, so that
// few people make all cases.
const steps, few3 = 3, 3

// small is a table as a block is: those left out, and by first and latest step.
type small struct {
	Table
	shown []Cell // all that is printed
	stats []Stat
}

// tableOf makes the table of a group: kinds are those left out, then by first step
// and latest.
func tableOf(group []int) *small {
	t := &small{}
	kinds := make([]Kind, len(group))
	for i, n := range group {
		kinds[i] = t.Kind(n)
	}
	count := func(f func(first, latest int) bool) (of []Kind, n int) {
		for i := range steps * steps {
			if f(i/steps, i%steps) {
				of, n = append(of, kinds[1+i]), n+group[1+i]
			}
		}
		return of, n
	}
	cell := func(worth int, f func(first, latest int) bool) Cell {
		of, n := count(f)
		t.shown = append(t.shown, t.Count(n, worth, of...))
		return t.shown[len(t.shown)-1]
	}
	pairs := cell(5, func(int, int) bool { return true })
	left := t.Count(group[0], 4, kinds[0])
	t.shown = append(t.shown, left)
	all := t.Known(sum1(group), kinds...)
	t.Parts(all, pairs, left)
	classes := []func(first, latest int) bool{
		func(a, b int) bool { return b > a }, func(a, b int) bool { return b == a }, func(a, b int) bool { return b < a },
	}
	var whole [3]Cell
	for i, class := range classes {
		whole[i] = cell(3, class)
	}
	t.Parts(pairs, whole[:]...)
	var start, latest []Cell
	var by [3][]Cell
	for step := range steps {
		start = append(start, cell(2, func(a, _ int) bool { return a == step }))
		latest = append(latest, cell(2, func(_, b int) bool { return b == step }))
		var row []Cell
		for i, class := range classes {
			c := cell(1, func(a, b int) bool { return a == step && class(a, b) })
			row, by[i] = append(row, c), append(by[i], c)
		}
		t.Parts(start[step], row...)
	}
	t.Parts(pairs, start...)
	t.Parts(pairs, latest...)
	for i := range classes {
		t.Parts(whole[i], by[i]...)
	}
	mean := func(of func(first, latest int) int) {
		t.stats = append(t.stats, t.Stat(pairs, 9, func(kinds []int) (float64, bool) {
			n, total := 0, 0
			for i, c := range kinds[1:] {
				n, total = n+c, total+c*of(i/steps, i%steps)
			}
			return float64(total) / float64(n), n >= 2
		}))
	}
	mean(func(a, b int) int { return b - a })
	mean(func(a, _ int) int { return a })
	return t
}

func sum1(all []int) (n int) {
	for _, x := range all {
		n += x
	}
	return n
}

// groups calls f with every way to divide n people among kinds.
func groups(n, kinds int, f func([]int)) {
	group := make([]int, kinds)
	var put func(i, left int)
	put = func(i, left int) {
		if i == kinds-1 {
			group[i] = left
			f(group)
			return
		}
		for group[i] = 0; group[i] <= left; group[i]++ {
			put(i+1, left-group[i])
		}
	}
	put(0, n)
}

// seen is what a reader could see of a group: its counts, and its statistics as they
// are printed.
type seen struct {
	counts []int
	stats  []shown
}

func everyGroup(n int) (all []seen, hidden []*small) {
	groups(n, 1+steps*steps, func(group []int) {
		t := tableOf(group)
		t.limit = few3
		t.statistics()
		s := seen{}
		for _, c := range t.shown {
			s.counts = append(s.counts, t.cells[c].n)
		}
		for _, x := range t.Table.stats {
			s.stats = append(s.stats, x.shown)
		}
		all, hidden = append(all, s), append(hidden, t)
	})
	return all, hidden
}

// could tells whether a group has all in common that a table shows.
func (t *small) could(s seen) bool {
	for i, c := range t.shown {
		if !t.cells[c].hidden && t.cells[c].n != s.counts[i] {
			return false
		}
	}
	for i := range t.Table.stats {
		if x := &t.Table.stats[i]; !x.hidden && x.shown != s.stats[i] {
			return false
		}
	}
	return true
}

// known gives the small cells that a table gives away, though they are hidden: those
// that have the same count in every group that it could be of, and that is not
// nobody's.
func (t *small) known(all []seen) (cells []int) {
	values := make([]uint32, len(t.shown))
	for _, s := range all {
		if t.could(s) {
			for i, n := range s.counts {
				values[i] |= 1 << n
			}
		}
	}
	for i, c := range t.shown {
		x := &t.cells[c]
		if t.small(x) && (!x.hidden || values[i]&^1&(values[i]&^1-1) == 0) {
			cells = append(cells, i)
		}
	}
	return cells
}

// TestNothingIsGivenAway hides each group of up to five people and some of six and seven, and
// compares what is shown of it with every other group there is.
func TestNothingIsGivenAway(t *testing.T) {
	cells, open := 0, 0
	for _, n := range []int{3, 4, 5, 6, 7} {
		all, tables := everyGroup(n)
		rng := rand.New(rand.NewPCG(1, uint64(n)))
		for i, table := range tables {
			if n > 5 && rng.IntN(20*(n-5)) > 0 {
				continue
			}
			table.Hide(few3)
			for _, c := range table.known(all) {
				t.Fatalf("of %v, cell %d is known to be %d: %s", all[i].counts, c, all[i].counts[c], table.print())
			}
			for _, c := range table.shown {
				cells++
				if !table.Hidden(c) {
					open++
				}
			}
		}
	}
	t.Logf("%d of %d cells are shown", open, cells)
}

// print gives all that a reader sees.
func (t *small) print() string {
	var b strings.Builder
	for _, c := range t.shown {
		if t.Hidden(c) {
			b.WriteString("? ")
		} else {
			fmt.Fprint(&b, t.cells[c].n, " ")
		}
	}
	for _, s := range t.stats {
		if t.HiddenStat(s) {
			b.WriteString("? ")
		} else {
			fmt.Fprint(&b, t.Table.stats[s].shown, " ")
		}
	}
	return b.String()
}
