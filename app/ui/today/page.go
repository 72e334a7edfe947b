// Package today is the page that the program opens with: who asks for something
// today, and why.
package today

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/look"
	"framsteg/app/ui/screen"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Page is the page "Idag": the groups with their counts at the left, and the rows
// of the chosen one.
type Page struct {
	fynewidget.BaseWidget
	screen.Deps
	OnOpen  func(Row)
	OnNew   func()
	OnScope func(Scope) // another one was chosen

	watch      *Watch
	place      Place
	supervisor string // whose participants are mine
	in         skapa.Instrument
	people     []Person // everybody
	rows       [groups][]Row
	failure    error

	day     *fynewidget.Label
	scope   *widget.Choice
	choices *widget.Table // of a group
	table   *widget.Table
	narrow  bool            // the table is made for a narrow window,
	mine    bool            // and for who follows all in it
	listing *fyne.Container // of the table, or why it is empty
	empty   *widget.Empty
	content fyne.CanvasObject
	stop    func()
}

// Place is what the page keeps between two visits.
type Place struct {
	Scope  Scope
	Group  Group
	Row    int     // under the arrows
	Offset float32 // dp
}

// New makes the page as it was left. supervisor is the name of who uses the
// program, "" for nobody.
func New(d screen.Deps, watch *Watch, place Place, supervisor string) *Page {
	p := &Page{Deps: d, watch: watch, place: place, supervisor: supervisor}
	p.build()
	p.Reload()
	p.table.GoTo(place.Row)
	p.table.ScrollTo(place.Offset)
	p.stop = d.Store.Listen(func(c store.Changed) {
		// A save changes nobody; after "restored" the window makes every page anew.
		if c.Kind != "file" && c.Kind != "restored" {
			fyne.Do(p.Reload)
		}
	})
	p.ExtendBaseWidget(p)
	return p
}

// Place gives what New takes to show the page as it is now.
func (p *Page) Place() Place {
	place := p.place
	place.Row, place.Offset = p.table.Current(), p.table.Offset()
	return place
}

// Title names the page.
func (p *Page) Title() string { return p.Words.T("today.title") }

// First is the rows, or where there are none, the groups.
func (p *Page) First() fyne.Focusable {
	if len(p.shown()) > 0 {
		return p.table.Focusable()
	}
	return p.choices.Focusable()
}

// Leave goes on at once: nothing is entered here.
func (p *Page) Leave(then func()) { then() }

// Close stops listening.
func (p *Page) Close() { p.stop() }

// CreateRenderer lays out the page.
func (p *Page) CreateRenderer() fyne.WidgetRenderer { return fynewidget.NewSimpleRenderer(p.content) }

// Rows gives what is listed.
func (p *Page) Rows() []Row { return slices.Clone(p.shown()) }

func (p *Page) shown() []Row { return p.rows[p.place.Group] }

// shownGroup gives the group of a row of the groups.
func shownGroup(row int) Group { return Group(row) }

func (p *Page) build() {
	p.scope = widget.NewChoice(nil, nil)
	p.choices = widget.NewTable([]widget.Column{{Width: 196, Marked: true}, {Width: 60, Narrow: true}}, func() int { return int(groups) }, p.groupCell)
	p.choices.Mark = func(row int) widget.Mark { return shownGroup(row).mark() }
	p.choices.Chooses = true
	p.choices.OnOpen = func(row int) { p.Choose(shownGroup(row)) }
	p.empty = widget.NewEmpty()
	p.listing = container.NewStack()
	p.makeTable()
	p.day = fynewidget.NewLabel("")
	top := container.NewHBox(widget.NewHeading(p.Title()),
		container.NewCenter(p.day), layout.NewSpacer(), container.NewCenter(container.NewGridWrap(fyne.NewSize(scopeWidth, p.scope.MinSize().Height), p.scope)))
	body := container.New(besideGroups{}, p.choices, p.listing)
	p.content = container.NewPadded(container.NewPadded(container.NewBorder(top, nil, nil, nil, body)))
}

// makeTable makes the rows for the width and the scope of the moment: the
// supervisor is said where it may be another, and in a narrow window the reason
// stands below.
func (p *Page) makeTable() {
	w := p.Words
	var columns []widget.Column
	var cells []func(Row) string // a table that is being replaced keeps its own
	add := func(title string, width float32, cell func(Row) string) {
		columns = append(columns, widget.Column{Title: w.T(title), Width: width, Marked: len(columns) == 0})
		cells = append(cells, cell)
	}
	add("today.column.what", 160, func(r Row) string { return w.T("today.group." + r.Group.key()) })
	if p.narrow {
		add("today.column.who", 240, func(r Row) string { return strings.TrimSpace(r.Code + "  " + r.Name) })
	} else {
		add("participants.column.code", 80, func(r Row) string { return r.Code })
		add("participants.column.name", 140, func(r Row) string { return r.Name })
		add("today.column.when", 380, p.why)
	}
	if p.mine = p.place.Scope == Mine; !p.mine {
		add("participants.column.supervisor", 120, p.whose)
		if !p.narrow {
			columns[len(columns)-2].Width, columns[len(columns)-1].Width = 340, 160 // a name of a supervisor is long
		}
	}
	p.table = widget.NewTable(columns, func() int { return len(p.shown()) }, func(row, column int) string { return p.say(row, cells[column]) })
	p.table.Mark = func(row int) widget.Mark {
		if row >= len(p.shown()) {
			return p.place.Group.mark()
		}
		return p.shown()[row].mark()
	}
	p.table.OnOpen = func(row int) { p.OnOpen(p.shown()[row]) }
	if p.narrow {
		p.table.Below = func(row int) string { return p.say(row, p.why) }
	}
	p.listing.Objects = []fyne.CanvasObject{p.table, p.empty}
	p.listing.Refresh()
}

// say gives what a cell says of a row. The toolkit draws a row once more that is
// gone when it loses the focus.
func (p *Page) say(row int, cell func(Row) string) string {
	if row >= len(p.shown()) {
		return ""
	}
	return cell(p.shown()[row])
}

// why says when and why a row is listed.
func (p *Page) why(r Row) string { return r.text(p.Words, p.in, p.watch.today) }

// whose says who follows the participant of a row, if that is not the user.
func (p *Page) whose(r Row) string {
	if isMine(*r.Person, p.supervisor) {
		return ""
	}
	return r.Supervisor
}

// Resize lets the reasons stand below where there is no room beside.
func (p *Page) Resize(size fyne.Size) {
	place := p.Place()
	narrow := size.Width < narrowBelow
	remade := narrow != p.narrow
	if remade {
		c := p.Window.Canvas()
		focused := c.Focused() == p.table.Focusable()
		p.narrow = narrow
		p.makeTable()
		p.table.GoTo(place.Row)
		if focused {
			c.Focus(p.table.Focusable())
		}
	}
	p.BaseWidget.Resize(size)
	if remade { // which knew no height before, and scrolled to the row
		p.table.ScrollTo(place.Offset)
	}
}

func (p *Page) groupCell(row, column int) string {
	g := shownGroup(row)
	if column == 0 {
		return p.Words.T("today.group." + g.key())
	}
	if n := len(p.rows[g]); n > 0 {
		return p.Words.Number(n)
	}
	return "–"
}

// Choose shows the rows of a group.
func (p *Page) Choose(g Group) {
	if g == p.place.Group {
		return
	}
	p.place.Group = g
	p.choices.GoTo(int(g))
	p.table.ScrollTop()
	p.show()
}

// Reload asks everybody anew, as of today.
func (p *Page) Reload() {
	p.day.SetText(p.Store.Today().String())
	p.people, p.failure = p.watch.People(context.Background())
	if p.failure == nil {
		p.in, p.failure = p.Store.NewestInstrument(context.Background())
	}
	p.place.Scope = p.place.Scope.Settle(p.people, p.supervisor)
	p.offerScopes()
	if mine := p.place.Scope == Mine; mine != p.mine {
		p.makeTable()
	}
	p.fill()
}

// fill lists who is in the scope.
func (p *Page) fill() {
	p.rows = rowsOf(p.place.Scope.Of(p.people, p.supervisor))
	p.choices.Reload()
	p.choices.GoTo(int(p.place.Group))
	p.show()
}

func (p *Page) show() {
	p.table.Reload()
	if n := len(p.shown()); n > 0 && p.table.Current() >= n {
		p.table.GoTo(n - 1)
	}
	p.showEmpty()
}

// showEmpty says why nothing is listed, and what to do.
func (p *Page) showEmpty() {
	w := p.Words
	switch {
	case p.failure != nil:
		p.empty.Say(w.Sentence(p.failure), widget.NewButton(w.T("retry"), theme.ViewRefreshIcon(), p.Reload))
	case len(p.shown()) > 0:
		p.empty.Hide()
	case len(p.people) == 0:
		p.empty.Say(w.T("today.empty.nobody"), widget.NewButton(w.T("participants.new"), theme.ContentAddIcon(), func() { p.OnNew() }))
	case len(p.place.Scope.Of(p.people, p.supervisor)) == 0:
		p.empty.Say(w.T("today.empty.mine"), widget.NewButton(w.T("today.showAll"), nil, func() { p.setScope(Everyone) }))
	default:
		p.empty.Say(w.T("today.empty."+p.place.Group.key()), nil)
	}
}

// offerScopes offers mine, everybody, and the teams that somebody has.
func (p *Page) offerScopes() {
	w := p.Words
	scopes, texts := []Scope{Mine, Everyone}, []string{w.T("today.scope.mine"), w.T("today.scope.all")}
	type team struct {
		id   skapa.ID
		name string
	}
	var teams []team
	seen := map[skapa.ID]bool{{}: true}
	for _, person := range p.people {
		if !seen[person.TeamID] {
			seen[person.TeamID] = true
			teams = append(teams, team{person.TeamID, person.Team})
		}
	}
	key := words.SortKeys()
	slices.SortFunc(teams, func(a, b team) int { return cmp.Compare(key(a.name), key(b.name)) })
	for _, t := range teams {
		scopes, texts = append(scopes, TeamScope(t.id)), append(texts, w.T("today.scope.team", words.Args{"Team": t.name}))
	}
	p.scope.OnChanged = nil
	p.scope.SetOptions(texts)
	p.scope.SetSelectedIndex(max(0, slices.Index(scopes, p.place.Scope)))
	p.scope.OnChanged = func(string) { p.setScope(scopes[max(0, p.scope.SelectedIndex())]) }
}

func (p *Page) setScope(s Scope) {
	if s == p.place.Scope {
		return
	}
	p.place.Scope = s
	p.OnScope(s)
	p.offerScopes()
	p.makeTable()
	p.fill()
}

// besideGroups puts the rows beside the groups.
type besideGroups struct{}

// Widths in dp: of the groups and the scope, and the page's below which it is
// narrow.
const (
	groupsWidth = 224
	scopeWidth  = 220
	narrowBelow = 1000
)

func (besideGroups) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(groupsWidth, size.Height))
	objects[1].Move(fyne.NewPos(groupsWidth+look.Apart, 0))
	objects[1].Resize(fyne.NewSize(size.Width-groupsWidth-look.Apart, size.Height))
}

func (besideGroups) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

var _ screen.Screen = (*Page)(nil)
