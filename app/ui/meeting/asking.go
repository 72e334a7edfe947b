package meeting

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/look"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// asking asks the participant, one question at a time or all.
func (p *Page) asking() view {
	if !p.OneByOne {
		return p.all()
	}
	w, items, self := p.theirs, p.sitting.items(skapa.Self), p.sitting.sides[skapa.Self]
	item := items[p.item]
	next := widget.NewPrimary(w.T("meeting.next"), theme.NavigateNextIcon(), p.next)
	next.IconPlacement = fynewidget.ButtonIconTrailingText
	if p.changing {
		next.SetText(w.T("meeting.changed"))
	}
	ladder := p.ladder(item)
	offer := func() {
		if self.draft.Answers[item.ID] == skapa.NotAsked {
			next.Disable()
		} else {
			next.Enable()
		}
	}
	offer()
	answered := ladder.OnChosen
	ladder.OnChosen = func(step skapa.Step) {
		answered(step)
		offer()
	}
	ladder.OnAnswered = p.next
	ladder.OnNext = func() {
		if !next.Disabled() {
			p.next()
		}
	}
	footer := container.NewHBox(layout.NewSpacer(), next)
	if p.item > 0 || p.changing {
		back := widget.NewButton(w.T("meeting.previous"), theme.NavigateBackIcon(), p.previous)
		ladder.OnBack = p.previous
		footer = container.NewHBox(back, layout.NewSpacer(), next)
	}
	progress := w.T("meeting.progress", words.Args{"Question": p.item + 1, "Asked": len(items)})
	body := container.New(question{}, large(item.Question[skapa.Self].In(w.Lang)), ladder)
	return view{object: p.room(p.bar(progress, p.item+1, len(items)), body, footer), first: ladder}
}

// all asks the participant everything on one page.
func (p *Page) all() view {
	w, items, self := p.theirs, p.sitting.items(skapa.Self), p.sitting.sides[skapa.Self]
	done := widget.NewPrimary(w.T("meeting.done.all"), theme.ConfirmIcon(), func() { p.show(Thanks) })
	said := fynewidget.NewLabel("")
	body := container.NewVBox()
	scroll := container.NewVScroll(container.New(column{}, body))
	var ladders []*widget.Ladder
	offer := func() {
		missing := p.sitting.missing(skapa.Self)
		said.SetText(w.T("assessment.answered", words.Args{"Answered": len(items) - missing, "Asked": len(items)}))
		if missing > 0 {
			done.Disable()
		} else {
			done.Enable()
		}
	}
	offer()
	first := fyne.Focusable(done)
	for i, item := range items {
		l := p.ladder(item)
		answered := l.OnChosen
		l.OnChosen = func(step skapa.Step) {
			answered(step)
			offer()
		}
		goTo := func(i int) {
			switch {
			case i >= 0 && i < len(ladders):
				p.Window.Canvas().Focus(ladders[i])
			case i >= len(ladders) && !done.Disabled():
				p.Window.Canvas().Focus(done)
			}
		}
		l.OnNext = func() { goTo(i + 1) }
		l.OnAnswered = func() {
			if p.sitting.missing(skapa.Self) == 0 {
				goTo(len(items))
				return
			}
			goTo(i + 1)
		}
		l.OnBack = func() { goTo(i - 1) }
		ladders = append(ladders, l)
		block := container.NewVBox(large(item.Question[skapa.Self].In(w.Lang)), l)
		widget.Follow(func() *container.Scroll { return scroll }, l, block)
		body.Add(block)
		if first == fyne.Focusable(done) && self.draft.Answers[item.ID] == skapa.NotAsked {
			first = l
		}
	}
	footer := container.NewHBox(said, layout.NewSpacer(), done)
	progress := w.T("meeting.all")
	return view{object: p.room(p.bar(progress, 0, 0), scroll, footer), first: first, scroll: scroll}
}

// doubleClick is how long the second click of two takes at most, which is not
// meant for the next question.
const doubleClick = 400 * time.Millisecond

// ladder is the choice of an answer to an item, which it keeps.
func (p *Page) ladder(item skapa.Item) *widget.Ladder {
	in, lang, self := p.sitting.instrument, p.theirs.Lang, p.sitting.sides[skapa.Self]
	var steps []string
	for i := range in.Steps {
		steps = append(steps, in.StepName(skapa.Step(i+1), lang))
	}
	l := widget.NewLadder(steps, in.Declined.In(lang), self.draft.Answers[item.ID])
	l.OnChosen = func(step skapa.Step) { self.answer(item.ID, step) }
	shown := p.Now()
	l.Ready = func() bool { return p.Now().Sub(shown) >= doubleClick }
	return l
}

// next goes to the next question, or to the review after the last.
func (p *Page) next() {
	if p.changing || p.item == len(p.sitting.items(skapa.Self))-1 {
		p.show(Review)
		return
	}
	p.item++
	p.show(Asking)
}

func (p *Page) previous() {
	if p.changing {
		p.show(Review)
		return
	}
	p.item--
	p.show(Asking)
}

// review shows the participant all that was answered, and changes any of it.
func (p *Page) review() view {
	w, in, self := p.theirs, p.sitting.instrument, p.sitting.sides[skapa.Self]
	list := container.NewVBox(large(w.T("meeting.review")))
	scroll := container.NewVScroll(container.New(column{}, list))
	for i, item := range p.sitting.items(skapa.Self) {
		step := self.draft.Answers[item.ID]
		answer := in.StepName(step, w.Lang)
		if step == skapa.NotAsked {
			answer = w.T("meeting.unanswered")
		}
		change := widget.NewButton(w.T("meeting.change"), theme.DocumentCreateIcon(), func() {
			p.item, p.changing = i, true
			p.show(Asking)
		})
		said := paragraph(answer)
		said.TextStyle.Bold = true
		line := container.New(answerLine{}, picture(in, step, look.Self), paragraph(item.Question[skapa.Self].In(w.Lang)), said, change)
		list.Add(fynewidget.NewSeparator())
		list.Add(line)
		widget.Follow(func() *container.Scroll { return scroll }, change, line)
	}
	done := widget.NewPrimary(w.T("meeting.done"), theme.ConfirmIcon(), func() { p.show(Thanks) })
	back := widget.NewButton(w.T("meeting.previous"), theme.NavigateBackIcon(), func() {
		p.item, p.changing = len(p.sitting.items(skapa.Self))-1, false
		p.show(Asking)
	})
	footer := container.New(layout.NewBorderLayout(nil, nil, back, done), done, back)
	if p.sitting.missing(skapa.Self) > 0 {
		done.Disable()
	}
	// Nothing has the focus: an Enter that was meant for the last question agrees
	// to nothing unseen. Tab comes to what ends the review first.
	return view{object: p.room(p.bar(w.T("meeting.yours"), 0, 0), scroll, footer), scroll: scroll}
}

// picture is that of a step, empty stairs where nothing was rated.
func picture(in skapa.Instrument, step skapa.Step, colour fyne.ThemeColorName) *widget.Stairs {
	return widget.NewStairs(int(max(step, 0)), len(in.Steps), colour)
}

// thanks is the calm end of the participant's part.
func (p *Page) thanks() view {
	w := p.theirs
	thanks := large(w.T("meeting.thanks"))
	thanks.Alignment = fyne.TextAlignCenter
	text := fynewidget.NewLabelWithStyle(w.T("meeting.thanks.text"), fyne.TextAlignCenter, fyne.TextStyle{})
	text.SizeName = theme.SizeNameHeadingText
	text.Wrapping = fyne.TextWrapWord
	change := widget.NewButton(w.T("meeting.changeMine"), theme.NavigateBackIcon(), func() {
		p.item, p.changing = 0, false
		if p.OneByOne {
			p.show(Review)
		} else {
			p.show(Asking)
		}
	})
	supervisor := p.supervisor()
	icon := canvas.NewImageFromResource(theme.NewColoredResource(theme.ConfirmIcon(), look.Self))
	icon.FillMode = canvas.ImageFillContain
	icon.SetMinSize(fyne.NewSquareSize(64))
	body := container.NewVBox(layout.NewSpacer(), icon, thanks, text, layout.NewSpacer())
	footer := container.NewHBox(change, layout.NewSpacer(), supervisor)
	return view{object: p.room(nil, container.New(column{}, body), footer), first: supervisor}
}

// supervisor is the quiet button that takes the laptop back.
func (p *Page) supervisor() *widget.Button {
	return widget.NewQuiet(p.theirs.T("meeting.supervisor"), theme.AccountIcon(), func() { p.handOver() })
}

// bar stands over what the participant sees: how far they have come, the
// language, and the supervisor's button.
func (p *Page) bar(progress string, at, of int) fyne.CanvasObject {
	said := widget.NewSubheading(progress)
	row := container.NewHBox(said)
	if of > 0 {
		marks := widget.NewProgressMarks(at, of)
		row.Add(container.NewCenter(marks))
	}
	return container.NewBorder(nil, nil, row, container.NewHBox(p.languages(), p.supervisor()))
}

// languages chooses the participant's language.
func (p *Page) languages() fyne.CanvasObject {
	var names []string
	chosen := 0
	for i, lang := range words.Languages {
		names = append(names, words.In(lang).T("language"))
		if lang == p.theirs.Lang {
			chosen = i
		}
	}
	s := widget.NewSegments(names, chosen)
	s.OnChosen = func(i int) {
		p.theirs = words.In(words.Languages[i])
		p.show(p.stage)
	}
	return s
}

// large makes the text that the participant reads first.
func large(text string) *fynewidget.Label {
	l := fynewidget.NewLabelWithStyle(text, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	l.SizeName = look.SizeLarge
	l.Wrapping = fyne.TextWrapWord
	return l
}

// room puts what the participant sees between a bar and the buttons.
func (p *Page) room(bar, body, footer fyne.CanvasObject) fyne.CanvasObject {
	if bar != nil {
		bar = container.NewPadded(container.NewPadded(bar))
	}
	return container.NewThemeOverride(ordered(bar, body, container.NewPadded(container.NewPadded(footer))), look.Reading{})
}

// ordered puts a body between a bar, which may be nil, and a footer, to which Tab
// comes first.
func ordered(bar, body, footer fyne.CanvasObject) fyne.CanvasObject {
	objects := []fyne.CanvasObject{footer, body}
	if bar != nil {
		objects = append(objects, bar)
	}
	return container.New(layout.NewBorderLayout(bar, footer, nil, nil), objects...)
}

// answerLine lays out one line of the review: the picture of the answer, the
// question, the answer in words, and the button that changes it.
type answerLine struct{}

func (answerLine) widths(objects []fyne.CanvasObject, width float32) [4]float32 {
	stairs, change := objects[0].MinSize().Width+look.Near, objects[3].MinSize().Width
	rest := width - stairs - change
	return [4]float32{stairs, rest * 0.64, rest * 0.36, change}
}

func (l answerLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for i, width := range l.widths(objects, size.Width) {
		objects[i].Resize(fyne.NewSize(width, 0)) // wraps, and so knows its height
		height := objects[i].MinSize().Height
		objects[i].Move(fyne.NewPos(x, (size.Height-height)/2))
		objects[i].Resize(fyne.NewSize(width, height))
		x += width
	}
}

func (answerLine) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		least = least.Max(fyne.NewSize(0, o.MinSize().Height))
	}
	return least
}

// question puts the words of a question over its answers, in the middle.
type question struct{}

const (
	questionWidth = 1080
	answersHeight = 320
)

func (question) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	asked, answers := objects[0], objects[1]
	width := min(questionWidth, size.Width-2*look.Across)
	x := (size.Width - width) / 2
	asked.Resize(fyne.NewSize(width, 0)) // wraps, and so knows its height
	high := asked.MinSize().Height
	height := max(answers.MinSize().Height, min(answersHeight, size.Height-high-look.Apart))
	y := max(0, (size.Height-high-height-look.Apart)/3)
	asked.Move(fyne.NewPos(x, y))
	asked.Resize(fyne.NewSize(width, high))
	answers.Move(fyne.NewPos(x, y+high+look.Near))
	answers.Resize(fyne.NewSize(width, height))
}

func (question) MinSize(objects []fyne.CanvasObject) fyne.Size {
	least := objects[1].MinSize()
	return fyne.NewSize(least.Width+2*look.Across, objects[0].MinSize().Height+least.Height+look.Apart)
}
