package history

import (
	"reflect"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
)

// open shows all that was written of things, the newest first, down to the
// original, and offers to correct those that stand.
func (v *View) open(title string, things []*thing) {
	w := v.Words
	body := container.NewVBox()
	var answers []widget.Answer
	for _, thing := range things {
		name := v.texts.what(thing.now().Revision)
		if len(things) > 1 {
			body.Add(widget.NewSubheading(name))
		}
		for _, r := range thing.revisions {
			body.Add(v.revision(r))
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
	answers = append(answers, widget.Answer{Text: w.T("history.close"), Primary: true})
	widget.Over(v.Window, title, container.NewVScroll(container.NewPadded(body)), fyne.NewSize(720, 480), answers...)
}

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

// revision shows what one act wrote of a thing: who, when, why, and each field as it
// was and is.
func (v *View) revision(r written) fyne.CanvasObject {
	w := v.Words
	box := container.NewVBox(line(w.T("history.revision", words.Args{
		"Change": v.texts.change(r.Revision), "When": clock(r.act.At), "Author": r.act.Author,
	}), true))
	if r.act.Reason != "" {
		box.Add(line(w.T("assessment.because", words.Args{"Reason": r.act.Reason}), false))
	}
	if r.Conflict {
		box.Add(line(w.T("history.conflict.text"), false))
	}
	if r.Before == nil || r.Change == store.Removed {
		for _, f := range r.Now {
			if f.Value != nil && !reflect.ValueOf(f.Value).IsZero() && told(r.Kind, f.Name) {
				box.Add(columns(v.texts.field(r.Revision, f), v.texts.said(r.Revision, f.Value)))
			}
		}
	} else {
		box.Add(heading("", w.T("history.was"), w.T("history.is")))
		for _, c := range r.Changes() {
			f := store.Field{Name: c.Name, Value: c.Is}
			if c.Is == nil {
				f.Value = c.Was
			}
			if told(r.Kind, c.Name) {
				box.Add(columns(v.texts.field(r.Revision, f), v.texts.said(r.Revision, c.Was), v.texts.said(r.Revision, c.Is)))
			}
		}
	}
	box.Add(fynewidget.NewSeparator())
	return box
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
	row := container.NewGridWithColumns(len(texts))
	for i, text := range texts {
		l := line(text, false)
		if i == 0 {
			l.Importance = fynewidget.LowImportance
		}
		row.Add(l)
	}
	return row
}

func heading(texts ...string) *fyne.Container {
	row := columns(texts...)
	for _, o := range row.Objects {
		l := o.(*fynewidget.Label)
		l.SizeName, l.Importance = theme.SizeNameCaptionText, fynewidget.LowImportance
	}
	return row
}
