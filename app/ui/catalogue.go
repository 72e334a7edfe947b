package ui

import (
	"framsteg/app/ui/participant"
	"framsteg/store/skapa"
)

// showCatalogue shows the activities that there are.
func (s *shell) showCatalogue() { s.goToParticipants() }

// showActivity opens the form of an activity; one without an ID is new.
func (s *shell) showActivity(skapa.Activity) { s.showCatalogue() }

// handOver lets somebody else follow participants.
func (s *shell) handOver([]skapa.ID) {}

// newParticipationFor opens the form of a new participation, with the
// activities first that serve an area; "" for any.
func (s *shell) newParticipationFor(p skapa.Participant, area skapa.Area) {
	s.showParticipation(p, participant.NewParticipation(p.ID, s.store.Today()))
	if f, is := s.current.(*participant.ParticipationForm); is {
		f.Prefer(area)
	}
}
