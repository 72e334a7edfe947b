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

// Ladder is the answer to one item for somebody who may read slowly or see
// badly: a large button for each step with its words and a picture that needs
// no colour, and one below for declining. The digits, 0 for declining, and the
// vertical arrows choose.
type Ladder struct {
	fynewidget.BaseWidget
	seeker
	OnChosen   func(skapa.Step)
	OnAnswered func()      // after a digit or a click: time for the next item
	OnBack     func()      // Backspace or the left arrow; nil where there is nothing before
	OnNext     func()      // Enter or the right arrow
	Ready      func() bool // whether a click chooses yet; nil for always

	steps    []string
	declined string
	value    skapa.Step
	focused  bool
	hovered  int // cell under the pointer, –1 for none
}

// NewLadder makes a choice with the wording of the steps and of declining.
func NewLadder(steps []string, declined string, value skapa.Step) *Ladder {
	l := &Ladder{steps: steps, declined: declined, value: value, hovered: -1}
	l.ExtendBaseWidget(l)
	return l
}

// Value gives what is chosen; NotAsked when nothing is.
func (l *Ladder) Value() skapa.Step { return l.value }

func (l *Ladder) choose(s skapa.Step) {
	if s == l.value {
		return
	}
	l.value = s
	l.Refresh()
	if l.OnChosen != nil {
		l.OnChosen(s)
	}
}

// stepAt gives the step of a cell: the steps, then declining.
func (l *Ladder) stepAt(cell int) skapa.Step {
	if cell == len(l.steps) {
		return skapa.Declined
	}
	return skapa.Step(cell + 1)
}

// FocusGained and FocusLost show whether the keys go here.
func (l *Ladder) FocusGained() {
	l.focused = true
	l.Refresh()
	l.tell()
}

// FocusLost takes the ring away.
func (l *Ladder) FocusLost() {
	l.focused = false
	l.Refresh()
}

// TypedRune chooses by digit.
func (l *Ladder) TypedRune(r rune) {
	digit, err := strconv.Atoi(string(r))
	if err != nil || digit > len(l.steps) {
		return
	}
	step := skapa.Step(digit)
	if digit == 0 {
		step = skapa.Declined
	}
	l.answer(step)
}

func (l *Ladder) answer(step skapa.Step) {
	l.choose(step)
	if l.OnAnswered != nil {
		l.OnAnswered()
	}
}

// TypedKey chooses by arrow, and goes back and on.
func (l *Ladder) TypedKey(key *fyne.KeyEvent) {
	switch {
	case key.Name == fyne.KeyUp:
		l.choose(min(max(l.value, 0)+1, skapa.Step(len(l.steps))))
	case key.Name == fyne.KeyDown:
		l.choose(max(l.value-1, 1))
	case key.Name == fyne.KeySpace: // which no button here has
	case (key.Name == fyne.KeyLeft || key.Name == fyne.KeyBackspace) && l.OnBack != nil:
		l.OnBack()
	case (key.Name == fyne.KeyRight || isEnter(key)) && l.OnNext != nil:
		l.OnNext()
	default:
		passOn(l, key)
	}
}

// Tapped chooses by mouse or finger.
func (l *Ladder) Tapped(at *fyne.PointEvent) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(l); c != nil {
		c.Focus(l)
	}
	if cell := l.cellUnder(at.Position); cell >= 0 && (l.Ready == nil || l.Ready()) {
		l.answer(l.stepAt(cell))
	}
}

// MouseIn, MouseMoved and MouseOut show which cell a click would choose.
func (l *Ladder) MouseIn(e *desktop.MouseEvent) { l.MouseMoved(e) }

// MouseMoved follows the pointer.
func (l *Ladder) MouseMoved(e *desktop.MouseEvent) { l.hover(l.cellUnder(e.Position)) }

// MouseOut forgets it.
func (l *Ladder) MouseOut() { l.hover(-1) }

func (l *Ladder) hover(cell int) {
	if cell != l.hovered {
		l.hovered = cell
		l.Refresh()
	}
}

func (l *Ladder) cellUnder(pos fyne.Position) int {
	for i := range len(l.steps) + 1 {
		at, size := l.cell(i, l.Size())
		if pos.X >= at.X && pos.X < at.X+size.Width && pos.Y >= at.Y && pos.Y < at.Y+size.Height {
			return i
		}
	}
	return -1
}

// Sizes of the choice in dp.
const (
	rungHeight   = 132
	rungWidth    = 132
	rungGap      = look.Near
	refuseHeight = 44
	rungText     = 17
	rungRoomy    = 190 // width from which the words are larger
	rungLarge    = 20
)

// cell gives the place of a cell in a choice of a size: the steps side by side,
// declining below them.
func (l *Ladder) cell(i int, size fyne.Size) (fyne.Position, fyne.Size) {
	const aside = 2 * ring
	if i == len(l.steps) {
		return fyne.NewPos(aside, size.Height-aside-refuseHeight), fyne.NewSize(size.Width-2*aside, refuseHeight)
	}
	n := float32(len(l.steps))
	width := (size.Width - 2*aside - (n-1)*rungGap) / n
	return fyne.NewPos(aside+float32(i)*(width+rungGap), aside), fyne.NewSize(width, size.Height-2*aside-refuseHeight-rungGap)
}

// CreateRenderer draws the cells.
func (l *Ladder) CreateRenderer() fyne.WidgetRenderer {
	r := &ladderRenderer{ladder: l, ring: canvas.NewRectangle(nil)}
	r.ring.CornerRadius = 12
	r.ring.StrokeWidth = ring
	for i := range len(l.steps) + 1 {
		r.rungs = append(r.rungs, newRung(l, i))
	}
	r.Refresh()
	return r
}

type ladderRenderer struct {
	ladder *Ladder
	ring   *canvas.Rectangle
	rungs  []*rung
}

func (r *ladderRenderer) Destroy() {}

func (r *ladderRenderer) MinSize() fyne.Size {
	n := float32(len(r.ladder.steps))
	return fyne.NewSize(n*rungWidth+(n-1)*rungGap+4*ring, rungHeight+rungGap+refuseHeight+4*ring)
}

func (r *ladderRenderer) Objects() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{r.ring}
	for _, rung := range r.rungs {
		objects = append(objects, rung.objects()...)
	}
	return objects
}

func (r *ladderRenderer) Layout(size fyne.Size) {
	r.ring.Resize(size)
	for i, rung := range r.rungs {
		at, cellSize := r.ladder.cell(i, size)
		rung.layout(at, cellSize)
	}
}

func (r *ladderRenderer) Refresh() {
	l := r.ladder
	r.ring.FillColor = theme.Color(theme.ColorNameBackground)
	r.ring.StrokeColor = theme.Color(theme.ColorNameBackground)
	if l.focused {
		r.ring.StrokeColor = theme.Color(theme.ColorNameForeground)
	}
	r.ring.Refresh()
	for i, rung := range r.rungs {
		rung.draw(l.value != skapa.NotAsked && l.stepAt(i) == l.value, i == l.hovered)
	}
	r.Layout(l.Size())
	canvas.Refresh(l)
}

var (
	_ fyne.Focusable    = (*Ladder)(nil)
	_ fyne.Tappable     = (*Ladder)(nil)
	_ desktop.Hoverable = (*Ladder)(nil)
)
