package progress_test

import (
	"math/rand/v2"
	"slices"
	"testing"

	"framsteg/app/progress"
	"framsteg/store/skapa"
)

// What a Comparer says of one assessment is what the lines of a participant say.
func TestPointsAreThoseOfTheLines(t *testing.T) {
	eachHistory(t, func(t *testing.T, _ *rand.Rand, in skapa.Instrument, as []skapa.Assessment) {
		c := progress.NewComparer(in)
		p := progress.Of(in, as, today)
		for i := range as {
			points := c.Points(nil, &as[i])
			m := slices.IndexFunc(p.Moments, func(m progress.Moment) bool {
				return as[i].ID == m.Self || as[i].ID == m.Supervisor
			})
			if m < 0 { // another on the same date counts, or it is of another version
				if as[i].Instrument != in.Version && slices.ContainsFunc(points, func(p progress.Point) bool { return p.Kind != progress.NoAssessment }) {
					t.Errorf("of another version: %+v", points)
				}
				continue
			}
			var want []progress.Point
			var areas []skapa.Area
			area, mean := c.MDC(as[i].Rater)
			for _, a := range p.Areas {
				if l := a.Line(as[i].Rater); l.Asked {
					want, areas = append(want, l.Points[m]), append(areas, a.Area)
					if l.MDC != area {
						t.Errorf("an MDC of %v, not %v", area, l.MDC)
					}
				}
			}
			l := p.Mean.Line(as[i].Rater)
			want = append(want, l.Points[m])
			if !slices.Equal(points, want) || !slices.Equal(c.Asked(as[i].Rater), areas) || l.MDC != mean {
				t.Errorf("%+v of %v, not %+v of %v; an MDC of %v, not %v", points, c.Asked(as[i].Rater), want, areas, mean, l.MDC)
			}
		}
	})
}
