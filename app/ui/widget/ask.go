package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/look"
)

// Answer is one of the buttons below a question.
type Answer struct {
	Text    string
	Primary bool
	Try     func() bool // while it gives false the question stays; nil closes it
	Do      func()      // after the question is closed; may be nil
}

// Ask asks a question over the window. Escape gives the last answer, which
// must be the one that changes nothing; the primary one has the focus.
func Ask(w fyne.Window, title, text string, answers ...Answer) {
	label := fynewidget.NewLabel(text)
	label.Wrapping = fyne.TextWrapWord
	Over(w, title, label, fyne.NewSize(480, 0), answers...)
}

// Over shows any content over the window, with one or more answers below it. It gives the
// function that gives the first answer.
func Over(w fyne.Window, title string, content fyne.CanvasObject, min fyne.Size, answers ...Answer) (giveFirst func()) {
	c := w.Canvas()
	focused, onKey := c.Focused(), c.OnTypedKey()
	var popUp *fynewidget.PopUp
	closeIt := func() {
		popUp.Hide()
		c.SetOnTypedKey(onKey)
		if focused != nil {
			c.Focus(focused)
		}
	}
	give := func(a Answer) {
		if a.Try != nil && !a.Try() {
			return
		}
		closeIt()
		if a.Do != nil {
			a.Do()
		}
	}
	row := []fyne.CanvasObject{layout.NewSpacer()}
	var first fyne.Focusable
	for _, a := range answers {
		b := NewButton(a.Text, nil, func() { give(a) })
		if a.Primary {
			b.Importance = fynewidget.HighImportance
			first = b
		}
		row = append(row, b)
	}
	heading := fynewidget.NewLabelWithStyle(title, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	heading.SizeName = theme.SizeNameSubHeadingText
	heading.Wrapping = fyne.TextWrapWord
	body := container.NewBorder(heading, container.NewHBox(row...), nil, nil, content)
	popUp = fynewidget.NewModalPopUp(container.NewPadded(container.NewPadded(body)), c)
	c.SetOnTypedKey(func(key *fyne.KeyEvent) {
		if key.Name == fyne.KeyEscape {
			give(answers[len(answers)-1])
		} else if scroll, is := content.(*container.Scroll); is {
			ScrollKey(scroll, key.Name)
		}
	})
	popUp.Show()
	// A wrapped label knows its height only at its width, so size twice.
	room := c.Size().SubtractWidthHeight(2*look.Across, 2*look.Across)
	width := fyne.Min(min.Width, room.Width)
	popUp.Resize(fyne.NewSize(width, 0))
	popUp.Resize(fyne.NewSize(width, max(fyne.Min(min.Height, room.Height), popUp.MinSize().Height)))
	if first != nil {
		c.Focus(first)
	}
	return func() { give(answers[0]) }
}
