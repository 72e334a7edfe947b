package widget

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/test"
)

// figuresFixture is a table of two rows and three columns in a window of a width.
type figuresFixture struct {
	*Figures
	canvas software.WindowlessCanvas
	opened [][2]int
	at     [][2]int
}

func newFiguresFixture(t *testing.T, width float32) *figuresFixture {
	t.Helper()
	test.NewTempApp(t)
	f := &figuresFixture{Figures: NewFigures("Område", []string{"Antal", "Andel", "Medelförändring"}, []FigureRow{
		{"Hälsa", []Figure{{Text: "12", Opens: true}, {Text: "48 %"}, {Text: "+0,4"}}},
		{"Vardag/nätverk", []Figure{{Text: "dolt", Muted: true}, {Text: "dolt", Muted: true}, {Text: "–", Muted: true}}},
	})}
	f.OnOpen = func(row, column int) { f.opened = append(f.opened, [2]int{row, column}) }
	f.OnAt = func(row, column int) { f.at = append(f.at, [2]int{row, column}) }
	window := test.NewTempWindow(t, f.Figures)
	window.SetPadded(false)
	f.canvas = window.Canvas().(software.WindowlessCanvas)
	f.canvas.Resize(fyne.NewSize(width, 400))
	return f
}

func (f *figuresFixture) press(keys ...fyne.KeyName) {
	for _, key := range keys {
		f.TypedKey(&fyne.KeyEvent{Name: key})
	}
}

func TestFiguresAreWalkedAndOpened(t *testing.T) {
	for name, c := range map[string]struct {
		keys   []fyne.KeyName
		row    int
		column int
		opened int
	}{
		"at first the first":   {nil, 0, 0, 0},
		"along":                {[]fyne.KeyName{fyne.KeyRight}, 0, 1, 0},
		"no further than last": {[]fyne.KeyName{fyne.KeyRight, fyne.KeyRight, fyne.KeyRight, fyne.KeyDown, fyne.KeyDown}, 1, 2, 0},
		"to the ends":          {[]fyne.KeyName{fyne.KeyEnd, fyne.KeyDown, fyne.KeyHome}, 1, 0, 0},
		"a count opens":        {[]fyne.KeyName{fyne.KeyReturn}, 0, 0, 1},
		"a share does not":     {[]fyne.KeyName{fyne.KeyRight, fyne.KeyReturn}, 0, 1, 0},
		"nor what is hidden":   {[]fyne.KeyName{fyne.KeyDown, fyne.KeyReturn}, 1, 0, 0},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFiguresFixture(t, 600)
			f.press(c.keys...)
			if row, column := f.Current(); row != c.row || column != c.column {
				t.Errorf("at %d, %d, want %d, %d", row, column, c.row, c.column)
			}
			if len(f.opened) != c.opened {
				t.Errorf("opened %v", f.opened)
			}
		})
	}
}

func TestFiguresOpenByATap(t *testing.T) {
	f := newFiguresFixture(t, 600)
	cell, _ := f.plan.cell(0, 0)
	test.TapCanvas(f.canvas, cell.pos.AddXY(cell.size.Width/2, cell.size.Height/2))
	if !slices.Equal(f.opened, [][2]int{{0, 0}}) {
		t.Errorf("opened %v", f.opened)
	}
	if !f.focused {
		t.Error("the keys go elsewhere")
	}
}

// A figure that is pointed at is told of; when the pointer leaves, nothing is, or
// the one under the keys.
func TestFiguresTellWhatIsPointedAt(t *testing.T) {
	f := newFiguresFixture(t, 600)
	cell, _ := f.plan.cell(1, 2)
	test.MoveMouse(f.canvas, cell.pos.AddXY(4, 4))
	f.MouseOut()
	if want := [][2]int{{1, 2}, {-1, -1}}; !slices.Equal(f.at, want) {
		t.Errorf("told of %v, want %v", f.at, want)
	}
}

// Where the columns find no room, the last stand below, and every figure stays
// within the width.
func TestFiguresBreakTheirColumns(t *testing.T) {
	wide, narrow := newFiguresFixture(t, 600), newFiguresFixture(t, 240)
	if wide.MinSize().Height >= narrow.MinSize().Height {
		t.Errorf("%v high where there is room, %v where there is none", wide.MinSize().Height, narrow.MinSize().Height)
	}
	for row := range 2 {
		for column := range 3 {
			cell, is := narrow.plan.cell(row, column)
			if !is || cell.pos.X+cell.size.Width > 240 {
				t.Errorf("%d, %d is at %v, %v", row, column, cell.pos, cell.size)
			}
		}
	}
	first, _ := narrow.plan.cell(0, 0)
	last, _ := narrow.plan.cell(0, 2)
	if last.pos.Y <= first.pos.Y {
		t.Errorf("the last column is at %v, the first at %v", last.pos, first.pos)
	}
}
