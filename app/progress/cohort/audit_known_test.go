package cohort_test

import (
	"fmt"
	"slices"

	"framsteg/app/progress/cohort"
	"framsteg/store/skapa"
)

// audit is both reports, for one reader.
type audit struct {
	*reader
	shown, truth cohort.Report
	all          sum
}

// parts gives the sum of parts. Of those that were put together the reader knows which
// they are, such as the teams that there are.
func (a *audit) parts(name string, shown, truth []cohort.Part) sum {
	var all, others sum
	for _, x := range truth {
		name := fmt.Sprintf("%s %q", name, x.Key)
		if i := slices.IndexFunc(shown, func(p cohort.Part) bool { return p.Key == x.Key }); i >= 0 {
			all = all.plus(1, a.see(name, shown[i].Count, x.Count))
		} else {
			others = others.plus(1, a.see(name, cohort.Count{Hidden: true}, x.Count))
		}
	}
	return all.plus(1, a.together(shown, others))
}

// together gives parts that were put together as they are shown, if any were.
func (a *audit) together(shown []cohort.Part, others sum) sum {
	for _, p := range shown {
		if p.Key == cohort.Others && !p.Hidden {
			a.equal(others, number(float64(p.N)))
		}
	}
	return others
}

// flow is what holds of the months, the exits, the standing and the continuity.
func (a *audit) flow() {
	s, t := a.shown, a.truth
	exits := a.see("exits", s.Exits.Exits, t.Exits.Exits)
	a.equal(exits, a.parts("outcomes", s.Exits.Outcomes, t.Exits.Outcomes))
	before := exits
	for i := range s.Exits.After {
		asked := a.see("asked", s.Exits.After[i].Asked, t.Exits.After[i].Asked)
		a.most(asked, before)
		a.equal(asked, a.parts("after", s.Exits.After[i].Outcomes, t.Exits.After[i].Outcomes))
		before = asked
	}
	active := a.all.plus(-1, exits)
	came, left := 0, 0
	then, in, out := number(0), sum{}, sum{}
	if !s.Selection.From.IsZero() {
		then = a.unknown()
		in = then
		came = t.Participants.N // not known: see below
	}
	for i := range s.Months {
		x, y := s.Months[i], t.Months[i]
		see := func(name string, shown, truth cohort.Count) sum {
			return a.see(fmt.Sprintf("%v %s", x.First, name), shown, truth)
		}
		c, l, now := see("in", x.In, y.In), see("out", x.Out, y.Out), see("now", x.Now, y.Now)
		a.equal(now, total(see("idle", x.Idle, y.Idle), see("busy", x.Busy, y.Busy)))
		before := 0
		if i > 0 {
			before = t.Months[i-1].Now.N
		} else if !s.Selection.From.IsZero() {
			before = y.Now.N - y.In.N + y.Out.N
		}
		if before+y.In.N-y.Out.N == y.Now.N {
			a.equal(now, total(then, c).plus(-1, l))
		}
		then, in, out = now, in.plus(1, c), out.plus(1, l)
		came, left = came+y.In.N, left+y.Out.N
		a.most(now, a.all)
	}
	if left == t.Exits.Exits.N {
		a.equal(out, exits)
		if s.Selection.From.IsZero() && came == t.Participants.N {
			a.equal(in, a.all)
		}
	}
	a.equal(active, then)
	a.equal(active, a.parts("standing", s.Standing, t.Standing))
	followed := a.see("followed", s.Continuity.Followed, t.Continuity.Followed)
	without := a.see("without", s.Continuity.Without, t.Continuity.Without)
	a.equal(active, total(followed, without))
	a.nobodys(without)
	a.equal(followed, a.parts("changes", s.Continuity.Changes, t.Continuity.Changes))
}

// block is what holds of an area or the mean of all; pair by pair where the area has
// one item, of which the values are whole steps.
func (a *audit) block(s, t cohort.Block, single bool) (pairs, improved sum) {
	see := func(name string, shown, truth cohort.Count) sum {
		return a.see(fmt.Sprintf("%s %s %s", t.Area, t.Rater, name), shown, truth)
	}
	pairs = see("pairs", s.Pairs, t.Pairs)
	a.equal(a.all, total(pairs, see("left", s.Left, t.Left)))
	improved, worsened := see("improved", s.Improved, t.Improved), see("worsened", s.Worsened, t.Worsened)
	unchanged, kept := see("unchanged", s.Unchanged, t.Unchanged), see("kept high", s.KeptHigh, t.KeptHigh)
	a.equal(pairs, total(improved, unchanged, kept, worsened))
	sureUp, sureDown := see("certainly improved", s.CertainlyImproved, t.CertainlyImproved), see("certainly worsened", s.CertainlyWorsened, t.CertainlyWorsened)
	a.most(sureUp, improved)
	a.most(sureDown, worsened)
	if len(s.Start) == 0 {
		return pairs, improved
	}
	steps := len(s.Start)
	var kind [][]sum
	for from := range steps {
		kind = append(kind, nil)
		for range steps {
			kind[from] = append(kind[from], a.unknown())
		}
	}
	of := func(holds func(from, to int) bool) (all sum) {
		for from := range steps {
			for to := range steps {
				if holds(from, to) {
					all = all.plus(1, kind[from][to])
				}
			}
		}
		return all
	}
	times := func(by func(from, to int) int) (all sum) {
		for from := range steps {
			for to := range steps {
				all = all.plus(float64(by(from, to)), kind[from][to])
			}
		}
		return all
	}
	var up, same, down sum
	for step := range steps {
		start, latest := see(fmt.Sprint("start ", step+1), s.Start[step], t.Start[step]), see(fmt.Sprint("latest ", step+1), s.Latest[step], t.Latest[step])
		a.equal(start, of(func(from, _ int) bool { return from == step }))
		a.equal(latest, of(func(_, to int) bool { return to == step }))
		x, y := s.ByStart[step], t.ByStart[step]
		u, e, d := see(fmt.Sprint("improved from ", step+1), x.Improved, y.Improved), see(fmt.Sprint("same from ", step+1), x.Same, y.Same), see(fmt.Sprint("worsened from ", step+1), x.Worsened, y.Worsened)
		a.equal(start, total(u, e, d))
		a.equal(start, see(fmt.Sprint("pairs from ", step+1), x.Pairs, y.Pairs))
		up, same, down = up.plus(1, u), same.plus(1, e), down.plus(1, d)
		if single {
			a.equal(u, of(func(from, to int) bool { return from == step && to > from }))
			a.equal(d, of(func(from, to int) bool { return from == step && to < from }))
		}
	}
	a.equal(improved, up)
	a.equal(total(unchanged, kept), same)
	a.equal(worsened, down)
	if single {
		a.equal(kept, kind[steps-1][steps-1])
		a.equal(sureUp, of(func(from, to int) bool { return to-from >= 2 }))
		a.equal(sureDown, of(func(from, to int) bool { return from-to >= 2 }))
		a.mean(s.Change.Mean, pairs, times(func(from, to int) int { return to - from }), true)
	}
	return pairs, improved
}

// nobodys says that those of no team are those without supervisor, where they are.
func (a *audit) nobodys(without sum) {
	shown, truth := a.shown.Breakdowns[2].Parts, a.truth.Breakdowns[2].Parts
	i := slices.IndexFunc(truth, func(p cohort.Part) bool { return p.Key == "" })
	if i < 0 || !slices.Equal(truth[i].Who, a.truth.Continuity.Without.Who) {
		return
	}
	others := sum{}
	all := without
	for k, x := range truth {
		switch at := slices.IndexFunc(shown, func(p cohort.Part) bool { return p.Key == x.Key }); {
		case k == i && at >= 0:
			a.equal(without, a.see("no team", shown[at].Count, x.Count))
		case k == i:
			others = others.plus(1, without)
		case at >= 0:
			all = all.plus(1, a.see("team "+x.Key, shown[at].Count, x.Count))
		default:
			one := a.see("team "+x.Key, cohort.Count{Hidden: true}, x.Count)
			all, others = all.plus(1, one), others.plus(1, one)
		}
	}
	a.together(shown, others)
	a.equal(a.all, all)
}

// breakdowns is what holds of the parts that each stand alone.
func (a *audit) breakdowns() {
	for i, b := range a.shown.Breakdowns {
		a.equal(a.all, a.parts(b.Key, b.Parts, a.truth.Breakdowns[i].Parts))
	}
}

// agreement is what holds of how two raters saw an area; pair by pair, with the latest
// values of both, where those are what agrees or not.
func (a *audit) agreement(s, t cohort.Agreement, single bool) {
	pairs := a.see("agreement", s.Pairs, t.Pairs)
	a.equal(a.all, total(pairs, a.see("agreement left", s.Left, t.Left)))
	higher, equal, lower := a.see("self higher", s.SelfHigher, t.SelfHigher), a.see("equal", s.Equal, t.Equal), a.see("supervisor higher", s.SupervisorHigher, t.SupervisorHigher)
	a.equal(pairs, total(higher, equal, lower))
	var margins [][2]cohort.Block
	for i, b := range a.truth.Blocks {
		if b.Area == t.Area && slices.Equal(b.Pairs.Who, t.Pairs.Who) {
			margins = append(margins, [2]cohort.Block{a.shown.Blocks[i], b})
		}
	}
	if !single || len(margins) < 2 {
		return
	}
	steps := len(margins[0][0].Latest)
	var diagonal, above, below, differences sum
	columns := make([]sum, steps)
	for x := range steps {
		var row sum
		for y := range steps {
			k := a.unknown()
			row, columns[y], differences = row.plus(1, k), columns[y].plus(1, k), differences.plus(float64(x-y), k)
			switch {
			case x == y:
				diagonal = diagonal.plus(1, k)
			case x > y:
				above = above.plus(1, k)
			default:
				below = below.plus(1, k)
			}
		}
		a.equal(row, a.see(fmt.Sprint(t.Area, " latest of self ", x+1), margins[0][0].Latest[x], margins[0][1].Latest[x]))
	}
	for y, column := range columns {
		a.equal(column, a.see(fmt.Sprint(t.Area, " latest of supervisor ", y+1), margins[1][0].Latest[y], margins[1][1].Latest[y]))
	}
	a.equal(higher, above)
	a.equal(equal, diagonal)
	a.equal(lower, below)
	a.mean(s.Difference.Mean, pairs, differences, true)
}

// meetings is what the meetings of a rater since ever tell of how many have one
// rating, and two.
func (a *audit) meetings(s, t cohort.Meetings) {
	if s.Done.Hidden || !a.shown.Selection.From.IsZero() {
		return
	}
	done := number(float64(s.Done.N))
	once := a.unknown()
	a.most(once, a.all)
	for i, x := range a.shown.Blocks {
		if x.Rater == s.Rater {
			pairs := a.see(fmt.Sprint("pairs of ", x.Area, s.Rater), x.Pairs, a.truth.Blocks[i].Pairs)
			a.equal(a.all, total(pairs, a.see(fmt.Sprint("left of ", x.Area, s.Rater), x.Left, a.truth.Blocks[i].Left)))
			if x.Pairs.Hidden {
				a.most(number(1), pairs) // a 0 is shown
			}
			a.most(pairs, once)
			a.most(total(pairs, once), done)
		}
	}
	for i, x := range a.shown.Agreements {
		pairs := a.see("agreement", x.Pairs, a.truth.Agreements[i].Pairs)
		a.equal(a.all, total(pairs, a.see("agreement left", x.Left, a.truth.Agreements[i].Left)))
		a.most(pairs, once)
	}
}

// combinations is what holds of them and of the mean that they are of.
func (a *audit) combinations(s, t cohort.Combinations, pairs, improved sum) {
	a.equal(pairs, a.see("combinations", s.Pairs, t.Pairs))
	a.equal(a.all.plus(-1, pairs), a.see("combinations left", s.Left, t.Left))
	var all, up sum
	for i := range s.Rows {
		name := fmt.Sprint(t.Rater, t.Rows[i].Categories)
		n, better := a.see(name, s.Rows[i].Pairs, t.Rows[i].Pairs), a.see(name+" improved", s.Rows[i].Improved, t.Rows[i].Improved)
		a.most(better, n)
		all, up = all.plus(1, n), up.plus(1, better)
	}
	a.equal(pairs, all)
	a.equal(improved, up)
}

func newAudit(shown, truth cohort.Report) *audit {
	return &audit{&reader{small: map[int]int{}, name: map[int]string{}}, shown, truth, number(float64(shown.Participants.N))}
}

// readers gives one for each set of tables that have nothing but the number of all
// participants in common.
func readers(shown, truth cohort.Report, single map[skapa.Area]bool) (all []*reader) {
	begin := func() *audit {
		a := newAudit(shown, truth)
		all = append(all, a.reader)
		return a
	}
	begin().breakdowns()
	begin().flow()
	for i := range truth.Meetings {
		begin().meetings(shown.Meetings[i], truth.Meetings[i])
	}
	for i, x := range truth.Agreements {
		begin().agreement(shown.Agreements[i], x, single[x.Area])
	}
	merged := mergedAs(truth, shown)
	for i, b := range truth.Blocks {
		a := begin()
		pairs, improved := a.block(shown.Blocks[i], b, single[b.Area])
		for k, c := range merged.Combinations {
			if b.Area == "" && c.Rater == b.Rater {
				a.combinations(shown.Combinations[k], c, pairs, improved)
			}
		}
	}
	return all
}
