// Package screen is what every page of the window has in common.
package screen

import (
	"context"
	"errors"
	"fmt"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Screen is one page of the window.
type Screen interface {
	fyne.CanvasObject
	// Title names the page in the window's title.
	Title() string
	// First is what has the focus when the page opens; nil for nothing.
	First() fyne.Focusable
	// Leave goes on by then, after asking where input would be lost.
	Leave(then func())
	// Close ends what the page listens to.
	Close()
}

// Runner does work aside and then, on the window's goroutine, done. Works are
// done one after the other, in the order in which they were given.
type Runner func(work func(context.Context) error, done func(error))

// Inline is the Runner of tests: it does all at once, where it is called.
func Inline(work func(context.Context) error, done func(error)) {
	done(work(context.Background()))
}

// Deps are what pages work with.
type Deps struct {
	Store  *store.Store
	Words  words.Words
	Window fyne.Window
	Run    Runner
	Cover  func() (uncover func()) // keeps the window from taking any input meanwhile
	Tell   func(sentence string)   // a short word of what was done, until the next
	Report func(err error)         // one clear sentence about what failed
}

// DateEntry makes an entry for a date, which may be zero.
func (d Deps) DateEntry(date skapa.Date) *widget.DateEntry {
	e := widget.NewDateEntry(date, d.Store.Today(), d.Words.T("date.today"))
	e.PlaceHolder = d.Words.T("date.format")
	for i := range e.Names.Months {
		e.Names.Months[i] = d.Words.T(fmt.Sprintf("month.long.%d", i+1))
	}
	for i := range e.Names.Days {
		e.Names.Days[i] = d.Words.T(fmt.Sprintf("day.%d", i+1))
	}
	return e
}

// Save does a write aside, while nothing can be entered. An error that refuses is given to refused; one that
// only kept the file from being written is shown by the window, which goes on
// trying, so the page goes on by saved as after a success.
func (d Deps) Save(write func(context.Context) error, refused func(error), saved func()) {
	uncover := d.Cover()
	d.Run(write, func(err error) {
		uncover()
		if err != nil && !errors.Is(err, store.ErrNotSaved) {
			refused(err)
			return
		}
		saved()
	})
}

// LeaveForm goes on by then, and asks first where a form has input that is not
// saved.
func LeaveForm(d Deps, dirty bool, then func()) {
	if !dirty {
		then()
		return
	}
	w := d.Words
	widget.Ask(d.Window, w.T("leave.title"), w.T("leave.text"),
		widget.Answer{Text: w.T("leave.go"), Do: then},
		widget.Answer{Text: w.T("leave.stay"), Primary: true})
}
