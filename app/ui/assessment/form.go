// Package assessment is the page where one rater's answers are entered or
// corrected, and the page where they are read.
package assessment

import (
	"context"
	"maps"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/progress"
	"framsteg/app/ui/screen"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// Form is the page where a saved assessment is corrected: all items of one rater
// on one screen, and why.
type Form struct {
	fynewidget.BaseWidget
	screen.Deps
	OnSaved func() // the correction is in the store
	OnBack  func()

	participant skapa.Participant
	instrument  skapa.Instrument
	earlier     []skapa.Assessment // of the participant, by date
	draft       skapa.Assessment
	before      skapa.Assessment // what the page was opened with
	first       fyne.Focusable   // where the focus was when the page was kept; nil for none

	rows    []*Row
	date    *widget.DateEntry
	comment *widget.Entry
	raising *widget.Entry // what would raise a low tilltro
	doubt   *widget.Field // of it
	reason  *widget.Entry
	form    widget.Form
	status  *fynewidget.Label
	save    *widget.Button
	items   *fyne.Container
	scroll  *container.Scroll
	content *fyne.Container
}

// New makes the page that corrects an assessment of a participant.
func New(d screen.Deps, p skapa.Participant, in skapa.Instrument, earlier []skapa.Assessment, a skapa.Assessment) *Form {
	f := &Form{Deps: d, participant: p, instrument: in, earlier: earlier}
	f.build()
	f.load(a)
	f.before = copyOf(a)
	f.ExtendBaseWidget(f)
	return f
}

// Draft gives the assessment as the page has it.
func (f *Form) Draft() skapa.Assessment { return copyOf(f.draft) }

// copyOf gives a with answers of its own.
func copyOf(a skapa.Assessment) skapa.Assessment {
	a.Answers = maps.Clone(a.Answers)
	return a
}

// Title names the page.
func (f *Form) Title() string {
	return f.Words.T("assessment.title.correct", words.Args{"Code": f.participant.Code})
}

// First is the first item without an answer, or where the focus was when the
// page was kept.
func (f *Form) First() fyne.Focusable {
	if f.first != nil {
		return f.first
	}
	for _, r := range f.rows {
		if r.Picker.Value() == skapa.NotAsked {
			return r.Picker
		}
	}
	return f.rows[0].Picker
}

// Close ends the page.
func (f *Form) Close() {}

// CreateRenderer lays out the page.
func (f *Form) CreateRenderer() fyne.WidgetRenderer { return fynewidget.NewSimpleRenderer(f.content) }

func (f *Form) build() {
	w := f.Words
	f.date = f.DateEntry(f.Store.Today())
	f.date.OnChanged = f.dateChanged
	f.comment = widget.NewNote(2)
	f.comment.OnChanged = func(text string) {
		f.draft.Comment = text
		f.checkTexts()
	}
	f.raising = widget.NewNote(2)
	f.raising.OnChanged = func(text string) {
		f.draft.Raising = text
		f.checkTexts()
	}
	f.reason = widget.NewEntry()
	f.reason.OnEnter = f.onSave
	f.status = fynewidget.NewLabel("")
	f.status.Truncation = fyne.TextTruncateEllipsis
	f.save = widget.NewPrimary(w.T("assessment.save.correction"), theme.DocumentSaveIcon(), f.onSave)
	f.items = container.NewVBox()
	f.scroll = container.NewVScroll(container.NewPadded(f.items))
	f.content = container.NewStack()
}

// load shows an assessment.
func (f *Form) load(a skapa.Assessment) {
	f.draft = copyOf(a)

	f.rows = nil
	f.items.RemoveAll()
	f.doubt = widget.NewField("raising", f.Words.T("meeting.raising"), f.raising, f.Words.T("meeting.raising.hint"))
	belief, _ := progress.Belief(f.instrument)
	for i, item := range f.instrument.ItemsFor(a.Rater) {
		f.addRow(i, item)
		if item.ID == belief.ID {
			f.items.Add(f.doubt)
		}
	}
	comment := widget.NewField("comment", f.Words.T("assessment.comment"), f.comment, f.Words.T("assessment.comment.hint"))
	reason := widget.NewField("reason", f.Words.T("assessment.reason"), f.reason, f.Words.T("assessment.reason.hint"))
	f.form = widget.Form{Fields: []*widget.Field{f.doubt, comment, reason}, Words: f.Words}
	f.form.Follow(f.scroll)
	f.items.Add(comment)
	f.items.Add(reason)
	f.comment.Text = a.Comment
	f.comment.Refresh()
	f.raising.Text = a.Raising
	f.raising.Refresh()
	f.date.Text = a.Date.String()
	f.date.Refresh()
	f.content.Objects = []fyne.CanvasObject{f.layout()}
	f.showStatus()
}

func (f *Form) addRow(i int, item skapa.Item) {
	r := NewRow(f.Words, f.instrument, item, f.draft, f.earlier)
	r.Picker.OnChosen = func(s skapa.Step) {
		f.draft.Answers[item.ID] = s
		if s == skapa.NotAsked {
			delete(f.draft.Answers, item.ID)
		}
		r.ShowEarlier()
		f.showStatus()
	}
	r.Picker.OnMove = func(by int) { f.focusRow(i + by) }
	r.Picker.OnDigit = func() { f.focusRow(i + 1) }
	r.Picker.OnFocused = func() { widget.Reveal(f.scroll, r.Position(), r.Size()) }
	f.rows = append(f.rows, r)
	f.items.Add(r)
}

func (f *Form) layout() fyne.CanvasObject {
	back := widget.NewQuiet(f.Words.T("back"), theme.NavigateBackIcon(), func() { f.OnBack() })
	title := widget.NewSubheading(f.Title())
	title.Truncation = fyne.TextTruncateEllipsis
	rater := container.NewCenter(fynewidget.NewLabelWithStyle(f.Words.T("rater."+string(f.draft.Rater)), fyne.TextAlignLeading, fyne.TextStyle{Bold: true}))
	dateBox := container.NewGridWrap(fyne.NewSize(168, f.date.MinSize().Height), f.date)
	header := container.NewBorder(nil, nil, back, container.NewHBox(rater, dateBox), title)
	footer := container.NewBorder(nil, nil, nil, f.save, f.status)
	return container.NewBorder(
		container.NewVBox(container.NewPadded(header), fynewidget.NewSeparator()),
		container.NewVBox(fynewidget.NewSeparator(), container.NewPadded(footer)),
		nil, nil, f.scroll)
}

// focusRow goes to an item; past the last, to the comment.
func (f *Form) focusRow(i int) {
	c := f.Window.Canvas()
	switch {
	case i < 0:
	case i < len(f.rows):
		c.Focus(f.rows[i].Picker)
	default:
		f.scroll.ScrollToBottom()
		c.Focus(f.save)
	}
}

// checkTexts says what is wrong with what is written, while it is.
func (f *Form) checkTexts() {
	findings := f.draft.Validate(f.instrument, f.participant.Start, f.Store.Today())
	f.form.Show(slices.DeleteFunc(findings, func(said skapa.Finding) bool { return said.Field != "comment" && said.Field != "raising" }))
}

// doubts tells whether the tilltro is low. Else nothing is asked of what would raise
// it, and nothing kept.
func (f *Form) doubts() bool {
	return f.draft.Rater == skapa.BySupervisor && progress.Doubts(f.instrument, f.draft.Answers)
}

func (f *Form) dateChanged() {
	if d, err := f.date.Date(); err == nil && !d.IsZero() && d != f.draft.Date {
		f.draft.Date = d
		for _, r := range f.rows {
			r.recall(answeredBefore(f.Words, f.instrument, r.Item, f.draft, f.earlier))
		}
	}
}

func (f *Form) showStatus() {
	f.doubt.Hidden = !f.doubts()
	f.scroll.Refresh() // which makes room for it
	asked := len(f.instrument.ItemsFor(f.draft.Rater))
	f.status.SetText(f.Words.T("assessment.answered", words.Args{"Answered": asked - len(f.draft.Unanswered(f.instrument)), "Asked": asked}))
}

// check tells whether the assessment can be saved as whole, and shows what
// keeps it from that.
func (f *Form) check() bool {
	findings := f.draft.Validate(f.instrument, f.participant.Start, f.Store.Today())
	switch d, err := f.date.Date(); { // the draft keeps the last date that could be read
	case err != nil:
		findings = slices.DeleteFunc(findings, func(about skapa.Finding) bool { return about.Field == "date" })
		findings = append(skapa.Findings{{Field: "date", Key: "error.date.unreadable", Args: skapa.Args{"Text": f.date.Text}}}, findings...)
	case d.IsZero():
		findings = append(skapa.Findings{{Field: "date", Key: "error.required.date"}}, findings...)
	}
	if skapa.Tidy(f.reason.Text) == "" {
		findings = append(findings, skapa.Finding{Field: "reason", Key: "error.required.reason"})
	}
	refused, rest := f.form.Show(findings)
	if err := rest.Err(); err != nil {
		if _, wrong := rest.At("date"); wrong {
			f.Window.Canvas().Focus(f.date)
		}
		f.Report(err)
		return false
	}
	if refused != nil {
		f.scroll.ScrollToBottom()
		if input, ok := refused.Input.(fyne.Focusable); ok {
			f.Window.Canvas().Focus(input)
		}
		return false
	}
	if missing := f.draft.Unanswered(f.instrument); len(missing) > 0 {
		// First, since what has the focus now gets it back from what is said.
		f.focusRow(slices.IndexFunc(f.rows, func(r *Row) bool { return r.Item.ID == missing[0].ID }))
		f.Report(&skapa.Problem{Key: "error.answers.missing", Args: skapa.Args{"Missing": len(missing)}})
		return false
	}
	return true
}

// OnSave saves, as the button does; it is the menu's too.
func (f *Form) OnSave() { f.onSave() }

func (f *Form) onSave() {
	if f.save.Disabled() || !f.check() {
		return
	}
	a, reason := copyOf(f.draft), skapa.Tidy(f.reason.Text)
	a.Comment, a.Raising = skapa.Tidy(a.Comment), skapa.Tidy(a.Raising)
	if !f.doubts() {
		a.Raising = ""
	}
	if same(a, f.before) {
		f.status.SetText(f.Words.T("assessment.unchanged"))
		return
	}
	f.save.Disable()
	f.Save(func(ctx context.Context) error {
		_, err := f.Store.SaveAssessment(ctx, a, reason)
		return err
	}, func(err error) {
		f.save.Enable()
		f.Report(err)
	}, func() {
		f.save.Enable()
		f.before = copyOf(f.draft)
		f.OnSaved()
	})
}

// same tells whether two assessments say the same.
func same(a, b skapa.Assessment) bool {
	return a.Date == b.Date && a.Comment == b.Comment && a.Raising == b.Raising && maps.Equal(a.Answers, b.Answers)
}

// Dirty tells whether something stands here that is not saved.
func (f *Form) Dirty() bool {
	return !same(f.before, f.draft) || f.reason.Text != ""
}

// Leave asks before a correction is lost.
func (f *Form) Leave(then func()) { screen.LeaveForm(f.Deps, f.Dirty(), then) }

var _ screen.Screen = (*Form)(nil)
