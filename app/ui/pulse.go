package ui

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"

	todaypage "framsteg/app/ui/today"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Pauses between attempts to save what could not be saved.
const (
	firstRetry = 10 * time.Second
	lastRetry  = time.Minute
)

// pulse is what the window knows of the time that passes.
type pulse struct {
	last  time.Time     // of the beat before
	day   skapa.Date    // of the beat before, by which what is shown was asked
	idle  time.Duration // since anybody used the window
	retry time.Duration // until the next attempt to save
	pause time.Duration // before that attempt; zero while all is saved
}

// used says that somebody is at the window.
func (s *shell) used() { s.pulse.idle = 0 }

// beat does what is due by the clock: it locks a sealed file that nobody uses,
// and tries again to save.
func (s *shell) beat(now time.Time) {
	now = now.Round(0) // the time of the day goes on while the computer sleeps
	var passed time.Duration
	if !s.pulse.last.IsZero() {
		passed = max(0, now.Sub(s.pulse.last)) // a clock that is set back takes nothing away
	}
	s.pulse.last = now
	if s.pulse.idle += passed; s.pulse.idle >= s.prefs.lockAfter() {
		s.lock()
	}
	s.saveAgain(passed)
	s.sweep(passed)
	s.turnDay()
}

// turnDay asks anew what is to be done where another day has begun.
func (s *shell) turnDay() {
	if s.store == nil {
		return
	}
	today := s.store.Today()
	before := s.pulse.day
	if s.pulse.day = today; before.IsZero() || before == today {
		return
	}
	if page, is := s.current.(*todaypage.Page); is {
		page.Reload()
	}
	s.rail.show()
}

// saveAgain tries again to save, without a word: the banner goes when it works.
// What waits for an answer of the user is not tried.
func (s *shell) saveAgain(passed time.Duration) {
	p := &s.pulse
	if s.store == nil || !hopeful(s.store) {
		p.pause = 0
		return
	}
	if p.pause == 0 {
		p.pause, p.retry = firstRetry, firstRetry
		return
	}
	if p.retry -= passed; p.retry > 0 || s.busy > 0 {
		return
	}
	p.pause = min(2*p.pause, lastRetry)
	p.retry = p.pause
	workspace := s.store
	s.work(workspace.Save, func(error) {}) // the banner says why not
}

// hopeful tells whether what is not saved may be saved by trying again.
func hopeful(w *store.Store) bool {
	unsaved := w.Unsaved()
	return unsaved != nil && !errors.Is(unsaved, store.ErrConflict) && !w.Protection().NeedsPassphrase
}

// startPulse beats once a second until stop, which must be called on the
// window's goroutine.
func (s *shell) startPulse() (stop func()) {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		ticker := time.NewTicker(time.Second)
		defer ticker.Stop()
		for {
			select {
			case <-ticker.C:
				fyne.Do(func() { s.beat(s.clock()) })
			case <-ctx.Done():
				return
			}
		}
	}()
	return func() {
		cancel()
		<-ended
	}
}
