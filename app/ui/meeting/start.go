package meeting

import (
	"cmp"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/look"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// start shows how far the meeting has come and proposes what is next.
func (p *Page) start() view {
	w := p.Words
	date := p.DateEntry(p.sitting.date)
	date.Text = cmp.Or(p.written, date.Text)
	date.OnChanged = func() { p.written = date.Text }
	field := widget.NewField("date", w.T("meeting.date"), date, widget.Reserved)
	form := widget.Form{Fields: []*widget.Field{field}, Words: w}
	dated := func() bool { return p.dated(date, form) }
	turn, open := p.sitting.next()

	var first fyne.Focusable
	list := container.NewVBox()
	body := container.NewVScroll(container.New(column{}, list))
	follow := func(b *widget.Button, line fyne.CanvasObject) {
		widget.Follow(func() *container.Scroll { return body }, b, line)
		list.Add(line)
	}
	dateBox := container.NewHBox(container.NewGridWrap(fyne.NewSize(220, field.MinSize().Height), field))
	list.Add(dateBox)
	add := func(r skapa.Rater, do func()) {
		b := widget.NewButton(p.invitation(r), theme.NavigateNextIcon(), func() {
			switch {
			case !dated():
			case p.sitting.sides[r].saved: // on the date that was just chosen
				p.show(Start)
			default:
				do()
			}
		})
		b.IconPlacement = fynewidget.ButtonIconTrailingText
		if open && r == turn {
			b.Importance = fynewidget.HighImportance
			first = b
		}
		if p.sitting.sides[r].saved || p.sitting.sides[r].waits() {
			b.Disable()
		}
		follow(b, p.step(r, p.state(r), b))
	}
	add(skapa.Self, func() { p.hand() })
	add(skapa.BySupervisor, func() { p.show(Own) })
	both := widget.NewButton(w.T("meeting.together"), theme.NavigateNextIcon(), func() {
		if !dated() {
			return
		}
		if _, open := p.sitting.next(); open { // on the date that was just chosen
			p.show(Start)
			return
		}
		p.show(Together)
	})
	both.IconPlacement = fynewidget.ButtonIconTrailingText
	state := w.T("meeting.together.later")
	if open {
		both.Disable()
	} else {
		both.Importance = fynewidget.HighImportance
		first = both
		state = w.T("meeting.together.text")
	}
	follow(both, p.step("", state, both))
	list.Add(widget.NewHint(w.T("meeting.start.hint")))

	back := widget.NewQuiet(w.T("back"), theme.NavigateBackIcon(), func() { p.OnBack() })
	discard := widget.NewButton(w.T("meeting.discard"), theme.DeleteIcon(), p.askDiscard)
	save := widget.NewButton(w.T("meeting.save"), theme.DocumentSaveIcon(), func() {
		if dated() {
			p.saveMeeting()
		}
	})
	if !p.sitting.left() {
		discard.Disable()
	}
	if !p.sitting.begun() {
		save.Disable()
	}
	footer := container.NewHBox(layout.NewSpacer(), discard, save)
	return view{object: p.frame(back, p.Title(), nil, body, footer), first: first, enter: save.OnTapped, scroll: body}
}

// dated tells whether the date can be that of the meeting, and takes it over.
func (p *Page) dated(entry *widget.DateEntry, form widget.Form) bool {
	d, err := entry.Date()
	probe := p.sitting.empty(skapa.Self)
	probe.Date = d
	var findings skapa.Findings
	for _, f := range probe.Validate(p.sitting.instrument, p.sitting.participant.Start, p.Store.Today()) {
		if f.Field == "date" {
			findings = append(findings, f)
		}
	}
	switch {
	case err != nil:
		findings = skapa.Findings{{Field: "date", Key: "error.date.unreadable", Args: skapa.Args{"Text": entry.Text}}}
	case d.IsZero():
		findings = skapa.Findings{{Field: "date", Key: "error.required.date"}}
	}
	form.Show(findings)
	if len(findings) > 0 {
		p.Window.Canvas().Focus(entry)
		return false
	}
	p.written = ""
	if d != p.sitting.date {
		p.sitting.move(d)
	}
	return true
}

// hand turns the laptop around: at the first question without an answer, or at
// the review where all have one.
func (p *Page) hand() {
	p.item, p.changing = 0, false
	if !p.OneByOne {
		p.show(Asking)
		return
	}
	for i, item := range p.sitting.items(skapa.Self) {
		if p.sitting.sides[skapa.Self].draft.Answers[item.ID] == skapa.NotAsked {
			p.item = i
			p.show(Asking)
			return
		}
	}
	p.show(Review)
}

// invitation is what begins or goes on with a rater's answers.
func (p *Page) invitation(r skapa.Rater) string {
	switch {
	case p.sitting.sides[r].begun() && p.sitting.done(r):
		return p.Words.T("meeting.goOn.done")
	case p.sitting.sides[r].begun():
		return p.Words.T("meeting.goOn." + string(r))
	}
	return p.Words.T("meeting.begin." + string(r))
}

// state says how far a rater has come.
func (p *Page) state(r skapa.Rater) string {
	asked, side := len(p.sitting.items(r)), p.sitting.sides[r]
	switch {
	case side.waits():
		return p.Words.T("meeting.waits", words.Args{"Date": side.other.Date})
	case side.beside != texts{}:
		return p.Words.T("meeting.saved.beside", words.Args{"Text": strings.TrimSpace(side.beside.Comment + " " + side.beside.Raising)})
	case side.saved:
		return p.Words.T("meeting.saved.already")
	case p.sitting.done(r):
		return p.Words.T("meeting.answered.all", words.Args{"Asked": asked})
	}
	return p.Words.T("assessment.answered", words.Args{"Answered": asked - p.sitting.missing(r), "Asked": asked})
}

// step is one line of the start: whose it is, how far it has come, and the
// button that begins it.
func (p *Page) step(r skapa.Rater, state string, b *widget.Button) fyne.CanvasObject {
	name, icon := p.Words.T("meeting.both"), theme.ListIcon()
	if r != "" {
		name, icon = p.Words.T("rater."+string(r)), theme.AccountIcon()
		if p.sitting.done(r) {
			icon = theme.ConfirmIcon()
		}
	}
	said := fynewidget.NewLabel(state)
	said.Importance = fynewidget.LowImportance
	said.Wrapping = fyne.TextWrapWord
	text := container.New(layout.NewCustomPaddedVBoxLayout(-look.Near), widget.NewSubheading(name), said)
	line := container.NewBorder(nil, nil, container.NewCenter(fynewidget.NewIcon(icon)), container.NewCenter(b), text)
	return container.NewVBox(container.NewPadded(line), fynewidget.NewSeparator())
}

// frame puts a stage of the supervisor between a header and a footer.
func (p *Page) frame(back fyne.CanvasObject, title string, beside, body, footer fyne.CanvasObject) fyne.CanvasObject {
	heading := widget.NewSubheading(title)
	heading.Truncation = fyne.TextTruncateEllipsis
	return container.NewBorder(
		container.NewVBox(container.NewPadded(container.NewBorder(nil, nil, back, beside, heading)), fynewidget.NewSeparator()),
		container.NewVBox(fynewidget.NewSeparator(), container.NewPadded(footer)),
		nil, nil, body)
}

// column keeps what is read at a good width in the middle of the window.
type column struct{}

const columnWidth = 880

func (column) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(columnWidth, size.Width-2*look.Across)
	for _, o := range objects {
		o.Resize(fyne.NewSize(width, size.Height-2*look.Near))
		o.Move(fyne.NewPos((size.Width-width)/2, look.Near))
	}
}

func (column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		least = least.Max(o.MinSize())
	}
	return least.AddWidthHeight(2*look.Across, 2*look.Near)
}
