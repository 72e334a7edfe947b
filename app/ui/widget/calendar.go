package widget

import (
	"image/color"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/look"
	"framsteg/store/skapa"
)

// CalendarNames are the names that a calendar shows, in the user's language.
type CalendarNames struct {
	Months [12]string // January first
	Days   [7]string  // Monday first, short
}

// Calendar shows a month, Monday first, and chooses a day. The arrows walk by
// day and week, Page Up and Page Down by month; Enter chooses, Escape is for
// what the calendar stands in.
type Calendar struct {
	fynewidget.BaseWidget
	OnChosen func(skapa.Date)
	OnEscape func()

	names   CalendarNames
	current skapa.Date // that the arrows stand on
	today   skapa.Date
	focused bool
	title   *fynewidget.Label
	days    *fyne.Container
	content fyne.CanvasObject
}

// NewCalendar makes a calendar that stands on a date.
func NewCalendar(on, today skapa.Date, names CalendarNames) *Calendar {
	c := &Calendar{names: names, current: on, today: today, days: container.NewGridWithColumns(7)}
	c.title = fynewidget.NewLabelWithStyle("", fyne.TextAlignCenter, fyne.TextStyle{Bold: true})
	earlier := NewQuiet("", theme.NavigateBackIcon(), func() { c.walkMonths(-1) })
	later := NewQuiet("", theme.NavigateNextIcon(), func() { c.walkMonths(1) })
	c.content = container.NewVBox(container.NewBorder(nil, nil, earlier, later, c.title), c.days)
	c.ExtendBaseWidget(c)
	c.show()
	return c
}

// CreateRenderer lays the calendar out.
func (c *Calendar) CreateRenderer() fyne.WidgetRenderer {
	return fynewidget.NewSimpleRenderer(c.content)
}

// show fills the month of the current date.
func (c *Calendar) show() {
	c.title.SetText(c.names.Months[c.current.Month()-1] + " " + strconv.Itoa(c.current.Year()))
	c.days.RemoveAll()
	for _, name := range c.names.Days {
		label := fynewidget.NewLabelWithStyle(name, fyne.TextAlignCenter, fyne.TextStyle{})
		label.SizeName = theme.SizeNameCaptionText
		label.Importance = fynewidget.LowImportance
		c.days.Add(label)
	}
	first := skapa.DateOf(c.current.Year(), c.current.Month(), 1)
	for range (int(first.Time().Weekday()) + 6) % 7 {
		c.days.Add(noDay())
	}
	for d := first; d.Month() == first.Month(); d = d.Add(1) {
		c.days.Add(newDay(c, d))
	}
	for len(c.days.Objects) < 7*7 { // every month has the height of the longest
		c.days.Add(noDay())
	}
	c.Refresh()
}

func noDay() fyne.CanvasObject { return canvas.NewRectangle(color.Transparent) }

func (c *Calendar) walk(days int) { c.goTo(c.current.Add(days)) }

// walkMonths goes to the same day of another month, or to its last.
func (c *Calendar) walkMonths(n int) {
	first := skapa.DateOf(c.current.Year(), c.current.Month()+time.Month(n), 1)
	last := skapa.DateOf(first.Year(), first.Month()+1, 0)
	c.goTo(min(first.Add(c.current.Day()-1), last))
}

func (c *Calendar) goTo(d skapa.Date) {
	if d >= skapa.FirstDate && d <= skapa.LastDate {
		c.current = d
		c.show()
	}
}

func (c *Calendar) choose(d skapa.Date) {
	if c.OnChosen != nil {
		c.OnChosen(d)
	}
}

// FocusGained shows which day the arrows stand on.
func (c *Calendar) FocusGained() { c.focus(true) }

// FocusLost hides it.
func (c *Calendar) FocusLost() { c.focus(false) }

func (c *Calendar) focus(on bool) {
	c.focused = on
	c.show()
}

// TypedRune does nothing: no letter means anything here.
func (c *Calendar) TypedRune(rune) {}

// TypedKey walks and chooses.
func (c *Calendar) TypedKey(key *fyne.KeyEvent) {
	switch key.Name {
	case fyne.KeyLeft:
		c.walk(-1)
	case fyne.KeyRight:
		c.walk(1)
	case fyne.KeyUp:
		c.walk(-7)
	case fyne.KeyDown:
		c.walk(7)
	case fyne.KeyPageUp:
		c.walkMonths(-1)
	case fyne.KeyPageDown:
		c.walkMonths(1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.choose(c.current)
	case fyne.KeyEscape:
		if c.OnEscape != nil {
			c.OnEscape()
		}
	}
}

// day is a day that can be tapped.
type day struct {
	fynewidget.BaseWidget
	calendar *Calendar
	date     skapa.Date
}

func newDay(c *Calendar, d skapa.Date) *day {
	day := &day{calendar: c, date: d}
	day.ExtendBaseWidget(day)
	return day
}

// Tapped chooses the day.
func (d *day) Tapped(*fyne.PointEvent) { d.calendar.choose(d.date) }

// CreateRenderer draws the number: today in bold, the current day filled.
func (d *day) CreateRenderer() fyne.WidgetRenderer {
	ground := canvas.NewRectangle(theme.Color(theme.ColorNameMenuBackground))
	ground.CornerRadius = 6
	ground.SetMinSize(fyne.NewSquareSize(32))
	number := canvas.NewText(strconv.Itoa(d.date.Day()), theme.Color(theme.ColorNameForeground))
	number.Alignment = fyne.TextAlignCenter
	number.TextStyle.Bold = d.date == d.calendar.today
	if d.date == d.calendar.current {
		ground.FillColor, number.Color = theme.Color(theme.ColorNamePrimary), theme.Color(look.OnSelf)
		if d.calendar.focused {
			ground.StrokeColor, ground.StrokeWidth = theme.Color(theme.ColorNameForeground), 2
		}
	}
	return fynewidget.NewSimpleRenderer(container.NewStack(ground, number))
}
