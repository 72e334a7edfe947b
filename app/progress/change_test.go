package progress_test

import (
	"math"
	"testing"

	"framsteg/app/progress"
	"framsteg/assets"
	"framsteg/store/skapa"
)

func TestMDC95(t *testing.T) {
	for name, c := range map[string]struct {
		p    skapa.Precision
		want float64
	}{
		"an item as usual":     {skapa.DefaultItem, 1.67003}, // 1.96 · 1.414214 · 1.1 · 0.547723
		"a mean as usual":      {skapa.DefaultMean, 0.86773}, // 1.96 · 1.414214 · 0.7 · 0.447214
		"nothing but error":    {skapa.Precision{SD: 1}, 2.77186},
		"no error":             {skapa.Precision{SD: 1, Reliability: 1}, 0},
		"half of it is error":  {skapa.Precision{SD: 1, Reliability: 0.5}, 1.96},
		"twice as far apart":   {skapa.Precision{SD: 2.2, Reliability: 0.7}, 3.34006},
		"the most that can be": {skapa.Precision{SD: skapa.MaxSteps}, 24.94673},
	} {
		if got := progress.MDC95(c.p); math.Abs(got-c.want) > 5e-6*max(1, c.want) {
			t.Errorf("%s: %.5f, not %.5f", name, got, c.want)
		}
	}
}

// line gives a rater's line on five steps: a value each 30 days, and none where
// it is 0.
func line(mdc float64, values ...float64) progress.Line {
	l := progress.Line{Asked: true, Top: 5, MDC: mdc}
	for i, v := range values {
		point := progress.Point{Date: may.Add(30 * i), Kind: progress.Rated, Value: v, Assessment: skapa.ID{byte(i + 1)}}
		if v == 0 {
			point.Kind = progress.Declined
		}
		l.Points = append(l.Points, point)
	}
	return l
}

func TestChange(t *testing.T) {
	usual := progress.MDC95(skapa.DefaultItem)
	for name, c := range map[string]struct {
		line                 progress.Line
		from, to             int // numbers of the points
		steps                float64
		certainty            progress.Certainty
		end                  progress.End
		previous             int // the point that the newest is compared with by SincePrevious
		sincePrevious        float64
		sincePreviousCertain progress.Certainty
	}{
		"two steps up":              {line(usual, 2, 3, 4), 1, 3, 2, progress.Certain, progress.Neither, 2, 1, progress.Possible},
		"two steps down":            {line(usual, 4, 4, 2), 1, 3, -2, progress.Certain, progress.Neither, 2, -2, progress.Certain},
		"one step up":               {line(usual, 2, 3), 1, 2, 1, progress.Possible, progress.Neither, 1, 1, progress.Possible},
		"one step down to the end":  {line(usual, 2, 1), 1, 2, -1, progress.Possible, progress.Neither, 1, -1, progress.Possible},
		"a step and a half":         {line(usual, 2.5, 4), 1, 2, 1.5, progress.Possible, progress.Neither, 1, 1.5, progress.Possible},
		"none in the middle":        {line(usual, 3, 5, 3), 1, 3, 0, progress.Unchanged, progress.Neither, 2, -2, progress.Certain},
		"kept high":                 {line(usual, 5, 5, 5), 1, 3, 0, progress.Unchanged, progress.Highest, 2, 0, progress.Unchanged},
		"high again":                {line(usual, 5, 3, 5), 1, 3, 0, progress.Unchanged, progress.Highest, 2, 2, progress.Certain},
		"kept low":                  {line(usual, 1, 1), 1, 2, 0, progress.Unchanged, progress.Lowest, 1, 0, progress.Unchanged},
		"gaps between and around":   {line(usual, 0, 2, 0, 0, 4, 0), 2, 5, 2, progress.Certain, progress.Neither, 2, 2, progress.Certain},
		"just the MDC, as floats":   {line(0.3, 2.1, 2.4), 1, 2, 0.3, progress.Certain, progress.Neither, 1, 0.3, progress.Certain},
		"just less than the MDC":    {line(0.3001, 2.1, 2.4), 1, 2, 0.3, progress.Possible, progress.Neither, 1, 0.3, progress.Possible},
		"the same, as floats":       {line(usual, 3.3, 1.1+2.2), 1, 2, 0, progress.Unchanged, progress.Neither, 1, 0, progress.Unchanged},
		"high, as floats":           {line(usual, 5, 5-1e-12), 1, 2, 0, progress.Unchanged, progress.Highest, 1, 0, progress.Unchanged},
		"measured without an error": {line(0, 3, 4, 4), 1, 3, 1, progress.Certain, progress.Neither, 2, 0, progress.Unchanged},
	} {
		t.Run(name, func(t *testing.T) {
			points := c.line.Points
			want := progress.Change{From: points[c.from-1], To: points[c.to-1], Steps: c.steps, Certainty: c.certainty, End: c.end}
			got, known := c.line.SinceFirst()
			if want.Steps = got.Steps; !known || !progress.Same(got.Steps, c.steps) || c.steps == 0 && got.Steps != 0 || got != want {
				t.Errorf("since the first: %+v, %v, not %v steps of %+v", got, known, c.steps, want)
			}
			got, known = c.line.SincePrevious()
			if !known || got.From != points[c.previous-1] || got.To != points[c.to-1] || !progress.Same(got.Steps, c.sincePrevious) || got.Certainty != c.sincePreviousCertain {
				t.Errorf("since the previous: %+v, %v, not %v and %v from point %d", got, known, c.sincePrevious, c.sincePreviousCertain, c.previous)
			}
		})
	}
}

func TestFirstPreviousLatest(t *testing.T) {
	for name, c := range map[string]struct {
		line                    progress.Line
		first, previous, latest int // numbers of the points; 0: there is none
	}{
		"nothing":      {line(1), 0, 0, 0},
		"only refused": {line(1, 0, 0), 0, 0, 0},
		"one":          {line(1, 0, 3, 0), 2, 0, 2},
		"two":          {line(1, 3, 0, 4), 1, 1, 3},
		"three":        {line(1, 0, 3, 4, 0, 5, 0), 2, 3, 5},
	} {
		t.Run(name, func(t *testing.T) {
			check := func(what string, got progress.Point, known bool, number int) {
				t.Helper()
				var want progress.Point
				if number > 0 {
					want = c.line.Points[number-1]
				}
				if known != (number > 0) || got != want {
					t.Errorf("%s: %+v, %v, not %+v", what, got, known, want)
				}
			}
			got, known := c.line.First()
			check("first", got, known, c.first)
			got, known = c.line.Previous()
			check("previous", got, known, c.previous)
			got, known = c.line.Latest()
			check("latest", got, known, c.latest)
			_, first := c.line.SinceFirst()
			_, previous := c.line.SincePrevious()
			if two := c.previous > 0; first != two || previous != two {
				t.Errorf("a change since the first: %v, since the previous: %v, not %v", first, previous, two)
			}
		})
	}
}

// What is needed for a change to be certain is what the instrument states.
func TestLinesHaveTheInstrumentsPrecision(t *testing.T) {
	in := assets.Instrument()
	in.Precisions = skapa.Precisions{Item: skapa.Precision{SD: 1, Reliability: 0.5}, Mean: skapa.Precision{SD: 2, Reliability: 0.5}}
	p := progress.Of(in, nil, today)
	for _, r := range skapa.Raters {
		for _, a := range p.Areas {
			if l := a.Line(r); !progress.Same(l.MDC, 1.96) || l.Top != 5 {
				t.Errorf("%s, %s: MDC %v, top %d", a.Area, r, l.MDC, l.Top)
			}
		}
		if l := p.Mean.Line(r); !progress.Same(l.MDC, 3.92) || l.Top != 5 {
			t.Errorf("the mean, %s: MDC %v, top %d", r, l.MDC, l.Top)
		}
	}
}
