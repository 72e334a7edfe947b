package widget

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// tableBench is a table of rows beside an entry.
type tableBench struct {
	*bench
	*Table
	opened []int
	next   *Entry
}

func newTableBench(t *testing.T, rows int) *tableBench {
	b := &tableBench{next: NewEntry()}
	b.Table = NewTable([]Column{{Title: "Kod", Width: 100, Sorts: true}, {Title: "Namn", Width: 200}},
		func() int { return rows }, func(row, column int) string { return fmt.Sprintf("%d/%d", row, column) })
	b.OnOpen = func(row int) { b.opened = append(b.opened, row) }
	box := container.NewGridWrap(fyne.NewSize(400, 300), b.Table)
	b.bench = newBench(t, box, b.next)
	b.Canvas().Focus(b.Focusable())
	return b
}

func TestTableKeys(t *testing.T) {
	const page = 5 // rows but one that are in sight; taken from the table below
	home, end, up, down := fyne.KeyHome, fyne.KeyEnd, fyne.KeyUp, fyne.KeyDown
	for name, c := range map[string]struct {
		rows int
		keys []fyne.KeyName
		want []int
	}{
		"Enter opens the first":      {100, []fyne.KeyName{fyne.KeyReturn}, []int{0}},
		"the other Enter too":        {100, []fyne.KeyName{down, fyne.KeyEnter}, []int{1}},
		"down and up":                {100, []fyne.KeyName{down, down, down, up, fyne.KeyReturn}, []int{2}},
		"up at the first":            {100, []fyne.KeyName{up, up, fyne.KeyReturn}, []int{0}},
		"End":                        {100, []fyne.KeyName{end, fyne.KeyReturn}, []int{99}},
		"down at the last":           {100, []fyne.KeyName{end, down, fyne.KeyReturn}, []int{99}},
		"Home":                       {100, []fyne.KeyName{end, home, fyne.KeyReturn}, []int{0}},
		"Page Down beyond the last":  {3, []fyne.KeyName{fyne.KeyPageDown, fyne.KeyReturn}, []int{2}},
		"Page Up beyond the first":   {100, []fyne.KeyName{down, fyne.KeyPageUp, fyne.KeyReturn}, []int{0}},
		"two pages down, one up":     {100, []fyne.KeyName{fyne.KeyPageDown, fyne.KeyPageDown, fyne.KeyPageUp, fyne.KeyReturn}, []int{page}},
		"an arrow goes on after End": {100, []fyne.KeyName{end, up, fyne.KeyReturn}, []int{98}},
		"nothing in an empty one":    {0, []fyne.KeyName{down, end, home, fyne.KeyPageDown, fyne.KeyReturn}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			b := newTableBench(t, c.rows)
			want := slices.Clone(c.want)
			if len(want) == 1 && want[0] == page {
				want[0] = b.list.pageRows()
			}
			b.press(c.keys...)
			if !slices.Equal(b.opened, want) {
				t.Errorf("opened %v, want %v", b.opened, want)
			}
		})
	}
}

// The row of the keys is in sight, and a page is what is in sight.
func TestTableScrollsToTheKeys(t *testing.T) {
	b := newTableBench(t, 100)
	rowHeight := b.list.newRow().MinSize().Height + theme.Padding()
	for _, key := range []fyne.KeyName{fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageUp, fyne.KeyUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyDown} {
		b.press(key)
		top := float32(b.Current())*rowHeight - b.Offset()
		if top < 0 || top+rowHeight > b.list.Size().Height+theme.Padding() {
			t.Errorf("%s: row %d is at %v of %v", key, b.Current(), top, b.list.Size().Height)
		}
	}
	if rows := b.list.pageRows(); float32(rows)*rowHeight > b.list.Size().Height {
		t.Errorf("a page of %d rows is higher than the table", rows)
	}
}

func TestTableLetsGo(t *testing.T) {
	b := newTableBench(t, 100)
	b.press(fyne.KeyEscape)
	b.wantPassed(fyne.KeyEscape)
	b.press(fyne.KeyTab, fyne.KeyTab) // over the header that sorts
	if b.Canvas().Focused() != fyne.Focusable(b.next) {
		t.Errorf("Tab leads to a %T", b.Canvas().Focused())
	}
}

func TestTableSorts(t *testing.T) {
	b := newTableBench(t, 3)
	var sorted []int
	b.OnSort = func(column int) { sorted = append(sorted, column) }
	b.Canvas().Focus(b.headers[0])
	b.press(fyne.KeyReturn)
	if !slices.Equal(sorted, []int{0}) {
		t.Errorf("Enter on a header sorts by %v", sorted)
	}
	b.ShowSorted(0, false)
	up := b.headers[0].Icon
	b.ShowSorted(0, true)
	if up == nil || b.headers[0].Icon == nil || b.headers[0].Icon.Name() == up.Name() {
		t.Error("both directions look the same")
	}
	b.ShowSorted(1, true)
	if b.headers[0].Icon != nil {
		t.Error("two columns are marked")
	}
}

// In a table that chooses, the arrows and a tap choose a row, which stays
// marked; the pointer that passes over others on its way to a button doesn't.
func TestTableChooses(t *testing.T) {
	b := newTableBench(t, 5)
	b.Canvas().Unfocus()
	b.Chooses = true
	b.Canvas().Focus(b.Focusable())
	b.press(fyne.KeyDown, fyne.KeyDown)
	b.list.OnHighlighted(4) // as the list does when the pointer passes
	b.Canvas().Focus(b.next)
	if want := []int{0, 1, 2}; !slices.Equal(b.opened, want) || b.Current() != 2 {
		t.Errorf("chosen are %v, current is %d", b.opened, b.Current())
	}
	b.list.Select(1) // as a tap does
	if b.Current() != 1 || b.opened[len(b.opened)-1] != 1 {
		t.Errorf("after a tap on 1 current is %d", b.Current())
	}
	if marked := b.marked(b.list); !slices.Equal(marked, []int{1}) {
		t.Errorf("marked are %v", marked)
	}
}

// marked gives which rows have the colour of what is selected.
func (b *tableBench) marked(in fyne.CanvasObject) (rows []int) {
	if r, is := in.(*canvas.Rectangle); is && r.Visible() && r.FillColor == theme.Color(theme.ColorNameSelection) {
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(r).Y - fyne.CurrentApp().Driver().AbsolutePositionForObject(b.list).Y
		rows = append(rows, int(at/b.list.newRow().MinSize().Height))
	}
	var inside []fyne.CanvasObject
	switch in := in.(type) {
	case *fyne.Container:
		inside = in.Objects
	case fyne.Widget:
		inside = test.WidgetRenderer(in).Objects()
	}
	for _, o := range inside {
		rows = append(rows, b.marked(o)...)
	}
	return rows
}
