package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"
)

// Figure is one number of Figures.
type Figure struct {
	Text  string
	Opens bool // it leads somewhere
	Muted bool // there is nothing to read
}

// FigureRow is a named row of figures, one to a column.
type FigureRow struct {
	Name    string
	Figures []Figure
}

// Figures is a table of numbers that is as high as it must be: it scrolls with
// what is around it. Columns that find no room stand below the others, under the
// same rows. Arrows walk it; Enter or a tap opens a figure.
type Figures struct {
	fynewidget.BaseWidget
	seeker
	OnOpen   func(row, column int)                // may be nil
	OnAt     func(row, column int)                // the keys or the pointer came to a figure; –1, –1 when they left
	OnReveal func(pos fyne.Position, s fyne.Size) // the keys came to this part of the table; may be nil

	corner  string
	columns []string
	rows    []FigureRow

	row, column int // under the arrows
	hoverRow    int // under the pointer, –1 for none
	hoverColumn int
	focused     bool
	tapping     bool

	plan  figurePlan
	drawn bool
}

// NewFigures makes a table under headers; corner says what the rows are.
func NewFigures(corner string, columns []string, rows []FigureRow) *Figures {
	f := &Figures{corner: corner, columns: columns, rows: rows, hoverRow: -1, hoverColumn: -1}
	f.ExtendBaseWidget(f)
	return f
}

// Current gives the figure that the arrows stand on.
func (f *Figures) Current() (row, column int) { return f.row, f.column }

// GoTo puts a figure under the arrows, or the one that is nearest to it.
func (f *Figures) GoTo(row, column int) {
	f.row = max(0, min(row, len(f.rows)-1))
	f.column = max(0, min(column, len(f.columns)-1))
	f.Refresh()
}

// FocusGained and FocusLost show whether the keys go here.
func (f *Figures) FocusGained() {
	f.focused = true
	f.Refresh()
	if !f.tapping { // what is tapped must not move away
		f.tell()
	}
	f.at(f.row, f.column)
}

// FocusLost takes the ring away.
func (f *Figures) FocusLost() {
	f.focused = false
	f.Refresh()
	f.at(-1, -1)
}

// TypedRune does nothing: no letter means anything here.
func (f *Figures) TypedRune(rune) {}

// TypedKey walks and opens.
func (f *Figures) TypedKey(key *fyne.KeyEvent) {
	switch {
	case key.Name == fyne.KeyLeft:
		f.walk(f.row, f.column-1)
	case key.Name == fyne.KeyRight:
		f.walk(f.row, f.column+1)
	case key.Name == fyne.KeyUp:
		f.walk(f.row-1, f.column)
	case key.Name == fyne.KeyDown:
		f.walk(f.row+1, f.column)
	case key.Name == fyne.KeyHome:
		f.walk(f.row, 0)
	case key.Name == fyne.KeyEnd:
		f.walk(f.row, len(f.columns)-1)
	case isEnter(key):
		f.open(f.row, f.column)
	default:
		passOn(f, key)
	}
}

func (f *Figures) walk(row, column int) {
	f.GoTo(row, column)
	f.at(f.row, f.column)
	if cell, is := f.plan.cell(f.row, f.column); is && f.OnReveal != nil {
		f.OnReveal(cell.pos, cell.size)
	}
}

func (f *Figures) at(row, column int) {
	if f.OnAt != nil {
		f.OnAt(row, column)
	}
}

func (f *Figures) open(row, column int) {
	if f.OnOpen != nil && f.figure(row, column).Opens {
		f.OnOpen(row, column)
	}
}

// figure gives a figure, an empty one where there is none.
func (f *Figures) figure(row, column int) Figure {
	if row < 0 || row >= len(f.rows) {
		return Figure{}
	}
	return f.rows[row].at(column)
}

func (r FigureRow) at(column int) Figure {
	if column < 0 || column >= len(r.Figures) {
		return Figure{}
	}
	return r.Figures[column]
}

// Tapped goes to a figure and opens it.
func (f *Figures) Tapped(e *fyne.PointEvent) {
	f.tapping = true
	if c := fyne.CurrentApp().Driver().CanvasForObject(f); c != nil {
		c.Focus(f)
	}
	f.tapping = false
	if row, column := f.plan.under(e.Position); row >= 0 {
		f.GoTo(row, column)
		f.at(row, column)
		f.open(row, column)
	}
}

// MouseIn, MouseMoved and MouseOut show what a click would open.
func (f *Figures) MouseIn(e *desktop.MouseEvent) { f.MouseMoved(e) }

// MouseMoved follows the pointer.
func (f *Figures) MouseMoved(e *desktop.MouseEvent) { f.hover(f.plan.under(e.Position)) }

// MouseOut forgets it.
func (f *Figures) MouseOut() { f.hover(-1, -1) }

func (f *Figures) hover(row, column int) {
	if row == f.hoverRow && column == f.hoverColumn {
		return
	}
	f.hoverRow, f.hoverColumn = row, column
	f.Refresh()
	if row < 0 && f.focused {
		row, column = f.row, f.column
	}
	f.at(row, column)
}

// Cursor is a hand where a click opens.
func (f *Figures) Cursor() desktop.Cursor {
	if f.figure(f.hoverRow, f.hoverColumn).Opens {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// Resize breaks the columns anew for another width. The toolkit asks for MinSize
// before it next paints, and lays out the parent when the height changed.
func (f *Figures) Resize(size fyne.Size) {
	if !f.drawn || size.Width != f.plan.width {
		f.plan, f.drawn = planFigures(f, size.Width), true
	}
	f.BaseWidget.Resize(size)
}

// MinSize is the height at the width that it has.
func (f *Figures) MinSize() fyne.Size {
	f.prepare()
	return f.BaseWidget.MinSize()
}

// prepare places everything before the width is known.
func (f *Figures) prepare() {
	if !f.drawn {
		f.plan, f.drawn = planFigures(f, max(f.Size().Width, figuresUsual)), true
	}
}

// CreateRenderer draws the texts over the shade of what is pointed at.
func (f *Figures) CreateRenderer() fyne.WidgetRenderer {
	f.prepare()
	r := &figuresRenderer{figures: f, shade: canvas.NewRectangle(color.Transparent), ring: canvas.NewRectangle(color.Transparent)}
	r.ring.StrokeWidth = ringWidth
	r.Refresh()
	return r
}

type figuresRenderer struct {
	figures     *Figures
	shade, ring *canvas.Rectangle
	texts       []*canvas.Text
	lines       []*canvas.Line
	objects     []fyne.CanvasObject
}

func (r *figuresRenderer) Destroy()                     {}
func (r *figuresRenderer) Objects() []fyne.CanvasObject { return r.objects }
func (r *figuresRenderer) Layout(fyne.Size)             { r.arrange() }

func (r *figuresRenderer) MinSize() fyne.Size {
	return fyne.NewSize(0, r.figures.plan.height)
}

func (r *figuresRenderer) Refresh() {
	r.arrange()
	canvas.Refresh(r.figures)
}

// arrange brings all to where the plan has it.
func (r *figuresRenderer) arrange() {
	f := r.figures
	plan := f.plan
	for len(r.texts) < len(plan.texts) {
		r.texts = append(r.texts, canvas.NewText("", color.Transparent))
	}
	for len(r.lines) < len(plan.lines) {
		r.lines = append(r.lines, canvas.NewLine(color.Transparent))
	}
	r.texts, r.lines = r.texts[:len(plan.texts)], r.lines[:len(plan.lines)]
	r.objects = append(r.objects[:0:0], r.shade)
	for i, t := range plan.texts {
		text := r.texts[i]
		text.Text, text.TextStyle.Bold, text.TextSize, text.Alignment = t.text, t.bold, t.textSize, t.align
		text.Color = theme.Color(t.colour)
		text.Move(t.pos)
		text.Resize(t.size)
		r.objects = append(r.objects, text)
	}
	for i, l := range plan.lines {
		line := r.lines[i]
		line.StrokeColor, line.StrokeWidth = theme.Color(theme.ColorNameSeparator), 1
		line.Position1, line.Position2 = l[0], l[1]
		r.objects = append(r.objects, line)
	}
	r.objects = append(r.objects, r.ring)
	radius := theme.Size(theme.SizeNameButtonRadius)
	put := func(rect *canvas.Rectangle, row, column int, shown bool) {
		cell, is := plan.cell(row, column)
		rect.Hidden, rect.CornerRadius = !is || !shown, radius
		rect.Move(cell.pos)
		rect.Resize(cell.size)
	}
	r.shade.FillColor = theme.Color(theme.ColorNameHover)
	put(r.shade, f.hoverRow, f.hoverColumn, f.figure(f.hoverRow, f.hoverColumn).Opens)
	r.ring.StrokeColor = theme.Color(theme.ColorNameForeground)
	put(r.ring, f.row, f.column, f.focused)
}

// Text gives what a figure says.
func (f *Figures) Text(row, column int) string { return f.figure(row, column).Text }
