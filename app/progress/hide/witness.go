package hide

// search looks for another group of participants that publishes the same and has
// another count in one cell.
type search struct {
	*Table
	target int
	kinds  []int // how many there are of each kind in the group that is tried
	moved  []int // that, less how many there are
	change []int // of each cell
	wrong  int   // cells that are shown and change
	steps  int   // left before the search gives up
	tell   []int // the least statistics by which a group that was found is told apart; nil for no such group
	budget int   // groups that may be tried for their statistics
}

// Limits of the search. It is for few people and small tables that one is needed,
// where these are far more than what is used.
const (
	maxSteps  = 6000
	maxGroups = 400
)

func newSearch(t *Table, target int) *search {
	return &search{Table: t, target: target, kinds: t.counts(), moved: make([]int, len(t.kinds)), change: make([]int, len(t.cells))}
}

// find looks for a witness, and marks all cells safe that it is one of. Without
// one, tell has the statistics that have to be hidden for one, if that would do.
func (s *search) find() bool {
	s.budget = maxGroups
	for _, depth := range []int{1, 3, 5, 11, 23} {
		s.steps = maxSteps
		for _, by := range []int{1, -1} {
			for _, term := range s.cells[s.target].of {
				if s.try(int(term.Kind), by, depth) {
					return true
				}
			}
		}
		if s.budget <= 0 {
			break
		}
	}
	return false
}

// try moves one person into a kind or out of it, and repairs what that changes. It
// leaves things as they were unless it found a witness.
func (s *search) try(k, by, depth int) bool {
	if s.kinds[k]+by < 0 || s.moved[k]*by < 0 {
		return false // what was done is not undone
	}
	s.move(k, by)
	if s.repair(depth) {
		return true
	}
	s.move(k, -by)
	return false
}

func (s *search) move(k, by int) {
	s.kinds[k] += by
	s.moved[k] += by
	for _, in := range s.Table.kinds[k].in {
		c := &s.cells[in.cell]
		kept := c.role == known || c.role == published && !c.hidden
		before := s.change[in.cell]
		s.change[in.cell] += by * in.times
		if kept {
			switch after := s.change[in.cell]; {
			case before == 0 && after != 0:
				s.wrong++
			case before != 0 && after == 0:
				s.wrong--
			}
		}
	}
}

// repair moves more people until what is shown is as it was.
func (s *search) repair(depth int) bool {
	if s.wrong == 0 {
		return s.witness()
	}
	if depth == 0 || s.wrong > 8*depth || s.steps <= 0 || s.budget <= 0 {
		return false
	}
	s.steps--
	c := s.narrowest()
	for _, term := range s.cells[c].of {
		by := 1
		if (s.change[c] > 0) == (term.Times > 0) {
			by = -1
		}
		if s.try(int(term.Kind), by, depth-1) {
			return true
		}
	}
	return false
}

// narrowest gives the cell that has to be repaired with the fewest ways to.
func (s *search) narrowest() int {
	best := -1
	for c := range s.cells {
		x := &s.cells[c]
		if s.change[c] == 0 || x.role == implied || x.role == published && x.hidden {
			continue
		}
		if best < 0 || len(x.of) < len(s.cells[best].of) {
			best = c
		}
	}
	return best
}

// witness tells whether the group that is tried is one.
func (s *search) witness() bool {
	if s.change[s.target] == 0 {
		return false
	}
	for c, by := range s.change {
		if by != 0 && s.cells[c].role == published && s.cells[c].n > 0 && s.cells[c].n+by < 1 {
			return false
		}
	}
	s.budget--
	told := []int{}
	for i := range s.stats {
		x := &s.stats[i]
		if x.hidden {
			continue
		}
		if s.show(x, s.kinds, s.cells[x.base].n+s.change[x.base]) != x.shown {
			told = append(told, i)
			if s.tell != nil && len(told) >= len(s.tell) {
				return false
			}
		}
	}
	if len(told) > 0 {
		s.tell = told
		return false
	}
	for c, by := range s.change {
		if by != 0 {
			s.cells[c].safe = true
		}
	}
	return true
}
