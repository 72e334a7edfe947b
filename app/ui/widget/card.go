package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"
)

// Card is a part of a page that is opened as a whole: by a click or Enter. The
// vertical arrows go on to the cards around it.
type Card struct {
	fynewidget.BaseWidget
	seeker
	OnOpen func()       // may be nil
	OnMark func()       // what the space bar does; may be nil
	OnStep func(by int) // goes to the next card, or the one before; may be nil
	OnSide func(by int) // goes to the card at the right, or at the left; may be nil

	content          fyne.CanvasObject
	shade, frame     *canvas.Rectangle
	focused, hovered bool
}

// NewCard makes a card with a content.
func NewCard(content fyne.CanvasObject) *Card {
	c := &Card{content: content, shade: canvas.NewRectangle(nil), frame: canvas.NewRectangle(nil)}
	c.ExtendBaseWidget(c)
	return c
}

// CreateRenderer lays the content over the shade, and the frame that shows the focus
// over both, as a button in the content has a ground of its own.
func (c *Card) CreateRenderer() fyne.WidgetRenderer {
	return &cardRenderer{c, []fyne.CanvasObject{c.shade, c.content, c.frame}}
}

// FocusGained shows that the keys go here.
func (c *Card) FocusGained() {
	c.focused = true
	c.Refresh()
	c.tell()
}

// FocusLost takes the frame away.
func (c *Card) FocusLost() {
	c.focused = false
	c.Refresh()
}

// TypedRune does nothing: no letter means anything here.
func (c *Card) TypedRune(rune) {}

// TypedKey opens, marks, or goes to another card.
func (c *Card) TypedKey(key *fyne.KeyEvent) {
	switch {
	case isEnter(key) && c.OnOpen != nil:
		c.OnOpen()
	case key.Name == fyne.KeySpace && c.OnMark != nil:
		c.OnMark()
	case key.Name == fyne.KeyDown && c.OnStep != nil:
		c.OnStep(1)
	case key.Name == fyne.KeyUp && c.OnStep != nil:
		c.OnStep(-1)
	case key.Name == fyne.KeyRight && c.OnSide != nil:
		c.OnSide(1)
	case key.Name == fyne.KeyLeft && c.OnSide != nil:
		c.OnSide(-1)
	default:
		passOn(c, key)
	}
}

// Tapped opens.
func (c *Card) Tapped(*fyne.PointEvent) {
	if c.OnOpen != nil {
		c.OnOpen()
	}
}

// MouseIn, MouseMoved and MouseOut show what a click would open.
func (c *Card) MouseIn(*desktop.MouseEvent) { c.hover(c.OnOpen != nil) }

// MouseMoved changes nothing.
func (c *Card) MouseMoved(*desktop.MouseEvent) {}

// MouseOut takes the shade away.
func (c *Card) MouseOut() { c.hover(false) }

func (c *Card) hover(over bool) {
	c.hovered = over
	c.Refresh()
}

type cardRenderer struct {
	card    *Card
	objects []fyne.CanvasObject
}

func (r *cardRenderer) Destroy()                     {}
func (r *cardRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *cardRenderer) MinSize() fyne.Size           { return r.card.content.MinSize() }

func (r *cardRenderer) Layout(size fyne.Size) {
	r.card.content.Resize(size)
	r.card.shade.Resize(size)
	r.card.frame.Resize(size)
}

func (r *cardRenderer) Refresh() {
	s, f := r.card.shade, r.card.frame
	s.CornerRadius = theme.Size(theme.SizeNameButtonRadius)
	f.CornerRadius = s.CornerRadius
	s.FillColor, f.StrokeColor, f.StrokeWidth = nil, nil, 0
	if r.card.hovered {
		s.FillColor = theme.Color(theme.ColorNameHover)
	}
	if r.card.focused {
		f.StrokeColor, f.StrokeWidth = theme.Color(theme.ColorNameForeground), 2
	}
	s.Refresh()
	f.Refresh()
	r.card.content.Refresh()
}
