package progress_test

import (
	"slices"
	"testing"

	"framsteg/app/progress"
	"framsteg/assets"
	"framsteg/store/skapa"
)

func TestLow(t *testing.T) {
	for _, c := range []struct {
		value float64
		steps int
		want  bool
	}{
		{1, 5, true}, {2, 5, true}, {2.5, 5, true}, {3 - 1e-12, 5, false}, {3, 5, false}, {4, 5, false},
		{2, 4, true}, {2.5, 4, false}, {3, 4, false},
		{3, 7, true}, {4, 7, false},
		{1, 2, true}, {2, 2, false},
	} {
		if got := progress.Low(c.value, c.steps); got != c.want {
			t.Errorf("%v of %d steps: %v", c.value, c.steps, got)
		}
	}
}

func TestApart(t *testing.T) {
	for _, c := range []struct {
		a, b  float64
		steps int
		want  bool
	}{
		{2, 4, 5, true}, {4, 2, 5, true}, {2, 3, 5, false}, {1.5, 3, 5, false}, {1.1, 3.1, 5, true},
		{1, 2, 3, true}, {3, 3, 3, false},
		{2, 3, 4, false}, {2, 4, 4, true},
		{2, 4, 7, false}, {2, 5, 7, true},
	} {
		if got := progress.Apart(c.a, c.b, c.steps); got != c.want {
			t.Errorf("%v and %v of %d steps: %v", c.a, c.b, c.steps, got)
		}
	}
}

func TestLowAreas(t *testing.T) {
	in := assets.Instrument()
	for name, c := range map[string]struct {
		before, self, supervisor string // an area a digit, 0 for no answer
		want                     []skapa.Area
	}{
		"nothing is rated":            {"", "000000", "000000", nil},
		"all alike and high":          {"", "444444", "444444", nil},
		"all alike and low":           {"", "222222", "000000", skapa.Areas},
		"the middle, though lowest":   {"", "434544", "000000", nil},
		"below the middle":            {"", "244444", "000000", []skapa.Area{skapa.WorkType}},
		"only the supervisor's":       {"", "444444", "444414", []skapa.Area{skapa.Cooperation}},
		"low before, higher now":      {"224444", "444444", "000000", nil},
		"low before, no answer since": {"244444", "044444", "000000", []skapa.Area{skapa.WorkType}},
	} {
		var rated []skapa.Assessment
		for i, steps := range []string{c.before, c.self, c.supervisor} {
			a := skapa.Assessment{ID: skapa.ID{byte(i + 1)}, Date: today, Rater: skapa.Raters[max(0, i-1)], Instrument: in.Version, Answers: map[string]skapa.Step{}}
			if i == 0 {
				a.Date = may
			}
			for n := range steps {
				if step := skapa.Step(steps[n] - '0'); step != skapa.NotAsked {
					a.Answers[string(skapa.Areas[n])] = step
				}
			}
			rated = append(rated, a)
		}
		var got []skapa.Area
		for _, a := range progress.Of(in, rated, today).Areas {
			if a.Low() {
				got = append(got, a.Area)
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestDoubts(t *testing.T) {
	in := assets.Instrument()
	belief, asked := progress.Belief(in)
	if !asked || belief.Area != "" || belief.AsksOf(skapa.Self) {
		t.Fatalf("the tilltro is %+v", belief)
	}
	for step, want := range map[skapa.Step]bool{skapa.NotAsked: false, skapa.Declined: false, 1: true, 2: true, 3: false, 5: false} {
		if got := progress.Doubts(in, map[string]skapa.Step{belief.ID: step}); got != want {
			t.Errorf("step %d: %v", step, got)
		}
	}
	in.Items = slices.DeleteFunc(in.Items, func(item skapa.Item) bool { return item.ID == belief.ID })
	if _, asked := progress.Belief(in); asked || progress.Doubts(in, map[string]skapa.Step{belief.ID: 1}) {
		t.Error("a version without the question doubts")
	}
}
