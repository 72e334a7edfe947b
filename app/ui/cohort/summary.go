package cohort

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/overview"
	"framsteg/app/progress/cohort"
	"framsteg/app/ui/look"
	"framsteg/app/ui/widget"
)

// keyFigure is one number that stands out.
type keyFigure struct {
	name string // in words
	cohort.Count
}

// keyFigures are those that a meeting begins with: who is in, who asks for
// something, and how they move.
func (p *Page) keyFigures(r cohort.Report) (all []keyFigure) {
	w := p.Words
	add := func(name string, c cohort.Count) { all = append(all, keyFigure{name, c}) }
	add(w.T("cohort.key.participants"), r.Participants)
	if n := len(r.Months); n > 0 {
		add(w.T("cohort.key.now"), r.Months[n-1].Now)
		add(w.T("cohort.key.idle"), r.Months[n-1].Idle)
	}
	for _, part := range r.Standing {
		if part.Key == "overdue" {
			add(w.T("cohort.key.overdue"), part.Count)
		}
	}
	rater := p.raters()[0]
	for _, b := range r.Blocks {
		if b.Area != "" || b.Rater != rater {
			continue
		}
		add(w.T("cohort.key.pairs."+string(rater)), b.Pairs)
		add(w.T("cohort.key.improved"), b.Improved)
		add(w.T("cohort.key.same"), b.Unchanged)
		add(w.T("cohort.key.worsened"), b.Worsened)
	}
	return all
}

// summarize adds what the document comes to.
func (b *body) summarize(d overview.Document) {
	if d.Report.Participants.N > 0 {
		b.keys(b.page.keyFigures(d.Report))
	}
	for _, sentence := range d.Summary {
		b.sentence(sentence)
	}
	b.spreads(d)
	for _, line := range d.Hidden {
		b.hint(line)
	}
}

// cardsInRow is how many key figures stand side by side.
const cardsInRow = 4

// keys adds the figures that stand out, side by side.
func (b *body) keys(all []keyFigure) {
	grid := container.NewGridWithColumns(cardsInRow)
	for _, k := range all {
		card := b.card(k)
		b.cards = append(b.cards, card)
		grid.Add(card)
	}
	b.all.Add(grid)
	b.all.Add(space())
}

func (b *body) card(k keyFigure) *widget.Card {
	w := b.page.Words
	text := w.T("overview.hidden")
	if !k.Hidden {
		text = w.Number(k.N)
	}
	number := fynewidget.NewLabelWithStyle(text, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	number.SizeName = look.SizeLarge
	if k.Hidden {
		number.Importance = fynewidget.LowImportance
	}
	name := fynewidget.NewLabel(k.name)
	name.Wrapping = fyne.TextWrapWord
	name.SizeName = theme.SizeNameCaptionText
	ground := widget.NewPanel()
	card := widget.NewCard(container.NewStack(ground, container.New(layout.NewCustomPaddedVBoxLayout(-look.Apart), number, name)))
	cell := overview.Cell{Kind: overview.Count, Name: k.name, Text: text, Hidden: k.Hidden, Who: k.Who}
	card.OnOpen = func() {
		b.say(cell, true) // why there is nothing to open
		b.open(cell)
	}
	card.OnSide = func(by int) { b.step(card, by) }
	card.OnStep = func(by int) { b.step(card, by*cardsInRow) }
	widget.Follow(func() *container.Scroll { return b.scroll }, card, card)
	return card
}

// step goes from a card to another one.
func (b *body) step(from *widget.Card, by int) {
	for i, c := range b.cards {
		if to := i + by; c == from && to >= 0 && to < len(b.cards) {
			b.page.Window.Canvas().Focus(b.cards[to])
			return
		}
	}
}
