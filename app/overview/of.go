package overview

import (
	"cmp"
	"slices"
	"strings"

	"framsteg/app/progress/cohort"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// Names are what a report calls by their ids, and where it comes from.
type Names struct {
	Teams, Supervisors map[skapa.ID]string
	File               string // the workspace's, without folder and ending
	Digest             string // of what stands in it; "" for none

	Read skapa.Date // the day on which it was read; zero for the day that the report is of
}

// Of puts a report into words. One that was not published makes a document that
// is Internal. It computes no sums of its own, for one of them could tell what is
// hidden: only shares, where the count and the whole are both shown.
func Of(r cohort.Report, n Names, w words.Words) Document {
	a := author{r, n, w}
	d := Document{
		Title: w.T("overview.title"), Whom: a.whom(), Made: cmp.Or(n.Read, r.Day), File: n.File, Digest: n.Digest,
		Internal: r.Limit == 0, Summary: summary(r, w), Report: r, words: w,
	}
	for _, s := range []Section{
		a.who(), a.flow(), a.meetings(), a.change(), a.start(), a.agreement(), a.outcomes(), a.continuity(), a.combinations(),
	} {
		if len(s.Tables) > 0 {
			d.Sections = append(d.Sections, s)
		}
	}
	d.Terms, d.Hidden = a.terms(d.Sections), a.hidden(d.Sections)
	for _, s := range d.Sections {
		for i := range s.Tables {
			switch s.Key { // that have many rows of few
			case "start":
				a.leaveOut(&s.Tables[i], 0)
			case "combinations":
				a.leaveOut(&s.Tables[i], 2) // of all, and of those who are left out
			}
		}
	}
	return d
}

// leaveOut takes the rows after the first out of a table that show no number, and says
// how many they were. A table that shows none is left as it is.
func (a author) leaveOut(t *Table, first int) {
	shows := func(r Row) bool {
		hidden := slices.ContainsFunc(r.Cells, func(c Cell) bool { return c.Hidden })
		return !hidden || slices.ContainsFunc(r.Cells, Cell.Shown)
	}
	rows := slices.Clone(t.Rows[:first])
	for _, r := range t.Rows[first:] {
		if shows(r) {
			rows = append(rows, r)
		}
	}
	if n := len(t.Rows) - len(rows); n > 0 && slices.ContainsFunc(rows, func(r Row) bool { return slices.ContainsFunc(r.Cells, Cell.Shown) }) {
		t.Rows, t.Note = rows, strings.TrimSpace(t.Note+" "+a.w.N("overview.note.leftOut", n))
	}
}

// Only gives what a report says of one rater; for "" all of it.
func Only(r cohort.Report, rater skapa.Rater) cohort.Report {
	if rater == "" {
		return r
	}
	r.Meetings = slices.DeleteFunc(slices.Clone(r.Meetings), func(m cohort.Meetings) bool { return m.Rater != rater })
	r.Blocks = r.BlocksOf(rater)
	r.Combinations = slices.DeleteFunc(slices.Clone(r.Combinations), func(c cohort.Combinations) bool { return c.Rater != rater })
	r.Agreements = nil
	return r
}

// author puts a report into words.
type author struct {
	cohort.Report
	names Names
	w     words.Words
}

// whom says what the selection takes, a line a choice.
func (a author) whom() []string {
	var lines []string
	say := func(line string, chosen []string) {
		if len(chosen) > 0 {
			lines = append(lines, line+" "+strings.Join(chosen, ", "))
		}
	}
	s := a.Selection
	say(a.w.T("overview.whom.team"), named(s.Teams, func(id skapa.ID) string { return a.team(id) }))
	say(a.w.T("overview.whom.supervisor"), named(s.Supervisors, a.supervisor))
	say(a.w.T("overview.whom.municipality"), named(s.Municipalities, a.recorded))
	say(a.w.T("overview.whom.sex"), named(s.Sexes, func(x skapa.Sex) string { return a.w.T("sex." + string(x)) }))
	say(a.w.T("overview.whom.age"), named(s.Ages, func(band cohort.Age) string { return AgeName(a.w, band) }))
	say(a.w.T("overview.whom.referrer"), named(s.Referrers, a.recorded))
	say(a.w.T("overview.whom.targetGroup"), named(s.TargetGroups, a.recorded))
	say(a.w.T("overview.whom.category"), named(s.Categories, func(c skapa.Category) string { return a.w.T("category." + string(c)) }))
	switch s.State {
	case cohort.Active:
		lines = append(lines, a.w.T("overview.whom.active"))
	case cohort.Finished:
		lines = append(lines, a.w.T("overview.whom.finished"))
	}
	if len(lines) == 0 {
		lines = append(lines, a.w.T("overview.whom.all"))
	}
	if s.From.IsZero() {
		lines = append(lines, a.w.T("overview.whom.until", words.Args{"To": a.Day}))
	} else {
		lines = append(lines, a.w.T("overview.whom.period", words.Args{"From": s.From, "To": a.Day}))
	}
	if len(a.Meetings) == 1 {
		lines = append(lines, a.w.T("overview.whom.rater."+string(a.Meetings[0].Rater)))
	}
	if s.Span != 0 {
		lines = append(lines, a.w.T("overview.whom.window", words.Args{"Months": int(s.Span)}))
	}
	return lines
}

func named[T any](all []T, name func(T) string) []string {
	names := make([]string, len(all))
	for i, one := range all {
		names[i] = name(one)
	}
	return names
}

func (a author) team(id skapa.ID) string {
	if id.IsZero() {
		return a.w.T("overview.nobody.team")
	}
	return a.names.Teams[id]
}

func (a author) supervisor(id skapa.ID) string {
	if id.IsZero() {
		return a.w.T("overview.nobody.supervisor")
	}
	return a.names.Supervisors[id]
}

// recorded gives a text that somebody wrote, or says that nobody did.
func (a author) recorded(text string) string {
	switch text {
	case "":
		return a.w.T("overview.unrecorded")
	case cohort.Others:
		return a.w.T("overview.others.municipality")
	}
	return text
}

// AgeName names a band of ages.
func AgeName(w words.Words, band cohort.Age) string {
	switch band {
	case cohort.UnknownAge:
		return w.T("overview.unrecorded")
	case cohort.OtherAge:
		return w.T("overview.age.other")
	}
	return w.T("overview.age.years", words.Args{"Band": strings.ReplaceAll(string(band), "-", "–")})
}

// area names an area, or the mean of all.
func (a author) area(area skapa.Area) string {
	if area == "" {
		return a.w.T("overview.allAreas")
	}
	return a.Instrument.AreaName(area, a.w.Lang)
}

// areaKey is what an area is called in keys.
func areaKey(area skapa.Area) string {
	if area == "" {
		return "all"
	}
	return string(area)
}
