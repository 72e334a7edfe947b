package participant

import (
	"context"
	"encoding/json"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/screen"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// ParticipationForm is the page that adds, plans, changes or ends a
// participant's part in an activity.
type ParticipationForm struct {
	fynewidget.BaseWidget
	screen.Deps
	OnSaved func()
	OnBack  func()

	participant skapa.Participant
	before      skapa.Participation // no ID for a new one
	area        skapa.Area          // that the activity is to serve; "" for any
	opened      participationInput
	catalogue   []skapa.Activity // the fitting ones first
	instrument  skapa.Instrument // for the names of areas

	activity   *widget.Combo
	about      *fynewidget.Label // the activity that is chosen
	category   *widget.Choice
	status     *widget.Choice
	reason     *widget.Choice // of breaking off
	breakField *widget.Field
	toField    *widget.Field
	from, to   *widget.DateEntry
	why        *widget.Entry // of the change
	form       widget.Form
	save       *widget.Button
	content    fyne.CanvasObject
	first      fyne.Focusable
}

type participationInput struct {
	Activity, From, To, Why string
	Category, Status, Break int
	Area                    skapa.Area
	Focus                   string // the field that has it
}

// NewParticipationForm makes the page. The activities that serve an area come
// first, and a new one serves it too; "" for any.
func NewParticipationForm(d screen.Deps, p skapa.Participant, part skapa.Participation, area skapa.Area) (*ParticipationForm, error) {
	catalogue, err := d.Store.Activities(context.Background())
	if err != nil {
		return nil, err
	}
	in, err := d.Store.NewestInstrument(context.Background())
	if err != nil {
		return nil, err
	}
	f := &ParticipationForm{Deps: d, participant: p, before: part, area: area, catalogue: catalogue, instrument: in}
	f.build()
	f.opened = f.input()
	f.ExtendBaseWidget(f)
	return f, nil
}

func (f *ParticipationForm) isNew() bool { return f.before.ID.IsZero() }

// Title names the page.
func (f *ParticipationForm) Title() string {
	if f.isNew() {
		return f.Words.T("participation.title.new", words.Args{"Code": f.participant.Code})
	}
	return f.Words.T("participation.title.edit", words.Args{"Code": f.participant.Code})
}

// First is the activity, or where the focus was when the form was kept.
func (f *ParticipationForm) First() fyne.Focusable { return f.first }

// Close ends the page.
func (f *ParticipationForm) Close() {}

// CreateRenderer lays out the page.
func (f *ParticipationForm) CreateRenderer() fyne.WidgetRenderer {
	return fynewidget.NewSimpleRenderer(f.content)
}

func (f *ParticipationForm) build() {
	w := f.Words
	var categories, statuses, breaks []string
	for _, c := range skapa.Categories {
		categories = append(categories, w.T("category."+string(c)))
	}
	for _, s := range skapa.Statuses {
		statuses = append(statuses, w.T("status."+string(s)))
	}
	for _, b := range skapa.Breaks {
		breaks = append(breaks, w.T("break."+string(b)))
	}
	f.activity = widget.NewCombo(nil)
	f.about = widget.NewHint("")
	f.about.Hide()
	f.category = widget.NewChoice(categories, func(int) { f.showAbout() })
	f.category.PlaceHolder = w.T("participation.category.choose")
	f.status = widget.NewChoice(statuses, func(int) { f.showBreak() })
	f.reason = widget.NewChoice(breaks, nil)
	f.reason.PlaceHolder = w.T("participation.category.choose")
	f.why = widget.NewEntry()
	f.from, f.to = f.dateEntry(f.before.Start), f.dateEntry(f.before.End)
	f.activity.OnEnter, f.why.OnEnter = f.OnSave, f.OnSave
	f.content = f.layout()
	f.suggest()
	f.activity.OnChanged = f.matchCategory
	if a, found := f.inCatalogue(func(a skapa.Activity) bool { return a.ID == f.before.Activity }); found {
		f.activity.SetText(a.Name)
		f.category.SetSelectedIndex(slices.Index(skapa.Categories, a.Category))
	}
	f.status.SetSelectedIndex(slices.Index(skapa.Statuses, f.before.Status))
	f.reason.SetSelectedIndex(slices.Index(skapa.Breaks, f.before.Break))
	f.showBreak()
	f.first = f.activity
}

func (f *ParticipationForm) dateEntry(d skapa.Date) *widget.DateEntry {
	e := f.DateEntry(d)
	e.OnEnter = f.OnSave
	return e
}

// showBreak asks why only of what is broken off, and says when there must be a
// last day.
func (f *ParticipationForm) showBreak() {
	if f.breakField == nil {
		return
	}
	f.breakField.Hidden = f.chosenStatus() != skapa.BrokenOff
	hint := "participation.hint.to"
	if f.chosenStatus().Ended() {
		hint = "participation.hint.to.ended"
	}
	f.toField.SetHint(f.Words.T(hint))
	f.content.Refresh()
}

func (f *ParticipationForm) chosenStatus() skapa.Status {
	return skapa.Statuses[max(0, f.status.SelectedIndex())]
}

func (f *ParticipationForm) layout() fyne.CanvasObject {
	w := f.Words
	field := func(name string, input fyne.CanvasObject, hint string) *widget.Field {
		if hint != "" {
			hint = w.T(hint)
		}
		field := widget.NewField(name, w.T("participation.field."+name), input, hint)
		f.form.Fields = append(f.form.Fields, field)
		return field
	}
	f.form.Words = w
	f.toField = field("to", f.to, "participation.hint.to")
	body := container.NewVBox(
		field("activity", f.activity, "participation.hint.activity"), f.about,
		widget.Pair(field("category", f.category, ""), field("status", f.status, "")),
		widget.Pair(field("from", f.from, ""), f.toField),
	)
	f.breakField = field("break", f.reason, "participation.hint.break")
	body.Add(f.breakField)
	if !f.isNew() {
		body.Add(field("why", f.why, ""))
	}
	scroll := container.NewVScroll(container.NewPadded(body))
	f.form.Follow(scroll)
	return widget.Narrow(widget.FormPage(f.Title(), scroll, f.footer()))
}

func (f *ParticipationForm) footer() *fyne.Container {
	w := f.Words
	f.save = widget.NewPrimary(w.T("save"), theme.DocumentSaveIcon(), f.OnSave)
	footer := container.NewHBox()
	if !f.isNew() {
		footer.Add(widget.NewButton(w.T("participation.delete"), theme.DeleteIcon(), f.onDelete))
	}
	if f.before.Status == skapa.Ongoing && !f.isNew() {
		footer.Add(widget.NewButton(w.T("participation.end"), theme.ConfirmIcon(), f.onEnd))
		footer.Add(widget.NewButton(w.T("participation.breakOff"), theme.MediaStopIcon(), f.onBreak))
	}
	footer.Add(layout.NewSpacer())
	footer.Add(widget.NewButton(w.T("cancel"), nil, func() { f.OnBack() }))
	footer.Add(f.save)
	return footer
}

func (f *ParticipationForm) input() participationInput {
	return participationInput{
		Activity: f.activity.Text, From: f.from.Text, To: f.to.Text, Why: f.why.Text, Area: f.area,
		Category: f.category.SelectedIndex(), Status: f.status.SelectedIndex(), Break: f.reason.SelectedIndex(),
	}
}

// Keep gives what stands in the form, for Refill.
func (f *ParticipationForm) Keep() ([]byte, error) {
	kept := f.input()
	kept.Focus = f.form.Focused(f.Window.Canvas())
	return json.Marshal(kept)
}

// Refill fills the form with what another one of the same participation gave
// to Keep.
func (f *ParticipationForm) Refill(kept []byte) error {
	var in participationInput
	if err := json.Unmarshal(kept, &in); err != nil {
		return err
	}
	f.area = in.Area
	f.suggest()
	f.activity.SetText(in.Activity)
	f.category.SetSelectedIndex(in.Category) // after the activity, which proposes one
	f.status.SetSelectedIndex(in.Status)
	f.reason.SetSelectedIndex(in.Break)
	f.why.SetText(in.Why)
	f.from.SetText(in.From)
	f.to.SetText(in.To)
	if input := f.form.Input(in.Focus); input != nil {
		f.first = input
	}
	return nil
}

// filled gives the activity and the participation as the form says, and what
// is wrong with them. The participation has no activity yet.
func (f *ParticipationForm) filled() (skapa.Activity, skapa.Participation, skapa.Findings) {
	var findings skapa.Findings
	a := skapa.Activity{Name: skapa.Tidy(f.activity.Text), Serves: skapa.AreaSetOf(f.area)}
	if i := f.category.SelectedIndex(); i >= 0 {
		a.Category = skapa.Categories[i]
	}
	p := f.before
	p.Status, p.Break = f.chosenStatus(), skapa.NoBreak
	if i := f.reason.SelectedIndex(); i >= 0 && p.Status == skapa.BrokenOff {
		p.Break = skapa.Breaks[i]
	}
	p.Start, p.End = f.from.Read("from", &findings), f.to.Read("to", &findings)
	if len(findings) > 0 {
		return a, p, findings
	}
	for _, finding := range a.Validate() {
		if finding.Field == "name" {
			finding.Field = "activity"
		}
		if finding.Key == "error.required.name" {
			finding.Key = "error.required.activity"
		}
		findings = append(findings, finding)
	}
	for _, finding := range p.Validate(f.Store.Today()) {
		if finding.Field != "activity" { // which is checked by its name above
			findings = append(findings, finding)
		}
	}
	return a, p, findings
}

// OnSave saves, as the button does; it is the menu's and Enter's too.
func (f *ParticipationForm) OnSave() {
	if f.save.Disabled() {
		return
	}
	a, p, findings := f.filled()
	if refused, _ := f.form.Show(findings); refused != nil {
		if input, ok := refused.Input.(fyne.Focusable); ok {
			f.Window.Canvas().Focus(input)
		}
		return
	}
	why := f.why.Text
	f.write(func(ctx context.Context) error {
		return f.Store.Batch(store.Because(ctx, why), func(ctx context.Context) (err error) {
			if known, found := f.named(a.Name, a.Category); found {
				a = known
			} else if a, err = f.Store.SaveActivity(ctx, a); err != nil {
				return err
			}
			p.Activity = a.ID
			_, err = f.Store.SaveParticipation(ctx, p)
			return err
		})
	})
}

// onEnd ends the participation, today or on the day that is written.
func (f *ParticipationForm) onEnd() {
	f.end(skapa.Finished)
	f.OnSave()
}

// onBreak breaks it off, and asks why.
func (f *ParticipationForm) onBreak() {
	f.end(skapa.BrokenOff)
	f.Window.Canvas().Focus(f.reason)
}

func (f *ParticipationForm) end(as skapa.Status) {
	f.status.SetSelectedIndex(slices.Index(skapa.Statuses, as))
	if d, err := f.to.Date(); err == nil && (d.IsZero() || d > f.Store.Today()) {
		f.to.SetDate(f.Store.Today())
	}
}

func (f *ParticipationForm) onDelete() {
	w := f.Words
	widget.Ask(f.Window, w.T("participation.delete.title", words.Args{"Activity": f.activity.Text}), w.T("participation.delete.text"),
		widget.Answer{Text: w.T("participation.delete"), Do: func() {
			f.write(func(ctx context.Context) error { return f.Store.DeleteParticipation(ctx, f.before.ID) })
		}},
		widget.Answer{Text: w.T("cancel"), Primary: true})
}

func (f *ParticipationForm) write(write func(context.Context) error) {
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
func (f *ParticipationForm) Dirty() bool { return f.input() != f.opened }

// Leave asks before input is lost.
func (f *ParticipationForm) Leave(then func()) { screen.LeaveForm(f.Deps, f.Dirty(), then) }

var _ screen.Screen = (*ParticipationForm)(nil)
