package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/look"
)

// Segments is a choice between a few words that all show, side by side. The
// horizontal arrows, Home and End choose; the chosen one stands out by its
// frame and its bold letters, not by colour alone.
type Segments struct {
	fynewidget.BaseWidget
	seeker
	OnChosen func(index int) // the user chose another one; may be nil
	OnEnter  func()          // what Enter does; nil passes it on
	OnTapped func()          // after a tap; may be nil

	texts   []string
	chosen  int
	hovered int // under the pointer, –1 for none
	focused bool
}

// NewSegments makes a choice between texts, of which one is chosen.
func NewSegments(texts []string, chosen int) *Segments {
	s := &Segments{texts: texts, chosen: chosen, hovered: -1}
	s.ExtendBaseWidget(s)
	return s
}

// Chosen gives the index of what is chosen.
func (s *Segments) Chosen() int { return s.chosen }

// Choose shows a choice without calling OnChosen.
func (s *Segments) Choose(index int) {
	s.chosen = index
	s.Refresh()
}

func (s *Segments) choose(index int) {
	index = max(0, min(index, len(s.texts)-1))
	if index == s.chosen {
		return
	}
	s.Choose(index)
	if s.OnChosen != nil {
		s.OnChosen(index)
	}
}

// FocusGained and FocusLost show whether the keys go here.
func (s *Segments) FocusGained() {
	s.focused = true
	s.Refresh()
	s.tell()
}

// FocusLost takes the ring away.
func (s *Segments) FocusLost() {
	s.focused = false
	s.Refresh()
}

// TypedRune does nothing: no letter means anything here.
func (s *Segments) TypedRune(rune) {}

// TypedKey chooses by arrow.
func (s *Segments) TypedKey(key *fyne.KeyEvent) {
	switch {
	case key.Name == fyne.KeyLeft:
		s.choose(s.chosen - 1)
	case key.Name == fyne.KeyRight:
		s.choose(s.chosen + 1)
	case key.Name == fyne.KeyHome:
		s.choose(0)
	case key.Name == fyne.KeyEnd:
		s.choose(len(s.texts) - 1)
	case isEnter(key) && s.OnEnter != nil:
		s.OnEnter()
	default:
		passOn(s, key)
	}
}

// Tapped chooses by mouse or finger.
func (s *Segments) Tapped(at *fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(s); c != nil {
		c.Focus(s)
	}
	if i := s.under(at.Position); i >= 0 {
		s.choose(i)
		if s.OnTapped != nil {
			s.OnTapped()
		}
	}
}

// MouseIn, MouseMoved and MouseOut show what a click would choose.
func (s *Segments) MouseIn(e *desktop.MouseEvent) { s.MouseMoved(e) }

// MouseMoved follows the pointer.
func (s *Segments) MouseMoved(e *desktop.MouseEvent) { s.hover(s.under(e.Position)) }

// MouseOut forgets it.
func (s *Segments) MouseOut() { s.hover(-1) }

func (s *Segments) hover(i int) {
	if i != s.hovered {
		s.hovered = i
		s.Refresh()
	}
}

func (s *Segments) under(pos fyne.Position) int {
	for i := range s.texts {
		if at, size := s.cell(i); pos.X >= at.X && pos.X < at.X+size.Width {
			return i
		}
	}
	return -1
}

// Measures of the choice in dp.
const (
	segmentHeight = 32
	segmentAside  = 10 // left and right of a word
)

// cell gives the place of a word. The widths are those of bold words, so that
// nothing moves when another one is chosen.
func (s *Segments) cell(i int) (fyne.Position, fyne.Size) {
	x := float32(0)
	for _, text := range s.texts[:i] {
		x += segmentWidth(text)
	}
	return fyne.NewPos(x, 0), fyne.NewSize(segmentWidth(s.texts[i]), segmentHeight)
}

func segmentWidth(text string) float32 {
	return fyne.MeasureText(text, theme.TextSize(), fyne.TextStyle{Bold: true}).Width + 2*segmentAside
}

// CreateRenderer draws the words on one ground.
func (s *Segments) CreateRenderer() fyne.WidgetRenderer {
	r := &segmentsRenderer{segments: s, ground: canvas.NewRectangle(color.Transparent), ring: canvas.NewRectangle(nil)}
	r.ring.StrokeWidth = 2
	for range s.texts {
		cell, text := canvas.NewRectangle(color.Transparent), canvas.NewText("", color.Transparent)
		text.Alignment = fyne.TextAlignCenter
		r.cells, r.texts = append(r.cells, cell), append(r.texts, text)
	}
	r.draw()
	return r
}

type segmentsRenderer struct {
	segments     *Segments
	ground, ring *canvas.Rectangle
	cells        []*canvas.Rectangle
	texts        []*canvas.Text
}

func (r *segmentsRenderer) Destroy() {}

func (r *segmentsRenderer) MinSize() fyne.Size {
	size := fyne.NewSize(0, segmentHeight)
	for _, text := range r.segments.texts {
		size.Width += segmentWidth(text)
	}
	return size
}

func (r *segmentsRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.ground}
	for i := range r.cells {
		objects = append(objects, r.cells[i], r.texts[i])
	}
	return append(objects, r.ring)
}

// Layout keeps the words together at the left, in the middle of the height.
func (r *segmentsRenderer) Layout(size fyne.Size) {
	down := (size.Height - segmentHeight) / 2
	whole := r.MinSize()
	for _, rect := range []*canvas.Rectangle{r.ground, r.ring} {
		rect.Move(fyne.NewPos(0, down))
		rect.Resize(whole)
	}
	for i := range r.cells {
		at, cell := r.segments.cell(i)
		r.cells[i].Move(at.AddXY(2, down+2))
		r.cells[i].Resize(cell.SubtractWidthHeight(4, 4))
		r.texts[i].Move(at.AddXY(0, down))
		r.texts[i].Resize(cell)
	}
}

func (r *segmentsRenderer) Refresh() {
	r.draw()
	r.Layout(r.segments.Size())
	canvas.Refresh(r.segments)
}

func (r *segmentsRenderer) draw() {
	s := r.segments
	radius := theme.Size(theme.SizeNameButtonRadius)
	r.ground.FillColor, r.ground.CornerRadius = theme.Color(look.Panel), radius
	r.ring.CornerRadius, r.ring.Hidden = radius, !s.focused
	r.ring.StrokeColor = theme.Color(theme.ColorNameForeground)
	for i, cell := range r.cells {
		cell.CornerRadius = radius - 2
		cell.FillColor, cell.StrokeColor, cell.StrokeWidth = color.Transparent, color.Transparent, 0
		switch i {
		case s.chosen:
			cell.FillColor = theme.Color(theme.ColorNameBackground)
			cell.StrokeColor, cell.StrokeWidth = theme.Color(theme.ColorNamePrimary), 1.5
		case s.hovered:
			cell.FillColor = theme.Color(theme.ColorNameHover)
		}
		text := r.texts[i]
		text.Text, text.TextSize = s.texts[i], theme.TextSize()
		text.TextStyle.Bold = i == s.chosen
		text.Color = theme.Color(theme.ColorNameForeground)
	}
}

var (
	_ fyne.Focusable    = (*Segments)(nil)
	_ fyne.Tappable     = (*Segments)(nil)
	_ desktop.Hoverable = (*Segments)(nil)
)
