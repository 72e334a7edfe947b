// Package plan is what a participant wants to reach in each area and the step
// that is taken next: the board that shows it, and the form of one goal.
package plan

import (
	"fyne.io/fyne/v2"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/screen"
	"framsteg/store/skapa"
)

// Board shows the plan of a participant, area by area, and scrolls itself.
type Board struct {
	fynewidget.BaseWidget
	screen.Deps
	OnGoal     func(skapa.Goal) // opens the form of a goal, of a new one where it has no ID
	OnActivity func(skapa.Area) // looks for an activity that serves an area

	participant skapa.Participant
	instrument  skapa.Instrument
	content     *fyne.Container
}

// NewBoard makes the board of a participant, in the words of an instrument.
func NewBoard(d screen.Deps, p skapa.Participant, in skapa.Instrument) *Board {
	b := &Board{Deps: d, participant: p, instrument: in, content: &fyne.Container{}}
	b.ExtendBaseWidget(b)
	return b
}

// Reload reads the plan anew.
func (b *Board) Reload() {}

// CreateRenderer lays out the board.
func (b *Board) CreateRenderer() fyne.WidgetRenderer { return fynewidget.NewSimpleRenderer(b.content) }

// First is what has the focus when the board opens; nil for nothing.
func (b *Board) First() fyne.Focusable { return nil }
