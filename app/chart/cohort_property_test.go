package chart_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"framsteg/app/chart"
	"framsteg/app/chart/scene"
	"framsteg/app/progress/cohort"
	"framsteg/app/words"
	"framsteg/assets"
	"framsteg/store/skapa"
)

// TestEveryCohort draws random reports: 2–9 steps, nobody to thousands, hidden
// or not, long names, narrow to wide.
func TestEveryCohort(t *testing.T) {
	for seed := range uint64(50) {
		rng := rand.New(rand.NewPCG(seed, 5))
		c := anyCohort(rng)
		c.draw(t)
		m := anyMonths(rng)
		m.draw(t)
		if t.Failed() {
			t.Fatalf("seed %d: %+v, %d months, %+v", seed, c, len(m.months), m.o)
		}
	}
}

// cohortSample is a report of one rater and how it is drawn.
type cohortSample struct {
	blocks []cohort.Block
	in     skapa.Instrument
	o      chart.Options
}

func anyOptions(rng *rand.Rand) chart.Options {
	o := chart.Options{Words: words.In(words.Languages[rng.IntN(2)]), Plain: rng.IntN(5) == 0, Span: cohort.Spans[rng.IntN(len(cohort.Spans))]}
	if o.Width = 720 + float64(rng.IntN(700)); rng.IntN(3) == 0 {
		o.Print, o.Width = true, 360+float64(rng.IntN(500))
	}
	if rng.IntN(5) == 0 {
		o.Title = "Fördelning per område i en grupp med ett namn som är mycket längre än vad någon rubrik får plats med på en rad"
	}
	return o
}

func anyCohort(rng *rand.Rand) cohortSample {
	s := cohortSample{in: assets.Instrument(), o: anyOptions(rng)}
	steps := 5
	if rng.IntN(2) == 0 {
		steps = 2 + rng.IntN(skapa.MaxSteps-1)
		s.in.Steps = manySteps[:steps]
		if rng.IntN(3) == 0 {
			s.in.Steps = slices.Repeat([]skapa.Text{{"sv": longNames[rng.IntN(len(longNames))]}}, steps)
		}
	}
	if rng.IntN(2) == 0 {
		s.in.Areas = slices.Clone(s.in.Areas)
		for i := range s.in.Areas {
			s.in.Areas[i].Name = skapa.Text{"sv": longNames[rng.IntN(len(longNames))]}
		}
	}
	rater := skapa.Raters[rng.IntN(2)]
	most := int(math.Pow(3000, rng.Float64()))
	for _, area := range skapa.Areas {
		if rng.IntN(8) == 0 {
			continue
		}
		b := cohort.Block{Area: area, Rater: rater, Pairs: count(0), Left: anyCount(rng, most)}
		for range steps {
			b.Start = append(b.Start, anyCount(rng, most))
			b.Latest = append(b.Latest, anyCount(rng, most))
		}
		for _, c := range b.Start {
			b.Pairs.N += c.N
		}
		if rng.IntN(4) == 0 {
			b.Pairs = secretCount
		}
		mean, half := rng.NormFloat64(), math.Abs(rng.NormFloat64())*math.Pow(10, rng.Float64()*2-1)
		b.Change = cohort.Interval{Mean: anyStat(rng, mean), Low: anyStat(rng, mean-half), High: anyStat(rng, mean+half)}
		s.blocks = append(s.blocks, b)
	}
	s.blocks = append(s.blocks, cohort.Block{Rater: rater, Pairs: anyCount(rng, most)})
	return s
}

func anyCount(rng *rand.Rand, most int) cohort.Count {
	switch rng.IntN(6) {
	case 0:
		return secretCount
	case 1:
		return count(0)
	}
	return count(rng.IntN(most + 1))
}

func anyStat(rng *rand.Rand, v float64) cohort.Stat {
	switch rng.IntN(8) {
	case 0:
		return secretStat
	case 1:
		return cohort.Stat{}
	}
	return stat(v)
}

func (s cohortSample) draw(t *testing.T) {
	c := check{t, chart.Cohort(s.blocks, s.in, s.o)}
	c.report()
	for _, r := range c.Regions {
		share, is := chart.ShareOf(r.ID)
		if is == r.Aside {
			t.Errorf("region %s is aside: %t, and opens something: %t", r.ID, r.Aside, is)
		}
		if is {
			s.region(t, share, r)
		}
	}
	if s.o.Print && slices.ContainsFunc(c.Ops, func(op scene.Op) bool {
		text, is := op.(scene.Text)
		return is && text.Colour == scene.Muted && strings.HasSuffix(text.String, "…")
	}) {
		t.Error("a note is cut off")
	}
}

// region: a part of a bar says its number, or nothing where that is hidden.
func (s cohortSample) region(t *testing.T, share chart.Share, r scene.Region) {
	count, seen := countOf(share, s.blocks)
	switch {
	case share.Step == chart.HiddenSteps:
		if seen {
			t.Errorf("%v opens what is hidden", share)
		}
	case share.Step > 0:
		if !seen || count.N == 0 {
			t.Errorf("%v is drawn and has %+v", share, count)
		}
		if !strings.Contains(strings.Join(r.Tooltip, " "), s.o.Words.Number(count.N)) {
			t.Errorf("%v of %d says %q", share, count.N, r.Tooltip)
		}
	}
}

// report: all that every picture of a report is held to.
func (c check) report() {
	c.frame()
	c.texts()
	c.crossedByAny()
	c.legible()
	if err := c.Check(); err != nil {
		c.Error(err)
	}
	if c.Title == "" || len(c.Description) < len(c.Title)+3 {
		c.Errorf("described as %q", c.Description)
	}
	for i, r := range c.Regions {
		if len(r.Tooltip) == 0 || slices.Contains(r.Tooltip, "") {
			c.Errorf("region %s has the tooltip %q", r.ID, r.Tooltip)
		}
		if _, target := chart.TargetOf(r.ID); target {
			c.Errorf("region %s is taken for one of a participant", r.ID)
		}
		if i > 0 && (r.Row < c.Regions[i-1].Row || r.Row == c.Regions[i-1].Row && r.Col < c.Regions[i-1].Col) {
			c.Errorf("region %s is out of order", r.ID)
		}
		for _, other := range c.Regions[:i] {
			if other.Rect.Grow(-1e-6).Overlaps(r.Rect) && !r.Aside && !other.Aside {
				c.Errorf("regions %s and %s overlap", r.ID, other.ID)
			}
		}
	}
}

// legible: every text has a contrast of 4.5:1 on what is behind it, in both
// themes, and nothing is half behind it.
func (c check) legible() {
	for i, op := range c.Ops {
		text, ok := op.(scene.Text)
		if !ok {
			continue
		}
		behind := scene.Page
		for _, under := range c.Ops[:i] {
			path, ok := under.(scene.Path)
			if !ok || path.Fill == scene.None || !path.Outline.Bounds().Overlaps(text.Box()) {
				continue
			}
			if behind = path.Fill; !text.Box().Within(path.Outline.Bounds()) {
				c.Errorf("%q at %v is half on %v", text.String, text.Box(), path.Outline.Bounds())
			}
		}
		for _, p := range []scene.Palette{scene.Light, scene.Dark} {
			if got := scene.Contrast(p[text.Colour], p[behind]); got < 4.5 {
				c.Errorf("%q has a contrast of %.2f", text.String, got)
			}
		}
	}
}

// monthsSample is months and how they are drawn.
type monthsSample struct {
	months []cohort.Month
	o      chart.Options
}

func anyMonths(rng *rand.Rand) monthsSample {
	s := monthsSample{o: anyOptions(rng)}
	n, most := rng.IntN(37), int(math.Pow(3000, rng.Float64()))
	if rng.IntN(5) == 0 {
		n = rng.IntN(300)
	}
	first := today.Add(-rng.IntN(4000))
	planned := rng.IntN(most+1) * rng.IntN(2)
	for range n {
		first = first.Add(1 - first.Day())
		m := cohort.Month{First: first, In: anyCount(rng, most/5+1), Out: anyCount(rng, most/5+1), Now: anyCount(rng, most), Idle: anyCount(rng, most), Planned: planned}
		if rng.IntN(10) == 0 {
			planned = rng.IntN(most + 1)
		}
		s.months = append(s.months, m)
		first = first.Add(31)
	}
	return s
}

func (s monthsSample) draw(t *testing.T) {
	c := check{t, chart.Months(s.months, s.o)}
	c.report()
	drawn := 0
	for _, r := range c.Regions {
		if r.Aside {
			continue
		}
		drawn++
		flow, is := chart.FlowOf(r.ID)
		count, seen := flowOf(flow, s.months)
		if !is || seen == strings.Contains(strings.Join(r.Tooltip[:2], " "), s.o.Words.T("chart.cohort.hidden")) {
			t.Errorf("region %s: %t, %+v, %q", r.ID, is, count, r.Tooltip)
		}
		if seen && !strings.HasSuffix(r.Tooltip[1], s.o.Words.Number(count.N)) {
			t.Errorf("region %s of %d says %q", r.ID, count.N, r.Tooltip)
		}
	}
	if drawn%3 != 0 || drawn < 3*min(len(s.months), 36) {
		t.Errorf("%d regions of %d months", drawn, len(s.months))
	}
}

func FuzzCohort(f *testing.F) {
	fuzzBytes(f, func(rng *rand.Rand, t *testing.T) { anyCohort(rng).draw(t) })
}

func FuzzMonths(f *testing.F) {
	fuzzBytes(f, func(rng *rand.Rand, t *testing.T) { anyMonths(rng).draw(t) })
}
