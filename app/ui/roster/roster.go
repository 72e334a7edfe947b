// Package roster is a list of participants from which several are chosen, by
// search, scope and check marks.
package roster

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Scope says whose participants are listed.
type Scope int

// The scopes, in the order of their choice.
const (
	Mine Scope = iota
	Team
	All
)

// Roster lists participants with a box each.
type Roster struct {
	fynewidget.BaseWidget
	Words     words.Words
	Author    store.Author // whose are Mine and the Team's
	OnChanged func()       // somebody was checked or unchecked; may be nil

	cases  []entry
	shown  []int // of cases
	state  State
	chosen map[skapa.ID]bool

	search  *widget.Entry
	scope   *widget.Choice
	count   *fynewidget.Label
	table   *widget.Table
	content fyne.CanvasObject
}

// State is what is written and chosen in a roster.
type State struct {
	Text   string
	Scope  Scope
	Chosen []skapa.ID // as they are listed
}

type entry struct {
	store.Case
	searched string
}

// New makes a roster of cases, which are listed in their order.
func New(w words.Words, cases []store.Case, a store.Author, s State) *Roster {
	r := &Roster{Words: w, Author: a, cases: make([]entry, len(cases))}
	for i, c := range cases {
		r.cases[i] = entry{c, strings.ToLower(c.Code + "\n" + c.Name + "\n" + c.Team + "\n" + c.Supervisor)}
	}
	r.build()
	r.Refill(s)
	r.ExtendBaseWidget(r)
	return r
}

// Active gives the cases that have not finished.
func Active(cases []store.Case) []store.Case {
	return slices.DeleteFunc(cases, func(c store.Case) bool { return !c.Finish.IsZero() })
}

// CreateRenderer lays out the roster.
func (r *Roster) CreateRenderer() fyne.WidgetRenderer {
	return fynewidget.NewSimpleRenderer(r.content)
}

// Search is what is written in to search.
func (r *Roster) Search() *widget.Entry { return r.search }

// State gives what Refill takes.
func (r *Roster) State() State {
	s := r.state
	s.Chosen = r.Chosen()
	return s
}

// Refill shows what State gave.
func (r *Roster) Refill(s State) {
	r.state = s
	r.chosen = map[skapa.ID]bool{}
	for _, id := range s.Chosen {
		r.chosen[id] = true
	}
	r.search.SetText(s.Text)
	r.scope.SetSelectedIndex(int(s.Scope))
	r.show()
}

// Chosen gives who is checked, listed just now or not, in the order of all.
func (r *Roster) Chosen() []skapa.ID {
	var ids []skapa.ID
	for _, c := range r.cases {
		if r.chosen[c.ID] {
			ids = append(ids, c.ID)
		}
	}
	return ids
}

// OnEnter sets what Enter does anywhere in the roster.
func (r *Roster) OnEnter(do func()) {
	r.search.OnEnter, r.table.OnEnter = do, do
}

// ScopeOffered says whether the scope can be chosen; without, all are listed.
func (r *Roster) ScopeOffered(offered bool) {
	r.scope.Hidden = !offered
	if !offered {
		r.scope.SetSelectedIndex(int(All))
	}
}

func (r *Roster) build() {
	w := r.Words
	r.search = widget.NewEntry()
	r.search.PlaceHolder = w.T("participants.search")
	r.search.Icon = theme.SearchIcon()
	r.search.OnChanged = func(text string) {
		r.state.Text = text
		r.reshow()
	}
	r.search.OnDown = func() {
		if c := fyne.CurrentApp().Driver().CanvasForObject(r); c != nil {
			c.Focus(r.table.Focusable())
		}
	}
	r.scope = widget.NewChoice([]string{w.T("scope.mine"), w.T("scope.team"), w.T("scope.all")}, func(i int) {
		r.state.Scope = Scope(i)
		r.reshow()
	})
	r.count = fynewidget.NewLabel("")
	r.table = widget.NewTable([]widget.Column{
		{Title: w.T("participants.column.code"), Width: 110},
		{Title: w.T("participants.column.name"), Width: 130},
		{Title: w.T("participants.column.supervisor"), Width: 120},
	}, func() int { return len(r.shown) }, r.cell)
	r.table.Checked = func(row int) bool { return r.chosen[r.cases[r.shown[row]].ID] }
	r.table.OnCheck = r.toggle
	all := widget.NewButton(w.T("roster.checkAll"), nil, func() { r.checkAll(true) })
	none := widget.NewButton(w.T("roster.checkNone"), nil, func() { r.checkAll(false) })
	top := container.NewVBox(
		container.NewBorder(nil, nil, nil, r.scope, r.search),
		container.NewBorder(nil, nil, nil, container.NewHBox(all, none), r.count))
	r.content = container.NewBorder(top, nil, nil, nil, r.table)
}

func (r *Roster) cell(row, column int) string {
	c := &r.cases[r.shown[row]]
	return [...]string{c.Code, c.Name, c.Supervisor}[column]
}

func (r *Roster) toggle(row int) {
	id := r.cases[r.shown[row]].ID
	if r.chosen[id] {
		delete(r.chosen, id)
	} else {
		r.chosen[id] = true
	}
	r.changed()
}

// checkAll checks or unchecks all who are listed.
func (r *Roster) checkAll(checked bool) {
	for _, i := range r.shown {
		if id := r.cases[i].ID; checked {
			r.chosen[id] = true
		} else {
			delete(r.chosen, id)
		}
	}
	r.changed()
}

func (r *Roster) changed() {
	r.table.Reload()
	r.tell()
	if r.OnChanged != nil {
		r.OnChanged()
	}
}

// reshow shows another part of all, from its first on.
func (r *Roster) reshow() {
	r.table.ScrollTop()
	r.show()
}

func (r *Roster) show() {
	wanted := strings.Fields(strings.ToLower(r.state.Text))
	r.shown = r.shown[:0]
	for i := range r.cases {
		if r.lists(&r.cases[i], wanted) {
			r.shown = append(r.shown, i)
		}
	}
	r.table.Reload()
	r.tell()
}

func (r *Roster) lists(c *entry, wanted []string) bool {
	switch {
	case r.state.Scope == Mine && !strings.EqualFold(c.Supervisor, r.Author.Supervisor),
		r.state.Scope == Team && !strings.EqualFold(c.Team, r.Author.Team):
		return false
	}
	return !slices.ContainsFunc(wanted, func(word string) bool { return !strings.Contains(c.searched, word) })
}

// Counted gives what a button says that does something with those who are
// checked.
func (r *Roster) Counted(key string) string {
	text := r.Words.T(key)
	if n := len(r.Chosen()); n > 0 {
		text += "  " + r.Words.Number(n)
	}
	return text
}

// Missing says that nobody is checked, until somebody is.
func (r *Roster) Missing() {
	r.count.Importance = fynewidget.DangerImportance
	r.count.SetText(r.Words.T("error.required.participants"))
}

func (r *Roster) tell() {
	r.count.Importance = fynewidget.MediumImportance
	r.count.SetText(r.Words.T("roster.count", words.Args{"Chosen": r.Words.Number(len(r.chosen)), "Listed": r.Words.Number(len(r.shown))}))
}
