// Package catalogue is the page of the activities that there are, the form of
// one, and the page that lets many participants take part in it at once.
package catalogue

import (
	"context"

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

// Page is the page "Aktiviteter": search as you type, filters, sorting.
type Page struct {
	fynewidget.BaseWidget
	screen.Deps
	OnOpen func(skapa.Activity)
	OnNew  func()

	place      Place
	instrument skapa.Instrument
	all        []*entry // sorted
	shown      []*entry // what passes the filter
	failure    error

	search       *widget.Entry
	category     *widget.Choice
	municipality *widget.Choice
	area         *widget.Choice
	count        *fynewidget.Label
	table        *widget.Table
	empty        *widget.Empty
	content      fyne.CanvasObject
	stop         func()
}

// Place is what the page keeps between two visits: how it is filtered, sorted
// and scrolled.
type Place struct {
	Filter Filter
	Order  Order
	Offset float32 // dp
	Row    int     // under the arrows
}

// New makes the page as it was left.
func New(d screen.Deps, place *Place) *Page {
	p := &Page{Deps: d}
	if place != nil {
		p.place = *place
	}
	p.build()
	p.Reload()
	p.table.GoTo(p.place.Row)
	p.table.ScrollTo(p.place.Offset)
	p.stop = d.Store.Listen(func(c store.Changed) {
		if c.Kind != "draft" && c.Kind != "file" && c.Kind != "restored" {
			fyne.Do(p.Reload)
		}
	})
	p.ExtendBaseWidget(p)
	return p
}

// Place gives what New takes to show the page as it is now.
func (p *Page) Place() *Place {
	place := p.place
	place.Offset, place.Row = p.table.Offset(), p.table.Current()
	return &place
}

// Title names the page.
func (p *Page) Title() string { return p.Words.T("activities.title") }

// First is the search.
func (p *Page) First() fyne.Focusable { return p.search }

// Leave goes on at once: nothing is entered here.
func (p *Page) Leave(then func()) { then() }

// Close stops listening.
func (p *Page) Close() { p.stop() }

// Search puts the focus into the search.
func (p *Page) Search() { p.Window.Canvas().Focus(p.search) }

// Searched tells whether anything stands in the search.
func (p *Page) Searched() bool { return p.search.Text != "" }

// CreateRenderer lays out the page.
func (p *Page) CreateRenderer() fyne.WidgetRenderer { return fynewidget.NewSimpleRenderer(p.content) }

func (p *Page) build() {
	w := p.Words
	p.search = widget.NewEntry()
	p.search.PlaceHolder = w.T("activities.search")
	p.search.Icon = theme.SearchIcon()
	p.search.Text = p.place.Filter.Text
	p.search.OnChanged = func(text string) {
		p.place.Filter.Text = text
		p.refilter()
	}
	p.search.OnDown = func() { p.Window.Canvas().Focus(p.table.Focusable()) }
	p.search.OnEnter = func() { p.open(min(p.table.Current(), len(p.shown)-1)) }
	p.category, p.municipality, p.area = widget.NewChoice(nil, nil), widget.NewChoice(nil, nil), widget.NewChoice(nil, nil)
	p.count = fynewidget.NewLabel("")
	p.table = widget.NewTable(p.columns(), func() int { return len(p.shown) }, func(row, column int) string {
		return p.shown[row].cells[column]
	})
	p.table.OnOpen = p.open
	p.table.OnSort = p.sortBy
	p.table.ShowSorted(int(p.place.Order.Column), p.place.Order.Descending)
	p.empty = widget.NewEmpty()

	newButton := widget.NewPrimary(w.T("activities.new"), theme.ContentAddIcon(), func() { p.OnNew() })
	top := container.NewVBox(
		container.NewHBox(widget.NewHeading(p.Title()), container.NewCenter(p.count), layout.NewSpacer(), container.NewCenter(newButton)),
		widget.Beside(p.search, container.NewGridWithColumns(3, p.category, p.municipality, p.area)),
	)
	p.content = container.NewPadded(container.NewPadded(container.NewBorder(top, nil, nil, nil, container.NewStack(p.table, p.empty))))
}

func (p *Page) columns() []widget.Column {
	column := func(key string, width float32) widget.Column {
		return widget.Column{Title: p.Words.T("activities.column." + key), Width: width, Sorts: true}
	}
	return []widget.Column{
		column("name", 208), column("category", 100), column("provider", 163), column("municipality", 91),
		column("areas", 100), column("setting", 76), column("people", 138),
	}
}

func (p *Page) open(row int) {
	if row >= 0 && row < len(p.shown) {
		p.OnOpen(p.shown[row].Activity)
	}
}

func (p *Page) sortBy(column int) {
	o := &p.place.Order
	o.Descending = o.Column == Column(column) && !o.Descending
	o.Column = Column(column)
	o.sort(p.all)
	p.table.ShowSorted(column, o.Descending)
	p.refilter()
}

// Reload reads all activities anew.
func (p *Page) Reload() {
	p.failure = p.read(context.Background())
	p.fillFilters()
	p.showPassing()
}

func (p *Page) read(ctx context.Context) error {
	all, err := p.Store.Activities(ctx)
	if err != nil {
		return err
	}
	people, err := p.Store.TakingPart(ctx)
	if err != nil {
		return err
	}
	if p.instrument, err = p.Store.NewestInstrument(ctx); err != nil {
		return err
	}
	p.all = entries(all, people, p.instrument, p.Words)
	p.place.Order.sort(p.all)
	return nil
}

// refilter shows what passes a filter or in an order that has changed, from the
// first on.
func (p *Page) refilter() {
	p.table.ScrollTop()
	p.showPassing()
}

func (p *Page) showPassing() {
	p.shown = p.place.Filter.apply(p.all)
	p.table.Reload()
	p.count.SetText(p.Words.N("activities.count", len(p.shown)))
	p.showEmpty()
}

// showEmpty says what to do where nothing is listed, and why nothing is.
func (p *Page) showEmpty() {
	w := p.Words
	switch {
	case len(p.shown) > 0:
		p.empty.Hide()
	case p.failure != nil:
		p.empty.Say(w.Sentence(p.failure), widget.NewButton(w.T("retry"), theme.ViewRefreshIcon(), p.Reload))
	case len(p.all) > 0:
		p.empty.Say(w.T("activities.noneFound"), widget.NewButton(w.T("participants.showAll"), nil, p.clearFilter))
	default:
		p.empty.Say(w.T("activities.none"), widget.NewButton(w.T("activities.new"), theme.ContentAddIcon(), func() { p.OnNew() }))
	}
}

func (p *Page) clearFilter() {
	p.place.Filter = Filter{}
	p.search.SetText("")
	p.fillFilters()
	p.refilter()
	p.Search()
}

// fillFilters offers the categories, the areas and the municipalities in use.
func (p *Page) fillFilters() {
	w, f := p.Words, &p.place.Filter
	var categories, areas []widget.Option
	for _, c := range skapa.Categories {
		categories = append(categories, widget.Option{Text: string(c), Label: w.T("category." + string(c))})
	}
	for _, a := range p.instrument.Areas {
		areas = append(areas, widget.Option{Text: string(a.Area), Label: a.Name.In(w.Lang)})
	}
	p.category.Offer(w.T("activities.everyCategory"), categories, &f.Category, p.refilter)
	p.municipality.Offer(w.T("activities.everyMunicipality"), widget.Options(municipalities(p.all)), &f.Municipality, p.refilter)
	p.area.Offer(w.T("activities.everyArea"), areas, &f.Area, p.refilter)
}

func municipalities(all []*entry) []string {
	names := make([]string, len(all))
	for i, e := range all {
		names[i] = e.Municipality
	}
	return words.Distinct(names)
}

var _ screen.Screen = (*Page)(nil)
