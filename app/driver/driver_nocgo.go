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
// toolkit made it for tests, where it never runs; here Run tells that it
// started and waits for Quit.
type headless struct {
	fyne.App
	about fyne.AppMetadata
	hooks hooks
	quit  chan struct{}
	once  sync.Once
}

func start(about fyne.AppMetadata) fyne.App {
	return &headless{App: test.NewApp(), about: about, quit: make(chan struct{})}
}

func (h *headless) UniqueID() string           { return h.about.ID }
func (h *headless) Metadata() fyne.AppMetadata { return h.about }
func (h *headless) Lifecycle() fyne.Lifecycle  { return &h.hooks }
func (h *headless) Quit()                      { h.once.Do(func() { close(h.quit) }) }

func (h *headless) Run() {
	if h.hooks.started != nil {
		h.hooks.started()
	}
	<-h.quit
	if h.hooks.stopped != nil {
		h.hooks.stopped()
	}
}

// hooks are what is called when the application starts and stops. Without a
// screen it is never in the foreground or the background.
type hooks struct{ started, stopped func() }

func (h *hooks) SetOnStarted(f func())           { h.started = f }
func (h *hooks) SetOnStopped(f func())           { h.stopped = f }
func (h *hooks) SetOnEnteredForeground(f func()) {}
func (h *hooks) SetOnExitedForeground(f func())  {}
