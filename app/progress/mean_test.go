package progress_test

import (
	"math"
	"testing"

	"framsteg/app/progress"
	"framsteg/assets"
	"framsteg/store/skapa"
)

// An area has a value where at least half of what the rater is asked about it is
// answered.
func TestHalfOfTheItems(t *testing.T) {
	const d = skapa.Declined
	for name, c := range map[string]struct {
		answers []skapa.Step // to the items that both are asked
		kind    progress.Kind
		value   float64
	}{
		"one of one":                    {[]skapa.Step{4}, progress.Rated, 4},
		"one of two":                    {[]skapa.Step{4, 0}, progress.Rated, 4},
		"one of two, one declined":      {[]skapa.Step{4, d}, progress.Rated, 4},
		"one of three":                  {[]skapa.Step{4, 0, 0}, progress.NotAsked, 0},
		"one of three, one declined":    {[]skapa.Step{4, d, 0}, progress.Declined, 0},
		"two of three":                  {[]skapa.Step{4, d, 3}, progress.Rated, 3.5},
		"two of five":                   {[]skapa.Step{1, 2, 0, 0, 0}, progress.NotAsked, 0},
		"two of five, the rest refused": {[]skapa.Step{1, 2, d, d, d}, progress.Declined, 0},
		"three of five":                 {[]skapa.Step{1, 2, 5, d, 0}, progress.Rated, 8.0 / 3},
		"three of six":                  {[]skapa.Step{1, 1, 2, d, 0, 0}, progress.Rated, 4.0 / 3},
		"none of two, one declined":     {[]skapa.Step{0, d}, progress.Declined, 0},
		"none":                          {[]skapa.Step{0, 0}, progress.NotAsked, 0},
	} {
		t.Run(name, func(t *testing.T) {
			in, answers := assets.Instrument(), map[string]skapa.Step{}
			ask := in.Items[0].Question
			in.Items = []skapa.Item{ // and what the other is asked does not count
				{ID: "x", Area: skapa.Health, Question: map[skapa.Rater]skapa.Text{skapa.BySupervisor: ask[skapa.BySupervisor]}},
				{ID: "y", Area: skapa.Health, Question: map[skapa.Rater]skapa.Text{skapa.BySupervisor: ask[skapa.BySupervisor]}},
			}
			for i, step := range c.answers {
				id := string(rune('a' + i))
				in.Items = append(in.Items, skapa.Item{ID: id, Area: skapa.Health, Question: ask})
				answers[id] = step
			}
			p := progress.Of(in, []skapa.Assessment{made(1, may, skapa.Self, answers)}, today)
			for what, got := range map[string]progress.Point{"the area": p.Areas[5].Self.Points[0], "the mean of it alone": p.Mean.Self.Points[0]} {
				if got.Kind != c.kind || !progress.Same(got.Value, c.value) {
					t.Errorf("%s: kind %d, value %v, not %d and %v", what, got.Kind, got.Value, c.kind, c.value)
				}
			}
		})
	}
}

// asAnswered gives what a rater said of the six areas, in order.
func asAnswered(id byte, date skapa.Date, r skapa.Rater, steps ...skapa.Step) skapa.Assessment {
	answers := map[string]skapa.Step{}
	for i, step := range steps {
		answers[string(skapa.Areas[i])] = step
	}
	return made(id, date, r, answers)
}

func TestMeanOfTheAreas(t *testing.T) {
	p := progress.Of(assets.Instrument(), []skapa.Assessment{
		asAnswered(1, may, skapa.Self, 1, 2, 2, 3, 2, 1),                     // 11/6
		asAnswered(2, may, skapa.BySupervisor, 5, 5, 5, 5, 5, 5),             // 5
		asAnswered(3, aug, skapa.Self, 3, 3, 3, 3, 3, skapa.Declined),        // not all
		asAnswered(4, aug, skapa.BySupervisor, 3, 3, 3, 3, 3),                // not all
		asAnswered(5, nov, skapa.Self, 2, 3, 3, 4, 3, 2),                     // 17/6
		asAnswered(6, nov.Add(5), skapa.BySupervisor, 5, 5, 5, 5, 5, 5),      // 5
		asAnswered(7, nov.Add(6), skapa.Self, 2, skapa.Declined, 0, 4, 3, 2), // not all
	}, today)
	if p.Mean.Area != "" {
		t.Errorf("the mean is of the area %q", p.Mean.Area)
	}
	type point struct {
		kind  progress.Kind
		value float64
		id    skapa.ID
	}
	for r, want := range map[skapa.Rater][]point{
		skapa.Self: {{progress.Rated, 11.0 / 6, skapa.ID{1}}, {progress.Declined, 0, skapa.ID{3}}, {progress.Rated, 17.0 / 6, skapa.ID{5}},
			{progress.NoAssessment, 0, skapa.ID{}}, {progress.Declined, 0, skapa.ID{7}}},
		skapa.BySupervisor: {{progress.Rated, 5, skapa.ID{2}}, {progress.NotAsked, 0, skapa.ID{4}}, {progress.NoAssessment, 0, skapa.ID{}},
			{progress.Rated, 5, skapa.ID{6}}, {progress.NoAssessment, 0, skapa.ID{}}},
	} {
		l := p.Mean.Line(r)
		if !l.Asked || l.Top != 5 || math.Abs(l.MDC-0.86773) > 1e-5 || len(l.Points) != len(want) {
			t.Fatalf("%s: %+v", r, l)
		}
		for i, w := range want {
			if got := l.Points[i]; got.Kind != w.kind || !progress.Same(got.Value, w.value) || got.Assessment != w.id || got.Date != p.Moments[i].Date {
				t.Errorf("%s, moment %d: %+v, not %+v", r, i+1, got, w)
			}
		}
	}
	if change, _ := p.Mean.Self.SinceFirst(); !progress.Same(change.Steps, 1) || change.Certainty != progress.Certain {
		t.Errorf("a step in each of six areas: %+v", change)
	}
	if change, _ := p.Mean.Supervisor.SinceFirst(); change.End != progress.Highest {
		t.Errorf("the highest in all areas twice: %+v", change)
	}
}

// A rater who is asked about five areas has the mean of five, and no stated
// precision of that.
func TestMeanOfFewerAreas(t *testing.T) {
	in := assets.Instrument()
	delete(in.Items[2].Question, skapa.Self)
	p := progress.Of(in, []skapa.Assessment{
		asAnswered(1, may, skapa.Self, 1, 1, 0, 1, 1, 2), asAnswered(2, may, skapa.BySupervisor, 1, 1, 0, 1, 1, 2),
	}, today)
	if got := p.Mean.Self.Points[0]; got.Kind != progress.Rated || !progress.Same(got.Value, 1.2) {
		t.Errorf("the participant: %+v", got)
	}
	if got := p.Mean.Supervisor.Points[0]; got.Kind != progress.NotAsked {
		t.Errorf("the supervisor, who is asked about six: %+v", got)
	}
	if self, supervisor := p.Mean.Self.MDC, p.Mean.Supervisor.MDC; math.Abs(self-1.67003) > 1e-5 || math.Abs(supervisor-0.86773) > 1e-5 {
		t.Errorf("MDC of five %v, of six %v", self, supervisor)
	}
}

func TestMeanOfNothing(t *testing.T) {
	in := assets.Instrument()
	for i := range in.Items {
		in.Items[i].Area = ""
	}
	mean := progress.Of(in, []skapa.Assessment{asAnswered(1, may, skapa.Self, 1, 2, 3, 4, 5, 5)}, today).Mean.Self
	if mean.Asked || mean.Points[0].Kind != progress.NotAsked || mean.Points[0].Value != 0 {
		t.Errorf("%+v", mean)
	}
}
