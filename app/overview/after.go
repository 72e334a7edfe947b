package overview

import (
	"slices"
	"strconv"
	"strings"

	"framsteg/app/progress/cohort"
	"framsteg/store/skapa"
)

// outcomes says what participants went on to.
func (a author) outcomes() Section {
	s := a.section("outcomes", a.w.T("overview.intro.outcomes"))
	outcome := func(key string) string {
		if key == cohort.Waiting {
			return a.w.T("overview.waiting")
		}
		return a.w.T("outcome." + key)
	}
	exits := newTable("outcomes.exit", a.w.T("overview.table.exits"), a.w.T("overview.corner.outcome"), a.columns("count", "share"))
	exits.row("all", a.w.T("overview.row.exits"), a.count(a.Exits.Exits), a.empty())
	a.parts(exits, a.Exits.Outcomes, a.Exits.Exits, outcome)
	s.Tables = append(s.Tables, exits.Table)
	for _, after := range a.Exits.After {
		m := newTable("outcomes.after"+strconv.Itoa(after.Months), a.w.N("overview.table.after", after.Months), a.w.T("overview.corner.outcome"), a.columns("count", "share"))
		m.row("all", a.w.N("overview.row.asked", after.Months), a.count(after.Asked), a.empty())
		a.parts(m, after.Outcomes, after.Asked, outcome)
		s.Tables = append(s.Tables, m.Table)
	}
	return s
}

// continuity says how long participants keep their supervisor.
func (a author) continuity() Section {
	s := a.section("continuity", a.w.T("overview.intro.continuity"))
	c := a.Continuity
	now := newTable("continuity.now", a.w.T("overview.table.followed"), a.w.T("overview.corner.whom"), a.columns("count"))
	now.row("followed", a.w.T("overview.row.followed"), a.count(c.Followed))
	now.row("without", a.w.T("overview.row.without"), a.count(c.Without))
	months := newTable("continuity.months", a.w.T("overview.table.months"), a.w.T("overview.corner.whom"), a.columns("lower", "median", "upper"))
	months.row("months", a.w.T("overview.row.months"), a.box(c.Months)...)
	changes := newTable("continuity.changes", a.w.T("overview.table.changes"), a.w.T("overview.corner.changes"), a.columns("count", "share"))
	a.parts(changes, c.Changes, c.Followed, func(key string) string {
		if key == cohort.ManyChanges {
			return a.w.T("overview.changes.more")
		}
		n, _ := strconv.Atoi(key)
		return a.w.N("overview.changes", n)
	})
	s.Tables = append(s.Tables, now.Table, months.Table, changes.Table)
	return s
}

// combinations says how participants moved, by what they took part in side by side.
func (a author) combinations() Section {
	s := a.section("combinations", a.w.T("overview.intro.association"), a.w.T("overview.intro.combination"))
	for _, c := range a.Combinations {
		m := newTable("combinations."+string(c.Rater), a.title("combinations", c.Rater), a.w.T("overview.corner.categories"),
			a.columns("pairs", "improved", "improvedShare", "mean", "low", "high"))
		all := a.combined(c.Pairs, cohort.Count{}, cohort.Interval{})
		if of := a.BlocksOf(c.Rater); len(of) > 0 && of[len(of)-1].Area == "" { // who these are
			mean := of[len(of)-1]
			all = a.combined(c.Pairs, mean.Improved, mean.Change)
		}
		m.row("all", a.w.T("overview.row.compared"), all...)
		m.row("left", a.w.T("overview.row.left"), a.count(c.Left), a.empty(), a.empty(), a.empty(), a.empty(), a.empty())
		for _, row := range c.Rows {
			m.row(combination(row), a.categories(row), a.combined(row.Pairs, row.Improved, row.Change)...)
		}
		m.Note = a.w.T("overview.note.combinations")
		s.Tables = append(s.Tables, m.Table)
	}
	return s
}

// combined says how some of them moved.
func (a author) combined(pairs, improved cohort.Count, change cohort.Interval) []Cell {
	return slices.Concat([]Cell{a.count(pairs), a.count(improved), a.share(improved, pairs)}, a.interval(change))
}

// combination is what a set of categories is called in keys: "job+health".
func combination(c cohort.Combination) string {
	switch {
	case c.Others:
		return others
	case len(c.Categories) == 0:
		return "none"
	}
	return strings.Join(named(c.Categories, func(c skapa.Category) string { return string(c) }), "+")
}

func (a author) categories(c cohort.Combination) string {
	switch {
	case c.Others:
		return a.w.T("overview.others.combinations")
	case len(c.Categories) == 0:
		return a.w.T("overview.noCategory")
	}
	return strings.Join(named(c.Categories, func(c skapa.Category) string { return a.w.T("category." + string(c)) }), " + ")
}
