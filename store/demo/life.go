package demo

import (
	"context"
	"fmt"
	"math"

	"framsteg/store"
	"framsteg/store/skapa"
)

// hire makes teams, supervisors and activities for a number of participants,
// about 25 for each supervisor.
func (m *maker) hire(ctx context.Context, participants int) error {
	named := map[string]bool{}
	for _, t := range teams {
		team, err := m.store.TeamNamed(ctx, t.name)
		if err != nil {
			return err
		}
		m.teams = append(m.teams, team)
		var staff []skapa.Supervisor
		for range max(2, participants/len(teams)/25) {
			name := m.name(skapa.Woman)
			for named[name] {
				name = m.name(pick(m, []skapa.Sex{skapa.Woman, skapa.Man})) + "-" + pick(m, families)
			}
			named[name] = true
			supervisor, err := m.store.SupervisorNamed(ctx, name)
			if err != nil {
				return err
			}
			staff = append(staff, supervisor)
		}
		m.staff = append(m.staff, staff)
	}
	for _, a := range activities {
		contact := ""
		if m.chance(0.8) {
			contact = fmt.Sprintf("%s, 010-00 00 %02d", m.name(skapa.SexUnknown), m.IntN(100))
		}
		place := pick(m, pick(m, teams).municipalities)
		if m.chance(0.4) {
			place = "" // everywhere
		}
		activity, err := m.store.SaveActivity(ctx, skapa.Activity{Name: a.name, Category: a.category,
			Provider: a.provider, Municipality: place, Serves: a.serves, Setting: a.setting, Contact: contact})
		if err != nil {
			return err
		}
		m.activities = append(m.activities, activity)
	}
	return nil
}

func (m *maker) name(s skapa.Sex) string {
	first := women
	if s == skapa.Man || s == skapa.OtherSex && m.chance(0.5) {
		first = men
	}
	return pick(m, first) + " " + pick(m, families)
}

// person is a participant, with what the ratings come from.
type person struct {
	skapa.Participant
	team  int
	by    skapa.Supervisor       // who follows them now
	last  skapa.Date             // their last day, or the end of the example
	level map[skapa.Area]float64 // on the first day, as a step
	pace  float64                // steps a quarter
	bias  float64                // of the participant's own eye, in steps

	setback skapa.Date // since when most things are harder; zero for never
}

// live plans the life of the participant with number i.
func (m *maker) live(i int) {
	p := m.person(i)
	m.people = append(m.people, p)
	m.early(p.Start, func(ctx context.Context) error { return m.savePerson(ctx, p) })
	m.planStay(p, p.Start, p.last)
	if p.last < m.end {
		m.planExit(p, func() skapa.ID { return p.ID }, p.last)
		m.planReentry(p)
	}
}

// planStay plans what happens from an entry to an exit, or to the end of the
// example.
func (m *maker) planStay(p *person, from, to skapa.Date) {
	away := m.planPause(p, from, to)
	m.planMeetings(p, from, to, away)
	m.planActivities(p, from, to)
	m.planGoals(p, from, to)
	if to.DaysSince(from) > 150 && m.chance(0.25) {
		m.on(from.Add(m.between(90, to.DaysSince(from)-30)), func(ctx context.Context) error {
			return m.handOver(ctx, p)
		})
	}
}

// person invents the participant with number i.
func (m *maker) person(i int) *person {
	p := &person{team: m.IntN(len(teams)), level: map[skapa.Area]float64{}}
	p.Code = fmt.Sprintf("H-%d", 1001+i)
	p.Sex = pick(m, []skapa.Sex{skapa.Woman, skapa.Woman, skapa.Woman, skapa.Man, skapa.Man, skapa.Man, skapa.Woman, skapa.Man, skapa.OtherSex, skapa.SexUnknown})
	switch {
	case i%40 == 7:
		p.Name = pick(m, unusual)
	case m.chance(0.85):
		p.Name = m.name(p.Sex)
	}
	p.Start = m.first.Add(m.IntN(max(1, m.end.DaysSince(m.first)-3)))
	if m.chance(0.95) {
		p.BirthYear = p.Start.Year() - m.between(skapa.MinAge, skapa.MaxAge-3)
	}
	p.Municipality = pick(m, teams[p.team].municipalities)
	p.Referrer, p.TargetGroup = pick(m, referrers), pick(m, targetGroups)
	p.by = pick(m, m.staff[p.team])
	p.Team, p.Supervisor = m.teams[p.team].ID, p.by.ID

	stay := m.between(270, 640)
	if m.chance(0.15) {
		stay = m.between(30, 200) // dropped out
	}
	p.last = min(p.Start.Add(stay), m.end)
	for _, area := range skapa.Areas {
		p.level[area] = 2.3 + 0.7*m.NormFloat64()
	}
	if m.chance(0.1) {
		p.setback = p.Start.Add(m.between(60, max(60, p.last.DaysSince(p.Start))))
	}
	p.pace, p.bias = 0.22+0.25*m.NormFloat64(), 0.5*m.NormFloat64()
	return p
}

// savePerson writes p as they are, signed by who follows them.
func (m *maker) savePerson(ctx context.Context, p *person) (err error) {
	m.sign(p)
	p.Participant, err = m.store.SaveParticipant(ctx, p.Participant)
	return err
}

func (m *maker) sign(p *person) {
	m.store.Sign(store.Author{Supervisor: p.by.Name, Team: teams[p.team].name})
}

// planMeetings plans a meeting about every third month, of which some do not
// take place; and none for a few, or while p is away.
func (m *maker) planMeetings(p *person, from, to skapa.Date, away skapa.Pause) {
	if m.chance(0.03) {
		return
	}
	for day := from.Add(m.between(0, 20)); day <= to; day = day.Add(m.between(78, 104)) {
		if m.chance(0.08) || away.From > 0 && away.On(day) {
			continue
		}
		m.on(day, func(ctx context.Context) error { return m.meet(ctx, p) })
	}
}

// meet writes the ratings of a meeting today. Now and then one of the two does
// not rate.
func (m *maker) meet(ctx context.Context, p *person) error {
	m.sign(p)
	only := m.Float64()
	if only > 0.05 {
		if err := m.rate(ctx, p, skapa.Self); err != nil {
			return err
		}
	}
	if only < 0.95 {
		return m.rate(ctx, p, skapa.BySupervisor)
	}
	return nil
}

func (m *maker) rate(ctx context.Context, p *person, r skapa.Rater) error {
	a := skapa.Assessment{
		Participant: p.ID, Date: m.store.Today(), Rater: r, Instrument: m.in.Version, Answers: map[string]skapa.Step{},
	}
	for _, item := range m.in.ItemsFor(r) {
		a.Answers[item.ID] = m.step(p, item, r)
	}
	first := m.in.ItemsFor(r)[0].ID
	a.Answers[first] = max(1, a.Answers[first]) // who answers nothing does not rate
	if m.chance(0.1) {
		a.Comment = pick(m, comments)
	}
	if belief := a.Answers["belief"]; belief.Rated() && belief < 3 && m.chance(0.7) {
		a.Raising = pick(m, raisings)
	}
	a, err := m.store.SaveAssessment(ctx, a, "")
	if err != nil || !m.chance(0.015) {
		return err
	}
	item := pick(m, m.in.ItemsFor(r))
	a.Answers[item.ID] = skapa.Step(1 + (int(max(0, a.Answers[item.ID]))+m.IntN(2))%len(m.in.Steps))
	_, err = m.store.SaveAssessment(ctx, a, pick(m, reasons))
	return err
}

// step invents an answer: where the participant stands after so many quarters,
// as the rater sees it.
func (m *maker) step(p *person, item skapa.Item, r skapa.Rater) skapa.Step {
	switch chance := m.Float64(); {
	case chance < 0.02:
		return skapa.Declined
	case chance < 0.025:
		return skapa.NotAsked
	}
	quarters := float64(m.store.Today().DaysSince(p.Start)) / 91
	level, known := p.level[item.Area]
	if !known {
		level = 2.8 // belief in work within a year
	}
	if p.setback > 0 && m.store.Today() >= p.setback {
		level -= 1.3
	}
	level += p.pace*quarters + 0.35*m.NormFloat64()
	if r == skapa.Self {
		level += p.bias
	}
	return skapa.Step(min(max(math.Round(level), 1), float64(len(m.in.Steps))))
}

// planActivities plans what p takes part in: often several at a time, and
// nothing for some.
func (m *maker) planActivities(p *person, from, to skapa.Date) {
	for range m.IntN(5) {
		activity := pick(m, m.activities)
		part := skapa.Participation{Activity: activity.ID, Status: skapa.Ongoing, Start: from.Add(m.between(7, 240))}
		if part.Start > to {
			continue
		}
		end := part.Start.Add(m.between(40, 300))
		if m.chance(0.4) {
			part.End = end // it was agreed from the start
		}
		m.on(part.Start, func(ctx context.Context) (err error) {
			m.sign(p)
			part.Participant = p.ID
			part, err = m.store.SaveParticipation(ctx, part)
			return err
		})
		brokenOff := m.chance(0.2)
		if brokenOff {
			end = part.Start.Add(m.between(10, 60))
		}
		m.on(min(end, to.Add(1)), func(ctx context.Context) error {
			m.sign(p)
			part.Status, part.End = skapa.Finished, min(end, to)
			if brokenOff {
				part.Status, part.Break = skapa.BrokenOff, pick(m, skapa.Breaks)
			}
			_, err := m.store.SaveParticipation(ctx, part)
			return err
		})
	}
	if to == m.end && from < m.end && m.chance(0.3) {
		planned := skapa.Participation{Activity: pick(m, m.activities).ID, Status: skapa.Planned, Start: m.end.Add(m.between(5, 60))}
		m.on(m.end, func(ctx context.Context) error {
			m.sign(p)
			planned.Participant = p.ID
			_, err := m.store.SaveParticipation(ctx, planned)
			return err
		})
	}
}
