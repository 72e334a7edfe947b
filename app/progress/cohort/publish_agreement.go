package cohort

import (
	"slices"
)

// hideAgreement hides in how two raters saw an area.
//
// Where both rated the same participants last at the same meetings, the latest values
// of each are a margin of the table that the agreement is told from. Then nothing is
// said of it where a part of such a margin is hidden; else they are kept as they are.
func (r *Report) hideAgreement(a *Agreement) {
	self, supervisor := r.margins(a)
	if self != nil && slices.ContainsFunc(append(slices.Clone(self.Latest), supervisor.Latest...), func(c Count) bool { return c.Hidden }) {
		a.hide(self.Pairs.Hidden || supervisor.Pairs.Hidden)
		return
	}
	if r.shows(a.Pairs.N, a.Left.N, a.SelfHigher.N, a.Equal.N, a.SupervisorHigher.N) {
		return
	}
	grid := gridOf(a.pairs, len(r.Instrument.Steps), 0)
	for i := range grid {
		grid[i].certain = false
	}
	s := r.newBlockSheet(a.pairs, nil, grid, []*Count{&a.Pairs}, []*Count{&a.Left})
	s.Split(s.pairs,
		s.count(worthStep, s.of(pairKind.worsened), &a.SelfHigher),
		s.count(worthStep, s.of(pairKind.same), &a.Equal),
		s.count(worthStep, s.of(pairKind.improved), &a.SupervisorHigher))
	s.interval(s.pairs, &a.Difference, s.values(func(k pairKind) float64 { return -k.steps() }, anyPair))
	s.stat(s.pairs, worthRank, kappa(append(slices.Clone(s.kinds), s.fixed...)), &a.Kappa)
	if self != nil {
		for step := range self.Latest {
			s.Known(self.Latest[step].N, s.of(func(k pairKind) bool { return nearest(k.start) == step+1 })...)
			s.Known(supervisor.Latest[step].N, s.of(func(k pairKind) bool { return nearest(k.latest) == step+1 })...)
		}
	}
	s.hide(r.Limit)
}

// margins gives the blocks of an agreement, where their latest values are those that
// agree or do not.
func (r *Report) margins(a *Agreement) (self, supervisor *Block) {
	for i := range r.Blocks {
		b := &r.Blocks[i]
		switch {
		case b.Area != a.Area || !slices.Equal(b.Pairs.Who, a.Pairs.Who):
		case self == nil:
			self = b
		default:
			supervisor = b
		}
	}
	if supervisor == nil {
		return nil, nil
	}
	for i, p := range a.pairs {
		if p.start != self.pairs[i].latest || p.latest != supervisor.pairs[i].latest {
			return nil, nil
		}
	}
	return self, supervisor
}

// hide hides all, the number of pairs only if told to.
func (a *Agreement) hide(pairs bool) {
	for _, c := range []*Count{&a.SelfHigher, &a.Equal, &a.SupervisorHigher} {
		c.hide()
	}
	for _, s := range []*Stat{&a.Difference.Mean, &a.Difference.Low, &a.Difference.High, &a.Kappa} {
		s.hide()
	}
	if pairs {
		a.Pairs.hide()
		a.Left.hide()
	}
}
