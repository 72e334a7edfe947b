package chart_test

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"framsteg/app/chart"
	"framsteg/app/chart/scene"
	"framsteg/app/progress"
	"framsteg/app/words"
	"framsteg/assets"
	"framsteg/store/skapa"
)

// TestEveryHistory draws random histories: 0–40 meetings, 0–30 activities, one
// day to ten years, both languages, all options, narrow to wide.
func TestEveryHistory(t *testing.T) {
	for seed := range uint64(150) {
		one := anyHistory(rand.New(rand.NewPCG(seed, 1)))
		one.progress(t)
		one.profile(t)
		if t.Failed() {
			t.Fatalf("seed %d: %d meetings, %d activities, options %+v", seed, len(one.p.Moments), len(one.bars), one.o)
		}
	}
}

// sample is a history and how it is drawn.
type sample struct {
	p    progress.Progress
	bars []skapa.NamedParticipation
	o    chart.Options
}

// anyHistory makes a history and options at random.
func anyHistory(rng *rand.Rand) sample {
	in := assets.Instrument()
	if rng.IntN(3) == 0 {
		in = several()
	}
	if rng.IntN(3) == 0 {
		in.Steps = manySteps[:2+rng.IntN(skapa.MaxSteps-1)]
	}
	if rng.IntN(3) == 0 {
		in.Areas = slices.Clone(in.Areas)
		for i := range in.Areas {
			in.Areas[i].Name = skapa.Text{"sv": longNames[rng.IntN(len(longNames))]}
		}
	}
	if rng.IntN(4) == 0 { // health is never asked of one of them
		in.Items = slices.Clone(in.Items)
		for i, item := range in.Items {
			if item.Area == skapa.Health {
				asked := maps.Clone(item.Question)
				delete(asked, skapa.Raters[rng.IntN(2)])
				in.Items[i].Question = asked
			}
		}
	}
	meetings, activities, days := rng.IntN(41), rng.IntN(31), int(math.Pow(3650, rng.Float64()))
	if rng.IntN(4) == 0 {
		meetings = rng.IntN(4)
	}
	as, bars := history(rng, in, meetings, activities, days)
	s := sample{progress.Of(in, as, today), bars, chart.Options{Words: words.In(words.Languages[rng.IntN(2)])}}
	s.o.Plain = rng.IntN(4) == 0
	s.o.Rater = []skapa.Rater{"", skapa.Self, skapa.BySupervisor}[rng.IntN(3)]
	if s.o.Width = 720 + float64(rng.IntN(900)); rng.IntN(3) == 0 {
		s.o.Print, s.o.Width = true, 360+float64(rng.IntN(500))
	}
	if rng.IntN(3) == 0 {
		s.o.Track = float64(rng.IntN(100))
	}
	if rng.IntN(2) == 0 {
		s.o.From = today.Add(rng.IntN(300) - rng.IntN(days+300))
	}
	if rng.IntN(5) == 0 {
		s.o.Title = "Skattningar över tid för D-1042 med ett namn som är mycket längre än vad någon rubrik får plats med"
	}
	return s
}

var manySteps = slices.Repeat([]skapa.Text{{"sv": "I någon grad"}}, skapa.MaxSteps)

// progress: what is drawn is what was since the first day, by its old number.
func (s sample) progress(t *testing.T) {
	picture := chart.Progress(s.p, s.bars, s.o)
	c := check{t, picture}
	c.frame()
	c.texts()
	c.crossed()
	c.regions()
	before := 0
	for before < len(s.p.Moments) && s.p.Moments[before].Date < s.o.From {
		before++
	}
	shown := later(s.p, before)
	c.marks(shown, before)
	if !s.o.From.IsZero() {
		c.begins(s.o.From, shown)
	}
	var bars []skapa.NamedParticipation
	for _, b := range s.bars {
		end := b.End
		switch {
		case b.Status == skapa.Ongoing:
			end = today
		case end.IsZero():
			end = b.Start.Add(60)
		}
		if i := picture.Find(chart.Target{Participation: b.ID}.ID()); end < s.o.From && i >= 0 {
			t.Errorf("%q ended %s, before %s, and is drawn", b.Name, end, s.o.From)
		}
		if end >= s.o.From {
			bars = append(bars, b)
		}
	}
	c.activities(bars)
}

// later gives p without its first moments.
func later(p progress.Progress, before int) progress.Progress {
	p.Moments = p.Moments[before:]
	p.Areas = slices.Clone(p.Areas)
	for i := range p.Areas {
		a := &p.Areas[i]
		a.Self.Points, a.Supervisor.Points = a.Self.Points[before:], a.Supervisor.Points[before:]
	}
	return p
}

type check struct {
	*testing.T
	scene.Scene
}

// frame: everything has a place, inside the picture.
func (c check) frame() {
	page := scene.Rect{X1: c.W, Y1: c.H}
	for _, op := range c.Ops {
		box := boundsOf(op)
		if !box.Within(page) { // NaN is within nothing
			c.Errorf("%v leaves the frame: %+v", box, op)
		}
	}
	if !(c.W > 0 && c.H > 0 && c.H < 5000) {
		c.Errorf("%v × %v", c.W, c.H)
	}
	ids := map[string]bool{}
	for _, r := range c.Regions {
		if !r.Rect.Within(page) || r.Rect.Empty() || !r.Shade.Within(page) {
			c.Errorf("region %+v leaves the frame", r)
		}
		if ids[r.ID] {
			c.Errorf("two regions %s", r.ID)
		}
		ids[r.ID] = true
	}
}

func boundsOf(op scene.Op) scene.Rect {
	if text, ok := op.(scene.Text); ok {
		return text.Box()
	}
	return op.(scene.Path).Bounds()
}

// texts: none meets another, or a mark.
func (c check) texts() {
	var texts []scene.Text
	var marks []scene.Path
	for _, op := range c.Ops {
		switch op := op.(type) {
		case scene.Text:
			texts = append(texts, op)
		case scene.Path:
			if isMark(op) || isDash(op) {
				marks = append(marks, op)
			}
		}
	}
	for i, a := range texts {
		box := a.Box()
		for _, b := range texts[:i] {
			if box.Overlaps(b.Box()) {
				c.Errorf("%q at %v and %q at %v overlap", a.String, box, b.String, b.Box())
			}
		}
		for _, m := range marks {
			if box.Overlaps(m.Bounds()) {
				c.Errorf("%q at %v and the mark at %v overlap", a.String, box, m.Bounds())
			}
		}
	}
}

// isMark: a disc of a self rating or a small one, or the diamond of a
// supervisor's.
func isMark(p scene.Path) bool {
	if p.Outline[len(p.Outline)-1].Verb != scene.Close || p.Fill == scene.None || isDash(p) {
		return false
	}
	b := p.Outline.Bounds()
	disc := len(p.Outline) > 6 && math.Abs((b.X1-b.X0)-(b.Y1-b.Y0)) < 1e-9 && b.X1-b.X0 < 16
	return disc || len(p.Outline) == 5 && (p.Fill == scene.Supervisor || p.Stroke == scene.Supervisor)
}

// isDash: instead of a note without room.
func isDash(p scene.Path) bool {
	b := p.Bounds()
	return (p.Fill == scene.Self || p.Fill == scene.Supervisor || p.Fill == scene.Muted) && b.Y1-b.Y0 < 1.6
}

// crossed: a line that would cross a text is covered before the text is drawn.
func (c check) crossed() {
	var lines []int
	for i, op := range c.Ops {
		switch op := op.(type) {
		case scene.Path:
			if op.Crisp && op.Stroke != scene.None {
				lines = append(lines, i)
			}
		case scene.Text:
			for _, l := range lines {
				if line := c.Ops[l].(scene.Path).Bounds(); line.Overlaps(op.Box()) && !covered(op.Box(), c.Ops[l:i]) {
					c.Errorf("%q at %v is crossed by the line at %v", op.String, op.Box(), line)
				}
			}
		}
	}
}

func covered(box scene.Rect, ops []scene.Op) bool {
	return slices.ContainsFunc(ops, func(op scene.Op) bool {
		patch, ok := op.(scene.Path)
		return ok && patch.Fill != scene.None && box.Within(patch.Bounds())
	})
}

// marks: every rated point has its mark, at the place of its date and value,
// and a region there; nothing else has.
func (c check) marks(p progress.Progress, before int) {
	low, high := c.steps(len(p.Instrument.Steps))
	drawn := map[[2]int]bool{}
	for _, op := range c.Ops {
		if path, ok := op.(scene.Path); ok && isMark(path) {
			drawn[key(path.Outline.Bounds().Centre())] = true
		}
	}
	for row, area := range p.Areas {
		for col, m := range p.Moments {
			i := c.Find(chart.Target{Date: m.Date, Area: area.Area}.ID())
			if i < 0 || c.Regions[i].Row != row || c.Regions[i].Col != col {
				c.Errorf("%s on %s has no region at row %d, column %d", area.Area, m.Date, row, col)
				continue
			}
			r := c.Regions[i]
			if number := fmt.Sprintf("M%d ", before+col+1); !strings.HasPrefix(r.Tooltip[1], number) {
				c.Errorf("%s on %s is %q, want %s", area.Area, m.Date, r.Tooltip[1], number)
			}
			want := map[[2]int]bool{}
			x := r.Rect.Centre().X
			for _, line := range []progress.Line{area.Self, area.Supervisor} {
				if point := line.Points[col]; point.Kind == progress.Rated {
					step := (low[row] - high[row]) / float64(len(p.Instrument.Steps)-1)
					want[key(scene.Point{X: x, Y: low[row] - step*(point.Value-1)})] = true
				}
			}
			got := map[[2]int]bool{}
			for _, mark := range r.Marks {
				got[key(mark)] = true
			}
			for at := range want {
				if !got[at] || !drawn[at] {
					c.Errorf("%s on %s: mark %v: region has it %v, picture has it %v", area.Area, m.Date, at, got[at], drawn[at])
				}
			}
			if len(got) != len(want) {
				c.Errorf("%s on %s: marks %v, want %v", area.Area, m.Date, got, want)
			}
		}
	}
	c.proportional(p)
}

// steps gives the height of the lowest and the highest step of each track, as
// the labels say it.
func (c check) steps(top int) (low, high []float64) {
	for _, op := range c.Ops {
		if text, ok := op.(scene.Text); ok && text.Align == scene.End && text.Bold == false && text.Size == 11 {
			switch text.String {
			case "1":
				low = append(low, text.At.Y-4)
			case fmt.Sprint(top):
				high = append(high, text.At.Y-4)
			}
		}
	}
	return low, high
}

// proportional: equal times are equally wide.
func (c check) proportional(p progress.Progress) {
	n := len(p.Moments)
	if n < 3 {
		return
	}
	x := func(i int) float64 { // in the first row
		return c.Regions[c.Find(chart.Target{Date: p.Moments[i].Date, Area: p.Areas[0].Area}.ID())].Rect.Centre().X
	}
	for i := 1; i < n-1; i++ {
		want := float64(p.Moments[i].Date.DaysSince(p.Moments[0].Date)) / float64(p.Moments[n-1].Date.DaysSince(p.Moments[0].Date))
		if got := (x(i) - x(0)) / (x(n-1) - x(0)); math.Abs(got-want) > 1e-9 {
			c.Errorf("M%d is at %v of the way, want %v", i+1, got, want)
		}
	}
}

// begins: the axis begins with a day.
func (c check) begins(from skapa.Date, p progress.Progress) {
	left := c.axis()
	for i, m := range p.Moments {
		r := c.Regions[c.Find(chart.Target{Date: m.Date, Area: p.Areas[0].Area}.ID())]
		if x := r.Rect.Centre().X; x < left-1e-9 || m.Date == from && math.Abs(x-left) > 1e-9 {
			c.Errorf("M%d on %s is at %v, the axis from %s at %v", i+1, m.Date, x, from, left)
		}
	}
}

// axis gives where the lines of the steps begin.
func (c check) axis() float64 {
	for _, op := range c.Ops {
		if path, ok := op.(scene.Path); ok && path.Crisp && path.Stroke == scene.Grid && path.Outline[0].P[0].Y == path.Outline[1].P[0].Y {
			return path.Outline[0].P[0].X
		}
	}
	return math.NaN()
}

// regions: the marks of a region are in it, and pointing at one finds a region
// with a mark there.
func (c check) regions() {
	for i, r := range c.Regions {
		if len(r.Tooltip) == 0 || slices.Contains(r.Tooltip, "") {
			c.Errorf("region %s has the tooltip %q", r.ID, r.Tooltip)
		}
		if i > 0 && (r.Row < c.Regions[i-1].Row || r.Row == c.Regions[i-1].Row && r.Col < c.Regions[i-1].Col) {
			c.Errorf("region %s is out of order", r.ID)
		}
		for _, m := range r.Marks {
			found := c.Nearest(m, 1)
			if r.Rect.Distance(m) > 0 || found < 0 || !slices.ContainsFunc(c.Regions[found].Marks, func(o scene.Point) bool { return math.Hypot(o.X-m.X, o.Y-m.Y) < 1e-6 }) {
				c.Errorf("region %s at %v: its mark %v is not there but of %+v", r.ID, r.Rect, m, c.Regions[max(0, found)])
			}
		}
		_, opens := chart.TargetOf(r.ID)
		if opens == r.Aside {
			c.Errorf("region %s is aside: %t, and opens something: %t", r.ID, r.Aside, opens)
		}
	}
}

// activities: each has a region below the tracks with its whole name.
func (c check) activities(bars []skapa.NamedParticipation) {
	var rects []scene.Rect
	for _, b := range bars {
		i := c.Find(chart.Target{Participation: b.ID}.ID())
		if i < 0 {
			c.Errorf("%q has no region", b.Name)
			continue
		}
		r := c.Regions[i]
		if r.Row < len(skapa.Areas) || len(r.Tooltip) != 3 {
			c.Errorf("%q: region %+v", b.Name, r)
		}
		for _, other := range rects {
			if r.Rect.Overlaps(other) {
				c.Errorf("%q at %v meets another activity", b.Name, r.Rect)
			}
		}
		rects = append(rects, r.Rect)
	}
}

// key makes places equal that differ by rounding; the odd part keeps thirds and
// round numbers off the edge between two keys.
func key(p scene.Point) [2]int {
	const odd = 0.271828
	return [2]int{int(math.Floor(p.X*1000 + odd)), int(math.Floor(p.Y*1000 + odd))}
}
