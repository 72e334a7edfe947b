package cohort

import (
	"fyne.io/fyne/v2"

	"framsteg/app/overview"
	"framsteg/app/ui/widget"
)

// The sections that a document has no tables for: what it comes to, before the
// others, and what its words mean, after them.
const (
	summary     = "summary"
	definitions = "terms"
)

// sections choose which part of the document shows: as a list at the left, or in
// a narrow window in one line.
type sections struct {
	page   *Page
	keys   []string
	titles []string
	list   *widget.Table
	choice *widget.Choice
}

func newSections(p *Page) *sections {
	s := &sections{page: p, keys: []string{summary}, titles: []string{p.Words.T("cohort.section.summary")}}
	s.list = widget.NewTable([]widget.Column{{Width: 1}}, func() int { return len(s.keys) }, func(row, _ int) string { return s.title(row) })
	s.list.Chooses = true
	s.list.OnOpen = s.choose
	s.choice = widget.NewChoice(s.titles, nil)
	s.choice.SetSelectedIndex(0)
	return s
}

func (s *sections) title(row int) string {
	if row >= len(s.titles) { // the toolkit draws a row once more that is gone
		return ""
	}
	return s.titles[row]
}

func (s *sections) focusable() fyne.Focusable {
	if s.page.narrow {
		return s.choice
	}
	return s.list.Focusable()
}

// show offers the sections of a document. Where the one that was chosen is gone,
// the first is.
func (s *sections) show(d overview.Document) {
	w := s.page.Words
	keys, titles := []string{summary}, []string{w.T("cohort.section.summary")}
	for _, section := range d.Sections {
		keys, titles = append(keys, section.Key), append(titles, section.Title)
	}
	if len(d.Terms) > 0 {
		keys, titles = append(keys, definitions), append(titles, w.T("overview.front.terms"))
	}
	s.keys, s.titles = keys, titles
	at := s.current()
	s.page.place.Section = keys[at]
	s.choice.OnChanged = nil
	s.choice.SetOptions(titles)
	s.choice.SetSelectedIndex(at)
	s.choice.OnChanged = func(string) { s.choose(s.choice.SelectedIndex()) }
	s.list.Reload()
	s.list.GoTo(at)
}

// current gives the row of the section that shows.
func (s *sections) current() int {
	for i, key := range s.keys {
		if key == s.page.place.Section {
			return i
		}
	}
	return 0
}

// choose shows another section, from its top.
func (s *sections) choose(row int) {
	p := s.page
	if p.answer == nil || row < 0 || row >= len(s.keys) || s.keys[row] == p.place.Section {
		return
	}
	p.place.Section = s.keys[row]
	s.show(p.answer.Document)
	p.showSection()
	p.body.scroll.ScrollToTop()
}
