package report

import (
	"slices"
	"strings"

	"framsteg/app/chart"
	"framsteg/app/chart/pdf"
	"framsteg/app/chart/scene"
	"framsteg/app/overview"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// ofMany is how a report of many participants looks.
var ofMany = look{title: 24, part: 15, body: 10.5, list: 10, cell: 8.8, edge: 8.5, pad: 2.6, gap: 22, units: 700}

// Sizes in a report of many, in points.
const (
	minorTitle = 11  // of a table or a picture
	minorGap   = 14  // above it
	factName   = 92  // room for what stands beside a fact at the head
	bulletRoom = 12  // room for the sign beside a sentence
	termName   = 142 // room for a word that is explained
	termAir    = 4   // below an entry
)

// Cohort makes the report of many participants: A4 pages as a tagged PDF, with a
// summary, a heading a section, its pictures and tables, what the words mean and
// what is not shown. One that is Internal says on every page that it must not be
// handed on.
func Cohort(d overview.Document, w words.Words) ([]byte, error) {
	title := d.Title
	if d.Internal {
		title += " – " + w.T("report.cohort.internal")
	}
	return manySheet(d, w).pdf(w, title, d.Made)
}

func manySheet(d overview.Document, w words.Words) *flow {
	m := many{flow: newFlow(ofMany), document: d, words: w}
	m.head()
	m.summary()
	for _, s := range d.Sections {
		m.section(s)
	}
	m.definitions()
	m.hidden()
	m.edges(w, d.Title+" · "+d.File, w.T("report.cohort.made.on", words.Args{"Date": w.Date(d.Made)}))
	if d.Internal {
		m.bands()
	}
	return m.flow
}

// many sets a report of many participants.
type many struct {
	*flow
	document overview.Document
	words    words.Words
	ahead    string // the key of the table whose picture is on the first page
}

// summary sets the main picture between the first sentences, which say whom it is of
// and what is compared, and the others.
func (m *many) summary() {
	said := m.document.Summary
	if len(said) == 0 {
		return
	}
	first := min(2, len(said))
	m.part(m.words.T("overview.front.summary"), m.high(m.plain(), said[0]))
	m.sentences(said[:first])
	for _, s := range m.document.Sections {
		for _, t := range s.Tables {
			drawn, is := m.picture(t.Key)
			if s.Key != "change" || !is || m.ahead != "" {
				continue
			}
			m.ahead = t.Key
			m.space(minorGap)
			m.figure(flush(drawn), pdf.Paragraph)
			m.space(minorGap)
		}
	}
	m.sentences(said[first:])
}

// head says what the report is of, and where its numbers come from.
func (m many) head() {
	w, d := m.words, m.document
	m.paragraph(pdf.Heading1, style{m.title, true, scene.Ink}, d.Title)
	m.space(4)
	if d.Internal {
		m.paragraph(pdf.Paragraph, style{m.body, true, scene.Ink}, w.T("report.cohort.internal")+". "+w.T("report.cohort.internal.text"))
		m.space(4)
	}
	var facts []term
	name := w.T("overview.front.whom")
	for _, line := range d.Whom {
		facts = append(facts, term{name, line})
		name = "" // the next line is of the same
	}
	facts = append(facts, term{w.T("overview.front.day"), w.Date(d.Report.Day)}, term{w.T("overview.front.made"), w.Date(d.Made)}, term{w.T("overview.front.file"), d.File})
	if d.Digest != "" {
		facts = append(facts, term{w.T("overview.front.digest"), d.Digest})
	}
	m.terms(facts, factName, 0)
}

// sentences sets some below each other.
func (m many) sentences(sentences []string) {
	var items []term
	for _, s := range sentences {
		items = append(items, term{"•", s})
	}
	m.terms(items, bulletRoom, termAir)
}

// definitions explains what is used.
func (m many) definitions() {
	var terms []term
	for _, t := range m.document.Terms {
		terms = append(terms, term{t.Name, t.Text})
	}
	if len(terms) == 0 {
		return
	}
	m.part(m.words.T("overview.front.terms"), 4*leading*m.look.list)
	m.terms(terms, termName, termAir)
}

// hidden says what is not shown and why, and then in one paragraph how much of
// which table.
func (m many) hidden() {
	hidden := m.document.Hidden
	if len(hidden) == 0 {
		return
	}
	m.part(m.words.T("overview.front.hidden"), m.high(m.plain(), hidden[0]))
	m.paragraph(pdf.Paragraph, m.plain(), hidden[0])
	m.space(termAir)
	m.paragraph(pdf.Paragraph, m.muted(), strings.Join(hidden[1:], " · "))
}

// section sets how it is to be read, then its tables, each below its picture.
func (m many) section(s overview.Section) {
	intro := 0.0
	for _, sentence := range s.Intro {
		intro += m.high(m.plain(), sentence) + termAir
	}
	keep := 0.0
	if len(s.Tables) > 0 {
		if drawn, is := m.picture(s.Tables[0].Key); is && m.ahead != s.Tables[0].Key {
			keep = min(drawn.H*width/drawn.W, bottom-top)
		} else {
			keep = m.first(s.Tables)
		}
	}
	// Where the first table or picture has no room on a page with its heading, the
	// heading stays with the sentences.
	if most := bottom - top - 2*m.gap - intro - minorGap; keep > most {
		keep = 0
	}
	m.part(s.Title, intro+minorGap+keep)
	for _, sentence := range s.Intro {
		m.paragraph(pdf.Paragraph, m.plain(), sentence)
		m.space(termAir)
	}
	for i := 0; i < len(s.Tables); i++ {
		t := s.Tables[i]
		if drawn, is := m.picture(t.Key); is && m.ahead != t.Key {
			m.space(minorGap)
			m.figure(flush(drawn), pdf.Heading3)
		} else if i+1 < len(s.Tables) && m.beside(t, s.Tables[i+1]) {
			i++
			continue
		}
		m.numbers(t)
	}
}

// flush gives a picture whose title begins where those of tables do.
func flush(s scene.Scene) scene.Scene {
	s.Ops = slices.Clone(s.Ops)
	for i, op := range s.Ops {
		if t, is := op.(scene.Text); is && t.Bold && t.String == s.Title {
			t.At.X = 0
			s.Ops[i] = t
		}
	}
	return s
}

// picture draws what stands above the table of a key; false where nothing does.
func (m many) picture(key string) (scene.Scene, bool) {
	r, o := m.document.Report, chart.Options{Words: m.words, Width: m.units, Print: true, Span: m.document.Report.Selection.Span}
	if key == "flow" {
		return chart.Months(r.Months, o), true
	}
	for _, rater := range skapa.Raters {
		if key != "change."+string(rater)+".steps" {
			continue
		}
		blocks := r.BlocksOf(rater)
		return chart.Cohort(blocks, r.Instrument, o), len(blocks) > 0
	}
	return scene.Scene{}, false
}

// bands says beside the head of every page that it must not be handed on.
func (m many) bands() {
	const from, to, size, beside = 21.0, 37.0, 10.0, 9.0
	warning := strings.ToUpper(m.words.T("report.cohort.internal"))
	left := side + width - scene.Width(warning, size, true) - 2*beside
	for _, l := range m.pages {
		l.add(
			scene.Path{Outline: scene.Box(scene.Rect{X0: left, Y0: from, X1: side + width, Y1: to}), Fill: scene.Ink},
			scene.Text{At: scene.Point{X: left + beside, Y: to - 4.4}, String: warning, Size: size, Bold: true, Colour: scene.Page})
	}
}
