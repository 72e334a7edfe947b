package ui

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/widget"
	"framsteg/store"
	"framsteg/store/seal"
	"framsteg/store/skapa"
)

// withSecret does a work that may need the secret of the workspace at path:
// first without one, and when the file turns out to be sealed with the secret
// that the user gives, until it fits. Then done gets the work's error;
// context.Canceled when the user gave up. The label says what is being done.
func (s *shell) withSecret(label, path string, do func(ctx context.Context, secret string) error, done func(error)) {
	s.trySecret(label, path, "", do, done)
}

// trySecret is withSecret with a secret to try first.
func (s *shell) trySecret(label, path, first string, do func(ctx context.Context, secret string) error, done func(error)) {
	s.longWork(label, func(ctx context.Context) error { return do(ctx, first) }, func(err error) {
		if !errors.Is(err, store.ErrSealed) && !errors.Is(err, store.ErrSecret) {
			done(err)
			return
		}
		s.failed = err
		w := s.words
		ask := secretAsk{
			title: w.T("secret.title"), text: w.T("secret.text", skapa.Args{"File": fileName(path)}), do: w.T("secret.do"),
			label: label, try: do, done: done,
		}
		if errors.Is(err, store.ErrSecret) {
			ask.wrong = first
		}
		s.askSecret(ask)
	})
}

// wrongSecret gives the key of what is said of a secret that does not fit.
func wrongSecret(secret string) string {
	if seal.MeantAsRecoveryKey(secret) && !seal.IsRecoveryKey(secret) {
		return "error.secret.mistyped"
	}
	return "error.secret.wrong"
}

// secretAsk is a question for the secret of a workspace, for a work that is
// tried until it fits.
type secretAsk struct {
	title, text, do string
	grave           bool   // whether not to do it is what is proposed
	wrong           string // the secret that was tried before; "" for none
	label           string // what the work is
	try             func(ctx context.Context, secret string) error
	done            func(error) // gets the work's error; context.Canceled when the user gave up
}

func (s *shell) askSecret(ask secretAsk) {
	w := s.words
	secret := widget.NewSecret(w.T("secret.show"), w.T("secret.hide"))
	form := widget.Form{Words: w, Fields: []*widget.Field{
		widget.NewField("secret", w.T("secret.passphrase"), secret, widget.Reserved),
	}}
	var question *widget.Question
	refuse := func(key string) {
		form.Show(skapa.Findings{{Field: "secret", Key: key}})
		question.Fit()
		s.window.Canvas().Focus(secret)
		secret.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	try := func() bool {
		if secret.Text == "" {
			refuse("error.required.secret")
			return false
		}
		s.longWork(ask.label, func(ctx context.Context) error { return ask.try(ctx, secret.Text) }, func(err error) {
			if errors.Is(err, store.ErrSecret) {
				refuse(wrongSecret(secret.Text))
				return
			}
			question.Close()
			ask.done(err)
		})
		return false // it goes when the secret fits
	}
	text := fynewidget.NewLabel(ask.text)
	text.Wrapping = fyne.TextWrapWord
	question = widget.Over(s.window, ask.title, container.NewVBox(text, form.Fields[0], widget.NewHint(w.T("secret.hint"))), fyne.NewSize(560, 0),
		widget.Answer{Text: ask.do, Primary: !ask.grave, Try: try},
		widget.Answer{Text: w.T("cancel"), Primary: ask.grave, Do: func() { ask.done(context.Canceled) }})
	secret.OnEnter = func() { question.Give(0) }
	s.window.Canvas().Focus(secret)
	if ask.wrong != "" {
		refuse(wrongSecret(ask.wrong))
	}
}
