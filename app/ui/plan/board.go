// Package plan is what a participant wants to reach in each area and the step
// that is taken next: the board that shows it, and the form of one goal.
package plan

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/progress"
	"framsteg/app/ui/look"
	"framsteg/app/ui/screen"
	"framsteg/app/ui/widget"
	"framsteg/store/skapa"
)

// Board shows the plan of a participant, area by area, and scrolls itself.
type Board struct {
	fynewidget.BaseWidget
	screen.Deps
	OnGoal     func(skapa.Goal) // opens the form of a goal, of a new one where it has no ID
	OnReached  func(skapa.Goal) // after one is said to be reached; may be nil
	OnActivity func(skapa.Area) // looks for an activity that serves an area

	// At a meeting that is not saved yet, its date and the ratings up to it, with
	// what is said there; else the day is zero and the ratings are the store's.
	Meeting skapa.Date
	Said    []skapa.Assessment

	participant skapa.Participant
	instrument  skapa.Instrument
	goals       []skapa.Goal
	progress    progress.Progress

	rows   *fyne.Container
	scroll *container.Scroll
	cards  []card
}

// card is a card of the board with what it stands for.
type card struct {
	*widget.Card
	area skapa.Area
	goal skapa.ID // zero for the area itself
}

// NewBoard makes the board of a participant, in the words of an instrument. It
// shows nothing before it is first reloaded.
func NewBoard(d screen.Deps, p skapa.Participant, in skapa.Instrument) *Board {
	b := &Board{Deps: d, participant: p, instrument: in}
	b.rows = container.New(layout.NewCustomPaddedVBoxLayout(look.Tight))
	b.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(look.Tight, look.Tight, look.Tight, look.Apart), b.rows))
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer lays out the board.
func (b *Board) CreateRenderer() fyne.WidgetRenderer { return fynewidget.NewSimpleRenderer(b.scroll) }

// First is the first area; nil before the board is reloaded.
func (b *Board) First() fyne.Focusable {
	if len(b.cards) == 0 {
		return nil
	}
	return b.cards[0].Card
}

// Reload reads the plan anew. The keys stay where they were.
func (b *Board) Reload() {
	if err := b.read(context.Background()); err != nil {
		b.Report(err)
		return
	}
	at := b.focused()
	b.build()
	b.rows.Refresh()
	b.scroll.Refresh()
	if at >= 0 {
		b.Window.Canvas().Focus(b.cards[min(at, len(b.cards)-1)].Card)
	}
}

func (b *Board) read(ctx context.Context) error {
	var err error
	if b.goals, err = b.Store.Goals(ctx, b.participant.ID); err != nil {
		return err
	}
	said := b.Said
	if b.Meeting.IsZero() {
		said, err = b.Store.Assessments(ctx, b.participant.ID)
	}
	b.progress = progress.Of(b.instrument, said, b.day())
	return err
}

// day is that of the meeting, else today.
func (b *Board) day() skapa.Date {
	if b.Meeting.IsZero() {
		return b.Store.Today()
	}
	return b.Meeting
}

// focused gives which card has the keys, −1 for none.
func (b *Board) focused() int {
	focused := b.Window.Canvas().Focused()
	return slices.IndexFunc(b.cards, func(c card) bool { return focused == fyne.Focusable(c.Card) })
}

// Spot gives which area or goal has the keys; "" for none.
func (b *Board) Spot() (skapa.Area, skapa.ID) {
	if at := b.focused(); at >= 0 {
		return b.cards[at].area, b.cards[at].goal
	}
	return "", skapa.ID{}
}

// GoTo lets the keys go to a goal, or to its area where it is gone.
func (b *Board) GoTo(area skapa.Area, goal skapa.ID) {
	for _, wanted := range []skapa.ID{goal, {}} {
		if i := slices.IndexFunc(b.cards, func(c card) bool { return c.area == area && c.goal == wanted }); i >= 0 {
			b.Window.Canvas().Focus(b.cards[i].Card)
			return
		}
	}
}

// step goes from a card to another.
func (b *Board) step(by int) {
	if at := b.focused() + by; at >= 0 && at < len(b.cards) {
		b.Window.Canvas().Focus(b.cards[at].Card)
	}
}

func (b *Board) build() {
	b.rows.RemoveAll()
	b.cards = nil
	for _, area := range b.progress.Areas {
		if len(b.cards) > 0 {
			b.rows.Add(fynewidget.NewSeparator())
		}
		b.addArea(area)
		for _, g := range b.goals {
			if g.Open() && g.Area == area.Area {
				b.addGoal(g)
			}
		}
	}
	if reached := b.reached(); len(reached) > 0 {
		b.rows.Add(fynewidget.NewSeparator())
		b.rows.Add(widget.NewSubheading(b.Words.T("plan.reached")))
		for _, g := range reached {
			b.addReached(g)
		}
	}
}

// reached gives the goals that are done, the newest first.
func (b *Board) reached() []skapa.Goal {
	return slices.DeleteFunc(slices.Clone(b.goals), skapa.Goal.Open)
}

// add adds a card in which the keys can be.
func (b *Board) add(c card, indent float32) {
	c.OnStep = b.step
	b.cards = append(b.cards, c)
	widget.Follow(func() *container.Scroll { return b.scroll }, c.Card, c.Card)
	b.rows.Add(container.New(layout.NewCustomPaddedLayout(0, 0, indent, 0), c.Card))
}

// newGoal opens the form of a new goal in an area.
func (b *Board) newGoal(area skapa.Area) {
	b.OnGoal(skapa.Goal{Participant: b.participant.ID, Area: area, Since: b.Store.Today()})
}

// reach says that a goal is reached today.
func (b *Board) reach(g skapa.Goal) {
	g.Done = b.Store.Today()
	b.Save(func(ctx context.Context) error {
		_, err := b.Store.SaveGoal(ctx, g)
		return err
	}, b.Report, func() {
		b.Tell(b.Words.T("plan.reached.told"))
		b.Reload()
		if b.OnReached != nil {
			b.OnReached(g)
		}
	})
}
