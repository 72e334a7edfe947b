package widget

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/look"
	"framsteg/store/skapa"
)

// StepPicker is the answer to one item: a large button for each step with its
// wording, and one for declining. The digits, 0 for declining, and the
// horizontal arrows choose; the vertical arrows and Enter go to the next item.
type StepPicker struct {
	fynewidget.BaseWidget
	Colour    fyne.ThemeColorName // of the chosen step: who rates
	OnChosen  func(skapa.Step)    // the user chose
	OnDigit   func()              // after a digit chose: time for the next item
	OnMove    func(by int)        // to the next (1) or previous (–1) item
	OnFocused func()              // to bring the item into view

	steps    []string
	declined string
	value    skapa.Step
	focused  bool
	hovered  int // cell under the pointer, –1 for none
}

// NewStepPicker makes a picker with the wording of the steps and of declining.
func NewStepPicker(steps []string, declined string) *StepPicker {
	p := &StepPicker{steps: steps, declined: declined, Colour: look.Self, hovered: -1}
	p.ExtendBaseWidget(p)
	return p
}

// Value gives what is chosen; NotAsked when nothing is.
func (p *StepPicker) Value() skapa.Step { return p.value }

// SetValue shows a choice without calling OnChosen.
func (p *StepPicker) SetValue(s skapa.Step) {
	p.value = s
	p.Refresh()
}

func (p *StepPicker) choose(s skapa.Step) {
	if s == p.value {
		return
	}
	p.SetValue(s)
	if p.OnChosen != nil {
		p.OnChosen(s)
	}
}

// stepAt gives the step of a cell: the steps, then declining.
func (p *StepPicker) stepAt(cell int) skapa.Step {
	if cell == len(p.steps) {
		return skapa.Declined
	}
	return skapa.Step(cell + 1)
}

// cellOf gives the cell of a step, –1 for NotAsked.
func (p *StepPicker) cellOf(s skapa.Step) int {
	if s == skapa.Declined {
		return len(p.steps)
	}
	return int(s) - 1
}

// FocusGained, FocusLost, TypedRune and TypedKey make it usable by keyboard.
func (p *StepPicker) FocusGained() {
	p.focused = true
	p.Refresh()
	if p.OnFocused != nil {
		p.OnFocused()
	}
}

// FocusLost takes the ring away.
func (p *StepPicker) FocusLost() {
	p.focused = false
	p.Refresh()
}

// TypedRune chooses by digit.
func (p *StepPicker) TypedRune(r rune) {
	digit, err := strconv.Atoi(string(r))
	if err != nil || digit > len(p.steps) {
		return
	}
	step := skapa.Step(digit)
	if digit == 0 {
		step = skapa.Declined
	}
	p.choose(step)
	if p.OnDigit != nil {
		p.OnDigit()
	}
}

// TypedKey chooses and moves by arrow.
func (p *StepPicker) TypedKey(key *fyne.KeyEvent) {
	cell := p.cellOf(p.value)
	switch {
	case key.Name == fyne.KeyRight:
		p.choose(p.stepAt(min(cell+1, len(p.steps))))
	case key.Name == fyne.KeyLeft && cell > 0:
		p.choose(p.stepAt(cell - 1))
	case key.Name == fyne.KeyDelete || key.Name == fyne.KeyBackspace:
		p.choose(skapa.NotAsked)
	case key.Name == fyne.KeyUp:
		p.move(-1)
	case key.Name == fyne.KeyDown || isEnter(key):
		p.move(1)
	case key.Name != fyne.KeyLeft:
		passOn(p, key)
	}
}

func (p *StepPicker) move(by int) {
	if p.OnMove != nil {
		p.OnMove(by)
	}
}

// Tapped chooses by mouse or finger.
func (p *StepPicker) Tapped(at *fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(p); c != nil {
		c.Focus(p)
	}
	if cell := p.cellUnder(at.Position); cell >= 0 {
		p.choose(p.stepAt(cell))
	}
}

// MouseIn, MouseMoved and MouseOut show which cell a click would choose.
func (p *StepPicker) MouseIn(e *desktop.MouseEvent) { p.MouseMoved(e) }

// MouseMoved follows the pointer.
func (p *StepPicker) MouseMoved(e *desktop.MouseEvent) { p.hover(p.cellUnder(e.Position)) }

// MouseOut forgets it.
func (p *StepPicker) MouseOut() { p.hover(-1) }

func (p *StepPicker) hover(cell int) {
	if cell != p.hovered {
		p.hovered = cell
		p.Refresh()
	}
}

func (p *StepPicker) cellUnder(pos fyne.Position) int {
	for i := range len(p.steps) + 1 {
		if at, size := p.cell(i, p.Size()); pos.X >= at.X && pos.X < at.X+size.Width {
			return i
		}
	}
	return -1
}

// Sizes of the picker in dp.
const (
	cellHeight   = 54
	minCellWidth = 84
	cellGap      = look.Tight
	declinedGap  = look.Apart
	ring         = 2
)

// cell gives the place of a cell in a picker of a size.
func (p *StepPicker) cell(i int, size fyne.Size) (fyne.Position, fyne.Size) {
	n := float32(len(p.steps) + 1)
	width := (size.Width - 2*ring - (n-2)*cellGap - declinedGap) / n
	x := ring + float32(i)*(width+cellGap)
	if i == len(p.steps) {
		x += declinedGap - cellGap
	}
	return fyne.NewPos(x, ring), fyne.NewSize(width, size.Height-2*ring)
}

// CreateRenderer draws the cells.
func (p *StepPicker) CreateRenderer() fyne.WidgetRenderer {
	r := &stepRenderer{picker: p, ring: canvas.NewRectangle(nil)}
	r.ring.CornerRadius = 8
	r.ring.StrokeWidth = ring
	for i := range len(p.steps) + 1 {
		r.cells = append(r.cells, newStepCell(p, i))
	}
	r.Refresh()
	return r
}

type stepRenderer struct {
	picker *StepPicker
	ring   *canvas.Rectangle
	cells  []*stepCell
}

func (r *stepRenderer) Destroy() {}

func (r *stepRenderer) MinSize() fyne.Size {
	n := float32(len(r.cells))
	return fyne.NewSize(n*minCellWidth+(n-2)*cellGap+declinedGap+2*ring, cellHeight+2*ring)
}

func (r *stepRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.ring}
	for _, c := range r.cells {
		objects = append(objects, c.objects()...)
	}
	return objects
}

func (r *stepRenderer) Layout(size fyne.Size) {
	r.ring.Resize(size)
	for i, c := range r.cells {
		at, cellSize := r.picker.cell(i, size)
		c.layout(at, cellSize)
	}
}

func (r *stepRenderer) Refresh() {
	p := r.picker
	r.ring.FillColor = theme.Color(theme.ColorNameBackground)
	r.ring.StrokeColor = theme.Color(theme.ColorNameBackground)
	if p.focused {
		r.ring.StrokeColor = theme.Color(theme.ColorNameForeground)
	}
	r.ring.Refresh()
	chosen := p.cellOf(p.value)
	for i, c := range r.cells {
		c.draw(i == chosen, i == p.hovered, p.Colour)
	}
	r.Layout(p.Size())
}
