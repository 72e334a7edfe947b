package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynewidget "fyne.io/fyne/v2/widget"
)

// Empty says in the middle of a page why nothing is listed there, and offers
// what to do.
type Empty struct {
	fynewidget.BaseWidget
	content *fyne.Container
}

// NewEmpty makes one that says nothing.
func NewEmpty() *Empty {
	e := &Empty{content: container.New(middle{})}
	e.ExtendBaseWidget(e)
	e.Hide()
	return e
}

// CreateRenderer lays it out.
func (e *Empty) CreateRenderer() fyne.WidgetRenderer { return fynewidget.NewSimpleRenderer(e.content) }

// Say shows a text and what to do, which may be nil.
func (e *Empty) Say(text string, do fyne.CanvasObject) {
	label := fynewidget.NewLabelWithStyle(text, fyne.TextAlignCenter, fyne.TextStyle{})
	label.Wrapping = fyne.TextWrapWord
	said := container.NewVBox(label)
	if do != nil {
		said.Add(container.NewCenter(do))
	}
	e.content.Objects = []fyne.CanvasObject{said}
	e.content.Refresh()
	e.Show()
}

// middle puts one object in the middle, no wider than is good to read.
type middle struct{}

const textWidth = 480 // dp

func (middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		width := min(textWidth, size.Width)
		o.Resize(fyne.NewSize(width, 0)) // wraps, and so knows its height
		height := o.MinSize().Height
		o.Resize(fyne.NewSize(width, height))
		o.Move(fyne.NewPos((size.Width-width)/2, (size.Height-height)/2))
	}
}

func (middle) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
