package cohort

import (
	"slices"

	"framsteg/app/progress"
	"framsteg/app/progress/hide"
	"framsteg/store/skapa"
)

// What the counts of a block are worth: of two that would do, the cheaper one is
// hidden.
const (
	worthLevel = 1 + iota
	worthRank
	worthBox
	worthInterval
	worthMean
	worthCertain
	worthSame
	worthStep
	worthImproved
	worthWorsened // last: who fell must not seem to be kept quiet
	worthRow
	worthLeft
	worthPairs
)

// most is up to how many kinds of pairs a sheet gets beside those that there are:
// more make the search slower, not better.
const most = 150

// mostKinds is above how many kinds only mostAlike are tried of those that count in
// the same cells.
const (
	mostKinds = 300
	mostAlike = 6
)

// pairKind is participants with the same two values, in the same row where there
// are rows.
type pairKind struct {
	pair
	row int
	hide.Kind
	people int
}

// blockSheet is the sheet of pairs of values.
type blockSheet struct {
	*sheet
	kinds []pairKind
	fixed []pairKind // who is the same in every group that is tried, where there are many
	left  hide.Kind
	pairs hide.Cell
}

// newBlockSheet makes a sheet of pairs; rows says which row each is in, nil for one.
// more are pairs that others could have.
func (r *Report) newBlockSheet(pairs []pair, rows []int, more []pairKind, all, left []*Count) *blockSheet {
	s := &blockSheet{sheet: r.newSheet()}
	at := map[pairKind]int{}
	var kinds []pairKind
	see := func(k pairKind, by int) {
		i, seen := at[k]
		if !seen {
			i = len(kinds)
			at[k], kinds = i, append(kinds, k)
		}
		kinds[i].people += by
	}
	for i, p := range pairs {
		k := pairKind{pair: p}
		if rows != nil {
			k.row = rows[i]
		}
		see(k, 1)
	}
	for _, k := range more {
		see(k, 0)
	}
	s.left = s.Kind(left[0].N)
	alike := map[pairKind]int{}
	for _, k := range kinds {
		like := k.like(len(r.Instrument.Steps))
		if alike[like]++; len(kinds) > mostKinds && alike[like] > mostAlike {
			k.Kind = noKind
			s.fixed = append(s.fixed, k)
			continue
		}
		k.Kind = s.Kind(k.people)
		s.kinds = append(s.kinds, k)
	}
	s.pairs = s.count(worthPairs, s.of(func(pairKind) bool { return true }), all...)
	s.Parts(s.everybody(append(s.of(func(pairKind) bool { return true }), s.left)...),
		s.pairs, s.count(worthLeft, []hide.Kind{s.left}, left...))
	return s
}

// of gives the kinds of which something holds.
func (s *blockSheet) of(holds func(pairKind) bool) (kinds []hide.Kind) {
	for _, k := range s.kinds {
		if holds(k) {
			kinds = append(kinds, k.Kind)
		}
	}
	return kinds
}

func (s *blockSheet) values(of func(pairKind) float64, holds func(pairKind) bool) (w weighed) {
	for _, kinds := range [][]pairKind{s.kinds, s.fixed} {
		for _, k := range kinds {
			if holds(k) {
				w = append(w, weight{of(k), k.Kind, k.people})
			}
		}
	}
	return w.sorted()
}

// like gives the same for kinds that count in the same cells of a sheet.
func (k pairKind) like(top int) pairKind {
	like := pairKind{pair: pair{float64(nearest(k.start)), float64(nearest(k.latest)), k.certain}, row: k.row}
	switch steps := k.steps(); {
	case steps > 0:
		like.people = 1
	case steps < 0:
		like.people = 2
	case progress.Same(k.latest, float64(top)):
		like.people = 3
	}
	return like
}

func (k pairKind) improved() bool { return k.steps() > 0 }
func (k pairKind) worsened() bool { return k.steps() < 0 }
func (k pairKind) same() bool     { return k.steps() == 0 }
func anyPair(pairKind) bool       { return true }

// hideBlock hides in a block of an area. mean is that of all areas, nil for none.
func (r *Report) hideBlock(b, mean *Block) {
	if r.calm(b, nil) {
		return
	}
	top := len(r.Instrument.Steps)
	mdc, _ := progress.NewComparer(r.Instrument).MDC(b.Rater)
	s := r.newBlockSheet(b.pairs, nil, gridOf(b.pairs, top, mdc), []*Count{&b.Pairs}, []*Count{&b.Left})
	c := s.classes(b, top)
	var start, latest, up, still, down []hide.Cell
	for step := range b.Start {
		level := &b.ByStart[step]
		from := func(holds func(pairKind) bool) []hide.Kind {
			return s.of(func(k pairKind) bool { return nearest(k.start) == step+1 && holds(k) })
		}
		whole := s.count(worthStep, from(anyPair), &b.Start[step], &level.Pairs)
		u, e, d := s.count(worthLevel, from(pairKind.improved), &level.Improved), s.count(worthLevel, from(pairKind.same), &level.Same), s.count(worthLevel, from(pairKind.worsened), &level.Worsened)
		s.Split(whole, u, e, d)
		start, up, still, down = append(start, whole), append(up, u), append(still, e), append(down, d)
		latest = append(latest, s.count(worthStep, s.of(func(k pairKind) bool { return nearest(k.latest) == step+1 }), &b.Latest[step]))
	}
	s.Split(s.pairs, start...)
	s.Split(s.pairs, latest...)
	s.Parts(c.improved, up...)
	s.Parts(c.same, still...)
	s.Parts(c.worsened, down...)
	s.statistics(b)
	if mean != nil && mean.Pairs.N == b.Pairs.N {
		s.inAll(b, mean, len(progress.NewComparer(r.Instrument).Asked(b.Rater)))
	}
	s.hide(r.Limit)
}

// inAll says that the mean change of all areas is that of their mean changes, where
// it is of as many: it may tell of one what that hides.
func (s *blockSheet) inAll(b, mean *Block, areas int) {
	one := s.values(func(k pairKind) float64 { return k.steps() }, anyPair).mean(0)
	is, all := meanSteps(b.pairs), meanSteps(mean.pairs)
	s.stat(s.pairs, worthMean, func(kinds []int) (float64, bool) {
		could, ok := one(kinds)
		return all + (could-is)/float64(areas), ok
	}, &mean.Change.Mean, &mean.Change.Low, &mean.Change.High)
}

func meanSteps(pairs []pair) float64 {
	mean, _, _, _ := progress.MeanInterval(differencesOf(pairs))
	return mean
}

// meanOf gives the block of the mean of all areas, nil for none.
func (r *Report) meanOf(rater skapa.Rater) *Block {
	for i := range r.Blocks {
		if b := &r.Blocks[i]; b.Area == "" && b.Rater == rater {
			return b
		}
	}
	return nil
}

// calm tells whether nothing of a block and its combinations, which may be nil, is
// small.
func (r *Report) calm(b *Block, c *Combinations) bool {
	n := []int{b.Improved.N - b.CertainlyImproved.N, b.Worsened.N - b.CertainlyWorsened.N}
	b.each(func(c *Count) { n = append(n, c.N) })
	if c != nil {
		for _, row := range c.Rows {
			n = append(n, row.Pairs.N, row.Improved.N, row.Pairs.N-row.Improved.N)
		}
	}
	return r.shows(n...)
}

// shows tells whether none of some counts is small.
func (r *Report) shows(counts ...int) bool {
	return !slices.ContainsFunc(counts, func(n int) bool { return n > 0 && n < r.Limit })
}

func (s *Stat) round(n int) {
	if s.Known && !s.Hidden {
		s.Value = hide.Round(s.Value, n)
	}
}

// classes are cells of how pairs moved.
type classes struct{ improved, same, worsened hide.Cell }

func (s *blockSheet) classes(b *Block, top int) classes {
	high := func(k pairKind) bool { return k.same() && progress.Same(k.latest, float64(top)) }
	class := func(worth int, c *Count, holds func(pairKind) bool) hide.Cell { return s.count(worth, s.of(holds), c) }
	improved, worsened := class(worthImproved, &b.Improved, pairKind.improved), class(worthWorsened, &b.Worsened, pairKind.worsened)
	unchanged, kept := class(worthSame, &b.Unchanged, func(k pairKind) bool { return k.same() && !high(k) }), class(worthSame, &b.KeptHigh, high)
	s.Split(s.pairs, improved, unchanged, kept, worsened)
	same := s.Implied(b.Unchanged.N+b.KeptHigh.N, worthSame, s.of(pairKind.same)...)
	s.Parts(same, unchanged, kept)
	s.Parts(s.pairs, improved, same, worsened)
	s.certain(improved, &b.Improved, &b.CertainlyImproved, pairKind.improved)
	s.certain(worsened, &b.Worsened, &b.CertainlyWorsened, pairKind.worsened)
	return classes{improved, same, worsened}
}

// certain adds those of a class whose change is certain, and with it those whose is
// not.
func (s *blockSheet) certain(whole hide.Cell, all, certain *Count, in func(pairKind) bool) {
	s.Split(whole,
		s.count(worthCertain, s.of(func(k pairKind) bool { return in(k) && k.certain }), certain),
		s.Implied(all.N-certain.N, 0, s.of(func(k pairKind) bool { return in(k) && !k.certain })...))
}

func (s *blockSheet) statistics(b *Block) {
	s.interval(s.pairs, &b.Change, s.values(func(k pairKind) float64 { return k.steps() }, anyPair))
	s.box(s.pairs, worthBox, &b.StartBox, s.values(func(k pairKind) float64 { return k.start }, anyPair))
	s.box(s.pairs, worthBox, &b.LatestBox, s.values(func(k pairKind) float64 { return k.latest }, anyPair))
	s.stat(s.pairs, worthRank, s.values(func(k pairKind) float64 { return k.steps() }, anyPair).rank(), &b.RankBiserial)
}

func (s *sheet) interval(base hide.Cell, at *Interval, w weighed) {
	s.Unit(
		s.stat(base, worthMean, w.mean(0), &at.Mean),
		s.stat(base, worthInterval, w.mean(-1), &at.Low),
		s.stat(base, worthInterval, w.mean(1), &at.High))
}

func (s *sheet) box(base hide.Cell, worth int, at *Box, w weighed) {
	s.stat(base, worth, w.quartile(0.25), &at.Lower)
	s.stat(base, worth, w.quartile(0.5), &at.Median)
	s.stat(base, worth, w.quartile(0.75), &at.Upper)
}

// sure tells whether the change would be certain, were the same items answered.
func (p pair) sure(mdc float64) bool {
	size := max(p.steps(), -p.steps())
	return size > 0 && (size > mdc || progress.Same(size, mdc))
}

// gridOf gives the pairs that participants of an area could have as well: of whole
// steps, and of values that others have.
func gridOf(pairs []pair, top int, mdc float64) (all []pairKind) {
	var values []float64
	for step := 1; step <= top; step++ {
		values = append(values, float64(step))
	}
	whole := len(values)
	for _, p := range pairs {
		values = append(values, p.start, p.latest)
	}
	slices.Sort(values)
	values = slices.CompactFunc(values, progress.Same)
	if len(values)*len(values) > most {
		values = values[:0]
		for step := 1; step <= whole; step++ {
			values = append(values, float64(step))
		}
	}
	for _, from := range values {
		for _, to := range values {
			p := pair{start: from, latest: to}
			p.certain = p.sure(mdc)
			all = append(all, pairKind{pair: p})
		}
	}
	return all
}
