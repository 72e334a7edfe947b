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
	opened      participationInput
	catalogue   []skapa.Activity

	activity *widget.Combo
	category *widget.Choice
	status   *widget.Choice
	from, to *widget.DateEntry
	form     widget.Form
	save     *widget.Button
	content  fyne.CanvasObject
	first    fyne.Focusable
}

type participationInput struct {
	Activity, From, To string
	Category, Status   int
	Focus              string // the field that has it
}

// NewParticipationForm makes the page.
func NewParticipationForm(d screen.Deps, p skapa.Participant, part skapa.Participation) (*ParticipationForm, error) {
	catalogue, err := d.Store.Activities(context.Background())
	if err != nil {
		return nil, err
	}
	f := &ParticipationForm{Deps: d, participant: p, before: part, catalogue: catalogue}
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
	var names, categories, statuses []string
	for _, a := range f.catalogue {
		names = append(names, a.Name)
	}
	for _, c := range skapa.Categories {
		categories = append(categories, w.T("category."+string(c)))
	}
	for _, s := range skapa.Statuses {
		statuses = append(statuses, w.T("status."+string(s)))
	}
	f.activity = widget.NewCombo(names)
	f.category = widget.NewChoice(categories, nil)
	f.category.PlaceHolder = w.T("participation.category.choose")
	f.status = widget.NewChoice(statuses, nil)
	f.status.SetSelectedIndex(slices.Index(skapa.Statuses, f.before.Status))
	f.activity.OnChanged = f.matchCategory
	f.activity.OnEnter, f.category.OnEnter, f.status.OnEnter = f.OnSave, f.OnSave, f.OnSave
	if a, found := f.inCatalogue(func(a skapa.Activity) bool { return a.ID == f.before.Activity }); found {
		f.activity.SetText(a.Name)
	}
	f.from, f.to = f.dateEntry(f.before.Start), f.dateEntry(f.before.End)
	f.content = f.layout()
	f.first = f.activity
}

func (f *ParticipationForm) dateEntry(d skapa.Date) *widget.DateEntry {
	e := f.DateEntry(d)
	e.OnEnter = f.OnSave
	return e
}

func (f *ParticipationForm) inCatalogue(is func(skapa.Activity) bool) (skapa.Activity, bool) {
	if i := slices.IndexFunc(f.catalogue, is); i >= 0 {
		return f.catalogue[i], true
	}
	return skapa.Activity{}, false
}

// matchCategory shows the category of an activity that is in the catalogue.
func (f *ParticipationForm) matchCategory(name string) {
	a, found := f.inCatalogue(func(a skapa.Activity) bool { return a.Name == name })
	if found {
		f.category.SetSelectedIndex(slices.Index(skapa.Categories, a.Category))
	}
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
	body := container.NewVBox(
		field("activity", f.activity, "participation.hint.activity"),
		widget.Pair(field("category", f.category, ""), field("status", f.status, "")),
		widget.Pair(field("from", f.from, ""), field("to", f.to, "participation.hint.to")),
	)
	f.save = widget.NewPrimary(w.T("save"), theme.DocumentSaveIcon(), f.OnSave)
	footer := container.NewHBox()
	if !f.isNew() {
		footer.Add(widget.NewButton(w.T("participation.delete"), theme.DeleteIcon(), f.onDelete))
		if f.before.Status == skapa.Ongoing {
			footer.Add(widget.NewButton(w.T("participation.end"), theme.ConfirmIcon(), f.onEnd))
		}
	}
	footer.Add(layout.NewSpacer())
	footer.Add(widget.NewButton(w.T("cancel"), nil, func() { f.OnBack() }))
	footer.Add(f.save)
	heading := widget.NewHeading(f.Title())
	scroll := container.NewVScroll(container.NewPadded(body))
	f.form.Follow(scroll)
	return container.New(narrow{}, container.NewPadded(container.NewBorder(heading,
		container.NewVBox(fynewidget.NewSeparator(), container.NewPadded(footer)), nil, nil,
		scroll)))
}

func (f *ParticipationForm) input() participationInput {
	return participationInput{
		Activity: f.activity.Text, From: f.from.Text, To: f.to.Text,
		Category: f.category.SelectedIndex(), Status: f.status.SelectedIndex(),
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
	f.activity.SetText(in.Activity)
	f.category.SetSelectedIndex(in.Category) // after the activity, which proposes one
	f.status.SetSelectedIndex(in.Status)
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
	a := skapa.Activity{Name: skapa.Tidy(f.activity.Text)}
	if i := f.category.SelectedIndex(); i >= 0 {
		a.Category = skapa.Categories[i]
	}
	p := f.before
	p.Status = skapa.Statuses[max(0, f.status.SelectedIndex())]
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
	f.write(func(ctx context.Context) error {
		return f.Store.Batch(ctx, func(ctx context.Context) error {
			activity, err := f.Store.ActivityNamed(ctx, a.Name, a.Category)
			if err != nil {
				return err
			}
			p.Activity = activity.ID
			_, err = f.Store.SaveParticipation(ctx, p)
			return err
		})
	})
}

// onEnd ends the participation today.
func (f *ParticipationForm) onEnd() {
	f.status.SetSelectedIndex(slices.Index(skapa.Statuses, skapa.Finished))
	f.to.SetDate(f.Store.Today())
	f.OnSave()
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
