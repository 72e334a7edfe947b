package cohort

import (
	"slices"

	"framsteg/app/progress"
	"framsteg/store/skapa"
)

// taken is a participant whom a selection takes, as things stood on its last day.
type taken struct {
	*person
	place      int32
	period     skapa.Period // the latest; without Finish and Result where those came later
	team       skapa.ID     // who followed on the last day, or on the day of the exit
	supervisor skapa.ID
	age        Age

	first, last int // the moments of the latest period that count: moments[first:last]
}

// active tells whether the latest period goes on.
func (t *taken) active() bool { return t.period.Finish.IsZero() }

// end gives the last day that counts.
func (p *People) end(s Selection) skapa.Date {
	if s.To.IsZero() || s.To > p.today {
		return p.today
	}
	return s.To
}

// take gives whom a selection takes, in the order of the people.
func (p *People) take(s Selection) []taken {
	end := p.end(s)
	all := make([]taken, 0, len(p.all))
	for i := range p.all {
		t := taken{person: &p.all[i], place: int32(i)}
		if t.asOf(end) && t.overlaps(s.From, end) && t.is(s, end) {
			all = append(all, t)
		}
	}
	return all
}

// until gives a period as it was known on a day, and whether it had begun.
func until(p skapa.Period, end skapa.Date) (skapa.Period, bool) {
	if p.Finish > end {
		p.Finish, p.Result = 0, skapa.Result{}
	}
	return p, p.Start <= end
}

// asOf says how things stood on a day, and whether there was anything.
func (t *taken) asOf(end skapa.Date) (was bool) {
	for _, period := range t.Periods {
		if known, begun := until(period, end); begun && known.Start >= t.period.Start {
			t.period, was = known, true
		}
	}
	if !was {
		return false
	}
	day := end
	if !t.active() {
		day = t.period.Finish
	}
	if now, followed := t.followedOn(day); followed {
		t.team, t.supervisor = now.Team, now.Supervisor
	}
	t.age = ageOf(t.BirthYear, t.period.Start)
	t.first = t.momentsBefore(t.period.Start)
	t.last = max(t.first, t.momentsBefore(end+1))
	return true
}

// momentsBefore gives how many moments are before a day.
func (p *person) momentsBefore(d skapa.Date) int {
	n, _ := slices.BinarySearchFunc(p.moments, d, func(m moment, d skapa.Date) int { return int(m.date - d) })
	return n
}

// followedOn gives the assignment in force on a day, and whether there is one.
func (p *person) followedOn(d skapa.Date) (skapa.Assignment, bool) {
	for i := len(p.Assignments) - 1; i >= 0; i-- {
		if p.Assignments[i].Since <= d {
			return p.Assignments[i], true
		}
	}
	return skapa.Assignment{}, false
}

// overlaps tells whether a period has a day in from … end; the day of the exit is
// one.
func (t *taken) overlaps(from, end skapa.Date) bool {
	return slices.ContainsFunc(t.Periods, func(p skapa.Period) bool {
		return from <= end && p.Start <= end && (p.Finish.IsZero() || p.Finish >= from)
	})
}

func ageOf(birthYear int, entry skapa.Date) Age {
	switch years := entry.Year() - birthYear; {
	case birthYear == 0:
		return UnknownAge
	case years >= 16 && years <= 24:
		return Young
	case years >= 25 && years <= 54:
		return Middle
	case years >= 55 && years <= 64:
		return Older
	}
	return OtherAge
}

// is tells whether the selection's choices besides the period take the participant.
func (t *taken) is(s Selection, end skapa.Date) bool {
	return oneOf(s.Teams, t.team) && oneOf(s.Supervisors, t.supervisor) &&
		oneOf(s.Municipalities, t.Municipality) && oneOf(s.Referrers, t.Referrer) && oneOf(s.TargetGroups, t.TargetGroup) &&
		oneOf(s.Sexes, t.Sex) && oneOf(s.Ages, t.age) &&
		(s.State == AnyState || t.active() == (s.State == Active)) &&
		(len(s.Categories) == 0 || t.tookPart(s.Categories, s.From, end))
}

func oneOf[T comparable](chosen []T, x T) bool { return len(chosen) == 0 || slices.Contains(chosen, x) }

func (t *taken) tookPart(in []skapa.Category, from, end skapa.Date) bool {
	return slices.ContainsFunc(t.Participations, func(p skapa.NamedParticipation) bool {
		first, last, was := progress.UnderWay(p)
		if p.Status.Ended() {
			last = p.End // as an exit's, that day is one of the period
		}
		return was && first <= end && last >= from && slices.Contains(in, p.Category)
	})
}
