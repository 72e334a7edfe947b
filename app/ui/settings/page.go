// Package settings is the page of what the workspace and this computer are set
// to.
package settings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/screen"
	"framsteg/app/ui/widget"
)

// Page is the page "Inställningar".
type Page struct {
	fynewidget.BaseWidget
	screen.Deps
	content fyne.CanvasObject
}

// New makes the page.
func New(d screen.Deps) *Page {
	p := &Page{Deps: d}
	p.content = container.NewPadded(container.NewPadded(container.NewVBox(widget.NewHeading(p.Title()))))
	p.ExtendBaseWidget(p)
	return p
}

// Title names the page.
func (p *Page) Title() string { return p.Words.T("settings.title") }

// First is nothing yet.
func (p *Page) First() fyne.Focusable { return nil }

// Leave goes on at once: nothing is entered here.
func (p *Page) Leave(then func()) { then() }

// Close stops listening.
func (p *Page) Close() {}

// CreateRenderer lays out the page.
func (p *Page) CreateRenderer() fyne.WidgetRenderer { return fynewidget.NewSimpleRenderer(p.content) }

var _ screen.Screen = (*Page)(nil)
