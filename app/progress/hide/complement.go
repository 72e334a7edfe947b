package hide

import (
	"cmp"
	"slices"
)

// complement hides more cells until no sum gives one away.
func (t *Table) complement() {
	for again := true; again; {
		again = false
		for i, s := range t.sums {
			for t.gives(s) {
				if !t.hideNext(i) {
					break
				}
				again = true
			}
		}
	}
	for i := range t.stats {
		s := &t.stats[i]
		base := t.cells[s.base]
		if s.hidden || !s.told && base.hidden && base.n == 0 { // that there is none would tell that it is 0
			t.hideStat(i)
		}
	}
}

// gives tells whether a sum gives away a hidden cell, or that the hidden ones are
// few together, or so many that each small one is as many as it can be.
func (t *Table) gives(s sum) bool {
	hidden, people, small := 0, 0, true
	for _, p := range s.parts {
		if c := &t.cells[p]; c.hidden {
			hidden, people, small = hidden+1, people+c.n, small && c.n < t.limit
		}
	}
	if s.whole < 0 || t.cells[s.whole].hidden {
		if s.whole >= 0 {
			hidden++
		}
		return hidden == 1
	}
	return hidden == 1 || hidden > 1 && (people < t.limit || small && people == hidden*(t.limit-1))
}

// hideNext hides one more cell of a sum, rather one that no other sum has to hide more
// for, and tells whether there was one.
func (t *Table) hideNext(in int) bool {
	best, bestWhole := -1, 0
	for _, c := range t.sums[in].all() {
		if !t.canHide(c) {
			continue
		}
		whole := t.whole(c, in)
		if best < 0 || cmp.Or(cmp.Compare(t.cells[c].worth, t.cells[best].worth), cmp.Compare(whole, bestWhole), t.rather(c, best)) < 0 {
			best, bestWhole = c, whole
		}
	}
	if best >= 0 {
		t.cells[best].hidden = true
	}
	return best >= 0
}

// whole gives in how many sums but one a cell is of which nothing is hidden yet.
func (t *Table) whole(c, but int) (n int) {
	for _, i := range t.sumsOf[c] {
		if i != but && !slices.ContainsFunc(t.sums[i].all(), func(c int) bool { return t.cells[c].hidden }) {
			n++
		}
	}
	return n
}

func (t *Table) canHide(c int) bool { return !t.cells[c].hidden && t.cells[c].role != known }

// rather is negative where a is to be hidden rather than b.
func (t *Table) rather(a, b int) int {
	x, y := &t.cells[a], &t.cells[b]
	zero := func(c *cell) int {
		if c.n == 0 {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(x.worth, y.worth), cmp.Compare(zero(x), zero(y)), cmp.Compare(x.n, y.n))
}
