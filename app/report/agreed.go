package report

import (
	"slices"
	"strings"

	"framsteg/app/chart/pdf"
	"framsteg/app/chart/scene"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// agreed tells the open goals, and has lines to write by hand what is agreed on
// when the two meet: fewer where there are goals.
func (p parts) agreed() {
	const rows = 3
	var goals []skapa.Goal
	for _, g := range p.Goals {
		if g.Open() {
			goals = append(goals, g)
		}
	}
	w := p.words
	t := p.tableOf(0.32, "report.column.goal", 0.36, "report.column.next", 0.16, "report.column.who", 0.16, "report.column.by")
	for range max(1, rows-len(goals)) {
		t.rows = append(t.rows, row{cells: make([]cell, len(t.columns)), least: p.write, ruled: true, joins: true})
	}
	t = p.measure(t)
	keep := leading*p.body + t.beginning()
	if len(goals) > 0 {
		keep = 3 * leading * p.body
	}
	p.part(w.T("report.agreed"), keep)
	if p.beside && brief(goals) {
		p.brief(goals)
	} else {
		for _, g := range goals {
			p.goal(g)
		}
	}
	p.need(leading*p.body + t.beginning())
	p.paragraph(pdf.Paragraph, p.muted(), w.T("report.agreed.text"))
	p.table(t)
}

// goal tells a goal in the participant's words, and what is done next for it. A
// long one goes on on the next page.
func (p parts) goal(g skapa.Goal) {
	p.need(3 * leading * p.body)
	p.paragraph(pdf.Paragraph, style{p.body, true, scene.Ink}, p.wanted(g))
	p.paragraph(pdf.Paragraph, p.plain(), p.next(g))
	p.space(p.gap / 3)
}

// brief tells whether goals are so short that each has room in a line or two with
// what is done next for it.
func brief(goals []skapa.Goal) bool {
	const letters = 160
	return !slices.ContainsFunc(goals, func(g skapa.Goal) bool { return len(g.Text)+len(g.Step)+len(g.Who) > letters })
}

// brief tells short goals in the least room.
func (p parts) brief(goals []skapa.Goal) {
	for _, g := range goals {
		told := strings.Trim(p.wanted(g)+" · "+p.next(g), " ·")
		p.paragraph(pdf.Paragraph, style{p.look.list, false, scene.Ink}, told)
	}
	p.space(p.gap / 3)
}

// wanted says what is wanted in which area.
func (p parts) wanted(g skapa.Goal) string {
	area := p.Progress.Instrument.AreaName(g.Area, p.words.Lang)
	return p.words.T("report.goal", words.Args{"Area": area, "Goal": g.Text})
}

// next says what is done next for a goal, by whom and by when.
func (p parts) next(g skapa.Goal) string {
	w := p.words
	var next []string
	if g.Step != "" {
		next = append(next, w.T("report.goal.step", words.Args{"Step": g.Step}))
	}
	if g.Who != "" {
		next = append(next, w.T("report.goal.who", words.Args{"Who": g.Who}))
	}
	if !g.By.IsZero() {
		next = append(next, hold(w.T("report.goal.by", words.Args{"Date": p.date(g.By)})))
	}
	return strings.Join(next, " · ")
}
