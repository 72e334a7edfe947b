package widget

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"

	"framsteg/app/ui/look"
)

// rung is one button of a Ladder: the key that chooses it, the stairs up to its
// step, its words in at most three lines, and a tick when it is chosen.
type rung struct {
	step   int // 0 for declining
	words  string
	box    *canvas.Rectangle
	key    *canvas.Text
	tick   *canvas.Image
	stairs stairs // none for declining
	lines  [3]*canvas.Text
}

func newRung(l *Ladder, i int) *rung {
	r := &rung{words: l.declined, box: canvas.NewRectangle(nil), key: canvas.NewText("0", nil), tick: canvas.NewImageFromResource(nil)}
	r.box.CornerRadius = 10
	if i < len(l.steps) {
		r.step, r.words = i+1, l.steps[i]
		r.key.Text = strconv.Itoa(r.step)
		r.stairs = newStairs(len(l.steps))
	}
	for n := range r.lines {
		r.lines[n] = canvas.NewText("", nil)
		r.lines[n].Alignment = fyne.TextAlignCenter
	}
	return r
}

func (r *rung) objects() []fyne.CanvasObject {
	objects := append([]fyne.CanvasObject{r.box}, r.stairs.objects()...)
	objects = append(objects, r.key, r.tick)
	for _, line := range r.lines {
		objects = append(objects, line)
	}
	return objects
}

// draw gives the button the colours of its state.
func (r *rung) draw(chosen, hovered bool) {
	fill, stroke, ink := theme.Color(look.Panel), theme.Color(theme.ColorNameInputBorder), theme.Color(theme.ColorNameForeground)
	faint, picture := theme.Color(look.Muted), theme.Color(look.Self)
	r.box.StrokeWidth = 1
	switch {
	case chosen:
		fill, stroke, ink = theme.Color(look.Self), theme.Color(look.Self), theme.Color(look.OnSelf)
		faint, picture = ink, ink
	case hovered:
		stroke = theme.Color(look.Self)
		r.box.StrokeWidth = 3
	}
	r.box.FillColor, r.box.StrokeColor = fill, stroke
	r.box.Refresh()
	r.stairs.draw(r.step, picture, faint)
	r.key.Color = faint
	r.key.Refresh()
	r.tick.Hidden = !chosen
	if chosen {
		r.tick.Resource = theme.NewColoredResource(theme.ConfirmIcon(), look.OnSelf)
		r.tick.Refresh()
	}
	for _, line := range r.lines {
		line.Color, line.TextStyle.Bold = ink, chosen
		line.Refresh()
	}
}

func (r *rung) layout(at fyne.Position, size fyne.Size) {
	const corner = 20
	textSize := float32(rungText)
	if size.Width >= rungRoomy {
		textSize = rungLarge
	}
	r.box.Move(at)
	r.box.Resize(size)
	r.key.TextSize = 13
	r.key.Move(at.AddXY(look.Near, 4))
	r.tick.Move(at.AddXY(size.Width-corner-4, 4))
	r.tick.Resize(fyne.NewSquareSize(corner))

	wrapped := wrap(r.words, textSize, size.Width-2*look.Tight, len(r.lines))
	lineHeight := fyne.MeasureText("Åg", textSize, fyne.TextStyle{}).Height - 2
	height := lineHeight * float32(len(wrapped))
	y := at.Y + (size.Height-height)/2
	if r.stairs != nil {
		picture := fyne.NewSize(min(144, size.Width-2*look.Across), max(36, min(108, size.Height-3*lineHeight-corner-look.Near)))
		top := at.Y + max(corner, (size.Height-picture.Height-3*lineHeight)/2)
		r.stairs.layout(fyne.NewPos(at.X+(size.Width-picture.Width)/2, top), picture)
		y = top + picture.Height + look.Tight + (3*lineHeight-height)/2
	}
	for n, line := range r.lines {
		line.Text, line.TextSize = "", textSize
		if n < len(wrapped) {
			line.Text = wrapped[n]
		}
		line.Move(fyne.NewPos(at.X, y+float32(n)*lineHeight))
		line.Resize(fyne.NewSize(size.Width, lineHeight))
	}
}
