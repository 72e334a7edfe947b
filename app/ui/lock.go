package ui

import (
	"context"
	"encoding/json"
	"errors"
	"runtime/debug"
	"strings"
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
	file   *store.Locked // nil while nothing is locked
	dirty  bool          // the page that was locked has input that is not saved
	due    bool          // once the work under way has ended
	forget time.Duration // until the toolkit has forgotten what it drew; zero when it has
	swept  bool          // once; it may have drawn late
	theirs *words.Words  // of the participant who had the laptop; nil where the supervisor had it
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
	s.lockState.due = true
	s.window.SetTitle(s.title())
	s.lockOn()
}

// lockOn goes on to the lock that is due. While a work is under way it only
// hides what the one before may have shown or asked.
func (s *shell) lockOn() {
	if s.busy == 0 {
		s.dismiss() // which may begin a work, or have ended one and come here before
	}
	switch {
	case !s.lockState.due:
	case s.busy > 0:
		s.veil()
	default:
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
	s.window.Canvas().SetOnTypedKey(s.onKey)
}

// veil hides everything until the lock is there.
func (s *shell) veil() {
	ground := canvas.NewRectangle(theme.Color(theme.ColorNameBackground))
	veil := container.NewStack(ground, container.NewCenter(fynewidget.NewLabel(s.words.T("lock.locking"))))
	veil.Resize(s.window.Canvas().Size())
	s.window.Canvas().Overlays().Add(veil)
}

func (s *shell) lockNow() {
	workspace := s.store
	at, err := s.whereabouts()
	notes, failed := json.Marshal(at)
	if err = errors.Join(err, failed); err != nil {
		s.lockFailed(err)
		return
	}
	f, is := s.current.(form)
	dirty := is && f.Dirty()
	theirs := s.theirs()
	s.veil()
	var file *store.Locked
	s.work(func(context.Context) (err error) {
		file, err = workspace.Lock(notes)
		return err
	}, func(err error) {
		if err != nil {
			s.lockFailed(err)
			return
		}
		s.current.Close()
		s.store, s.watch, s.current, s.withheld, s.cohorts = nil, nil, nil, nil, cohorts{}
		s.lockState = lockState{file: file, dirty: dirty, forget: forgetAfter, theirs: theirs}
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
	s.listing, s.viewing, s.merging = nil, viewing{}, nil
	s.dress()
	s.visit(whereabouts{}, func() {
		p := s.lockPage()
		p.OnUnlock = func(secret string) { s.unlock(p, secret) }
		s.show(p, true, nil)
	})
}

func (s *shell) lockPage() *locked.Page {
	if theirs := s.lockState.theirs; theirs != nil {
		return locked.NewGuarded(*theirs, s.window)
	}
	file := s.lockState.file
	p := locked.New(s.words, s.window, fileName(file.Path()), s.lockText(), file.Unsaved() != nil)
	p.OnOpen = s.askOpen
	p.OnClose = s.closeFile
	return p
}

// lockText says on the lock page what became of the work.
func (s *shell) lockText() string {
	unsaved := s.lockState.file.Unsaved()
	if args, conflict := conflictOf(unsaved); conflict {
		return s.words.T("lock.text.conflict", args)
	}
	if unsaved != nil {
		return s.words.T("lock.text.unsaved")
	}
	return s.words.T("lock.text")
}

// forget lets go of the memory that shows what was shown. The theme is set
// again since that empties the toolkit's memory of texts that it measured.
func (s *shell) forget() {
	s.app.Settings().SetTheme(s.app.Settings().Theme())
	s.run(func(context.Context) error { debug.FreeOSMemory(); return nil }, s.report)
}

// sweep forgets once more when the toolkit has let go of what it drew, which
// it does when it draws the next time; and again, for who draws slowly.
func (s *shell) sweep(passed time.Duration) {
	l := &s.lockState
	if l.file == nil || l.forget <= 0 {
		return
	}
	if l.forget -= passed; l.forget > 0 {
		return
	}
	s.forget()
	if !l.swept {
		l.swept, l.forget = true, forgetAfter
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
		_, err = opened.Facts(ctx) // the first page asks for it
		return err
	}, func(err error) {
		uncover()
		p.Wait(false)
		switch {
		case errors.Is(err, store.ErrSecret):
			p.Refuse(wrongSecret(secret))
		case err != nil && s.answering() && notes == nil: // whoever sits there sees no path
			p.Refuse("meeting.handing.failed")
		case err != nil && s.answering(): // it is the supervisor
			s.lockState.theirs = nil
			s.showLocked()
			s.report(err)
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
		s.showToday()
		s.report(&skapa.Problem{Key: "error.lock.notes"})
		return
	}
	var at whereabouts
	err := json.Unmarshal(notes, &at)
	s.goTo(at)
	s.report(err)
}

// letLockedGo goes on by then when nothing would be missing in the file; else
// it says what, and asks.
func (s *shell) letLockedGo(then func()) {
	w, unsaved := s.words, s.lockState.file.Unsaved()
	var title, leave string
	var said []string
	if args, conflict := conflictOf(unsaved); conflict {
		title, leave = "conflict.close.title", "conflict.close"
		said = append(said, w.T("lock.conflict", args))
	} else if unsaved != nil {
		title, leave = "unsaved.title", "unsaved.lose"
		said = append(said, w.T("lock.unsaved", words.Args{"Why": w.Sentence(unsaved)}))
	}
	if s.lockState.dirty {
		title, leave = "leave.title", "unsaved.lose"
		said = append(said, w.T("lock.dirty"))
	}
	if len(said) == 0 {
		then()
		return
	}
	widget.Ask(s.window, w.T(title), strings.Join(said, "\n\n"),
		widget.Answer{Text: w.T(leave), Do: then},
		widget.Answer{Text: w.T("unsaved.stay"), Primary: true})
}
