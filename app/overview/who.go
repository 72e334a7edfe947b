package overview

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"framsteg/app/progress/cohort"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// who says who the participants are.
func (a author) who() Section {
	s := a.section("who", a.w.T("overview.intro.who"))
	all := newTable("who.all", a.w.T("overview.table.all"), a.w.T("overview.corner.whom"), a.columns("count"))
	all.row("participants", a.w.T("overview.row.participants"), a.count(a.Participants))
	s.Tables = append(s.Tables, all.Table)
	for _, b := range a.Breakdowns {
		title := a.w.T("overview.by." + b.Key)
		m := newTable("who."+b.Key, title, title, a.columns("count", "share"))
		parts, name := b.Parts, a.recorded
		switch b.Key {
		case cohort.BySex:
			name = func(key string) string { return a.w.T("sex." + key) }
		case cohort.ByAge:
			name = func(key string) string { return AgeName(a.w, cohort.Age(key)) }
		case cohort.ByTeam:
			parts, name = byName(a.teamNames(parts)), a.teamNamed
		case cohort.ByMunicipality:
			parts = byName(parts)
		}
		a.parts(m, parts, a.Participants, name)
		s.Tables = append(s.Tables, m.Table)
	}
	return s
}

// teamNames gives the parts with the names of teams as their keys, which say more
// than ids. Of two teams with one name the later gets a number.
func (a author) teamNames(parts []cohort.Part) []cohort.Part {
	names := map[string]string{}
	for id, name := range a.names.Teams {
		names[id.String()] = name
	}
	parts, used := slices.Clone(parts), map[string]bool{}
	for i := range parts {
		key := parts[i].Key
		if key == "" || key == cohort.Others {
			continue
		}
		plain := cmp.Or(names[key], "?")
		name := plain
		for n := 2; used[name]; n++ {
			name = fmt.Sprintf("%s (%d)", plain, n)
		}
		parts[i].Key, used[name] = name, true
	}
	return parts
}

func (a author) teamNamed(name string) string {
	switch name {
	case "":
		return a.w.T("overview.nobody.team")
	case cohort.Others:
		return a.w.T("overview.others.team")
	}
	return name
}

// byName sorts parts as their keys stand in a Swedish list, then the others, and
// last the one that is not recorded.
func byName(parts []cohort.Part) []cohort.Part {
	key := words.SortKeys()
	order := map[string]string{}
	for _, p := range parts {
		order[p.Key] = key(p.Key)
	}
	last := func(p cohort.Part) int { return slices.Index([]string{cohort.Others, ""}, p.Key) }
	parts = slices.Clone(parts)
	slices.SortStableFunc(parts, func(p, q cohort.Part) int {
		return cmp.Or(last(p)-last(q), cmp.Compare(order[p.Key], order[q.Key]))
	})
	return parts
}

// flow says who came, went and was there, month by month.
func (a author) flow() Section {
	s := a.section("flow", a.w.T("overview.intro.flow"), a.w.T("overview.intro.planned"))
	if len(a.Months) == 0 {
		return s
	}
	if a.Months[0].Earlier {
		s.Intro = append(s.Intro, a.w.T("overview.intro.earlier", words.Args{"Month": a.inMonth(a.Months[1].First)}))
	}
	m := newTable("flow", a.w.T("overview.table.flow"), a.w.T("overview.corner.month"),
		a.columns("in", "out", "now", "planned", "idle", "busy", "idleShare"))
	for i, month := range slices.Backward(a.Months) { // the newest is looked for
		key, name, planned := month.First.String()[:len("2026-11")], a.month(month.First), a.empty()
		if month.Earlier {
			key, name = "earlier", a.w.T("overview.earlier", words.Args{"Month": a.inMonth(a.Months[i+1].First - 1)})
		}
		if month.Planned > 0 {
			planned = a.count(cohort.Count{N: month.Planned})
		}
		m.row(key, name, a.count(month.In), a.count(month.Out), a.count(month.Now), planned,
			a.count(month.Idle), a.count(month.Busy), a.share(month.Idle, month.Now))
	}
	s.Tables = append(s.Tables, m.Table)
	return s
}

func (a author) month(first skapa.Date) string {
	return a.w.T("month.long."+strconv.Itoa(int(first.Month()))) + " " + strconv.Itoa(first.Year())
}

// inMonth names the month of a day inside a sentence.
func (a author) inMonth(d skapa.Date) string { return a.w.Month(d) + " " + strconv.Itoa(d.Year()) }

// meetings says which meetings were held, and how it stands with those that come.
func (a author) meetings() Section {
	s := a.section("meetings", a.w.T("overview.intro.meetings"))
	if len(a.Meetings) > 0 {
		m := newTable("meetings", a.w.T("overview.table.meetings"), a.w.T("overview.corner.rater"), a.columns("done", "due", "missed"))
		for _, one := range a.Meetings {
			m.row(string(one.Rater), a.w.T("rater."+string(one.Rater)), a.count(one.Done), a.count(one.Due), a.count(one.Missed))
		}
		s.Tables = append(s.Tables, m.Table)
	}
	if len(a.Standing) > 0 {
		m := newTable("standing", a.w.T("overview.table.standing"), a.w.T("overview.corner.standing"), a.columns("count"))
		for _, p := range a.Standing {
			m.row(p.Key, a.w.T("overview.standing."+p.Key), a.count(p.Count))
		}
		s.Tables = append(s.Tables, m.Table)
	}
	return s
}
