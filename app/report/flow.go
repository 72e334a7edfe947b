package report

import (
	"bytes"

	"framsteg/app/chart/pdf"
	"framsteg/app/chart/scene"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// leaf is a page that is being set.
type leaf struct {
	scene.Scene
	elements []pdf.Element
}

// tag makes what inside draws an element, with those that it makes in it.
func (l *leaf) tag(role pdf.Role, alt string, inside func()) {
	outer, from := l.elements, len(l.Ops)
	l.elements = nil
	inside()
	e := pdf.Element{Role: role, Alt: alt, From: from, To: len(l.Ops), Inside: l.elements}
	if len(e.Inside) > 0 {
		e.From, e.To = 0, 0 // which others then have
	}
	l.elements = append(outer, e)
}

func (l *leaf) add(ops ...scene.Op) { l.Ops = append(l.Ops, ops...) }

// flow sets one thing below the other, on as many pages as it takes.
type flow struct {
	look
	pages []*leaf
	y     float64 // where the next thing begins

	left, wide float64 // of what texts and tables are set in: all of the width, or a part of it
}

func newFlow(l look) *flow {
	f := &flow{look: l, left: side, wide: width}
	f.turn()
	return f
}

// pdf gives the pages as a tagged PDF.
func (f *flow) pdf(w words.Words, title string, made skapa.Date) ([]byte, error) {
	var out bytes.Buffer
	err := pdf.Write(&out, pdf.Document{Title: title, Lang: w.Lang, Made: made, Pages: f.done()}, scene.Light)
	return out.Bytes(), err
}

// done gives the pages as they are set.
func (f *flow) done() []pdf.Page {
	pages := make([]pdf.Page, len(f.pages))
	for i, l := range f.pages {
		pages[i] = pdf.Page{Scene: l.Scene, Elements: l.elements}
	}
	return pages
}

// edges writes what stands above and below every page, which is decoration.
func (f *flow) edges(w words.Words, head, foot string) {
	const above, below = 34.0, 816.0
	put := func(l *leaf, words string, x, y float64, align scene.Align) {
		words = scene.Fit(printable(words), f.edge, false, width*0.7)
		l.add(scene.Text{At: scene.Point{X: x, Y: y}, String: words, Size: f.edge, Align: align, Colour: scene.Muted})
	}
	for i, l := range f.pages {
		put(l, head, side, above, scene.Start)
		line := scene.Line(scene.Point{X: side, Y: above + 7}, scene.Point{X: side + width, Y: above + 7})
		l.add(scene.Path{Outline: line, Stroke: scene.Axis, Width: 0.7, Crisp: true})
		put(l, foot, side, below, scene.Start)
		put(l, w.T("report.page", words.Args{"Page": i + 1, "Pages": len(f.pages)}), side+width, below, scene.End)
	}
}

// turn begins a page.
func (f *flow) turn() {
	f.pages = append(f.pages, &leaf{Scene: scene.Scene{W: pageWidth, H: pageHeight}})
	f.y = top
}

func (f *flow) leaf() *leaf { return f.pages[len(f.pages)-1] }

// need turns the page when something of a height has no room on this one.
func (f *flow) need(height float64) {
	if f.y > top && f.y+height > bottom {
		f.turn()
	}
}

// space leaves some free, but not at the head of a page.
func (f *flow) space(height float64) {
	if f.y > top {
		f.y += height
	}
}

// style is how a text looks.
type style struct {
	size   float64
	bold   bool
	colour scene.Token
}

func (f *flow) plain() style { return style{f.body, false, scene.Ink} }
func (f *flow) muted() style { return style{f.cell, false, scene.Muted} }

// lines sets lines from x on, and goes below them.
func (f *flow) lines(t style, x float64, lines []string) {
	for _, l := range lines {
		at := scene.Point{X: x, Y: f.y + baseline*t.size}
		f.leaf().add(scene.Text{At: at, String: l, Size: t.size, Bold: t.bold, Colour: t.colour})
		f.y += leading * t.size
	}
}

// paragraph sets a text. One that the foot of a page cuts goes on as another
// element on the next.
func (f *flow) paragraph(role pdf.Role, t style, words string) {
	for lines := wrap(words, t.size, t.bold, f.wide); len(lines) > 0; {
		f.need(leading * t.size * float64(min(len(lines), 2)))
		fit := min(max(int((bottom-f.y)/(leading*t.size)), 1), len(lines))
		f.leaf().tag(role, "", func() { f.lines(t, f.left, lines[:fit]) })
		lines = lines[fit:]
	}
}

// part sets a heading above something of which a height must be on its page.
func (f *flow) part(title string, keep float64) {
	f.heading(pdf.Heading2, f.look.part, f.gap, title, keep)
}

// heading sets one of a size, a gap below what is before it.
func (f *flow) heading(role pdf.Role, size, gap float64, title string, keep float64) {
	t := style{size, true, scene.Ink}
	f.need(gap + f.high(t, title) + headed + keep)
	f.space(gap)
	f.paragraph(role, t, title)
	f.y += headed
}

// headed is between a heading and what it is of, in points.
const headed = 2.0

// high gives the height of a paragraph.
func (f *flow) high(t style, words string) float64 {
	return leading * t.size * float64(len(wrap(words, t.size, t.bold, f.wide)))
}

// term is an entry of a list: what is explained, and how.
type term struct{ name, text string }

// list sets terms beside each other, as many as a line has room for.
func (f *flow) list(terms []term) {
	const between, after = 16.0, 2.0
	line := leading * f.look.list
	f.need(line * 2)
	var turn func(at float64) // where the next term begins
	x := side
	turn = func(need float64) {
		if x > side && x+need > side+width {
			x = side
			f.y += line
		}
	}
	for i := 0; i < len(terms); {
		// A page's part of the list is an element of its own.
		f.leaf().tag(pdf.List, "", func() {
			for page := len(f.pages); i < len(terms) && page == len(f.pages); i++ {
				name := wrap(terms[i].name, f.look.list, true, width/3)
				name[len(name)-1] += " "
				beside := 0.0
				for _, n := range name {
					beside = max(beside, scene.Width(n, f.look.list, true)+after)
				}
				whole := beside + scene.Width(terms[i].text, f.look.list, false)
				turn(min(whole, width))
				text := wrap(terms[i].text, f.look.list, false, side+width-x-beside)
				height := line * float64(max(len(name), len(text)))
				if f.y+height > bottom && f.y > top+line {
					f.turn()
					x = side
					return
				}
				f.item(x, beside, name, text)
				if x += whole + between; len(text) > 1 || len(name) > 1 || x > side+width {
					x = side
					f.y += height
				}
			}
		})
	}
	if x > side {
		f.y += line
	}
}

// terms sets terms below each other, with what explains them at a distance from
// the side. One that is longer than a page goes on on the next.
func (f *flow) terms(all []term, beside, air float64) {
	line := leading * f.look.list
	var name, text []string
	next := func() {
		for len(name)+len(text) == 0 && len(all) > 0 {
			name = wrap(all[0].name, f.look.list, true, beside-cellGap*f.look.list)
			text = wrap(all[0].text, f.look.list, false, width-beside)
			all = all[1:]
		}
	}
	for next(); len(name)+len(text) > 0; {
		f.need(line * float64(max(len(name), len(text))))
		// A page's part of the list is an element of its own.
		f.leaf().tag(pdf.List, "", func() {
			for len(name)+len(text) > 0 {
				lines, room := max(len(name), len(text)), int((bottom-f.y)/line)
				if lines > room && f.y > top {
					return
				}
				lines = min(lines, room)
				n, t := min(lines, len(name)), min(lines, len(text))
				f.item(side, beside, name[:n], text[:t])
				f.y += line * float64(lines)
				if name, text = name[n:], text[t:]; len(name)+len(text) == 0 {
					f.y += air
					next()
				}
			}
		})
	}
}

// item sets a term at x and what explains it beside it, and stays at their top.
func (f *flow) item(x, beside float64, name, explained []string) {
	f.leaf().tag(pdf.Item, "", func() {
		f.leaf().tag(pdf.Body, "", func() {
			y := f.y
			f.lines(style{f.look.list, true, scene.Ink}, x, name)
			f.y = y
			f.lines(style{f.look.list, false, scene.Ink}, x+beside, explained)
			f.y = y
		})
	})
}
