package cohort

import (
	"cmp"
	"math/bits"
	"slices"

	"framsteg/store/skapa"
)

// newCombinations gives those of a rater, of nobody yet: a row for each set.
func newCombinations(r skapa.Rater) Combinations {
	c := Combinations{Rater: r, Rows: make([]Combination, len(bySize))}
	for i, set := range bySize {
		c.Rows[i].Categories = set.categories()
	}
	return c
}

// add counts a participant with a pair of means, and with what went on side by
// side between them.
func (c *Combinations) add(place int32, p pair, set categorySet) {
	c.Pairs.add(place)
	row := &c.Rows[slices.Index(bySize, set)]
	row.Pairs.add(place)
	row.pairs = append(row.pairs, p)
	if p.steps() > 0 {
		row.Improved.add(place)
	}
}

// conclude keeps the rows that somebody is in.
func (c *Combinations) conclude() {
	c.Rows = slices.DeleteFunc(c.Rows, func(row Combination) bool { return row.Pairs.N == 0 })
	for i := range c.Rows {
		c.Rows[i].Change = changeOf(c.Rows[i].pairs)
	}
}

// everyCategory is the set of all.
var everyCategory = categorySet(1<<len(skapa.Categories) - 1)

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
	var days [1 << 8]int // of each categorySet
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
