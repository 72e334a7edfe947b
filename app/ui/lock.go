package ui

import (
	"context"
	"encoding/json"
	"errors"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"
	fynewidget "fyne.io/fyne/v2/widget"

	"framsteg/app/ui/locked"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// forgetAfter is how long the toolkit keeps what it drew last, and a bit.
const forgetAfter = 75 * time.Second

// lockState is of a window that is locked, or about to be.
type lockState struct {
	file    *store.Locked // nil while nothing is locked
	unsaved error         // why the file lacks something that the lock holds; nil when it lacks nothing
	due     bool          // once the work under way has ended
	forget  time.Duration // until the toolkit has forgotten what it drew; zero when it has
}

// canLock tells whether there is a passphrase to lock by: a plain file has
// none, and one that was opened by its recovery key has none yet.
func (s *shell) canLock() bool {
	if s.store == nil {
		return false
	}
	p := s.store.Protection()
	return p.Sealed && !p.NeedsPassphrase
}

// lock closes a sealed file and shows nothing but the page that asks for its
// passphrase. What stands in a form is kept, encrypted, until the file is
// unlocked. A work under way comes to its end first, behind a veil.
func (s *shell) lock() {
	if !s.canLock() || s.lockState.due {
		return
	}
	if s.busy == 0 {
		s.dismiss() // which may begin a work
	}
	s.lockState.due = true
	s.veil()
	if s.busy == 0 {
		s.lockNow()
	}
}

// dismiss takes away what stands over the window, as Escape does.
func (s *shell) dismiss() {
	over := s.window.Canvas().Overlays()
	for top := over.Top(); top != nil; top = over.Top() {
		if handle := s.window.Canvas().OnTypedKey(); handle != nil {
			handle(&fyne.KeyEvent{Name: fyne.KeyEscape})
		}
		over.Remove(top)
	}
	s.clear()
}

// veil hides everything until the lock is there.
func (s *shell) veil() {
	ground := canvas.NewRectangle(theme.Color(theme.ColorNameBackground))
	veil := container.NewStack(ground, container.NewCenter(fynewidget.NewLabel(s.words.T("lock.locking"))))
	veil.Resize(s.window.Canvas().Size())
	s.window.Canvas().Overlays().Add(veil)
	s.window.SetTitle(fileName(s.store.Path()) + " – Framsteg")
}

func (s *shell) lockNow() {
	workspace := s.store
	unsaved := workspace.Unsaved()
	at, err := s.whereabouts()
	notes, failed := json.Marshal(at)
	if err = errors.Join(err, failed); err != nil {
		s.lockFailed(err)
		return
	}
	var file *store.Locked
	s.run(func(context.Context) (err error) {
		file, err = workspace.Lock(notes)
		return err
	}, func(err error) {
		if err != nil {
			s.lockFailed(err)
			return
		}
		s.current.Close()
		s.store, s.current = nil, nil
		s.lockState = lockState{file: file, unsaved: unsaved, forget: forgetAfter}
		s.showLocked()
		s.forget()
	})
}

// lockFailed shows the page again and says why. The next attempt is after the
// next idle minutes.
func (s *shell) lockFailed(err error) {
	s.lockState.due = false
	s.used()
	s.clear()
	s.window.SetTitle(s.title())
	s.report(err)
}

// showLocked shows the lock page in a window where all else is made anew, so
// that nothing of what was shown is left in it.
func (s *shell) showLocked() {
	s.listing = nil
	s.dress()
	s.visit(whereabouts{}, func() {
		p := locked.New(s.words, s.window, fileName(s.lockState.file.Path()), s.lockState.unsaved != nil)
		p.OnUnlock = func(secret string) { s.unlock(p, secret) }
		p.OnOpen = s.askOpen
		p.OnClose = s.closeFile
		s.show(p, true, nil)
	})
}

// forget lets go of the memory that shows what was shown. The theme is set
// again since that empties the toolkit's memory of texts that it measured.
func (s *shell) forget() {
	s.app.Settings().SetTheme(s.app.Settings().Theme())
	go debug.FreeOSMemory()
}

// sweep forgets once more when the toolkit has let go of what it drew, which
// it does when it draws the next time.
func (s *shell) sweep(passed time.Duration) {
	l := &s.lockState
	if l.file == nil || l.forget <= 0 {
		return
	}
	if l.forget -= passed; l.forget <= 0 {
		s.forget()
	}
}

// unlock opens the locked file by what was entered on its page.
func (s *shell) unlock(p *locked.Page, secret string) {
	uncover := s.cover()
	p.Wait(true)
	file := s.lockState.file
	var opened *store.Store
	var notes []byte
	s.work(func(ctx context.Context) (err error) {
		if opened, notes, err = file.Open(ctx, secret); err != nil {
			return err
		}
		_, err = opened.Caseload(ctx) // the list asks for it
		return err
	}, func(err error) {
		uncover()
		p.Wait(false)
		switch {
		case errors.Is(err, store.ErrSecret):
			p.Refuse("error.secret.wrong")
		case err != nil:
			s.report(err)
		default:
			s.unlocked(opened, notes)
		}
	})
}

// unlocked goes on where the lock came.
func (s *shell) unlocked(opened *store.Store, notes []byte) {
	s.lockState = lockState{}
	s.adopt(opened)
	if opened.Protection().NeedsPassphrase {
		defer s.askLackingPassphrase() // over what is shown
	}
	if notes == nil { // the file has another passphrase than when it was locked
		s.showParticipants()
		s.report(&skapa.Problem{Key: "error.lock.notes"})
		return
	}
	var at whereabouts
	err := json.Unmarshal(notes, &at)
	s.goTo(at)
	s.report(err)
}

// letLockedGo goes on by then when the lock holds nothing that the file lacks;
// else it asks.
func (s *shell) letLockedGo(then func()) {
	if s.lockState.unsaved == nil {
		then()
		return
	}
	w := s.words
	widget.Ask(s.window, w.T("unsaved.title"), w.T("lock.unsaved", words.Args{"Why": w.Sentence(s.lockState.unsaved)}),
		widget.Answer{Text: w.T("unsaved.lose"), Do: then},
		widget.Answer{Text: w.T("unsaved.stay"), Primary: true})
}
