package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"framsteg/app/ui/look"
)

// Pair puts two objects side by side, of one width and with room between.
func Pair(left, right fyne.CanvasObject) *fyne.Container {
	return container.New(pair{}, left, right)
}

type pair struct{}

func (pair) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := (size.Width - look.Apart) / 2
	for i, o := range objects {
		o.Move(fyne.NewPos(float32(i)*(width+look.Apart), 0))
		o.Resize(fyne.NewSize(width, size.Height))
	}
}

func (pair) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := objects[0].MinSize().Max(objects[1].MinSize())
	return fyne.NewSize(2*size.Width+look.Apart, size.Height)
}
