package progress_test

import (
	"testing"

	"framsteg/app/progress"
	"framsteg/store/skapa"
)

func TestUnderWay(t *testing.T) {
	for name, c := range map[string]struct {
		status         skapa.Status
		start, end     string
		from, to       string
		never, forever bool
	}{
		"ongoing":               {status: skapa.Ongoing, start: "2026-01-10", from: "2026-01-10", forever: true},
		"past its end, ongoing": {status: skapa.Ongoing, start: "2026-01-10", end: "2026-02-01", from: "2026-01-10", forever: true},
		"finished":              {status: skapa.Finished, start: "2026-01-10", end: "2026-02-01", from: "2026-01-10", to: "2026-01-31"},
		"broken off":            {status: skapa.BrokenOff, start: "2026-01-10", end: "2026-01-11", from: "2026-01-10", to: "2026-01-10"},
		"of one day":            {status: skapa.Finished, start: "2026-01-10", end: "2026-01-10", from: "2026-01-10", to: "2026-01-10"},
		"planned":               {status: skapa.Planned, start: "2026-01-10", never: true},
	} {
		t.Run(name, func(t *testing.T) {
			p := skapa.NamedParticipation{Participation: skapa.Participation{Status: c.status, Start: on(t, c.start), End: on(t, c.end)}}
			from, to, was := progress.UnderWay(p)
			want := on(t, c.to)
			if c.forever {
				want = skapa.LastDate
			}
			if from != on(t, c.from) || to != want || was == c.never {
				t.Errorf("%s … %s, %t", from, to, was)
			}
			for _, day := range []string{"2026-01-10", "2026-01-11", "2026-02-01"} {
				d := on(t, day)
				f := &skapa.Facts{Entered: on(t, "2026-01-01"), Participations: []skapa.NamedParticipation{p}}
				idle := progress.Stands(f, skapa.DefaultRhythm, d, noFalls).Idle
				if idle == (was && from <= d && d <= to) {
					t.Errorf("on %s without an activity: %t", day, idle)
				}
			}
		})
	}
}
