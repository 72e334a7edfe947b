// Package cohort is the page "Uppföljning": what the ratings of many participants
// together say.
package cohort

import (
	"context"
	"errors"
	"sync/atomic"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/overview"
	"framsteg/app/ui/screen"
	"framsteg/app/ui/widget"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Page is the page: the filters above, the sections at the left, and what the
// chosen one says.
type Page struct {
	fynewidget.BaseWidget
	screen.Deps
	OnOpen     func(title, among string, who []skapa.ID) // a figure, and where it stands
	OnReport   func(overview.Choice)                     // is to be saved
	OnPicture  func(Picture)                             // is to be saved
	OnNew      func()                                    // the first participant
	OnLimit    func(int)                                 // another one was chosen
	OnInternal func(bool)                                // nothing is hidden from now on, or again

	basis    *Basis
	place    Place
	limit    int
	internal bool

	answer  *Answer // that is shown; nil for none yet
	failure error
	asked   int64        // how often
	latest  atomic.Int64 // asked, for the works
	closed  atomic.Bool
	arrived bool // at the spot where the page was left
	open    bool // in the window

	filters  *filters
	heading  *heading
	sections *sections
	body     *body
	empty    *widget.Empty
	frame    *warning
	main     *fyne.Container // all below the filters
	content  fyne.CanvasObject
	narrow   bool
	stop     func()
}

// Place is what the page keeps between two visits.
type Place struct {
	Filter  Filter
	Rater   skapa.Rater
	More    bool // all filters show
	Section string
	Offset  float32 // dp
	Spot    Spot
}

// New makes the page as it was left. Counts below the limit are hidden, unless it
// is internal.
func New(d screen.Deps, basis *Basis, place Place, limit int, internal bool) *Page {
	p := &Page{Deps: d, basis: basis, place: place, limit: limit, internal: internal}
	p.build()
	p.stop = d.Store.Listen(func(c store.Changed) {
		if matters(c) && c.Kind != "restored" { // after which the window makes every page anew
			fyne.Do(p.Reload)
		}
	})
	p.ExtendBaseWidget(p)
	p.begin()
	return p
}

// begin shows at once what was shown last, where nothing has changed since.
func (p *Page) begin() {
	if answer := p.basis.known(p.question()); answer != nil {
		p.take(answer, nil)
		return
	}
	p.show()
	p.ask()
}

// question is what is chosen.
func (p *Page) question() question {
	return question{Filter: p.place.Filter, Rater: p.place.Rater, Limit: p.limit, Internal: p.internal, Lang: p.Words.Lang}
}

// Place gives what New takes to show the page as it is now.
func (p *Page) Place() Place {
	place := p.place
	place.Offset, place.Spot = p.body.offset(), p.spot()
	return place
}

// Internal tells whether nothing is hidden.
func (p *Page) Internal() bool { return p.internal }

// Title names the page.
func (p *Page) Title() string { return p.Words.T("cohort.title") }

// First is where the keys were when the page was left, or the sections.
func (p *Page) First() fyne.Focusable {
	p.open = true
	if at := p.body.at(p.place.Spot); at != nil {
		return at
	}
	return p.sections.focusable()
}

// Leave goes on at once: nothing is entered here.
func (p *Page) Leave(then func()) { then() }

// Close stops listening, and takes no answer any more.
func (p *Page) Close() {
	p.closed.Store(true)
	p.stop()
}

// Scroll is what the keys of a page scroll.
func (p *Page) Scroll() *container.Scroll { return p.body.scroll }

// CreateRenderer lays out the page.
func (p *Page) CreateRenderer() fyne.WidgetRenderer { return fynewidget.NewSimpleRenderer(p.content) }

// Document gives what is shown; false where nothing is.
func (p *Page) Document() (overview.Document, bool) {
	if p.answer == nil || p.answer.Refused != nil || p.failure != nil {
		return overview.Document{}, false
	}
	return p.answer.Document, true
}

// Section names the part of it that shows.
func (p *Page) Section() string { return p.sections.title(p.sections.current()) }

// Reload asks anew, after something changed.
func (p *Page) Reload() {
	if !p.closed.Load() {
		p.ask()
	}
}

// errOutdated is of a question that nobody waits for any more.
var errOutdated = errors.New("a newer question waits")

// ask asks for what is chosen, aside. What is shown stays until the answer is
// there; of several questions only the last is answered.
func (p *Page) ask() {
	p.asked++
	q, mine := p.question(), p.asked
	p.latest.Store(mine)
	var answer *Answer
	p.Run(func(ctx context.Context) (err error) {
		if p.latest.Load() != mine || p.closed.Load() {
			return errOutdated
		}
		answer, err = p.basis.ask(ctx, q, p.Words)
		return err
	}, func(err error) {
		if p.asked == mine && !p.closed.Load() {
			p.take(answer, err)
		}
	})
}

// take shows an answer.
func (p *Page) take(answer *Answer, err error) {
	p.failure = err
	if err == nil {
		p.answer = answer
	}
	p.show()
	if !p.arrived && err == nil {
		p.arrived = true
		p.arrive()
	}
}

// show shows what the answer says, or why it says nothing.
func (p *Page) show() {
	if p.answer != nil {
		p.filters.offer(p.answer)
	}
	document, is := p.Document()
	p.heading.show(document, is)
	p.mark()
	if !is {
		p.showEmpty()
		return
	}
	p.empty.Hide()
	p.main.Show()
	p.sections.show(document)
	p.showSection()
}

// mark shows the band where nothing is hidden: from the choice on, until nothing
// of that is shown any more.
func (p *Page) mark() {
	document, _ := p.Document()
	p.frame.show(p.internal || document.Internal)
	p.filters.limits(!p.internal)
}

// OnSave saves the report that is shown; it is Ctrl+S's. While the period that is
// written is none, what is shown is of another one.
func (p *Page) OnSave() {
	if _, is := p.Document(); is && !p.filters.wrong() {
		p.OnReport(p.answer.Choice)
	}
}

var _ screen.Screen = (*Page)(nil)
