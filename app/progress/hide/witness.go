package hide

import "slices"

// search looks for another group of participants that has all that is shown in
// common with this one and has another count in one cell.
type search struct {
	*Table
	target  int
	kept    [][]in           // of each kind: cells that must not change
	like    map[string][]int // kinds by what of the kept cells they count in, as key writes it
	key     []byte
	kinds   []int  // how many there are of each kind in the group that is tried
	moved   []int  // that, less how many there are
	touch   []int  // kinds that were moved
	change  []int  // of each cell that must not
	wrong   []int  // those that do
	differs []int  // cells that count somebody who was moved
	touched []bool // whether a cell is one
	by      []int  // by how much it changes
	tell    []int  // the statistics that are worth the least by which a group that was found is told apart; nil for no such group
	cost    int    // what they are worth
	steps   int    // left before the search gives up
	groups  int    // that may be tried for their statistics
}

// Limits of a search. Where few people are, they are moved in few ways; where the
// limits are reached, there are so many ways that many are witnesses, or what is
// shown leaves none.
const (
	maxSteps  = 1500 // at each depth
	maxGroups = 120
)

// depths are to how many moves of a person a search goes, the nearest groups first:
// one person who is another makes two.
var depths = []int{2, 4, 6, 12, 24}

func (t *Table) newSearch() *search {
	s := &search{
		Table: t, kept: make([][]in, len(t.kinds)), like: map[string][]int{}, kinds: t.counts(),
		moved: make([]int, len(t.kinds)), change: make([]int, len(t.cells)),
		touched: make([]bool, len(t.cells)), by: make([]int, len(t.cells)),
	}
	for k := range t.kinds {
		for _, in := range t.kinds[k].in {
			if t.cells[in.cell].kept() {
				s.kept[k] = append(s.kept[k], in)
			}
		}
		s.key = s.key[:0]
		for _, in := range s.kept[k] {
			s.write(in.cell, in.times)
		}
		s.like[string(s.key)] = append(s.like[string(s.key)], k)
	}
	return s
}

// write adds to the key how often a kind counts in a cell.
func (s *search) write(cell, times int) {
	s.key = append(s.key, byte(cell>>8), byte(cell), byte(times))
}

// kept tells whether a reader knows the cell.
func (c *cell) kept() bool { return c.role == known || c.role == published && !c.hidden }

// find looks for a witness of a cell, and marks all cells safe that it is one of.
// Without one, tell has the statistics that have to be hidden for one, if that
// would do.
func (s *search) find(target int) bool {
	s.target, s.groups, s.tell = target, maxGroups, nil
	for _, depth := range depths {
		s.steps = maxSteps
		for _, by := range []int{1, -1} {
			for _, term := range s.cells[target].of {
				if s.try(int(term.Kind), by, depth-1) {
					return true
				}
			}
		}
		if s.groups <= 0 {
			break
		}
	}
	return false
}

// try moves one person into a kind or out of it, and repairs what that changes. It
// leaves things as they were.
func (s *search) try(k, by, depth int) (found bool) {
	if s.kinds[k]+by < 0 || s.moved[k]*by < 0 || s.steps <= 0 || s.groups <= 0 {
		return false // what was done is not undone
	}
	s.steps--
	s.move(k, by)
	if len(s.wrong) == 0 {
		found = s.witness()
	} else if depth == 1 {
		found = s.repairAtOnce(1) || s.repairAtOnce(-1)
	} else if depth > 1 {
		found = s.repair(depth)
	}
	s.move(k, -by)
	return found
}

func (s *search) move(k, by int) {
	before := s.moved[k]
	s.kinds[k] += by
	s.moved[k] += by
	switch {
	case before == 0:
		s.touch = append(s.touch, k)
	case s.moved[k] == 0:
		s.touch = s.touch[:len(s.touch)-1] // moves are taken back in turn
	}
	for _, in := range s.kept[k] {
		before := s.change[in.cell]
		after := before + by*in.times
		s.change[in.cell] = after
		switch {
		case before == 0:
			s.wrong = append(s.wrong, in.cell)
		case after == 0:
			for i, c := range s.wrong {
				if c == in.cell {
					last := len(s.wrong) - 1
					s.wrong[i] = s.wrong[last]
					s.wrong = s.wrong[:last]
					break
				}
			}
		}
	}
}

// repair moves more people, until what is shown is as it was: first where there are
// the fewest ways to.
func (s *search) repair(depth int) bool {
	c := s.wrong[0]
	for _, other := range s.wrong[1:] {
		if x, y := len(s.cells[other].of), len(s.cells[c].of); x < y || x == y && other < c {
			c = other
		}
	}
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

// repairAtOnce moves one more person, into a kind that makes good for all that is
// wrong or out of it.
func (s *search) repairAtOnce(by int) bool {
	slices.Sort(s.wrong)
	s.key = s.key[:0]
	for _, c := range s.wrong {
		s.write(c, -by*s.change[c])
	}
	for _, k := range s.like[string(s.key)] {
		if s.try(k, by, 0) {
			return true
		}
	}
	return false
}

// witness tells whether the group that is tried is one.
func (s *search) witness() bool {
	if !s.another() {
		return false
	}
	defer s.forget()
	s.differ()
	for _, c := range s.differs {
		if x := &s.cells[c]; x.role == published && x.n > 0 && x.n+s.by[c] < 1 {
			return false
		}
	}
	s.groups--
	var told []int
	cost := 0
	for i := range s.stats {
		x := &s.stats[i]
		if x.hidden || !s.touched[x.base] || s.show(x, s.kinds, s.cells[x.base].n+s.by[x.base]) == x.shown {
			continue
		}
		told, cost = append(told, i), cost+1+x.worth
		if x.told || s.tell != nil && cost >= s.cost {
			return false
		}
	}
	if told != nil {
		s.tell, s.cost = told, cost
		return false
	}
	for _, c := range s.differs {
		s.cells[c].safe = s.cells[c].safe || s.by[c] != 0
	}
	return true
}

// another tells whether the cell has another count in the group that is tried.
func (s *search) another() bool {
	by := 0
	for _, k := range s.touch {
		for _, in := range s.Table.kinds[k].in {
			if in.cell == s.target {
				by += s.moved[k] * in.times
				break
			}
		}
	}
	return by != 0
}

// differ notes by how much each cell changes that counts somebody who was moved.
func (s *search) differ() {
	for _, k := range s.touch {
		for _, in := range s.Table.kinds[k].in {
			if !s.touched[in.cell] {
				s.touched[in.cell] = true
				s.differs = append(s.differs, in.cell)
			}
			s.by[in.cell] += s.moved[k] * in.times
		}
	}
}

func (s *search) forget() {
	for _, c := range s.differs {
		s.touched[c], s.by[c] = false, 0
	}
	s.differs = s.differs[:0]
}
