package ui

import (
	"context"
	"errors"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	estimate "framsteg/app/passphrase"
	"framsteg/app/ui/widget"
	"framsteg/store"
	"framsteg/store/skapa"
)

// passphraseForm asks for a new passphrase, twice, and says how good it is.
type passphraseForm struct {
	shell    *shell
	question *widget.Question
	old      *widget.Entry // nil where none is asked for
	first    *widget.Entry
	again    *widget.Entry
	gauge    *widget.Gauge
	form     widget.Form
	meter    func() (*estimate.Meter, error)
}

// passphraseAsk is what is around a passphraseForm.
type passphraseAsk struct {
	title, text, do string
	path            string          // of the file
	old             bool            // whether the present secret is asked for
	others          []widget.Answer // beside going on and cancelling
	cancelled       func()          // may be nil
}

// askPassphrase asks for a new passphrase. good gets one that will do; it
// closes the question.
func (s *shell) askPassphrase(ask passphraseAsk, good func(f *passphraseForm)) *passphraseForm {
	w := s.words
	f := &passphraseForm{shell: s, again: widget.NewEntry(), gauge: widget.NewGauge()}
	f.first = widget.NewSecret(w.T("secret.show"), w.T("secret.hide"), f.again)
	f.form.Words = w
	text := fynewidget.NewLabel(ask.text)
	text.Wrapping = fyne.TextWrapWord
	content := container.NewVBox(text)
	label := w.T("passphrase.new")
	if ask.old {
		label = w.T("passphrase.replacing")
		f.old = widget.NewSecret(w.T("secret.show"), w.T("secret.hide"))
		f.old.OnEnter = func() { f.focus(f.first) }
		f.form.Fields = append(f.form.Fields, widget.NewField("old", w.T("passphrase.old"), f.old, widget.Reserved))
		content.Add(f.form.Fields[0])
	}
	first := widget.NewField("first", label, f.first, widget.Reserved)
	again := widget.NewField("again", w.T("passphrase.again"), f.again, widget.Reserved)
	f.form.Fields = append(f.form.Fields, first, again)
	content.Add(widget.Pair(first, again))
	content.Add(f.gauge)
	content.Add(widget.NewHint(w.T("passphrase.hint")))

	f.measure(ask.path)
	f.first.OnEnter = func() { f.focus(f.again) }
	goOn := len(ask.others)
	f.again.OnEnter = func() { f.question.Give(goOn) }
	f.question = widget.Over(s.window, ask.title, content, fyne.NewSize(760, 0), append(ask.others,
		widget.Answer{Text: ask.do, Primary: true, Try: func() bool {
			if f.check() {
				good(f)
			}
			return false
		}},
		widget.Answer{Text: w.T("cancel"), Do: ask.cancelled})...)
	f.focus(f.form.Fields[0].Input.(fyne.Focusable))
	return f
}

func (f *passphraseForm) focus(on fyne.Focusable) { f.shell.window.Canvas().Focus(on) }

// measure begins to say how good the passphrase is. The words that everybody
// tries are read aside: it takes a moment.
func (f *passphraseForm) measure(path string) {
	author := f.shell.prefs.author()
	f.meter = sync.OnceValues(func() (*estimate.Meter, error) {
		return estimate.New(author.Supervisor, author.Team, fileName(path))
	})
	f.first.OnChanged = func(string) { f.say(nil); f.show() }
	f.again.OnChanged = func(string) { f.say(nil) }
	if f.old != nil {
		f.old.OnChanged = func(string) { f.say(nil) }
	}
	f.gauge.Set(0, theme.ColorNamePrimary, f.shell.words.T("passphrase.none"))
	f.shell.run(func(context.Context) error { _, err := f.meter(); return err }, f.shell.report)
}

// strengths are how each strength is shown.
var strengths = map[estimate.Strength]struct {
	key    string
	colour fyne.ThemeColorName
}{
	estimate.TooWeak: {"passphrase.tooWeak", theme.ColorNameError},
	estimate.Weak:    {"passphrase.weak", theme.ColorNameWarning},
	estimate.Fair:    {"passphrase.fair", theme.ColorNamePrimary},
	estimate.Strong:  {"passphrase.strong", theme.ColorNameSuccess},
}

// show says how good the passphrase is that stands there, and gives it.
func (f *passphraseForm) show() estimate.Strength {
	meter, err := f.meter()
	if err != nil || f.first.Text == "" {
		f.gauge.Set(0, theme.ColorNamePrimary, f.shell.words.T("passphrase.none"))
		return estimate.TooWeak
	}
	bits := meter.Bits(f.first.Text)
	strength := estimate.Of(bits)
	how := strengths[strength]
	f.gauge.Set(estimate.Share(bits), how.colour, f.shell.words.T(how.key))
	return strength
}

// check says what is wrong with what stands there.
func (f *passphraseForm) check() bool {
	var finding skapa.Finding
	switch {
	case f.old != nil && f.old.Text == "":
		finding = skapa.Finding{Field: "old", Key: "error.required.secret"}
	case f.first.Text == "":
		finding = skapa.Finding{Field: "first", Key: "error.required.passphrase"}
	case f.show() == estimate.TooWeak:
		finding = skapa.Finding{Field: "first", Key: "error.passphrase.weak"}
	case f.again.Text != f.first.Text:
		finding = skapa.Finding{Field: "again", Key: "error.passphrase.differs"}
	default:
		return true
	}
	f.say(skapa.Findings{finding})
	return false
}

// say says findings at their fields, and puts the focus where there is one.
func (f *passphraseForm) say(findings skapa.Findings) {
	if refused, _ := f.form.Show(findings); refused != nil {
		f.focus(refused.Input.(fyne.Focusable))
	}
	if f.question != nil {
		f.question.Fit()
	}
}

// work does what needs the passphrase, over the question. A wrong old secret is
// said at its field; any other failure closes nothing. done follows a success,
// after the question is closed.
func (f *passphraseForm) work(label string, work func(context.Context) error, done func()) {
	f.shell.longWork(label, work, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
		case errors.Is(err, store.ErrSecret):
			f.say(skapa.Findings{{Field: "old", Key: wrongSecret(f.old.Text)}})
			f.old.TypedShortcut(&fyne.ShortcutSelectAll{})
		case err != nil:
			f.shell.report(err)
		default:
			f.question.Close()
			done()
		}
	})
}
