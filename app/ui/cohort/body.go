package cohort

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/overview"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// body is what a section says: sentences, pictures and tables, which scroll
// together. Above it stands what the figure under the keys or the pointer is.
type body struct {
	page   *Page
	title  *fynewidget.Label
	said   *fynewidget.Label
	all    *fyne.Container
	scroll *container.Scroll
	tables map[string]*widget.Figures   // by key, of the section that shows
	charts map[string]*widget.ChartView // by what they show; kept from section to section
	cards  [][]*widget.Card             // as they stand
}

func newBody(p *Page) *body {
	b := &body{page: p, title: widget.NewSubheading(""), said: fynewidget.NewLabel(""), all: container.NewVBox(), charts: map[string]*widget.ChartView{}}
	b.said.Alignment = fyne.TextAlignTrailing
	b.said.SizeName, b.said.Truncation = theme.SizeNameCaptionText, fyne.TextTruncateEllipsis
	b.scroll = container.NewVScroll(b.all)
	return b
}

func (b *body) offset() float32 { return b.scroll.Offset.Y }

// showSection shows the section that is chosen.
func (p *Page) showSection() {
	b, spot := p.body, p.spot()
	d := p.answer.Document
	b.tables, b.cards, b.all.Objects = map[string]*widget.Figures{}, nil, nil
	b.say(overview.Cell{}, false)
	b.title.SetText(p.sections.title(p.sections.current()))
	switch p.place.Section {
	case summary:
		b.summarize(d)
	case definitions:
		b.define(d)
	}
	for _, section := range d.Sections {
		if section.Key == p.place.Section {
			b.section(d, section)
		}
	}
	p.relay()
	if at := b.at(spot); at != nil {
		p.Window.Canvas().Focus(at)
	}
}

// section adds what a section of the document says.
func (b *body) section(d overview.Document, s overview.Section) {
	for _, sentence := range s.Intro {
		b.sentence(sentence)
	}
	switch s.Key {
	case "change":
		b.spreads(d, b.page.raters())
	case "flow":
		b.months()
	}
	for i := 0; i < len(s.Tables); {
		n := 0
		for i+n < len(s.Tables) && len(s.Tables[i+n].Columns) <= smallTable {
			n++
		}
		if n > 1 {
			b.pair(s.Tables[i : i+n])
			i += n
			continue
		}
		b.all.Add(b.table(s.Tables[i]))
		i++
	}
}

// smallTable is how many columns a table has at most that stands beside another.
const smallTable = 2

// pair adds small tables in two columns, each below the shorter one.
func (b *body) pair(tables []overview.Table) {
	var columns [2]*fyne.Container
	var rows [2]int
	for i := range columns {
		columns[i] = container.NewVBox()
	}
	for _, t := range tables {
		at := 0
		if rows[1] < rows[0] {
			at = 1
		}
		columns[at].Add(b.table(t))
		const around = 3 // rows that the title, the header and the gap are worth
		rows[at] += len(t.Rows) + around
	}
	b.all.Add(container.NewGridWithColumns(2, columns[0], columns[1]))
}

func (b *body) sentence(text string) {
	label := fynewidget.NewLabel(text)
	label.Wrapping = fyne.TextWrapWord
	b.all.Add(widget.Readable(label))
}

// hint is a sentence in small letters.
func (b *body) hint(text string) { b.all.Add(widget.Readable(widget.NewHint(text))) }

func bold(text string) fyne.CanvasObject {
	label := fynewidget.NewLabelWithStyle(text, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	label.Wrapping = fyne.TextWrapWord
	return label
}

// table gives a table whose counts open their participants, under its title.
func (b *body) table(t overview.Table) fyne.CanvasObject {
	rows := make([]widget.FigureRow, len(t.Rows))
	for i, row := range t.Rows {
		rows[i].Name = row.Name
		for _, c := range row.Cells {
			rows[i].Figures = append(rows[i].Figures, widget.Figure{Text: c.Text, Opens: opens(c), Muted: c.Hidden || c.Kind == overview.Empty})
		}
	}
	cell := func(row, column int) (overview.Cell, bool) {
		if row < 0 || row >= len(t.Rows) || column < 0 || column >= len(t.Rows[row].Cells) {
			return overview.Cell{}, false
		}
		return t.Rows[row].Cells[column], true
	}
	f := widget.NewFigures(t.Corner, t.Columns, rows)
	f.OnOpen = func(row, column int) {
		if c, is := cell(row, column); is {
			b.open(c)
		}
	}
	f.OnAt = func(row, column int) { b.say(cell(row, column)) }
	f.OnReveal = func(pos fyne.Position, size fyne.Size) { b.reveal(f, pos, size) }
	widget.Follow(func() *container.Scroll { return b.scroll }, f, f)
	b.tables[t.Key] = f
	box := container.NewVBox(bold(t.Title), container.New(layout.NewCustomPaddedLayout(0, 0, theme.InnerPadding(), 0), f))
	if t.Note != "" {
		box.Add(widget.Readable(widget.NewHint(t.Note)))
	}
	box.Add(space())
	return box
}

// opens tells whether a figure has participants to show.
func opens(c overview.Cell) bool { return !c.Hidden && len(c.Who) > 0 }

func (b *body) open(c overview.Cell) {
	if opens(c) {
		table, what, _ := strings.Cut(c.Name, ": ")
		among := append([]string{table}, b.page.answer.Document.Whom...)
		b.page.OnOpen(what, strings.Join(among, " · "), b.page.answer.Who(c.Who))
	}
}

// say says above what a figure is, and what can be done with it.
func (b *body) say(c overview.Cell, is bool) {
	w := b.page.Words
	text := ""
	switch {
	case !is || c.Name == "":
	case c.Hidden:
		text = w.T("cohort.told.hidden", words.Args{"What": c.Name})
	case opens(c):
		text = w.T("cohort.told.opens", words.Args{"What": c.Name, "Number": c.Text})
	default:
		text = w.T("cohort.told", words.Args{"What": c.Name, "Number": c.Text})
	}
	b.said.SetText(text)
}

// reveal scrolls to a part of what is in the body.
func (b *body) reveal(o fyne.CanvasObject, pos fyne.Position, size fyne.Size) {
	driver := fyne.CurrentApp().Driver()
	at := driver.AbsolutePositionForObject(o).Subtract(driver.AbsolutePositionForObject(b.all))
	widget.Reveal(b.scroll, at.Add(pos), size)
}

// define says what the words of the document mean.
func (b *body) define(d overview.Document) {
	for _, t := range d.Terms {
		b.all.Add(bold(t.Name))
		b.sentence(t.Text)
	}
}

// openKey opens the participants of a number of the document, as its table does.
func (b *body) openKey(key string) {
	if c, is := numberOf(b.page.answer.Document, key); is {
		b.open(c)
	}
}

// numberOf gives a number of a document by its key; false where it has none.
func numberOf(d overview.Document, key string) (overview.Cell, bool) {
	for _, s := range d.Sections {
		for _, t := range s.Tables {
			for _, row := range t.Rows {
				for _, c := range row.Cells {
					if c.Key == key {
						return c, true
					}
				}
			}
		}
	}
	return overview.Cell{}, false
}

// Spot is where on the page the keys go. The zero Spot is anywhere else.
type Spot struct {
	Table       string // its key; "" for none
	Row, Column int
	Chart       string // what it shows; "" for none
	Region      string // of it
	Card        int    // counted from 1; 0 for none
}

// spot gives where the keys go.
func (p *Page) spot() Spot {
	b, focused := p.body, p.Window.Canvas().Focused()
	if focused == nil {
		return Spot{}
	}
	for key, t := range b.tables {
		if focused == fyne.Focusable(t) {
			row, column := t.Current()
			return Spot{Table: key, Row: row, Column: column}
		}
	}
	for key, c := range b.charts {
		if focused == fyne.Focusable(c) {
			return Spot{Chart: key, Region: c.Selected()}
		}
	}
	for i, c := range slices.Concat(b.cards...) {
		if focused == fyne.Focusable(c) {
			return Spot{Card: i + 1}
		}
	}
	return Spot{}
}

// at gives what is at a spot, and brings it there; nil where there is nothing
// any more.
func (b *body) at(s Spot) fyne.Focusable {
	if t := b.tables[s.Table]; t != nil {
		t.GoTo(s.Row, s.Column)
		return t
	}
	if c := b.charts[s.Chart]; c != nil && b.shows(c) {
		c.Select(s.Region)
		return c
	}
	if cards := slices.Concat(b.cards...); s.Card > 0 && s.Card <= len(cards) {
		return cards[s.Card-1]
	}
	return nil
}

// shows tells whether a picture is part of the section that shows.
func (b *body) shows(c *widget.ChartView) bool {
	found := false
	var look func(o fyne.CanvasObject)
	look = func(o fyne.CanvasObject) {
		found = found || o == fyne.CanvasObject(c)
		if box, is := o.(*fyne.Container); is {
			for _, child := range box.Objects {
				look(child)
			}
		}
	}
	look(b.all)
	return found
}

// raters are whose ratings show.
func (p *Page) raters() []skapa.Rater {
	if p.place.Rater != "" {
		return []skapa.Rater{p.place.Rater}
	}
	return skapa.Raters
}
