package widget

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"framsteg/app/ui/look"
)

// stepCell is one button of a StepPicker: a number, its wording in at most
// three lines, and a tick when it is chosen, so that colour is not alone.
type stepCell struct {
	box     *canvas.Rectangle
	number  *canvas.Text // nil in the cell for declining
	tick    *canvas.Image
	wording string
	lines   [3]*canvas.Text
}

func newStepCell(p *StepPicker, i int) *stepCell {
	c := &stepCell{box: canvas.NewRectangle(nil), wording: p.declined, tick: canvas.NewImageFromResource(nil)}
	c.box.CornerRadius = 6
	if i < len(p.steps) {
		c.wording = p.steps[i]
		c.number = canvas.NewText(strconv.Itoa(i+1), nil)
		c.number.TextSize = 16
		c.number.TextStyle.Bold = true
		c.number.Alignment = fyne.TextAlignCenter
	}
	for l := range c.lines {
		c.lines[l] = canvas.NewText("", nil)
		c.lines[l].Alignment = fyne.TextAlignCenter
	}
	return c
}

func (c *stepCell) objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{c.box, c.tick}
	if c.number != nil {
		objects = append(objects, c.number)
	}
	for _, l := range c.lines {
		objects = append(objects, l)
	}
	return objects
}

// draw gives the cell the colours of its state.
func (c *stepCell) draw(chosen, hovered bool, colour fyne.ThemeColorName) {
	fill, stroke, ink := theme.Color(look.Panel), theme.Color(theme.ColorNameInputBorder), theme.Color(theme.ColorNameForeground)
	switch {
	case chosen:
		fill, stroke, ink = theme.Color(colour), theme.Color(colour), theme.Color(look.OnSelf)
	case hovered:
		stroke = theme.Color(colour)
	}
	c.box.FillColor, c.box.StrokeColor, c.box.StrokeWidth = fill, stroke, 1
	if hovered && !chosen {
		c.box.StrokeWidth = 2
	}
	c.box.Refresh()
	c.tick.Hidden = !chosen
	if chosen {
		c.tick.Resource = theme.NewColoredResource(theme.ConfirmIcon(), look.OnSelf)
		c.tick.Refresh()
	}
	if c.number != nil {
		c.number.Color = ink
		c.number.Refresh()
	}
	for _, l := range c.lines {
		l.Color = ink
		l.TextStyle.Bold = chosen
		l.Refresh()
	}
}

const wordingSize = 12

func (c *stepCell) layout(at fyne.Position, size fyne.Size) {
	c.box.Move(at)
	c.box.Resize(size)
	c.tick.Move(at.AddXY(size.Width-20, 4))
	c.tick.Resize(fyne.NewSquareSize(16))

	room := size.Height
	wrapped := wrap(c.wording, wordingSize, size.Width-2*look.Tight, len(c.lines))
	lineHeight := fyne.MeasureText("Åg", wordingSize, fyne.TextStyle{}).Height - 2
	height := lineHeight * float32(len(wrapped))
	numberHeight := float32(0)
	if c.number != nil {
		numberHeight = c.number.MinSize().Height - 4
	}
	y := at.Y + (room-height-numberHeight)/2
	if c.number != nil {
		c.number.Move(fyne.NewPos(at.X, y-2))
		c.number.Resize(fyne.NewSize(size.Width, numberHeight))
	}
	y += numberHeight
	for i, l := range c.lines {
		l.TextSize = wordingSize
		l.Text = ""
		if i < len(wrapped) {
			l.Text = wrapped[i]
		}
		l.Move(fyne.NewPos(at.X, y+float32(i)*lineHeight))
		l.Resize(fyne.NewSize(size.Width, lineHeight))
	}
}

// wrap breaks a text of a size at spaces into at most most lines of a width in dp.
func wrap(text string, textSize, width float32, most int) []string {
	var lines []string
	for _, word := range strings.Fields(text) {
		last := len(lines) - 1
		if last >= 0 {
			longer := lines[last] + " " + word
			fits := fyne.MeasureText(longer, textSize, fyne.TextStyle{Bold: true}).Width <= width
			if fits || len(lines) == most {
				lines[last] = longer
				continue
			}
		}
		lines = append(lines, word)
	}
	return lines
}
