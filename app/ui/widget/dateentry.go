package widget

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/store/skapa"
)

// DateEntry is an entry for a date. It takes 2026-11-21, 20261121, 21/11 and
// a word for today, and writes the first of these when it is left; a calendar
// opens on the date that stands in it.
type DateEntry struct {
	Entry
	Today     skapa.Date
	TodayWord string // what may be written for today, in the user's language
	Names     CalendarNames
	OnChanged func() // called at each change of the text
	OnPicked  func() // called after a date was chosen in the calendar
	Ahead     bool   // a day without a year is still to come, not the latest such day
	popUp     *fynewidget.PopUp
}

// NewDateEntry makes an entry with a date, which may be zero.
func NewDateEntry(d, today skapa.Date, todayWord string) *DateEntry {
	e := &DateEntry{Today: today, TodayWord: todayWord}
	e.Text = d.String()
	e.ExtendBaseWidget(e)
	e.Entry.Entry.OnChanged = func(string) {
		if e.OnChanged != nil {
			e.OnChanged()
		}
	}
	e.ActionItem = newFlap(theme.CalendarIcon(), e.openCalendar)
	return e
}

// Date gives the date that is written, the zero date for an empty entry, or a
// *skapa.Problem for a text that is no date.
func (e *DateEntry) Date() (skapa.Date, error) {
	if d, found := dayAhead(e.Text, e.Today); e.Ahead && found {
		return d, nil
	}
	return ReadDate(e.Text, e.Today, e.TodayWord)
}

// Read gives the date like Date, and what can't be read as a finding about a
// field.
func (e *DateEntry) Read(field string, findings *skapa.Findings) skapa.Date {
	d, err := e.Date()
	if err != nil {
		*findings = append(*findings, skapa.Finding{Field: field, Key: "error.date.unreadable", Args: skapa.Args{"Text": e.Text}})
	}
	return d
}

// SetDate writes a date.
func (e *DateEntry) SetDate(d skapa.Date) { e.SetText(d.String()) }

// FocusLost writes the date as it was understood.
func (e *DateEntry) FocusLost() {
	if d, err := e.Date(); err == nil && d.String() != e.Text {
		e.SetDate(d)
	}
	e.Entry.FocusLost()
}

// TypedKey opens the calendar with the down arrow and F4.
func (e *DateEntry) TypedKey(key *fyne.KeyEvent) {
	if key.Name == fyne.KeyDown || key.Name == fyne.KeyF4 {
		e.openCalendar()
		return
	}
	e.Entry.TypedKey(key)
}

// TypedShortcut opens the calendar with Alt and the down arrow.
func (e *DateEntry) TypedShortcut(shortcut fyne.Shortcut) {
	if opens(shortcut) {
		e.openCalendar()
		return
	}
	e.Entry.TypedShortcut(shortcut)
}

func (e *DateEntry) openCalendar() {
	c := fyne.CurrentApp().Driver().CanvasForObject(e)
	if c == nil || e.Disabled() {
		return
	}
	d, err := e.Date()
	if err != nil || d.IsZero() {
		d = e.Today
	}
	calendar := NewCalendar(d, e.Today, e.Names)
	calendar.OnEscape = func() {
		e.popUp.Hide()
		c.Focus(e)
	}
	calendar.OnChosen = func(d skapa.Date) {
		e.SetDate(d)
		calendar.OnEscape()
		if e.OnPicked != nil {
			e.OnPicked()
		}
	}
	e.popUp = fynewidget.NewPopUp(calendar, c)
	below := fyne.CurrentApp().Driver().AbsolutePositionForObject(e).AddXY(0, e.Size().Height)
	size := e.popUp.MinSize()
	below.X = max(0, min(below.X, c.Size().Width-size.Width))
	below.Y = max(0, min(below.Y, c.Size().Height-size.Height))
	e.popUp.ShowAtPosition(below)
	c.Focus(calendar)
}

// dayAhead gives the first day from today on that is meant by a text like 21/11.
func dayAhead(text string, today skapa.Date) (skapa.Date, bool) {
	t, err := time.Parse("2/1 2006", strings.TrimSpace(text)+" 2000")
	for year := today.Year(); err == nil && year <= today.Year()+8; year++ {
		if d := skapa.DateOf(year, t.Month(), t.Day()); d.Day() == t.Day() && d >= today {
			return d, true
		}
	}
	return 0, false
}

// ReadDate reads what people write for a date: as skapa.ParseDate does, and
// 21/11 or 21/11 2025, and todayWord. A day without a year is the latest such
// day that is not after today. An empty text is the zero date.
func ReadDate(text string, today skapa.Date, todayWord string) (skapa.Date, error) {
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		return 0, nil
	case strings.EqualFold(text, todayWord):
		return today, nil
	}
	for _, layout := range []string{"2/1 2006", "2/1/2006"} {
		if t, err := time.Parse(layout, text); err == nil {
			return skapa.ParseDate(skapa.DateIn(t).String())
		}
	}
	// A leap year as the year that is not written lets 29/2 through; the day
	// is then looked for in the years before today.
	if t, err := time.Parse("2/1 2006", text+" 2000"); err == nil {
		for year := today.Year(); year > today.Year()-8; year-- {
			d := skapa.DateOf(year, t.Month(), t.Day())
			if d.Day() == t.Day() && d <= today {
				return d, nil
			}
		}
	}
	return skapa.ParseDate(text)
}
