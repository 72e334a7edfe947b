package cohort

import (
	"math"

	"framsteg/app/progress"
	"framsteg/store/skapa"
)

// change says how each area moved as each rater sees it.
func (r *reporting) change() {
	r.Blocks = make([]Block, len(r.measures))
	for i := range r.measures {
		r.Blocks[i] = r.block(&r.measures[i])
	}
}

func (r *reporting) block(m *measure) Block {
	b := Block{Area: m.area, Rater: skapa.Raters[m.rater]}
	steps := len(r.in.Steps)
	if m.area != "" {
		b.Start, b.Latest, b.ByStart = make([]Count, steps), make([]Count, steps), make([]StartLevel, steps)
		for i := range b.ByStart {
			b.ByStart[i].Step = i + 1
		}
	}
	for i := range r.who {
		t := &r.who[i]
		first, latest, ok := r.pairOf(t, m)
		if !ok {
			b.Left.add(t.place)
			continue
		}
		b.add(t.place, r.between(first, latest, m), steps)
	}
	for i := range b.ByStart {
		b.ByStart[i].Pairs = b.Start[i]
	}
	b.Change, b.RankBiserial = changeOf(b.pairs), rankOf(b.pairs)
	b.StartBox, b.LatestBox = boxesOf(b.pairs)
	return b
}

// add counts a participant with a pair, on a scale of so many steps.
func (b *Block) add(place int32, p pair, steps int) {
	b.Pairs.add(place)
	b.pairs = append(b.pairs, p)
	var level StartLevel // a place to count at where there is no distribution
	at := &level
	if b.ByStart != nil {
		at = &b.ByStart[nearest(p.start)-1]
		b.Start[nearest(p.start)-1].add(place)
		b.Latest[nearest(p.latest)-1].add(place)
	}
	switch moved := p.steps(); {
	case moved > 0:
		b.Improved.add(place)
		at.Improved.add(place)
		if p.certain {
			b.CertainlyImproved.add(place)
		}
	case moved < 0:
		b.Worsened.add(place)
		at.Worsened.add(place)
		if p.certain {
			b.CertainlyWorsened.add(place)
		}
	default:
		at.Same.add(place)
		if progress.Same(p.latest, float64(steps)) {
			b.KeptHigh.add(place)
		} else {
			b.Unchanged.add(place)
		}
	}
}

// nearest gives the step that is nearest to a value, the higher of two.
func nearest(value float64) int { return int(math.Floor(value + 0.5)) }

// agree says how the two raters saw each area at the same meeting.
func (r *reporting) agree() {
	for i := range r.measures {
		for k := range r.measures[i+1:] {
			self, supervisor := &r.measures[i], &r.measures[i+1+k]
			if self.area != "" && self.area == supervisor.area {
				r.Agreements = append(r.Agreements, r.agreement(self, supervisor))
			}
		}
	}
}

func (r *reporting) agreement(self, supervisor *measure) Agreement {
	a := Agreement{Area: self.area}
	for i := range r.who {
		t := &r.who[i]
		p, ok := r.both(t, self, supervisor)
		if !ok {
			a.Left.add(t.place)
			continue
		}
		a.Pairs.add(t.place)
		a.pairs = append(a.pairs, p)
		switch higher := p.steps(); {
		case higher < 0:
			a.SelfHigher.add(t.place)
		case higher > 0:
			a.SupervisorHigher.add(t.place)
		default:
			a.Equal.add(t.place)
		}
	}
	a.Difference, a.Kappa = differenceOf(a.pairs), kappaOf(a.pairs)
	return a
}

// both gives what both raters said at the last meeting that both rated.
func (r *reporting) both(t *taken, self, supervisor *measure) (pair, bool) {
	for k := t.last - 1; k >= t.first; k-- {
		own, other := r.at(&t.moments[k], self), r.at(&t.moments[k], supervisor)
		if own.of != 0 && other.of != 0 {
			return pair{start: own.of, latest: other.of}, true
		}
	}
	return pair{}, false
}

// differenceOf gives the mean of start – latest of pairs: self – supervisor.
func differenceOf(pairs []pair) Interval {
	turned := make([]pair, len(pairs))
	for i, p := range pairs {
		turned[i] = pair{start: p.latest, latest: p.start}
	}
	return changeOf(turned)
}
