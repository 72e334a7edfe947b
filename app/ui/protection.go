package ui

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
)

// askProtection asks how a new workspace is to be protected. chosen gets its
// passphrase, "" for a plain one.
func (s *shell) askProtection(path string, chosen func(passphrase string)) {
	w := s.words
	var f *passphraseForm
	plain := widget.Answer{Text: w.T("protect.plain"), Try: func() bool {
		widget.Ask(s.window, w.T("protect.plain.title"), w.T("protect.plain.text"),
			widget.Answer{Text: w.T("protect.plain.do"), Do: func() { f.question.Close(); chosen("") }},
			widget.Answer{Text: w.T("back"), Primary: true})
		return false
	}}
	f = s.askPassphrase(passphraseAsk{
		title: w.T("protect.title"), text: w.T("protect.text"), do: w.T("protect.do"), path: path, others: []widget.Answer{plain},
	}, func(f *passphraseForm) {
		f.question.Close()
		chosen(f.first.Text)
	})
}

// askAnew asks for a new passphrase of a workspace that its recovery key
// opened, and shows it then. Giving up closes it.
func (s *shell) askAnew(opened *store.Store) {
	w := s.words
	s.askPassphrase(passphraseAsk{
		title: w.T("passphrase.anew.title"), text: w.T("passphrase.anew.text"), do: w.T("passphrase.anew.do"), path: opened.Path(),
		cancelled: func() { s.report(opened.Close()) },
	}, func(f *passphraseForm) {
		f.seal(opened, w.T("passphrase.changing"), func() {
			s.enter(opened)
			s.rail.tell(w.T("passphrase.changed"))
		})
	})
}

// seal seals a workspace with the passphrase that was entered.
func (f *passphraseForm) seal(workspace *store.Store, label string, done func()) {
	old, passphrase := "", f.first.Text
	if f.old != nil {
		old = f.old.Text
	}
	var later error // what went wrong after it was sealed
	f.work(label, func(ctx context.Context) error {
		if old != "" {
			if err := workspace.Unlocks(ctx, old); err != nil {
				return err
			}
		}
		err := workspace.Seal(ctx, passphrase)
		return butBackups(err, &later)
	}, func() {
		done()
		f.shell.report(later)
	})
}

// butBackups sets the error aside that a backup could not be rewritten: the
// file itself was.
func butBackups(err error, later *error) error {
	if errors.Is(err, store.ErrBackups) {
		*later = err
		return nil
	}
	return err
}

// protectionAct is what can be done about the protection.
type protectionAct struct {
	key, hint string
	do        func()
}

const actWidth = 220 // of its button, in dp

// showProtection shows how the file is protected, and what can be changed.
func (s *shell) showProtection() {
	w := s.words
	protection := s.store.Protection()
	if protection.NeedsPassphrase {
		s.askLackingPassphrase()
		return
	}
	state := "protection.plain"
	acts := []protectionAct{{"protection.seal", "protection.seal.hint", s.askSeal}}
	if protection.Sealed {
		state = "protection.noRecovery"
		if protection.Recovery {
			state = "protection.recovery"
		}
		acts = []protectionAct{
			{"protection.passphrase", "protection.passphrase.hint", s.askNewPassphrase},
			{"protection.newRecovery", "protection.newRecovery.hint", s.askNewRecovery},
			{"protection.unseal", "protection.unseal.hint", s.askUnseal},
		}
	}
	text := fynewidget.NewLabel(w.T(state))
	text.Wrapping = fyne.TextWrapWord
	content := container.NewVBox(text)
	var question *widget.Question
	var first *widget.Button
	for _, act := range acts {
		b := widget.NewButton(w.T(act.key), nil, func() { question.Close(); act.do() })
		if first == nil {
			first = b
		}
		hint := fynewidget.NewLabel(w.T(act.hint))
		hint.SizeName = theme.SizeNameCaptionText
		hint.Wrapping = fyne.TextWrapWord
		content.Add(container.NewBorder(nil, nil, container.NewGridWrap(fyne.NewSize(actWidth, b.MinSize().Height), b), nil, hint))
	}
	question = widget.Over(s.window, w.T("protection.title", words.Args{"File": fileName(s.store.Path())}), content, fyne.NewSize(640, 0),
		widget.Answer{Text: w.T("close")})
	s.window.Canvas().Focus(first)
}

// askSeal encrypts a plain workspace, and makes its recovery key.
func (s *shell) askSeal() {
	w, workspace := s.words, s.store
	s.askPassphrase(passphraseAsk{
		title: w.T("protection.seal.title"), text: w.T("protection.seal.text"), do: w.T("protection.seal.do"), path: workspace.Path(),
	}, func(f *passphraseForm) {
		f.seal(workspace, w.T("protection.sealing"), func() {
			s.rail.tell(w.T("protection.sealed"))
			s.sayPlainCopies(workspace, func() { s.offerRecovery(workspace) })
		})
	})
}

// sayPlainCopies names the copies of a file that was sealed which are still as
// they were, and goes on by then.
func (s *shell) sayPlainCopies(workspace *store.Store, then func()) {
	copies := workspace.PlainCopies()
	if len(copies) == 0 {
		then()
		return
	}
	for i, path := range copies {
		copies[i] = filepath.Base(path)
	}
	w := s.words
	where := words.Args{"Folder": filepath.Dir(workspace.Path()), "Files": strings.Join(copies, "\n")}
	widget.Ask(s.window, w.T("protection.copies.title"), w.T("protection.copies.text", where),
		widget.Answer{Text: w.T("ok"), Primary: true, Do: then})
}

// askNewPassphrase changes the passphrase.
func (s *shell) askNewPassphrase() {
	w, workspace := s.words, s.store
	s.askPassphrase(passphraseAsk{
		title: w.T("passphrase.change.title"), text: w.T("passphrase.change.text"), do: w.T("passphrase.change.do"), path: workspace.Path(), old: true,
	}, func(f *passphraseForm) {
		f.seal(workspace, w.T("passphrase.changing"), func() { s.rail.tell(w.T("passphrase.changed")) })
	})
}

// askLackingPassphrase asks for a passphrase of the workspace that was unlocked
// by its recovery key: nothing can be saved before.
func (s *shell) askLackingPassphrase() {
	w, workspace := s.words, s.store
	s.askPassphrase(passphraseAsk{
		title: w.T("passphrase.anew.title"), text: w.T("passphrase.anew.text"), do: w.T("passphrase.change.do"), path: workspace.Path(),
	}, func(f *passphraseForm) {
		f.seal(workspace, w.T("passphrase.changing"), func() { s.rail.tell(w.T("passphrase.changed")) })
	})
}

// askUnseal removes the encryption, after the passphrase was given.
func (s *shell) askUnseal() {
	w, workspace := s.words, s.store
	var later error
	s.askSecret(secretAsk{
		title: w.T("protection.unseal.title"), text: w.T("protection.unseal.text"), do: w.T("protection.unseal.do"), grave: true,
		label: w.T("protection.unsealing"),
		try: func(ctx context.Context, secret string) error {
			if err := workspace.Unlocks(ctx, secret); err != nil {
				return err
			}
			return butBackups(workspace.Unseal(ctx), &later)
		},
		done: func(err error) {
			switch {
			case errors.Is(err, context.Canceled):
			case err != nil:
				s.report(err)
			default:
				s.rail.tell(w.T("protection.unsealed"))
				s.report(later)
			}
		},
	})
}
