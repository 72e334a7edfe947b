package ui

import (
	"context"
	"errors"
	"slices"

	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
)

// askRescue says why the file at path does not open, and offers to put its
// newest backup in its place. It does nothing and gives false where a backup
// would not help, or there is none.
func (s *shell) askRescue(path string, broken error) bool {
	if !store.Broken(broken) {
		return false
	}
	all, err := store.BackupsOf(path)
	i := slices.IndexFunc(all, func(b store.Backup) bool { return !b.At.After(s.clock()) })
	if err != nil || i < 0 {
		return false
	}
	w, backup := s.words, all[i]
	at := words.Args{"At": s.moment(backup.At)}
	widget.Ask(s.window, w.T("failed.title"), w.Sentence(broken),
		widget.Answer{Text: w.T("rescue.do", at), Primary: true, Do: func() { s.rescue(path, backup) }},
		widget.Answer{Text: w.T("cancel")})
	return true
}

// rescue puts a backup in the place of a file that does not open, says where
// that is kept, and opens it.
func (s *shell) rescue(path string, backup store.Backup) {
	w := s.words
	kept, fits := "", ""
	s.withSecret(w.T("backups.restoring"), path, func(ctx context.Context, secret string) (err error) {
		o := s.options()
		o.Secret, fits = secret, secret
		kept, err = store.Rescue(ctx, path, backup, o)
		return err
	}, func(err error) {
		switch {
		case errors.Is(err, context.Canceled):
		case err != nil:
			s.report(err)
		case kept == "":
			s.openWith(path, fits)
		default:
			said := words.Args{"At": s.moment(backup.At), "Copy": kept}
			widget.Ask(s.window, w.T("rescue.title"), w.T("rescue.text", said),
				widget.Answer{Text: w.T("rescue.open"), Primary: true, Do: func() { s.openWith(path, fits) }})
		}
	})
}
