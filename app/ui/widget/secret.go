package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynewidget "fyne.io/fyne/v2/widget"
)

// NewHidden makes an entry of one line that never shows what is typed or pasted,
// for where whoever sits there may not be whose clipboard it is.
func NewHidden() *Entry {
	e := NewEntry()
	e.Password = true
	e.ActionItem = noAction()
	return e
}

// noAction keeps the toolkit from adding its own button to an entry that hides,
// which no key reaches.
func noAction() fyne.CanvasObject { return canvas.NewRectangle(color.Transparent) }

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
		other.ActionItem = noAction()
	}
	return e
}
