package cohort

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"framsteg/app/ui/look"
	"framsteg/app/ui/widget"
)

// Widths in dp: of the sections beside what they say, of their choice above it,
// and the page's below which it is narrow.
const (
	sectionsWidth = 204
	choiceWidth   = 280
	narrowBelow   = 996
)

func (p *Page) build() {
	p.filters = newFilters(p)
	p.heading = newHeading(p)
	p.sections = newSections(p)
	p.body = newBody(p)
	p.empty = widget.NewEmpty()
	p.frame = newWarning(p.Words.T("cohort.internal.band"))
	p.main = container.NewStack()
	below := container.NewStack(p.main, p.empty)
	top := container.NewVBox(p.heading.content, p.filters.content)
	page := container.NewPadded(container.NewPadded(container.NewBorder(top, nil, nil, nil, below)))
	p.content = p.frame.around(page)
	p.arrange()
}

// arrange lays the page out for its width: the sections stand beside what they
// say, or in one line above it.
func (p *Page) arrange() {
	p.filters.arrange()
	b := p.body
	if p.narrow {
		choice := container.NewGridWrap(fyne.NewSize(choiceWidth, p.sections.choice.MinSize().Height), p.sections.choice)
		p.main.Objects = []fyne.CanvasObject{container.NewBorder(container.NewBorder(nil, nil, choice, nil, b.said), nil, nil, nil, b.scroll)}
	} else {
		section := container.NewBorder(container.NewBorder(nil, nil, b.title, nil, b.said), nil, nil, nil, b.scroll)
		p.main.Objects = []fyne.CanvasObject{container.New(besideSections{}, p.sections.list, section)}
	}
	p.main.Refresh()
}

// Resize lays the page out anew where it becomes narrow, or wide.
func (p *Page) Resize(size fyne.Size) {
	if narrow := size.Width < narrowBelow; narrow != p.narrow {
		offset, spot := p.body.offset(), p.spot()
		choosing := p.open && p.Window.Canvas().Focused() == p.sections.focusable()
		p.narrow = narrow
		p.arrange()
		p.heading.showMore()
		if at := p.body.at(spot); at != nil {
			p.Window.Canvas().Focus(at)
		} else if choosing {
			p.Window.Canvas().Focus(p.sections.focusable())
		}
		defer p.body.scroll.ScrollToOffset(fyne.NewPos(0, offset))
	}
	p.BaseWidget.Resize(size)
}

// relay lays the page out, after what it is made of has changed its height. A
// wrapped text and a table know their height only at their width.
func (p *Page) relay() {
	for range 2 {
		p.body.all.Refresh()
		p.body.scroll.Refresh()
	}
	p.content.Refresh()
}

// arrive goes to where the page was left.
func (p *Page) arrive() {
	p.body.scroll.ScrollToOffset(fyne.NewPos(0, p.place.Offset))
	if at := p.body.at(p.place.Spot); at != nil && p.open {
		p.Window.Canvas().Focus(at)
	}
}

// besideSections puts what a section says beside their list.
type besideSections struct{}

func (besideSections) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(sectionsWidth, size.Height))
	objects[1].Move(fyne.NewPos(sectionsWidth+look.Apart, 0))
	objects[1].Resize(fyne.NewSize(size.Width-sectionsWidth-look.Apart, size.Height))
}

func (besideSections) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// space keeps two tables apart.
func space() fyne.CanvasObject {
	r := canvas.NewRectangle(color.Transparent)
	r.SetMinSize(fyne.NewSize(0, theme.InnerPadding()))
	return r
}

// changed asks anew, after the user chose something else.
func (p *Page) changed() {
	p.heading.showMore()
	p.ask()
}
