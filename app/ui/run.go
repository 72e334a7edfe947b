// Package ui is the window: its menu and navigation, which page it shows, and
// how it says that something failed.
package ui

import (
	"context"
	"errors"
	"io"
	"time"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/look"
	"framsteg/app/ui/screen"
)

// Options are what the window starts with.
type Options struct {
	File    string                  // the workspace to open; "" for the welcome page
	Secret  string                  // opens File where it is sealed
	Work    int                     // how much work a guess of a new passphrase takes, as store.Options.Work
	Lang    string                  // the language that was asked for; "" for the one chosen before, or System
	System  string                  // the language of the operating system
	Speak   func(lang string) error // makes the toolkit's own texts follow a language
	Smoke   string                  // a PNG to draw the first frame to, after which the program ends
	Started time.Time               // of the process
	Out     io.Writer               // for what Smoke measures
	Run     screen.Runner           // nil works aside
	Crash   func(value any) error   // describes a panic aside and gives what to say of it
	Now     func() time.Time        // nil is time.Now

	// OnInput calls used at each key and movement in a window that is shown;
	// nil where there are none. Its error says that it never will.
	OnInput func(w fyne.Window, used func()) error
}

// Run shows the window until it is closed, and closes the file that is open
// then. Its error is of Smoke, or of that.
func Run(a fyne.App, o Options) error {
	end := func() {}
	if o.Run == nil {
		queue := newQueue(o.Crash)
		o.Run, end = queue.run, queue.end
	}
	s := newShell(a, o)
	s.begin(o)
	s.window.Show()
	smoked := make(chan error, 1)
	if o.Smoke == "" {
		s.live(o)
		smoked <- nil
	} else {
		a.Lifecycle().SetOnStarted(func() {
			go func() {
				smoked <- s.smoke(o)
				fyne.Do(a.Quit)
			}()
		})
	}
	a.Run()
	end()
	return errors.Join(<-smoked, s.release())
}

// live follows the time and who uses the window, until it is closed.
func (s *shell) live(o Options) {
	if o.OnInput != nil {
		// Without it, pages shown and acts done are what counts as use: a file
		// is locked too early rather than never.
		if err := o.OnInput(s.window, s.used); err != nil {
			fyne.LogError("no input", err)
		}
	}
	s.window.SetOnClosed(s.startPulse())
}

func newShell(a fyne.App, o Options) *shell {
	s := &shell{app: a, prefs: prefs{a.Preferences()}, run: o.Run, speak: o.Speak, now: o.Now, secretWork: o.Work, window: a.NewWindow("Framsteg")}
	lang := o.Lang
	if lang == "" {
		lang = s.prefs.StringWithFallback(prefLang, o.System)
	}
	a.Settings().SetTheme(look.Theme{Mode: s.prefs.mode()})
	s.build()
	s.speakIn(lang)
	return s
}

// begin shows the first page.
func (s *shell) begin(o Options) {
	s.showWelcome()
	if o.File != "" {
		s.openWith(o.File, o.Secret)
	}
}

// queue does one work after the other on a goroutine of its own, and what
// follows on the window's.
type queue struct {
	works chan func()
	ended chan struct{}
	crash func(any) error
}

func newQueue(crash func(any) error) *queue {
	q := &queue{works: make(chan func(), 256), ended: make(chan struct{}), crash: crash}
	go func() {
		defer close(q.ended)
		for work := range q.works {
			work()
		}
	}()
	return q
}

func (q *queue) run(work func(context.Context) error, done func(error)) {
	q.works <- func() {
		err := q.do(work)
		fyne.Do(func() { done(err) })
	}
}

// do does a work; a panic in it is an error like any other.
func (q *queue) do(work func(context.Context) error) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = q.crash(value)
		}
	}()
	return work(context.Background())
}

// end waits for all works.
func (q *queue) end() {
	close(q.works)
	<-q.ended
}
