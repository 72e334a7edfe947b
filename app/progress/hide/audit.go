package hide

import "cmp"

// audit looks for a witness of each cell that nobody may learn, and hides more until
// each has one or there is nothing more to hide.
func (t *Table) audit() {
	s := t.newSearch()
	more := 0 // how often more had to be hidden: the oftener, the more at once
	for i := 0; i < len(t.cells); {
		c := &t.cells[i]
		if c.safe || !c.hidden || !t.secret(i) || len(c.of) == 0 {
			i++
			continue
		}
		if s.find(i) {
			continue
		}
		away := t.away(i)
		next := t.next(away)
		switch {
		case s.tell != nil && (next < 0 || away[next] > 1 || t.cells[next].worth >= t.dearest(s.tell)):
			for _, j := range s.tell {
				t.hideStat(j)
			}
		case next >= 0:
			t.cells[next].hidden = true
			for range more / 3 {
				if next = t.next(away); next >= 0 {
					t.cells[next].hidden = true
				}
			}
			more++
			t.complement()
			s = t.newSearch()
		case !t.hideStats():
			i++ // everything in the table is hidden
		}
	}
}

// next gives the cell that is to be hidden next, of those that are worth the least one
// that is the least away; –1 for none.
func (t *Table) next(away []int) int {
	best := -1
	for c := range t.cells {
		if t.cells[c].role != published || t.cells[c].hidden {
			continue
		}
		if best < 0 || cmp.Or(cmp.Compare(t.cells[c].worth, t.cells[best].worth), cmp.Compare(away[c], away[best]), t.rather(c, best)) < 0 {
			best = c
		}
	}
	return best
}

// dearest gives what the statistic is worth that is worth the most of some.
func (t *Table) dearest(stats []int) (worth int) {
	for _, i := range stats {
		worth = max(worth, t.stats[i].worth)
	}
	return worth
}

// away gives how far each cell is from one: cells that share people or a sum are next
// to each other.
func (t *Table) away(from int) []int {
	away := make([]int, len(t.cells))
	for c := range away {
		away[c] = len(away)
	}
	away[from] = 0
	reach := []int{from}
	for len(reach) > 0 {
		c := reach[0]
		reach = reach[1:]
		see := func(other int) {
			if x := &t.cells[other]; away[other] == len(away) && x.role != known {
				away[other] = away[c] + 1
				reach = append(reach, other)
			}
		}
		for _, i := range t.sumsOf[c] {
			for _, other := range t.sums[i].all() {
				see(other)
			}
		}
		for _, term := range t.cells[c].of {
			for _, in := range t.kinds[term.Kind].in {
				see(in.cell)
			}
		}
	}
	return away
}

// hideStat hides a statistic with those that it is shown with.
func (t *Table) hideStat(i int) {
	t.stats[i].hidden = true
	for _, other := range t.stats[i].unit {
		t.stats[other].hidden = true
	}
}

// hideStats hides all statistics, and tells whether any was shown.
func (t *Table) hideStats() (any bool) {
	for i := range t.stats {
		if s := &t.stats[i]; !s.told {
			any = any || !s.hidden
			s.hidden = true
		}
	}
	return any
}
