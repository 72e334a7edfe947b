package scene

import (
	"cmp"
	"math"
	"slices"
)

// Region is something that a user can point at, walk to and open, or, when it
// is Aside, only point at.
type Region struct {
	ID       string // names it for the program; one of its kind in a scene
	Rect     Rect   // what a focus ring surrounds
	Row, Col int    // where the arrow keys find it
	Aside    bool   // says what had no room; the keys pass it by, and it opens nothing
	Marks    []Point
	Tooltip  []string // lines; the first is the heading
	Shade    Rect     // what it throws a shade on while it is pointed at; empty for nothing
}

// distance is to the nearest mark, or to the rectangle of a region without. One
// that is aside is only where it is, so that it takes nothing from its
// neighbours.
func (r Region) distance(p Point) float64 {
	if r.Aside && r.Rect.Distance(p) > 0 {
		return math.Inf(1)
	}
	if len(r.Marks) == 0 {
		return r.Rect.Distance(p)
	}
	d := math.Inf(1)
	for _, m := range r.Marks {
		d = min(d, math.Hypot(m.X-p.X, m.Y-p.Y))
	}
	return d
}

// Nearest gives the index of the region nearest to p, or -1 when none is
// within reach. Of two at the same distance it is the first, or one with a mark
// rather than one without.
func (s Scene) Nearest(p Point, reach float64) int {
	best := -1
	for i, r := range s.Regions {
		d := r.distance(p)
		if d < reach || d == reach && (best < 0 || len(s.Regions[best].Marks) == 0 && len(r.Marks) > 0) {
			best, reach = i, d
		}
	}
	return best
}

// Find gives the index of the region with an id, or -1.
func (s Scene) Find(id string) int {
	return slices.IndexFunc(s.Regions, func(r Region) bool { return r.ID == id })
}

// First gives the index of the region where walking begins, the newest of the
// first row, or -1 in a scene without regions.
func (s Scene) First() int {
	best := -1
	for i, r := range s.Regions {
		if r.Aside {
			continue
		}
		if best < 0 || r.Row < s.Regions[best].Row || r.Row == s.Regions[best].Row && r.Col > s.Regions[best].Col {
			best = i
		}
	}
	return best
}

// Along gives the index of the region before (by < 0) or after the region i in
// its row; i itself at the end.
func (s Scene) Along(i, by int) int {
	from := s.Regions[i]
	return s.closest(i, func(r Region) (float64, bool) {
		steps := (r.Col - from.Col) * sign(by)
		return float64(steps), r.Row == from.Row && steps > 0
	})
}

// Across gives the index of the region straight above (by < 0) or below the
// region i, in the next row that has any; i itself at the end.
func (s Scene) Across(i, by int) int {
	from := s.Regions[i]
	row := math.MaxInt
	for _, r := range s.Regions {
		if steps := (r.Row - from.Row) * sign(by); steps > 0 && !r.Aside {
			row = min(row, steps)
		}
	}
	return s.closest(i, func(r Region) (float64, bool) {
		aside := r.Rect.Distance(Point{from.Rect.Centre().X, r.Rect.Centre().Y})
		return aside, (r.Row-from.Row)*sign(by) == row
	})
}

func (s Scene) closest(i int, distance func(Region) (float64, bool)) int {
	nearest := math.Inf(1)
	for j, r := range s.Regions {
		if d, candidate := distance(r); candidate && !r.Aside && d < nearest {
			i, nearest = j, d
		}
	}
	return i
}

func sign(n int) int { return cmp.Compare(n, 0) }
