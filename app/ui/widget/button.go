package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"
)

// Button is Fyne's button that Enter presses too, and that shows the focus by
// a ring: Fyne's own shade can hardly be seen.
type Button struct {
	fynewidget.Button
	seeker
	ring *canvas.Rectangle
}

// NewButton makes a button with a text, an icon or nil, and what it does.
func NewButton(text string, icon fyne.Resource, tapped func()) *Button {
	b := &Button{ring: canvas.NewRectangle(nil)}
	b.ring.StrokeWidth = 2
	b.ring.Hide()
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

// FocusGained shows the ring.
func (b *Button) FocusGained() {
	b.ring.Show()
	b.Button.FocusGained()
	b.tell()
}

// FocusLost hides it.
func (b *Button) FocusLost() {
	b.ring.Hide()
	b.Button.FocusLost()
}

// CreateRenderer puts the ring over Fyne's button.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	return &buttonRenderer{WidgetRenderer: b.Button.CreateRenderer(), ring: b.ring}
}

type buttonRenderer struct {
	fyne.WidgetRenderer
	ring *canvas.Rectangle
}

func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return append(r.WidgetRenderer.Objects(), r.ring)
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.ring.Move(fyne.NewPos(1, 1))
	r.ring.Resize(size.SubtractWidthHeight(2, 2))
}

func (r *buttonRenderer) Refresh() {
	r.ring.StrokeColor = theme.Color(theme.ColorNameForeground)
	r.ring.CornerRadius = theme.Size(theme.SizeNameButtonRadius)
	r.ring.Refresh()
	r.WidgetRenderer.Refresh()
}

// TypedKey presses the button with Enter or space. It keeps the focus, which
// Fyne's Tapped takes away.
func (b *Button) TypedKey(key *fyne.KeyEvent) {
	if !isEnter(key) && key.Name != fyne.KeySpace || b.Disabled() {
		passOn(b, key)
		return
	}
	if b.OnTapped != nil {
		b.OnTapped()
	}
}
