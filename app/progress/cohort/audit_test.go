package cohort_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/optimize/convex/lp"

	"framsteg/app/progress/cohort"
	"framsteg/store/skapa"
)

// sum is a linear expression: so many times each unknown, and a constant.
type sum struct {
	of map[int]float64
	c  float64
}

func number(c float64) sum { return sum{c: c} }

// plus gives the sum with times another.
func (s sum) plus(times float64, other sum) sum {
	all := sum{map[int]float64{}, s.c + times*other.c}
	for k, x := range s.of {
		all.of[k] += x
	}
	for k, x := range other.of {
		all.of[k] += times * x
	}
	return all
}

func total(all ...sum) (s sum) {
	for _, x := range all {
		s = s.plus(1, x)
	}
	return s
}

// reader is somebody who knows what is shown, and all that holds between it.
type reader struct {
	n     int         // unknowns, none of which is negative
	zero  []sum       // what is 0
	small map[int]int // unknowns that are small counts, with what they are in truth
	name  map[int]string
}

// unknown gives a count that is not shown, or not counted.
func (r *reader) unknown() sum {
	r.n++
	return sum{of: map[int]float64{r.n - 1: 1}}
}

// see gives a count of a report as the reader knows it.
func (r *reader) see(name string, shown, truth cohort.Count) sum {
	if !shown.Hidden {
		return number(float64(shown.N))
	}
	x := r.unknown()
	if truth.N > 0 && truth.N < cohort.LeastLimit {
		r.small[r.n-1], r.name[r.n-1] = truth.N, name
	}
	return x
}

func (r *reader) equal(a, b sum) { r.zero = append(r.zero, a.plus(-1, b)) }

// most says that a is at most b.
func (r *reader) most(a, b sum) { r.equal(a.plus(1, r.unknown()), b) }

// mean says what a mean tells of the sum that it is of, with how it is rounded: a sum
// of whole steps is known where it can only be one.
func (r *reader) mean(s cohort.Stat, n, of sum, whole bool) {
	if !s.Known || s.Hidden {
		return
	}
	half := 0.0501
	if len(n.of) == 0 {
		if n.c >= 200 {
			half = 0.00501
		}
		low, high := math.Ceil((s.Value-half)*n.c), math.Floor((s.Value+half)*n.c)
		if whole && low == high {
			r.equal(of, number(low))
			return
		}
	}
	r.most(of, number(0).plus(s.Value+half, n))
	r.most(number(0).plus(s.Value-half, n), of)
}

// audit is both reports, for one reader.
type audit struct {
	*reader
	shown, truth cohort.Report
	all          sum
}

func (a *audit) parts(name string, shown, truth []cohort.Part) sum {
	var all sum
	for i := range shown {
		all = all.plus(1, a.see(fmt.Sprintf("%s %q", name, shown[i].Key), shown[i].Count, truth[i].Count))
	}
	return all
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
	a.equal(active, total(followed, a.see("without", s.Continuity.Without, t.Continuity.Without)))
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

// others is what holds of the parts that each stand alone.
func (a *audit) others() {
	for i, b := range a.shown.Breakdowns {
		a.equal(a.all, a.parts(b.Key, b.Parts, a.truth.Breakdowns[i].Parts))
	}
	for i, s := range a.shown.Agreements {
		t := a.truth.Agreements[i]
		pairs := a.see("agreement", s.Pairs, t.Pairs)
		a.equal(a.all, total(pairs, a.see("agreement left", s.Left, t.Left)))
		a.equal(pairs, total(a.see("self higher", s.SelfHigher, t.SelfHigher), a.see("equal", s.Equal, t.Equal), a.see("supervisor higher", s.SupervisorHigher, t.SupervisorHigher)))
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

// readers gives one for each set of tables that have nothing but the number of all
// participants in common.
func readers(shown, truth cohort.Report, single map[skapa.Area]bool) (all []*reader) {
	begin := func() *audit {
		r := &reader{small: map[int]int{}, name: map[int]string{}}
		all = append(all, r)
		return &audit{r, shown, truth, number(float64(shown.Participants.N))}
	}
	begin().others()
	begin().flow()
	for i, b := range truth.Blocks {
		a := begin()
		pairs, improved := a.block(shown.Blocks[i], b, single[b.Area])
		for k, c := range truth.Combinations {
			if b.Area == "" && c.Rater == b.Rater {
				a.combinations(shown.Combinations[k], c, pairs, improved)
			}
		}
	}
	return all
}

// program gives what the reader knows as the rows of A·x = b, without those that
// follow from others.
func (r *reader) program() (a *mat.Dense, b []float64) {
	var rows [][]float64
	var leads []int
	for _, z := range r.zero {
		row := make([]float64, r.n+1)
		for k, x := range z.of {
			row[k] = x
		}
		row[r.n] = -z.c
		for i, lead := range leads {
			if x := row[lead]; x != 0 {
				for k := range row {
					row[k] -= x * rows[i][k]
				}
			}
		}
		lead := -1
		for k := range r.n {
			if math.Abs(row[k]) < 1e-9 {
				row[k] = 0
			} else if lead < 0 || math.Abs(row[k]) > math.Abs(row[lead]) {
				lead = k
			}
		}
		if lead < 0 {
			continue
		}
		x := row[lead]
		for k := range row {
			row[k] /= x
		}
		for i := range rows {
			if x := rows[i][lead]; x != 0 {
				for k := range row {
					rows[i][k] -= x * row[k]
				}
			}
		}
		rows, leads = append(rows, row), append(leads, lead)
	}
	if len(rows) == 0 {
		return nil, nil
	}
	a, b = mat.NewDense(len(rows), r.n, nil), make([]float64, len(rows))
	for i, row := range rows {
		for k := range r.n {
			if math.Abs(row[k]) > 1e-9 {
				a.Set(i, k, row[k])
			}
		}
		b[i] = row[r.n]
	}
	return a, b
}

// solved gives the small counts that plain elimination gives away.
func (r *reader) solved(a *mat.Dense) (all []int) {
	if a == nil {
		return nil
	}
	rows, _ := a.Dims()
	for i := range rows {
		unknown, at := 0, 0
		for k := range r.n {
			if a.At(i, k) != 0 {
				unknown, at = unknown+1, k
			}
		}
		if _, small := r.small[at]; unknown == 1 && small {
			all = append(all, at)
		}
	}
	return all
}

// used gives the unknowns that anything is known of.
func (r *reader) used(a *mat.Dense) (all []int) {
	rows, _ := a.Dims()
	for k := range r.n {
		for i := range rows {
			if a.At(i, k) != 0 {
				all = append(all, k)
				break
			}
		}
	}
	return all
}

// bounded gives the small counts that lie between bounds with one whole number in
// between, and how many programs could not be solved.
func (r *reader) bounded(a *mat.Dense, b []float64, rng *rand.Rand) (all []int, unsolved int) {
	if a == nil {
		return nil, 0
	}
	free := map[int]bool{}
	used := r.used(a)
	for k := range r.small {
		free[k] = !slices.Contains(used, k) // in no equation
	}
	rows, _ := a.Dims()
	narrow := mat.NewDense(rows, len(used), nil)
	for to, k := range used {
		for i := range rows {
			narrow.Set(i, to, a.At(i, k))
		}
	}
	solve := func(c []float64) error {
		short := make([]float64, len(used))
		for to, k := range used {
			short[to] = c[k]
		}
		_, found, err := lp.Simplex(short, narrow, b, 1e-9, nil)
		if err != nil {
			return err
		}
		x := make([]float64, r.n)
		for to, k := range used {
			x[k] = found[to]
		}
		for k, n := range r.small {
			free[k] = free[k] || math.Abs(x[k]-float64(n)) > 1-1e-6
		}
		return nil
	}
	for range 4 {
		c := make([]float64, r.n)
		for k := range r.small {
			c[k] = rng.Float64() - 0.5
		}
		for i := range c { // bounded, wherever that leads
			c[i] += 1e-6
		}
		_ = solve(c) // or the others do
	}
	for k := range r.small {
		solved := 0
		for _, by := range []float64{1, -1} {
			if free[k] {
				break
			}
			c := make([]float64, r.n)
			c[k] = by
			switch solve(c) {
			case nil:
				solved++
			case lp.ErrUnbounded:
				free[k] = true
			}
		}
		if !free[k] && solved < 2 {
			unsolved++
		} else if !free[k] {
			all = append(all, k)
		}
	}
	return all, unsolved
}

// TestNobodyCanWorkItOut lets a reader try, by elimination and by linear programs
// over everything that is shown of a report.
func TestNobodyCanWorkItOut(t *testing.T) {
	hidden, unsolved := 0, 0
	for seed := range uint64(5) {
		rng := rand.New(rand.NewPCG(seed, 3))
		w := anyWorld(rng, 20+int(seed*seed)*4)
		for _, h := range w.all {
			if seed%2 == 0 { // nobody comes back: then who came and left are all
				h.Periods = h.Periods[:1]
			}
		}
		s := cohort.Selection{From: today.Add(-200), To: today.Add(-int(seed))}
		if seed%3 == 0 {
			s = cohort.Selection{}
		}
		truth := w.people().Report(s)
		shown, err := truth.Publish(cohort.LeastLimit)
		if err != nil {
			t.Logf("seed %d: %v", seed, err)
			continue
		}
		truth = mergedAs(truth, shown)
		single := map[skapa.Area]bool{}
		for _, item := range w.in.Items {
			_, twice := single[item.Area]
			single[item.Area] = !twice
		}
		for _, r := range readers(shown, truth, single) {
			a, b := r.program()
			hidden += len(r.small)
			for _, k := range r.solved(a) {
				t.Errorf("seed %d: %s is %d by elimination", seed, r.name[k], r.small[k])
			}
			known, failed := r.bounded(a, b, rng)
			unsolved += failed
			for _, k := range known {
				t.Errorf("seed %d: %s is %d by its bounds", seed, r.name[k], r.small[k])
			}
		}
	}
	t.Logf("%d small counts, of which the bounds of %d were not found", hidden, unsolved)
	if hidden == 0 || unsolved > hidden/10 {
		t.Error("too little was tried")
	}
}
