package chart_test

import (
	"math"
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

// designed is the cohort of the design's picture: 48 participants, by area how
// many on each step at the start and at the latest, and the change.
func designed() []cohort.Block {
	var blocks []cohort.Block
	for i, area := range []struct {
		start, latest   [5]int
		mean, low, high float64
	}{
		{[5]int{14, 17, 10, 5, 2}, [5]int{3, 8, 16, 14, 7}, 1.06, 0.78, 1.35},
		{[5]int{10, 16, 14, 6, 2}, [5]int{2, 7, 15, 17, 7}, 0.96, 0.70, 1.22},
		{[5]int{8, 15, 16, 7, 2}, [5]int{3, 9, 15, 15, 6}, 0.67, 0.41, 0.92},
		{[5]int{9, 13, 15, 8, 3}, [5]int{5, 9, 15, 14, 5}, 0.44, 0.16, 0.72},
		{[5]int{4, 10, 17, 12, 5}, [5]int{2, 6, 14, 17, 9}, 0.56, 0.32, 0.80},
		{[5]int{16, 16, 10, 5, 1}, [5]int{9, 13, 14, 9, 3}, 0.63, 0.38, 0.87},
	} {
		blocks = append(blocks, cohort.Block{
			Area: skapa.Areas[i], Rater: skapa.Self, Pairs: count(48), Left: count(12),
			Start: counts(area.start[:]...), Latest: counts(area.latest[:]...),
			Change: cohort.Interval{Mean: stat(area.mean), Low: stat(area.low), High: stat(area.high)},
		})
	}
	return blocks
}

func count(n int) cohort.Count { return cohort.Count{N: n} }

// counts gives a count each; those below 0 are hidden.
func counts(all ...int) []cohort.Count {
	var cs []cohort.Count
	for _, n := range all {
		if n < 0 {
			cs = append(cs, cohort.Count{Hidden: true})
		} else {
			cs = append(cs, count(n))
		}
	}
	return cs
}

func stat(v float64) cohort.Stat { return cohort.Stat{Value: v, Known: true} }

var (
	secretStat  = cohort.Stat{Known: true, Hidden: true}
	secretCount = cohort.Count{Hidden: true}
)

// published is the cohort of the design as it may leave the program: steps of
// fewer than five are hidden, and others with them; one area is hidden wholly,
// one has nobody, and one is missing.
func published() []cohort.Block {
	blocks := designed()
	hide := func(i int, start, latest []cohort.Count) { blocks[i].Start, blocks[i].Latest = start, latest }
	hide(0, counts(14, 17, 10, -1, -1), counts(-1, -1, 16, 14, 7))
	hide(1, counts(10, 16, 14, -1, -1), counts(-1, -1, 15, 17, 7))
	blocks[2].Pairs, blocks[2].Left = secretCount, secretCount
	hide(2, counts(-1, 15, 16, -1, -1), counts(-1, -1, -1, -1, -1))
	blocks[2].Change = cohort.Interval{Mean: secretStat, Low: secretStat, High: secretStat}
	blocks[3].Pairs, blocks[3].Left, blocks[3].Change = count(0), count(60), cohort.Interval{}
	hide(3, counts(0, 0, 0, 0, 0), counts(0, 0, 0, 0, 0))
	blocks[4].Pairs, blocks[4].Left, blocks[4].Change = secretCount, secretCount, cohort.Interval{Mean: secretStat, Low: secretStat, High: secretStat}
	hide(4, counts(-1, -1, -1, -1, -1), counts(-1, -1, -1, -1, -1))
	return blocks[:5]
}

// A hidden part is as wide as what is left of a number that is shown, else as
// wide whatever it and the others are.
func TestHiddenPartsGiveNothingAway(t *testing.T) {
	for name, c := range map[string]struct {
		pairs cohort.Count
		steps []cohort.Count
		want  map[int]float64 // share of the bar by step
	}{
		"all is shown":               {count(20), counts(5, 0, 10, 5), map[int]float64{1: .25, 3: .5, 4: .25}},
		"the rest of what is known":  {count(20), counts(5, -1, 10, -1), map[int]float64{1: .25, 3: .5, chart.HiddenSteps: .25}},
		"the number is hidden":       {secretCount, counts(10, -1, 20, 0), map[int]float64{1: .25, 3: .5, chart.HiddenSteps: .25}},
		"the number is hidden, few":  {secretCount, counts(6, -1, 0, -1), map[int]float64{1: .75, chart.HiddenSteps: .25}},
		"the number is hidden, more": {secretCount, counts(600, -1, -1, -1), map[int]float64{1: .75, chart.HiddenSteps: .25}},
		"every step is hidden":       {count(20), counts(-1, -1, -1, -1), map[int]float64{chart.HiddenSteps: 1}},
		"all of it is hidden":        {secretCount, counts(0, -1, 0, -1), map[int]float64{chart.HiddenSteps: 1}},
		"nobody":                     {count(0), counts(0, 0, 0, 0), nil},
	} {
		t.Run(name, func(t *testing.T) {
			blocks := []cohort.Block{{Area: skapa.Health, Rater: skapa.Self, Pairs: c.pairs, Start: counts(20, 0, 0, 0), Latest: c.steps}, designed()[0]}
			s := chart.Cohort(blocks, assets.Instrument(), swedish())
			whole := s.Regions[s.Find(chart.Share{Area: skapa.Health, Rater: skapa.Self, Step: 1}.ID())].Rect
			for step := chart.HiddenSteps; step <= 4; step++ {
				got, i := 0.0, s.Find(chart.Share{Area: skapa.Health, Rater: skapa.Self, Latest: true, Step: step}.ID())
				if i >= 0 && step != chart.AllPairs {
					got = (s.Regions[i].Rect.X1 - s.Regions[i].Rect.X0) / (whole.X1 - whole.X0)
				}
				if math.Abs(got-c.want[step]) > 1e-9 {
					t.Errorf("step %d has %v of the bar, want %v", step, got, c.want[step])
				}
			}
		})
	}
}

func TestShareAndFlow(t *testing.T) {
	for _, want := range []chart.Share{
		{Area: skapa.Health, Rater: skapa.Self, Step: 3}, {Area: skapa.WorkType, Rater: skapa.BySupervisor, Latest: true, Step: 9},
		{Area: skapa.Health, Rater: skapa.Self, Latest: true, Step: chart.AllPairs}, {Area: skapa.Health, Rater: skapa.Self, Step: chart.HiddenSteps},
	} {
		if got, ok := chart.ShareOf(want.ID()); !ok || got != want {
			t.Errorf("got %v, %v, want %v", got, ok, want)
		}
	}
	for _, what := range []chart.Moving{chart.Entering, chart.Leaving, chart.Staying} {
		want := chart.Flow{Month: day("2026-02-01"), What: what}
		if got, ok := chart.FlowOf(want.ID()); !ok || got != want {
			t.Errorf("got %v, %v, want %v", got, ok, want)
		}
	}
	for _, id := range []string{"", "title", "name health", "share health self start", "share health self then 1", "share health self start -2", "share health self start x", "flow 2026-02-30 in", "flow 2026-02-01 over", chart.Target{Date: today, Area: skapa.Health, Rater: skapa.Self, Radar: true}.ID()} {
		if got, ok := chart.ShareOf(id); ok {
			t.Errorf("%q gives %v", id, got)
		}
		if got, ok := chart.FlowOf(id); ok {
			t.Errorf("%q gives %v", id, got)
		}
	}
}

// What is hidden stands where it belongs, or after all where others lie among it: a
// bar never looks as if nobody were on its first step.
func TestHiddenStepsStandInOrder(t *testing.T) {
	for name, c := range map[string]struct {
		steps []cohort.Count
		want  []int // steps from the left
	}{
		"the last":                  {counts(9, 9, 9, -1, -1), []int{1, 2, 3, chart.HiddenSteps}},
		"the first":                 {counts(-1, -1, 9, 9, 9), []int{chart.HiddenSteps, 3, 4, 5}},
		"in the middle":             {counts(9, -1, -1, 9, 9), []int{1, chart.HiddenSteps, 4, 5}},
		"with nobody between":       {counts(-1, 0, -1, 9, 9), []int{chart.HiddenSteps, 4, 5}},
		"with somebody between":     {counts(-1, 9, 9, 9, -1), []int{2, 3, 4, chart.HiddenSteps}},
		"the first and in the rest": {counts(-1, 9, -1, 9, 9), []int{2, 4, 5, chart.HiddenSteps}},
	} {
		t.Run(name, func(t *testing.T) {
			b := published()[0]
			b.Start, b.Pairs = c.steps, count(48)
			var got []int
			for _, r := range chart.Cohort([]cohort.Block{b}, assets.Instrument(), swedish()).Regions {
				if share, is := chart.ShareOf(r.ID); is && !share.Latest && share.Step != chart.AllPairs {
					got = append(got, share.Step)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("from the left %v, not %v", got, c.want)
			}
		})
	}
}

func TestCohortInWords(t *testing.T) {
	s := chart.Cohort(published(), assets.Instrument(), swedish())
	for _, want := range []string{
		"Fördelning per område, egen skattning.", "Typ av arbete (n = 48): start steg 1: 14, steg 2: 17, steg 3: 10, steg 4: dolt, steg 5: dolt;",
		"Medelförändring: +1,06 (95 % intervall +0,78 till +1,35).", "Kompetens (n dolt)", "Vardag/nätverk (n = 0)", "Medelförändring: saknas.",
		"Students t", "Stegen är en ordning", "Dolt:",
	} {
		if !strings.Contains(s.Description, want) {
			t.Errorf("%q is not in %q", want, s.Description)
		}
	}
	tip := s.Regions[s.Find(chart.Share{Area: skapa.WorkType, Rater: skapa.Self, Step: 2}.ID())].Tooltip
	if want := []string{"Typ av arbete", "Start: steg 2 – I liten grad", "17 av 48 deltagare (35 %)"}; !slices.Equal(tip, want) {
		t.Errorf("it says %q, want %q", tip, want)
	}
	windowed := swedish()
	windowed.Span = 6
	if s := chart.Cohort(designed(), assets.Instrument(), windowed); !strings.Contains(s.Description, "6 mån steg 1: 3") || strings.Contains(s.Description, "senast") {
		t.Errorf("after six months it says %q", s.Description)
	}
}

// A picture of nothing says why.
func TestNothingToCompare(t *testing.T) {
	nobody, secret := designed(), designed()
	for i := range nobody {
		nobody[i].Pairs, nobody[i].Start, nobody[i].Latest, nobody[i].Change = count(0), counts(0, 0), nil, cohort.Interval{}
		secret[i].Pairs, secret[i].Start, secret[i].Latest = secretCount, counts(-1, -1, -1, -1, -1), counts(-1, -1, -1, -1, -1)
		secret[i].Change = cohort.Interval{Mean: secretStat, Low: secretStat, High: secretStat}
	}
	for key, blocks := range map[string][]cohort.Block{"chart.cohort.none": nobody, "chart.cohort.few": secret} {
		s := chart.Cohort(blocks, assets.Instrument(), swedish())
		if want := words.In("sv").T(key); !strings.Contains(s.Description, want) || len(s.Regions) > 0 {
			t.Errorf("%q says %q and has %d regions", key, s.Description, len(s.Regions))
		}
	}
	if s := chart.Cohort(nil, assets.Instrument(), swedish()); !strings.Contains(s.Description, words.In("sv").T("chart.cohort.none")) {
		t.Errorf("without blocks it says %q", s.Description)
	}
	if s := chart.Months(nil, swedish()); !strings.Contains(s.Description, words.In("sv").T("chart.months.none")) {
		t.Errorf("without months it says %q", s.Description)
	}
}

// One wide interval leaves the others readable; an arrow, and a word about it,
// says that it goes on.
func TestAWideIntervalGoesOnBeyondTheAxis(t *testing.T) {
	wide := designed()
	wide[3].Change.Low, wide[3].Change.High = stat(-9), stat(12)
	width := func(blocks []cohort.Block) float64 {
		for _, op := range chart.Cohort(blocks, assets.Instrument(), swedish()).Ops {
			if path, is := op.(scene.Path); is && path.Stroke == scene.Self && path.Width == 2 {
				return path.Outline.Bounds().X1 - path.Outline.Bounds().X0
			}
		}
		return 0
	}
	if one, usual := width(wide), width(designed()); one < usual/3 {
		t.Errorf("the first interval is %v wide, without the wide one %v", one, usual)
	}
	arrow := words.In("sv").T("chart.cohort.beyond")
	for name, blocks := range map[string][]cohort.Block{"wide": wide, "usual": designed()} {
		if s := chart.Cohort(blocks, assets.Instrument(), swedish()); strings.Contains(s.Description, arrow) != (name == "wide") {
			t.Errorf("%s: described as %q", name, s.Description)
		}
	}
}
