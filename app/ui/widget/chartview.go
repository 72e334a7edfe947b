package widget

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/chart/raster"
	"framsteg/app/chart/scene"
	"framsteg/app/ui/look"
)

// ChartView shows a scene in the window, sharp at every scale. Pointing shows
// the tooltip of the nearest region, a tap selects it; the arrows walk from
// region to region, Enter opens the selected one and Escape lets it go. Its
// height follows from its width.
type ChartView struct {
	fynewidget.BaseWidget
	OnOpen   func(id string)                      // Enter on a selected region; may be nil
	OnReveal func(pos fyne.Position, s fyne.Size) // a walk came to this part of the view; may be nil

	draw     func(width float32) scene.Scene
	scene    scene.Scene
	drawn    bool
	width    float32 // that scene was drawn for
	least    float32 // width of any scene
	selected int     // index of a region, or -1
	hovered  int     // index of a region, or -1
	pointer  fyne.Position
	focused  bool

	pixels  *canvas.Raster
	painted painted
	overlay *chartOverlay
}

// painted is the picture of a scene as it was last painted, which the toolkit
// asks for more often than it changes.
type painted struct {
	image   *image.RGBA
	palette scene.Palette
	scale   float64
}

var (
	_ fyne.Focusable     = (*ChartView)(nil)
	_ fyne.Tappable      = (*ChartView)(nil)
	_ desktop.Hoverable  = (*ChartView)(nil)
	_ desktop.Cursorable = (*ChartView)(nil)
)

// reach is how near to a mark the pointer must be, in dp.
const reach = 24

// NewChartView makes a view of what draw gives for a width in dp. A scene may
// be wider than asked for: that is the least width of the view.
func NewChartView(draw func(width float32) scene.Scene) *ChartView {
	v := &ChartView{draw: draw, selected: -1, hovered: -1}
	v.pixels = canvas.NewRaster(v.paint)
	v.pixels.ScaleMode = canvas.ImageScalePixels
	v.overlay = newChartOverlay()
	v.ExtendBaseWidget(v)
	return v
}

// Reload draws the scene anew, after its data or language changed. The
// selected region stays so, if it is still there.
func (v *ChartView) Reload() {
	v.remake(v.width)
	v.Refresh()
}

// Selected gives the id of the selected region, "" when none is.
func (v *ChartView) Selected() string {
	if v.selected < 0 {
		return ""
	}
	return v.scene.Regions[v.selected].ID
}

func (v *ChartView) remake(width float32) {
	id := v.Selected()
	if !v.drawn {
		v.least = float32(v.draw(0).W)
	}
	v.scene, v.width, v.drawn = v.draw(width), width, true
	v.painted = painted{}
	v.hovered, v.selected = -1, -1
	if id != "" {
		v.selected = v.scene.Find(id)
	}
}

// MinSize is the least width that the scene can be drawn for, and the height
// that it has at the width of the view.
func (v *ChartView) MinSize() fyne.Size {
	if !v.drawn {
		v.remake(v.Size().Width)
	}
	return v.BaseWidget.MinSize()
}

// Resize draws the scene for another width. The toolkit asks for MinSize
// before it next paints, and lays out the parent when the height changed.
func (v *ChartView) Resize(size fyne.Size) {
	if size == v.Size() {
		return
	}
	if !v.drawn || size.Width != v.width {
		v.remake(size.Width)
	}
	v.BaseWidget.Resize(size)
	v.overlay.show(v)
}

// paint gives the picture for a number of pixels.
func (v *ChartView) paint(w, h int) image.Image {
	scale := float64(w) / max(1, float64(v.Size().Width))
	palette := look.Palette()
	p := &v.painted
	if p.image == nil || p.image.Rect.Dx() != w || p.image.Rect.Dy() != h || p.palette != palette || p.scale != scale {
		*p = painted{image.NewRGBA(image.Rect(0, 0, w, h)), palette, scale}
		raster.Into(p.image, v.scene, palette, scale)
	}
	return p.image
}

// active is the region whose tooltip shows: the one that is pointed at, else
// the selected one; -1 for none.
func (v *ChartView) active() int {
	if v.hovered >= 0 {
		return v.hovered
	}
	return v.selected
}

func (v *ChartView) hover(region int, at fyne.Position) {
	if region != v.hovered {
		v.hovered, v.pointer = region, at
		v.overlay.show(v)
	}
}

func (v *ChartView) at(pos fyne.Position) int {
	return v.scene.Nearest(scene.Point{X: float64(pos.X), Y: float64(pos.Y)}, reach)
}

// MouseIn, MouseMoved and MouseOut follow the pointer.
func (v *ChartView) MouseIn(e *desktop.MouseEvent)    { v.hover(v.at(e.Position), e.Position) }
func (v *ChartView) MouseMoved(e *desktop.MouseEvent) { v.hover(v.at(e.Position), e.Position) }
func (v *ChartView) MouseOut()                        { v.hover(-1, fyne.Position{}) }

// Cursor is a hand where a tap selects.
func (v *ChartView) Cursor() desktop.Cursor {
	if v.hovered >= 0 {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// Tapped selects the nearest region, or none, and takes the focus; a tap on
// what is selected already opens it.
func (v *ChartView) Tapped(e *fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil {
		c.Focus(v)
	}
	if hit := v.at(e.Position); hit != v.selected {
		v.selected = hit
		v.overlay.show(v)
		return
	}
	v.open()
}

func (v *ChartView) open() {
	if id := v.Selected(); id != "" && v.OnOpen != nil {
		v.OnOpen(id)
	}
}

// FocusGained and FocusLost show whether the keys go here.
func (v *ChartView) FocusGained() { v.focus(true) }
func (v *ChartView) FocusLost()   { v.focus(false) }

func (v *ChartView) focus(on bool) {
	v.focused = on
	v.overlay.show(v)
}

// TypedRune does nothing: no letter means anything here.
func (v *ChartView) TypedRune(rune) {}

// TypedKey walks, opens and lets go.
func (v *ChartView) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		v.walk(v.scene.Along, -1)
	case fyne.KeyRight:
		v.walk(v.scene.Along, 1)
	case fyne.KeyUp:
		v.walk(v.scene.Across, -1)
	case fyne.KeyDown:
		v.walk(v.scene.Across, 1)
	case fyne.KeyReturn, fyne.KeyEnter:
		v.open()
	case fyne.KeyEscape:
		if v.active() < 0 {
			passOn(v, e)
			return
		}
		v.selected, v.hovered = -1, -1
		v.overlay.show(v)
	default:
		passOn(v, e)
	}
}

// walk goes a step from the selected region; the first one only selects where
// walking begins. The pointer, if it rests on something, no longer counts.
func (v *ChartView) walk(step func(from, by int) int, by int) {
	if v.selected < 0 {
		v.selected = v.scene.First()
	} else {
		v.selected = step(v.selected, by)
	}
	v.hovered = -1
	v.overlay.show(v)
	if v.selected >= 0 && v.OnReveal != nil {
		pos, size := place(v.scene.Regions[v.selected].Rect)
		v.OnReveal(pos, size)
	}
}

// CreateRenderer lays the overlay over the picture.
func (v *ChartView) CreateRenderer() fyne.WidgetRenderer {
	if !v.drawn {
		v.remake(v.Size().Width)
	}
	return &chartRenderer{view: v, objects: []fyne.CanvasObject{v.pixels, v.overlay.objects}}
}

type chartRenderer struct {
	view    *ChartView
	objects []fyne.CanvasObject
}

func (r *chartRenderer) Destroy()                     {}
func (r *chartRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *chartRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.view.least, float32(r.view.scene.H))
}

func (r *chartRenderer) Layout(size fyne.Size) {
	r.view.pixels.Resize(size)
	r.view.overlay.objects.Resize(size)
}

func (r *chartRenderer) Refresh() {
	r.view.pixels.Refresh()
	r.view.overlay.show(r.view)
}
