package ui

import (
	"framsteg/app/ui/participant"
	"framsteg/store/skapa"
)

// showGoal opens the form of a goal, new where it has no ID.
func (s *shell) showGoal(p skapa.Participant, goal skapa.Goal) {}

// onActive gives an act of a participant's page, nil where another page is
// shown or the participant has left.
func onActive(s *shell, act func(*participant.Page)) func() {
	if page, is := s.current.(*participant.Page); !is || !page.Participant().Active() {
		return nil
	}
	return onPage(s, act)
}

// onGone is onActive for a participant who has left.
func onGone(s *shell, act func(*participant.Page)) func() {
	if page, is := s.current.(*participant.Page); !is || page.Participant().Active() {
		return nil
	}
	return onPage(s, act)
}
