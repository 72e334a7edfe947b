package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
)

// NewProgressMarks makes a row of small squares, as many as there are questions,
// filled up to one of them.
func NewProgressMarks(at, of int) fyne.CanvasObject {
	row := container.New(layout.NewCustomPaddedHBoxLayout(4))
	for i := range of {
		mark := canvas.NewRectangle(color.Transparent)
		mark.SetMinSize(fyne.NewSize(20, 10))
		mark.CornerRadius, mark.StrokeWidth = 3, 1.5
		mark.StrokeColor = theme.Color(theme.ColorNameInputBorder)
		if i < at {
			mark.FillColor, mark.StrokeColor = theme.Color(theme.ColorNameForeground), theme.Color(theme.ColorNameForeground)
		}
		row.Add(mark)
	}
	return row
}
