package chart_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"framsteg/app/chart"
	"framsteg/app/chart/scene"
	"framsteg/app/progress"
	"framsteg/app/words"
	"framsteg/assets"
	"framsteg/store/skapa"
)

// TestEveryHistory draws random histories: 0–40 meetings, 0–30 activities, one
// day to ten years, both languages, narrow to wide.
func TestEveryHistory(t *testing.T) {
	for seed := range uint64(120) {
		rng := rand.New(rand.NewPCG(seed, 1))
		in := assets.Instrument()
		if seed%3 == 0 {
			in = several()
		}
		meetings, activities, days := rng.IntN(41), rng.IntN(31), int(math.Pow(3650, rng.Float64()))
		as, bars := history(rng, in, meetings, activities, days)
		p := progress.Of(in, as, today)
		o := chart.Options{Width: 720 + float64(rng.IntN(900)), Words: words.In(words.Languages[seed%2])}
		if seed%5 == 0 {
			o.Title = "Skattningar över tid för D-1042 med ett namn som är mycket längre än vad någon rubrik får plats med"
		}
		s := chart.Progress(p, bars, o)
		c := check{t, seed, s}
		c.frame()
		c.texts()
		c.crossed()
		c.marks(p)
		c.activities(bars)
		if t.Failed() {
			t.Fatalf("seed %d: %d meetings, %d activities, %d days, width %v", seed, meetings, activities, days, o.Width)
		}
	}
}

type check struct {
	*testing.T
	seed uint64
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

// isMark: the disc of a self rating, or the diamond of a supervisor's.
func isMark(p scene.Path) bool {
	closed := p.Outline[len(p.Outline)-1].Verb == scene.Close
	disc := p.Fill == scene.Self && len(p.Outline) > 6
	return closed && (disc || p.Stroke == scene.Supervisor)
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
func (c check) marks(p progress.Progress) {
	low, high := c.steps()
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
func (c check) steps() (low, high []float64) {
	for _, op := range c.Ops {
		if text, ok := op.(scene.Text); ok && text.Align == scene.End && text.Bold == false && text.Size == 11 {
			switch text.String {
			case "1":
				low = append(low, text.At.Y-4)
			case "5":
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
	x := func(i int) float64 { return c.Regions[i].Rect.Centre().X } // the first row
	for i := 1; i < n-1; i++ {
		want := float64(p.Moments[i].Date.DaysSince(p.Moments[0].Date)) / float64(p.Moments[n-1].Date.DaysSince(p.Moments[0].Date))
		if got := (x(i) - x(0)) / (x(n-1) - x(0)); math.Abs(got-want) > 1e-9 {
			c.Errorf("M%d is at %v of the way, want %v", i+1, got, want)
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
		if r.Row < len(skapa.Areas) || r.Shade.Empty() || len(r.Tooltip) != 3 {
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
