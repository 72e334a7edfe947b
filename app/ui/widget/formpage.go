package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/look"
)

// FormPage lays out a page with a form: its heading, a body that fills what room
// there is, and its buttons below.
func FormPage(heading string, body fyne.CanvasObject, buttons *fyne.Container) fyne.CanvasObject {
	footer := container.NewVBox(fynewidget.NewSeparator(), container.NewPadded(buttons))
	return container.NewPadded(container.NewBorder(NewHeading(heading), footer, nil, nil, body))
}

// Narrow keeps a form from growing wider than is good to read.
func Narrow(form fyne.CanvasObject) *fyne.Container { return container.New(narrow{}, form) }

type narrow struct{}

const formWidth = 880 // dp

func (narrow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.NewPos(look.Near, 0))
		o.Resize(fyne.NewSize(min(formWidth, size.Width-2*look.Near), size.Height))
	}
}

func (narrow) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }
