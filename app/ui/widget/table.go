package widget

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/look"
)

// Column is one column of a Table.
type Column struct {
	Title  string
	Width  float32 // dp, of which columns get their share of the room that is left
	Sorts  bool    // its header can be pressed
	Narrow bool    // a number in the middle, without room at its sides
	Marked bool    // with the Mark of the row before its text; the first one, in a table without boxes
}

// Table shows rows of text under headers. Arrows walk it, Enter or a tap opens
// a row. Only the rows in sight cost anything.
type Table struct {
	fynewidget.BaseWidget
	Columns []Column
	Length  func() int
	Cell    func(row, column int) string
	OnOpen  func(row int)
	OnSort  func(column int)
	Mark    func(row int) Mark   // of the Marked column
	Chooses bool                 // to come to a row opens it, and it stays marked
	Checked func(row int) bool   // shows a box in each row; nil shows none
	OnCheck func(row int)        // space or a tap, where there are boxes
	OnEnter func()               // what Enter does instead of opening
	Below   func(row int) string // a line in small letters below each row; nil shows none

	list    *tableList
	headers []*Button
}

// NewTable makes a table; its fields are set before it is first shown.
func NewTable(columns []Column, length func() int, cell func(row, column int) string) *Table {
	t := &Table{Columns: columns, Length: length, Cell: cell}
	t.list = newTableList(t)
	for i, c := range columns {
		header := NewQuiet(c.Title, nil, func() {
			if t.OnSort != nil {
				t.OnSort(i)
			}
		})
		header.IconPlacement = fynewidget.ButtonIconTrailingText
		t.headers = append(t.headers, header)
	}
	t.list.MinSize() // makes its scroller, without which it can't be told to scroll
	t.ExtendBaseWidget(t)
	return t
}

// ShowSorted marks the header of the sorted column.
func (t *Table) ShowSorted(column int, descending bool) {
	for i, h := range t.headers {
		switch {
		case i != column:
			h.SetIcon(nil)
		case descending:
			h.SetIcon(theme.MoveDownIcon())
		default:
			h.SetIcon(theme.MoveUpIcon())
		}
	}
}

// Reload shows the rows anew, after Length or Cell changed their answers.
func (t *Table) Reload() { t.list.Refresh() }

// ScrollTop shows the first rows, with the first under the arrows.
func (t *Table) ScrollTop() {
	t.list.walk(0)
	t.list.ScrollToTop()
}

// GoTo puts a row under the arrows, or the last one where there are fewer.
func (t *Table) GoTo(row int) { t.list.walk(min(row, t.Length()-1)) }

// Current gives the row that the arrows stand on, and Offset how far the rows
// are scrolled, in dp.
func (t *Table) Current() int { return t.list.current }

// Offset gives how far the rows are scrolled, in dp.
func (t *Table) Offset() float32 { return t.list.GetScrollOffset() }

// ScrollTo scrolls to where Offset was.
func (t *Table) ScrollTo(offset float32) { t.list.ScrollToOffset(offset) }

// Focusable is what the arrows work in.
func (t *Table) Focusable() fyne.Focusable { return t.list }

// Seeker is the same, as what can be followed.
func (t *Table) Seeker() Seeker { return t.list }

// CreateRenderer lays out headers, if there are any, and rows.
func (t *Table) CreateRenderer() fyne.WidgetRenderer {
	if !slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Title != "" }) {
		return fynewidget.NewSimpleRenderer(t.list)
	}
	header := container.New(columns{t.Columns})
	for i, h := range t.headers {
		if t.Columns[i].Sorts {
			header.Add(h)
			continue
		}
		label := fynewidget.NewLabelWithStyle(t.Columns[i].Title, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
		if t.Columns[i].Narrow {
			label.Alignment = fyne.TextAlignCenter
			label.SizeName = theme.SizeNameCaptionText
		} else {
			label.Truncation = fyne.TextTruncateEllipsis
		}
		header.Add(label)
	}
	top := container.NewVBox(header, fynewidget.NewSeparator())
	return fynewidget.NewSimpleRenderer(container.NewBorder(top, nil, nil, nil, t.list))
}

// tableList is the part of a table that scrolls.
type tableList struct {
	fynewidget.List
	seeker
	table      *Table
	current    int
	checkedBox fyne.Resource
	walking    bool                       // by the arrows, not by the pointer that passes over rows
	dark       map[*fynewidget.Label]bool // how each was drawn last
}

func newTableList(t *Table) *tableList {
	l := &tableList{table: t, dark: map[*fynewidget.Label]bool{}, checkedBox: theme.NewPrimaryThemedResource(theme.CheckButtonCheckedIcon())}
	l.Length = func() int { return t.Length() }
	l.CreateItem = l.newRow
	l.UpdateItem = l.fill
	l.OnHighlighted = func(id fynewidget.ListItemID) {
		if !l.walking {
			return
		}
		l.current = id
		if t.Chooses {
			l.Select(id)
		}
	}
	l.OnSelected = func(id fynewidget.ListItemID) {
		if !t.Chooses {
			l.UnselectAll()
		}
		l.current = id
		if t.OnCheck != nil {
			t.OnCheck(id)
			return
		}
		l.open()
	}
	l.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

func (l *tableList) newRow() fyne.CanvasObject {
	row := container.New(columns{l.table.Columns})
	for i, c := range l.table.Columns {
		label := fynewidget.NewLabel("")
		if c.Narrow {
			label.Alignment = fyne.TextAlignCenter
		} else {
			label.Truncation = fyne.TextTruncateEllipsis
		}
		if i == 0 && (l.table.Checked != nil || c.Marked) {
			row.Add(container.NewBorder(nil, nil, fynewidget.NewIcon(theme.CheckButtonIcon()), nil, label))
			continue
		}
		row.Add(label)
	}
	if l.table.Below == nil {
		return row
	}
	below := container.New(columns{l.table.Columns}, fynewidget.NewLabel(""), fynewidget.NewLabel(""))
	for _, o := range below.Objects {
		label := o.(*fynewidget.Label)
		label.Truncation, label.SizeName = fyne.TextTruncateEllipsis, theme.SizeNameCaptionText
	}
	return container.New(layout.NewCustomPaddedVBoxLayout(-2*look.Near), row, below)
}

func (l *tableList) fill(id fynewidget.ListItemID, row fyne.CanvasObject) {
	if l.table.Below != nil {
		both := row.(*fyne.Container).Objects
		l.say(both[1].(*fyne.Container).Objects[1].(*fynewidget.Label), l.table.Below(id))
		row = both[0]
	}
	for i, o := range row.(*fyne.Container).Objects {
		if cell, marked := o.(*fyne.Container); marked && l.table.Checked == nil {
			o = l.table.Mark(id).show(cell)
		} else if marked {
			box := theme.CheckButtonIcon()
			if l.table.Checked(id) {
				box = l.checkedBox
			}
			cell.Objects[1].(*fynewidget.Icon).SetResource(box)
			o = cell.Objects[0]
		}
		l.say(o.(*fynewidget.Label), l.table.Cell(id, i))
	}
}

// say gives a label its text. To shape and shorten one takes most of what it
// costs to show a row anew, and most of them stay as they are; but one that was
// out of sight has missed another theme.
func (l *tableList) say(label *fynewidget.Label, text string) {
	if dark, drawn := l.dark[label]; label.Text != text || !drawn || dark != look.IsDark() {
		label.SetText(text)
		l.dark[label] = look.IsDark()
	}
}

func (l *tableList) open() {
	if l.table.OnOpen != nil && l.current < l.table.Length() {
		l.table.OnOpen(l.current)
	}
}

// FocusGained tells whom it concerns.
func (l *tableList) FocusGained() {
	l.byArrows(l.List.FocusGained)
	l.tell()
}

// byArrows does what may come to another row.
func (l *tableList) byArrows(walk func()) {
	l.walking = true
	walk()
	l.walking = false
}

// TypedKey opens with Enter, walks by page, and passes the rest on.
func (l *tableList) TypedKey(key *fyne.KeyEvent) {
	last := l.table.Length() - 1
	switch {
	case isEnter(key) && l.table.OnEnter != nil:
		l.table.OnEnter()
	case isEnter(key):
		l.open()
	case key.Name == fyne.KeyHome:
		l.walk(0)
	case key.Name == fyne.KeyEnd:
		l.walk(last)
	case key.Name == fyne.KeyPageDown:
		l.walk(min(l.current+l.pageRows(), last))
	case key.Name == fyne.KeyPageUp:
		l.walk(max(l.current-l.pageRows(), 0))
	case isWindows(key):
		passOn(l, key)
	default:
		l.byArrows(func() { l.List.TypedKey(key) })
	}
}

func (l *tableList) walk(row int) {
	if row >= 0 {
		l.byArrows(func() { l.Highlight(row) })
		l.current = row
	}
}

func (l *tableList) pageRows() int {
	return max(1, int(l.Size().Height/l.newRow().MinSize().Height)-1)
}

// columns gives each object of a row its column's share of the width.
type columns struct{ columns []Column }

func (c columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	total := float32(0)
	for _, column := range c.columns {
		total += column.Width
	}
	x := float32(0)
	for i, o := range objects {
		width := size.Width * c.columns[i].Width / total
		aside := float32(0)
		if c.columns[i].Narrow {
			aside = look.Near
		}
		o.Move(fyne.NewPos(x-aside, 0))
		o.Resize(fyne.NewSize(width+2*aside, size.Height))
		x += width
	}
}

func (c columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	for i, o := range objects {
		size.Width += min(c.columns[i].Width, 40)
		size.Height = max(size.Height, o.MinSize().Height)
	}
	return size
}
