package progress_test

import (
	"testing"

	"framsteg/app/progress"
	"framsteg/store/skapa"
)

// The rhythm is 90 days.
func TestNextMeeting(t *testing.T) {
	pause := func(from, to string) []skapa.Pause { return []skapa.Pause{{From: on(t, from), To: on(t, to)}} }
	for name, c := range map[string]struct {
		facts skapa.Facts
		today string
		want  string // "" for none
	}{
		"by the rhythm":                  {skapa.Facts{Latest: on(t, "2026-01-10")}, "2026-01-20", "2026-04-10"},
		"never met":                      {skapa.Facts{}, "2026-01-10", "2026-04-10"},
		"the day has come":               {skapa.Facts{Latest: on(t, "2026-01-10")}, "2026-04-10", "2026-07-09"},
		"a meeting is under way":         {skapa.Facts{Latest: on(t, "2026-01-10"), Begun: []skapa.Rater{skapa.Self}}, "2026-04-01", "2026-06-30"},
		"a pause to come":                {skapa.Facts{Latest: on(t, "2026-01-10"), Pauses: pause("2026-02-01", "2026-02-10")}, "2026-01-20", "2026-04-20"},
		"a pause after a meeting today":  {skapa.Facts{Pauses: pause("2026-02-01", "2026-02-10")}, "2026-01-10", "2026-04-20"},
		"paused without an end":          {skapa.Facts{Latest: on(t, "2026-01-10"), Pauses: pause("2026-02-01", "")}, "2026-02-20", ""},
		"met before the re-entry":        {skapa.Facts{Entered: on(t, "2026-06-01"), Latest: on(t, "2026-05-20")}, "2026-06-10", "2026-09-08"},
		"met on the day of the re-entry": {skapa.Facts{Entered: on(t, "2026-06-01"), Latest: on(t, "2026-06-01")}, "2026-06-10", "2026-08-30"},
	} {
		if got := progress.NextMeeting(&c.facts, skapa.DefaultRhythm, on(t, c.today)); got != on(t, c.want) {
			t.Errorf("%s: %s, want %q", name, got, c.want)
		}
	}
}

func TestMonthsAfter(t *testing.T) {
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{
		{"2026-11-21", 1, "2026-12-21"}, {"2027-01-31", 1, "2027-02-28"}, {"2028-01-31", 1, "2028-02-29"}, {"2026-12-31", 1, "2027-01-31"},
		{"2026-08-31", 6, "2027-02-28"}, {"2026-10-15", 6, "2027-04-15"},
	} {
		if got := progress.MonthsAfter(on(t, c.from), c.months); got != on(t, c.want) {
			t.Errorf("%d months after %s: %s, want %s", c.months, c.from, got, c.want)
		}
	}
}
