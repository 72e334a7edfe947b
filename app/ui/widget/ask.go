package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
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
func Ask(w fyne.Window, title, text string, answers ...Answer) *Question {
	label := fynewidget.NewLabel(text)
	label.Wrapping = fyne.TextWrapWord
	return Over(w, title, label, fyne.NewSize(480, 0), answers...)
}

// Question is what stands over the window until it is answered.
type Question struct {
	canvas  fyne.Canvas
	popUp   *fynewidget.PopUp
	over    fyne.CanvasObject // what the canvas has of it
	answers []Answer
	buttons []*Button
	least   fyne.Size
	primary fyne.Focusable       // nil where no answer is
	focused fyne.Focusable       // before the question
	onKey   func(*fyne.KeyEvent) // before the question
}

// Over shows any content over the window, at least of a size, with one or more
// answers below it.
func Over(w fyne.Window, title string, content fyne.CanvasObject, least fyne.Size, answers ...Answer) *Question {
	c := w.Canvas()
	q := &Question{canvas: c, answers: answers, least: least, focused: c.Focused(), onKey: c.OnTypedKey()}
	row := []fyne.CanvasObject{layout.NewSpacer()}
	for i, a := range answers {
		b := NewButton(a.Text, nil, func() { q.Give(i) })
		if a.Primary {
			b.Importance = fynewidget.HighImportance
			q.primary = b
		}
		q.buttons = append(q.buttons, b)
		row = append(row, b)
	}
	heading := NewSubheading(title)
	heading.Wrapping = fyne.TextWrapWord
	body := container.NewBorder(heading, container.NewHBox(row...), nil, nil, content)
	q.popUp = fynewidget.NewModalPopUp(container.NewStack(NewGround(), container.NewPadded(container.NewPadded(body))), c)
	c.SetOnTypedKey(func(key *fyne.KeyEvent) {
		if key.Name == fyne.KeyEscape {
			q.Give(len(answers) - 1)
		} else if c.Focused() == nil && q.refocus() { // after a click beside the question
			c.Focused().TypedKey(key)
		} else if scroll, is := content.(*container.Scroll); is {
			ScrollKey(scroll, key.Name)
		}
	})
	q.popUp.Show()
	q.over = c.Overlays().Top()
	q.Fit()
	q.Focus()
	return q
}

// Focus gives the focus to the primary answer.
func (q *Question) Focus() {
	if q.primary != nil {
		q.canvas.Focus(q.primary)
	}
}

// refocus gives the focus to the primary answer, or what comes first; it tells
// whether that has it.
func (q *Question) refocus() bool {
	q.Focus()
	if q.canvas.Focused() == nil {
		q.canvas.FocusNext()
	}
	return q.canvas.Focused() != nil
}

// Fit gives the question its size, also after its content has changed. A
// wrapped text knows its height only at its width, so it is resized twice.
func (q *Question) Fit() {
	room := q.canvas.Size().SubtractWidthHeight(2*look.Across, 2*look.Across)
	width := min(q.least.Width, room.Width)
	q.popUp.Resize(fyne.NewSize(width, 0))
	q.popUp.Resize(fyne.NewSize(width, max(min(q.least.Height, room.Height), q.popUp.MinSize().Height)))
}

// Offer says whether one of its answers can be given by its button.
func (q *Question) Offer(i int, offered bool) {
	if offered {
		q.buttons[i].Enable()
	} else {
		q.buttons[i].Disable()
	}
}

// Give answers the question with one of its answers.
func (q *Question) Give(i int) {
	a := q.answers[i]
	if a.Try != nil && !a.Try() {
		return
	}
	q.Close()
	if a.Do != nil {
		a.Do()
	}
}

// Close takes the question away without an answer.
func (q *Question) Close() {
	if !q.popUp.Visible() {
		return
	}
	if q.canvas.Overlays().Top() == q.over {
		q.canvas.Unfocus() // or the cursor of an entry that is gone blinks on, and the window is drawn for it
	}
	q.popUp.Hide()
	q.canvas.SetOnTypedKey(q.onKey)
	if q.focused != nil {
		q.canvas.Focus(q.focused)
	}
}
