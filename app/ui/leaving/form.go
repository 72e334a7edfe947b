// Package leaving holds the forms of what takes a participant out of the daily
// work for a time or for good, and back: pause, exit, re-entry and follow-up.
package leaving

import (
	"context"
	"encoding/json"
	"maps"
	"strconv"

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

// Form is one of the forms of this package.
type Form struct {
	fynewidget.BaseWidget
	screen.Deps
	OnSaved func(said string) // with what to say of it
	OnBack  func()

	title   string
	kind    string // of what it is about: ends the keys of what it says
	form    widget.Form
	body    *fyne.Container
	because *widget.Entry // why something is changed; nil where it is new
	save    *widget.Button
	footer  *fyne.Container
	content fyne.CanvasObject
	first   fyne.Focusable
	opened  map[string]string
	about   skapa.FollowUp // of a follow-up, what no field says

	// filled gives what writes the form as it is filled in, and what is wrong with it.
	filled func() (write func(context.Context) error, findings skapa.Findings)
}

// newForm makes a form without fields.
func newForm(d screen.Deps, kind, title string, p skapa.Participant) *Form {
	f := &Form{Deps: d, kind: kind, title: d.Words.T(title, words.Args{"Code": p.Code})}
	f.form.Words = d.Words
	f.body = container.NewVBox()
	f.save = widget.NewPrimary(d.Words.T("save"), theme.DocumentSaveIcon(), f.OnSave)
	f.footer = container.NewHBox()
	return f
}

// finish lays the form out, when all its fields are in the body.
func (f *Form) finish(first fyne.Focusable) *Form {
	f.footer.Add(layout.NewSpacer())
	f.footer.Add(widget.NewButton(f.Words.T("cancel"), nil, func() { f.OnBack() }))
	f.footer.Add(f.save)
	scroll := container.NewVScroll(container.NewPadded(f.body))
	f.form.Follow(scroll)
	f.content = widget.Narrow(widget.FormPage(f.title, scroll, f.footer))
	f.first = first
	f.opened = f.values()
	f.ExtendBaseWidget(f)
	return f
}

// Title names the page.
func (f *Form) Title() string { return f.title }

// First is the first field, or where the focus was when the form was kept.
func (f *Form) First() fyne.Focusable { return f.first }

// Close ends the page.
func (f *Form) Close() {}

// CreateRenderer lays out the page.
func (f *Form) CreateRenderer() fyne.WidgetRenderer { return fynewidget.NewSimpleRenderer(f.content) }

// field makes a labelled input of the form; the key of its hint is "" for none.
func (f *Form) field(name string, input fyne.CanvasObject, hint string) *widget.Field {
	if hint != "" {
		hint = f.Words.T(hint)
	}
	field := widget.NewField(name, f.Words.T("leaving.field."+name), input, hint)
	f.form.Fields = append(f.form.Fields, field)
	return field
}

func (f *Form) dateEntry(d skapa.Date) *widget.DateEntry {
	e := f.DateEntry(d)
	e.OnEnter = f.OnSave
	return e
}

// choice makes a choice between values that have a text each, with one chosen.
func choice[V ~string](f *Form, prefix string, values []V, chosen V) *widget.Choice {
	var texts []string
	at := -1
	for i, v := range values {
		texts = append(texts, f.Words.T(prefix+string(v)))
		if v == chosen {
			at = i
		}
	}
	c := widget.NewChoice(texts, nil)
	c.PlaceHolder = f.Words.T("participation.category.choose")
	if at >= 0 {
		c.SetSelectedIndex(at)
	}
	return c
}

// chosen gives the value that is chosen, the zero one for none.
func chosen[V ~string](c *widget.Choice, values []V) (v V) {
	if i := c.SelectedIndex(); i >= 0 {
		v = values[i]
	}
	return v
}

// say adds a text that stays.
func (f *Form) say(text string) {
	if text != "" {
		f.body.Add(widget.NewHint(text))
	}
}

// askWhy adds the field that says why something is changed.
func (f *Form) askWhy() {
	f.because = widget.NewEntry()
	f.because.OnEnter = f.OnSave
	f.body.Add(f.field("because", f.because, "leaving.hint.because"))
}

// why gives a ctx that says it.
func (f *Form) why(ctx context.Context) context.Context {
	if f.because == nil {
		return ctx
	}
	return store.Because(ctx, f.because.Text)
}

// OnSave saves, as the button does; it is the menu's and Enter's too.
func (f *Form) OnSave() {
	if f.save.Disabled() {
		return
	}
	write, findings := f.filled()
	if refused, _ := f.form.Show(findings); refused != nil {
		if input, ok := refused.Input.(fyne.Focusable); ok {
			f.Window.Canvas().Focus(input)
		}
		return
	}
	f.write(write, f.Words.T("leaving.saved."+f.kind))
}

// write writes, and then says what was done.
func (f *Form) write(write func(context.Context) error, done string) {
	f.save.Disable()
	f.Save(write, func(err error) {
		f.save.Enable()
		f.Report(err)
	}, func() {
		f.opened = f.values()
		f.OnSaved(done)
	})
}

// offerRemoval adds a button that takes away what the form is about, after asking
// why.
func (f *Form) offerRemoval(remove func(context.Context) error) {
	w := f.Words
	f.footer.Add(widget.NewButton(w.T("leaving.delete."+f.kind), theme.DeleteIcon(), func() {
		reason := widget.NewEntry()
		field := widget.NewField("reason", w.T("leaving.field.because"), reason, w.T("leaving.deleteText."+f.kind))
		question := widget.Over(f.Window, w.T("leaving.deleteTitle."+f.kind), field, fyne.NewSize(480, 0),
			widget.Answer{Text: w.T("leaving.delete." + f.kind), Do: func() {
				f.write(func(ctx context.Context) error { return remove(store.Because(ctx, reason.Text)) }, w.T("leaving.deleted."+f.kind))
			}},
			widget.Answer{Text: w.T("cancel")})
		reason.OnEnter = func() { question.Give(0) }
		f.Window.Canvas().Focus(reason)
	}))
}

// values gives what stands in the fields, by name.
func (f *Form) values() map[string]string {
	all := map[string]string{}
	for _, field := range f.form.Fields {
		switch input := field.Input.(type) {
		case *widget.Entry:
			all[field.Name] = input.Text
		case *widget.DateEntry:
			all[field.Name] = input.Text
		case *widget.Choice:
			all[field.Name] = strconv.Itoa(input.SelectedIndex())
		case *widget.Check:
			all[field.Name] = strconv.FormatBool(input.Checked)
		}
	}
	return all
}

func (f *Form) setValues(all map[string]string) error {
	for _, field := range f.form.Fields {
		value, known := all[field.Name]
		if !known {
			continue
		}
		switch input := field.Input.(type) {
		case *widget.Entry:
			input.SetText(value)
		case *widget.DateEntry:
			input.SetText(value)
		case *widget.Choice:
			i, err := strconv.Atoi(value)
			if err != nil {
				return err
			}
			if i >= 0 && i < len(input.Options) {
				input.SetSelectedIndex(i)
			}
		case *widget.Check:
			input.SetChecked(value == "true")
		}
	}
	return nil
}

// kept is a form as it is kept while the file is locked.
type kept struct {
	Values map[string]string
	Focus  string         // the field that has it
	About  skapa.FollowUp // see Form.about
}

// Keep gives what stands in the form, for Refill.
func (f *Form) Keep() ([]byte, error) {
	return json.Marshal(kept{f.values(), f.form.Focused(f.Window.Canvas()), f.about})
}

// Refill fills the form with what another one of the same thing gave to Keep.
func (f *Form) Refill(bytes []byte) error {
	var k kept
	if err := json.Unmarshal(bytes, &k); err != nil {
		return err
	}
	if input := f.form.Input(k.Focus); input != nil {
		f.first = input
	}
	return f.setValues(k.Values)
}

// Dirty tells whether leaving would lose input.
func (f *Form) Dirty() bool { return !maps.Equal(f.values(), f.opened) }

// Leave asks before input is lost.
func (f *Form) Leave(then func()) { screen.LeaveForm(f.Deps, f.Dirty(), then) }

var _ screen.Screen = (*Form)(nil)
