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
	tried := 0
	for seed := range uint64(6) {
		rng := rand.New(rand.NewPCG(seed, 3))
		w := anyWorld(rng, 18+6*int(seed))
		for _, h := range w.all {
			if seed%2 == 0 { // nobody comes back: then who came and left are all
				h.Periods = h.Periods[:1]
			}
		}
		s := cohort.Selection{From: today.Add(-200), To: today.Add(-int(seed))}
		if seed%3 == 0 {
			s = cohort.Selection{}
		}
		tried += workOut(t, fmt.Sprint("seed ", seed), w, s, readers)
	}
	if tried == 0 {
		t.Error("too little was tried")
	}
}

// workOut lets readers try, and gives how many small counts they tried.
func workOut(t *testing.T, name string, w *world, s cohort.Selection, readers func(shown, truth cohort.Report, single map[skapa.Area]bool) []*reader) (hidden int) {
	t.Helper()
	rng := rand.New(rand.NewPCG(1, 1))
	truth := w.people().Report(s)
	shown, err := truth.Publish(cohort.LeastLimit)
	if err != nil {
		t.Logf("%s: %v", name, err)
		return 0
	}
	single := map[skapa.Area]bool{}
	for _, item := range w.in.Items {
		_, twice := single[item.Area]
		single[item.Area] = !twice
	}
	unsolved := 0
	for _, r := range readers(shown, truth, single) {
		a, b := r.program()
		hidden += len(r.small)
		for _, k := range r.solved(a) {
			t.Errorf("%s: %s is %d by elimination", name, r.name[k], r.small[k])
		}
		known, failed := r.bounded(a, b, rng)
		unsolved += failed
		for _, k := range known {
			t.Errorf("%s: %s is %d by its bounds", name, r.name[k], r.small[k])
		}
	}
	if unsolved > 5+hidden/10 {
		t.Errorf("%s: of %d small counts, the bounds of %d were not found", name, hidden, unsolved)
	}
	return hidden
}
