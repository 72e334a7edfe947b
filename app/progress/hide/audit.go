package hide

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
		near := t.near(i)
		next := t.next(near)
		switch {
		case s.tell != nil && (next < 0 || !near[next] || t.cells[next].worth >= t.dearest(s.tell)):
			for _, j := range s.tell {
				t.hideStat(j)
			}
		case next >= 0:
			t.cells[next].hidden = true
			for range more / 3 {
				if next = t.next(near); next >= 0 {
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

// next gives the cell that is to be hidden next, rather one that shares people or a
// sum with some; –1 for none.
func (t *Table) next(near []bool) int {
	best := -1
	for c := range t.cells {
		if t.cells[c].role != published || t.cells[c].hidden {
			continue
		}
		if best < 0 || t.cells[c].worth < t.cells[best].worth ||
			t.cells[c].worth == t.cells[best].worth && (near[c] && !near[best] || near[c] == near[best] && t.rather(c, best) < 0) {
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

func (t *Table) near(target int) []bool {
	near := make([]bool, len(t.cells))
	for _, term := range t.cells[target].of {
		for _, in := range t.kinds[term.Kind].in {
			near[in.cell] = true
		}
	}
	for _, s := range t.sums {
		all := s.all()
		for _, c := range all {
			if c != target {
				continue
			}
			for _, other := range all {
				near[other] = true
			}
		}
	}
	return near
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
