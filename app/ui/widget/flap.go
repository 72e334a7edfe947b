package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"
)

// flap is the small sign at the end of an entry that a click on opens what can
// be chosen. It never has the focus: what is typed after Tab would be lost there.
type flap struct {
	fynewidget.DisableableWidget
	icon   fyne.Resource
	tapped func()
}

func newFlap(icon fyne.Resource, tapped func()) *flap {
	f := &flap{icon: icon, tapped: tapped}
	f.ExtendBaseWidget(f)
	return f
}

// Tapped opens what can be chosen.
func (f *flap) Tapped(*fyne.PointEvent) {
	if !f.Disabled() {
		f.tapped()
	}
}

// Cursor is not that of the text beside it.
func (f *flap) Cursor() desktop.Cursor { return desktop.DefaultCursor }

// CreateRenderer draws the sign.
func (f *flap) CreateRenderer() fyne.WidgetRenderer {
	icon := fynewidget.NewIcon(f.icon)
	pad := theme.InnerPadding()
	return &flapRenderer{fynewidget.NewSimpleRenderer(container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), icon)), f, icon}
}

type flapRenderer struct {
	fyne.WidgetRenderer
	flap *flap
	icon *fynewidget.Icon
}

// Refresh shows whether a click does anything.
func (r *flapRenderer) Refresh() {
	if r.flap.Disabled() {
		r.icon.SetResource(theme.NewDisabledResource(r.flap.icon))
	} else {
		r.icon.SetResource(r.flap.icon)
	}
}
