package ui

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"

	todaypage "framsteg/app/ui/today"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/assets"
	"framsteg/store"
	"framsteg/store/demo"
	"framsteg/store/skapa"
)

// fileExtension is the ending of a workspace's file.
const fileExtension = ".framsteg"

// demoFolder is the folder of the example, in the user's cache.
const demoFolder = "framsteg-example"

func (s *shell) options() store.Options {
	return store.Options{Device: s.prefs.device(), Author: s.prefs.author(), Now: s.now, Work: s.secretWork}
}

// askNew asks where a new workspace goes and how it is protected, and makes it.
func (s *shell) askNew() {
	w := s.words
	s.choosePlace(s.workspacePlace(w.T("file.new.title"), w.T("file.new.do"), w.T("file.new.name")), func(path string, closed func()) {
		closed()
		s.askProtection(path, func(passphrase string) {
			s.leave(func() { s.letGo(func() { s.create(path, passphrase) }) })
		})
	})
}

// create makes a workspace and shows it.
func (s *shell) create(path, passphrase string) {
	s.make(path, passphrase, func(ctx context.Context, o store.Options) (*store.Store, error) {
		return store.Create(ctx, path, assets.Instrument(), o)
	})
}

// make shows the workspace that a function makes, sealed where there is a passphrase.
func (s *shell) make(path, passphrase string, from func(context.Context, store.Options) (*store.Store, error)) {
	var made *store.Store
	s.longWork(s.words.T("file.making"), func(ctx context.Context) (err error) {
		o := s.options()
		o.Secret = passphrase
		made, err = from(ctx, o)
		made, err = readied(context.WithoutCancel(ctx), made, err)
		return err
	}, func(err error) {
		s.opened(path, made, err)
		if err == nil && passphrase != "" {
			s.offerRecovery(made)
		}
	})
}

// open opens a workspace instead of the one that is open. One that can't be
// opened leaves everything as it was.
func (s *shell) open(path string) {
	if s.store != nil && s.store.LivesAt(path) {
		s.showToday()
		return
	}
	if s.lockState.file != nil && store.SameFile(path, s.lockState.file.Path()) {
		return // its page is shown
	}
	s.letGo(func() { s.openWith(path, "") })
}

// openWith opens a workspace, trying a secret first.
func (s *shell) openWith(path, secret string) {
	s.load(s.words.T("file.opening"), path, secret, func(ctx context.Context, o store.Options) (*store.Store, error) {
		return store.Open(ctx, path, o)
	})
}

// openDemo opens the example workspace of this computer, and makes it the
// first time.
func (s *shell) openDemo() {
	folder, err := os.UserCacheDir()
	if err != nil {
		s.report(err)
		return
	}
	path := filepath.Join(folder, demoFolder, s.words.T("file.demo.name")+fileExtension)
	s.load(s.words.T("file.demo.making"), path, "", func(ctx context.Context, o store.Options) (*store.Store, error) {
		if o.Author.Supervisor == "" {
			o.Author.Supervisor = s.words.T("file.demo.author")
		}
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				return nil, err
			}
			if err := demo.Make(ctx, path, demo.Options{End: skapa.DateIn(s.clock())}); err != nil {
				return nil, err
			}
		}
		return store.Open(ctx, path, o)
	})
}

// load opens a workspace aside, by a secret or by the one that is asked for when
// that does not fit, and shows it.
func (s *shell) load(label, path, secret string, open func(context.Context, store.Options) (*store.Store, error)) {
	var opened *store.Store
	s.trySecret(label, path, secret, func(ctx context.Context, secret string) (err error) {
		o := s.options()
		o.Secret = secret
		opened, err = open(ctx, o)
		opened, err = readied(ctx, opened, err)
		return err
	}, func(err error) { s.opened(path, opened, err) })
}

// readied gives a workspace that knows what the first page asks for: at a hub
// that takes a moment. One that nobody waits for any more is closed.
func readied(ctx context.Context, opened *store.Store, err error) (*store.Store, error) {
	if err != nil {
		return nil, err
	}
	if _, err = opened.Facts(ctx); err == nil {
		err = ctx.Err()
	}
	if err != nil {
		return nil, errors.Join(err, opened.Close())
	}
	return opened, nil
}

// opened shows the workspace that was opened, or why none was.
func (s *shell) opened(path string, opened *store.Store, err error) {
	switch {
	case errors.Is(err, context.Canceled):
	case err == nil && opened.Protection().NeedsPassphrase:
		s.askAnew(opened)
	case err == nil && s.prefs.wasSealed(opened.Path()) && !opened.Protection().Sealed:
		s.askUnsealed(opened)
	case err == nil:
		s.enter(opened)
	case errors.Is(err, store.ErrHeld):
		s.failed = err
		s.askHeld(path, err)
	default:
		s.failed = err
		if s.askRescue(path, err) {
			return
		}
		if problem, ok := errors.AsType[*skapa.Problem](err); ok && problem.Key == "error.open.missing" {
			s.prefs.forget(path)
			s.showRecent()
		}
		s.report(err)
	}
}

// askHeld says who has a file open, and offers to try again.
func (s *shell) askHeld(path string, err error) {
	w := s.words
	title, text := w.T("held.title"), w.Sentence(err)
	if problem, is := errors.AsType[*skapa.Problem](err); is && s.isMine(problem) {
		title, text = w.T("held.here.title"), w.T("error.open.heldHere", problem.Args)
	}
	widget.Ask(s.window, title, text,
		widget.Answer{Text: w.T("retry"), Primary: true, Do: func() { s.open(path) }},
		widget.Answer{Text: w.T("cancel")})
}

// isMine tells whether who has a file open is who works here, on this computer.
func (s *shell) isMine(held *skapa.Problem) bool {
	computer, err := os.Hostname()
	return err == nil && held.Args["Computer"] == computer && held.Args["Supervisor"] == s.prefs.author().Supervisor
}

// askUnsealed asks whether a plain file is to be opened that was sealed before:
// anybody can have put it there.
func (s *shell) askUnsealed(opened *store.Store) {
	w := s.words
	widget.Ask(s.window, w.T("wasSealed.title"), w.T("wasSealed.text", words.Args{"Path": opened.Path()}),
		widget.Answer{Text: w.T("wasSealed.open"), Do: func() { s.enter(opened) }},
		widget.Answer{Text: w.T("wasSealed.close"), Primary: true, Do: func() { s.report(opened.Close()) }})
}

// isDemo tells whether a file is the example, which is not remembered: nobody's
// own file should come to lie beside it.
func isDemo(path string) bool { return filepath.Base(filepath.Dir(path)) == demoFolder }

// showRecent shows which files were opened last, where they are listed.
func (s *shell) showRecent() {
	if s.store == nil {
		s.showWelcome()
		return
	}
	s.showMenu()
}

// enter works in a workspace from here on, and closes the one before it.
func (s *shell) enter(opened *store.Store) {
	s.adopt(opened)
	s.showToday()
}

// adopt makes a workspace the one that is open.
func (s *shell) adopt(opened *store.Store) {
	s.closeStore()
	s.store, s.watch = opened, todaypage.NewWatch(opened)
	s.listing, s.viewing, s.today, s.merging = nil, viewing{}, todaypage.Place{}, nil
	if !isDemo(opened.Path()) {
		s.prefs.remember(opened.Path())
	}
	s.prefs.see(opened.Path(), opened.Protection().Sealed)
	opened.Listen(func(c store.Changed) { fyne.Do(func() { s.changed(opened, c) }) })
	s.toSettle = 0
	s.countUnsettled()
}

// changed shows what every page shows of the workspace. A draft or a mere save
// changes nothing but whether all is saved.
func (s *shell) changed(of *store.Store, c store.Changed) {
	if s.store != of {
		return
	}
	s.recount(c)
	s.banner.show()
	if c.Kind == "file" {
		s.prefs.see(of.Path(), of.Protection().Sealed)
	}
	if c.Kind == "restored" {
		s.remake()
		return
	}
	if c.Kind != "file" {
		s.used()
	}
	if c.Kind == "draft" || c.Kind == "file" {
		s.rail.showState()
		return
	}
	s.rail.show()
	s.showMenu()
}

// retrySave tries again to write the file.
func (s *shell) retrySave() {
	s.work(s.store.Save, func(err error) {
		if err != nil {
			s.report(err)
		}
	})
}

// saveAs writes the workspace to another place, and works there from then on.
// Where that fails, another place can be chosen.
func (s *shell) saveAs() {
	ask := s.workspacePlace(s.words.T("file.saveAs.title"), s.words.T("save"), fileName(s.store.Path()))
	ask.folder, ask.replace = s.elsewhere(), true
	s.choosePlace(ask, func(path string, closed func()) {
		workspace, uncover := s.store, s.cover()
		s.work(func(ctx context.Context) error { return workspace.SaveAs(ctx, path) }, func(err error) {
			uncover()
			if err != nil {
				s.report(err)
				return
			}
			closed()
			s.prefs.remember(s.store.Path())
			s.window.SetTitle(s.title())
			s.rail.tell(s.words.T("file.savedAs", words.Args{"Path": s.store.Path()}))
		})
	})
}

// remake shows the current page anew, as its form was left, after the file was
// read anew: what pages hold may be gone.
func (s *shell) remake() {
	at, err := s.whereabouts()
	s.goTo(at)
	s.report(err)
}

// closeFile goes to the welcome page.
func (s *shell) closeFile() {
	s.leave(func() { s.leaveFile(s.showWelcome) })
}
