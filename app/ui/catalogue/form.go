package catalogue

import (
	"context"
	"encoding/json"
	"errors"
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

// Form is the page that adds an activity to the catalogue or changes one, and
// shows who takes part in it.
type Form struct {
	fynewidget.BaseWidget
	screen.Deps
	OnSaved       func(skapa.Activity)
	OnDeleted     func()
	OnBack        func()
	OnEnrol       func(skapa.Activity)
	OnParticipant func(skapa.ID)

	before     skapa.Activity // no ID for a new one
	opened     formInput
	instrument skapa.Instrument

	name, contact, why     *widget.Entry
	provider, municipality *widget.Combo
	category, setting      *widget.Choice
	serves                 []*widget.Check // of skapa.Areas
	form                   widget.Form
	people                 *people // nil for a new activity
	save                   *widget.Button
	content                fyne.CanvasObject
	first                  fyne.Focusable
	stop                   func()
}

type formInput struct {
	Name, Provider, Municipality, Contact, Why string
	Category, Setting                          int
	Serves                                     skapa.AreaSet
	Focus                                      string // the field that has it
}

// NewForm makes the page; an activity without an ID is new.
func NewForm(d screen.Deps, a skapa.Activity) (*Form, error) {
	f := &Form{Deps: d, before: a, stop: func() {}}
	if err := f.build(context.Background()); err != nil {
		return nil, err
	}
	f.opened = f.input()
	f.ExtendBaseWidget(f)
	return f, nil
}

func (f *Form) isNew() bool { return f.before.ID.IsZero() }

// Title names the page.
func (f *Form) Title() string {
	if f.isNew() {
		return f.Words.T("activities.new")
	}
	return f.before.Name
}

// First is the name, or where the focus was when the form was kept.
func (f *Form) First() fyne.Focusable { return f.first }

// FocusPeople gives the focus to the list of who takes part.
func (f *Form) FocusPeople() { f.Window.Canvas().Focus(f.people.table.Focusable()) }

// Close ends the page.
func (f *Form) Close() { f.stop() }

// CreateRenderer lays out the page.
func (f *Form) CreateRenderer() fyne.WidgetRenderer { return fynewidget.NewSimpleRenderer(f.content) }

func (f *Form) build(ctx context.Context) error {
	all, err := f.Store.Activities(ctx)
	if err != nil {
		return err
	}
	known, err := f.Store.Known(ctx)
	if err != nil {
		return err
	}
	if f.instrument, err = f.Store.NewestInstrument(ctx); err != nil {
		return err
	}
	var providers []string
	for _, a := range all {
		providers = append(providers, a.Provider)
		known.Municipalities = append(known.Municipalities, a.Municipality)
	}
	a := f.before
	f.name, f.contact, f.why = f.entry(a.Name), f.entry(a.Contact), f.entry("")
	f.provider, f.municipality = f.combo(providers, a.Provider), f.combo(known.Municipalities, a.Municipality)
	f.category = f.choice("category.", texts(skapa.Categories), slices.Index(skapa.Categories, a.Category))
	f.setting = f.choice("setting.", texts(skapa.Settings), slices.Index(skapa.Settings, a.Setting))
	for _, area := range skapa.Areas {
		box := widget.NewCheck(f.instrument.AreaName(area, f.Words.Lang), a.Serves.Has(area))
		box.OnEnter = f.OnSave
		f.serves = append(f.serves, box)
	}
	if !f.isNew() {
		if err := f.buildPeople(ctx); err != nil {
			return err
		}
	}
	f.content = f.layout()
	f.first = f.name
	return nil
}

func (f *Form) buildPeople(ctx context.Context) error {
	f.people = newPeople(f.Deps, f.before.ID)
	f.people.table.OnOpen = func(row int) { f.OnParticipant(f.people.shown[row].Participant) }
	if err := f.people.read(ctx); err != nil {
		return err
	}
	f.stop = f.Store.Listen(func(c store.Changed) {
		if c.Kind != "draft" && c.Kind != "file" && c.Kind != "restored" {
			fyne.Do(func() { f.Report(f.people.read(context.Background())) })
		}
	})
	return nil
}

// texts gives words of the vocabulary as texts.
func texts[T ~string](all []T) []string {
	texts := make([]string, len(all))
	for i, one := range all {
		texts[i] = string(one)
	}
	return texts
}

func (f *Form) entry(text string) *widget.Entry {
	e := widget.NewEntry()
	e.Text = text
	e.OnEnter = f.OnSave
	return e
}

func (f *Form) combo(options []string, text string) *widget.Combo {
	c := widget.NewCombo(words.Distinct(options))
	c.Text = text
	c.OnEnter = f.OnSave
	return c
}

func (f *Form) choice(prefix string, keys []string, chosen int) *widget.Choice {
	labels := make([]string, len(keys))
	for i, key := range keys {
		labels[i] = f.Words.T(prefix + key)
	}
	c := widget.NewChoice(labels, nil)
	c.PlaceHolder = f.Words.T("participation.category.choose")
	c.SetSelectedIndex(chosen)
	return c
}

func (f *Form) field(name string, input fyne.CanvasObject, hint string) *widget.Field {
	if hint != "" {
		hint = f.Words.T(hint)
	}
	field := widget.NewField(name, f.Words.T("activities.field."+name), input, hint)
	f.form.Fields = append(f.form.Fields, field)
	return field
}

func (f *Form) layout() fyne.CanvasObject {
	f.form.Words = f.Words
	serves := f.field("serves", widget.Checks(2, f.serves...), "")
	body := container.NewVBox(
		f.field("name", f.name, ""),
		widget.Pair(f.field("category", f.category, ""), f.field("setting", f.setting, "")),
		widget.Pair(f.field("provider", f.provider, ""), f.field("municipality", f.municipality, "")),
		serves,
		f.field("contact", f.contact, "activities.hint.contact"),
	)
	if !f.isNew() {
		body.Add(f.field("why", f.why, ""))
	}
	scroll := container.NewVScroll(container.NewPadded(body))
	f.form.Follow(scroll)
	for _, box := range f.serves {
		widget.Follow(func() *container.Scroll { return scroll }, box, serves)
	}
	if f.isNew() {
		return widget.Narrow(widget.FormPage(f.Title(), scroll, f.footer()))
	}
	enrol := widget.NewButton(f.Words.T("enrol.open"), theme.AccountIcon(), f.Enrol)
	return widget.FormPage(f.Title(), widget.Pair(scroll, f.people.layout(enrol)), f.footer())
}

func (f *Form) footer() *fyne.Container {
	w := f.Words
	f.save = widget.NewPrimary(w.T("save"), theme.DocumentSaveIcon(), f.OnSave)
	footer := container.NewHBox()
	if !f.isNew() {
		footer.Add(widget.NewButton(w.T("activities.delete"), theme.DeleteIcon(), f.onDelete))
	}
	footer.Add(layout.NewSpacer())
	footer.Add(widget.NewButton(w.T("cancel"), nil, func() { f.OnBack() }))
	footer.Add(f.save)
	return footer
}

// Enrol lets more participants take part.
func (f *Form) Enrol() {
	if !f.isNew() {
		f.Leave(func() { f.OnEnrol(f.before) })
	}
}

func (f *Form) input() formInput {
	in := formInput{
		Name: f.name.Text, Provider: f.provider.Text, Municipality: f.municipality.Text, Contact: f.contact.Text, Why: f.why.Text,
		Category: f.category.SelectedIndex(), Setting: f.setting.SelectedIndex(),
	}
	for i, box := range f.serves {
		if box.Checked {
			in.Serves |= skapa.AreaSetOf(skapa.Areas[i])
		}
	}
	return in
}

// Keep gives what stands in the form, for Refill.
func (f *Form) Keep() ([]byte, error) {
	kept := f.input()
	kept.Focus = f.form.Focused(f.Window.Canvas())
	return json.Marshal(kept)
}

// Refill fills the form with what another one of the same activity gave to
// Keep.
func (f *Form) Refill(kept []byte) error {
	var in formInput
	if err := json.Unmarshal(kept, &in); err != nil {
		return err
	}
	f.name.SetText(in.Name)
	f.provider.SetText(in.Provider)
	f.municipality.SetText(in.Municipality)
	f.contact.SetText(in.Contact)
	f.why.SetText(in.Why)
	f.category.SetSelectedIndex(in.Category)
	f.setting.SetSelectedIndex(in.Setting)
	for i, box := range f.serves {
		box.SetChecked(in.Serves.Has(skapa.Areas[i]))
	}
	if input := f.form.Input(in.Focus); input != nil {
		f.first = input
	}
	return nil
}

// filled gives the activity as the form says.
func (f *Form) filled() skapa.Activity {
	in := f.input()
	a := skapa.Activity{ID: f.before.ID, Name: in.Name, Provider: in.Provider, Municipality: in.Municipality, Contact: in.Contact, Serves: in.Serves}
	if in.Category >= 0 {
		a.Category = skapa.Categories[in.Category]
	}
	if in.Setting >= 0 {
		a.Setting = skapa.Settings[in.Setting]
	}
	return a.Tidy()
}

// OnSave saves, as the button does; it is the menu's and Enter's too.
func (f *Form) OnSave() {
	if f.save.Disabled() {
		return
	}
	a := f.filled()
	if !f.accepts(a.Validate()) {
		return
	}
	why := f.why.Text
	f.write(func(ctx context.Context) (err error) {
		a, err = f.Store.SaveActivity(store.Because(ctx, why), a)
		return err
	}, func() { f.OnSaved(a) })
}

// accepts shows findings at their fields, and goes to the first that refuses.
func (f *Form) accepts(findings skapa.Findings) bool {
	refused, _ := f.form.Show(findings)
	if refused == nil {
		return true
	}
	if input, is := refused.Input.(fyne.Focusable); is {
		f.Window.Canvas().Focus(input)
	}
	return false
}

func (f *Form) onDelete() {
	w := f.Words
	widget.Ask(f.Window, w.T("activities.delete.title", words.Args{"Name": f.before.Name}), w.T("activities.delete.text"),
		widget.Answer{Text: w.T("activities.delete"), Do: func() {
			f.write(func(ctx context.Context) error { return f.Store.DeleteActivity(ctx, f.before.ID) }, f.OnDeleted)
		}},
		widget.Answer{Text: w.T("cancel"), Primary: true})
}

func (f *Form) write(write func(context.Context) error, done func()) {
	f.save.Disable()
	f.Save(write, func(err error) {
		f.save.Enable()
		if problem, is := errors.AsType[*skapa.Problem](err); is && problem.Key == "error.name.used" {
			f.accepts(skapa.Findings{{Field: "name", Key: problem.Key, Args: problem.Args}})
			return
		}
		f.Report(err)
	}, func() {
		f.opened = f.input()
		done()
	})
}

// Dirty tells whether leaving would lose input.
func (f *Form) Dirty() bool { return f.input() != f.opened }

// Leave asks before input is lost.
func (f *Form) Leave(then func()) { screen.LeaveForm(f.Deps, f.Dirty(), then) }

var _ screen.Screen = (*Form)(nil)
