package plan

import (
	"context"
	"encoding/json"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/progress"
	"framsteg/app/ui/screen"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Form is the page that sets, changes or ends a goal.
type Form struct {
	fynewidget.BaseWidget
	screen.Deps
	OnSaved func()
	OnBack  func()

	participant skapa.Participant
	before      skapa.Goal // no ID for a new one
	opened      input
	known       known

	area       *widget.Choice
	goal, step *widget.Entry
	who        *widget.Combo
	by, done   *widget.DateEntry
	why        *widget.Entry
	form       widget.Form
	save       *widget.Button
	content    fyne.CanvasObject
	first      fyne.Focusable
}

// input is what stands in the form.
type input struct {
	Area                           int // its place among the six, −1 for none
	Goal, Step, Who, By, Done, Why string
	Focus                          string // the field that has it
}

// NewForm makes the page of a goal, of a new one where it has no ID.
func NewForm(d screen.Deps, p skapa.Participant, in skapa.Instrument, g skapa.Goal) (*Form, error) {
	known, err := read(context.Background(), d, p.ID)
	if err != nil {
		return nil, err
	}
	f := &Form{Deps: d, participant: p, before: g, known: known}
	f.build(in)
	f.opened = f.input()
	f.ExtendBaseWidget(f)
	return f, nil
}

func (f *Form) isNew() bool { return f.before.ID.IsZero() }

// Title names the page.
func (f *Form) Title() string {
	key := "goal.title.edit"
	if f.isNew() {
		key = "goal.title.new"
	}
	return f.Words.T(key, words.Args{"Code": f.participant.Code})
}

// First is the area, the words where that is known, or where the focus was when
// the form was kept.
func (f *Form) First() fyne.Focusable { return f.first }

// Close ends the page.
func (f *Form) Close() {}

// CreateRenderer lays out the page.
func (f *Form) CreateRenderer() fyne.WidgetRenderer { return fynewidget.NewSimpleRenderer(f.content) }

func (f *Form) build(in skapa.Instrument) {
	w, g := f.Words, f.before
	var areas []string
	for _, a := range skapa.Areas {
		areas = append(areas, in.AreaName(a, w.Lang))
	}
	f.area = widget.NewChoice(areas, nil)
	f.area.PlaceHolder = w.T("goal.area.choose")
	f.area.SetSelectedIndex(slices.Index(skapa.Areas, g.Area))
	f.goal, f.step = widget.NewNote(2), widget.NewNote(2)
	f.goal.SetText(g.Text)
	f.step.SetText(g.Step)
	f.who = widget.NewCombo(f.known.names(w))
	f.who.SetText(g.Who)
	f.by, f.done = f.DateEntry(g.By), f.DateEntry(g.Done)
	f.by.Ahead = true
	f.why = widget.NewEntry()
	for _, onEnter := range []*func(){&f.who.OnEnter, &f.by.OnEnter, &f.done.OnEnter, &f.why.OnEnter} {
		*onEnter = f.OnSave
	}
	f.content = f.layout()
	if f.first = f.goal; g.Area == "" {
		f.first = f.area
	}
}

func (f *Form) layout() fyne.CanvasObject {
	w := f.Words
	field := func(name string, input fyne.CanvasObject, hint string) *widget.Field {
		if hint != "" {
			hint = w.T(hint)
		}
		field := widget.NewField(name, w.T("goal.field."+name), input, hint)
		f.form.Fields = append(f.form.Fields, field)
		return field
	}
	f.form.Words = w
	body := container.NewVBox(
		field("area", f.area, ""),
		field("text", f.goal, "goal.hint.text"),
		field("step", f.step, ""),
		widget.Pair(field("who", f.who, ""), container.NewVBox(field("by", f.by, ""), f.quick())),
	)
	if !f.isNew() {
		body.Add(widget.Pair(field("done", f.done, "goal.hint.done"), field("why", f.why, "")))
	}
	scroll := container.NewVScroll(container.NewPadded(body))
	f.form.Follow(scroll)
	return widget.Narrow(widget.FormPage(f.Title(), scroll, f.footer()))
}

// quick offers days by which a step is often to be taken.
func (f *Form) quick() fyne.CanvasObject {
	row := container.NewHBox()
	for _, choice := range []struct {
		key string
		day skapa.Date
	}{{"goal.by.meeting", f.known.next}, {"goal.by.month", progress.MonthsAfter(f.Store.Today(), 1)}} {
		if choice.day.IsZero() {
			continue
		}
		row.Add(widget.NewButton(f.Words.T(choice.key), nil, func() {
			f.by.SetDate(choice.day)
			f.Window.Canvas().Focus(f.by)
		}))
	}
	return row
}

func (f *Form) footer() *fyne.Container {
	w := f.Words
	f.save = widget.NewPrimary(w.T("save"), theme.DocumentSaveIcon(), f.OnSave)
	footer := container.NewHBox()
	if !f.isNew() {
		footer.Add(widget.NewButton(w.T("goal.delete"), theme.DeleteIcon(), f.onDelete))
	}
	if !f.isNew() && f.before.Open() {
		footer.Add(widget.NewButton(w.T("plan.done"), theme.ConfirmIcon(), func() {
			f.done.SetDate(f.Store.Today())
			f.OnSave()
		}))
	}
	footer.Add(layout.NewSpacer())
	footer.Add(widget.NewButton(w.T("cancel"), nil, func() { f.OnBack() }))
	footer.Add(f.save)
	return footer
}

func (f *Form) input() input {
	return input{
		Area: f.area.SelectedIndex(), Goal: f.goal.Text, Step: f.step.Text, Who: f.who.Text,
		By: f.by.Text, Done: f.done.Text, Why: f.why.Text,
	}
}

// Keep gives what stands in the form, for Refill.
func (f *Form) Keep() ([]byte, error) {
	kept := f.input()
	kept.Focus = f.form.Focused(f.Window.Canvas())
	return json.Marshal(kept)
}

// Refill fills the form with what another one of the same goal gave to Keep.
func (f *Form) Refill(kept []byte) error {
	var in input
	if err := json.Unmarshal(kept, &in); err != nil {
		return err
	}
	f.area.SetSelectedIndex(in.Area)
	f.goal.SetText(in.Goal)
	f.step.SetText(in.Step)
	f.who.SetText(in.Who)
	f.by.SetText(in.By)
	f.done.SetText(in.Done)
	f.why.SetText(in.Why)
	if input := f.form.Input(in.Focus); input != nil {
		f.first = input
	}
	return nil
}

// filled gives the goal as the form says, and what is wrong with it.
func (f *Form) filled() (skapa.Goal, skapa.Findings) {
	var findings skapa.Findings
	g := f.before
	g.Area = ""
	if i := f.area.SelectedIndex(); i >= 0 {
		g.Area = skapa.Areas[i]
	}
	g.Text, g.Step, g.Who = f.goal.Text, f.step.Text, f.who.Text
	g.By, g.Done = f.by.Read("by", &findings), f.done.Read("done", &findings)
	g = g.Tidy()
	if len(findings) > 0 {
		return g, findings
	}
	return g, g.Validate(f.participant.Start, f.Store.Today())
}

// OnSave saves, as the button does; it is the menu's and Enter's too.
func (f *Form) OnSave() {
	if f.save.Disabled() {
		return
	}
	g, findings := f.filled()
	refused, rest := f.form.Show(findings)
	switch {
	case refused != nil:
		if input, ok := refused.Input.(fyne.Focusable); ok {
			f.Window.Canvas().Focus(input)
		}
		return
	case rest.Err() != nil:
		f.Report(rest.Err())
		return
	}
	why := f.why.Text
	f.write(func(ctx context.Context) error {
		_, err := f.Store.SaveGoal(store.Because(ctx, why), g)
		return err
	})
}

func (f *Form) onDelete() {
	w := f.Words
	widget.Ask(f.Window, w.T("goal.delete.title"), w.T("goal.delete.text"),
		widget.Answer{Text: w.T("goal.delete"), Do: func() {
			why := f.why.Text
			f.write(func(ctx context.Context) error { return f.Store.DeleteGoal(store.Because(ctx, why), f.before.ID) })
		}},
		widget.Answer{Text: w.T("cancel"), Primary: true})
}

func (f *Form) write(write func(context.Context) error) {
	f.save.Disable()
	f.Save(write, func(err error) {
		f.save.Enable()
		f.Report(err)
	}, func() {
		f.opened = f.input()
		f.OnSaved()
	})
}

// Dirty tells whether leaving would lose input.
func (f *Form) Dirty() bool { return f.input() != f.opened }

// Leave asks before input is lost.
func (f *Form) Leave(then func()) { screen.LeaveForm(f.Deps, f.Dirty(), then) }

var _ screen.Screen = (*Form)(nil)
