package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/look"
)

// Panel is a ground of its own colour, to be laid below what belongs together.
type Panel struct {
	fynewidget.BaseWidget
	Framed bool // with a line around, which shows how far it reaches

	ground *canvas.Rectangle
}

// NewPanel makes a panel.
func NewPanel() *Panel {
	p := &Panel{ground: canvas.NewRectangle(nil)}
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer draws the panel.
func (p *Panel) CreateRenderer() fyne.WidgetRenderer {
	p.follow()
	return fynewidget.NewSimpleRenderer(p.ground)
}

// Refresh follows the theme.
func (p *Panel) Refresh() {
	p.follow()
	p.ground.Refresh()
}

func (p *Panel) follow() {
	p.ground.FillColor, p.ground.CornerRadius = theme.Color(look.Panel), theme.Size(theme.SizeNameButtonRadius)
	if p.Framed {
		p.ground.StrokeColor, p.ground.StrokeWidth = theme.Color(theme.ColorNameInputBorder), 1
	}
}

// Readable keeps a text from growing wider than is good to read.
func Readable(text fyne.CanvasObject) *fyne.Container { return container.New(readable{}, text) }

type readable struct{}

const readWidth = 760 // dp

func (readable) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(fyne.NewSize(min(readWidth, size.Width), size.Height))
	}
}

func (readable) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }
