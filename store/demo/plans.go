package demo

import (
	"context"

	"framsteg/store/skapa"
)

// planGoals plans what p wants to reach; about half of it they do.
func (m *maker) planGoals(p *person, from, to skapa.Date) {
	for range m.IntN(4) {
		area := pick(m, skapa.Areas)
		words := pick(m, goals[area])
		goal := skapa.Goal{Area: area, Since: from.Add(m.between(0, 250)), Text: words.text, Who: pick(m, actors)}
		if goal.Since > to {
			continue
		}
		if m.chance(0.9) {
			goal.Step = words.step
			goal.By = goal.Since.Add(m.between(7, 90))
		}
		save := func(ctx context.Context) (err error) {
			m.sign(p)
			goal.Participant = p.ID
			goal, err = m.store.SaveGoal(ctx, goal)
			return err
		}
		m.on(goal.Since, save)
		if done := goal.Since.Add(m.between(20, 200)); done <= to && m.chance(0.6) {
			m.on(done, func(ctx context.Context) error {
				goal.Done = done
				return save(ctx)
			})
		}
	}
}

// planPause plans a time away, or none, and gives it. Of every other one nobody
// knows the last day until it is over.
func (m *maker) planPause(p *person, from, to skapa.Date) skapa.Pause {
	stay := to.DaysSince(from)
	if stay < 60 || !m.chance(0.2) {
		return skapa.Pause{}
	}
	pause := skapa.Pause{From: from.Add(m.between(25, stay-15)), Reason: pick(m, skapa.PauseReasons)}
	last := pause.From.Add(m.between(20, 120))
	open := m.chance(0.5)
	save := func(ctx context.Context) (err error) {
		m.sign(p)
		pause.Participant = p.ID
		pause, err = m.store.SavePause(ctx, pause)
		return err
	}
	planned := pause
	planned.To = last
	if !open {
		pause.To = last
	}
	m.on(pause.From, save)
	if open || last > to {
		m.on(min(last, to), func(ctx context.Context) error {
			if m.store.Today() == m.end {
				return nil // who is away on the last day of the example stays so
			}
			pause.To = min(last, to)
			return save(ctx)
		})
	}
	return planned
}

// planExit plans the end of a period, by its id, and what is asked afterwards; not
// everybody has been asked.
func (m *maker) planExit(p *person, period func() skapa.ID, day skapa.Date) {
	m.on(day, func(ctx context.Context) error {
		m.sign(p)
		_, err := m.store.SaveExit(ctx, skapa.Period{ID: period(), Participant: p.ID, Finish: day, Result: m.result(skapa.Outcomes)})
		return err
	})
	for i, months := range skapa.FollowUpMonths {
		if !m.chance(0.8) {
			continue
		}
		m.on(day.Add([]int{30, 182}[i]+m.between(0, 12)), func(ctx context.Context) error {
			m.sign(p)
			_, err := m.store.SaveFollowUp(ctx, skapa.FollowUp{Participant: p.ID, Period: period(), Months: months,
				Date: m.store.Today(), Result: m.result(skapa.FollowUpOutcomes)})
			return err
		})
	}
}

// result invents how it went.
func (m *maker) result(outcomes []skapa.Outcome) skapa.Result {
	r := skapa.Result{Outcome: pick(m, outcomes)}
	if r.Outcome.Working() {
		r.Hours, r.Support = 10*m.between(1, 4), pick(m, skapa.Supports[1:])
	}
	return r
}

// planReentry lets some come back, and some of them leave again.
func (m *maker) planReentry(p *person) {
	from := p.last.Add(m.between(40, 200))
	if from > m.end || !m.chance(0.25) {
		return
	}
	to := min(from.Add(m.between(60, 300)), m.end)
	var again skapa.Period
	m.early(from, func(ctx context.Context) (err error) {
		m.sign(p)
		again, err = m.store.Reenter(ctx, p.ID, from)
		return err
	})
	m.planStay(p, from, to)
	if p.last = to; to < m.end {
		m.planExit(p, func() skapa.ID { return again.ID }, to)
	}
}

// handOver gives p another supervisor, sometimes in another team.
func (m *maker) handOver(ctx context.Context, p *person) error {
	team := p.team
	if p.Since >= m.store.Today() {
		return nil
	}
	if m.chance(0.2) {
		team = m.IntN(len(teams))
	}
	return m.give(ctx, []*person{p}, team, pick(m, m.staff[team]), pick(m, handoverReasons))
}

// give hands participants over as who follows the first of them until then.
func (m *maker) give(ctx context.Context, people []*person, team int, to skapa.Supervisor, reason string) error {
	var ids []skapa.ID
	for _, p := range people {
		ids = append(ids, p.ID)
	}
	m.sign(people[0])
	today := m.store.Today()
	_, err := m.store.HandOver(ctx, ids, skapa.Assignment{Team: m.teams[team].ID, Supervisor: to.ID, Since: today}, reason)
	for _, p := range people {
		p.team, p.by, p.Since = team, to, today
	}
	return err
}

// planDeparture lets the first supervisor of the first team leave, and another take
// over all whom they follow.
func (m *maker) planDeparture() {
	leaver, heir := m.staff[0][0], m.staff[0][1]
	m.on(m.first.Add(m.end.DaysSince(m.first)*3/4), func(ctx context.Context) error {
		today := m.store.Today()
		var theirs []*person
		for _, p := range m.people {
			if p.by == leaver && !p.ID.IsZero() && p.last >= today && p.Since < today {
				theirs = append(theirs, p)
			}
		}
		if len(theirs) == 0 {
			return nil
		}
		return m.give(ctx, theirs, 0, heir, "Handledaren slutar.")
	})
}

// savePlaces says how many participants each team plans to have at one time: a few
// more than it has on the last day.
func (m *maker) savePlaces(ctx context.Context) error {
	m.store.Sign(lead)
	has := make([]int, len(m.teams))
	for _, p := range m.people {
		if p.last == m.end {
			has[p.team]++
		}
	}
	for i, t := range m.teams {
		if err := m.store.SavePlaces(ctx, t.ID, (has[i]/5+1)*5); err != nil {
			return err
		}
	}
	return nil
}
