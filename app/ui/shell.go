package ui

import (
	"context"
	"image/color"
	"io"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"framsteg/app/ui/catalogue"
	"framsteg/app/ui/meeting"
	"framsteg/app/ui/merging"
	"framsteg/app/ui/screen"
	todaypage "framsteg/app/ui/today"
	"framsteg/app/ui/unsettled"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store"
)

// Least size of the window in dp: a small laptop at 150 %.
const (
	minWidth  = 820
	minHeight = 440
)

// shell is the window around the pages.
type shell struct {
	app    fyne.App
	window fyne.Window
	prefs  prefs
	words  words.Words
	run    screen.Runner
	speak  func(string) error
	now    func() time.Time

	secretWork int // of new passphrases, as store.Options.Work

	store     *store.Store // nil on the welcome page
	current   screen.Screen
	reopen    func() // shows the current page anew
	menus     []*fyne.Menu
	up        func()      // shows the page above it; nil where there is none
	above     func()      // shows the list of participants that was shown last
	at        whereabouts // of the current page, without what can be asked of it
	kept      []byte      // what the form that is shown next is filled with; nil for nothing
	listing   pageMemory
	today     todaypage.Place
	watch     *todaypage.Watch // of the store
	catalogue *catalogue.Place // how the page of activities was left
	merging   *merging.Place   // the files of others; nil for none
	cohorts   cohorts
	unsettled unsettled.Place // how the page of what is to be settled was left
	toSettle  int             // how much there is to settle, as it was counted last
	viewing   viewing         // of the participant whose page was shown last
	exports   string          // the folder where a picture or a sheet was saved last; "" for none
	busy      int             // works under way
	saving    int             // those of them that may save
	pulse     pulse
	lockState lockState
	cloaked   bool    // a participant answers: see cloak
	withheld  []error // what was to be reported meanwhile
	failed    error   // of the last file that couldn't be opened

	rail   *rail
	banner *banner
	place  *fyne.Container // of the current page
}

// clock gives the time now.
func (s *shell) clock() time.Time {
	if s.now != nil {
		return s.now()
	}
	return time.Now()
}

func (s *shell) build() {
	s.window.SetMaster()
	s.window.SetPadded(false)
	s.window.Resize(s.prefs.size())
	s.window.SetCloseIntercept(s.close)
	s.window.SetOnDropped(s.dropped)
	s.place = container.NewStack()
}

// dress makes all around the page, in the language of the moment.
func (s *shell) dress() {
	s.rail = newRail(s)
	s.banner = newBanner(s)
	least := newLeast(fyne.NewSize(minWidth, minHeight))
	body := container.New(&besideRail{}, s.rail, s.place)
	s.window.SetContent(container.NewStack(least, widget.NewGround(), container.NewBorder(s.banner, nil, nil, nil, body)))
	s.window.Canvas().SetOnTypedKey(s.onKey)
	s.showMenu()
}

// show makes a page the current one. A wide page has the window for itself; up
// shows the page above it, and is nil where there is none.
func (s *shell) show(p screen.Screen, wide bool, up func()) {
	if s.current != nil {
		s.current.Close()
	}
	s.current, s.up = p, up
	s.used()
	s.clear()
	s.place.Objects = []fyne.CanvasObject{p}
	s.rail.Hidden = wide || s.store == nil
	s.rail.forget()
	s.rail.show()
	s.banner.show()
	s.window.Content().Refresh()
	s.cloak()
	if first := p.First(); first != nil {
		s.window.Canvas().Focus(first)
	}
}

// clear takes away all that stands over a page that goes, but nothing that is to
// be seen by nobody.
func (s *shell) clear() {
	over := s.window.Canvas().Overlays()
	if over.Top() != nil {
		s.window.Canvas().Unfocus() // an entry, whose cursor would blink on
	}
	for top := over.Top(); top != nil; top = over.Top() {
		over.Remove(top)
	}
	s.window.Canvas().SetOnTypedKey(s.onKey)
	if s.lockState.due {
		s.veil()
	}
}

func (s *shell) title() string {
	if s.answering() { // whoever looks over a shoulder learns nothing
		return s.current.Title() + " – Framsteg"
	}
	if s.lockState.file != nil {
		return fileName(s.lockState.file.Path()) + " – Framsteg"
	}
	if s.store == nil {
		return "Framsteg"
	}
	if s.lockState.due {
		return fileName(s.store.Path()) + " – Framsteg"
	}
	return s.current.Title() + " – " + fileName(s.store.Path()) + " – Framsteg"
}

// leave goes on by then, unless the current page has something to lose.
func (s *shell) leave(then func()) {
	if s.current == nil {
		then()
		return
	}
	s.current.Leave(then)
}

// deps are what a page works with.
func (s *shell) deps() screen.Deps {
	return screen.Deps{Store: s.store, Words: s.words, Window: s.window, Run: s.work, Cover: s.cover, Tell: s.rail.tell, Report: s.report}
}

// cover keeps the window from taking any input until it is uncovered: what is
// entered while a page is being saved or closed would be lost.
func (s *shell) cover() (uncover func()) {
	over := s.window.Canvas().Overlays()
	shade := canvas.NewRectangle(color.Transparent)
	shade.Resize(s.window.Canvas().Size())
	over.Add(shade)
	return func() { over.Remove(shade) }
}

// work does a work aside that may save, and says so meanwhile.
func (s *shell) work(work func(context.Context) error, done func(error)) {
	s.saving++
	s.rail.showState()
	s.look(work, func(err error) {
		s.saving--
		s.rail.showState()
		done(err)
	})
}

// look does a work aside that only reads, and counts it.
func (s *shell) look(work func(context.Context) error, done func(error)) {
	s.busy++
	s.run(work, func(err error) {
		s.busy--
		done(err)
		if s.lockState.due {
			s.lockOn()
		}
	})
}

// longWork does a work that may take seconds over the window, saying what it
// is, and how much of it is done where the work tells that by share, and can be
// cancelled. done gets the work's own error: what had come to its end before it was
// cancelled has happened.
func (s *shell) longWork(label string, work func(context.Context) error, done func(error)) {
	ctx, cancel := context.WithCancel(context.Background())
	bar := newShareBar()
	question := widget.Over(s.window, label, bar.box, fyne.NewSize(400, 0), widget.Answer{
		Text: s.words.T("cancel"),
		Try: func() bool {
			cancel()
			return false // it goes when the work has ended
		},
	})
	s.work(func(context.Context) error { return work(bar.in(ctx)) }, func(err error) {
		bar.stop()
		question.Close()
		cancel()
		done(err)
	})
}

// report shows what failed as one sentence.
func (s *shell) report(err error) {
	if err == nil {
		return
	}
	if s.answering() {
		s.withheld = append(s.withheld, err)
		return
	}
	widget.Ask(s.window, s.words.T("failed.title"), s.words.Sentence(err),
		widget.Answer{Text: s.words.T("ok"), Primary: true})
}

// onKey handles the keys that nothing in the window has a use for.
func (s *shell) onKey(key *fyne.KeyEvent) {
	if s.window.Canvas().Overlays().Top() != nil {
		return
	}
	m, meets := s.current.(*meeting.Page)
	switch {
	case meets && key.Name == fyne.KeyEscape:
		m.Escape()
		return
	case s.answering() && (key.Name == fyne.KeyF1 || key.Name == fyne.KeyF10):
		return
	}
	switch key.Name {
	case fyne.KeyEscape:
		s.back()
	case fyne.KeyF1:
		s.showShortcuts()
	case fyne.KeyF10:
		s.openMenu()
	default:
		if page, is := s.current.(interface{ Scroll() *container.Scroll }); is && page.Scroll() != nil {
			widget.ScrollKey(page.Scroll(), key.Name)
		}
	}
}

// setLang speaks another language from here on.
func (s *shell) setLang(lang string) {
	s.leave(func() {
		s.prefs.SetString(prefLang, lang)
		s.speakIn(lang)
		s.reopen()
	})
}

// speakIn makes all around the page in a language.
func (s *shell) speakIn(lang string) {
	s.words = words.In(lang)
	s.dress()
	if s.speak != nil {
		if err := s.speak(s.words.Lang); err != nil {
			s.report(err)
		}
	}
}

// close ends the program, once nothing can be lost by it.
func (s *shell) close() {
	if s.window.Canvas().Overlays().Top() != nil {
		return // a question is to be answered first
	}
	s.leave(func() {
		s.prefs.setSize(s.window.Canvas().Size())
		s.leaveFile(s.window.Close)
	})
}

// leaveFile closes the file and goes on by then, once it may be let go.
func (s *shell) leaveFile(then func()) {
	s.letGo(func() {
		s.closeStore()
		then()
	})
}

// letGo goes on by then when the file holds everything; else it asks.
func (s *shell) letGo(then func()) {
	if s.lockState.file != nil {
		s.letLockedGo(then)
		return
	}
	if s.store == nil {
		then()
		return
	}
	// A work in the queue may still save.
	uncover := s.cover()
	s.work(func(context.Context) error { return nil }, func(error) {
		uncover()
		unsaved := s.store.Unsaved()
		if unsaved == nil {
			then()
			return
		}
		w := s.words
		if args, conflict := conflictOf(unsaved); conflict {
			widget.Ask(s.window, w.T("conflict.close.title"), w.T("conflict.close.text", args),
				widget.Answer{Text: w.T("conflict.merge"), Primary: true, Do: s.mergeTheirs},
				widget.Answer{Text: w.T("conflict.close"), Do: then},
				widget.Answer{Text: w.T("unsaved.stay")})
			return
		}
		widget.Ask(s.window, w.T("unsaved.title"), w.Sentence(unsaved),
			widget.Answer{Text: w.T("unsaved.lose"), Do: then},
			widget.Answer{Text: w.T("unsaved.elsewhere"), Do: s.saveAs},
			widget.Answer{Text: w.T("unsaved.stay"), Primary: true})
	})
}

// closeStore closes the file, open or locked, and the page that shows it, if
// there is one.
func (s *shell) closeStore() {
	if s.store == nil && s.lockState.file == nil {
		return
	}
	if s.current != nil {
		s.current.Close()
		s.current = nil
	}
	s.at = whereabouts{}
	s.report(s.release())
}

// release lets go of the file, open or locked, if there is one.
func (s *shell) release() error {
	var file io.Closer
	switch {
	case s.store != nil:
		file = s.store
	case s.lockState.file != nil:
		file = s.lockState.file
	default:
		return nil
	}
	s.store, s.watch, s.lockState, s.withheld, s.cohorts = nil, nil, lockState{}, nil, cohorts{}
	return file.Close()
}
