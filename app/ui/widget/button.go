package widget

import (
	"fyne.io/fyne/v2"
	fynewidget "fyne.io/fyne/v2/widget"
)

// Button is Fyne's button that Enter presses too.
type Button struct{ fynewidget.Button }

// NewButton makes a button with a text, an icon or nil, and what it does.
func NewButton(text string, icon fyne.Resource, tapped func()) *Button {
	b := &Button{}
	b.Text, b.Icon, b.OnTapped = text, icon, tapped
	b.ExtendBaseWidget(b)
	return b
}

// NewPrimary makes the one button of a screen that goes on.
func NewPrimary(text string, icon fyne.Resource, tapped func()) *Button {
	b := NewButton(text, icon, tapped)
	b.Importance = fynewidget.HighImportance
	return b
}

// NewQuiet makes a button that is drawn as text.
func NewQuiet(text string, icon fyne.Resource, tapped func()) *Button {
	b := NewButton(text, icon, tapped)
	b.Importance = fynewidget.LowImportance
	b.Alignment = fynewidget.ButtonAlignLeading
	return b
}

// TypedKey presses the button with Enter or space.
func (b *Button) TypedKey(key *fyne.KeyEvent) {
	switch {
	case b.Disabled():
	case isEnter(key):
		b.Tapped(nil)
		return
	case key.Name == fyne.KeySpace:
		b.Button.TypedKey(key)
		return
	}
	passOn(b, key)
}
