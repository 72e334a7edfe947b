package cohort

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"

	"framsteg/app/ui/widget"
	"framsteg/store/skapa"
)

// showEmpty says why there is nothing to see, and what to do.
func (p *Page) showEmpty() {
	p.main.Hide()
	w := p.Words
	switch {
	case p.failure != nil:
		p.empty.Say(w.Sentence(p.failure), widget.NewButton(w.T("retry"), theme.ViewRefreshIcon(), p.ask))
	case p.answer == nil:
		p.main.Show() // where the keys go already
		p.empty.Say(w.T("cohort.counting"), nil)
	case p.answer.Everyone == 0:
		p.empty.Say(w.T("cohort.empty.nobody"), widget.NewButton(w.T("participants.new"), theme.ContentAddIcon(), func() { p.OnNew() }))
	default:
		p.empty.Say(w.Sentence(p.answer.Refused), p.waysOut())
	}
}

// waysOut are what can be done where too few are chosen.
func (p *Page) waysOut() fyne.CanvasObject {
	w := p.Words
	row := container.New(layout.NewHBoxLayout())
	if !p.place.Filter.isEmpty() {
		row.Add(widget.NewButton(w.T("cohort.clear"), nil, func() { p.filters.clear() }))
	}
	if problem, is := errors.AsType[*skapa.Problem](p.answer.Refused); is && problem.Key == "error.cohort.few" {
		row.Add(widget.NewButton(w.T("cohort.internal.show"), nil, func() { p.chooseInternal(true) }))
	}
	return row
}
