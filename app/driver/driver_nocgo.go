//go:build !cgo

package driver

import (
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// Headless tells that the program was built without cgo and can draw into
// pictures only.
const Headless = true

// headless is the toolkit's application without a screen, under our name. The
// toolkit made it for tests, where it never runs and everything happens on one
// goroutine; here Run is the goroutine of the window until Quit.
type headless struct {
	fyne.App
	about  fyne.AppMetadata
	driver loop
	hooks  hooks
	quit   chan struct{}
	once   sync.Once
}

func start(about fyne.AppMetadata) fyne.App {
	toolkit := test.NewApp()
	h := &headless{
		App: toolkit, about: about, quit: make(chan struct{}),
		driver: loop{Driver: toolkit.Driver(), calls: make(chan func(), 1024)},
	}
	fyne.SetCurrentApp(h)
	return h
}

func (h *headless) UniqueID() string           { return h.about.ID }
func (h *headless) Metadata() fyne.AppMetadata { return h.about }
func (h *headless) Driver() fyne.Driver        { return h.driver }
func (h *headless) Lifecycle() fyne.Lifecycle  { return &h.hooks }
func (h *headless) Quit()                      { h.once.Do(func() { close(h.quit) }) }

func (h *headless) Run() {
	if h.hooks.started != nil {
		h.hooks.started()
	}
	for {
		select {
		case call := <-h.driver.calls:
			call()
		case <-h.quit:
			if h.hooks.stopped != nil {
				h.hooks.stopped()
			}
			return
		}
	}
}

// loop brings the calls of other goroutines to the one of the window.
type loop struct {
	fyne.Driver
	calls chan func()
}

// DoFromGoroutine is what fyne.Do and fyne.DoAndWait do.
func (l loop) DoFromGoroutine(call func(), wait bool) {
	if !wait {
		l.calls <- call
		return
	}
	done := make(chan struct{})
	l.calls <- func() {
		defer close(done)
		call()
	}
	<-done
}

// hooks are what is called when the application starts and stops. Without a
// screen it is never in the foreground or the background.
type hooks struct{ started, stopped func() }

func (h *hooks) SetOnStarted(f func())         { h.started = f }
func (h *hooks) SetOnStopped(f func())         { h.stopped = f }
func (h *hooks) SetOnEnteredForeground(func()) {}
func (h *hooks) SetOnExitedForeground(func())  {}
