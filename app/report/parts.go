package report

import (
	"cmp"
	"slices"
	"strings"

	"framsteg/app/chart/pdf"
	"framsteg/app/chart/scene"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// parts sets the parts of a sheet.
type parts struct {
	*flow
	Sheet
	words words.Words
	drawn pictures
}

// who says whose sheet it is, who follows, and how often they have met.
func (p parts) who() {
	w := p.words
	p.paragraph(pdf.Heading1, style{p.title, true, scene.Ink}, w.T("report.title"))
	code := w.T("report.participant", words.Args{"Code": p.Participant.Code})
	if p.Named && p.Participant.Name != "" {
		code += "  " + p.Participant.Name
	}
	p.paragraph(pdf.Paragraph, style{p.body * 1.15, true, scene.Ink}, code)
	var facts []string
	if p.Team != "" {
		facts = append(facts, w.T("report.team", words.Args{"Team": p.Team}))
	}
	if p.Supervisor != "" {
		since := cmp.Or(p.Participant.Since, p.Participant.Start)
		facts = append(facts, w.T("report.followed", words.Args{"Supervisor": p.Supervisor, "Since": p.date(since)}))
	}
	if n := len(p.Progress.Moments); n > 0 {
		facts = append(facts, w.N("report.measured", n, words.Args{"Latest": p.date(p.Progress.Moments[n-1].Date)}))
	}
	p.paragraph(pdf.Paragraph, style{p.body, false, scene.Muted}, strings.Join(facts, " · "))
}

// date writes a date that no line breaks.
func (p parts) date(d skapa.Date) string { return hold(p.words.Date(d)) }

// explanation says in plain words what the sheet is.
func (p parts) explanation() {
	w, in := p.words, p.Progress.Instrument
	var names []string
	for _, a := range in.Areas {
		names = append(names, in.AreaName(a.Area, w.Lang))
	}
	last := len(names) - 1
	areas := w.T("report.and", words.Args{"First": strings.Join(names[:last], ", "), "Last": names[last]})
	p.space(p.gap / 2)
	p.paragraph(pdf.Paragraph, p.plain(), w.T("report.intro", words.Args{"Areas": areas}))
	if len(p.Progress.Moments) == 0 {
		none := w.T("report.none")
		if p.Progress.Other > 0 {
			none = p.otherVersions()
		}
		p.space(p.gap)
		p.paragraph(pdf.Paragraph, style{p.body, true, scene.Ink}, none)
		return
	}
	p.space(p.gap / 4)
	p.paragraph(pdf.Paragraph, p.plain(), w.T("report.lower")+" "+w.T("report.scale"))
	var steps []term
	for i := range in.Steps {
		steps = append(steps, term{w.Number(i + 1), in.StepName(skapa.Step(i+1), w.Lang)})
	}
	p.list(steps)
}

// otherVersions says that there are ratings which no line shows.
func (p parts) otherVersions() string { return p.words.N("chart.other", p.Progress.Other) + "." }

// activities lists what the participant takes part in: what goes on first, then
// what is planned, then the newest of what has ended.
func (p parts) activities() {
	w := p.words
	title := w.T("chart.activities")
	if len(p.Activities) == 0 {
		p.part(title, leading*p.body)
		p.paragraph(pdf.Paragraph, p.plain(), w.T("chart.activities.none")+".")
		return
	}
	t := p.tableOf(0.46, "participation.activity", 0.14, "report.column.kind", 0.14, "participation.field.status", 0.26, "participation.period")
	if p.look.large {
		t = p.tableOf(0.37, "participation.activity", 0.20, "report.column.kind", 0.16, "participation.field.status", 0.27, "participation.period")
	}
	order := map[skapa.Status]int{skapa.Ongoing: 0, skapa.Planned: 1, skapa.Finished: 2, skapa.BrokenOff: 2}
	for i, a := range slices.SortedStableFunc(slices.Values(p.Activities), func(a, b skapa.NamedParticipation) int {
		return cmp.Or(cmp.Compare(order[a.Status], order[b.Status]), cmp.Compare(b.Start, a.Start))
	}) {
		t.rows = append(t.rows, row{shade: i%2 == 0, cells: []cell{
			{text: a.Name, head: true, colour: scene.Ink},
			{text: w.T("category." + string(a.Category)), colour: scene.Ink},
			{text: w.T("status." + string(a.Status)), colour: scene.Ink},
			{text: p.period(a), colour: scene.Ink},
		}})
	}
	t = p.measure(t)
	p.part(title, t.beginning())
	p.table(t)
}

// period says from when to when an activity goes on, as its picture does, and why
// it was broken off where that is printed.
func (p parts) period(a skapa.NamedParticipation) string {
	from := p.date(a.Start)
	if a.End.IsZero() {
		return p.words.T("chart.tip.from", words.Args{"From": from})
	}
	period := p.words.T("chart.tip.span", words.Args{"From": from, "To": p.date(a.End)})
	if printed(a.Break) {
		period += ". " + p.words.T("break."+string(a.Break)) + "."
	}
	return period
}

// printed tells whether a sheet, which others may see, says why something was
// broken off: not where that is about health, or about what somebody thought.
func printed(b skapa.Break) bool { return b == skapa.BreakJob || b == skapa.BreakMoved }

// tableOf gives a table with one row of heads, whose columns each have a share of
// the width and a title.
func (p parts) tableOf(columns ...any) table {
	var t table
	var heads row
	for i := 0; i < len(columns); i += 2 {
		t.columns = append(t.columns, column{width: width * columns[i].(float64)})
		heads.cells = append(heads.cells, cell{text: p.words.T(columns[i+1].(string)), head: true, colour: scene.Muted})
	}
	t.heads = []row{heads}
	return t
}
