package cohort

import (
	"math"

	"framsteg/app/progress"
	"framsteg/store/skapa"
)

// compare says how each area moved as each rater sees it, how far they agree and
// what the participants took part in: one after the other, for what is known of
// one lies together.
func (r *reporting) compare() {
	r.prepare()
	for i := range r.who {
		t := &r.who[i]
		means := 0
		for k := range r.measures {
			m := &r.measures[k]
			first, latest, ok := r.pairOf(t, m)
			var p pair
			if ok {
				p = r.between(first, latest, m)
				r.Blocks[k].add(t.place, p, len(r.in.Steps))
			} else {
				r.Blocks[k].Left.add(t.place)
			}
			if m.area != "" {
				continue
			}
			if c := &r.Combinations[means]; ok {
				c.add(t.place, p, t.together(first.date, latest.date))
			} else {
				c.Left.add(t.place)
			}
			means++
		}
		for k := range r.Agreements {
			r.agree(&r.Agreements[k], &r.both[k], t)
		}
	}
	r.conclude()
}

// prepare makes what is counted in.
func (r *reporting) prepare() {
	steps := len(r.in.Steps)
	r.Blocks = make([]Block, len(r.measures))
	for i := range r.measures {
		m := &r.measures[i]
		b := &r.Blocks[i]
		*b = Block{Area: m.area, Rater: skapa.Raters[m.rater], pairs: make([]pair, 0, len(r.who))}
		b.Pairs.Who = make([]int32, 0, len(r.who))
		if m.area == "" {
			r.Combinations = append(r.Combinations, newCombinations(b.Rater))
			continue
		}
		b.Start, b.Latest, b.ByStart = make([]Count, steps), make([]Count, steps), make([]StartLevel, steps)
		for i := range b.ByStart {
			b.ByStart[i].Step = i + 1
		}
	}
	for _, both := range r.both {
		a := Agreement{Area: both[0].area, pairs: make([]pair, 0, len(r.who))}
		a.Pairs.Who = make([]int32, 0, len(r.who))
		r.Agreements = append(r.Agreements, a)
	}
}

// conclude works out the statistics of what was counted.
func (r *reporting) conclude() {
	for i := range r.Blocks {
		b := &r.Blocks[i]
		for k := range b.ByStart {
			b.ByStart[k].Pairs = b.Start[k]
		}
		b.Change, b.RankBiserial = changeOf(b.pairs), rankOf(b.pairs)
		b.StartBox, b.LatestBox = boxesOf(b.pairs)
	}
	for i := range r.Agreements {
		a := &r.Agreements[i]
		a.Difference, a.Kappa = differenceOf(a.pairs), kappaOf(a.pairs)
	}
	for i := range r.Combinations {
		r.Combinations[i].conclude()
	}
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
