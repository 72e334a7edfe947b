package cohort

import (
	"framsteg/app/progress"
	"framsteg/store/skapa"
)

// Waiting is the key of those who were not asked yet how it went.
const Waiting = "waiting"

// leave says what participants went on to.
func (r *reporting) leave() {
	e := Exits{Outcomes: partsOf(append(append([]skapa.Outcome{}, skapa.Outcomes...), skapa.OutcomeUnknown))}
	for _, months := range skapa.FollowUpMonths {
		e.After = append(e.After, After{Months: months, Outcomes: append(partsOf(skapa.FollowUpOutcomes), Part{Key: Waiting})})
	}
	for i := range r.who {
		t := &r.who[i]
		if t.active() || t.period.Finish < r.from {
			continue
		}
		e.Exits.add(t.place)
		addTo(e.Outcomes, string(t.period.Outcome), t.place)
		for k := range e.After {
			after := &e.After[k]
			if t.period.Outcome == skapa.OutcomeUnknown || progress.MonthsAfter(t.period.Finish, after.Months) > r.end {
				continue
			}
			after.Asked.add(t.place)
			addTo(after.Outcomes, t.foundAfter(after.Months, r.end), t.place)
		}
	}
	r.Exits = e
}

// foundAfter gives the outcome that was found some months after the exit, the
// last one that was recorded until a day; Waiting where none was.
func (t *taken) foundAfter(months int, end skapa.Date) string {
	outcome, on := Waiting, skapa.Date(0)
	for _, u := range t.FollowUps {
		if u.Period == t.period.ID && u.Months == months && u.Date <= end && u.Date >= on {
			outcome, on = string(u.Outcome), u.Date
		}
	}
	return outcome
}
