package plan

import (
	"maps"
	"slices"
	"testing"
	"time"

	"framsteg/app/progress"
	"framsteg/assets"
	"framsteg/store/skapa"
)

func TestLow(t *testing.T) {
	in, today := assets.Instrument(), skapa.DateOf(2026, time.November, 21)
	for name, c := range map[string]struct {
		self, supervisor string // an area a digit, 0 for no answer
		want             []skapa.Area
	}{
		"nothing is rated":          {"000000", "000000", nil},
		"all alike and high":        {"444444", "444444", nil},
		"all alike and low":         {"222222", "000000", skapa.Areas},
		"two steps":                 {"244444", "000000", []skapa.Area{skapa.WorkType}},
		"the lowest of all":         {"434544", "000000", []skapa.Area{skapa.ManageWork}},
		"two are the lowest":        {"434544", "000003", []skapa.Area{skapa.ManageWork, skapa.Health}},
		"only the supervisor's":     {"444444", "444414", []skapa.Area{skapa.Cooperation}},
		"one area is rated, highly": {"005000", "000000", nil},
	} {
		var rated []skapa.Assessment
		for i, steps := range []string{c.self, c.supervisor} {
			a := skapa.Assessment{ID: skapa.ID{byte(i + 1)}, Date: today, Rater: skapa.Raters[i], Instrument: in.Version, Answers: map[string]skapa.Step{}}
			for n, area := range skapa.Areas {
				if step := skapa.Step(steps[n] - '0'); step != skapa.NotAsked {
					a.Answers[string(area)] = step
				}
			}
			rated = append(rated, a)
		}
		got := slices.Sorted(maps.Keys(Low(progress.Of(in, rated, today))))
		if want := slices.Sorted(slices.Values(c.want)); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
}

func TestMonthAfter(t *testing.T) {
	for from, want := range map[string]string{"2026-11-21": "2026-12-21", "2027-01-31": "2027-02-28", "2028-01-31": "2028-02-29", "2026-12-31": "2027-01-31"} {
		d, err := skapa.ParseDate(from)
		if got := monthAfter(d); err != nil || got.String() != want {
			t.Errorf("%s: %s, want %s", from, got, want)
		}
	}
}
