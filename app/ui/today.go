package ui

import (
	"fyne.io/fyne/v2"

	"framsteg/app/ui/participant"
	"framsteg/app/ui/settings"
	todaypage "framsteg/app/ui/today"
)

// The pages of a workspace that can be reached from everywhere.
const (
	onToday    = "today"
	onSettings = "settings"

	onCatalogue = "catalogue"
	onActivity  = "activity"
)

// showToday shows who asks for something today: the page that a file opens with.
func (s *shell) showToday() {
	s.visit(whereabouts{Page: onToday}, func() {
		s.viewing.Spot = participant.Spot{} // from here, nobody comes back to it
		s.above = s.showToday
		s.show(todaypage.New(s.deps()), false, nil)
	})
}

// goToToday is showToday from anywhere.
func (s *shell) goToToday() { s.leave(s.showToday) }

// showSettings shows what the workspace and this computer are set to.
func (s *shell) showSettings() {
	s.visit(whereabouts{Page: onSettings}, func() {
		s.show(settings.New(s.deps()), false, s.showAbove)
	})
}

func (s *shell) goToSettings()  { s.leave(s.showSettings) }
func (s *shell) goToCatalogue() { s.leave(s.showCatalogue) }

// showAbove shows the page that lists participants and that was shown last.
func (s *shell) showAbove() {
	if s.above == nil {
		s.showParticipants()
		return
	}
	s.above()
}

// placeCommands go to the pages of the rail.
func (s *shell) placeCommands() []command {
	return []command{
		{"menu.today", ctrl(fyne.KeyG), s.inFile(s.goToToday)},
		{"menu.participants", ctrlShift(fyne.KeyD), s.inFile(s.goToParticipants)},
		{"menu.catalogue", ctrlShift(fyne.KeyA), s.inFile(s.goToCatalogue)},
		{"menu.settings", ctrl(fyne.KeyComma), s.inFile(s.goToSettings)},
	}
}
