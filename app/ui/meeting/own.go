package meeting

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/progress"
	"framsteg/app/ui/assessment"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// own asks the supervisor, who sees nothing of what the participant answered.
func (p *Page) own() view {
	w, s, side := p.Words, p.sitting, p.sitting.sides[skapa.BySupervisor]
	list := container.NewVBox()
	scroll := container.NewVScroll(container.NewPadded(list))
	said := fynewidget.NewLabel("")
	on := widget.NewPrimary(w.T("meeting.own.on"), theme.NavigateNextIcon(), p.answered)
	on.IconPlacement = fynewidget.ButtonIconTrailingText
	raising := p.raising(scroll)
	belief, _ := progress.Belief(s.instrument)
	offer := func() {
		missing := s.missing(skapa.BySupervisor)
		said.SetText(w.T("assessment.answered", words.Args{"Answered": len(s.items(skapa.BySupervisor)) - missing, "Asked": len(s.items(skapa.BySupervisor))}))
		raising.Hidden = !s.doubts()
		scroll.Refresh() // which makes room for it
	}
	var rows []*assessment.Row
	goTo := func(i int) {
		switch {
		case i < 0:
		case i < len(rows):
			p.Window.Canvas().Focus(rows[i].Picker)
		case raising.Visible():
			p.Window.Canvas().Focus(raising.Input.(fyne.Focusable))
			scroll.ScrollToBottom()
		default:
			scroll.ScrollToBottom()
			p.Window.Canvas().Focus(on)
		}
	}
	var first fyne.Focusable = on
	spots := map[string]fyne.Focusable{"raising": raising.Input.(fyne.Focusable)}
	for i, item := range s.items(skapa.BySupervisor) {
		r := assessment.NewRow(w, s.instrument, item, side.draft, s.before())
		r.Picker.OnChosen = func(step skapa.Step) {
			side.answer(item.ID, step)
			r.ShowEarlier()
			offer()
		}
		r.Picker.OnMove = func(by int) { goTo(i + by) }
		r.Picker.OnDigit = func() {
			if s.missing(skapa.BySupervisor) == 0 {
				goTo(len(rows))
				return
			}
			goTo(i + 1)
		}
		r.Picker.OnFocused = func() { widget.Reveal(scroll, r.Position(), r.Size()) }
		rows = append(rows, r)
		spots[item.ID] = r.Picker
		list.Add(r)
		if item.ID == belief.ID {
			list.Add(raising)
		}
		if first == fyne.Focusable(on) && side.draft.Answers[item.ID] == skapa.NotAsked {
			first = r.Picker
		}
	}
	offer()
	back := widget.NewQuiet(w.T("back"), theme.NavigateBackIcon(), p.Escape)
	footer := container.NewHBox(said, layout.NewSpacer(), on)
	title := w.T("meeting.own.title", words.Args{"Code": s.participant.Code})
	return view{object: p.frame(back, title, nil, scroll, footer), first: first, enter: p.answered, scroll: scroll, spots: spots}
}

// answered goes on once the supervisor has answered all.
func (p *Page) answered() {
	switch missing := p.sitting.missing(skapa.BySupervisor); {
	case missing > 0:
		p.show(Own) // at the first that is missing
		p.Report(&skapa.Problem{Key: "error.answers.missing", Args: skapa.Args{"Missing": missing}})
	case p.sitting.done(skapa.Self):
		p.show(Together)
	default:
		p.show(Start)
	}
}

// raising asks what would raise a low tilltro.
func (p *Page) raising(scroll *container.Scroll) *widget.Field {
	w, side := p.Words, p.sitting.sides[skapa.BySupervisor]
	hint := w.T("meeting.raising.hint")
	if text, at := p.sitting.raisedBefore(); text != "" {
		hint = w.T("meeting.raising.before", words.Args{"Date": at, "Text": text}) + " " + hint
	}
	field, form := p.note("raising", w.T("meeting.raising"), hint, skapa.BySupervisor, side.draft.Raising,
		func(a *skapa.Assessment, text string) { a.Raising = text })
	form.Follow(scroll)
	return field
}

// note is a text of a rater that is kept in the draft.
func (p *Page) note(name, label, hint string, r skapa.Rater, text string, change func(*skapa.Assessment, string)) (*widget.Field, widget.Form) {
	side := p.sitting.sides[r]
	entry := widget.NewNote(2)
	entry.Text = text
	field := widget.NewField(name, label, entry, hint)
	form := widget.Form{Fields: []*widget.Field{field}, Words: p.Words}
	entry.OnChanged = func(text string) {
		side.write(func(a *skapa.Assessment) { change(a, text) }, text)
		form.Show(side.draft.Validate(p.sitting.instrument, p.sitting.participant.Start, p.Store.Today()))
	}
	entry.OnLeft = side.flush
	if side.saved {
		entry.Disable()
	}
	return field, form
}
