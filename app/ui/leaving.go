package ui

import "framsteg/store/skapa"

// showPause opens the form of a pause, new where it has no ID.
func (s *shell) showPause(p skapa.Participant, pause skapa.Pause) {}

// showExit opens the form of the exit of the latest period.
func (s *shell) showExit(p skapa.Participant) {}

// askReentry opens the form that begins a new period.
func (s *shell) askReentry(p skapa.Participant) {}

// showFollowUp opens the form of a follow-up, new where it has no ID.
func (s *shell) showFollowUp(p skapa.Participant, followUp skapa.FollowUp) {}
