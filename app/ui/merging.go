package ui

// showMerging shows the page on which files of others come into the workspace; a
// path that is not "" is the first of them.
func (s *shell) showMerging(path string) {}
