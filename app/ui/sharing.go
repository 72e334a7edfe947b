package ui

import "framsteg/app/ui/sharing"

// The pages of exporting, as whereabouts name them.
const (
	onExport = "export"
)

// showSharing shows what can be written for others.
func (s *shell) showSharing() {
	s.visit(whereabouts{Page: onExport}, func() {
		p := sharing.NewStart(s.words, s.window)
		p.OnChosen = s.showExportOf
		s.show(p, false, s.showAbove)
	})
}

// goToSharing is showSharing from anywhere.
func (s *shell) goToSharing() { s.leave(s.showSharing) }

// showExportOf shows the page that writes one kind.
func (s *shell) showExportOf(sharing.Kind) {}
