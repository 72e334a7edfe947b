package report

import (
	"slices"
	"strings"

	"framsteg/app/chart"
	"framsteg/app/chart/pdf"
	"framsteg/app/chart/scene"
	"framsteg/app/progress"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

func colourOf(r skapa.Rater) scene.Token {
	if r == skapa.Self {
		return scene.Self
	}
	return scene.Supervisor
}

// change says in words and numbers how the answers have changed. Before there are
// two to compare, all there is to say is in the answers themselves.
func (p parts) change() {
	if !p.comparable() {
		return
	}
	t := p.measure(p.changes())
	p.part(p.words.T("report.change"), t.beginning())
	p.table(t)
	p.space(p.gap / 4)
	p.paragraph(pdf.Paragraph, p.muted(), strings.TrimSpace(p.words.T("report.rounded")+" "+p.meanOf()))
	p.list(p.classes())
}

// meanOf says of when a mean is that is older than the answers of its rater, "" where
// none is.
func (p parts) meanOf() string {
	var dates []skapa.Date
	var by []string
	for _, r := range skapa.Raters {
		line := p.Progress.Mean.Line(r)
		latest, is := line.Latest()
		after := slices.ContainsFunc(line.Points, func(point progress.Point) bool {
			return point.Date > latest.Date && point.Kind != progress.NoAssessment
		})
		if is && after {
			dates = append(dates, latest.Date)
			by = append(by, p.words.T("report.meanOf.by", words.Args{"Date": p.date(latest.Date), "Rater": p.words.T("report.rater." + string(r))}))
		}
	}
	switch {
	case len(dates) == 0:
		return ""
	case len(dates) == 1:
		return p.words.T("report.meanOf", words.Args{"Date": by[0]})
	case dates[0] == dates[1]:
		return p.words.T("report.meanOf", words.Args{"Date": p.date(dates[0])})
	}
	return p.words.T("report.meanOf", words.Args{"Date": p.words.T("report.and", words.Args{"First": by[0], "Last": by[1]})})
}

// shown gives the lines that changes are of: those of the areas, then the mean,
// as far as a rater is asked.
func (p parts) shown() []progress.Area {
	return append(p.Progress.Areas[:len(p.Progress.Areas):len(p.Progress.Areas)], p.Progress.Mean)
}

func (p parts) areaName(a progress.Area) string {
	if a.Area == "" {
		return p.words.T("report.mean")
	}
	return p.Progress.Instrument.AreaName(a.Area, p.words.Lang)
}

// changes has a row for each area and rater with an answer, none where nothing can
// be compared yet.
func (p parts) changes() table {
	if p.beside && rated(p.Progress, skapa.Self) && rated(p.Progress, skapa.BySupervisor) {
		return p.changesBeside()
	}
	t := p.tableOf(0.25, "report.column.area", 0.15, "report.column.who", 0.09, "report.column.first", 0.09, "report.column.latest",
		0.16, "report.column.previous", 0.16, "report.column.start", 0.10, "report.column.slope")
	if p.look.large { // the area is above
		t = p.tableOf(0.13, "report.column.who", 0.12, "report.column.first", 0.14, "report.column.latest",
			0.24, "report.column.previous", 0.24, "report.column.start", 0.13, "report.column.slope")
	}
	for i, a := range p.shown() {
		var of []row
		for _, r := range skapa.Raters {
			if line := a.Line(r); len(line.Rated()) > 0 {
				cells := append([]cell{p.rater(r)}, p.changed(line)...)
				if cells[0].head = true; !p.look.large {
					cells[0].text = p.words.T("report.rater." + string(r))
				}
				of = append(of, row{shade: i%2 == 0, joins: true, cells: cells})
			}
		}
		if len(of) == 0 {
			continue
		}
		of[len(of)-1].joins = false
		name := cell{text: p.areaName(a), head: true, colour: scene.Ink}
		if p.look.large {
			name.span = len(t.columns)
			named := row{shade: i%2 == 0, joins: true, cells: append([]cell{name}, make([]cell, len(t.columns)-1)...)}
			t.rows = append(append(t.rows, named), of...)
			continue
		}
		for j := range of {
			of[j].cells = append([]cell{name}, of[j].cells...)
			name.text = "" // the next row is of the same
		}
		t.rows = append(t.rows, of...)
	}
	return t
}

// changesBeside has a row for each area, with both raters beside each other.
func (p parts) changesBeside() table {
	columns := []any{0.168, "report.column.area"}
	for range skapa.Raters {
		columns = append(columns, 0.0505, "report.column.first", 0.0635, "report.column.latest",
			0.1275, "report.column.previous", 0.1275, "report.column.start", 0.047, "report.column.slope.short")
	}
	t := p.tableOf(columns...)
	of := row{cells: make([]cell, len(t.columns))}
	for i, r := range skapa.Raters {
		of.cells[1+5*i] = cell{text: p.words.T("report.rater." + string(r)), head: true, span: 5, colour: colourOf(r)}
	}
	t.heads = append([]row{of}, t.heads...)
	for i, a := range p.shown() {
		if len(a.Self.Rated())+len(a.Supervisor.Rated()) > 0 {
			cells := append([]cell{{text: p.areaName(a), head: true, colour: scene.Ink}}, p.changed(a.Self)...)
			t.rows = append(t.rows, row{shade: i%2 == 0, cells: append(cells, p.changed(a.Supervisor)...)})
		}
	}
	return t
}

// comparable tells whether there are two answers to compare.
func (p parts) comparable() bool {
	for _, a := range p.shown() {
		for _, r := range skapa.Raters {
			if _, is := a.Line(r).SinceFirst(); is {
				return true
			}
		}
	}
	return false
}

// changed gives the cells of a line: the first answer, the latest, the changes and
// the slope.
func (p parts) changed(line progress.Line) []cell {
	w, points := p.words, line.Rated()
	cells := make([]cell, 5)
	if len(points) == 0 {
		return cells
	}
	if len(points) > 1 { // a single answer has nothing before it
		cells[0] = cell{text: chart.Value(w, points[0].Value), colour: scene.Ink}
	}
	cells[1] = cell{text: chart.Value(w, points[len(points)-1].Value), colour: scene.Ink}
	say := func(c progress.Change) string {
		if c.Certainty == progress.Unchanged {
			return chart.Certainty(w, c)
		}
		return w.T("report.signed", words.Args{"Change": chart.Signed(w, c.Steps), "Certainty": chart.Certainty(w, c)})
	}
	if c, is := line.SincePrevious(); is {
		cells[2] = cell{text: say(c), colour: scene.Ink}
	}
	if c, is := line.SinceFirst(); is {
		cells[3] = cell{text: say(c), colour: scene.Ink}
	}
	if slope, is := line.Slope(); is {
		cells[4] = cell{text: chart.Signed(w, slope), colour: scene.Ink}
	}
	return cells
}

// classes explains the words of the changes; those of the ends only where they
// are used.
func (p parts) classes() []term {
	w := p.words
	terms := []term{
		{w.T("progress.unchanged"), w.T("report.class.unchanged")},
		{w.T("progress.possible"), w.T("report.class.possible")},
		{w.T("progress.certain"), w.T("report.class.certain")},
	}
	kept, sloped := map[progress.End]bool{}, false
	for _, a := range p.shown() {
		for _, r := range skapa.Raters {
			first, is := a.Line(r).SinceFirst()
			last, _ := a.Line(r).SincePrevious()
			for _, c := range []progress.Change{first, last} {
				kept[c.End] = kept[c.End] || is && c.Certainty == progress.Unchanged
			}
			_, is = a.Line(r).Slope()
			sloped = sloped || is
		}
	}
	if kept[progress.Highest] {
		terms = append(terms, term{w.T("progress.keptHigh"), w.T("report.class.keptHigh")})
	}
	if kept[progress.Lowest] {
		terms = append(terms, term{w.T("progress.keptLow"), w.T("report.class.keptLow")})
	}
	if sloped {
		name := "report.column.slope"
		if p.beside {
			name = "report.column.slope.short"
		}
		terms = append(terms, term{w.T(name), w.T("report.class.slope")})
	}
	return terms
}

// mostMoments is how many meetings are listed, the newest: as many as a picture
// draws, and several times what anybody has.
const mostMoments = 400

// earlier gives how many meetings aren't listed.
func (p parts) earlier() int { return max(0, len(p.Progress.Moments)-mostMoments) }

// steps lists every answer of the meetings that are listed.
func (p parts) steps() {
	tables := []table{p.byMeeting()}
	if p.look.large {
		tables = p.byArea()
	}
	for i, t := range tables {
		if t = p.measure(t); i == 0 {
			p.part(p.words.T("report.steps"), t.beginning())
		} else {
			p.space(p.gap / 2)
		}
		p.table(t)
	}
	declined := p.Progress.Instrument.Declined.In(p.words.Lang)
	p.paragraph(pdf.Paragraph, p.muted(), p.words.T("report.steps.note", words.Args{"Declined": declined}))
	if n := p.earlier(); n > 0 {
		p.paragraph(pdf.Paragraph, p.muted(), p.words.N("chart.more.moments", n)+".")
	}
	if p.Progress.Other > 0 {
		p.paragraph(pdf.Paragraph, p.muted(), p.otherVersions())
	}
}

// step writes an answer: "–" for a declined one, nothing where none was asked for
// or made.
func (p parts) step(point progress.Point) string {
	switch point.Kind {
	case progress.Rated:
		return chart.Value(p.words, point.Value)
	case progress.Declined:
		return "–"
	}
	return ""
}

func (p parts) moment(i int) string { return p.words.T("chart.moment", words.Args{"N": i + 1}) }

func (p parts) day(i int) string { return p.date(p.Progress.Moments[i].Date) }

func (p parts) rater(r skapa.Rater) cell {
	return cell{text: p.words.T("report.short." + string(r)), colour: colourOf(r)}
}

// byMeeting has a row for each meeting, and a column for each area and rater.
func (p parts) byMeeting() table {
	meeting := 0.0
	for i := p.earlier(); i < len(p.Progress.Moments); i++ {
		meeting = max(meeting, scene.Width(p.moment(i)+" "+p.day(i), p.cell, true)+cellGap*p.cell)
	}
	t := table{columns: []column{{width: meeting}}, heads: []row{
		{cells: []cell{{}}}, {cells: []cell{{text: p.words.T("report.column.meeting"), head: true, colour: scene.Muted}}}}}
	for i, pair := range p.pairs(width - meeting) {
		t.columns = append(t.columns, column{width: pair / 2}, column{width: pair / 2})
		name := cell{text: p.areaName(p.Progress.Areas[i]), head: true, span: 2, colour: scene.Ink}
		t.heads[0].cells = append(t.heads[0].cells, name, cell{})
		t.heads[1].cells = append(t.heads[1].cells, p.rater(skapa.Self), p.rater(skapa.BySupervisor))
	}
	for i := p.earlier(); i < len(p.Progress.Moments); i++ {
		r := row{shade: i%2 == 0, cells: []cell{{text: p.moment(i) + " " + p.day(i), head: true, colour: scene.Ink}}}
		for _, a := range p.Progress.Areas {
			for _, rater := range skapa.Raters {
				r.cells = append(r.cells, cell{text: p.step(a.Line(rater).Points[i]), colour: scene.Ink})
			}
		}
		t.rows = append(t.rows, r)
	}
	return t
}

// pairs divides a width between the areas, so that the longest word of each name
// fits as far as it can.
func (p parts) pairs(room float64) []float64 {
	least := 2 * (scene.Width(p.words.T("report.short.supervisor"), p.cell, false) + cellGap*p.cell)
	pairs, sum := make([]float64, len(p.Progress.Areas)), 0.0
	for i, a := range p.Progress.Areas {
		pairs[i] = least
		for _, piece := range pieces(p.areaName(a)) {
			pairs[i] = max(pairs[i], scene.Width(piece, p.cell, true)+cellGap*p.cell)
		}
		sum += pairs[i]
	}
	spare := (room - sum) / float64(len(pairs))
	for i := range pairs {
		if spare >= 0 {
			pairs[i] += spare
		} else {
			pairs[i] = room / float64(len(pairs))
		}
	}
	return pairs
}

// byArea has a row for each area, and columns for as many meetings as the width
// has room for; the next ones are in tables below.
func (p parts) byArea() []table {
	const meetings = 3
	area := 0.0
	for _, a := range p.Progress.Areas {
		for _, piece := range pieces(p.areaName(a)) {
			area = min(max(area, scene.Width(piece, p.cell, true)+cellGap*p.cell), 0.34*width)
		}
	}
	var tables []table
	for from := p.earlier(); from < len(p.Progress.Moments); from += meetings {
		t := table{columns: []column{{width: area}}, heads: []row{{cells: []cell{{}}}, {cells: []cell{{}}},
			{cells: []cell{{text: p.words.T("report.column.area"), head: true, colour: scene.Muted}}}}}
		to := min(from+meetings, len(p.Progress.Moments))
		for i := from; i < to; i++ {
			half := column{width: (width - area) / (2 * meetings)}
			t.columns = append(t.columns, half, half)
			t.heads[0].cells = append(t.heads[0].cells, cell{text: p.moment(i), head: true, span: 2, colour: scene.Ink}, cell{})
			t.heads[1].cells = append(t.heads[1].cells, cell{text: p.day(i), head: true, span: 2, colour: scene.Ink}, cell{})
			t.heads[2].cells = append(t.heads[2].cells, p.rater(skapa.Self), p.rater(skapa.BySupervisor))
		}
		for n, a := range p.Progress.Areas {
			r := row{shade: n%2 == 0, joins: true, cells: []cell{{text: p.areaName(a), head: true, colour: scene.Ink}}}
			for i := from; i < to; i++ {
				for _, rater := range skapa.Raters {
					r.cells = append(r.cells, cell{text: p.step(a.Line(rater).Points[i]), colour: scene.Ink})
				}
			}
			t.rows = append(t.rows, r)
		}
		tables = append(tables, t)
	}
	return tables
}
