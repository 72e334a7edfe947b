// Package assessment is the page where one rater's answers are entered or
// corrected, and the page where they are read.
package assessment

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/screen"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// Form is the page "Ny skattning": all items of one rater on one screen. A new
// assessment is kept as a draft at every change, so nothing is asked when the
// page is left; a correction of a saved one has a reason and asks.
type Form struct {
	fynewidget.BaseWidget
	screen.Deps
	OnSaved func(skapa.Assessment) // the assessment is in the store
	OnTitle func()                 // the title has changed
	OnBack  func()

	participant skapa.Participant
	instrument  skapa.Instrument
	earlier     []skapa.Assessment // of the participant, by date
	draft       skapa.Assessment
	before      skapa.Assessment // what the page was opened with
	keeper      *draftKeeper
	unkept      bool           // a part of the comment isn't in the draft on the disk
	first       fyne.Focusable // where the focus was when the page was kept; nil for none
	fitting     string         // the comment as it was last kept: the newest that isn't too long

	rows    []*Row
	raters  *raterSwitch
	date    *widget.DateEntry
	comment *widget.Entry
	reason  *widget.Entry
	form    widget.Form
	status  *fynewidget.Label
	save    *widget.Button
	discard *widget.Button
	items   *fyne.Container
	scroll  *container.Scroll
	content *fyne.Container
}

// New makes the page for a participant. An assessment with an ID is corrected;
// one without is new, or a draft that goes on.
func New(d screen.Deps, p skapa.Participant, in skapa.Instrument, earlier []skapa.Assessment, a skapa.Assessment) *Form {
	f := &Form{Deps: d, participant: p, instrument: in, earlier: earlier}
	f.keeper = &draftKeeper{deps: d, kept: f.showStatus}
	f.build()
	f.load(a)
	f.ExtendBaseWidget(f)
	return f
}

// Draft gives the assessment as the page has it.
func (f *Form) Draft() skapa.Assessment { return copyOf(f.draft) }

func (f *Form) correcting() bool { return !f.draft.ID.IsZero() }

// Title names the page.
func (f *Form) Title() string {
	if f.correcting() {
		return f.Words.T("assessment.title.correct", words.Args{"Code": f.participant.Code})
	}
	return f.Words.T("assessment.title.new", words.Args{"Code": f.participant.Code, "Rater": f.Words.T("rater." + string(f.draft.Rater))})
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
	f.raters = newRaterSwitch(w, f.changeRater)
	f.date = f.DateEntry(f.Store.Today())
	f.date.OnChanged = f.dateChanged
	f.comment = widget.NewNote(2)
	f.comment.OnChanged = f.commentChanged
	f.comment.OnLeft = f.flush
	f.reason = widget.NewEntry()
	f.reason.OnEnter = f.onSave
	f.status = fynewidget.NewLabel("")
	f.status.Truncation = fyne.TextTruncateEllipsis
	f.save = widget.NewPrimary("", theme.DocumentSaveIcon(), f.onSave)
	f.discard = widget.NewButton(w.T("assessment.discard"), theme.DeleteIcon(), f.onDiscard)
	f.items = container.NewVBox()
	f.scroll = container.NewVScroll(container.NewPadded(f.items))
	f.content = container.NewStack()
}

// load shows an assessment: the draft of a rater, or one to correct.
func (f *Form) load(a skapa.Assessment) {
	answers := map[string]skapa.Step{}
	for id, step := range a.Answers {
		answers[id] = step
	}
	a.Answers = answers
	f.draft = a
	f.before = copyOf(a)
	f.fitting = a.Comment

	f.rows = nil
	f.items.RemoveAll()
	for i, item := range f.instrument.ItemsFor(a.Rater) {
		f.addRow(i, item)
	}
	comment := widget.NewField("comment", f.Words.T("assessment.comment"), f.comment, f.Words.T("assessment.comment.hint"))
	reason := widget.NewField("reason", f.Words.T("assessment.reason"), f.reason, f.Words.T("assessment.reason.hint"))
	f.form = widget.Form{Fields: []*widget.Field{comment, reason}, Words: f.Words}
	f.form.Follow(f.scroll)
	f.items.Add(comment)
	if f.correcting() {
		f.items.Add(reason)
	}
	f.comment.Text = a.Comment
	f.comment.Refresh()
	f.date.Text = a.Date.String()
	f.date.Refresh()
	f.raters.show(a.Rater, f.correcting())
	f.save.SetText(f.Words.T("assessment.save"))
	if f.correcting() {
		f.save.SetText(f.Words.T("assessment.save.correction"))
	}
	f.discard.Hidden = f.correcting()
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
		f.changed()
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
	dateBox := container.NewGridWrap(fyne.NewSize(168, f.date.MinSize().Height), f.date)
	header := container.NewBorder(nil, nil, back, container.NewHBox(f.raters, dateBox), title)
	footer := container.NewBorder(nil, nil, nil, container.NewHBox(f.discard, f.save), f.status)
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

// commentChanged keeps the draft at the end of each word: a letter is not worth
// a write of the whole file.
func (f *Form) commentChanged(text string) {
	f.draft.Comment = text
	f.unkept = true
	findings := f.draft.Validate(f.instrument, f.participant.Start, f.Store.Today())
	f.form.Show(slices.DeleteFunc(findings, func(said skapa.Finding) bool { return said.Field != "comment" }))
	if text == "" || strings.ContainsRune(" \n.,;:!?", rune(text[len(text)-1])) {
		f.flush()
	}
	f.showStatus()
}

// flush keeps what of the comment isn't yet.
func (f *Form) flush() {
	if f.unkept {
		f.changed()
	}
}

func (f *Form) dateChanged() {
	if d, err := f.date.Date(); err == nil && !d.IsZero() && d != f.draft.Date {
		f.draft.Date = d
		for _, r := range f.rows {
			r.recall(answeredBefore(f.Words, f.instrument, r.Item, f.draft, f.earlier))
		}
		f.changed()
	}
}

// changed keeps a new assessment's draft and says how far it has come.
func (f *Form) changed() {
	f.unkept = false
	if !f.correcting() {
		kept := copyOf(f.draft)
		if utf8.RuneCountInString(kept.Comment) > skapa.MaxComment {
			kept.Comment = f.fitting
		}
		f.fitting = kept.Comment
		f.keeper.keep(kept)
	}
	f.showStatus()
}

func (f *Form) showStatus() {
	asked := len(f.instrument.ItemsFor(f.draft.Rater))
	text := f.Words.T("assessment.answered", words.Args{"Answered": asked - len(f.draft.Unanswered(f.instrument)), "Asked": asked})
	if kept := f.keeper.state(f.Words); kept != "" {
		text += "  ·  " + kept
	}
	f.status.SetText(text)
}

// changeRater goes on with the other rater's draft. What is typed until then
// must not become an answer of the rater before.
func (f *Form) changeRater(r skapa.Rater) {
	f.flush()
	f.Window.Canvas().Unfocus()
	f.keeper.whenKept(func() { f.goOn(r) })
}

// goOn shows the draft of a rater, or an empty one.
func (f *Form) goOn(r skapa.Rater) {
	a, found, err := f.Store.Draft(context.Background(), f.participant.ID, r)
	if err != nil {
		f.Report(err)
		return
	}
	if !found {
		a = skapa.Assessment{Participant: f.participant.ID, Date: f.draft.Date, Rater: r, Instrument: f.instrument.Version}
	}
	f.keeper = &draftKeeper{deps: f.Deps, kept: f.showStatus}
	f.first = nil
	f.load(a)
	f.content.Refresh()
	f.OnTitle()
	f.scroll.ScrollToTop()
	f.Window.Canvas().Focus(f.First())
}

// SwitchRater goes on with the other rater's draft, as the switch does.
func (f *Form) SwitchRater() {
	if f.correcting() {
		return
	}
	for _, r := range skapa.Raters {
		if r != f.draft.Rater {
			f.changeRater(r)
			return
		}
	}
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
	if f.correcting() && skapa.Tidy(f.reason.Text) == "" {
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
	f.keeper.stop()
	f.save.Disable()
	a, reason := copyOf(f.draft), skapa.Tidy(f.reason.Text)
	a.Comment = skapa.Tidy(a.Comment)
	f.Save(func(ctx context.Context) (err error) {
		a, err = f.Store.SaveAssessment(ctx, a, reason)
		return err
	}, func(err error) {
		f.save.Enable()
		f.keeper.resume()
		f.Report(err)
	}, func() {
		f.save.Enable()
		f.before = copyOf(f.draft)
		f.OnSaved(a)
	})
}

func (f *Form) onDiscard() {
	w, rater := f.Words, f.draft.Rater
	widget.Ask(f.Window, w.T("assessment.discard.title"), w.T("assessment.discard.text"),
		widget.Answer{Text: w.T("assessment.discard"), Do: func() {
			f.keeper.stop()
			f.Save(func(ctx context.Context) error {
				return f.Store.DiscardDraft(ctx, f.participant.ID, rater)
			}, func(err error) {
				f.keeper.resume()
				f.Report(err)
			}, func() {
				f.fitting = f.draft.Comment
				f.OnBack()
			})
		}},
		widget.Answer{Text: w.T("cancel"), Primary: true})
}

// Dirty tells whether something stands here that is neither saved nor kept as a
// draft.
func (f *Form) Dirty() bool {
	if f.correcting() {
		return !same(f.before, f.draft) || f.reason.Text != ""
	}
	return f.unkept || f.keeper.refused || f.draft.Comment != f.fitting
}

// Leave asks before a correction is lost; a draft is kept anyway.
func (f *Form) Leave(then func()) {
	leave := func() { screen.LeaveForm(f.Deps, f.Dirty(), then) }
	if f.correcting() {
		leave()
		return
	}
	f.flush()
	f.keeper.whenKept(leave)
}

var _ screen.Screen = (*Form)(nil)
