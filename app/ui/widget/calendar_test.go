package widget

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"framsteg/store/skapa"
)

func TestCalendarKeys(t *testing.T) {
	for name, c := range map[string]struct {
		from string
		keys []fyne.KeyName
		want string
	}{
		"the day it stands on":             {"2026-11-21", nil, "2026-11-21"},
		"a day back, over the month":       {"2026-11-01", []fyne.KeyName{fyne.KeyLeft}, "2026-10-31"},
		"a day on":                         {"2026-12-31", []fyne.KeyName{fyne.KeyRight}, "2027-01-01"},
		"a week back":                      {"2026-11-21", []fyne.KeyName{fyne.KeyUp}, "2026-11-14"},
		"a week on":                        {"2026-11-28", []fyne.KeyName{fyne.KeyDown}, "2026-12-05"},
		"a month back, to a shorter one":   {"2026-03-31", []fyne.KeyName{fyne.KeyPageUp}, "2026-02-28"},
		"a month on, over the year":        {"2026-12-15", []fyne.KeyName{fyne.KeyPageDown}, "2027-01-15"},
		"a leap day":                       {"2024-01-31", []fyne.KeyName{fyne.KeyPageDown}, "2024-02-29"},
		"never past the last day there is": {"2199-12-31", []fyne.KeyName{fyne.KeyRight}, "2199-12-31"},
	} {
		t.Run(name, func(t *testing.T) {
			test.NewTempApp(t)
			from, err := skapa.ParseDate(c.from)
			if err != nil {
				t.Fatal(err)
			}
			calendar := NewCalendar(from, from, CalendarNames{})
			var chosen skapa.Date
			calendar.OnChosen = func(d skapa.Date) { chosen = d }
			for _, key := range append(c.keys, fyne.KeyReturn) {
				calendar.TypedKey(&fyne.KeyEvent{Name: key})
			}
			if chosen.String() != c.want {
				t.Errorf("it chose %s, not %s", chosen, c.want)
			}
		})
	}
}

// The first of a month stands below its weekday, Monday first.
func TestCalendarWeekdays(t *testing.T) {
	test.NewTempApp(t)
	for month := range 24 {
		first := skapa.DateOf(2026, time.Month(1+month), 1)
		calendar := NewCalendar(first, first, CalendarNames{})
		at := -1
		for i, o := range calendar.days.Objects[7:] {
			if d, is := o.(*day); is && d.date == first {
				at = i
			}
		}
		if want := (int(first.Time().Weekday()) + 6) % 7; at != want {
			t.Errorf("%s stands in column %d, not %d", first, at, want)
		}
	}
}
