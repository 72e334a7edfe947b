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
		parts, name := b.Parts, func(key string) string { return key }
		switch b.Key {
		case "sex":
			name = func(key string) string { return a.w.T("sex." + key) }
		case "age":
			name = func(key string) string { return a.age(cohort.Age(key)) }
		case "team":
			parts, name = a.byName(a.teamNames(parts)), a.teamNamed
		default:
			parts, name = a.byName(parts), a.recorded
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
	parts, used := slices.Clone(parts), map[string]int{}
	for i := range parts {
		key := parts[i].Key
		if key == "" {
			continue
		}
		name := cmp.Or(names[key], "?")
		if used[name]++; used[name] > 1 {
			name += fmt.Sprintf(" (%d)", used[name])
		}
		parts[i].Key = name
	}
	return parts
}

func (a author) teamNamed(name string) string {
	return cmp.Or(name, a.w.T("overview.nobody.team"))
}

// byName sorts parts as their keys stand in a Swedish list, the one that is not
// recorded last.
func (a author) byName(parts []cohort.Part) []cohort.Part {
	key := words.SortKeys()
	order := map[string]string{}
	for _, p := range parts {
		order[p.Key] = key(p.Key)
	}
	last := func(p cohort.Part) int {
		if p.Key == "" {
			return 1
		}
		return 0
	}
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
	m := newTable("flow", a.w.T("overview.table.flow"), a.w.T("overview.corner.month"),
		a.columns("in", "out", "now", "planned", "idle", "busy", "idleShare"))
	for _, month := range a.Months {
		planned := a.empty()
		if month.Planned > 0 {
			planned = a.count(cohort.Count{N: month.Planned})
		}
		m.row(month.First.String()[:len("2026-11")], a.month(month.First), a.count(month.In), a.count(month.Out), a.count(month.Now), planned,
			a.count(month.Idle), a.count(month.Busy), a.share(month.Idle, month.Now))
	}
	s.Tables = append(s.Tables, m.Table)
	return s
}

func (a author) month(first skapa.Date) string {
	return a.w.T("month.long."+strconv.Itoa(int(first.Month()))) + " " + strconv.Itoa(first.Year())
}

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
