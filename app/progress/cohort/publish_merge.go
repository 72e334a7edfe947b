package cohort

import (
	"cmp"
	"slices"
)

// merge puts rows of few together: teams, municipalities and combinations of which
// only those of somebody are listed, so that a row says that there is somebody.
func (r *Report) merge() {
	for i := range r.Breakdowns {
		if b := &r.Breakdowns[i]; b.Key == ByTeam || b.Key == ByMunicipality {
			b.Parts = r.mergeParts(b.Parts, func(Part) int { return 0 })
		}
	}
	for i := range r.Combinations {
		c := &r.Combinations[i]
		c.Rows = r.mergeRows(c.Rows)
	}
}

// together tells which of several rows are put together: the small ones, and the next
// smallest while there is only one or they are few together. None where all are shown,
// or there is one row. must gives how many rows one stands for that must be among them,
// else 0.
func (r *Report) together(n int, count, must func(i int) int, last func(i int) bool) []bool {
	order := make([]int, n)
	for i := range order {
		order[i] = i
	}
	first := func(i int) int {
		switch {
		case must(i) > 0:
			return 0
		case last(i):
			return 2
		}
		return 1
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(first(a), first(b)), cmp.Compare(count(a), count(b)))
	})
	in, rows, people, any := make([]bool, n), 0, 0, false
	for _, i := range order {
		small := must(i) > 0 || count(i) < r.Limit
		any = any || small
		if any && n > 1 && (small || rows < 2 || people < r.Limit) {
			in[i], rows, people = true, rows+max(1, must(i)), people+count(i)
		}
	}
	return in
}

// several gives how many rows others stand for.
func several(others bool) int {
	if others {
		return 2
	}
	return 0
}

// mergeParts puts parts of few together, and those that must be.
func (r *Report) mergeParts(parts []Part, must func(Part) int) []Part {
	in := r.together(len(parts), func(i int) int { return parts[i].N },
		func(i int) int { return several(parts[i].Key == Others) + must(parts[i]) }, func(i int) bool { return parts[i].Key == "" })
	others := Part{Key: Others}
	var rest []Part
	for i, p := range parts {
		if in[i] {
			others.merge(p.Count)
		} else {
			rest = append(rest, p)
		}
	}
	if others.N > 0 {
		rest = append(rest, others)
	}
	return rest
}

// merge counts those of another count, too.
func (c *Count) merge(other Count) {
	c.N += other.N
	c.Who = append(c.Who, other.Who...)
	slices.Sort(c.Who)
	c.Hidden = c.Hidden || other.Hidden
}

// mergeRows puts combinations of few together, and tells anew how they moved.
func (r *Report) mergeRows(rows []Combination) []Combination {
	in := r.together(len(rows), func(i int) int { return rows[i].Pairs.N },
		func(i int) int { return several(rows[i].Others) }, func(int) bool { return false })
	others := Combination{Others: true}
	of := map[int32]pair{}
	var rest []Combination
	hidden := false
	for i, row := range rows {
		if !in[i] {
			rest = append(rest, row)
			continue
		}
		others.Pairs.merge(row.Pairs)
		others.Improved.merge(row.Improved)
		hidden = hidden || row.Change.Mean.Hidden && row.Others
		for k, who := range row.Pairs.Who {
			of[who] = row.pairs[k]
		}
	}
	if others.Pairs.N == 0 {
		return rest
	}
	for _, who := range others.Pairs.Who {
		others.pairs = append(others.pairs, of[who])
	}
	if others.Change = changeOf(others.pairs); hidden {
		others.Change.hide()
	}
	return append(rest, others)
}

func (i *Interval) hide() {
	i.Mean.hide()
	i.Low.hide()
	i.High.hide()
}

// handed tells whether those of no team are those without supervisor, but for a few:
// then one must not be shown without the other.
func (r *Report) handed() bool {
	part := r.nobody()
	return part != nil && part.N > 0 && r.Continuity.Without.N > 0 && r.fewApart(&part.Count, &r.Continuity.Without)
}

// nobody gives those of no team, nil where they are none or among others.
func (r *Report) nobody() *Part {
	b := r.byTeam()
	for i := range b.Parts {
		if b.Parts[i].Key == "" {
			return &b.Parts[i]
		}
	}
	return nil
}

func (r *Report) byTeam() *Breakdown {
	for i := range r.Breakdowns {
		if r.Breakdowns[i].Key == ByTeam {
			return &r.Breakdowns[i]
		}
	}
	return &Breakdown{}
}

func (r *Report) nobodyHidden() bool {
	part := r.nobody()
	return part == nil || part.Hidden
}

// mergeNobody puts those of no team together with others.
func (r *Report) mergeNobody() {
	b := r.byTeam()
	b.Parts = r.mergeParts(b.Parts, func(p Part) int { return several(p.Key == "") / 2 })
}
