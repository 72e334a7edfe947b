package hide

import "cmp"

// complement hides more cells until no sum gives one away.
func (t *Table) complement() {
	for again := true; again; {
		again = false
		for _, s := range t.sums {
			for t.gives(s) {
				if !t.hideNext(s) {
					break
				}
				again = true
			}
		}
	}
	for i := range t.stats {
		s := &t.stats[i]
		base := t.cells[s.base]
		s.hidden = s.hidden || base.hidden && base.n == 0 // that there is none would tell that it is 0
	}
}

// gives tells whether a sum gives away a hidden cell, or that the hidden ones are
// few together.
func (t *Table) gives(s sum) bool {
	hidden, people := 0, 0
	for _, p := range s.parts {
		if t.cells[p].hidden {
			hidden++
			people += t.cells[p].n
		}
	}
	if s.whole < 0 || t.cells[s.whole].hidden {
		if s.whole >= 0 {
			hidden++
		}
		return hidden == 1
	}
	return hidden == 1 || hidden > 1 && people < t.limit
}

// hideNext hides one more cell of a sum, and tells whether there was one.
func (t *Table) hideNext(s sum) bool {
	best := -1
	for _, c := range append([]int{s.whole}, s.parts...) {
		if c >= 0 && t.canHide(c) && (best < 0 || t.rather(c, best) < 0) {
			best = c
		}
	}
	if best >= 0 {
		t.cells[best].hidden = true
	}
	return best >= 0
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
