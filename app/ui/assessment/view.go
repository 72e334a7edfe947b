package assessment

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/screen"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// View is the page that shows a saved assessment as it stands, and below it
// every earlier wording of it: who changed it, when and why.
type View struct {
	fynewidget.BaseWidget
	screen.Deps
	OnBack    func()
	OnCorrect func(skapa.Assessment)

	participant skapa.Participant
	instrument  skapa.Instrument
	revisions   []store.AssessmentRevision // newest first
	correct     *widget.Button
	scroll      *container.Scroll
	content     *fyne.Container
	stop        func()
}

// NewView makes the page of an assessment.
func NewView(d screen.Deps, p skapa.Participant, in skapa.Instrument, revisions []store.AssessmentRevision) *View {
	v := &View{Deps: d, participant: p, instrument: in, revisions: revisions}
	v.correct = widget.NewPrimary(d.Words.T("assessment.correct"), theme.DocumentCreateIcon(), func() { v.OnCorrect(v.now()) })
	v.content = container.NewStack(v.layout())
	v.stop = d.Store.Listen(func(c store.Changed) {
		if c.Kind != "restored" { // after which the window makes every page anew
			fyne.Do(v.Reload)
		}
	})
	v.ExtendBaseWidget(v)
	return v
}

// Reload reads the assessment anew; one that is gone closes the page.
func (v *View) Reload() {
	revisions, err := v.Store.AssessmentHistory(context.Background(), v.now().ID)
	if err != nil {
		v.Report(err)
		return
	}
	if revisions[0].Deleted {
		v.OnBack()
		return
	}
	v.revisions = revisions
	v.content.Objects = []fyne.CanvasObject{v.layout()}
	v.content.Refresh()
}

func (v *View) now() skapa.Assessment { return v.revisions[0].Assessment }

// Title names the page.
func (v *View) Title() string {
	a := v.now()
	return v.Words.T("assessment.title.view", words.Args{
		"Code": v.participant.Code, "Date": a.Date, "Rater": v.Words.T("rater." + string(a.Rater)),
	})
}

// First is the button that corrects.
func (v *View) First() fyne.Focusable { return v.correct }

// Leave goes on at once: nothing is entered here.
func (v *View) Leave(then func()) { then() }

// Close stops listening.
func (v *View) Close() { v.stop() }

// CreateRenderer lays out the page.
func (v *View) CreateRenderer() fyne.WidgetRenderer { return fynewidget.NewSimpleRenderer(v.content) }

func (v *View) layout() fyne.CanvasObject {
	w := v.Words
	back := widget.NewQuiet(w.T("back"), theme.NavigateBackIcon(), func() { v.OnBack() })
	remove := widget.NewButton(w.T("assessment.delete"), theme.DeleteIcon(), v.onDelete)
	title := widget.NewSubheading(v.Title())
	title.Truncation = fyne.TextTruncateEllipsis
	header := container.NewBorder(nil, nil, back, container.NewHBox(remove, v.correct), title)

	body := container.NewVBox(v.answers(v.now()))
	if len(v.revisions) == 1 {
		body.Add(v.signed("assessment.written", v.revisions[0]))
	}
	if len(v.revisions) > 1 {
		heading := fynewidget.NewLabelWithStyle(w.T("assessment.history"), fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
		body.Add(fynewidget.NewSeparator())
		body.Add(heading)
	}
	for i, r := range v.revisions[:len(v.revisions)-1] {
		body.Add(v.change(r, v.revisions[i+1]))
	}
	if len(v.revisions) > 1 {
		original := v.revisions[len(v.revisions)-1]
		body.Add(v.signed("assessment.original", original))
		body.Add(v.answers(original.Assessment))
	}
	v.scroll = container.NewVScroll(container.NewPadded(body))
	return container.NewBorder(
		container.NewVBox(container.NewPadded(header), fynewidget.NewSeparator()), nil, nil, nil, v.scroll)
}

// Scroll is what the arrows scroll: all that is read.
func (v *View) Scroll() *container.Scroll { return v.scroll }

// answers shows every item with what was answered, and the comment.
func (v *View) answers(a skapa.Assessment) fyne.CanvasObject {
	grid := container.New(layout.NewFormLayout())
	for _, item := range v.instrument.ItemsFor(a.Rater) {
		name := itemName(v.Words, v.instrument, item)
		grid.Add(fynewidget.NewLabel(name))
		answer := stepText(v.Words, v.instrument, a.Answers[item.ID])
		if a.Answers[item.ID] == skapa.NotAsked {
			answer = v.Words.T("assessment.notAsked")
		}
		grid.Add(fynewidget.NewLabelWithStyle(answer, fyne.TextAlignLeading, fyne.TextStyle{Bold: true}))
	}
	box := container.NewVBox(grid)
	if a.Comment != "" {
		comment := fynewidget.NewLabel(v.Words.T("assessment.comment") + ": " + a.Comment)
		comment.Wrapping = fyne.TextWrapWord
		box.Add(comment)
	}
	return box
}

// change says what a revision changed in the one before it.
func (v *View) change(now, before store.AssessmentRevision) fyne.CanvasObject {
	w := v.Words
	box := container.NewVBox(v.signed("assessment.corrected", now))
	say := func(what, from, to string) {
		label := fynewidget.NewLabel(w.T("assessment.changed", words.Args{"What": what, "From": from, "To": to}))
		label.Wrapping = fyne.TextWrapWord
		box.Add(label)
	}
	if now.Date != before.Date {
		say(w.T("assessment.date"), before.Date.String(), now.Date.String())
	}
	for _, item := range v.instrument.ItemsFor(now.Rater) {
		from, to := before.Answers[item.ID], now.Answers[item.ID]
		if from != to {
			say(itemName(v.Words, v.instrument, item), stepText(w, v.instrument, from), stepText(w, v.instrument, to))
		}
	}
	if now.Comment != before.Comment {
		say(w.T("assessment.comment"), before.Comment, now.Comment)
	}
	return box
}

// signed says who wrote a revision, when and why.
func (v *View) signed(key string, r store.AssessmentRevision) fyne.CanvasObject {
	text := v.Words.T(key, words.Args{"Date": skapa.DateIn(r.At), "Author": r.Author})
	if r.Reason != "" {
		text += " " + v.Words.T("assessment.because", words.Args{"Reason": r.Reason})
	}
	label := fynewidget.NewLabelWithStyle(text, fyne.TextAlignLeading, fyne.TextStyle{Bold: true})
	label.Wrapping = fyne.TextWrapWord
	return label
}

func (v *View) onDelete() {
	w := v.Words
	reason := widget.NewEntry()
	field := widget.NewField("reason", w.T("assessment.reason"), reason, w.T("assessment.delete.text"))
	form := widget.Form{Fields: []*widget.Field{field}, Words: w}
	reasoned := func() bool {
		given := skapa.Tidy(reason.Text) != ""
		if !given {
			form.Show(skapa.Findings{{Field: "reason", Key: "error.required.reason"}})
			v.Window.Canvas().Focus(reason)
		}
		return given
	}
	remove := func() {
		v.Save(func(ctx context.Context) error {
			return v.Store.DeleteAssessment(ctx, v.now().ID, skapa.Tidy(reason.Text))
		}, v.Report, func() {}) // Reload closes the page
	}
	question := widget.Over(v.Window, w.T("assessment.delete.title", words.Args{"Date": v.now().Date}), field, fyne.NewSize(480, 0),
		widget.Answer{Text: w.T("assessment.delete"), Try: reasoned, Do: remove}, widget.Answer{Text: w.T("cancel")})
	reason.OnEnter = func() { question.Give(0) }
	v.Window.Canvas().Focus(reason)
}

var _ screen.Screen = (*View)(nil)
