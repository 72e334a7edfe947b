package history

import (
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/look"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
)

// open shows all that was written of things, the newest first, down to the
// original, and offers to correct those that stand. signed says of each who wrote
// it and when, where the title does not.
func (v *View) open(title string, things []*thing, signed bool) {
	w := v.Words
	body := container.NewVBox()
	var answers []widget.Answer
	conflict := false
	for _, thing := range things {
		name := v.texts.what(thing.now().Revision)
		if len(things) > 1 {
			body.Add(widget.NewSubheading(name))
		}
		for _, r := range thing.revisions {
			body.Add(v.revision(r, signed))
			conflict = conflict || r.Conflict
		}
		if v.OnCorrect == nil || !v.stands(thing) {
			continue
		}
		text := w.T("history.correct")
		if len(things) > 1 {
			text = w.T("history.correct.of", words.Args{"What": v.texts.short(thing.now().Revision)})
		}
		of := thing.now()
		answers = append(answers, widget.Answer{Text: text, Do: func() { v.OnCorrect(of.Kind, of.ID) }})
	}
	if len(answers) > 2 { // more than a row has room for
		answers = nil
	}
	if conflict {
		answers = append(answers, widget.Answer{Text: w.T("unsettled.title"), Do: v.OnSettle})
	}
	answers = append(answers, widget.Answer{Text: w.T("history.close"), Primary: true})
	scroll := container.NewVScroll(container.NewPadded(body))
	q := widget.Over(v.Window, title, scroll, fyne.NewSize(dialogWidth, 0), answers...)
	scroll.SetMinSize(fyne.NewSize(0, min(body.MinSize().Height+2*look.Near, v.Window.Canvas().Size().Height-dialogRest))) // which is known at its width
	q.Fit()
}

// Sizes of a dialog in dp: its width, and how much of the window's height its title,
// its answers and what is around it have at least.
const (
	dialogWidth = 720
	dialogRest  = 168
)

// stands tells whether a thing is there still: an act of old may have written of one
// that is gone since.
func (v *View) stands(of *thing) bool {
	for _, e := range v.events {
		for _, r := range e.Parts {
			if r.Kind == of.now().Kind && r.ID == of.now().ID {
				return r.Change != store.Removed
			}
		}
	}
	return false
}

// revision shows what one act wrote of a thing: who and when where asked for, why,
// and each field as it was and is.
func (v *View) revision(r written, signed bool) fyne.CanvasObject {
	w := v.Words
	box := container.New(layout.NewCustomPaddedVBoxLayout(-look.Near))
	if signed {
		box.Add(line(w.T("history.revision", words.Args{
			"Change": v.texts.change(r.Revision), "When": clock(r.act.At), "Author": r.act.Author,
		}), true))
	}
	if r.act.Reason != "" {
		box.Add(line(w.T("assessment.because", words.Args{"Reason": r.act.Reason}), false))
	}
	if r.Conflict {
		box.Add(line(w.T("history.conflict.text"), false))
	}
	if r.Before == nil || r.Change == store.Removed {
		for _, f := range v.texts.inOrder(r.Revision, r.Now) {
			if f.Value != nil && !reflect.ValueOf(f.Value).IsZero() && told(r.Kind, f.Name) {
				box.Add(columns(v.texts.field(r.Revision, f), v.texts.said(r.Revision, f.Value)))
			}
		}
	} else {
		box.Add(heading("", w.T("history.was"), w.T("history.is")))
		for _, f := range v.texts.inOrder(r.Revision, v.texts.changed(r.Revision)) {
			if told(r.Kind, f.Name) {
				was, is := r.Was(f.Name), r.Value(f.Name)
				box.Add(columns(v.texts.field(r.Revision, f), v.texts.said(r.Revision, was), v.texts.said(r.Revision, is)))
			}
		}
	}
	return container.NewVBox(box, fynewidget.NewSeparator())
}

// told tells whether a field is told in a dialog: the number of an instrument says
// nothing to who did not write it.
func told(kind, field string) bool {
	return kind != "assessment" || field != "instrument" && field != "number"
}

func line(text string, bold bool) *fynewidget.Label {
	l := fynewidget.NewLabelWithStyle(text, fyne.TextAlignLeading, fyne.TextStyle{Bold: bold})
	l.Wrapping = fyne.TextWrapWord
	return l
}

// columns puts texts side by side, as high as the highest.
func columns(texts ...string) *fyne.Container {
	row := container.New(thirds{})
	for i, text := range texts {
		l := line(text, false)
		if i == 0 {
			l.Importance = fynewidget.LowImportance
		}
		row.Add(l)
	}
	return row
}

// thirds gives the first object a third of the width, and those after it the rest. A
// wrapped text knows its height only at its width.
type thirds struct{}

func (thirds) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for i, o := range objects {
		width := size.Width / 3
		if i > 0 {
			width = size.Width * 2 / 3 / float32(len(objects)-1)
		}
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height))
		x += width
	}
}

func (thirds) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	for _, o := range objects {
		least := o.MinSize()
		size = fyne.NewSize(size.Width+least.Width, max(size.Height, least.Height))
	}
	return size
}

func heading(texts ...string) *fyne.Container {
	row := columns(texts...)
	for _, o := range row.Objects {
		l := o.(*fynewidget.Label)
		l.SizeName, l.Importance = theme.SizeNameCaptionText, fynewidget.LowImportance
	}
	return row
}
