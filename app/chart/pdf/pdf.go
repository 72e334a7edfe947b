// Package pdf writes scenes as the pages of a tagged PDF: vector, with real text
// in the program's own fonts, and with what each part is for those who listen.
package pdf

import (
	"io"

	"framsteg/app/chart/scene"
	"framsteg/store/skapa"
)

// Document is what is to be written. It names a title, a language and the day,
// and nothing of who made it or where.
type Document struct {
	Title string
	Lang  string // "sv" or "en"
	Made  skapa.Date
	Pages []Page
}

// Page is one sheet. A dp of its scene is a point on paper (1/72 inch).
type Page struct {
	Scene    scene.Scene
	Elements []Element // in reading order; what is in none of them is decoration
}

// Role is what an element is, as PDF names it.
type Role string

// The roles that documents of ours have.
const (
	Heading1  Role = "H1"
	Heading2  Role = "H2"
	Paragraph Role = "P"
	Figure    Role = "Figure" // needs Alt
	Table     Role = "Table"
	Row       Role = "TR"
	Header    Role = "TH"
	Cell      Role = "TD"
	List      Role = "L"
	Item      Role = "LI"
	Body      Role = "LBody"
)

// Element is a part of a page: the operations From … To–1 of its scene, or
// others inside it. An element on the next page that goes on with the last of a
// page (a table) is a new one.
type Element struct {
	Role     Role
	Alt      string // what a figure shows, in words
	From, To int
	Inside   []Element
}

// Write writes d. The same document gives the same bytes.
func Write(w io.Writer, d Document, p scene.Palette) error { return nil }
