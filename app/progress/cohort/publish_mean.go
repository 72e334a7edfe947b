package cohort

import (
	"slices"

	"framsteg/app/progress"
	"framsteg/app/progress/hide"
	"framsteg/store/skapa"
)

// hideMeans hides in the means of all areas, each together with the combinations of
// the same rater: these divide the same pairs.
func (r *Report) hideMeans() {
	means := 0
	for i := range r.Blocks {
		b := &r.Blocks[i]
		if b.Area != "" {
			continue
		}
		c := &r.Combinations[means]
		means++
		if only := r.onlyOf(b.Rater); only != nil {
			b.hideAs(only)
			c.hideAs(only, r)
			continue
		}
		r.hideMean(b, c)
	}
}

// onlyOf gives the block of the one area that a rater is asked about, which is the
// mean of all, too; nil for several.
func (r *Report) onlyOf(rater skapa.Rater) (only *Block) {
	for i := range r.Blocks {
		if b := &r.Blocks[i]; b.Rater == rater && b.Area != "" {
			if only != nil {
				return nil
			}
			only = b
		}
	}
	return only
}

// hideAs hides what is hidden in another block of the same values.
func (b *Block) hideAs(other *Block) {
	counts, stats := other.numbers()
	ownCounts, ownStats := b.numbers()
	for i, c := range ownCounts {
		c.Hidden = counts[i].Hidden
	}
	for i, s := range ownStats {
		*s = *stats[i]
	}
}

// numbers gives the counts of all pairs of a block, and its statistics.
func (b *Block) numbers() ([]*Count, []*Stat) {
	return []*Count{&b.Pairs, &b.Left, &b.Improved, &b.Unchanged, &b.KeptHigh, &b.Worsened, &b.CertainlyImproved, &b.CertainlyWorsened},
		[]*Stat{
			&b.Change.Mean, &b.Change.Low, &b.Change.High, &b.RankBiserial,
			&b.StartBox.Lower, &b.StartBox.Median, &b.StartBox.Upper, &b.LatestBox.Lower, &b.LatestBox.Median, &b.LatestBox.Upper,
		}
}

// hideAs hides all rows of pairs that are those of an area, too, unless nothing is
// small in either.
func (c *Combinations) hideAs(b *Block, r *Report) {
	c.Pairs.Hidden, c.Left.Hidden = b.Pairs.Hidden, b.Left.Hidden
	if r.calm(b, c) {
		return
	}
	for i := range c.Rows {
		row := &c.Rows[i]
		row.Pairs.hide()
		row.Improved.hide()
		row.Change.hide()
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

// hideMean hides in the mean of all areas, and in its combinations.
func (r *Report) hideMean(b *Block, c *Combinations) {
	if r.calm(b, c) {
		return
	}
	of := rowsOf(c)
	rows := make([]int, len(b.Pairs.Who))
	for i, who := range b.Pairs.Who {
		rows[i] = of[who]
	}
	compare := progress.NewComparer(r.Instrument)
	_, mdc := compare.MDC(b.Rater)
	areas, top := len(compare.Asked(b.Rater)), len(r.Instrument.Steps)
	s := r.newBlockSheet(b.pairs, rows, nearby(b.pairs, len(c.Rows), areas, top, mdc), []*Count{&b.Pairs, &c.Pairs}, []*Count{&b.Left, &c.Left})
	s.combinations(c, s.classes(b, top))
	s.statistics(b)
	if r.areasTell(b) {
		mean := s.values(func(k pairKind) float64 { return k.steps() }, anyPair).mean(0)
		s.Told(s.pairs, func(kinds []int) (float64, bool) {
			x, ok := mean(kinds)
			return x * exactly, ok
		})
	}
	s.hide(r.Limit)
	for i := range c.Rows {
		if c.Rows[i].Pairs.Hidden { // a mean says little without its n
			c.Rows[i].Change.hide()
		}
	}
}

// exactly makes of a statistic one that is known better than it is shown.
const exactly = 1e4

// areasTell tells whether the mean change of all areas can be worked out from what the
// areas show: the mean change of each, or its two distributions.
func (r *Report) areasTell(mean *Block) bool {
	return !slices.ContainsFunc(r.Blocks, func(b Block) bool {
		hidden := func(c Count) bool { return c.Hidden }
		return b.Area != "" && b.Rater == mean.Rater && (b.Pairs.N != mean.Pairs.N ||
			b.Change.Mean.Hidden && (slices.ContainsFunc(b.Start, hidden) || slices.ContainsFunc(b.Latest, hidden)))
	})
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
				p.certain = p.sure(mdc)
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
		up := s.count(worthCertain, s.of(func(k pairKind) bool { return in(k) && k.improved() }), &row.Improved)
		rest := s.Implied(row.Pairs.N-row.Improved.N, 0, s.of(func(k pairKind) bool { return in(k) && !k.improved() })...)
		s.Split(whole, up, rest)
		rows, improved, others = append(rows, whole), append(improved, up), append(others, rest)
		s.interval(whole, &row.Change, s.values(func(k pairKind) float64 { return k.steps() }, in))
	}
	s.Parts(s.pairs, rows...)
	n := 0
	for i := range c.Rows {
		n += c.Rows[i].Pairs.N - c.Rows[i].Improved.N
	}
	not := s.Implied(n, worthImproved, s.of(func(k pairKind) bool { return !k.improved() })...)
	s.Parts(s.pairs, how.improved, not)
	s.Parts(how.improved, improved...)
	s.Parts(not, others...)
}
