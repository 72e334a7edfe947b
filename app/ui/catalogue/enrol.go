package catalogue

import (
	"context"
	"encoding/json"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/roster"
	"framsteg/app/ui/screen"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Enrolment is the page that lets many participants take part in an activity at
// once.
type Enrolment struct {
	fynewidget.BaseWidget
	screen.Deps
	OnSaved func(enrolled, already int)
	OnBack  func()

	activity skapa.Activity
	opened   enrolInput
	status   *widget.Choice
	from, to *widget.DateEntry
	form     widget.Form
	who      *roster.Roster
	save     *widget.Button
	content  fyne.CanvasObject
}

type enrolInput struct {
	Status   int
	From, To string
	Who      roster.State
}

// NewEnrolment makes the page. Whose participants are one's own is said by who
// writes.
func NewEnrolment(d screen.Deps, a skapa.Activity, by store.Author) (*Enrolment, error) {
	cases, err := d.Store.Caseload(context.Background())
	if err != nil {
		return nil, err
	}
	e := &Enrolment{Deps: d, activity: a}
	e.who = roster.New(d.Words, roster.Active(cases), by, roster.State{Scope: roster.Mine})
	e.build()
	e.opened = e.input()
	e.ExtendBaseWidget(e)
	return e, nil
}

// Title names the page.
func (e *Enrolment) Title() string {
	return e.Words.T("enrol.title", words.Args{"Activity": e.activity.Name})
}

// First is the search.
func (e *Enrolment) First() fyne.Focusable { return e.who.Search() }

// Close ends the page.
func (e *Enrolment) Close() {}

// CreateRenderer lays out the page.
func (e *Enrolment) CreateRenderer() fyne.WidgetRenderer {
	return fynewidget.NewSimpleRenderer(e.content)
}

func (e *Enrolment) build() {
	w := e.Words
	var statuses []string
	for _, s := range skapa.EnrolStatuses {
		statuses = append(statuses, w.T("status."+string(s)))
	}
	e.status = widget.NewChoice(statuses, nil)
	e.status.SetSelectedIndex(slices.Index(skapa.EnrolStatuses, skapa.Ongoing))
	e.from, e.to = e.DateEntry(e.Store.Today()), e.DateEntry(0)
	e.from.OnEnter, e.to.OnEnter = e.OnSave, e.OnSave
	e.who.OnEnter(e.OnSave)
	e.who.OnChanged = e.showCount

	field := func(name string, input fyne.CanvasObject, hint string) *widget.Field {
		f := widget.NewField(name, w.T("participation.field."+name), input, hint)
		e.form.Fields = append(e.form.Fields, f)
		return f
	}
	e.form.Words = w
	body := container.NewVBox(
		field("status", e.status, ""), field("from", e.from, ""), field("to", e.to, w.T("participation.hint.to")),
		widget.NewHint(w.T("enrol.hint")))
	scroll := container.NewVScroll(container.NewPadded(body))
	e.form.Follow(scroll)
	e.save = widget.NewPrimary("", theme.ConfirmIcon(), e.OnSave)
	e.showCount()
	footer := container.NewHBox(layout.NewSpacer(), widget.NewButton(w.T("cancel"), nil, func() { e.OnBack() }), e.save)
	e.content = widget.FormPage(e.Title(), widget.Beside(scroll, e.who), footer)
}

func (e *Enrolment) showCount() { e.save.SetText(e.who.Counted("enrol.save")) }

func (e *Enrolment) input() enrolInput {
	return enrolInput{Status: e.status.SelectedIndex(), From: e.from.Text, To: e.to.Text, Who: e.who.State()}
}

// Keep gives what stands on the page, for Refill.
func (e *Enrolment) Keep() ([]byte, error) { return json.Marshal(e.input()) }

// Refill fills the page with what another one of the same activity gave to Keep.
func (e *Enrolment) Refill(kept []byte) error {
	var in enrolInput
	if err := json.Unmarshal(kept, &in); err != nil {
		return err
	}
	e.status.SetSelectedIndex(in.Status)
	e.from.SetText(in.From)
	e.to.SetText(in.To)
	e.who.Refill(in.Who)
	e.showCount()
	return nil
}

// OnSave enrols who is checked, as the button does; it is the menu's and Enter's
// too.
func (e *Enrolment) OnSave() {
	if e.save.Disabled() {
		return
	}
	var findings skapa.Findings
	part := skapa.Participation{Activity: e.activity.ID, Status: skapa.EnrolStatuses[e.status.SelectedIndex()]}
	part.Start, part.End = e.from.Read("from", &findings), e.to.Read("to", &findings)
	if len(findings) == 0 {
		findings = part.Validate(e.Store.Today())
	}
	if refused, _ := e.form.Show(findings); refused != nil {
		e.Window.Canvas().Focus(refused.Input.(fyne.Focusable))
		return
	}
	who := e.who.Chosen()
	if len(who) == 0 {
		e.who.Missing()
		e.Window.Canvas().Focus(e.who.Search())
		return
	}
	e.save.Disable()
	enrolled := 0
	e.Save(func(ctx context.Context) (err error) {
		enrolled, err = e.Store.Enrol(ctx, who, part)
		return err
	}, func(err error) {
		e.save.Enable()
		e.Report(err)
	}, func() {
		e.opened = e.input()
		e.OnSaved(enrolled, len(who)-enrolled)
	})
}

// Dirty tells whether leaving would lose input; the search is none.
func (e *Enrolment) Dirty() bool {
	now := e.input()
	return now.Status != e.opened.Status || now.From != e.opened.From || now.To != e.opened.To || len(now.Who.Chosen) > 0 && !slices.Equal(now.Who.Chosen, e.opened.Who.Chosen)
}

// Leave asks before input is lost.
func (e *Enrolment) Leave(then func()) { screen.LeaveForm(e.Deps, e.Dirty(), then) }

var _ screen.Screen = (*Enrolment)(nil)
