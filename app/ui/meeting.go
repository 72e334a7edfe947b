package ui

import (
	"context"
	"encoding/json"
	"runtime"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/meeting"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// onMeeting is the page of a meeting, as whereabouts name it.
const onMeeting = "meeting"

// startMeeting starts today's rating meeting with a participant, or goes on
// with the one that was begun. A participant who has left only goes on.
func (s *shell) startMeeting(p skapa.Participant, from origin) {
	drafts, err := s.store.Drafts(context.Background(), p.ID)
	if err != nil {
		s.report(err)
		return
	}
	if p.Active() || len(drafts) > 0 {
		s.showMeeting(p, nil, from)
		return
	}
	w := s.words
	widget.Ask(s.window, w.T("meeting.left.title", words.Args{"Code": p.Code}), w.T("meeting.left"),
		widget.Answer{Text: w.T("meeting.left.reenter"), Do: func() { s.askReentry(p) }},
		widget.Answer{Text: w.T("cancel"), Primary: true})
}

// showMeeting shows the meeting as another page of it was kept; nil for as it is in
// the file. Going back shows where it was opened from.
func (s *shell) showMeeting(p skapa.Participant, kept json.RawMessage, from origin) {
	var shown *meeting.Page
	s.visit(whereabouts{Page: onMeeting, Participant: p.ID, From: from}, func() {
		if shown != nil { // shown anew, it goes on where it was
			var err error
			if kept, err = shown.Keep(); err != nil {
				s.report(err)
			}
		}
		m, err := meeting.New(s.deps(), p)
		if err != nil {
			s.report(err)
			return
		}
		if kept != nil {
			s.report(m.Refill(kept))
		}
		shown = m
		m.OneByOne = s.prefs.oneAtATime()
		m.OnStage = s.cloak
		m.Now = s.clock
		m.OnBack = s.back
		m.OnGoal = func(goal skapa.Goal) { s.leaveMeeting(m, from, func(from origin) { s.showGoal(p, goal, from) }) }
		m.OnActivity = func(area skapa.Area) {
			s.leaveMeeting(m, from, func(from origin) { s.newParticipationFor(p, area, from) })
		}
		m.OnSaved = func() {
			s.showParticipant(p.ID)
			s.rail.tell(s.words.T("meeting.saved"))
		}
		s.show(m, true, s.after(p.ID, from))
		if kept == nil {
			m.Begin()
		}
	})
}

// leaveMeeting shows another page from a meeting, which is shown again after it.
func (s *shell) leaveMeeting(m *meeting.Page, above origin, other func(from origin)) {
	s.leave(func() {
		kept, err := m.Keep()
		if err != nil {
			s.report(err)
			return
		}
		other(origin{Page: onMeeting, Meeting: kept, Above: above.Page})
	})
}

// answering tells whether the laptop is in a participant's hands: then nothing
// but their questions may be seen or reached, or the page that locks these.
func (s *shell) answering() bool { return s.theirs() != nil }

// theirs gives the language of the participant who has the laptop; nil where the
// supervisor has it.
func (s *shell) theirs() *words.Words {
	if m, is := s.current.(*meeting.Page); is && m.Answering() {
		theirs := m.Theirs()
		return &theirs
	}
	return s.lockState.theirs
}

// cloak hides all around the page while a participant answers, and shows it
// again after.
func (s *shell) cloak() {
	answering := s.answering()
	if answering != s.cloaked {
		s.cloaked = answering
		s.window.SetFullScreen(answering)
	}
	s.banner.show()
	s.window.SetTitle(s.title())
	s.showMenu()
	if !answering && s.store != nil {
		withheld := s.withheld
		s.withheld = nil
		for _, err := range withheld {
			s.report(err)
		}
	}
}

// quietMenu is all of the menu that a participant has: nothing, but where the
// system shows one anyway, that asks for the supervisor.
func (s *shell) quietMenu() *fyne.MainMenu {
	if runtime.GOOS != "darwin" {
		return nil
	}
	take := fyne.NewMenuItem(s.words.T("meeting.supervisor"), s.close)
	take.IsQuit = true
	return fyne.NewMainMenu(fyne.NewMenu("Framsteg", take))
}
