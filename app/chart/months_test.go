package chart_test

import (
	"strings"
	"testing"
	"time"

	"framsteg/app/chart"
	"framsteg/app/chart/scene"
	"framsteg/app/progress/cohort"
	"framsteg/app/words"
	"framsteg/assets"
	"framsteg/store/skapa"
)

// twoYears is how a team of forty places filled and emptied.
func twoYears() []cohort.Month {
	in := []int{6, 4, 3, 5, 2, 1, 0, 4, 5, 3, 2, 1, 4, 3, 2, 3, 1, 0, 0, 5, 4, 2, 3, 1}
	out := []int{0, 0, 1, 0, 1, 2, 0, 1, 2, 2, 1, 3, 2, 1, 3, 2, 4, 1, 0, 1, 2, 3, 2, 2}
	var months []cohort.Month
	now := 5
	for i := range in {
		now += in[i] - out[i]
		m := cohort.Month{First: skapa.DateOf(2025+i/12, time.Month(1+i%12), 1), In: count(in[i]), Out: count(out[i]), Now: count(now), Idle: count(3), Busy: count(now - 3), Planned: 30}
		if i >= 12 {
			m.Planned = 40
		}
		months = append(months, m)
	}
	return months
}

// someHidden gives the months as they may leave the program.
func someHidden() []cohort.Month {
	months := twoYears()
	for i := range months {
		for _, c := range []*cohort.Count{&months[i].In, &months[i].Out} {
			if c.N > 0 && c.N < 5 {
				*c = secretCount
			}
		}
		if i < 3 {
			months[i].Now = secretCount
		}
	}
	return months
}

// A picture that stands alone says whom it is of, whatever else it shows; and the time
// before the months that are told one by one is not drawn, but counted.
func TestPicturesSayWhomTheyAreOf(t *testing.T) {
	o := chart.Options{Width: 700, Words: words.In("sv"), Note: "Alla deltagare · Kust"}
	months := []cohort.Month{
		{First: skapa.DateOf(1900, time.February, 1), Earlier: true, In: cohort.Count{N: 4321}, Now: cohort.Count{N: 4321}},
		{First: skapa.DateOf(2026, time.March, 1), In: cohort.Count{N: 7}, Now: cohort.Count{N: 12}},
	}
	for name, s := range map[string]scene.Scene{
		"months": chart.Months(months, o), "none": chart.Months(nil, o),
		"areas": chart.Cohort(designed(), assets.Instrument(), o), "nobody": chart.Cohort(nil, assets.Instrument(), o),
	} {
		drawn := false
		for _, op := range s.Ops {
			text, is := op.(scene.Text)
			drawn = drawn || is && text.String == o.Note
			if is && strings.Contains(text.String, "4321") {
				t.Errorf("%s: %s", name, text.String)
			}
		}
		if !drawn || !strings.HasSuffix(s.Description, o.Note) {
			t.Errorf("%s: drawn %t, %q", name, drawn, s.Description)
		}
	}
	if s := chart.Months(months, o); !strings.Contains(s.Description, "1\u00a0513 tidigare månader visas inte.") {
		t.Errorf("%q", s.Description)
	}
}
