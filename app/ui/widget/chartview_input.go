package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"framsteg/app/chart/scene"
	"framsteg/app/ui/look"
)

// active is the region whose tooltip shows: the one that is pointed at, else
// the selected one; -1 for none.
func (v *ChartView) active() int {
	if v.hovered >= 0 {
		return v.hovered
	}
	return v.selected
}

// hover shows the tooltip of a region; that of a long one follows the pointer.
func (v *ChartView) hover(region int, at fyne.Position) {
	follows := region >= 0 && !v.scene.Regions[region].Shade.Empty() && at.X != v.pointer.X
	if region != v.hovered || follows {
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
// what is selected already opens it, where it OpensAtOnce any.
func (v *ChartView) Tapped(e *fyne.PointEvent) {
	v.takeFocus()
	if hit := v.at(e.Position); hit != v.selected {
		v.selected = hit
		v.overlay.show(v)
		if !v.OpensAtOnce {
			return
		}
	}
	v.open()
}

// TappedSecondary selects the nearest region, or none, and asks for a menu
// about it where the pointer is.
func (v *ChartView) TappedSecondary(e *fyne.PointEvent) {
	v.takeFocus()
	v.selected = v.at(e.Position)
	v.overlay.show(v)
	v.menu(e.AbsolutePosition)
}

// takeFocus takes the focus for a tap: what is tapped is in sight, and must not
// move away.
func (v *ChartView) takeFocus() {
	v.tapping = true
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil {
		c.Focus(v)
	}
	v.tapping = false
}

func (v *ChartView) menu(at fyne.Position) {
	if v.OnMenu != nil {
		v.OnMenu(v.Selected(), at)
	}
}

// menuByKey asks for a menu below the selected region, else in a corner of what
// is in sight.
func (v *ChartView) menuByKey() {
	at, seen := v.sight()
	at = at.AddXY(look.Apart, look.Apart)
	if v.selected >= 0 {
		pos, size := place(v.scene.Regions[v.selected].Rect)
		at = fyne.NewPos(pos.X+size.Width/2, min(pos.Y+size.Height, at.Y+seen.Height))
	}
	v.menu(fyne.CurrentApp().Driver().AbsolutePositionForObject(v).Add(at))
}

// sight gives the part of the view that is not scrolled away.
func (v *ChartView) sight() (fyne.Position, fyne.Size) {
	if v.InSight == nil {
		return fyne.Position{}, v.Size()
	}
	return v.InSight()
}

func (v *ChartView) open() {
	if id := v.Selected(); id != "" && v.OnOpen != nil {
		v.OnOpen(id)
	}
}

// FocusGained shows that the keys go here.
func (v *ChartView) FocusGained() {
	v.focus(true)
	if v.OnFocus != nil && !v.tapping {
		v.OnFocus()
	}
}

// FocusLost takes the border away.
func (v *ChartView) FocusLost() { v.focus(false) }

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
	case desktop.KeyMenu:
		v.menuByKey()
	case fyne.KeyF10:
		if !withShift() {
			passOn(v, e)
			return
		}
		v.menuByKey()
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
	v.reveal()
}

// Select selects the region of an id, and tells whether there is one.
func (v *ChartView) Select(id string) bool {
	v.selected = v.scene.Find(id)
	v.reveal()
	return v.selected >= 0
}

// reveal shows the selected region, whatever the pointer rests on.
func (v *ChartView) reveal() {
	v.hovered = -1
	v.overlay.show(v)
	if v.selected >= 0 && v.OnReveal != nil {
		pos, size := place(v.scene.Regions[v.selected].Rect)
		v.OnReveal(pos, size)
	}
}
