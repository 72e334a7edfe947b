package cohort

import (
	"framsteg/app/progress"
	"framsteg/app/progress/hide"
)

// hideMeans hides in the means of all areas, each together with the combinations of
// the same rater: these divide the same pairs.
func (r *Report) hideMeans() {
	done := make([]bool, len(r.Combinations))
	for i := range r.Blocks {
		b := &r.Blocks[i]
		if b.Area != "" {
			continue
		}
		var together *Combinations
		for k := range r.Combinations {
			if c := &r.Combinations[k]; c.Rater == b.Rater && samePlaces(c, b) {
				together, done[k] = c, true
			}
		}
		r.hideMean(b, together)
	}
	for k := range r.Combinations {
		if c := &r.Combinations[k]; !done[k] {
			alone := Block{Rater: c.Rater}
			for _, row := range c.Rows {
				alone.Pairs.Who, alone.pairs = append(alone.Pairs.Who, row.Pairs.Who...), append(alone.pairs, row.pairs...)
			}
			alone.Pairs.N, alone.Left = c.Pairs.N, c.Left
			r.hideMean(&alone, c)
		}
	}
}

// rowsOf gives in which row of combinations each participant is.
func rowsOf(c *Combinations) map[int32]int {
	rows := make(map[int32]int, c.Pairs.N)
	for i := range c.Rows {
		for _, who := range c.Rows[i].Pairs.Who {
			rows[who] = i
		}
	}
	return rows
}

// samePlaces tells whether combinations are of the pairs of a block.
func samePlaces(c *Combinations, b *Block) bool {
	rows := rowsOf(c)
	for _, who := range b.Pairs.Who {
		if _, in := rows[who]; !in {
			return false
		}
	}
	return len(rows) == len(b.Pairs.Who) && c.Pairs.N == b.Pairs.N
}

// hideMean hides in the mean of all areas, and in its combinations unless they are
// nil.
func (r *Report) hideMean(b *Block, c *Combinations) {
	if r.calm(b, c) {
		b.round()
		if c != nil {
			for i := range c.Rows {
				c.Rows[i].Change.round(c.Rows[i].Pairs.N)
			}
		}
		return
	}
	var rows []int
	all, left, ways := []*Count{&b.Pairs}, []*Count{&b.Left}, 1
	if c != nil {
		of := rowsOf(c)
		for _, who := range b.Pairs.Who {
			rows = append(rows, of[who])
		}
		all, left, ways = append(all, &c.Pairs), append(left, &c.Left), len(c.Rows)
	}
	compare := progress.NewComparer(r.Instrument)
	_, mdc := compare.MDC(b.Rater)
	areas, top := max(1, len(compare.Asked(b.Rater))), len(r.Instrument.Steps)
	s := r.newBlockSheet(b.pairs, rows, nearby(b.pairs, ways, areas, top, mdc), all, left)
	how := s.classes(b, top)
	if c != nil {
		s.combinations(c, how)
	}
	s.statistics(b)
	s.hide(r.Limit)
}

// nearby gives pairs that participants could have as well: those of others in each
// row, and those that one answer less or more makes.
func nearby(pairs []pair, rows, areas, top int, mdc float64) (all []pairKind) {
	step := 1 / float64(areas)
	seen := map[pair]bool{}
	var distinct []pair
	for _, p := range pairs {
		if !seen[p] {
			seen[p] = true
			distinct = append(distinct, p)
		}
	}
	for i, by := range [][2]float64{{0, 0}, {0, step}, {0, -step}, {step, 0}, {-step, 0}, {step, step}, {-step, -step}} {
		for _, p := range distinct {
			p.start, p.latest = p.start+by[0], p.latest+by[1]
			if min(p.start, p.latest) < 1 || max(p.start, p.latest) > float64(top) {
				continue
			}
			if i > 0 {
				size := max(p.steps(), -p.steps())
				p.certain = size > 0 && (size > mdc || progress.Same(size, mdc))
			}
			for row := range rows {
				all = append(all, pairKind{pair: p, row: row})
			}
			if len(all) >= most {
				return all
			}
		}
	}
	return all
}

// combinations adds the rows, which divide the pairs, and those who improved in
// them, which divide who improved.
func (s *blockSheet) combinations(c *Combinations, how classes) {
	var rows, improved, others []hide.Cell
	for i := range c.Rows {
		row := &c.Rows[i]
		in := func(k pairKind) bool { return k.row == i }
		whole := s.count(worthRow, s.of(in), &row.Pairs)
		up := s.count(worthLevel, s.of(func(k pairKind) bool { return in(k) && k.improved() }), &row.Improved)
		rest := s.Implied(row.Pairs.N-row.Improved.N, s.of(func(k pairKind) bool { return in(k) && !k.improved() })...)
		s.Parts(whole, up, rest)
		rows, improved, others = append(rows, whole), append(improved, up), append(others, rest)
		s.interval(whole, &row.Pairs, &row.Change, s.values(func(k pairKind) float64 { return k.steps() }, in))
	}
	s.Parts(s.pairs, rows...)
	n := 0
	for i := range c.Rows {
		n += c.Rows[i].Pairs.N - c.Rows[i].Improved.N
	}
	not := s.Implied(n, s.of(func(k pairKind) bool { return !k.improved() })...)
	s.Parts(s.pairs, how.improved, not)
	s.Parts(how.improved, improved...)
	s.Parts(not, others...)
}
