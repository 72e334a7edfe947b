package ui

import (
	"context"
	"encoding/json"

	"framsteg/store/skapa"
)

// origin is what a form about a participant was opened from, and what is shown
// again after it. The zero origin is the participant's page.
type origin struct {
	Page    string          // onToday, onMeeting or ""
	Meeting json.RawMessage // what the page of the meeting gave to Keep
	Above   string          // onToday where that was opened from there
}

// after gives what shows again what a form about a participant was opened from.
func (s *shell) after(id skapa.ID, from origin) func() {
	switch from.Page {
	case onToday:
		return s.showToday
	case onMeeting:
		return func() { s.goOnMeeting(id, from) }
	}
	return func() { s.showParticipant(id) }
}

// goOnMeeting shows the meeting with a participant as it was left.
func (s *shell) goOnMeeting(id skapa.ID, from origin) {
	p, err := s.store.Participant(context.Background(), id)
	if err != nil {
		s.showAbove()
		s.report(err)
		return
	}
	s.showMeeting(p, from.Meeting, origin{Page: from.Above})
}
