package overview

import (
	"slices"
	"strconv"
	"strings"

	"framsteg/app/progress/cohort"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// outcomes says what participants went on to.
func (a author) outcomes() Section {
	s := a.section("outcomes", a.w.T("overview.intro.outcomes"))
	outcome := func(key string) string {
		if key == waiting {
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

// waiting is the part of who was not asked yet.
const waiting = "waiting"

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
		if n, err := strconv.Atoi(key); err == nil {
			return a.w.N("overview.changes", n)
		}
		return a.w.T("overview.changes.more", words.Args{"N": strings.TrimSuffix(key, "+")})
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
		m.row("all", a.w.T("overview.row.compared"), a.count(c.Pairs), a.empty(), a.empty(), a.empty(), a.empty(), a.empty())
		m.row("left", a.w.T("overview.row.left"), a.count(c.Left), a.empty(), a.empty(), a.empty(), a.empty(), a.empty())
		for _, row := range c.Rows {
			m.row(combination(row), a.categories(row.Categories), slices.Concat(
				[]Cell{a.count(row.Pairs), a.count(row.Improved), a.share(row.Improved, row.Pairs)}, a.interval(row.Change))...)
		}
		m.Note = a.w.T("overview.note.combinations")
		s.Tables = append(s.Tables, m.Table)
	}
	return s
}

// combination is what a set of categories is called in keys: "job+health".
func combination(c cohort.Combination) string {
	if len(c.Categories) == 0 {
		return "none"
	}
	return strings.Join(named(c.Categories, func(c skapa.Category) string { return string(c) }), "+")
}

func (a author) categories(all []skapa.Category) string {
	if len(all) == 0 {
		return a.w.T("overview.noCategory")
	}
	return strings.Join(named(all, func(c skapa.Category) string { return a.w.T("category." + string(c)) }), " + ")
}
