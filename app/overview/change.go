package overview

import (
	"slices"

	"framsteg/app/progress/cohort"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// title names a table of one rater.
func (a author) title(table string, rater skapa.Rater) string {
	return a.w.T("overview.table."+table) + ", " + a.w.T("overview.rating."+string(rater))
}

// after says what the first rating is compared with: "senast", "efter 6 månader".
func (a author) after() string {
	if a.Selection.Span == 0 {
		return a.w.T("overview.latest")
	}
	return a.w.T("overview.after", words.Args{"Months": int(a.Selection.Span)})
}

// change says how each area moved, as each rater sees it.
func (a author) change() Section {
	compared := a.w.T("overview.intro.latest")
	if a.Selection.Span != 0 {
		compared = a.w.T("overview.intro.window", words.Args{"Months": int(a.Selection.Span), "Days": cohort.SpanDays})
	}
	s := a.section("change", compared, a.w.T("overview.intro.lower"))
	for _, rater := range skapa.Raters {
		if blocks := a.BlocksOf(rater); len(blocks) > 0 {
			s.Tables = append(s.Tables, a.distribution(rater, blocks), a.counts(rater, blocks), a.shares(rater, blocks), a.sizes(rater, blocks))
		}
	}
	return s
}

// distribution says how many stood on each step at the start and at the latest.
func (a author) distribution(rater skapa.Rater, blocks []cohort.Block) Table {
	m := newTable("change."+string(rater)+".steps", a.title("steps", rater), a.w.T("overview.corner.area"), a.steps())
	for _, b := range blocks {
		if b.Area == "" {
			continue
		}
		m.row(areaKey(b.Area)+".start", a.area(b.Area)+", "+a.w.T("overview.start"), a.counted(b.Start)...)
		m.row(areaKey(b.Area)+".latest", a.area(b.Area)+", "+a.after(), a.counted(b.Latest)...)
	}
	return m.Table
}

func (a author) counted(counts []cohort.Count) []Cell {
	cells := make([]Cell, len(counts))
	for i, c := range counts {
		cells[i] = a.count(c)
	}
	return cells
}

// counts says how many moved which way.
func (a author) counts(rater skapa.Rater, blocks []cohort.Block) Table {
	m := newTable("change."+string(rater)+".counts", a.title("moved", rater), a.w.T("overview.corner.area"),
		a.columns("pairs", "left", "improved", "unchanged", "keptHigh", "worsened", "certainlyImproved", "certainlyWorsened"))
	for _, b := range blocks {
		m.row(areaKey(b.Area), a.area(b.Area), a.counted([]cohort.Count{
			b.Pairs, b.Left, b.Improved, b.Unchanged, b.KeptHigh, b.Worsened, b.CertainlyImproved, b.CertainlyWorsened,
		})...)
	}
	return m.Table
}

// shares says the same in per cent of the pairs.
func (a author) shares(rater skapa.Rater, blocks []cohort.Block) Table {
	m := newTable("change."+string(rater)+".shares", a.title("movedShare", rater), a.w.T("overview.corner.area"),
		a.columns("improved", "unchanged", "keptHigh", "worsened", "certainlyImproved", "certainlyWorsened"))
	for _, b := range blocks {
		var cells []Cell
		for _, c := range []cohort.Count{b.Improved, b.Unchanged, b.KeptHigh, b.Worsened, b.CertainlyImproved, b.CertainlyWorsened} {
			cells = append(cells, a.share(c, b.Pairs))
		}
		m.row(areaKey(b.Area), a.area(b.Area), cells...)
	}
	m.Note = a.w.T("overview.note.shares")
	return m.Table
}

// sizes says how far they moved.
func (a author) sizes(rater skapa.Rater, blocks []cohort.Block) Table {
	columns := slices.Concat(a.columns("pairs", "mean", "low", "high", "rankBiserial"), a.boxColumns("start", a.w.T("overview.start")), a.boxColumns("latest", a.after()))
	m := newTable("change."+string(rater)+".sizes", a.title("sizes", rater), a.w.T("overview.corner.area"), columns)
	for _, b := range blocks {
		m.row(areaKey(b.Area), a.area(b.Area), slices.Concat([]Cell{a.count(b.Pairs)}, a.interval(b.Change), []Cell{a.stat(b.RankBiserial)}, a.box(b.StartBox), a.box(b.LatestBox))...)
	}
	m.Note = a.w.T("overview.note.sizes")
	return m.Table
}

// boxColumns gives the columns of a median with its quartiles.
func (a author) boxColumns(key, when string) []column {
	columns := a.columns("lower", "median", "upper")
	for i := range columns {
		columns[i] = column{key + "." + columns[i].key, columns[i].name + ", " + when}
	}
	return columns
}

// start says how those moved who began on each step.
func (a author) start() Section {
	s := a.section("start", a.w.T("overview.intro.top"), a.w.T("overview.intro.regression"))
	for _, rater := range skapa.Raters {
		m := newTable("start."+string(rater), a.title("start", rater), a.w.T("overview.corner.begin"),
			a.columns("pairs", "improved", "same", "worsened", "improvedShare"))
		for _, b := range a.BlocksOf(rater) {
			for _, l := range b.ByStart {
				step := a.w.Number(l.Step)
				m.row(areaKey(b.Area)+"."+step, a.area(b.Area)+", "+a.w.T("overview.from", words.Args{"Step": step}),
					a.count(l.Pairs), a.count(l.Improved), a.count(l.Same), a.count(l.Worsened), a.share(l.Improved, l.Pairs))
			}
		}
		if len(m.Rows) > 0 {
			s.Tables = append(s.Tables, m.Table)
		}
	}
	return s
}

// agreement says how the two raters of one meeting saw it.
func (a author) agreement() Section {
	s := a.section("agreement", a.w.T("overview.intro.agreement"))
	if len(a.Agreements) == 0 {
		return s
	}
	counts := newTable("agreement.counts", a.w.T("overview.table.agreement"), a.w.T("overview.corner.area"),
		a.columns("both", "left", "selfHigher", "equal", "supervisorHigher"))
	sizes := newTable("agreement.sizes", a.w.T("overview.table.agreementSizes"), a.w.T("overview.corner.area"),
		a.columns("both", "difference", "low", "high", "kappa"))
	for _, g := range a.Agreements {
		counts.row(areaKey(g.Area), a.area(g.Area), a.counted([]cohort.Count{g.Pairs, g.Left, g.SelfHigher, g.Equal, g.SupervisorHigher})...)
		sizes.row(areaKey(g.Area), a.area(g.Area), slices.Concat([]Cell{a.count(g.Pairs)}, a.interval(g.Difference), []Cell{a.stat(g.Kappa)})...)
	}
	sizes.Note = a.w.T("overview.note.agreement")
	s.Tables = append(s.Tables, counts.Table, sizes.Table)
	return s
}
