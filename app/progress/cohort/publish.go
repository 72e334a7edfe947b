package cohort

import (
	"errors"
	"slices"

	"framsteg/app/progress/hide"
	"framsteg/store/skapa"
)

// LeastLimit is the lowest limit there is: groups of one to four are always hidden
// in what leaves the program.
const LeastLimit = 5

// errPublished is a mistake of the program: a report holds what it was made of only
// until it is published.
var errPublished = errors.New("cohort: the report was published already")

// Publish gives the report that may be handed on: without the counts from 1 to
// limit – 1, without what is said of groups that small, be it statistics or a 0, and
// without all that would tell one of these by what is still shown; see package hide for
// the rule, its sources and what it does not protect from. A limit under LeastLimit is
// LeastLimit; with a higher one all that LeastLimit hides is hidden, too, so that two
// reports of one selection tell no more than one. A report of fewer participants than
// the limit is refused as a whole, with a *skapa.Problem.
//
// Of teams, municipalities and combinations only those of somebody are listed. Those
// of fewer than limit are put together in one last row (Others), and the next smallest
// with them while they are few or one.
//
// Everything that says something of the same count is hidden together: who came and
// left in each month with who is there, how it stands with their meetings, who
// follows them, and what those who left went on to; an area's distributions with its
// classes and statistics; the mean of all areas with the combinations. Each of these
// is a table of its own, and the number of all participants is known in each: where
// one to four are left out of an area, its n is hidden, and where one to four have left
// the program, who is there now.
//
// Between tables it is seen to that none tells what another hides: the mean change of
// an area and that of all, where they are of as many; the only area that a rater is
// asked about and the mean of all; how two raters agree and what each said last, where
// both rated the same participants at the same meetings; those of no team and those
// without supervisor, where they are the same but for a few; how many meetings were
// held and how many have two ratings.
//
// What is left is taken to have nothing to do with each other: two areas, two raters
// of whom not all are the same, two breakdowns, and a breakdown and all else. That a
// group of limit or more is all alike is shown: it is said of each of them.
//
// Statistics are rounded: see hide.Round. One that cannot be computed of a group
// that is hidden is said to be hidden. An interval is not shown without its mean.
//
// The report given shares nothing with r that can be changed, and cannot be
// published again. Counts that are shown still say Who.
func (r Report) Publish(limit int) (Report, error) {
	if r.Limit > 0 {
		return Report{}, errPublished
	}
	limit = max(limit, LeastLimit)
	if r.Participants.N < limit {
		return Report{}, &skapa.Problem{Key: "error.cohort.few", Args: skapa.Args{"Limit": limit}}
	}
	p := r.clone()
	for _, p.Limit = range slices.Compact([]int{LeastLimit, limit}) {
		p.mark()
	}
	p.conceal()
	p.forget()
	return p, nil
}

// mark says of all that must not be shown that it is hidden, and leaves it there for
// what follows. What was hidden before stays so.
func (r *Report) mark() {
	handed := r.handed()
	r.merge()
	r.hideWho()
	if handed && r.nobodyHidden() {
		r.Continuity.Without.hide()
	}
	r.hideFlow()
	if handed && r.Continuity.Without.Hidden && !r.nobodyHidden() {
		r.mergeNobody()
	}
	for i := range r.Blocks {
		if b := &r.Blocks[i]; b.Area != "" {
			r.hideBlock(b, r.meanOf(b.Rater))
		}
	}
	for i := range r.Agreements {
		r.hideAgreement(&r.Agreements[i])
	}
	r.hideMeans()
	r.hideMeetings()
}

// conceal takes away all that is hidden, and rounds what is not.
func (r *Report) conceal() {
	r.eachStat(func(s *Stat, n int) {
		if s.Hidden {
			*s = Stat{Known: true, Hidden: true}
		}
		s.round(n)
	})
	r.each(func(c *Count) {
		if c.Hidden {
			*c = Count{Hidden: true}
		}
	})
}

// forget drops what the report was made of.
func (r *Report) forget() {
	for i := range r.Blocks {
		r.Blocks[i].pairs = nil
	}
	for i := range r.Agreements {
		r.Agreements[i].pairs = nil
	}
	for i := range r.Combinations {
		for k := range r.Combinations[i].Rows {
			r.Combinations[i].Rows[k].pairs = nil
		}
	}
	r.Continuity.months = nil
}

func (c *Count) hide() { c.Hidden = true }
func (s *Stat) hide()  { s.Known, s.Hidden = true, true }

// sheet is a table with where its numbers stand in the report.
type sheet struct {
	hide.Table
	all    hide.Cell // of all participants
	people int
	counts []counted
	stats  []measured
}

type counted struct {
	hide.Cell
	at []*Count
}

type measured struct {
	hide.Stat
	at []*Stat
}

// newSheet makes a sheet of the participants.
func (r *Report) newSheet() *sheet { return &sheet{people: r.Participants.N} }

// everybody says that kinds are all participants.
func (s *sheet) everybody(kinds ...hide.Kind) hide.Cell {
	s.all = s.Known(s.people, kinds...)
	return s.all
}

// count adds a count; all that is at several places is hidden at all of them.
func (s *sheet) count(worth int, of []hide.Kind, at ...*Count) hide.Cell {
	c := s.Count(at[0].N, worth, of...)
	s.counts = append(s.counts, counted{c, at})
	if slices.ContainsFunc(at, func(c *Count) bool { return c.Hidden }) {
		s.Close(c)
	}
	return c
}

// stat adds a statistic, with others that tell it.
func (s *sheet) stat(base hide.Cell, worth int, value func([]int) (float64, bool), at ...*Stat) hide.Stat {
	x := s.Stat(base, worth, value)
	s.stats = append(s.stats, measured{x, at})
	if slices.ContainsFunc(at, func(s *Stat) bool { return s.Hidden }) {
		s.CloseStat(x)
	}
	return x
}

// hide hides in the report what must be hidden in the sheet.
func (s *sheet) hide(limit int) {
	s.Hide(limit)
	for _, m := range s.stats {
		if s.HiddenStat(m.Stat) {
			for _, at := range m.at {
				at.hide()
			}
		}
	}
	for _, c := range s.counts {
		if s.Hidden(c.Cell) {
			for _, at := range c.at {
				at.hide()
			}
		}
	}
}

// parts adds the parts of a whole, each of one kind, and gives both.
func (s *sheet) parts(worth int, parts []Part) (kinds []hide.Kind, cells []hide.Cell) {
	for i := range parts {
		k := s.Kind(parts[i].N)
		kinds, cells = append(kinds, k), append(cells, s.count(worth, []hide.Kind{k}, &parts[i].Count))
	}
	return kinds, cells
}

// hideWho hides in each breakdown.
func (r *Report) hideWho() {
	for _, b := range r.Breakdowns {
		s := r.newSheet()
		kinds, cells := s.parts(1, b.Parts)
		s.Parts(s.everybody(kinds...), cells...)
		s.hide(r.Limit)
	}
}

// clone gives a copy that shares nothing that can be changed, but what the report
// was made of.
func (r Report) clone() Report {
	for _, list := range []*[]skapa.ID{&r.Selection.Teams, &r.Selection.Supervisors} {
		*list = slices.Clone(*list)
	}
	for _, list := range []*[]string{&r.Selection.Municipalities, &r.Selection.Referrers, &r.Selection.TargetGroups} {
		*list = slices.Clone(*list)
	}
	r.Selection.Sexes, r.Selection.Ages, r.Selection.Categories = slices.Clone(r.Selection.Sexes), slices.Clone(r.Selection.Ages), slices.Clone(r.Selection.Categories)
	r.Breakdowns, r.Months, r.Meetings = slices.Clone(r.Breakdowns), slices.Clone(r.Months), slices.Clone(r.Meetings)
	r.Standing, r.Blocks, r.Agreements = slices.Clone(r.Standing), slices.Clone(r.Blocks), slices.Clone(r.Agreements)
	r.Exits.Outcomes, r.Exits.After = slices.Clone(r.Exits.Outcomes), slices.Clone(r.Exits.After)
	r.Continuity.Changes, r.Combinations = slices.Clone(r.Continuity.Changes), slices.Clone(r.Combinations)
	for i := range r.Breakdowns {
		r.Breakdowns[i].Parts = slices.Clone(r.Breakdowns[i].Parts)
	}
	for i := range r.Blocks {
		b := &r.Blocks[i]
		b.Start, b.Latest, b.ByStart = slices.Clone(b.Start), slices.Clone(b.Latest), slices.Clone(b.ByStart)
	}
	for i := range r.Exits.After {
		r.Exits.After[i].Outcomes = slices.Clone(r.Exits.After[i].Outcomes)
	}
	for i := range r.Combinations {
		r.Combinations[i].Rows = slices.Clone(r.Combinations[i].Rows)
		for k := range r.Combinations[i].Rows {
			row := &r.Combinations[i].Rows[k]
			row.Categories = slices.Clone(row.Categories)
		}
	}
	r.each(func(c *Count) { c.Who = slices.Clone(c.Who) })
	return r
}

// each calls f with every count.
func (r *Report) each(f func(*Count)) {
	all := func(counts ...*Count) {
		for _, c := range counts {
			f(c)
		}
	}
	parts := func(parts []Part) {
		for i := range parts {
			f(&parts[i].Count)
		}
	}
	f(&r.Participants)
	for _, b := range r.Breakdowns {
		parts(b.Parts)
	}
	for i := range r.Months {
		m := &r.Months[i]
		all(&m.In, &m.Out, &m.Now, &m.Idle, &m.Busy)
	}
	for i := range r.Meetings {
		m := &r.Meetings[i]
		all(&m.Done, &m.Due, &m.Missed)
	}
	parts(r.Standing)
	for i := range r.Blocks {
		r.Blocks[i].each(f)
	}
	for i := range r.Agreements {
		a := &r.Agreements[i]
		all(&a.Pairs, &a.Left, &a.SelfHigher, &a.Equal, &a.SupervisorHigher)
	}
	f(&r.Exits.Exits)
	parts(r.Exits.Outcomes)
	for i := range r.Exits.After {
		f(&r.Exits.After[i].Asked)
		parts(r.Exits.After[i].Outcomes)
	}
	all(&r.Continuity.Followed, &r.Continuity.Without)
	parts(r.Continuity.Changes)
	for i := range r.Combinations {
		c := &r.Combinations[i]
		all(&c.Pairs, &c.Left)
		for k := range c.Rows {
			all(&c.Rows[k].Pairs, &c.Rows[k].Improved)
		}
	}
}

// eachStat calls f with every statistic and how many it is of.
func (r *Report) eachStat(f func(s *Stat, n int)) {
	interval := func(i *Interval, n int) { f(&i.Mean, n); f(&i.Low, n); f(&i.High, n) }
	box := func(b *Box, n int) { f(&b.Lower, n); f(&b.Median, n); f(&b.Upper, n) }
	for i := range r.Blocks {
		b := &r.Blocks[i]
		interval(&b.Change, b.Pairs.N)
		box(&b.StartBox, b.Pairs.N)
		box(&b.LatestBox, b.Pairs.N)
		f(&b.RankBiserial, b.Pairs.N)
	}
	for i := range r.Agreements {
		a := &r.Agreements[i]
		interval(&a.Difference, a.Pairs.N)
		f(&a.Kappa, a.Pairs.N)
	}
	box(&r.Continuity.Months, r.Continuity.Followed.N)
	for i := range r.Combinations {
		for k := range r.Combinations[i].Rows {
			row := &r.Combinations[i].Rows[k]
			interval(&row.Change, row.Pairs.N)
		}
	}
}

func (b *Block) each(f func(*Count)) {
	counts, _ := b.numbers()
	for _, c := range counts {
		f(c)
	}
	for i := range b.Start {
		f(&b.Start[i])
	}
	for i := range b.Latest {
		f(&b.Latest[i])
	}
	for i := range b.ByStart {
		level := &b.ByStart[i]
		for _, c := range []*Count{&level.Pairs, &level.Improved, &level.Same, &level.Worsened} {
			f(c)
		}
	}
}
