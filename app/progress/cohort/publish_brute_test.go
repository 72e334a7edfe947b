package cohort

import (
	"math/rand/v2"
	"testing"

	"framsteg/app/progress/hide"
	"framsteg/assets"
	"framsteg/store/skapa"
)

const bruteSteps = 3

// blockOf makes a report of one area of so many left out, and so many with each pair
// of steps.
func blockOf(in skapa.Instrument, group []int) Report {
	r := Report{Instrument: in}
	r.Instrument.Steps = r.Instrument.Steps[:bruteSteps]
	b := Block{Area: r.Instrument.Areas[0].Area, Rater: skapa.Self, Start: make([]Count, bruteSteps), Latest: make([]Count, bruteSteps), ByStart: make([]StartLevel, bruteSteps)}
	place := int32(0)
	for kind, n := range group {
		for range n {
			r.Participants.add(place)
			if kind == 0 {
				b.Left.add(place)
			} else {
				from, to := (kind-1)/bruteSteps+1, (kind-1)%bruteSteps+1
				b.add(place, pair{float64(from), float64(to), max(from-to, to-from) == 2}, bruteSteps)
			}
			place++
		}
	}
	for i := range b.ByStart {
		b.ByStart[i].Pairs = b.Start[i]
	}
	b.Change, b.RankBiserial = changeOf(b.pairs), rankOf(b.pairs)
	b.StartBox, b.LatestBox = boxesOf(b.pairs)
	r.Blocks = []Block{b}
	return r
}

func (b *Block) statisticsOf() []Stat {
	return []Stat{
		b.Change.Mean, b.Change.Low, b.Change.High, b.RankBiserial,
		b.StartBox.Lower, b.StartBox.Median, b.StartBox.Upper, b.LatestBox.Lower, b.LatestBox.Median, b.LatestBox.Upper,
	}
}

// seenOf gives the counts and the rounded statistics of a block.
func seenOf(b *Block) (counts []Count, stats []Stat) {
	b.each(func(c *Count) { counts = append(counts, Count{N: c.N, Hidden: c.Hidden}) })
	for _, s := range b.statisticsOf() {
		if s.Known && !s.Hidden {
			s.Value = hide.Round(s.Value, b.Pairs.N)
		}
		stats = append(stats, s)
	}
	return counts, stats
}

// TestEveryOtherGroup publishes the area of few, and looks at every group that it
// could be of: each small count has another value in one of them.
func TestEveryOtherGroup(t *testing.T) {
	in := assets.Instrument()
	type seen struct {
		counts []Count
		stats  []Stat
	}
	var all []seen
	var groups [][]int
	group := make([]int, 1+bruteSteps*bruteSteps)
	var put func(kind, left int)
	put = func(kind, left int) {
		if kind == len(group)-1 {
			group[kind] = left
			r := blockOf(in, group)
			counts, stats := seenOf(&r.Blocks[0])
			all, groups = append(all, seen{counts, stats}), append(groups, append([]int{}, group...))
			return
		}
		for n := range left + 1 {
			group[kind] = n
			put(kind+1, left-n)
		}
	}
	put(0, 7)
	rng := rand.New(rand.NewPCG(5, 5))
	shownStats := 0
	for range 100 {
		at := rng.IntN(len(all))
		p, err := blockOf(in, groups[at]).Publish(LeastLimit)
		if err != nil {
			t.Fatal(err)
		}
		counts, stats := seenOf(&p.Blocks[0])
		for _, s := range stats {
			if s.Known && !s.Hidden {
				shownStats++
			}
		}
		values := make([]int, len(counts)) // a bit for each
		for _, other := range all {
			if couldBe(counts, stats, other.counts, other.stats) {
				for i, c := range other.counts {
					values[i] |= 1 << c.N
				}
			}
		}
		for i, c := range all[at].counts {
			if some := values[i] &^ 1; c.N > 0 && c.N < LeastLimit && (!counts[i].Hidden || some&(some-1) == 0) { // a 0 is shown
				t.Errorf("of %v, count %d is known to be %d", groups[at], i, c.N)
			}
		}
	}
	if shownStats == 0 {
		t.Error("no statistic is shown: too little was tried")
	}
}

// couldBe tells whether what is shown is so of another group.
func couldBe(counts []Count, stats []Stat, others []Count, otherStats []Stat) bool {
	for i, c := range counts {
		if !c.Hidden && c.N != others[i].N {
			return false
		}
	}
	n := others[0].N // pairs, of whom the statistics are
	for i, s := range stats {
		if o := otherStats[i]; !s.Hidden && (s != o || s.Known && n < LeastLimit) {
			return false
		}
	}
	return true
}
