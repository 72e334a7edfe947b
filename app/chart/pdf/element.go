package pdf

import (
	"fmt"
	"strings"
)

// Role is what an element is, as PDF names it.
type Role string

// The roles that documents of ours have.
const (
	Heading1  Role = "H1"
	Heading2  Role = "H2"
	Heading3  Role = "H3"
	Paragraph Role = "P"
	Figure    Role = "Figure" // needs Alt
	Table     Role = "Table"
	Row       Role = "TR" // in a Table
	Header    Role = "TH" // in a Row: of the row where a Cell is in it too, else of the column
	Cell      Role = "TD" // in a Row
	List      Role = "L"
	Item      Role = "LI"    // in a List
	Body      Role = "LBody" // in an Item
)

// Element is a part of a page: the operations From … To–1 of its scene, or
// other elements. One with others inside it has no operations of its own: From
// and To are 0, and what is between the others (the lines of a table) is
// decoration. No operation is in two elements; From = To is an empty one. An
// element on the next page that goes on with the last of a page (a table) is a
// new one.
type Element struct {
	Role     Role
	Alt      string // what a figure shows, in words
	From, To int
	Inside   []Element
}

// in says which role the element around one of a role has; "" for none.
var in = map[Role]Role{
	Heading1: "", Heading2: "", Heading3: "", Paragraph: "", Figure: "", Table: "", List: "",
	Row: Table, Header: Row, Cell: Row, Item: List, Body: Item,
}

// part is an element on its way into a file.
type part struct {
	Element
	scope  string // of a header: "Row" or "Column"
	mark   int    // the number of its operations on the page; –1 when it has none
	object int    // its number in the file
	inside []*part
}

// structure is what a page consists of.
type structure struct {
	top    []*part
	marked []*part // by mark
	owner  []*part // of each operation; nil for decoration
}

func structured(p Page) (structure, error) {
	s := structure{owner: make([]*part, len(p.Scene.Ops))}
	var err error
	s.top, err = s.parts("", p.Elements)
	return s, err
}

func (s *structure) parts(around Role, elements []Element) ([]*part, error) {
	var parts []*part
	for _, e := range elements {
		p, err := s.part(around, e)
		if err != nil {
			return nil, err
		}
		parts = append(parts, p)
	}
	if around == Row {
		scope(parts)
	}
	return parts, nil
}

func (s *structure) part(around Role, e Element) (*part, error) {
	fail := func(why string) (*part, error) {
		return nil, fmt.Errorf("element %s %d…%d %s", e.Role, e.From, e.To, why)
	}
	if want, known := in[e.Role]; !known {
		return fail("has no role that documents have")
	} else if want != around {
		return fail(fmt.Sprintf("is in %q, not in %q", around, want))
	}
	if e.Role == Figure && strings.TrimSpace(e.Alt) == "" {
		return fail("has no words for what it shows")
	}
	p := &part{Element: e, mark: -1}
	if len(e.Inside) > 0 {
		if e.From != 0 || e.To != 0 {
			return fail("has operations beside other elements")
		}
		var err error
		p.inside, err = s.parts(e.Role, e.Inside)
		return p, err
	}
	if e.From < 0 || e.To < e.From || e.To > len(s.owner) {
		return fail(fmt.Sprintf("is not among %d operations", len(s.owner)))
	}
	if e.From == e.To {
		return p, nil
	}
	p.mark = len(s.marked)
	s.marked = append(s.marked, p)
	for i := e.From; i < e.To; i++ {
		if s.owner[i] != nil {
			return fail("overlaps another element")
		}
		s.owner[i] = p
	}
	return p, nil
}

// scope tells what the headers of a row are of.
func scope(row []*part) {
	of := "Column"
	for _, p := range row {
		if p.Role == Cell {
			of = "Row"
		}
	}
	for _, p := range row {
		if p.Role == Header {
			p.scope = of
		}
	}
}
