// Package meeting is the page of a rating meeting: the participant and the
// supervisor each answer, and then look at both answers together. Three people
// meet it:
//
//   - The participant is handed somebody else's laptop. They may read slowly, be
//     anxious, be colour-blind or see badly. They want to see one plain thing at a
//     time, how much is left, that nothing can be broken and everything be
//     changed, that not to answer is an answer, and nothing about anybody else.
//   - The supervisor faces them and has five minutes. They want to hand the laptop
//     over and take it back by a key or two, to answer without being led, to see
//     at a glance what to talk about, and to lose nothing, whatever happens.
//   - The next participant in the waiting room, or anyone who looks over a
//     shoulder, wants that whoever sits at the laptop can't come to their data.
package meeting

import (
	"context"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/plan"
	"framsteg/app/ui/screen"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Stage is a part of the meeting.
type Stage string

// The stages. In those of the participant the laptop is in their hands.
const (
	Start    Stage = "start"    // how far it has come, and what is next
	Asking   Stage = "asking"   // the participant, one question or all
	Review   Stage = "review"   // the participant, all answers
	Thanks   Stage = "thanks"   // the participant, done
	Handing  Stage = "handing"  // somebody says that they are the supervisor
	Own      Stage = "own"      // the supervisor's answers
	Together Stage = "together" // both
)

// Page is the page of a meeting.
type Page struct {
	fynewidget.BaseWidget
	screen.Deps
	OneByOne   bool   // whether the participant sees one question at a time
	OnStage    func() // another stage is shown
	OnSaved    func()
	OnBack     func() // to the participant's page
	OnGoal     func(skapa.Goal)
	OnActivity func(skapa.Area)
	Now        func() time.Time

	sitting  *sitting
	stage    Stage
	under    Stage       // the one that Handing came from
	guesses  guesses     // of the passphrase there
	item     int         // the question that is asked
	changing bool        // the question is one of the review
	plan     bool        // the plan is shown instead of the answers
	theirs   words.Words // the participant's language
	written  string      // as the date, and not taken over yet; "" for nothing
	spot     string      // where the keys were when the page was kept; "" for nowhere
	stale    bool        // something was written since it was read
	view     view
	board    *plan.Board // the plan that was shown last
	content  *fyne.Container
	stop     func()
}

// view is what a stage shows.
type view struct {
	object fyne.CanvasObject
	first  fyne.Focusable // nil for nothing
	enter  func()         // what Ctrl+S does; nil for nothing
	scroll *container.Scroll
	spots  map[string]fyne.Focusable // what the keys can be at, by name
}

// New makes the page that goes on with the meeting that was begun with a
// participant, or begins one.
func New(d screen.Deps, p skapa.Participant) (*Page, error) {
	s, err := sit(context.Background(), d, p)
	if err != nil {
		return nil, err
	}
	page := &Page{Deps: d, sitting: s, stage: Start, theirs: d.Words, OnStage: func() {}, content: container.NewStack()}
	page.stop = d.Store.Listen(func(c store.Changed) {
		if c.Kind != "draft" && c.Kind != "file" { // its own, and what changes nothing
			fyne.Do(page.changed)
		}
	})
	page.ExtendBaseWidget(page)
	return page, nil
}

// CreateRenderer lays out the page.
func (p *Page) CreateRenderer() fyne.WidgetRenderer {
	return fynewidget.NewSimpleRenderer(p.content)
}

// Answering tells whether the laptop is in the participant's hands.
func (p *Page) Answering() bool {
	return slices.Contains([]Stage{Asking, Review, Thanks, Handing}, p.stage)
}

// Theirs gives the participant's language.
func (p *Page) Theirs() words.Words { return p.theirs }

// Stage gives the stage that is shown.
func (p *Page) Stage() Stage { return p.stage }

// Title names the page. It tells nothing while the participant sees it.
func (p *Page) Title() string {
	if p.Answering() {
		return p.theirs.T("meeting.title.answering")
	}
	return p.Words.T("meeting.title", words.Args{"Code": p.sitting.participant.Code})
}

// First is what has the focus in the stage.
func (p *Page) First() fyne.Focusable {
	if p.view.object == nil {
		p.build()
	}
	return p.view.first
}

// Close ends the page.
func (p *Page) Close() { p.stop() }

// show shows a stage.
func (p *Page) show(s Stage) {
	p.stage = s
	p.flush()
	if p.stale && !p.Answering() {
		p.stage = p.renew(s)
	}
	p.Window.Canvas().Unfocus()
	p.build()
	p.OnStage()
	if p.view.first != nil {
		p.Window.Canvas().Focus(p.view.first)
	}
}

func (p *Page) build() {
	p.view = map[Stage]func() view{
		Start: p.start, Asking: p.asking, Review: p.review, Thanks: p.thanks, Handing: p.handing, Own: p.own, Together: p.together,
	}[p.stage]()
	if at, is := p.view.spots[p.spot]; is {
		p.view.first = at
	}
	p.spot = ""
	p.content.Objects = []fyne.CanvasObject{p.view.object}
	p.content.Refresh()
}

// Scroll is what the arrows scroll; nil where nothing does.
func (p *Page) Scroll() *container.Scroll { return p.view.scroll }

// OnSave goes on, in the last stage by saving the meeting.
func (p *Page) OnSave() {
	if p.view.enter != nil {
		p.view.enter()
	}
}

// Escape goes one stage back, and asks for the supervisor while the participant
// answers.
func (p *Page) Escape() {
	switch p.stage {
	case Start:
		p.OnBack()
	case Handing:
		p.show(p.under)
	case Own, Together:
		p.show(Start)
	default:
		p.handOver()
	}
}

// handOver asks for the supervisor.
func (p *Page) handOver() {
	p.under = p.stage
	p.show(Handing)
}

// taken goes on when the supervisor has taken over.
func (p *Page) taken() {
	p.guesses = guesses{}
	next := Start
	if p.under == Thanks {
		next = p.afterOwnAnswers()
	}
	p.show(next)
}

// afterOwnAnswers is the stage after the participant's answers.
func (p *Page) afterOwnAnswers() Stage {
	switch {
	case p.sitting.done(skapa.BySupervisor):
		return Together
	case p.sitting.sides[skapa.BySupervisor].waits():
		return Start
	}
	return Own
}

// Leave asks for the supervisor while the participant answers, and nothing more:
// nobody knows who pressed what. Else it goes on when the drafts are kept.
func (p *Page) Leave(then func()) {
	switch {
	case p.stage == Handing:
	case p.Answering():
		p.handOver()
	default:
		p.flush()
		p.whenKept(func() { screen.LeaveForm(p.Deps, p.Dirty(), then) })
	}
}

func (p *Page) flush() {
	for _, sd := range p.sitting.sides {
		sd.flush()
	}
}

func (p *Page) whenKept(then func()) {
	sides := p.sitting.sides
	sides[skapa.Self].keeper.whenKept(func() { sides[skapa.BySupervisor].keeper.whenKept(then) })
}

// Dirty tells whether something is neither saved nor kept as a draft.
func (p *Page) Dirty() bool {
	return p.redated() || p.sitting.sides[skapa.Self].dirty() || p.sitting.sides[skapa.BySupervisor].dirty()
}

// redated tells whether a date is written that the meeting doesn't have.
func (p *Page) redated() bool { return p.written != "" && p.written != p.sitting.date.String() }

// saveMeeting saves what was answered, after asking where somebody has not
// answered all.
func (p *Page) saveMeeting() {
	if !p.sitting.begun() {
		return
	}
	if p.sitting.wordless() {
		p.Report(&skapa.Problem{Key: "error.answers.comment"})
		return
	}
	if r := p.sitting.doubled(); r != "" {
		p.askDoubled(r)
		return
	}
	w, lacking := p.Words, []string{}
	for _, r := range skapa.Raters {
		if missing := p.sitting.missing(r); missing > 0 {
			answered := len(p.sitting.items(r)) - missing
			lacking = append(lacking, w.T("meeting.lacking."+string(r), words.Args{"Answered": answered, "Asked": answered + missing}))
		}
	}
	if len(lacking) == 0 {
		p.write()
		return
	}
	text := ""
	for _, l := range lacking {
		text += l + " "
	}
	widget.Ask(p.Window, w.T("meeting.lacking.title"), text+w.T("meeting.lacking.text"),
		widget.Answer{Text: w.T("meeting.save.anyway"), Do: p.write},
		widget.Answer{Text: w.T("cancel"), Primary: true})
}

func (p *Page) write() {
	p.flush()
	p.settle(func(ctx context.Context) error { return p.sitting.save(ctx, p.Deps) }, func() { p.OnSaved() })
}

// askDiscard throws the meeting away, once that is meant.
func (p *Page) askDiscard() {
	w := p.Words
	widget.Ask(p.Window, w.T("meeting.discard.title"), w.T("meeting.discard.text"),
		widget.Answer{Text: w.T("meeting.discard"), Do: func() {
			p.settle(func(ctx context.Context) error { return p.sitting.discard(ctx, p.Deps) }, func() { p.OnBack() })
		}},
		widget.Answer{Text: w.T("cancel"), Primary: true})
}

// settling tells whether the meeting is being ended.
func (p *Page) settling() bool { return p.sitting.sides[skapa.Self].keeper.stopped }

// settle does what ends the meeting; the drafts are gone by it.
func (p *Page) settle(end func(context.Context) error, then func()) {
	for _, sd := range p.sitting.sides {
		sd.keeper.stop()
	}
	p.Save(end, func(err error) {
		for _, sd := range p.sitting.sides {
			sd.keeper.resume()
		}
		p.Report(err)
	}, func() {
		for _, sd := range p.sitting.sides {
			sd.saved = true // nothing is left to keep
			sd.unkept = false
			sd.fitting = texts{sd.draft.Comment, sd.draft.Raising}
		}
		p.written = ""
		then()
	})
}

var _ screen.Screen = (*Page)(nil)
