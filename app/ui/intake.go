package ui

// onImport is the page that imports a table, as whereabouts name it.
const onImport = "import"

// showImport shows the page that imports a table from a file; "" lets the user
// choose one there.
func (s *shell) showImport(path string) {
	s.at = whereabouts{Page: onImport}
	_ = path
}
