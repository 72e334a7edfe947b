package unsettled

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/look"
	"framsteg/app/words"
)

// face is one of the things or changes that are set beside each other.
type face struct {
	title string   // who wrote it, or what it is
	below []string // when, and whether it stands
}

// fact is what each of the faces says of one thing, in their order.
type fact struct {
	name string
	said []string
}

// differs tells whether not all say the same.
func (f fact) differs() bool {
	return slices.ContainsFunc(f.said, func(s string) bool { return s != f.said[0] })
}

// place is where a fact stands: one that differs comes first.
func place(f fact) int {
	if f.differs() {
		return 0
	}
	return 1
}

// compare sets faces side by side: what differs is told in words and bold letters,
// and comes first. below are what stands under each, in rows; what is alone in one is
// for all of them.
func compare(w words.Words, faces []face, facts []fact, below ...[]fyne.CanvasObject) fyne.CanvasObject {
	box := container.New(layout.NewCustomPaddedVBoxLayout(-look.Tight))
	titles := []fyne.CanvasObject{text("", false)}
	for _, f := range faces {
		column := container.New(layout.NewCustomPaddedVBoxLayout(-look.Near), text(f.title, true))
		for _, line := range f.below {
			l := text(line, false)
			l.SizeName = theme.SizeNameCaptionText
			column.Add(l)
		}
		titles = append(titles, column)
	}
	box.Add(container.New(sides{}, titles...))
	box.Add(fynewidget.NewSeparator())
	facts = slices.Clone(facts)
	slices.SortStableFunc(facts, func(a, b fact) int { return place(a) - place(b) })
	for _, f := range facts {
		name := f.name
		if f.differs() {
			name = w.T("unsettled.differs", words.Args{"Field": f.name})
		}
		row := []fyne.CanvasObject{text(name, f.differs())}
		for _, said := range f.said {
			l := text(said, f.differs())
			if !f.differs() {
				l.Importance = fynewidget.LowImportance
			}
			row = append(row, l)
		}
		box.Add(container.New(sides{}, row...))
	}
	rows := container.NewVBox(box, fynewidget.NewSeparator())
	for _, buttons := range below {
		if len(buttons) == 1 && len(faces) > 1 {
			rows.Add(buttons[0])
			continue
		}
		rows.Add(container.New(sides{}, append([]fyne.CanvasObject{text("", false)}, buttons...)...))
	}
	return rows
}

func text(text string, bold bool) *fynewidget.Label {
	l := fynewidget.NewLabelWithStyle(text, fyne.TextAlignLeading, fyne.TextStyle{Bold: bold})
	l.Wrapping = fyne.TextWrapWord
	return l
}

// sides gives the first object a quarter of the width, and those after it the rest.
// A wrapped text knows its height only at its width.
type sides struct{}

const nameShare = 0.26

func (sides) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	size.Width -= theme.ScrollBarSize() // which lies over what is scrolled
	for i, o := range objects {
		width := size.Width * nameShare
		if i > 0 {
			width = size.Width * (1 - nameShare) / float32(len(objects)-1)
		}
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width-look.Tight, size.Height))
		x += width
	}
}

func (sides) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	for _, o := range objects {
		least := o.MinSize()
		size = fyne.NewSize(size.Width+min(least.Width, 40), max(size.Height, least.Height))
	}
	return size
}
