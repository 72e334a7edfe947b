package widget

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"framsteg/app/chart/scene"
	"framsteg/app/ui/look"
)

// Measures of a tooltip, in dp.
const (
	tipInset  = 10
	tipApart  = 8 // from what it tells of
	tipWidest = 360
	tipText   = 13
	ringWidth = 2
)

// chartOverlay is what changes over a chart as the pointer and the keys move:
// the ring around a region, the shade of an activity, the tooltip, and the
// border of the focus. It is apart from the picture, which is never painted
// for any of these.
type chartOverlay struct {
	objects *fyne.Container
	shade   *canvas.Rectangle
	border  *canvas.Rectangle
	ring    *canvas.Rectangle
	tip     *canvas.Rectangle
	lines   []*canvas.Text
}

func newChartOverlay() *chartOverlay {
	o := &chartOverlay{}
	hidden := func(radius float32) *canvas.Rectangle {
		r := canvas.NewRectangle(color.Transparent)
		r.CornerRadius = radius
		r.Hide()
		return r
	}
	o.shade, o.border, o.ring, o.tip = hidden(0), hidden(6), hidden(4), hidden(6)
	o.border.StrokeWidth, o.tip.StrokeWidth = ringWidth, 1
	o.objects = container.NewWithoutLayout(o.shade, o.border, o.ring, o.tip)
	return o
}

// show brings the overlay up to what v shows. It is refreshed as a whole: the
// toolkit paints nothing for a part that was never on the screen.
func (o *chartOverlay) show(v *ChartView) {
	defer o.objects.Refresh()
	palette := look.Palette()
	put := func(r *canvas.Rectangle, visible bool, pos fyne.Position, size fyne.Size) {
		r.Hidden = !visible
		r.Move(pos)
		r.Resize(size)
	}
	o.border.StrokeColor = theme.Color(theme.ColorNamePrimary)
	put(o.border, v.focused, fyne.Position{}, v.Size())
	active := v.active()
	if active < 0 {
		for _, r := range []*canvas.Rectangle{o.shade, o.ring, o.tip} {
			put(r, false, r.Position(), r.Size())
		}
		o.write(nil, fyne.Position{}, palette)
		return
	}
	region := v.scene.Regions[active]
	ink := palette[scene.Ink]
	o.shade.FillColor = color.NRGBA{ink.R, ink.G, ink.B, 24}
	pos, size := place(region.Shade)
	put(o.shade, !region.Shade.Empty(), pos, size)
	o.ring.StrokeColor, o.ring.StrokeWidth = ink, ringWidth
	if active != v.selected {
		o.ring.StrokeColor, o.ring.StrokeWidth = palette[scene.Axis], 1
	}
	pos, size = place(region.Rect)
	put(o.ring, true, pos, size)
	o.tip.FillColor, o.tip.StrokeColor = palette[scene.Panel], palette[scene.Axis]
	lines := wrapAll(region.Tooltip)
	size = tipSize(lines)
	pos = tipPlace(region, v, size)
	put(o.tip, true, pos, size)
	o.write(lines, pos, palette)
}

// write puts lines of text into the tooltip at pos; the text objects that are
// not needed are hidden.
func (o *chartOverlay) write(lines []tipLine, pos fyne.Position, palette scene.Palette) {
	for len(o.lines) < len(lines) {
		text := canvas.NewText("", color.Transparent)
		o.lines = append(o.lines, text)
		o.objects.Objects = append(o.objects.Objects, text)
	}
	y := pos.Y + tipInset
	for i, text := range o.lines {
		text.Hidden = i >= len(lines)
		if !text.Hidden {
			text.Text, text.TextStyle.Bold, text.TextSize = lines[i].text, lines[i].heading, tipText
			text.Color = palette[scene.Ink]
			text.Move(fyne.NewPos(pos.X+tipInset, y))
			text.Resize(lines[i].measure())
			y += lines[i].measure().Height
		}
	}
}

// tipLine is a line of a tooltip that fits into it.
type tipLine struct {
	text    string
	heading bool
}

func (l tipLine) measure() fyne.Size {
	return fyne.MeasureText(l.text, tipText, fyne.TextStyle{Bold: l.heading})
}

// wrapAll breaks the lines of a tooltip, the first its heading, that are too
// wide.
func wrapAll(texts []string) []tipLine {
	var lines []tipLine
	for i, text := range texts {
		line := tipLine{heading: i == 0}
		for word := range strings.FieldsSeq(text) {
			longer := tipLine{strings.TrimSpace(line.text + " " + word), line.heading}
			if line.text != "" && longer.measure().Width > tipWidest {
				lines = append(lines, line)
				longer.text = scene.Fit(word, tipText, line.heading, tipWidest)
			}
			line = longer
		}
		lines = append(lines, line)
	}
	return lines
}

func tipSize(lines []tipLine) fyne.Size {
	size := fyne.NewSize(0, 0)
	for _, l := range lines {
		m := l.measure()
		size = fyne.NewSize(max(size.Width, m.Width), size.Height+m.Height)
	}
	return size.AddWidthHeight(2*tipInset, 2*tipInset)
}

// tipPlace finds where a tooltip of a size stands: beside a mark, above a bar,
// on the other side where there is no room, and always in sight, as far as it
// fits there.
func tipPlace(r scene.Region, v *ChartView, size fyne.Size) fyne.Position {
	from, seen := v.sight()
	to := from.Add(seen)
	pos, ring := place(r.Rect)
	var tip fyne.Position
	if r.Shade.Empty() {
		tip = fyne.NewPos(pos.X+ring.Width+tipApart, pos.Y+(ring.Height-size.Height)/2)
		if tip.X+size.Width > to.X {
			tip.X = pos.X - tipApart - size.Width
		}
	} else {
		middle := pos.X + ring.Width/2
		if v.hovered >= 0 {
			middle = v.pointer.X
		}
		tip = fyne.NewPos(middle-size.Width/2, pos.Y-tipApart-size.Height)
		if tip.Y < from.Y {
			tip.Y = pos.Y + ring.Height + tipApart
		}
	}
	tip.X = max(from.X, min(tip.X, to.X-size.Width))
	tip.Y = max(from.Y, min(tip.Y, to.Y-size.Height))
	return tip
}

// place gives a rectangle of a scene as the window places things.
func place(r scene.Rect) (fyne.Position, fyne.Size) {
	return fyne.NewPos(float32(r.X0), float32(r.Y0)), fyne.NewSize(float32(r.X1-r.X0), float32(r.Y1-r.Y0))
}
