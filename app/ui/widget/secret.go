package widget

import fynewidget "fyne.io/fyne/v2/widget"

// NewSecret makes an entry of one line that hides what is typed, with a button
// inside that shows it and hides it again. Others are shown and hidden with it.
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
	return e
}
