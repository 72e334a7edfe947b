package ui

import "framsteg/store/skapa"

// startMeeting starts today's rating meeting with a participant, or goes on
// with the one that was begun.
func (s *shell) startMeeting(p skapa.Participant) { s.rate(p, skapa.Self) }
