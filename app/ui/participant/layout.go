package participant

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/look"
	"framsteg/app/ui/widget"
)

// Widths in dp of the page's two columns.
const (
	chartMin = 720
	sideMin  = 372
)

// sideHeight is the height in dp of the tables below the chart.
const sideHeight = 300

// columns shows the chart, or the numbers, with the tables beside it, each
// scrolling for itself; in a narrow window the tables stand below it and all
// scrolls. What stands on top of the chart never scrolls. What shows instead of
// the chart scrolls itself, and has a narrow window for itself.
type columns struct {
	fynewidget.BaseWidget
	top, side fyne.CanvasObject
	chart     *widget.ChartView
	numbers   *numbers
	content   *fyne.Container
	scroll    *container.Scroll // that the chart is in
	narrow    bool
	view      View
	instead   map[View]fyne.CanvasObject // of the chart
}

func newColumns(top fyne.CanvasObject, chart *widget.ChartView, n *numbers, side fyne.CanvasObject) *columns {
	c := &columns{top: top, chart: chart, numbers: n, side: side, content: container.NewStack()}
	c.arrange()
	c.ExtendBaseWidget(c)
	return c
}

func (c *columns) CreateRenderer() fyne.WidgetRenderer {
	return fynewidget.NewSimpleRenderer(c.content)
}

// MinSize lets the window be narrower than the chart.
func (c *columns) MinSize() fyne.Size { return fyne.NewSize(sideMin, 200) }

// Resize rearranges where the width asks for it.
func (c *columns) Resize(size fyne.Size) {
	if narrow := size.Width < chartMin+sideMin+look.Near; narrow != c.narrow {
		c.narrow = narrow
		c.arrange()
	}
	c.fit(size)
	c.BaseWidget.Resize(size)
}

// fit lets the chart fit the height that is left for it, if it can. In a narrow
// window there is never enough, and it scrolls as high as it likes. The numbers
// scroll for themselves, and always fit.
func (c *columns) fit(size fyne.Size) {
	room := max(0, size.Height-c.top.MinSize().Height-theme.Padding())
	c.numbers.fit(room)
	if c.narrow {
		room = 0
	}
	c.chart.Fit(room)
}

// show shows a view, after what it shows has changed.
func (c *columns) show(view View) {
	if c.view != view {
		c.view = view
		c.arrange()
	}
	c.chart.Reload()
	for range 2 { // a wrapped text knows its height only at its width
		c.fit(c.Size())
		c.content.Refresh()
	}
}

func (c *columns) arrange() {
	shown := fyne.CanvasObject(c.chart)
	if c.view == Numbers {
		shown = c.numbers.content
	}
	instead := c.instead[c.view]
	if c.narrow && instead != nil {
		c.content.Objects = []fyne.CanvasObject{container.NewBorder(c.top, nil, nil, nil, instead)}
		return
	}
	if c.narrow {
		height := canvas.NewRectangle(color.Transparent)
		height.SetMinSize(fyne.NewSize(0, sideHeight))
		below := container.NewStack(height, c.side)
		c.scroll = container.NewScroll(container.NewVBox(shown, below))
		c.content.Objects = []fyne.CanvasObject{container.NewBorder(c.top, nil, nil, nil, c.scroll)}
		return
	}
	c.scroll = container.NewVScroll(c.chart)
	if c.view != Numbers {
		shown = c.scroll
	}
	if instead != nil {
		shown = instead
	}
	c.content.Objects = []fyne.CanvasObject{container.New(beside{}, container.NewBorder(c.top, nil, nil, nil, shown), c.side)}
}

// follow brings what has the focus into view. Beside the chart nothing scrolls
// for it.
func (c *columns) follow(input widget.Seeker) {
	still := container.NewVScroll(canvas.NewRectangle(color.Transparent))
	widget.Follow(func() *container.Scroll {
		if c.narrow {
			return c.scroll
		}
		return still
	}, input, input)
}

// reveal scrolls to a part of the chart.
func (c *columns) reveal(at fyne.Position, size fyne.Size) { widget.Reveal(c.scroll, at, size) }

// inSight gives the part of the chart that is not scrolled away.
func (c *columns) inSight() (fyne.Position, fyne.Size) {
	size := c.scroll.Size()
	return c.scroll.Offset, fyne.NewSize(min(size.Width, c.chart.Size().Width), min(size.Height, c.chart.Size().Height))
}

// beside gives the second object three tenths of the width, at least sideMin.
type beside struct{}

func (beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	side := max(sideMin, size.Width*0.3)
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(size.Width-side-look.Near, size.Height))
	objects[1].Move(fyne.NewPos(size.Width-side, 0))
	objects[1].Resize(fyne.NewSize(side, size.Height))
}

func (beside) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(sideMin, 0) }

// halves gives the first of two objects three fifths of the height, or of the
// width where that is more.
type halves struct{}

func (halves) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	first, second := objects[0], objects[1]
	if size.Width > 2*sideMin {
		width := (size.Width - look.Apart) / 2
		first.Move(fyne.NewPos(0, 0))
		first.Resize(fyne.NewSize(width, size.Height))
		second.Move(fyne.NewPos(width+look.Apart, 0))
		second.Resize(fyne.NewSize(width, size.Height))
		return
	}
	height := (size.Height - look.Near) * 0.6
	first.Move(fyne.NewPos(0, 0))
	first.Resize(fyne.NewSize(size.Width, height))
	second.Move(fyne.NewPos(0, height+look.Near))
	second.Resize(fyne.NewSize(size.Width, size.Height-height-look.Near))
}

func (halves) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().Max(objects[1].MinSize())
}
