package widget

import (
	"image/color"

	"fyne.io/fyne/v2/canvas"
	fynewidget "fyne.io/fyne/v2/widget"
)

// NewSecret makes an entry of one line that hides what is typed, with a button
// inside that shows it and hides it again: others that hide, too.
func NewSecret(show, hide string, others ...*Entry) *Entry {
	e := NewEntry()
	e.Password = true
	toggle := NewQuiet(show, nil, nil)
	toggle.Importance = fynewidget.LowImportance
	toggle.OnTapped = func() {
		hidden := !e.Password
		toggle.SetText(show)
		if !hidden {
			toggle.SetText(hide)
		}
		for _, entry := range append([]*Entry{e}, others...) {
			entry.Password = hidden
			entry.Refresh()
		}
	}
	e.ActionItem = toggle
	for _, other := range others {
		other.Password = true
		other.ActionItem = canvas.NewRectangle(color.Transparent) // else the toolkit adds its own button, which no key reaches
	}
	return e
}
