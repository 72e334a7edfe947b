package hide

import (
	"math/rand/v2"
	"testing"
)

// TestComplement says what is hidden beside small counts, before any audit.
func TestComplement(t *testing.T) {
	for name, c := range map[string]struct {
		parts  []int
		hidden []bool
	}{
		"nothing small":                     {[]int{20, 15, 0}, []bool{false, false, false}},
		"one small takes the next smallest": {[]int{20, 3, 9}, []bool{false, true, true}},
		"a zero is shown":                   {[]int{20, 3, 0, 9}, []bool{false, true, false, true}},
		"two that are many together":        {[]int{20, 3, 4, 9}, []bool{false, true, true, false}},
		"two that are few together":         {[]int{20, 1, 2, 9}, []bool{false, true, true, true}},
	} {
		t.Run(name, func(t *testing.T) {
			var table Table
			var kinds []Kind
			var cells []Cell
			for _, n := range c.parts {
				k := table.Kind(n)
				kinds, cells = append(kinds, k), append(cells, table.Count(n, 1, k))
			}
			table.Parts(table.Known(sum1(c.parts), kinds...), cells...)
			table.Hide(5)
			for i, cell := range cells {
				if table.Hidden(cell) != c.hidden[i] {
					t.Errorf("part %d, which is %d: hidden %v, expected %v", i, c.parts[i], table.Hidden(cell), c.hidden[i])
				}
			}
		})
	}
}

// TestImplied says that what is left of a shown count is hidden as a count is.
func TestImplied(t *testing.T) {
	var table Table
	certain, rest, others := table.Kind(20), table.Kind(2), table.Kind(30)
	improved := table.Count(22, 2, certain, rest)
	sure := table.Count(20, 1, certain)
	table.Parts(improved, sure, table.Implied(2, 0, rest))
	table.Parts(table.Known(52, certain, rest, others), improved, table.Count(30, 2, others))
	table.Hide(5)
	if !table.Hidden(sure) || table.Hidden(improved) {
		t.Errorf("22 improved and 20 of them certainly: hidden %v and %v", table.Hidden(improved), table.Hidden(sure))
	}
}

// TestSplit says that nothing is said of a part that is few, not even that nobody of it
// is something, and that what is said of many is shown.
func TestSplit(t *testing.T) {
	var table Table
	var kinds []Kind
	var wholes, parts []Cell
	for _, n := range [][2]int{{3, 0}, {6, 5}, {12, 0}, {20, 30}} {
		up, down := table.Kind(n[0]), table.Kind(n[1])
		kinds = append(kinds, up, down)
		whole, x, y := table.Count(n[0]+n[1], 3, up, down), table.Count(n[0], 1, up), table.Count(n[1], 1, down)
		table.Split(whole, x, y)
		wholes, parts = append(wholes, whole), append(parts, x, y)
	}
	table.Parts(table.Known(76, kinds...), wholes...)
	table.Hide(5)
	for i, hidden := range []bool{true, true, false, true, false, false, false, false} {
		if table.Hidden(parts[i]) != hidden {
			t.Errorf("part %d: hidden %v", i, !hidden)
		}
	}
}

// TestCountsThatCannotBeMore says that small counts that are as many as they can be
// together are not all that is hidden.
func TestCountsThatCannotBeMore(t *testing.T) {
	var table Table
	var kinds []Kind
	var cells []Cell
	for _, n := range []int{8, 4, 4, 4} {
		k := table.Kind(n)
		kinds, cells = append(kinds, k), append(cells, table.Count(n, 1, k))
	}
	table.Parts(table.Known(20, kinds...), cells...)
	table.Hide(5)
	if !table.Hidden(cells[0]) {
		t.Error("12 in three counts of 1 to 4 are 4 each")
	}
}

// TestTold says that a mean that is known anyway makes more counts be hidden, and one
// that is not is hidden itself.
func TestTold(t *testing.T) {
	for _, told := range []bool{false, true} {
		var table Table
		var kinds []Kind
		var cells []Cell
		for _, n := range []int{3, 20, 8} {
			k := table.Kind(n)
			kinds, cells = append(kinds, k), append(cells, table.Count(n, 9, k))
		}
		all := table.Known(31, kinds...)
		table.Parts(all, cells...)
		mean := func(n []int) (float64, bool) { return float64(n[0] + 2*n[1] + 3*n[2]), true }
		if told {
			table.Told(all, mean)
		} else {
			table.Stat(all, 1, mean)
		}
		table.Hide(5)
		if table.Hidden(cells[1]) != told {
			t.Errorf("told %v: the 20 on step 2 are hidden %v", told, !told)
		}
	}
}

// TestUnit says that an interval is not shown without its mean.
func TestUnit(t *testing.T) {
	var table Table
	low, high := table.Kind(7), table.Kind(3)
	all := table.Known(10, low, high)
	table.Parts(all, table.Count(7, 5, low), table.Count(3, 5, high))
	mean := table.Stat(all, 1, func(kinds []int) (float64, bool) { return float64(kinds[low] + 5*kinds[high]), true })
	ends := []Stat{
		table.Stat(all, 1, func([]int) (float64, bool) { return 1, true }), table.Stat(all, 1, func([]int) (float64, bool) { return 9, true }),
	}
	table.Unit(mean, ends...)
	table.Hide(5)
	for _, s := range append(ends, mean) {
		if !table.HiddenStat(s) {
			t.Error("an interval is shown whose mean would tell who the sum is of")
		}
	}
}

// TestStatistic says that a mean that gives a count away is hidden, not the count.
func TestStatistic(t *testing.T) {
	for _, c := range []struct {
		n      int
		hidden bool
	}{{10, true}, {100, false}} {
		var table Table
		low, high := table.Kind(c.n-3), table.Kind(3)
		all := table.Known(c.n, low, high)
		table.Parts(all, table.Count(c.n-3, 1, low), table.Count(3, 1, high))
		mean := table.Stat(all, 9, func(kinds []int) (float64, bool) {
			return float64(kinds[low]+5*kinds[high]) / float64(kinds[low]+kinds[high]), true
		})
		table.Hide(5)
		if table.HiddenStat(mean) != c.hidden {
			t.Errorf("the mean of %d, of whom 3 are on step 5 and the others on step 1: hidden %v", c.n, !c.hidden)
		}
	}
}

func TestRound(t *testing.T) {
	for _, c := range []struct {
		x    float64
		n    int
		want float64
	}{{0.25, 199, 0.3}, {-0.04, 20, 0}, {0.254, 200, 0.25}, {3, 20, 3}} {
		if got := Round(c.x, c.n); got != c.want {
			t.Errorf("%v of %d people is shown as %v, expected %v", c.x, c.n, got, c.want)
		}
	}
}

// FuzzHide hides tables of rows and columns with all their sums, and compares each
// with every other that it could be.
func FuzzHide(f *testing.F) {
	f.Add([]byte{2, 1, 0, 3, 2, 1, 1})
	f.Add([]byte{1, 1, 1, 1, 1, 1, 0})
	f.Add([]byte{0, 0, 2, 0, 4, 0, 5})
	f.Fuzz(func(t *testing.T, b []byte) {
		if len(b) != 7 {
			return
		}
		group := make([]int, 6)
		for i := range group {
			group[i] = int(b[i] % 5)
		}
		if n := sum1(group); n >= few3 && n <= 9 {
			wantUnknown(t, group, b[6], few3)
		}
	})
}

// TestTheLimitInUse does it with the limit that reports have.
func TestTheLimitInUse(t *testing.T) {
	rng := rand.New(rand.NewPCG(2, 2))
	for range 60 {
		group := make([]int, 6)
		for range 7 + rng.IntN(5) {
			group[rng.IntN(6)]++
		}
		wantUnknown(t, group, byte(rng.IntN(8)), 5)
	}
}

// wantUnknown hides a table, and expects that each small count has two values at least
// that are not 0, in all the groups that it could be of.
func wantUnknown(t *testing.T, group []int, how byte, limit int) {
	t.Helper()
	table, cells := crossed(group, how)
	table.Hide(limit)
	values := make([]uint32, len(cells))
	groups(sum1(group), len(group), func(other []int) {
		for _, c := range cells {
			if x := &table.cells[c]; !x.hidden && tableCount(other, x.of) != x.n {
				return
			}
		}
		for i := range table.stats {
			if s := &table.stats[i]; !s.hidden && table.show(s, other, tableCount(other, table.cells[s.base].of)) != s.shown {
				return
			}
		}
		for i, c := range cells {
			values[i] |= 1 << tableCount(other, table.cells[c].of)
		}
	})
	for i, c := range cells {
		if x, some := &table.cells[c], values[i]&^1; table.small(x) && (!x.hidden || some&(some-1) == 0) {
			t.Errorf("of %v, cell %d is known to be %d", group, i, x.n)
		}
	}
}

func tableCount(group []int, of []Term) (n int) {
	for _, term := range of {
		n += term.Times * group[term.Kind]
	}
	return n
}

// crossed makes a table of two rows and three columns; how says what is printed of it.
func crossed(group []int, how byte) (*Table, []Cell) {
	t := &Table{}
	kinds := make([]Kind, len(group))
	for i, n := range group {
		kinds[i] = t.Kind(n)
	}
	var cells []Cell
	count := func(worth int, places ...int) Cell {
		of, n := []Kind{}, 0
		for _, p := range places {
			of, n = append(of, kinds[p]), n+group[p]
		}
		c := t.Count(n, worth, of...)
		cells = append(cells, c)
		return c
	}
	all := t.Known(sum1(group), kinds...)
	rows := []Cell{count(2, 0, 1, 2), count(2, 3, 4, 5)}
	columns := []Cell{count(2, 0, 3), count(2, 1, 4), count(2, 2, 5)}
	t.Parts(all, rows...)
	t.Parts(all, columns...)
	if how&1 == 0 {
		var inner []Cell
		for i := range kinds {
			inner = append(inner, count(1, i))
		}
		t.Parts(rows[0], inner[:3]...)
		t.Parts(rows[1], inner[3:]...)
		for i, c := range columns {
			t.Parts(c, inner[i], inner[3+i])
		}
	}
	if how&2 == 0 {
		t.Stat(all, 9, func(kinds []int) (float64, bool) {
			return float64(kinds[1]+2*kinds[2]+kinds[4]+2*kinds[5]) / float64(sum1(kinds)), true
		})
	}
	if how&4 == 0 {
		t.Stat(rows[0], 9, func(kinds []int) (float64, bool) {
			return float64(kinds[1]+2*kinds[2]) / float64(kinds[0]+kinds[1]+kinds[2]), true
		})
	}
	return t, cells
}
