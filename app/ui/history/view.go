// Package history shows everything that was ever written about a participant: as
// what happened, or as what was written and when. Every entry opens all that was
// written of it, down to the original.
package history

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynewidget "fyne.io/fyne/v2/widget"

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
	v.story = widget.NewTable([]widget.Column{
		{Title: w.T("history.day"), Width: 100},
		{Title: w.T("history.what"), Width: 420},
		{Title: w.T("history.written"), Width: 250},
	}, func() int { return len(v.moments) }, v.momentCell)
	v.story.OnOpen = func(row int) { v.open(v.moments[row].title(v.texts), v.moments[row].things) }
	v.log = widget.NewTable([]widget.Column{
		{Title: w.T("history.when"), Width: 130},
		{Title: w.T("history.what"), Width: 390},
		{Title: w.T("history.who"), Width: 250},
	}, func() int { return len(v.events) }, v.eventCell)
	v.log.OnOpen = func(row int) { v.open(v.texts.signed(v.events[row]), ofEvent(v.events[row])) }
	v.content = container.NewBorder(v.modes, nil, nil, nil, container.NewStack(v.story, v.log))
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
	m := v.moments[row]
	switch column {
	case 0:
		return m.day.String()
	case 1:
		return m.text
	}
	return m.written(v.texts)
}

func (v *View) eventCell(row, column int) string {
	e := v.events[row]
	switch column {
	case 0:
		return clock(e.At)
	case 1:
		return v.texts.did(e)
	}
	return v.texts.because(e)
}
