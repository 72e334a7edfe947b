package meeting

import (
	"context"
	"math"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/chart"
	"framsteg/app/progress"
	"framsteg/app/ui/look"
	"framsteg/app/ui/plan"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// together shows both answers side by side, or the plan. The tilltro is not
// among them: the participant looks at this too, and it is the supervisor's.
func (p *Page) together() view {
	w := p.Words
	back := widget.NewQuiet(w.T("back"), theme.NavigateBackIcon(), p.Escape)
	discard := widget.NewButton(w.T("meeting.discard"), theme.DeleteIcon(), p.askDiscard)
	save := widget.NewPrimary(w.T("meeting.save"), theme.DocumentSaveIcon(), p.saveMeeting)
	if !p.sitting.begun() {
		save.Disable()
		discard.Disable()
	}
	footer := container.NewHBox(layout.NewSpacer(), discard, save)
	choice := widget.NewSegments([]string{w.T("meeting.answers"), w.N("meeting.plan", p.openGoals())}, 0)
	if p.plan {
		choice.Choose(1)
	}
	choice.OnChosen = func(i int) {
		p.plan = i == 1
		p.show(Together)
	}
	v := view{first: choice, enter: save.OnTapped}
	var body fyne.CanvasObject
	if p.plan {
		body = p.newBoard()
	} else {
		v.scroll, v.spots = p.sides()
		body = v.scroll
	}
	v.object = p.frame(back, w.T("meeting.together.title", words.Args{"Code": p.sitting.participant.Code}), choice, body, footer)
	return v
}

// AddGoal opens the form of a new goal where both stand together.
func (p *Page) AddGoal() {
	p.OnGoal(skapa.Goal{Participant: p.sitting.participant.ID, Since: p.sitting.date})
}

// openGoals counts what was agreed on and is not reached yet.
func (p *Page) openGoals() int {
	goals, err := p.Store.Goals(context.Background(), p.sitting.participant.ID)
	if err != nil {
		p.Report(err)
	}
	return len(slices.DeleteFunc(goals, func(g skapa.Goal) bool { return !g.Open() }))
}

// newBoard makes the plan, with the goals from last time and what is said now.
func (p *Page) newBoard() fyne.CanvasObject {
	b := plan.NewBoard(p.Deps, p.sitting.participant, p.sitting.instrument)
	b.OnGoal, b.OnActivity = p.OnGoal, p.OnActivity
	b.Meeting, b.Said = p.sitting.date, p.sitting.said()
	b.OnReached = func(g skapa.Goal) { p.board.GoTo(g.Area, g.ID) } // of the plan that was made anew by it
	b.Reload()
	p.board = b
	return b
}

// sides shows both answers of each area, and the comments.
func (p *Page) sides() (*container.Scroll, map[string]fyne.Focusable) {
	w := p.Words
	head := container.New(beside{}, widget.NewHint(w.T("numbers.area")),
		colourful(w.T("rater.self"), fynewidget.HighImportance), colourful(w.T("rater.supervisor"), fynewidget.DangerImportance), widget.NewHint(""))
	list := container.NewVBox(head)
	scroll := container.NewVScroll(container.NewPadded(list))
	for _, a := range p.compared().Areas {
		list.Add(fynewidget.NewSeparator())
		list.Add(p.area(a, scroll))
	}
	list.Add(fynewidget.NewSeparator())
	notes := container.NewGridWithColumns(2)
	var forms []widget.Form
	spots := map[string]fyne.Focusable{}
	for _, r := range skapa.Raters {
		field, form := p.note("comment", w.T("meeting.comment."+string(r)), w.T("assessment.comment.hint"), r, p.sitting.sides[r].draft.Comment,
			func(a *skapa.Assessment, text string) { a.Comment = text })
		notes.Add(field)
		spots["comment "+string(r)] = field.Input.(fyne.Focusable)
		forms = append(forms, form)
	}
	list.Add(notes)
	for _, form := range forms {
		form.Follow(scroll)
	}
	return scroll, spots
}

func colourful(text string, importance fynewidget.Importance) *fynewidget.Label {
	l := fynewidget.NewLabelWithStyle(text, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	l.Importance = importance
	return l
}

// compared is the development up to the meeting, as if it were saved.
func (p *Page) compared() progress.Progress {
	return progress.Of(p.sitting.instrument, p.sitting.said(), p.sitting.date)
}

// area is one line: what both answered, whether it is something to talk about,
// and what a low one may lead to.
func (p *Page) area(a progress.Area, scroll *container.Scroll) fyne.CanvasObject {
	w := p.Words
	name := fynewidget.NewLabelWithStyle(p.sitting.instrument.AreaName(a.Area, w.Lang), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	name.Wrapping = fyne.TextWrapWord
	self, supervisor := p.now(a.Self), p.now(a.Supervisor)
	acts := container.NewVBox()
	if self.Kind == progress.Rated && supervisor.Kind == progress.Rated && progress.Apart(self.Value, supervisor.Value, len(p.sitting.instrument.Steps)) {
		cue := fynewidget.NewLabelWithStyle(w.T("meeting.talk"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
		acts.Add(container.NewHBox(container.NewCenter(fynewidget.NewIcon(look.TalkIcon())), cue))
	}
	if a.Low() {
		goal := skapa.Goal{Participant: p.sitting.participant.ID, Area: a.Area, Since: p.sitting.date}
		row := container.NewHBox()
		for _, b := range []*widget.Button{
			widget.NewQuiet(w.T("meeting.goal"), theme.ContentAddIcon(), func() { p.OnGoal(goal) }),
			widget.NewQuiet(w.T("meeting.activity"), theme.ContentAddIcon(), func() { p.OnActivity(a.Area) }),
		} {
			row.Add(b)
			widget.Follow(func() *container.Scroll { return scroll }, b, row)
		}
		acts.Add(row)
	}
	return container.New(beside{}, name, p.said(a.Self, look.Self), p.said(a.Supervisor, look.Supervisor), acts)
}

// now is the point of the meeting on a line.
func (p *Page) now(l progress.Line) progress.Point {
	if n := len(l.Points); n > 0 && l.Points[n-1].Date == p.sitting.date {
		return l.Points[n-1]
	}
	return progress.Point{}
}

// said is what a rater answered, and how that has changed since last time.
func (p *Page) said(l progress.Line, colour fyne.ThemeColorName) fyne.CanvasObject {
	w, in, point := p.Words, p.sitting.instrument, p.now(l)
	text := w.T("meeting.noAnswer")
	switch point.Kind {
	case progress.Rated:
		text = p.value(point.Value)
	case progress.Declined:
		text = in.StepName(skapa.Declined, w.Lang)
	}
	now := fynewidget.NewLabel(text)
	now.Wrapping = fyne.TextWrapWord
	last := widget.NewHint(p.since(l, point))
	stairs := widget.NewStairs(int(math.Round(point.Value)), len(in.Steps), colour)
	words := container.New(layout.NewCustomPaddedVBoxLayout(-look.Apart), now, last)
	return container.NewBorder(nil, nil, container.NewVBox(container.NewPadded(stairs)), nil, words)
}

// value gives a value with its words where it is a step.
func (p *Page) value(v float64) string {
	text := chart.Value(p.Words, v)
	if step := math.Round(v); progress.Same(v, step) {
		text += " – " + p.sitting.instrument.StepName(skapa.Step(step), p.Words.Lang)
	}
	return text
}

// since says what was answered last time, and how sure a change since is.
func (p *Page) since(l progress.Line, now progress.Point) string {
	w := p.Words
	rated := l.Rated()
	if now.Kind == progress.Rated {
		rated = rated[:len(rated)-1]
	}
	if len(rated) == 0 {
		return w.T("meeting.first")
	}
	last := rated[len(rated)-1]
	text := w.T("meeting.last", words.Args{"Date": last.Date, "Answer": p.value(last.Value)})
	change, known := l.SincePrevious()
	switch {
	case now.Kind != progress.Rated || !known:
		return text
	case change.Certainty == progress.Unchanged:
		return text + "\n" + chart.Certainty(w, change)
	}
	return text + "\n" + w.T("meeting.changedBy", words.Args{"Change": chart.Signed(w, change.Steps), "Certainty": chart.Certainty(w, change)})
}

// beside lays out one line: the area, both answers, and what to do.
type beside struct{}

func (beside) widths(width float32) [4]float32 {
	return [4]float32{width * 0.17, width * 0.29, width * 0.29, width * 0.25}
}

func (b beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for i, width := range b.widths(size.Width) {
		objects[i].Move(fyne.NewPos(x, 0))
		objects[i].Resize(fyne.NewSize(width, 0)) // wraps, and so knows its height
		objects[i].Resize(fyne.NewSize(width, size.Height))
		x += width
	}
}

func (beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var least fyne.Size
	for _, o := range objects {
		least = least.Max(fyne.NewSize(0, o.MinSize().Height))
	}
	return least
}
