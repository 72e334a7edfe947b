package cohort

import (
	"cmp"
	"math/bits"
	"slices"

	"framsteg/store/skapa"
)

// combine says how the mean of all areas moved, by what participants took part in
// side by side.
func (r *reporting) combine() {
	for i := range r.measures {
		if m := &r.measures[i]; m.area == "" {
			r.Combinations = append(r.Combinations, r.combinations(m))
		}
	}
}

func (r *reporting) combinations(m *measure) Combinations {
	c := Combinations{Rater: skapa.Raters[m.rater]}
	rows := make([]Combination, everyCategory+1) // by set
	for i := range r.who {
		t := &r.who[i]
		first, latest, ok := r.pairOf(t, m)
		if !ok {
			c.Left.add(t.place)
			continue
		}
		c.Pairs.add(t.place)
		row := &rows[t.together(first.date, latest.date)]
		p := r.between(first, latest, m)
		row.Pairs.add(t.place)
		row.pairs = append(row.pairs, p)
		if p.steps() > 0 {
			row.Improved.add(t.place)
		}
	}
	for _, set := range bySize {
		if row := &rows[set]; row.Pairs.N > 0 {
			row.Categories, row.Change = set.categories(), changeOf(row.pairs)
			c.Rows = append(c.Rows, *row)
		}
	}
	return c
}

// everyCategory is the set of all.
const everyCategory categorySet = 1<<5 - 1

// bySize are all sets, those of few categories first, then by the vocabulary.
var bySize = func() (all []categorySet) {
	for s := range everyCategory + 1 {
		all = append(all, s)
	}
	slices.SortFunc(all, func(a, b categorySet) int {
		return cmp.Or(cmp.Compare(a.len(), b.len()), cmp.Compare(bits.Reverse8(uint8(b)), bits.Reverse8(uint8(a))))
	})
	return all
}()

// together gives the largest set of categories that were under way on one and the
// same day from one day to another, both part of the time; of several of one size
// the one with the most days, of those the first by the vocabulary.
func (p *person) together(from, to skapa.Date) categorySet {
	var days [everyCategory + 1]int
	for i, s := range p.doing {
		end := to + 1
		if i+1 < len(p.doing) {
			end = min(end, p.doing[i+1].from)
		}
		days[s.set] += max(0, end.DaysSince(max(from, s.from)))
	}
	most := categorySet(0)
	for _, set := range bySize {
		if n := days[set]; n > 0 && (set.len() > most.len() || n > days[most]) {
			most = set
		}
	}
	return most
}
