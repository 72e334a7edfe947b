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
// region to region, Enter opens the selected one and Escape lets it go. A right
// click, the menu key and Shift+F10 ask for a menu. Its height follows from its
// width, and from the height that it should fit.
type ChartView struct {
	fynewidget.BaseWidget
	OnOpen   func(id string)                      // Enter on a selected region, or a tap on it; may be nil
	OnMenu   func(id string, at fyne.Position)    // a menu about a region, or "", at a place in the window; may be nil
	OnReveal func(pos fyne.Position, s fyne.Size) // a walk came to this part of the view; may be nil
	OnFocus  func()                               // the keys come here, not by a tap; may be nil
	InSight  func() (fyne.Position, fyne.Size)    // the part of the view that is not scrolled away; nil for all of it

	OpensAtOnce bool // a tap opens what is not selected yet, too

	draw     func(width, height float32) scene.Scene
	scene    scene.Scene
	drawn    bool
	width    float32 // that scene was drawn for
	height   float32 // that it should fit, 0 for any
	least    float32 // width of any scene
	selected int     // index of a region, or -1
	hovered  int     // index of a region, or -1
	pointer  fyne.Position
	focused  bool
	tapping  bool

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
	_ fyne.Focusable         = (*ChartView)(nil)
	_ fyne.Tappable          = (*ChartView)(nil)
	_ fyne.SecondaryTappable = (*ChartView)(nil)
	_ desktop.Hoverable      = (*ChartView)(nil)
	_ desktop.Cursorable     = (*ChartView)(nil)
)

// reach is how near to a mark the pointer must be, in dp.
const reach = 24

// NewChartView makes a view of what draw gives for a width and a height in dp.
// A scene may be wider than asked for: that is the least width of the view. It
// may be higher too, and is as high as it likes where the height is 0.
func NewChartView(draw func(width, height float32) scene.Scene) *ChartView {
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

// Fit asks for a scene that fits a height in dp, if it can. It is called by
// whoever lays the view out, before that, and so refreshes nothing.
func (v *ChartView) Fit(height float32) {
	if height != v.height {
		v.height = height
		v.remake(v.width)
	}
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
		v.least = float32(v.draw(0, 0).W)
	}
	v.scene, v.width, v.drawn = v.draw(width, v.height), width, true
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
