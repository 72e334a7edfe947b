package cohort

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/overview"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
)

// heading names the page, says how many it is about, and has what can be done
// with all of it.
type heading struct {
	page     *Page
	count    *fynewidget.Label
	more     *widget.Button
	clear    *widget.Button
	internal *widget.Check
	save     *widget.Button
	content  fyne.CanvasObject
}

func newHeading(p *Page) *heading {
	w := p.Words
	h := &heading{page: p, count: fynewidget.NewLabel("")}
	h.more = widget.NewButton("", nil, p.toggleMore)
	h.clear = widget.NewButton(w.T("cohort.clear"), nil, func() { p.filters.clear() })
	h.internal = widget.NewCheck(w.T("cohort.internal"), p.internal)
	h.internal.OnChanged = p.chooseInternal
	h.save = widget.NewPrimary(w.T("cohort.save"), theme.DocumentSaveIcon(), p.OnSave)
	centred := func(o fyne.CanvasObject) fyne.CanvasObject { return container.NewCenter(o) }
	h.content = container.NewHBox(widget.NewHeading(p.Title()), centred(h.count), layout.NewSpacer(),
		centred(h.more), centred(h.clear), centred(h.internal), centred(h.save))
	return h
}

// show says how many are chosen.
func (h *heading) show(d overview.Document, is bool) {
	w, p := h.page.Words, h.page
	switch {
	case p.filters.wrong():
		h.count.SetText("")
	case is:
		h.count.SetText(w.N("participants.count", d.Report.Participants.N))
	case p.answer == nil && p.failure == nil:
		h.count.SetText(w.T("cohort.counting"))
	default:
		h.count.SetText("")
	}
	able(h.save, is && !p.filters.wrong())
	h.showMore()
}

// showMore says whether all filters show, and how many that don't are chosen.
func (h *heading) showMore() {
	w, p := h.page.Words, h.page
	text, icon := w.T("cohort.more"), theme.MenuDropDownIcon()
	if p.place.More {
		text, icon = w.T("cohort.less"), theme.MenuDropUpIcon()
	} else if n := p.filters.outOfSight(); n > 0 {
		text = w.T("cohort.more.chosen", words.Args{"N": n})
	}
	h.more.SetIcon(icon)
	h.more.SetText(text)
	able(h.clear, !p.place.Filter.isEmpty() || p.place.Rater != "")
}

func able(b *widget.Button, can bool) {
	if can {
		b.Enable()
	} else {
		b.Disable()
	}
}

// chooseInternal shows all numbers, after asking; or hides the small ones again.
func (p *Page) chooseInternal(all bool) {
	if all == p.internal {
		return
	}
	if !all {
		p.setInternal(false)
		return
	}
	w := p.Words
	widget.Ask(p.Window, w.T("cohort.internal.title"), w.T("cohort.internal.text"),
		widget.Answer{Text: w.T("cohort.internal.do"), Do: func() { p.setInternal(true) }},
		widget.Answer{Text: w.T("cancel"), Primary: true, Do: func() { p.heading.internal.SetChecked(false) }})
}

func (p *Page) setInternal(all bool) {
	p.internal = all
	p.heading.internal.SetChecked(all)
	p.OnInternal(all)
	p.mark()
	p.relay()
	p.ask()
}

// toggleMore shows all filters, or the first row.
func (p *Page) toggleMore() {
	p.place.More = !p.place.More
	p.filters.arrange()
	p.heading.showMore()
	p.relay()
}
