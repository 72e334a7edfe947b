package hide

// audit looks for a witness of each small cell, and hides more until each has one
// or there is nothing more to hide.
func (t *Table) audit() {
	s := t.newSearch()
	more := 0 // how often more had to be hidden: the oftener, the more at once
	for i := 0; i < len(t.cells); {
		c := &t.cells[i]
		if c.safe || !c.hidden || !t.small(c) {
			i++
			continue
		}
		switch {
		case s.find(i):
		case s.tell != nil:
			for _, j := range s.tell {
				t.stats[j].hidden = true
			}
		case t.hideNear(i):
			for range more / 3 {
				t.hideNear(i)
			}
			more++
			t.complement()
			s = t.newSearch()
		default:
			i++ // everything in the table is hidden
		}
	}
}

// hideNear hides the next cell of the table, rather one that shares people or a
// sum with a cell, and tells whether there was one.
func (t *Table) hideNear(target int) bool {
	near := t.near(target)
	best := -1
	for c := range t.cells {
		if t.cells[c].role != published || t.cells[c].hidden {
			continue
		}
		if best < 0 || near[c] && !near[best] || near[c] == near[best] && t.rather(c, best) < 0 {
			best = c
		}
	}
	if best >= 0 {
		t.cells[best].hidden = true
		return true
	}
	return t.hideStats()
}

func (t *Table) near(target int) []bool {
	near := make([]bool, len(t.cells))
	for _, term := range t.cells[target].of {
		for _, in := range t.kinds[term.Kind].in {
			near[in.cell] = true
		}
	}
	for _, s := range t.sums {
		all := append([]int{s.whole}, s.parts...)
		for _, c := range all {
			if c != target {
				continue
			}
			for _, other := range all {
				if other >= 0 {
					near[other] = true
				}
			}
		}
	}
	return near
}

// hideStats hides all statistics, and tells whether any was shown.
func (t *Table) hideStats() (any bool) {
	for i := range t.stats {
		any = any || !t.stats[i].hidden
		t.stats[i].hidden = true
	}
	return any
}
