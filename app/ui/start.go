package ui

import (
	"context"
	"errors"

	"framsteg/store"
)

// askBegin asks for a start file, and for the workspace that is to begin from it.
func (s *shell) askBegin() {
	c := newChooser(s, true, s.beginWith)
	c.ask(s.words.T("begin.title"))
	c.enter(s.folder())
}

// beginWith reads a start file, by its passphrase where it has one, and asks
// where the workspace goes that begins from it.
func (s *shell) beginWith(start string) {
	secret := ""
	s.withSecret(s.words.T("begin.reading"), start, func(ctx context.Context, given string) error {
		o := s.options()
		o.Secret, o.Reading = given, true
		opened, err := store.Open(ctx, start, o)
		if err != nil {
			return err
		}
		secret = given
		return opened.Close()
	}, func(err error) {
		switch {
		case err == nil:
			s.askBeginAt(start, secret)
		case !errors.Is(err, context.Canceled):
			s.report(err)
		}
	})
}

// askBeginAt asks where the workspace goes that begins from a start file, and
// makes it.
func (s *shell) askBeginAt(start, secret string) {
	w := s.words
	s.choosePlace(s.workspacePlace(w.T("begin.place"), w.T("file.new.do"), w.T("file.new.name")), func(path string, closed func()) {
		closed()
		begin := func(passphrase string) { s.beginFrom(start, secret, path, passphrase) }
		if secret == "" {
			s.askProtection(path, begin)
			return
		}
		ask := passphraseAsk{title: w.T("protect.title"), text: w.T("begin.protect"), do: w.T("protect.do"), path: path}
		s.askPassphrase(ask, func(f *passphraseForm) {
			f.question.Close()
			begin(f.first.Text)
		})
	})
}

// beginFrom makes a workspace from a start file and shows it.
func (s *shell) beginFrom(start, secret, path, passphrase string) {
	s.make(path, passphrase, func(ctx context.Context, o store.Options) (*store.Store, error) {
		return store.Begin(ctx, start, secret, path, o)
	})
}
