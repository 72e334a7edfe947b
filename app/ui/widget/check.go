package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynewidget "fyne.io/fyne/v2/widget"
)

// Check is a box that space checks; it passes Escape on.
type Check struct {
	fynewidget.Check
	seeker
	OnEnter func() // what Enter does; nil passes it on
}

// NewCheck makes a box with a text.
func NewCheck(text string, checked bool) *Check {
	c := &Check{}
	c.Text, c.Checked = text, checked
	c.ExtendBaseWidget(c)
	return c
}

// FocusGained tells whom it concerns.
func (c *Check) FocusGained() {
	c.Check.FocusGained()
	c.tell()
}

// TypedKey does what Enter does and passes on what it has no use for. Space
// comes as a character.
func (c *Check) TypedKey(key *fyne.KeyEvent) {
	switch {
	case isEnter(key) && c.OnEnter != nil:
		c.OnEnter()
	case key.Name != fyne.KeySpace:
		passOn(c, key)
	}
}

// Checks puts boxes side by side, in rows of a number of them.
func Checks(inRow int, boxes ...*Check) *fyne.Container {
	grid := container.NewGridWithColumns(inRow)
	for _, box := range boxes {
		grid.Add(box)
	}
	return grid
}
