package cohort

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/overview"
	"framsteg/app/ui/look"
	"framsteg/app/ui/widget"
)

// keyFigure is one number of the document that stands out, by a short name.
type keyFigure struct {
	name string
	overview.Cell
}

// keyFigures are some that stand side by side.
type keyFigures struct {
	heading string // "" for none
	all     []keyFigure
}

// keyFigures are those that a meeting begins with: who is in and who asks for
// something, and how they move.
func (p *Page) keyFigures(d overview.Document) []keyFigures {
	w := p.Words
	pick := func(heading, table string, names ...string) keyFigures {
		k := keyFigures{heading: heading}
		for _, name := range names {
			if c, is := numberOf(d, table+name); is {
				k.all = append(k.all, keyFigure{w.T("cohort.key." + name), c})
			}
		}
		return k
	}
	whom := pick("", "who.all.", "participants.count")
	if n := len(d.Report.Months); n > 0 {
		whom.all = append(whom.all, pick("", monthKey(d.Report.Months[n-1].First), "now", "idle").all...)
	}
	whom.all = append(whom.all, pick("", "standing.", "overdue.count").all...)
	rater := string(p.raters()[0])
	moved := pick(w.T("cohort.keys."+rater), "change."+rater+".counts.all.", "pairs", "improved", "unchanged", "keptHigh", "worsened")
	return []keyFigures{whom, moved}
}

// summarize adds what the document comes to: the figures that stand out, the main
// picture, and all in words.
func (b *body) summarize(d overview.Document) {
	if d.Report.Participants.N > 0 {
		for _, k := range b.page.keyFigures(d) {
			b.keys(k)
		}
	}
	raters := b.page.raters()
	b.spreads(d, raters[:1])
	b.all.Add(bold(b.page.Words.T("overview.front.summary")))
	for _, sentence := range d.Summary {
		b.sentence(sentence)
	}
	b.spreads(d, raters[1:])
	for _, line := range d.Hidden {
		b.hint(line)
	}
}

// keys adds figures that stand out, side by side.
func (b *body) keys(k keyFigures) {
	if len(k.all) == 0 {
		return
	}
	if k.heading != "" {
		b.all.Add(bold(k.heading))
	}
	var row []*widget.Card
	grid := container.NewGridWithColumns(len(k.all))
	for column, one := range k.all {
		card := b.card(one, len(b.cards), column)
		row = append(row, card)
		grid.Add(card)
	}
	b.cards = append(b.cards, row)
	b.all.Add(grid)
	b.all.Add(space())
}

func (b *body) card(k keyFigure, row, column int) *widget.Card {
	number := fynewidget.NewLabelWithStyle(k.Text, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	number.SizeName = look.SizeLarge
	if k.Hidden {
		number.Importance = fynewidget.LowImportance
	}
	name := fynewidget.NewLabel(k.name)
	name.Wrapping = fyne.TextWrapWord
	name.SizeName = theme.SizeNameCaptionText
	ground := widget.NewPanel()
	card := widget.NewCard(container.NewStack(ground, container.New(layout.NewCustomPaddedVBoxLayout(-look.Apart), number, name)))
	card.OnOpen = func() {
		b.say(k.Cell, true) // why there is nothing to open
		b.open(k.Cell)
	}
	card.OnSide = func(by int) { b.goToCard(row, column+by) }
	card.OnStep = func(by int) { b.goToCard(row+by, column) }
	widget.Follow(func() *container.Scroll { return b.scroll }, card, card)
	return card
}

// goToCard brings the keys to a card, if there is one.
func (b *body) goToCard(row, column int) {
	if row >= 0 && row < len(b.cards) && column >= 0 && column < len(b.cards[row]) {
		b.page.Window.Canvas().Focus(b.cards[row][column])
	}
}
