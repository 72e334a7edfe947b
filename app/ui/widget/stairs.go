package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"
)

// Stairs are the picture of a step: as many stairs as the scale has, filled up
// to the step, the others only outlined, so that it needs no colour to be read.
type Stairs struct {
	fynewidget.BaseWidget
	step, of int
	stairs   stairs
}

// NewStairs makes the picture of a step, 0 for none, of a scale with of steps.
func NewStairs(step, of int, colour fyne.ThemeColorName) *Stairs {
	s := &Stairs{step: step, of: of, stairs: newStairs(of)}
	s.stairs.draw(step, theme.Color(colour), theme.Color(theme.ColorNameInputBorder))
	s.ExtendBaseWidget(s)
	return s
}

// CreateRenderer draws the stairs.
func (s *Stairs) CreateRenderer() fyne.WidgetRenderer { return &stairsRenderer{s} }

type stairsRenderer struct{ *Stairs }

func (r *stairsRenderer) Destroy()                     {}
func (r *stairsRenderer) Refresh()                     { canvas.Refresh(r.Stairs) }
func (r *stairsRenderer) MinSize() fyne.Size           { return fyne.NewSize(float32(8*r.of), 24) }
func (r *stairsRenderer) Objects() []fyne.CanvasObject { return r.stairs.objects() }

func (r *stairsRenderer) Layout(size fyne.Size) {
	least := r.MinSize()
	r.stairs.layout(fyne.NewPos(0, max(0, (size.Height-least.Height)/2)), fyne.NewSize(min(size.Width, least.Width), min(size.Height, least.Height)))
}

// stairs are the rectangles of the picture.
type stairs []*canvas.Rectangle

func newStairs(of int) stairs {
	s := make(stairs, of)
	for i := range s {
		s[i] = canvas.NewRectangle(color.Transparent)
		s[i].StrokeWidth = 1.5
		s[i].CornerRadius = 2
	}
	return s
}

func (s stairs) objects() (all []fyne.CanvasObject) {
	for _, stair := range s {
		all = append(all, stair)
	}
	return all
}

// draw fills the stairs up to a step by a colour, and outlines the others by
// another.
func (s stairs) draw(step int, fill, outline color.Color) {
	for i, stair := range s {
		stair.FillColor, stair.StrokeColor = color.Transparent, outline
		if i < step {
			stair.FillColor, stair.StrokeColor = fill, fill
		}
		stair.Refresh()
	}
}

// layout puts the stairs, from the lowest to the highest, into a rectangle.
func (s stairs) layout(at fyne.Position, size fyne.Size) {
	const gap = 2
	n := float32(len(s))
	width := (size.Width - (n-1)*gap) / n
	for i, stair := range s {
		height := size.Height * float32(i+1) / n
		stair.Move(at.AddXY(float32(i)*(width+gap), size.Height-height))
		stair.Resize(fyne.NewSize(width, height))
	}
}
