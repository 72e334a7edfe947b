package pdf

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// tag gives what is to follow a file so that its pages are tagged: the tree of
// elements, in reading order, and from every mark the way to its element
// (ISO 32000-1, 14.7 and 14.8).
func tag(plain []byte, lang string, pages []structure) ([]byte, error) {
	f, err := read(plain)
	if err != nil {
		return nil, err
	}
	if len(f.pages) != len(pages) {
		return nil, errUnexpected
	}
	u := f.update()
	root, parents, document := u.next(), u.next(), u.next()
	var top []*part
	for i, page := range pages {
		dictionary, err := f.dictionary(f.pages[i])
		if err != nil {
			return nil, err
		}
		u.dictionary(f.pages[i], "%s /StructParents %d /Tabs /S", dictionary, i)
		u.number(page.top)
		u.parts(page.top, document, f.pages[i])
		top = append(top, page.top...)
	}
	u.dictionary(document, "/Type /StructElem /S /Document /P %d 0 R /K [%s]", root, references(top))
	u.dictionary(root, "/Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d", document, parents, len(pages))
	var marks strings.Builder
	for i, page := range pages {
		fmt.Fprintf(&marks, "%d [%s] ", i, references(page.marked))
	}
	u.dictionary(parents, "/Nums [%s]", marks.String())
	u.dictionary(f.root, "/Type /Catalog /Version /1.7 /Pages %d 0 R /Lang (%s) /MarkInfo <</Marked true>> /StructTreeRoot %d 0 R /ViewerPreferences <</DisplayDocTitle true>>",
		f.tree, lang, root)
	return u.finish(), nil
}

// number gives each part an object.
func (u *update) number(parts []*part) {
	for _, p := range parts {
		p.object = u.next()
		u.number(p.inside)
	}
}

// parts writes parts that are in another one, and what is in them.
func (u *update) parts(parts []*part, around, page int) {
	for _, p := range parts {
		var more strings.Builder
		if p.Alt != "" {
			more.WriteString(" /Alt " + encoded(p.Alt))
		}
		if p.scope != "" {
			more.WriteString(" /A <</O /Table /Scope /" + p.scope + ">>")
		}
		if p.mark >= 0 {
			fmt.Fprintf(&more, " /K %d", p.mark)
		}
		if len(p.inside) > 0 {
			fmt.Fprintf(&more, " /K [%s]", references(p.inside))
		}
		u.dictionary(p.object, "/Type /StructElem /S /%s /P %d 0 R /Pg %d 0 R%s", p.Role, around, page, more.String())
		u.parts(p.inside, p.object, page)
	}
}

func references(parts []*part) string {
	var list []string
	for _, p := range parts {
		list = append(list, fmt.Sprintf("%d 0 R", p.object))
	}
	return strings.Join(list, " ")
}

// encoded gives words as a string of a PDF.
func encoded(words string) string {
	var b strings.Builder
	b.WriteString("<FEFF")
	for _, unit := range utf16.Encode([]rune(words)) {
		fmt.Fprintf(&b, "%04X", unit)
	}
	return b.String() + ">"
}
