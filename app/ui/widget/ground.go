package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynewidget "fyne.io/fyne/v2/widget"
)

// Ground lies below all that can be clicked. The toolkit takes the focus away at
// a click on nothing; the ground gives it back, so that the keys go on working.
type Ground struct {
	fynewidget.BaseWidget
	focused fyne.Focusable // when the click began
}

// NewGround makes a ground, to be laid below everything else.
func NewGround() *Ground {
	g := &Ground{}
	g.ExtendBaseWidget(g)
	return g
}

// CreateRenderer draws nothing.
func (g *Ground) CreateRenderer() fyne.WidgetRenderer {
	return fynewidget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}

// MouseDown comes before the focus is taken away.
func (g *Ground) MouseDown(*desktop.MouseEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil {
		g.focused = c.Focused()
	}
}

// MouseUp comes before the focus is taken away once more.
func (g *Ground) MouseUp(*desktop.MouseEvent) {}

// Tapped comes after that.
func (g *Ground) Tapped(*fyne.PointEvent) { g.giveBack() }

// TappedSecondary comes after the other button.
func (g *Ground) TappedSecondary(*fyne.PointEvent) { g.giveBack() }

func (g *Ground) giveBack() {
	if c := fyne.CurrentApp().Driver().CanvasForObject(g); c != nil && g.focused != nil {
		c.Focus(g.focused)
	}
	g.focused = nil
}
