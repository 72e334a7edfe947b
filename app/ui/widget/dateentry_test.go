package widget

import (
	"errors"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"framsteg/store/skapa"
)

func TestReadDate(t *testing.T) {
	day := func(year int, month time.Month, day int) skapa.Date { return skapa.DateOf(year, month, day) }
	leapDay := day(2024, time.February, 29)
	for text, want := range map[string]skapa.Date{
		"":             0,
		"  ":           0,
		"2026-11-21":   today,
		" 2026-11-21 ": today,
		"20261121":     today,
		"21/11":        today,
		"21/11 2025":   day(2025, time.November, 21),
		"21/11/2025":   day(2025, time.November, 21),
		"22/11":        day(2025, time.November, 22), // this year's is to come
		"01/02":        day(2026, time.February, 1),
		"1/2":          day(2026, time.February, 1),
		"29/2":         leapDay,
		"29/2 2024":    leapDay,
		"idag":         today,
		"IDAG":         today,
		"Idag ":        today,
		"2027-02-01":   day(2027, time.February, 1), // a plan may be
		"1900-01-01":   skapa.FirstDate,
	} {
		if got, err := ReadDate(text, today, "idag"); got != want || err != nil {
			t.Errorf("%q is read as %v, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []string{
		"igår", "today", "2026", "2026-13-01", "2026-02-30", "29/2 2025", "31/2", "32/1", "0/1", "21/11/26", "21.11", "21/11 1899", "1899-12-31", "2200-01-01",
		"2026-11-21T10", "111111111111", "½", "\x00",
	} {
		got, err := ReadDate(text, today, "idag")
		if problem, is := errors.AsType[*skapa.Problem](err); !is || problem.Key != "error.date.unreadable" {
			t.Errorf("%q is read as %v, %v", text, got, err)
		}
	}
}

func TestDateEntryWritesWhatItUnderstood(t *testing.T) {
	for typed, want := range map[string]string{"21/11": "2026-11-21", "idag": "2026-11-21", "20260110": "2026-01-10", "31/2": "31/2", "": ""} {
		e, other := NewDateEntry(0, today, "idag"), NewEntry()
		b := newBench(t, e, other)
		changes := 0
		e.OnChanged = func() { changes++ }
		b.Canvas().Focus(e)
		b.typeText(typed)
		if changes != len(typed) {
			t.Errorf("%q told of %d changes", typed, changes)
		}
		b.press(fyne.KeyTab)
		if e.Text != want {
			t.Errorf("%q becomes %q, want %q", typed, e.Text, want)
		}
	}
}

func TestCalendar(t *testing.T) {
	e := NewDateEntry(skapa.DateOf(2026, time.March, 5), today, "idag")
	b := newBench(t, e)
	b.Canvas().Focus(e)
	b.press(fyne.KeyDown)
	if b.Canvas().Overlays().Top() == nil {
		t.Fatal("the down arrow opens nothing")
	}
	b.press(fyne.KeyRight, fyne.KeyEscape)
	if got, _ := e.Date(); got != skapa.DateOf(2026, time.March, 5) || b.Canvas().Focused() != fyne.Focusable(e) {
		t.Errorf("Escape chooses %v, or keeps the focus", got)
	}
	b.press(fyne.KeyDown, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyReturn)
	if got, err := e.Date(); got != skapa.DateOf(2026, time.March, 9) || err != nil {
		t.Errorf("the 9th gives %v, %v", got, err)
	}
	if b.Canvas().Overlays().Top() != nil || b.Canvas().Focused() != fyne.Focusable(e) {
		t.Error("the calendar stays, or keeps the focus")
	}
	// From an unreadable text it opens today.
	e.SetText("om en vecka")
	b.press(fyne.KeyDown)
	if b.Canvas().Overlays().Top() == nil {
		t.Error("an unreadable date keeps the calendar closed")
	}
}

// A day without a year that is still to come is the next such day.
func TestDateAhead(t *testing.T) {
	today := skapa.DateOf(2026, time.November, 21)
	e := NewDateEntry(0, today, "idag")
	e.Ahead = true
	for text, want := range map[string]string{
		"1/12": "2026-12-01", "21/11": "2026-11-21", "20/11": "2027-11-20", "29/2": "2028-02-29", "1/12 2025": "2025-12-01", "idag": "2026-11-21", "": "",
	} {
		e.Text = text
		if got, err := e.Date(); err != nil || got.String() != want {
			t.Errorf("%q: %s, %v; want %s", text, got, err, want)
		}
	}
}
