// Package history shows everything that was ever written about a participant: as
// what happened, or as what was written and when. Every entry opens all that was
// written of it, down to the original.
package history

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/look"
	"framsteg/app/ui/screen"
	"framsteg/app/ui/widget"
	"framsteg/store"
	"framsteg/store/skapa"
)

// View is a participant's history, the newest first.
type View struct {
	fynewidget.BaseWidget
	screen.Deps
	OnCorrect func(kind string, id skapa.ID) // wants to correct what an entry is about
	OnSettle  func()                         // wants to see what is to be settled

	participant skapa.ID
	texts       texts
	events      []store.Event
	moments     []moment
	modes       *widget.Segments
	story, log  *widget.Table
	content     *fyne.Container
}

// The ways to read a history, in the order in which they are offered.
const (
	asItHappened = iota
	asItWasWritten
)

// NewView makes the history of a participant. It reads nothing before Reload.
func NewView(d screen.Deps, participant skapa.ID) *View {
	v := &View{Deps: d, participant: participant, texts: texts{words: d.Words, participant: participant}}
	w := d.Words
	v.modes = widget.NewSegments([]string{w.T("history.story"), w.T("history.log")}, asItHappened)
	v.modes.OnChosen = func(int) { v.show() }
	v.modes.OnEnter = v.FocusList
	v.story = widget.NewTable([]widget.Column{{Title: w.T("history.day"), Width: 100}, {Title: w.T("history.what"), Width: 620}},
		func() int { return len(v.moments) }, v.momentCell)
	v.story.Below = func(row int) string { return v.moments[row].written(v.texts) }
	v.story.OnOpen = func(row int) { v.open(v.moments[row].title(), v.moments[row].things, true) }
	v.log = widget.NewTable([]widget.Column{{Title: w.T("history.when"), Width: 145}, {Title: w.T("history.what"), Width: 575}},
		func() int { return len(v.events) }, v.eventCell)
	v.log.Below = func(row int) string { return v.texts.because(v.events[row]) }
	v.log.OnOpen = func(row int) { v.open(v.texts.act(v.events[row]), ofEvent(v.events[row]), false) }
	v.content = container.NewBorder(
		container.New(layout.NewCustomPaddedLayout(0, 0, look.Near, 0), v.modes), nil, nil, nil, container.NewStack(v.story, v.log))
	v.show()
	v.ExtendBaseWidget(v)
	return v
}

// Reload reads the history anew.
func (v *View) Reload() {
	ctx := context.Background()
	events, err := v.Store.Timeline(ctx, v.participant)
	if err == nil {
		v.texts.instruments, err = v.Store.Instruments(ctx)
	}
	if err != nil {
		v.Report(err)
		return
	}
	v.events, v.moments = events, v.texts.momentsOf(events)
	v.story.Reload()
	v.log.Reload()
}

func (v *View) show() {
	v.story.Hidden, v.log.Hidden = v.modes.Chosen() != asItHappened, v.modes.Chosen() != asItWasWritten
	v.story.Refresh()
	v.log.Refresh()
}

// FocusList puts the arrows into the entries.
func (v *View) FocusList() { v.Window.Canvas().Focus(v.table().Focusable()) }

func (v *View) table() *widget.Table {
	if v.modes.Chosen() == asItHappened {
		return v.story
	}
	return v.log
}

// CreateRenderer lays out the history.
func (v *View) CreateRenderer() fyne.WidgetRenderer { return fynewidget.NewSimpleRenderer(v.content) }

func (v *View) momentCell(row, column int) string {
	if column == 0 {
		return v.moments[row].day.String()
	}
	return v.moments[row].text
}

func (v *View) eventCell(row, column int) string {
	if column == 0 {
		return clock(v.events[row].At)
	}
	return v.texts.did(v.events[row])
}
