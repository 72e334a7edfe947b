package participant

import (
	"fyne.io/fyne/v2"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/chart"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// Picture gives the chart that is shown; that of the development where the
// table is.
func (p *Page) Picture() Picture {
	return Picture{
		Viewing: p.viewer.viewing, Code: p.file.participant.Code,
		progress: p.progress, activities: p.file.participations, words: p.Words,
	}
}

// changeView shows what was chosen in the row above the picture.
func (p *Page) changeView() {
	p.showBody()
	p.OnViewing(p.viewer.viewing)
}

// ShowView shows a view, and puts the arrows into it.
func (p *Page) ShowView(view View) {
	p.viewer.show(view)
	p.FocusView()
}

// FocusView puts the arrows into what the view shows: the chart, the table of
// numbers, the plan or the history.
func (p *Page) FocusView() {
	var target fyne.Focusable = p.chart
	switch p.viewer.viewing.View {
	case History:
		p.history.FocusList()
		return
	case Numbers:
		if target = nil; p.numbers.table.Visible() {
			target = p.numbers.table.Focusable()
		}
	case Plan:
		target = p.plan.First()
	}
	if target != nil {
		p.Window.Canvas().Focus(target)
	}
}

// Say says above the picture what was done with it, until something else is
// chosen there.
func (p *Page) Say(sentence string) {
	p.viewer.say(sentence, fynewidget.MediumImportance)
	p.body.show(p.viewer.viewing.View)
}

// showMenu shows what can be done with the chart, and with the region of an id
// where there is one, at a place in the window.
func (p *Page) showMenu(id string, at fyne.Position) {
	w := p.Words
	menu := fyne.NewMenu("")
	if target, known := chart.TargetOf(id); known {
		key := "chartMenu.assessment"
		if !target.Participation.IsZero() {
			key = "chartMenu.participation"
		}
		menu.Items = append(menu.Items, fyne.NewMenuItem(w.T(key), func() { p.openRegion(id) }), fyne.NewMenuItemSeparator())
	}
	menu.Items = append(menu.Items,
		fyne.NewMenuItem(w.T("chartMenu.save"), func() { p.OnPicture() }),
		fyne.NewMenuItem(w.T("chartMenu.numbers"), func() { p.ShowView(Numbers) }))
	widget.ShowMenu(p.Window.Canvas(), menu, at, 0)
}

// openRegion opens what a region of the chart stands for: a participation, or
// the assessment of a date; it asks which where it is of both raters and both
// made one. A region that only says a name in full opens nothing.
func (p *Page) openRegion(id string) {
	target, known := chart.TargetOf(id)
	if !known {
		return
	}
	for _, part := range p.file.participations {
		if part.ID == target.Participation {
			p.OnParticipation(p.file.participant, part.Participation)
			return
		}
	}
	var answers []widget.Answer
	for _, a := range p.file.assessments {
		of := target.Rater == "" || target.Rater == a.Rater
		if of && a.Date == target.Date && a.Instrument == p.progress.Instrument.Version {
			answers = append(answers, widget.Answer{
				Text: p.Words.T("rater." + string(a.Rater)), Primary: len(answers) == 0,
				Do: func() { p.OnOpen(p.file.participant, a.ID) },
			})
		}
	}
	switch len(answers) {
	case 0:
	case 1:
		answers[0].Do()
	default:
		p.askWhich(target.Date, answers)
	}
}

func (p *Page) askWhich(date skapa.Date, answers []widget.Answer) {
	w := p.Words
	widget.Ask(p.Window, w.T("participant.which.title"), w.T("participant.which.text", words.Args{"Date": date}),
		append(answers, widget.Answer{Text: w.T("cancel")})...)
}
