package widget

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"
)

// Entry is Fyne's entry that passes Escape on, and Enter and the vertical
// arrows where it has one line.
type Entry struct {
	fynewidget.Entry
	seeker
	OnEnter func() // what Enter does in one line; nil passes it on
	OnDown  func() // what the down arrow does in one line
	OnLeft  func() // the focus has gone elsewhere
	entered bool   // it has had the focus
}

// NewEntry makes an entry of one line.
func NewEntry() *Entry {
	e := &Entry{}
	e.ExtendBaseWidget(e)
	return e
}

// NewNote makes an entry for longer text, rows lines high.
func NewNote(rows int) *Entry {
	e := &Entry{}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.SetMinRowsVisible(rows)
	e.ExtendBaseWidget(e)
	return e
}

// FocusGained tells whom it concerns.
func (e *Entry) FocusGained() {
	if !e.entered { // one goes on where a text ends
		e.entered = true
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	}
	e.Entry.FocusGained()
	e.tell()
}

// FocusLost tells who waits for it.
func (e *Entry) FocusLost() {
	e.Entry.FocusLost()
	if e.OnLeft != nil {
		e.OnLeft()
	}
}

// UndoText undoes the last change of the text and tells whether there was one.
func (e *Entry) UndoText() bool {
	before := e.Text
	e.Undo()
	return e.Text != before
}

// AcceptsTab lets Tab leave the entry, also where it has several lines.
func (e *Entry) AcceptsTab() bool { return false }

// TypedKey handles the keys that an entry of one line has no use for.
func (e *Entry) TypedKey(key *fyne.KeyEvent) {
	switch {
	case isWindows(key):
		passOn(e, key)
	case e.MultiLine:
		e.Entry.TypedKey(key)
	case isEnter(key) && e.OnEnter != nil:
		e.OnEnter()
	case isEnter(key):
		passOn(e, key)
	case key.Name == fyne.KeyDown && e.OnDown != nil:
		e.OnDown()
	default:
		e.Entry.TypedKey(key)
	}
}

// Combo is an entry that suggests what was written before. The down arrow, with
// or without Alt, and F4 open the suggestions.
type Combo struct {
	fynewidget.SelectEntry
	seeker
	OnEnter func() // what Enter does; nil passes it on
	options []Option
	picked  func(i int) // after one of the suggestions was; nil for nothing
	entered bool        // it has had the focus
}

// NewCombo makes an entry with suggestions.
func NewCombo(options []string) *Combo {
	c := &Combo{options: Options(options)}
	c.ActionItem = newFlap(theme.MenuDropDownIcon(), c.suggest)
	c.ExtendBaseWidget(c)
	c.SetOptions(options)
	return c
}

// Suggest suggests texts by labels that say more; picked gets the index of the
// one that was chosen.
func (c *Combo) Suggest(options []Option, picked func(i int)) { c.options, c.picked = options, picked }

// suggest opens the suggestions.
func (c *Combo) suggest() {
	window := fyne.CurrentApp().Driver().CanvasForObject(c)
	if window == nil || len(c.options) == 0 {
		return
	}
	menu := fyne.NewMenu("")
	for _, i := range c.fitting() {
		option := c.options[i]
		menu.Items = append(menu.Items, fyne.NewMenuItem(option.Label, func() {
			c.SetText(option.Text)
			if c.picked != nil {
				c.picked(i)
			}
		}))
	}
	window.Focus(c)
	below := fyne.CurrentApp().Driver().AbsolutePositionForObject(c).AddXY(0, c.Size().Height)
	ShowMenu(window, menu, below, c.Size().Width)
}

// fitting gives the suggestions that have what is written in them: all, where
// that is one of them or none has it.
func (c *Combo) fitting() []int {
	var all, fitting []int
	written := strings.ToLower(c.Text)
	for i, option := range c.options {
		all = append(all, i)
		switch {
		case option.Text == c.Text:
			written = ""
		case strings.Contains(strings.ToLower(option.Label), written):
			fitting = append(fitting, i)
		}
	}
	if written == "" || len(fitting) == 0 {
		return all
	}
	return fitting
}

// FocusGained tells whom it concerns.
func (c *Combo) FocusGained() {
	if !c.entered {
		c.entered = true
		c.SelectEntry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	}
	c.SelectEntry.FocusGained()
	c.tell()
}

// TypedKey opens the suggestions, does what Enter does, and passes Escape on.
func (c *Combo) TypedKey(key *fyne.KeyEvent) {
	switch {
	case isEnter(key) && c.OnEnter != nil:
		c.OnEnter()
	case isWindows(key), isEnter(key):
		passOn(c, key)
	case key.Name == fyne.KeyF4, key.Name == fyne.KeyDown && len(c.options) > 0:
		c.suggest()
	default:
		c.SelectEntry.TypedKey(key)
	}
}

// TypedShortcut opens the suggestions with Alt and the down arrow.
func (c *Combo) TypedShortcut(shortcut fyne.Shortcut) {
	if opens(shortcut) {
		c.suggest()
		return
	}
	c.SelectEntry.TypedShortcut(shortcut)
}

// UndoText undoes the last change of the text and tells whether there was one.
func (c *Combo) UndoText() bool {
	before := c.Text
	c.Undo()
	return c.Text != before
}

// Choice is a selection of one of a few values, with arrows, by keyboard. Enter,
// space and F4 open the list.
type Choice struct {
	fynewidget.Select
	seeker
}

// NewChoice makes a choice between texts; chosen gets the index.
func NewChoice(texts []string, chosen func(index int)) *Choice {
	c := &Choice{}
	c.Options = texts
	c.OnChanged = func(string) {
		if chosen != nil {
			chosen(c.SelectedIndex())
		}
	}
	c.ExtendBaseWidget(c)
	return c
}

// FocusGained tells whom it concerns.
func (c *Choice) FocusGained() {
	c.Select.FocusGained()
	c.tell()
}

// TypedKey opens the list and passes Escape on.
func (c *Choice) TypedKey(key *fyne.KeyEvent) {
	switch {
	case isWindows(key):
		passOn(c, key)
	case isEnter(key), key.Name == fyne.KeyF4:
		c.Select.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	default:
		c.Select.TypedKey(key)
	}
}
