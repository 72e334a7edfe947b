package cohort

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/look"
)

// warning marks the whole page where nothing on it is hidden: a band above, and a
// frame around.
type warning struct {
	fynewidget.BaseWidget
	text    string
	ground  *canvas.Rectangle
	said    *canvas.Text
	band    *fyne.Container
	outline *canvas.Rectangle
}

func newWarning(text string) *warning {
	m := &warning{text: text, ground: canvas.NewRectangle(nil), said: canvas.NewText(text, nil), outline: canvas.NewRectangle(nil)}
	m.said.Alignment = fyne.TextAlignCenter
	m.said.TextStyle.Bold = true
	m.band = container.NewStack(m.ground, container.NewPadded(m.said))
	m.ExtendBaseWidget(m)
	m.Refresh()
	return m
}

// around lays the band above a content, and the frame around both.
func (m *warning) around(content fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(container.NewBorder(m.band, nil, nil, nil, content), m)
}

func (m *warning) show(marked bool) {
	m.band.Hidden, m.outline.Hidden = !marked, !marked
	m.Refresh()
}

// CreateRenderer draws the frame.
func (m *warning) CreateRenderer() fyne.WidgetRenderer {
	return fynewidget.NewSimpleRenderer(m.outline)
}

// Refresh follows the theme.
func (m *warning) Refresh() {
	m.ground.FillColor = theme.Color(theme.ColorNameError)
	m.said.Color, m.said.TextSize = theme.Color(theme.ColorNameForegroundOnError), theme.TextSize()
	m.outline.StrokeColor, m.outline.StrokeWidth = theme.Color(theme.ColorNameError), look.Tight
	m.band.Refresh()
	m.BaseWidget.Refresh()
}
