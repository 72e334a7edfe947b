// Package settings is the page of what the workspace and this computer are set
// to.
package settings

import (
	"context"
	"encoding/json"
	"reflect"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/screen"
	"framsteg/app/ui/widget"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Page is the page "Inställningar". How often people are met, and how many each team
// plans to have, is saved with the workspace; all else is of this computer, and holds at once.
type Page struct {
	fynewidget.BaseWidget
	screen.Deps
	OnBack  func()
	OnSaved func()
	OnSeal  func() // encrypts the file

	opened input
	days   *widget.Entry
	margin *widget.Entry
	form   widget.Form
	save   *widget.Button
	scroll *container.Scroll
	first  fyne.Focusable
	hub    *hub
	places *places

	content fyne.CanvasObject
	stop    func()
}

type input struct {
	Days, Margin string
	Hub          string            // a key that is being entered
	Places       map[string]string // by the name of the field
	Focus        string            // the field that has it
}

// Setting is a choice of this computer between a few words.
type Setting struct {
	Name    string // of its text
	Choices []string
	Chosen  int
	Choose  func(index int)
}

// New makes the page. computer are the settings of this computer, the first of
// which is how the participant answers.
func New(d screen.Deps, computer []Setting) (*Page, error) {
	r, err := d.Store.Rhythm(context.Background())
	if err != nil {
		return nil, err
	}
	p := &Page{Deps: d}
	if p.hub, err = newHub(p); err != nil {
		return nil, err
	}
	if p.places, err = newPlaces(p); err != nil {
		return nil, err
	}
	p.build(r, computer)
	p.opened = p.input()
	p.stop = d.Store.Listen(func(c store.Changed) {
		switch c.Kind {
		case "rhythm", "places":
			fyne.Do(p.reload)
		case "hub":
			fyne.Do(p.hub.changed)
		}
	})
	p.ExtendBaseWidget(p)
	return p, nil
}

// Title names the page.
func (p *Page) Title() string { return p.Words.T("settings.title") }

// First is the days, or where the focus was when the form was kept.
func (p *Page) First() fyne.Focusable { return p.first }

// Leave asks before input is lost.
func (p *Page) Leave(then func()) { screen.LeaveForm(p.Deps, p.Dirty(), then) }

// Close stops listening.
func (p *Page) Close() { p.stop() }

// reload shows what was undone; what is being entered stays.
func (p *Page) reload() {
	r, err := p.Store.Rhythm(context.Background())
	if err != nil || p.Dirty() {
		p.Report(err)
		return
	}
	p.days.SetText(strconv.Itoa(r.Days))
	p.margin.SetText(strconv.Itoa(r.Margin))
	p.Report(p.places.reload())
	p.opened = p.input()
}

// Scroll is what the keys of a page scroll.
func (p *Page) Scroll() *container.Scroll { return p.scroll }

// CreateRenderer lays out the page.
func (p *Page) CreateRenderer() fyne.WidgetRenderer { return fynewidget.NewSimpleRenderer(p.content) }

func (p *Page) build(r skapa.Rhythm, computer []Setting) {
	w := p.Words
	entry := func(n int) *widget.Entry {
		e := widget.NewEntry()
		e.Text = strconv.Itoa(n)
		e.OnEnter = p.OnSave
		return e
	}
	p.days, p.margin = entry(r.Days), entry(r.Margin)
	p.first = p.days
	p.form = widget.Form{Words: w, Fields: []*widget.Field{
		widget.NewField("days", w.T("settings.days"), p.days, w.T("settings.days.hint")),
		widget.NewField("margin", w.T("settings.margin"), p.margin, w.T("settings.margin.hint")),
	}}
	p.form.Fields = append(append(p.form.Fields, p.places.fields...), p.hub.field)
	body := container.NewVBox(widget.NewSubheading(w.T("settings.rhythm")), widget.Pair(p.form.Fields[0], p.form.Fields[1]))
	body.Add(p.places.box())
	body.Add(p.hub.box)
	for i, s := range computer {
		switch i {
		case 0:
			body.Add(widget.NewSubheading(w.T("settings.meeting")))
		case 1:
			body.Add(widget.NewSubheading(w.T("settings.computer")))
		}
		body.Add(p.setting(s))
	}
	p.save = widget.NewPrimary(w.T("save"), theme.DocumentSaveIcon(), p.OnSave)
	buttons := container.NewHBox(layout.NewSpacer(), widget.NewButton(w.T("cancel"), nil, func() { p.OnBack() }), p.save)
	p.scroll = container.NewVScroll(container.NewPadded(body))
	p.form.Follow(p.scroll)
	p.hub.show()
	p.content = widget.Narrow(widget.FormPage(p.Title(), p.scroll, buttons))
}

// setting shows a choice of this computer.
func (p *Page) setting(s Setting) fyne.CanvasObject {
	choice := widget.NewSegments(s.Choices, s.Chosen)
	choice.OnChosen = s.Choose
	if s.Name == "" {
		widget.Follow(func() *container.Scroll { return p.scroll }, choice, choice)
		return choice
	}
	field := widget.NewField("", s.Name, choice, "")
	widget.Follow(func() *container.Scroll { return p.scroll }, choice, field)
	return field
}

func (p *Page) input() input {
	return input{Days: p.days.Text, Margin: p.margin.Text, Hub: p.hub.key.Text, Places: p.places.texts()}
}

// Keep gives what stands in the form, for Refill.
func (p *Page) Keep() ([]byte, error) {
	kept := p.input()
	kept.Focus = p.form.Focused(p.Window.Canvas())
	return json.Marshal(kept)
}

// Refill fills the form with what another one gave to Keep.
func (p *Page) Refill(kept []byte) error {
	var in input
	if err := json.Unmarshal(kept, &in); err != nil {
		return err
	}
	p.days.SetText(in.Days)
	p.margin.SetText(in.Margin)
	p.hub.key.SetText(in.Hub)
	p.places.fill(in.Places)
	if input := p.form.Input(in.Focus); input != nil {
		p.first = input
	}
	return nil
}

// Dirty tells whether leaving would lose input.
func (p *Page) Dirty() bool { return !reflect.DeepEqual(p.input(), p.opened) }

// rhythm gives what stands in the form, and what is wrong with it.
func (p *Page) rhythm() (r skapa.Rhythm, findings skapa.Findings) {
	read := func(field string, e *widget.Entry) int {
		n, err := strconv.Atoi(strings.TrimSpace(e.Text))
		if err != nil {
			findings = append(findings, skapa.Finding{Field: field, Key: "error.number.days"})
		}
		return n
	}
	r = skapa.Rhythm{Days: read("days", p.days), Margin: read("margin", p.margin)}
	if len(findings) > 0 {
		return r, findings
	}
	return r, r.Validate()
}

// OnSave saves what is the workspace's, as the button does; it is the menu's and
// Enter's too.
func (p *Page) OnSave() {
	if p.save.Disabled() {
		return
	}
	r, findings := p.rhythm()
	planned, wrong := p.places.planned()
	findings = append(findings, wrong...)
	if refused, _ := p.form.Show(findings); refused != nil {
		p.Window.Canvas().Focus(refused.Input.(fyne.Focusable))
		return
	}
	p.save.Disable()
	p.Save(func(ctx context.Context) error {
		return p.Store.Batch(ctx, func(ctx context.Context) error {
			if err := p.Store.SaveRhythm(ctx, r); err != nil {
				return err
			}
			if err := p.places.write(ctx, planned); err != nil {
				return err
			}
			return p.hub.write(ctx)
		})
	}, func(err error) {
		p.save.Enable()
		p.hub.refused(err)
	}, func() {
		p.save.Enable()
		p.hub.written()
		p.Report(p.places.read())
		p.opened = p.input()
		p.OnSaved()
	})
}

var _ screen.Screen = (*Page)(nil)
