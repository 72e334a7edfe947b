package scene

import "testing"

// board has two rows of marks at x = 10, 20, 30, without the middle one in the
// second, and a row with one bar that lies right.
func board() Scene {
	mark := func(id string, row, col int, x, y float64) Region {
		return Region{ID: id, Row: row, Col: col, Rect: Rect{x - 4, y - 4, x + 4, y + 4}, Marks: []Point{{x, y}}}
	}
	return Scene{Regions: []Region{
		mark("a1", 0, 0, 10, 10), mark("a2", 0, 1, 20, 10), mark("a3", 0, 2, 30, 10),
		mark("b1", 1, 0, 10, 30), mark("b3", 1, 2, 30, 30),
		{ID: "name", Aside: true, Row: 0, Col: -1, Rect: Rect{0, 6, 4, 14}}, {ID: "title", Aside: true, Row: -1, Rect: Rect{0, 0, 40, 2}},
		{ID: "left", Row: 3, Col: 0, Rect: Rect{0, 48, 12, 52}}, {ID: "bar", Row: 3, Col: 1, Rect: Rect{25, 48, 80, 52}},
	}}
}

func TestNearest(t *testing.T) {
	s := board()
	for name, c := range map[string]struct {
		at   Point
		want string
	}{
		"on a mark":                      {Point{20, 10}, "a2"},
		"the nearer of two":              {Point{14, 21}, "b1"},
		"inside a bar":                   {Point{70, 50}, "bar"},
		"just within reach":              {Point{54, 10}, "a3"},
		"out of reach":                   {Point{55, 10}, ""},
		"in a name":                      {Point{3, 8}, "name"},
		"beside a name":                  {Point{5, 10}, "a1"},
		"a rectangle is not where it is": {Point{104.5, 50}, ""},
	} {
		t.Run(name, func(t *testing.T) { expectRegion(t, s, s.Nearest(c.at, 24), c.want) })
	}
}

func TestWalking(t *testing.T) {
	s := board()
	along, across := s.Along, s.Across
	for name, c := range map[string]struct {
		step func(int, int) int
		from string
		by   int
		want string
	}{
		"later":                          {along, "a1", 1, "a2"},
		"earlier":                        {along, "a3", -1, "a2"},
		"over a gap":                     {along, "b1", 1, "b3"},
		"the end of a row":               {along, "a3", 1, "a3"},
		"down":                           {across, "a3", 1, "b3"},
		"down to the nearest":            {across, "a2", 1, "b1"},
		"over an empty row to a bar":     {across, "b3", 1, "bar"},
		"the bar straight below":         {across, "b1", 1, "left"},
		"up from a bar to a near mark":   {across, "bar", -1, "b3"},
		"up from the first row is there": {across, "a1", -1, "a1"},
		"past what only has a tooltip":   {along, "a1", -1, "a1"},
		"from a name to what it is of":   {along, "name", 1, "a1"},
		"from the title down":            {across, "title", 1, "a2"},
	} {
		t.Run(name, func(t *testing.T) { expectRegion(t, s, c.step(s.Find(c.from), c.by), c.want) })
	}
}

func TestWalkingBeginsAtTheNewestOfTheFirstRow(t *testing.T) {
	s := board()
	expectRegion(t, s, s.First(), "a3")
	expectRegion(t, Scene{}, Scene{}.First(), "")
}

func expectRegion(t *testing.T, s Scene, got int, want string) {
	t.Helper()
	if got != s.Find(want) {
		t.Errorf("got region %d, want %q at %d", got, want, s.Find(want))
	}
}

func TestAMarkIsNearerThanTheAreaAroundAnother(t *testing.T) {
	silent := Region{ID: "silent", Rect: Rect{0, 0, 10, 10}}
	marked := Region{ID: "marked", Rect: Rect{4, 0, 14, 10}, Marks: []Point{{9, 5}}}
	for _, s := range []Scene{{Regions: []Region{silent, marked}}, {Regions: []Region{marked, silent}}} {
		expectRegion(t, s, s.Nearest(Point{9, 5}, 24), "marked")
	}
}
