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

// Beside puts what is filled in on the left and a list on the right, which gets
// the more of the room.
func Beside(form, list fyne.CanvasObject) *fyne.Container {
	return container.New(beside{}, form, list)
}

type beside struct{}

const besideForm = 320 // dp

func (beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left := min(besideForm, size.Width*0.4)
	objects[0].Resize(fyne.NewSize(left, size.Height))
	objects[0].Move(fyne.NewPos(0, 0))
	objects[1].Resize(fyne.NewSize(size.Width-left-look.Apart, size.Height))
	objects[1].Move(fyne.NewPos(left+look.Apart, 0))
}

func (beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(a.Width+b.Width+look.Apart, max(a.Height, b.Height))
}
