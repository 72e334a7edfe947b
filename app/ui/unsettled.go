package ui

// showUnsettled shows what two people said differently, and what stands twice.
func (s *shell) showUnsettled() {}
