package cohort

import "framsteg/store/skapa"

// ManyChanges is the key of those whose supervisor changed three times or more.
const ManyChanges = "3+"

// follow says how long participants keep their supervisor.
func (r *reporting) follow() {
	changes := []string{"0", "1", "2", ManyChanges}
	c := Continuity{Changes: partsOf(changes)}
	for i := range r.who {
		t := &r.who[i]
		switch {
		case !t.active():
		case t.supervisor.IsZero():
			c.Without.add(t.place)
		default:
			since, changed := t.followedSince(r.end)
			c.Followed.add(t.place)
			c.months = append(c.months, float64(r.end.MonthsSince(since)))
			c.Changes[min(changed, len(changes)-1)].add(t.place)
		}
	}
	c.Months = boxOf(c.months)
	r.Continuity = c
}

// followedSince gives since when the supervisor of a day has followed, at most
// since the entry, and how often another supervisor took over since then. A time
// without any in between is no change. What was over before the entry, or on the day
// on which it began, does not count here; store.Supervisors counts all who ever
// followed.
func (t *taken) followedSince(d skapa.Date) (since skapa.Date, changes int) {
	var last skapa.ID
	for i, a := range t.Assignments {
		if a.Since > d {
			break
		}
		next := i + 1
		over := next < len(t.Assignments) && t.Assignments[next].Since <= max(t.period.Start, a.Since)
		if over || a.Supervisor.IsZero() || a.Supervisor == last {
			continue // over before the entry, or on the day that it began
		}
		if !last.IsZero() {
			changes++
		}
		since, last = max(a.Since, t.period.Start), a.Supervisor
	}
	return since, changes
}
