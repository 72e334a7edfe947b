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
		if errors.Is(err, store.ErrSealed) || errors.Is(err, store.ErrSecret) {
			s.failed = err
		}
		switch {
		case errors.Is(err, store.ErrSealed):
			s.askSecret(label, path, skapa.Findings{}, do, done)
		case errors.Is(err, store.ErrSecret):
			s.askSecret(label, path, skapa.Findings{{Field: "secret", Key: wrongSecret(first)}}, do, done)
		default:
			done(err)
		}
	})
}

// wrongSecret gives the key of what is said of a secret that does not fit.
func wrongSecret(secret string) string {
	if seal.MeantAsRecoveryKey(secret) && !seal.IsRecoveryKey(secret) {
		return "error.secret.mistyped"
	}
	return "error.secret.wrong"
}

// askSecret asks for the secret of the workspace at path until it fits.
func (s *shell) askSecret(label, path string, said skapa.Findings, do func(context.Context, string) error, done func(error)) {
	w := s.words
	secret := widget.NewSecret(w.T("secret.show"), w.T("secret.hide"))
	form := widget.Form{Words: w, Fields: []*widget.Field{
		widget.NewField("secret", w.T("secret.passphrase"), secret, ""),
	}}
	form.Show(said)
	var question *widget.Question
	again := func(findings skapa.Findings) {
		form.Show(findings)
		s.window.Canvas().Focus(secret)
		secret.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	try := func() bool {
		if secret.Text == "" {
			again(skapa.Findings{{Field: "secret", Key: "error.required.secret"}})
			return false
		}
		s.longWork(label, func(ctx context.Context) error { return do(ctx, secret.Text) }, func(err error) {
			if errors.Is(err, store.ErrSecret) {
				again(skapa.Findings{{Field: "secret", Key: wrongSecret(secret.Text)}})
				return
			}
			question.Close()
			done(err)
		})
		return false // it goes when the secret fits
	}
	text := fynewidget.NewLabel(w.T("secret.text", skapa.Args{"File": fileName(path)}))
	text.Wrapping = fyne.TextWrapWord
	question = widget.Over(s.window, w.T("secret.title"), container.NewVBox(text, form.Fields[0], widget.NewHint(w.T("secret.hint"))), fyne.NewSize(480, 0),
		widget.Answer{Text: w.T("secret.do"), Primary: true, Try: try},
		widget.Answer{Text: w.T("cancel"), Do: func() { done(context.Canceled) }})
	secret.OnEnter = func() { question.Give(0) }
	s.window.Canvas().Focus(secret)
}
