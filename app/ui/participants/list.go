// Package participants is the page that lists everybody in the workspace.
package participants

import (
	"context"
	"slices"

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

// List is the page "Deltagare": search as you type, filters, sorting.
type List struct {
	fynewidget.BaseWidget
	screen.Deps
	OnOpen     func(skapa.ID)
	OnNew      func()
	OnHandOver func([]skapa.ID)
	OnExport   func([]skapa.ID) // of all who are listed
	OnBack     func()           // to the number that they are of

	place   Place
	cases   []*entry // everybody, sorted
	shown   []*entry // who passes the filter
	failure error

	search     *widget.Entry
	team       *widget.Choice
	supervisor *widget.Choice
	state      *widget.Choice
	count      *fynewidget.Label
	table      *widget.Table
	handOver   *widget.Button
	export     *widget.Button
	empty      *widget.Empty
	content    fyne.CanvasObject
	stop       func()
}

// Place is what the page keeps between two visits: how it is filtered, sorted
// and scrolled.
type Place struct {
	Filter Filter
	Order  Order
	Row    int     // under the arrows
	Offset float32 // dp

	// Those whom one number counts are listed, and nobody else; nil for everybody.
	Only    []skapa.ID
	Heading string // what they are, where Only is set
	Among   string // which number that is, and whom it is about
}

// Figure is the place of those whom a number counts.
func Figure(heading, among string, who []skapa.ID) *Place {
	return &Place{Only: who, Heading: heading, Among: among, Filter: Filter{State: Everybody}}
}

// New makes the page as it was left.
func New(d screen.Deps, place *Place) *List {
	l := &List{Deps: d}
	if place != nil {
		l.place = *place
	}
	l.build()
	l.Reload()
	l.table.GoTo(l.place.Row)
	l.table.ScrollTo(l.place.Offset)
	l.stop = d.Store.Listen(func(c store.Changed) {
		// A draft or a save changes nobody; after "restored" the window makes every page anew.
		if c.Kind != "draft" && c.Kind != "file" && c.Kind != "restored" {
			fyne.Do(l.Reload)
		}
	})
	l.ExtendBaseWidget(l)
	return l
}

// Place gives what New takes to show the page as it is now.
func (l *List) Place() *Place {
	l.place.Row, l.place.Offset = l.table.Current(), l.table.Offset()
	place := l.place
	return &place
}

// Title names the page.
func (l *List) Title() string {
	if l.place.Only != nil {
		return l.place.Heading
	}
	return l.Words.T("participants.title")
}

// First is the search, or where the list is of a number, the row that was opened.
func (l *List) First() fyne.Focusable {
	if l.place.Only != nil && len(l.shown) > 0 {
		return l.table.Focusable()
	}
	return l.search
}

// Leave goes on at once: nothing is entered here.
func (l *List) Leave(then func()) { then() }

// Close stops listening.
func (l *List) Close() { l.stop() }

// CreateRenderer lays out the page.
func (l *List) CreateRenderer() fyne.WidgetRenderer { return fynewidget.NewSimpleRenderer(l.content) }

// Search puts the focus into the search.
func (l *List) Search() { l.Window.Canvas().Focus(l.search) }

// Searched tells whether anything stands in the search.
func (l *List) Searched() bool { return l.search.Text != "" }

func (l *List) build() {
	w := l.Words
	l.search = widget.NewEntry()
	l.search.PlaceHolder = w.T("participants.search")
	l.search.Icon = theme.SearchIcon()
	l.search.Text = l.place.Filter.Text
	l.search.OnChanged = func(text string) {
		l.place.Filter.Text = text
		l.refilter()
	}
	l.search.OnDown = func() { l.Window.Canvas().Focus(l.table.Focusable()) }
	l.search.OnEnter = func() {
		if len(l.shown) > 0 {
			l.OnOpen(l.shown[min(l.table.Current(), len(l.shown)-1)].ID)
		}
	}
	l.team = widget.NewChoice(nil, nil)
	l.supervisor = widget.NewChoice(nil, nil)
	l.state = widget.NewChoice([]string{w.T("participants.active"), w.T("participants.finished"), w.T("participants.all")}, nil)
	l.state.SetSelectedIndex(int(l.place.Filter.State))
	l.state.OnChanged = func(string) {
		l.place.Filter.State = State(l.state.SelectedIndex())
		l.refilter()
	}
	l.count = fynewidget.NewLabel("")
	l.table = widget.NewTable(l.columns(), func() int { return len(l.shown) }, l.cell)
	l.table.OnOpen = func(row int) { l.OnOpen(l.shown[row].ID) }
	l.table.OnSort = l.sortBy
	l.table.ShowSorted(int(l.place.Order.Column), l.place.Order.Descending)

	l.handOver = widget.NewButton(w.T("participants.handOver"), nil, l.HandOver)
	l.export = widget.NewButton(w.T("participants.export"), nil, l.Export)
	heading := widget.NewHeading(l.Title())
	filters := container.NewGridWithColumns(3, l.team, l.supervisor, l.state)
	top := container.NewVBox()
	if l.place.Only != nil {
		heading.SizeName, heading.Truncation = theme.SizeNameSubHeadingText, fyne.TextTruncateEllipsis
		back := widget.NewQuiet(w.T("back"), theme.NavigateBackIcon(), func() { l.OnBack() })
		buttons := container.NewHBox(container.NewCenter(l.count), container.NewCenter(l.export), container.NewCenter(l.handOver))
		top.Add(container.NewBorder(nil, nil, container.NewCenter(back), buttons, heading))
		top.Add(widget.NewHint(l.place.Among))
	} else {
		add := widget.NewPrimary(w.T("participants.new"), theme.ContentAddIcon(), func() { l.OnNew() })
		top.Add(container.NewHBox(heading, container.NewCenter(l.count), layout.NewSpacer(), container.NewCenter(l.export), container.NewCenter(l.handOver), container.NewCenter(add)))
	}
	top.Add(widget.Beside(l.search, filters))
	l.empty = widget.NewEmpty()
	l.content = container.NewPadded(container.NewPadded(container.NewBorder(top, nil, nil, nil, container.NewStack(l.table, l.empty))))
}

func (l *List) columns() []widget.Column {
	w := l.Words
	return []widget.Column{
		{Title: w.T("participants.column.code"), Width: 100, Sorts: true},
		{Title: w.T("participants.column.name"), Width: 180, Sorts: true},
		{Title: w.T("participants.column.team"), Width: 130, Sorts: true},
		{Title: w.T("participants.column.supervisor"), Width: 150, Sorts: true},
		{Title: w.T("participants.column.start"), Width: 100, Sorts: true},
		{Title: w.T("participants.column.latest"), Width: 140, Sorts: true},
	}
}

// cell gives the text of a row in a Column.
func (l *List) cell(row, column int) string { return l.shown[row].text(Column(column), l.Words) }

func (l *List) sortBy(column int) {
	o := &l.place.Order
	o.Descending = o.Column == Column(column) && !o.Descending
	o.Column = Column(column)
	o.sort(l.cases)
	l.table.ShowSorted(column, o.Descending)
	l.refilter()
}

// Reload reads everybody anew.
func (l *List) Reload() {
	cases, err := l.Store.Caseload(context.Background())
	l.failure = err
	if l.place.Only != nil {
		cases = only(cases, l.place.Only)
	}
	l.cases = entries(cases, l.cases)
	l.place.Order.sort(l.cases)
	l.fillFilters()
	l.showPassing()
}

// only gives those of cases that are among these.
func only(cases []store.Case, these []skapa.ID) []store.Case {
	among := make(map[skapa.ID]bool, len(these))
	for _, id := range these {
		among[id] = true
	}
	return slices.DeleteFunc(slices.Clone(cases), func(c store.Case) bool { return !among[c.ID] })
}

// listed gives the active participants among those who are shown.
func (l *List) listed() []skapa.ID {
	var ids []skapa.ID
	for _, e := range l.shown {
		if e.Finish.IsZero() {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

// HandOver lets another supervisor follow those who are listed.
func (l *List) HandOver() {
	if ids := l.listed(); len(ids) > 0 {
		l.OnHandOver(ids)
	}
}

// Export exports those who are listed, also who has finished.
func (l *List) Export() {
	ids := make([]skapa.ID, len(l.shown))
	for i, e := range l.shown {
		ids[i] = e.ID
	}
	if len(ids) > 0 {
		l.OnExport(ids)
	}
}

// refilter shows who passes a filter or in an order that has changed, from the
// first on.
func (l *List) refilter() {
	l.table.ScrollTop()
	l.showPassing()
}

// showPassing shows who passes the filter.
func (l *List) showPassing() {
	l.shown = l.place.Filter.apply(l.cases)
	l.table.Reload()
	l.count.SetText(l.Words.N("participants.count", len(l.shown)))
	if len(l.listed()) > 0 {
		l.handOver.Enable()
	} else {
		l.handOver.Disable()
	}
	if len(l.shown) > 0 {
		l.export.Enable()
	} else {
		l.export.Disable()
	}
	l.showEmpty()
}

// showEmpty says what to do where nobody is listed, and why nobody is.
func (l *List) showEmpty() {
	if len(l.shown) > 0 {
		l.empty.Hide()
		return
	}
	w := l.Words
	text, do := w.T("participants.none"), widget.NewButton(w.T("participants.new"), theme.ContentAddIcon(), func() { l.OnNew() })
	switch {
	case l.failure != nil:
		text, do = w.Sentence(l.failure), widget.NewButton(w.T("retry"), theme.ViewRefreshIcon(), l.Reload)
	case len(l.cases) > 0:
		text, do = w.T("participants.noneFound"), widget.NewButton(w.T("participants.showAll"), nil, l.clearFilter)
	}
	l.empty.Say(text, do)
}

// clearFilter shows everybody who fits the search, and without anybody who
// does, everybody.
func (l *List) clearFilter() {
	l.place.Filter = Filter{Text: l.place.Filter.Text, State: Everybody}
	if len(l.place.Filter.apply(l.cases)) == 0 {
		l.place.Filter.Text = ""
		l.search.SetText("")
	}
	l.state.SetSelectedIndex(int(Everybody))
	l.fillFilters()
	l.refilter()
	l.Search()
}

// fillFilters offers the teams and supervisors that somebody has.
func (l *List) fillFilters() {
	teams := choices(l.cases, func(e *entry) string { return e.Team })
	people := choices(l.cases, func(e *entry) string { return e.Supervisor })
	l.team.Offer(l.Words.T("participants.everyTeam"), widget.Options(teams), &l.place.Filter.Team, l.refilter)
	l.supervisor.Offer(l.Words.T("participants.everySupervisor"), l.caseloads(people), &l.place.Filter.Supervisor, l.refilter)
}

// caseloads says behind each supervisor's name how many active participants they
// follow.
func (l *List) caseloads(names []string) []widget.Option {
	many := map[string]int{}
	for _, e := range l.cases {
		if e.Finish.IsZero() {
			many[e.Supervisor]++
		}
	}
	options := widget.Options(names)
	for i, name := range names {
		options[i].Label = name + "  " + l.Words.Number(many[name])
	}
	return options
}

var _ screen.Screen = (*List)(nil)
