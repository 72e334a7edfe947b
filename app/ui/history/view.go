// Package history shows everything that was ever written about a participant.
package history

import (
	"fyne.io/fyne/v2"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/screen"
	"framsteg/store/skapa"
)

// View is a participant's history, the newest first.
type View struct {
	fynewidget.BaseWidget
	screen.Deps
	OnCorrect func(kind string, id skapa.ID) // wants to correct what an entry is about

	participant skapa.ID
	content     *fyne.Container
}

// NewView makes the history of a participant.
func NewView(d screen.Deps, participant skapa.ID) *View {
	v := &View{Deps: d, participant: participant, content: &fyne.Container{}}
	v.ExtendBaseWidget(v)
	return v
}

// Reload reads the history anew.
func (v *View) Reload() {}

// CreateRenderer lays out the history.
func (v *View) CreateRenderer() fyne.WidgetRenderer { return fynewidget.NewSimpleRenderer(v.content) }
