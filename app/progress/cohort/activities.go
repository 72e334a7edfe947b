package cohort

import (
	"cmp"
	"math/bits"
	"slices"

	"framsteg/app/progress"
	"framsteg/store/skapa"
)

// stretch is a time in which the same activities were under way; the next begins
// where it ends. Before the first there is nothing.
type stretch struct {
	from skapa.Date
	busy bool        // something was under way
	set  categorySet // of it, what has a category
}

// categorySet is any of the categories: bit i stands for the i-th of
// skapa.Categories.
type categorySet uint8

func setOf(c skapa.Category) categorySet {
	if i := slices.Index(skapa.Categories, c); i >= 0 {
		return 1 << i
	}
	return 0
}

func (s categorySet) len() int { return bits.OnesCount8(uint8(s)) }

func (s categorySet) categories() (all []skapa.Category) {
	for i, c := range skapa.Categories {
		if s&(1<<i) != 0 {
			all = append(all, c)
		}
	}
	return all
}

// stretchesOf gives what was under way when, by day.
func stretchesOf(all []skapa.NamedParticipation) []stretch {
	days := make([]skapa.Date, 0, 2*len(all))
	for _, p := range all {
		if from, to, was := progress.UnderWay(p); was {
			days = append(days, from, to+1)
		}
	}
	slices.SortFunc(days, cmp.Compare)
	days = slices.Compact(days)
	stretches := make([]stretch, len(days))
	for i, day := range days {
		stretches[i].from = day
		for _, p := range all {
			if from, to, was := progress.UnderWay(p); was && from <= day && day <= to {
				stretches[i].busy = true
				stretches[i].set |= setOf(p.Category)
			}
		}
	}
	return stretches
}

// busyOn tells whether something was under way on a day.
func (p *person) busyOn(d skapa.Date) bool {
	for i := len(p.doing) - 1; i >= 0; i-- {
		if p.doing[i].from <= d {
			return p.doing[i].busy
		}
	}
	return false
}
