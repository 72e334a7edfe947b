package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/look"
)

// Gauge says how far something is on its way to good, by a bar and in words.
type Gauge struct {
	fynewidget.BaseWidget
	share  float32
	colour fyne.ThemeColorName
	label  *fynewidget.Label
}

// NewGauge makes an empty gauge.
func NewGauge() *Gauge {
	g := &Gauge{label: fynewidget.NewLabel(""), colour: theme.ColorNamePrimary}
	g.label.SizeName = theme.SizeNameCaptionText
	g.label.Wrapping = fyne.TextWrapWord
	g.ExtendBaseWidget(g)
	return g
}

// Set shows a share from 0 to 1 in a colour, and what it means in words.
func (g *Gauge) Set(share float64, colour fyne.ThemeColorName, text string) {
	g.share, g.colour = float32(min(max(share, 0), 1)), colour
	g.label.SetText(text)
	g.Refresh()
}

const gaugeHeight = 8 // of the bar, in dp

// CreateRenderer draws the bar over the words.
func (g *Gauge) CreateRenderer() fyne.WidgetRenderer {
	r := &gaugeRenderer{gauge: g, track: canvas.NewRectangle(nil), bar: canvas.NewRectangle(nil)}
	r.track.CornerRadius, r.bar.CornerRadius = gaugeHeight/2, gaugeHeight/2
	r.track.StrokeWidth = 1
	r.Refresh()
	return r
}

type gaugeRenderer struct {
	gauge      *Gauge
	track, bar *canvas.Rectangle
}

func (r *gaugeRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.track, r.bar, r.gauge.label}
}

func (r *gaugeRenderer) MinSize() fyne.Size {
	words := r.gauge.label.MinSize()
	return fyne.NewSize(words.Width, look.Tight+gaugeHeight+words.Height)
}

func (r *gaugeRenderer) Layout(size fyne.Size) {
	inset := theme.Size(theme.SizeNameInnerPadding) // as that of the words
	width := size.Width - 2*inset
	r.track.Move(fyne.NewPos(inset, look.Tight))
	r.track.Resize(fyne.NewSize(width, gaugeHeight))
	r.bar.Move(fyne.NewPos(inset, look.Tight))
	r.bar.Resize(fyne.NewSize(width*r.gauge.share, gaugeHeight))
	r.gauge.label.Move(fyne.NewPos(0, look.Tight+gaugeHeight))
	r.gauge.label.Resize(fyne.NewSize(size.Width, size.Height-look.Tight-gaugeHeight))
}

func (r *gaugeRenderer) Refresh() {
	r.track.FillColor = theme.Color(theme.ColorNameInputBackground)
	r.track.StrokeColor = theme.Color(theme.ColorNameInputBorder)
	r.bar.FillColor = theme.Color(r.gauge.colour)
	r.bar.Hidden = r.gauge.share == 0
	r.Layout(r.gauge.Size())
	r.track.Refresh()
	r.bar.Refresh()
}

func (r *gaugeRenderer) Destroy() {}
