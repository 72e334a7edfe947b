// Package unsettled is the page "Att reda ut": what two people wrote differently, and
// what was entered twice, set side by side until somebody decides. Nothing waits for
// that.
package unsettled

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/look"
	"framsteg/app/ui/screen"
	"framsteg/app/ui/widget"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Page lists what is to be settled at the left, and shows one of it.
type Page struct {
	fynewidget.BaseWidget
	screen.Deps
	OnChange func(sort string, id skapa.ID) // wants to change what tells two things apart
	OnOpen   func(participant skapa.ID)

	place   *Place
	reader  *reader
	matters [2][]matter // of each list
	known   bool        // whether they were read
	failure error

	modes   *widget.Segments
	table   *widget.Table
	title   *fynewidget.Label
	lead    *fynewidget.Label
	open    *widget.Button // the participant whom it concerns
	parts   *fyne.Container
	scroll  *container.Scroll
	empty   *widget.Empty
	both    fyne.CanvasObject
	content fyne.CanvasObject
	stop    func()
}

// Place is what the page keeps between two visits.
type Place struct {
	List int // what is to be settled, or what was joined
	Row  int
}

// The lists, in the order in which they are offered.
const (
	toSettle = iota
	joinedThings
)

// New makes the page as it was left.
func New(d screen.Deps, place *Place) *Page {
	p := &Page{Deps: d, place: place}
	p.build()
	p.Reload()
	p.stop = d.Store.Listen(func(c store.Changed) {
		if c.Kind != "file" && c.Kind != "draft" && c.Kind != "restored" {
			fyne.Do(p.Reload)
		}
	})
	p.ExtendBaseWidget(p)
	return p
}

// Title names the page.
func (p *Page) Title() string { return p.Words.T("unsettled.title") }

// First is the list.
func (p *Page) First() fyne.Focusable {
	if len(p.shown()) == 0 {
		return p.modes
	}
	return p.table.Focusable()
}

// Leave goes on at once: nothing is entered here.
func (p *Page) Leave(then func()) { then() }

// Close stops listening.
func (p *Page) Close() { p.stop() }

// Scroll is what the keys of a page scroll.
func (p *Page) Scroll() *container.Scroll { return p.scroll }

// CreateRenderer lays out the page.
func (p *Page) CreateRenderer() fyne.WidgetRenderer { return fynewidget.NewSimpleRenderer(p.content) }

func (p *Page) shown() []matter { return p.matters[p.place.List] }

// chosen gives the matter that is shown, and whether there is one.
func (p *Page) chosen() (matter, bool) {
	if all := p.shown(); p.place.Row < len(all) {
		return all[p.place.Row], true
	}
	return matter{}, false
}

func (p *Page) build() {
	w := p.Words
	p.modes = widget.NewSegments([]string{w.T("unsettled.open"), w.T("unsettled.joined")}, p.place.List)
	p.modes.OnChosen = func(i int) {
		p.place.List, p.place.Row = i, 0
		p.show()
	}
	p.modes.OnEnter = func() { p.Window.Canvas().Focus(p.First()) }
	p.table = widget.NewTable([]widget.Column{{Title: w.T("unsettled.column.what"), Width: 130, Marked: true}, {Title: w.T("unsettled.column.whose"), Width: 190}},
		func() int { return len(p.shown()) }, p.cell)
	p.table.Below = func(row int) string { return p.below(p.shown()[row]) }
	p.table.Mark = func(row int) widget.Mark { return p.mark(row) }
	p.table.Chooses = true
	p.table.OnOpen = p.choose
	p.table.OnEnter = p.focusDecision
	p.title, p.lead = widget.NewSubheading(""), text("", false)
	p.title.Wrapping = fyne.TextWrapWord
	p.open = widget.NewButton(w.T("unsettled.participant"), theme.AccountIcon(), func() {
		if m, any := p.chosen(); any {
			p.OnOpen(m.conflict.Participant)
		}
	})
	p.parts = container.NewVBox()
	p.scroll = container.NewVScroll(container.NewVBox(
		container.NewBorder(nil, nil, nil, container.NewVBox(p.open), p.title), p.lead, p.parts))
	p.empty = widget.NewEmpty()
	p.both = widget.Beside(p.table, p.scroll)
	p.both.Hide() // until it is read
	top := container.New(layout.NewCustomPaddedVBoxLayout(0), widget.NewHint(w.T("unsettled.lead")), container.NewHBox(p.modes))
	body := container.New(layout.NewCustomPaddedLayout(0, look.Near, look.Near, look.Near), container.NewBorder(top, nil, nil, nil, container.NewStack(p.both, p.empty)))
	p.content = container.NewPadded(container.NewBorder(widget.NewHeading(p.Title()), nil, nil, nil, body))
}

func (p *Page) cell(row, column int) string {
	if row >= len(p.shown()) { // drawn once more as it goes
		return ""
	}
	m := p.shown()[row]
	switch {
	case column == 1:
		return m.whose
	case m.sides != nil:
		return p.Words.T("unsettled.kind." + m.conflict.Kind)
	}
	return p.Words.T("unsettled.sort." + m.thing)
}

// below says who wrote a matter and when, or what looks alike.
func (p *Page) below(m matter) string {
	if m.by != "" {
		return p.Words.T("unsettled.alike." + m.by)
	}
	return m.who + " " + m.when.Format("2006-01-02")
}

func (p *Page) mark(row int) widget.Mark {
	if row < len(p.shown()) && p.shown()[row].sides != nil {
		return widget.Mark{Icon: theme.WarningIcon(), Importance: fynewidget.MediumImportance}
	}
	return widget.Mark{Icon: theme.ContentCopyIcon()}
}

func (p *Page) choose(row int) {
	if row >= len(p.shown()) || row == p.place.Row {
		return
	}
	p.place.Row = row
	p.showMatter()
}

// focusDecision puts the keys on the first button that decides.
func (p *Page) focusDecision() {
	for _, b := range buttonsIn(p.parts) {
		p.Window.Canvas().Focus(b)
		return
	}
}

func buttonsIn(o fyne.CanvasObject) (all []*widget.Button) {
	switch o := o.(type) {
	case *widget.Button:
		return []*widget.Button{o}
	case *fyne.Container:
		for _, child := range o.Objects {
			all = append(all, buttonsIn(child)...)
		}
	}
	return all
}

// goOn shows the next matter after one was settled, which is where that was.
func (p *Page) goOn() {
	p.Window.Canvas().Focus(p.First())
}

// Reload reads anew what is to be settled, aside: at a hub that takes a moment.
func (p *Page) Reload() {
	var r *reader
	var matters [2][]matter
	p.Run(func(ctx context.Context) (err error) {
		if r, err = newReader(ctx, p.Store, p.Words); err != nil {
			return err
		}
		if matters[toSettle], err = r.open(ctx); err != nil {
			return err
		}
		matters[joinedThings], err = r.settled(ctx)
		return err
	}, func(err error) {
		waited := !p.known && p.holdsFocus(p.modes)
		p.failure, p.known = err, err == nil
		if err == nil {
			p.reader, p.matters = r, matters
		}
		p.show()
		if waited || p.holdsFocus(p.table.Focusable()) && len(p.shown()) == 0 {
			p.Window.Canvas().Focus(p.First())
		}
	})
}

func (p *Page) holdsFocus(o fyne.Focusable) bool { return p.Window.Canvas().Focused() == o }

func (p *Page) show() {
	p.place.Row = max(0, min(p.place.Row, len(p.shown())-1))
	p.table.Reload()
	p.table.GoTo(p.place.Row)
	p.showEmpty()
	p.showMatter()
}

func (p *Page) showEmpty() {
	w := p.Words
	p.both.Hide()
	switch {
	case p.failure != nil:
		p.empty.Say(w.Sentence(p.failure), widget.NewButton(w.T("retry"), theme.ViewRefreshIcon(), p.Reload))
	case !p.known:
		p.empty.Hide()
	case len(p.shown()) > 0:
		p.empty.Hide()
		p.both.Show()
	case p.place.List == joinedThings:
		p.empty.Say(w.T("unsettled.none.joined"), nil)
	default:
		p.empty.Say(w.T("unsettled.none"), nil)
	}
}

// showMatter shows the chosen matter.
func (p *Page) showMatter() {
	m, any := p.chosen()
	p.parts.Objects = nil
	if !any {
		return
	}
	p.open.Hidden = m.sides == nil || m.conflict.Participant.IsZero()
	p.lead.SetText(p.introduce(m))
	var shown fyne.CanvasObject
	switch {
	case m.sides != nil:
		p.title.SetText(p.about(m))
		shown = p.dispute(m)
	case m.by != "":
		p.title.SetText(p.Words.T("unsettled.sort." + m.thing))
		shown = p.double(m)
	default:
		p.title.SetText(p.Words.T("unsettled.sort." + m.thing))
		shown = p.joined(m)
	}
	p.parts.Objects = []fyne.CanvasObject{shown}
	for _, b := range buttonsIn(p.parts) {
		widget.Follow(func() *container.Scroll { return p.scroll }, b, b)
	}
	p.scroll.Content.Refresh()
	p.scroll.ScrollToTop()
}

var _ screen.Screen = (*Page)(nil)
