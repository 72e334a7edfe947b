package progress_test

import (
	"math"
	"math/rand/v2"
	"reflect"
	"testing"

	"framsteg/app/progress"
	"framsteg/assets"
	"framsteg/store/skapa"
)

// anyInstrument has 2 … 9 steps and one to four items an area, which not both
// are always asked, and may state how exact it is.
func anyInstrument(rng *rand.Rand) skapa.Instrument {
	in := assets.Instrument()
	in.Steps = make([]skapa.Text, 2+rng.IntN(skapa.MaxSteps-1))
	items := in.Items
	for _, item := range items {
		for more := range rng.IntN(4) {
			other := item
			other.ID += string(rune('a' + more))
			if rng.IntN(5) == 0 {
				other.Question = map[skapa.Rater]skapa.Text{skapa.BySupervisor: item.Question[skapa.BySupervisor]}
			}
			in.Items = append(in.Items, other)
		}
	}
	if rng.IntN(2) == 0 {
		in.Precisions.Item = skapa.Precision{SD: 0.01 + 2*rng.Float64(), Reliability: rng.Float64()}
		in.Precisions.Mean = skapa.Precision{SD: 0.01 + 2*rng.Float64(), Reliability: float64(rng.IntN(2))}
	}
	return in
}

// anyHistory has up to 40 meetings on any days of ten years, with refusals, with
// items that were not put, and with some to another version of the questions.
func anyHistory(rng *rand.Rand, in skapa.Instrument) []skapa.Assessment {
	var as []skapa.Assessment
	for m := range rng.IntN(41) {
		date := today.Add(-rng.IntN(3650))
		for r, rater := range skapa.Raters {
			if rng.IntN(6) == 0 {
				continue
			}
			a := skapa.Assessment{ID: skapa.ID{1, byte(r), byte(m)}, Date: date, Rater: rater, Instrument: in.Version, Answers: map[string]skapa.Step{}}
			for _, item := range in.ItemsFor(rater) {
				switch rng.IntN(8) {
				case 0: // not asked
				case 1:
					a.Answers[item.ID] = skapa.Declined
				default:
					a.Answers[item.ID] = skapa.Step(1 + rng.IntN(len(in.Steps)))
				}
			}
			if rng.IntN(10) == 0 {
				a.Instrument.Number++
			}
			as = append(as, a)
		}
	}
	return as
}

// eachHistory calls f with histories that are the same in each run.
func eachHistory(t *testing.T, f func(t *testing.T, rng *rand.Rand, in skapa.Instrument, as []skapa.Assessment)) {
	for seed := range uint64(300) {
		rng := rand.New(rand.NewPCG(seed, 4))
		in := anyInstrument(rng)
		if f(t, rng, in, anyHistory(rng, in)); t.Failed() {
			t.Fatalf("with seed %d", seed)
		}
	}
}

// lines gives both lines of each area and of the mean.
func lines(p progress.Progress) (all []progress.Line) {
	for _, a := range append(p.Areas[:len(p.Areas):len(p.Areas)], p.Mean) {
		all = append(all, a.Self, a.Supervisor)
	}
	return all
}

func within(t *testing.T, what string, x, least, most float64) {
	t.Helper()
	if !(x >= least-1e-9 && x <= most+1e-9) { // not a number fails too
		t.Errorf("%s is %v, not within %v … %v", what, x, least, most)
	}
}

func TestNumbersAreWithinTheScale(t *testing.T) {
	eachHistory(t, func(t *testing.T, _ *rand.Rand, in skapa.Instrument, as []skapa.Assessment) {
		top := float64(len(in.Steps))
		for _, l := range lines(progress.Of(in, as, today)) {
			for _, point := range l.Points {
				if point.Kind == progress.Rated {
					within(t, "a value", point.Value, 1, top)
				} else if point.Value != 0 {
					t.Errorf("a value of nothing: %+v", point)
				}
			}
			since, _ := l.SinceFirst()
			within(t, "a change", since.Steps, 1-top, top-1)
			slope, _ := l.Slope()
			within(t, "a slope", slope, 90*(1-top), 90*(top-1))
			within(t, "the MDC", l.MDC, 0, 2.78*top)
		}
	})
}

// Where all answers are mirrored, everything moves the other way, just as surely.
func TestMirrored(t *testing.T) {
	ends := map[progress.End]progress.End{progress.Lowest: progress.Highest, progress.Highest: progress.Lowest}
	eachHistory(t, func(t *testing.T, _ *rand.Rand, in skapa.Instrument, as []skapa.Assessment) {
		before := lines(progress.Of(in, as, today))
		for _, a := range as {
			for item, step := range a.Answers {
				if step.Rated() {
					a.Answers[item] = skapa.Step(len(in.Steps)+1) - step
				}
			}
		}
		for i, after := range lines(progress.Of(in, as, today)) {
			for what, since := range map[string]func(progress.Line) (progress.Change, bool){
				"since the first": progress.Line.SinceFirst, "since the previous": progress.Line.SincePrevious,
			} {
				one, known := since(before[i])
				other, too := since(after)
				if known != too || !progress.Same(one.Steps, -other.Steps) || one.Certainty != other.Certainty || one.End != ends[other.End] {
					t.Errorf("%s: %+v becomes %+v", what, one, other)
				}
			}
			one, known := before[i].Slope()
			if other, too := after.Slope(); known != too || !progress.Same(one, -other) {
				t.Errorf("a slope of %v becomes %v", one, other)
			}
		}
	})
}

// A change is from and to what the line shows, and its class follows from its
// size, where both are of the same items.
func TestChangesAreOfTheirPoints(t *testing.T) {
	seen := map[progress.Certainty]int{}
	eachHistory(t, func(t *testing.T, _ *rand.Rand, in skapa.Instrument, as []skapa.Assessment) {
		for _, l := range lines(progress.Of(in, as, today)) {
			rated := l.Rated()
			change, known := l.SincePrevious()
			if known != (len(rated) >= 2) {
				t.Errorf("%d ratings, a change: %v", len(rated), known)
			}
			if !known {
				continue
			}
			size := math.Abs(rated[len(rated)-1].Value - rated[len(rated)-2].Value)
			want := progress.Possible
			switch {
			case progress.Same(size, 0):
				want = progress.Unchanged
			case rated[len(rated)-2].Items != rated[len(rated)-1].Items: // other questions
			case size >= l.MDC || progress.Same(size, l.MDC):
				want = progress.Certain
			}
			if !progress.Same(math.Abs(change.Steps), size) || change.Certainty != want {
				t.Errorf("from %v to %v with MDC %v: %+v", rated[len(rated)-2].Value, rated[len(rated)-1].Value, l.MDC, change)
			}
			if kept := change.End != progress.Neither; kept && change.Certainty != progress.Unchanged {
				t.Errorf("kept and changed: %+v", change)
			}
			seen[change.Certainty]++
		}
	})
	if len(seen) != 3 {
		t.Errorf("the histories have changes of the classes %v only", seen)
	}
}

// What was answered to another version is in no number, nor does it matter in
// which order ratings come.
func TestOtherVersionsAndOrderDoNotMatter(t *testing.T) {
	eachHistory(t, func(t *testing.T, rng *rand.Rand, in skapa.Instrument, as []skapa.Assessment) {
		whole := progress.Of(in, as, today)
		var same []skapa.Assessment
		for _, i := range rng.Perm(len(as)) {
			if as[i].Instrument == in.Version {
				same = append(same, as[i])
			}
		}
		alone := progress.Of(in, same, today)
		if whole.Other != len(as)-len(same) {
			t.Errorf("%d of another version, not %d", whole.Other, len(as)-len(same))
		}
		whole.Other = 0
		if !reflect.DeepEqual(whole, alone) {
			t.Error("the lines differ")
		}
	})
}

// The mean lies between the lowest and the highest area, and is there only with
// all of them.
func TestMeanIsOfAllAreas(t *testing.T) {
	rated := 0
	eachHistory(t, func(t *testing.T, _ *rand.Rand, in skapa.Instrument, as []skapa.Assessment) {
		p := progress.Of(in, as, today)
		for _, r := range skapa.Raters {
			for i, point := range p.Mean.Line(r).Points {
				least, most, all := math.Inf(1), math.Inf(-1), true
				for _, a := range p.Areas {
					if l := a.Line(r); l.Asked {
						all = all && l.Points[i].Kind == progress.Rated
						least, most = min(least, l.Points[i].Value), max(most, l.Points[i].Value)
					}
				}
				if all != (point.Kind == progress.Rated) {
					t.Errorf("%+v though all areas are rated: %v", point, all)
				}
				if all {
					rated++
					within(t, "the mean", point.Value, least, most)
				}
			}
		}
	})
	if rated < 100 {
		t.Errorf("the histories have %d means", rated)
	}
}
