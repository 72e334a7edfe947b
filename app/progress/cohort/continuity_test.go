package cohort_test

import (
	"testing"

	"framsteg/app/progress/cohort"
	"framsteg/store/skapa"
)

// Of two who have the same, on 2026-06-30: since when the supervisor has followed
// since the entry of 2026-01-10, and how many took over before.
func TestContinuity(t *testing.T) {
	for name, c := range map[string]struct {
		followed []skapa.Assignment
		months   float64
		changes  string // "" for who has nobody
	}{
		"one":                        {[]skapa.Assignment{follows(1, 1, "2026-01-10")}, 5, "0"},
		"one from later on":          {[]skapa.Assignment{follows(1, 1, "2026-03-01")}, 3, "0"},
		"one from before":            {[]skapa.Assignment{follows(1, 1, "2025-01-10")}, 5, "0"},
		"another before the entry":   {[]skapa.Assignment{follows(1, 2, "2025-01-10"), follows(1, 1, "2025-12-01")}, 5, "0"},
		"another until the entry":    {[]skapa.Assignment{follows(1, 2, "2025-01-10"), follows(1, 1, "2026-01-10")}, 5, "0"},
		"another from before":        {[]skapa.Assignment{follows(1, 2, "2025-01-10"), follows(1, 1, "2026-03-30")}, 3, "1"},
		"two on one day":             {[]skapa.Assignment{follows(1, 1, "2026-01-10"), follows(1, 2, "2026-04-01"), follows(1, 1, "2026-04-01")}, 5, "0"},
		"another team":               {[]skapa.Assignment{follows(1, 1, "2026-01-10"), follows(2, 1, "2026-04-01")}, 5, "0"},
		"back after another":         {[]skapa.Assignment{follows(1, 1, "2026-01-10"), follows(1, 2, "2026-02-01"), follows(1, 1, "2026-05-31")}, 0, "2"},
		"nobody in between":          {[]skapa.Assignment{follows(1, 1, "2026-01-10"), {Since: on("2026-02-01")}, follows(1, 1, "2026-04-01")}, 5, "0"},
		"another after nobody":       {[]skapa.Assignment{follows(1, 1, "2026-01-10"), {Since: on("2026-02-01")}, follows(1, 2, "2026-04-30")}, 2, "1"},
		"many":                       {[]skapa.Assignment{follows(1, 1, "2026-01-10"), follows(1, 2, "2026-02-01"), follows(1, 1, "2026-03-01"), follows(1, 2, "2026-04-01"), follows(1, 1, "2026-05-01")}, 1, "3+"},
		"nobody":                     {nil, 0, ""},
		"nobody any more":            {[]skapa.Assignment{follows(1, 1, "2026-01-10"), {Since: on("2026-02-01")}}, 0, ""},
		"another from tomorrow only": {[]skapa.Assignment{follows(1, 1, "2026-01-10"), follows(1, 2, "2026-07-01")}, 5, "0"},
	} {
		w := five()
		one := &skapa.History{Periods: []skapa.Period{{Start: on("2026-01-10")}}, Assignments: c.followed}
		w.all = []*skapa.History{one, one}
		r := w.people().Report(cohort.Selection{To: on("2026-06-30")})
		want := map[string]string{".Without": "1 2"}
		if c.changes != "" {
			want = map[string]string{".Followed": "1 2", ".Changes[" + c.changes + "].Count": "1 2"}
			wantStat(t, name, r.Continuity.Months.Median, c.months)
		}
		t.Run(name, func(t *testing.T) { wantCounts(t, &r, ".Continuity", want) })
	}
}
