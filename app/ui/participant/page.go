// Package participant is the page of one participant, and the forms that
// change who it is about and which activities there are.
package participant

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/chart/scene"
	"framsteg/app/progress"
	"framsteg/app/ui/history"
	"framsteg/app/ui/look"
	"framsteg/app/ui/plan"
	"framsteg/app/ui/screen"
	"framsteg/app/ui/widget"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Page shows who a participant is, the progress chart, and beside it the
// ratings as a table and the activities.
type Page struct {
	fynewidget.BaseWidget
	screen.Deps
	OnBack          func()
	OnEdit          func(p skapa.Participant, team, supervisor string)
	OnOpen          func(skapa.Participant, skapa.ID) // an assessment
	OnParticipation func(skapa.Participant, skapa.Participation)
	OnMeet          func(skapa.Participant)
	OnPause         func(skapa.Participant, skapa.Pause) // new where it has no ID
	OnExit          func(skapa.Participant)
	OnReenter       func(skapa.Participant)
	OnHandOver      func(skapa.Participant)
	OnGoal          func(skapa.Participant, skapa.Goal) // new where it has no ID
	OnActivityFor   func(skapa.Participant, skapa.Area) // wants one that serves an area
	OnCorrect       func(p skapa.Participant, kind string, id skapa.ID)
	OnSettle        func() // wants to see what is to be settled
	OnPicture       func() // wants to save the picture
	OnPrint         func()
	OnViewing       func(Viewing) // something else was chosen

	id       skapa.ID
	file     *file
	rated    []skapa.Assessment // as the table lists them
	progress progress.Progress

	who        *fynewidget.Label
	heading    *fynewidget.Label
	meet       *widget.Button
	viewer     *viewer
	chart      *widget.ChartView
	numbers    *numbers
	plan       *plan.Board
	history    *history.View
	body       *columns
	ratings    *widget.Table
	activities *widget.Table
	add        *widget.Button // of an activity
	noRatings  *fynewidget.Label
	noActivity *fynewidget.Label
	notes      *fynewidget.Label
	sign       *fynewidget.Icon // before them, of an overdue meeting
	content    fyne.CanvasObject
	stop       func()
}

// New makes the page of a participant, with what was chosen on it before.
func New(d screen.Deps, id skapa.ID, viewing Viewing) (*Page, error) {
	p := &Page{Deps: d, id: id}
	if err := p.read(); err != nil {
		return nil, err
	}
	p.build(viewing)
	p.show()
	p.stop = d.Store.Listen(func(c store.Changed) {
		if c.Kind != "restored" { // after which the window makes every page anew
			fyne.Do(p.Reload)
		}
	})
	p.ExtendBaseWidget(p)
	return p, nil
}

// Participant gives who the page is about.
func (p *Page) Participant() skapa.Participant { return p.file.participant }

// Title names the page.
func (p *Page) Title() string { return p.file.participant.Code }

// First is the button of a meeting.
func (p *Page) First() fyne.Focusable { return p.meet }

// Leave goes on at once: nothing is entered here.
func (p *Page) Leave(then func()) { then() }

// Close stops listening.
func (p *Page) Close() { p.stop() }

// CreateRenderer lays out the page.
func (p *Page) CreateRenderer() fyne.WidgetRenderer { return fynewidget.NewSimpleRenderer(p.content) }

func (p *Page) read() error {
	f, err := read(context.Background(), p.Store, p.id)
	if err != nil {
		return err
	}
	p.file = f
	return nil
}

// Reload reads the participant anew; one that is gone closes the page.
func (p *Page) Reload() {
	if err := p.read(); err != nil {
		p.Report(err)
		p.OnBack()
		return
	}
	p.show()
}

func (p *Page) build(viewing Viewing) {
	w := p.Words
	p.heading = widget.NewHeading("")
	p.heading.Truncation = fyne.TextTruncateEllipsis
	p.who = fynewidget.NewLabel("")
	p.who.Wrapping = fyne.TextWrapWord
	p.notes = fynewidget.NewLabel("")
	p.notes.Wrapping = fyne.TextWrapWord
	p.sign = fynewidget.NewIcon(theme.NewColoredResource(theme.WarningIcon(), theme.ColorNameError))
	p.meet = widget.NewPrimary("", theme.ContentAddIcon(), p.Meet)
	p.viewer = newViewer(p.Deps, viewing)
	p.viewer.OnChanged = p.changeView
	p.chart = widget.NewChartView(func(width, height float32) scene.Scene {
		return p.Picture().fitting(float64(width), float64(height))
	})
	p.chart.OnOpen, p.chart.OnMenu = p.openRegion, p.showMenu
	p.numbers = newNumbers(w)
	p.numbers.OnOpen = func(id skapa.ID) { p.OnOpen(p.file.participant, id) }
	p.plan = plan.NewBoard(p.Deps, p.file.participant, p.file.instrument)
	p.plan.OnGoal = p.openGoal
	p.plan.OnActivity = p.findActivity
	p.history = history.NewView(p.Deps, p.id)
	p.history.OnCorrect = p.correct
	p.history.OnSettle = func() { p.OnSettle() }
	p.ratings = p.buildRatings()
	p.activities = p.buildActivities()
	p.noRatings = quiet(w.T("participant.noRatings"))
	p.noActivity = quiet(w.T("participant.noActivities"))
	p.content = p.layout()
}

func quiet(text string) *fynewidget.Label {
	l := fynewidget.NewLabel(text)
	l.Wrapping = fyne.TextWrapWord
	l.Importance = fynewidget.LowImportance
	return l
}

func (p *Page) layout() fyne.CanvasObject {
	w := p.Words
	back := widget.NewQuiet(w.T("back"), theme.NavigateBackIcon(), func() { p.OnBack() })
	print := widget.NewButton(w.T("participant.print"), theme.DocumentPrintIcon(), func() { p.OnPrint() })
	buttons := container.NewHBox(print, p.more(), p.meet)
	closer := layout.NewCustomPaddedVBoxLayout(-look.Near) // labels have room of their own
	header := container.New(closer,
		container.NewBorder(nil, nil, container.NewCenter(back), container.NewCenter(buttons), p.heading),
		p.who, container.NewBorder(nil, nil, p.sign, nil, p.notes))

	ratings := container.NewBorder(widget.NewSubheading(w.T("participant.ratings")), nil, nil, nil, container.NewStack(p.ratings, p.noRatings))
	p.add = widget.NewButton(w.T("participation.add"), theme.ContentAddIcon(), p.AddParticipation)
	activities := container.NewBorder(
		container.NewBorder(nil, nil, nil, p.add, widget.NewSubheading(w.T("participant.activities"))), nil, nil, nil,
		container.NewStack(p.activities, p.noActivity))
	side := container.New(halves{}, ratings, activities)
	p.body = newColumns(p.viewer.content, p.chart, p.numbers, side)
	p.body.instead = map[View]fyne.CanvasObject{Plan: p.plan, History: p.history}
	p.chart.OnReveal, p.chart.InSight = p.body.reveal, p.body.inSight
	for _, input := range []widget.Seeker{p.numbers.table.Seeker(), p.ratings.Seeker(), p.add, p.activities.Seeker()} {
		p.body.follow(input)
	}
	// On a laptop of 1280 the tables have just room beside the chart.
	edges := layout.NewCustomPaddedLayout(look.Near, look.Near, look.Near, look.Tight)
	return container.New(edges, container.NewBorder(header, nil, nil, nil, p.body))
}

// show puts what was read on the page.
func (p *Page) show() {
	p.heading.SetText(p.file.heading())
	p.who.SetText(p.file.who(p.Words, p.Store.Today()))
	notes, warning := p.file.notes(p.Words)
	p.notes.Importance = fynewidget.MediumImportance
	if warning {
		p.notes.Importance = fynewidget.WarningImportance
	}
	overdue := p.file.standing.Due == progress.Overdue
	if overdue { // as on Idag
		p.notes.Importance = fynewidget.DangerImportance
	}
	p.sign.Hidden = !overdue
	p.notes.SetText(notes)
	p.notes.Hidden = notes == ""
	p.meet.SetText(p.Words.T(p.meetKey()))
	p.progress = progress.Of(p.file.instrument, p.file.assessments, p.Store.Today())
	p.rated = p.rows()
	showEither(p.ratings, p.noRatings, len(p.file.assessments)+len(p.file.drafts) > 0)
	showEither(p.activities, p.noActivity, len(p.file.participations) > 0)
	p.numbers.show(p.progress)
	p.showBody()
}

// meetKey is what the button of a meeting says: one that was begun goes on.
func (p *Page) meetKey() string {
	if len(p.file.drafts) > 0 {
		return "participant.meet.on"
	}
	return "participant.meet"
}

// showBody shows the view that is chosen. The plan and the history are read only
// when they show.
func (p *Page) showBody() {
	switch p.viewer.viewing.View {
	case Plan:
		p.plan.Reload()
	case History:
		p.history.Reload()
	}
	p.body.show(p.viewer.viewing.View)
}

// showEither shows a table that has rows, else what is said instead.
func showEither(t *widget.Table, instead *fynewidget.Label, rows bool) {
	t.Hidden, instead.Hidden = !rows, rows
	t.Reload()
	instead.Refresh()
}

// Edit opens the form of the participant.
func (p *Page) Edit() {
	follows := p.file.follows()
	p.OnEdit(p.file.participant, follows.TeamName, follows.SupervisorName)
}

// FocusTable puts the arrows into the table of ratings.
func (p *Page) FocusTable() { p.Window.Canvas().Focus(p.ratings.Focusable()) }

// AddParticipation opens the form of a new participation.
func (p *Page) AddParticipation() {
	p.OnParticipation(p.file.participant, NewParticipation(p.id, p.Store.Today()))
}

// NewParticipation gives what the form of a new participation starts with.
func NewParticipation(participant skapa.ID, today skapa.Date) skapa.Participation {
	return skapa.Participation{Participant: participant, Status: skapa.Ongoing, Start: today}
}

var _ screen.Screen = (*Page)(nil)
