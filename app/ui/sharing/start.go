// Package sharing is the pages that write what others get of a workspace: to a
// hub, to a colleague, to evaluators, and to computers that are new.
package sharing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/look"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
)

// Kind is what is exported, by whom it is for.
type Kind string

// The kinds, in the order in which they are offered.
const (
	Hub       Kind = "hub"       // a workspace that the hub merges
	Colleague Kind = "colleague" // a workspace that somebody goes on with
	Tables    Kind = "tables"    // for a spreadsheet
	Beginning Kind = "beginning" // a start file, without participants
)

// Kinds are all of them.
var Kinds = []Kind{Hub, Colleague, Tables, Beginning}

// icon is how a kind stands out beside its words.
func (k Kind) icon() fyne.Resource {
	switch k {
	case Hub:
		return theme.UploadIcon()
	case Colleague:
		return theme.AccountIcon()
	case Tables:
		return theme.GridIcon()
	}
	return theme.ComputerIcon()
}

// Start is the page "Exportera": what is to be written, and for whom.
type Start struct {
	fynewidget.BaseWidget
	OnChosen func(Kind)

	words   words.Words
	cards   []*widget.Card
	scroll  *container.Scroll
	content fyne.CanvasObject
}

// NewStart makes the page.
func NewStart(w words.Words, window fyne.Window) *Start {
	p := &Start{words: w}
	list := container.New(layout.NewCustomPaddedVBoxLayout(look.Near))
	p.scroll = container.NewVScroll(container.NewPadded(list))
	for i, kind := range Kinds {
		c := p.card(kind)
		c.OnStep = func(by int) { window.Canvas().Focus(p.cards[(i+by+len(Kinds))%len(Kinds)]) }
		widget.Follow(func() *container.Scroll { return p.scroll }, c, c)
		p.cards = append(p.cards, c)
		ground := widget.NewPanel()
		ground.Framed = true
		list.Add(container.NewStack(ground, c))
	}
	heading := container.NewVBox(widget.NewHeading(p.Title()), widget.NewHint(w.T("sharing.lead")))
	p.content = widget.Narrow(container.NewPadded(container.NewBorder(heading, nil, nil, nil, p.scroll)))
	p.ExtendBaseWidget(p)
	return p
}

// card offers a kind.
func (p *Start) card(kind Kind) *widget.Card {
	said := fynewidget.NewLabel(p.words.T("sharing.kind." + string(kind) + ".text"))
	said.Wrapping = fyne.TextWrapWord
	said.Importance = fynewidget.LowImportance
	text := container.New(layout.NewCustomPaddedVBoxLayout(-look.Near), widget.NewSubheading(p.words.T("sharing.kind."+string(kind))), said)
	icon := container.NewGridWrap(fyne.NewSquareSize(iconSize), fynewidget.NewIcon(kind.icon()))
	line := container.NewBorder(nil, nil, container.NewCenter(icon), container.NewCenter(fynewidget.NewIcon(theme.NavigateNextIcon())), text)
	c := widget.NewCard(container.NewPadded(line))
	c.OnOpen = func() { p.OnChosen(kind) }
	return c
}

const iconSize = 40 // dp

// Title names the page.
func (p *Start) Title() string { return p.words.T("sharing.title") }

// First is what is for the hub, which is done every month.
func (p *Start) First() fyne.Focusable { return p.cards[0] }

// GoTo puts the focus on a kind.
func (p *Start) GoTo(kind Kind) {
	for i, k := range Kinds {
		if c := fyne.CurrentApp().Driver().CanvasForObject(p.cards[i]); k == kind && c != nil {
			c.Focus(p.cards[i])
		}
	}
}

// Leave goes on at once: nothing is entered here.
func (p *Start) Leave(then func()) { then() }

// Close ends the page.
func (p *Start) Close() {}

// Scroll is what the keys of a page scroll.
func (p *Start) Scroll() *container.Scroll { return p.scroll }

// CreateRenderer lays out the page.
func (p *Start) CreateRenderer() fyne.WidgetRenderer { return fynewidget.NewSimpleRenderer(p.content) }
