package cohort

import (
	"time"

	"framsteg/store/skapa"
)

// MostMonths is how many calendar months are told one by one: the latest. What was
// before them is one, so that a date of entry that somebody wrote wrong makes no
// hundreds of them.
const MostMonths = 60

// flow says who came, went and was there, month by month.
func (r *reporting) flow() {
	first := r.end + 1
	for i := range r.who {
		for _, p := range r.who[i].Periods {
			first = min(first, p.Start)
		}
	}
	if first = max(first, r.from); first > r.end {
		return
	}
	r.Months = monthsOf(monthOf(first), monthOf(r.end))
	planned := r.planned()
	for i := range r.Months {
		r.Months[i].Planned = planned
	}
	for i := range r.who {
		r.flowOf(&r.who[i], first)
	}
}

// monthsOf gives the months from one to another, as many as are told.
func monthsOf(first, last month) (all []Month) {
	if last-first >= MostMonths {
		all = append(all, Month{First: first.first(), Earlier: true})
		first = last - MostMonths + 1
	}
	for m := first; m <= last; m++ {
		all = append(all, Month{First: m.first()})
	}
	return all
}

// monthAt gives the place among the months of a day; negative for one before them.
func (r *reporting) monthAt(d skapa.Date) int {
	last := len(r.Months) - 1
	at := last - int(monthOf(r.Months[last].First)-monthOf(d))
	if r.Months[0].Earlier && d >= r.Months[0].First {
		return max(0, at)
	}
	return at
}

// lastOf gives the day that a month is asked about.
func (r *reporting) lastOf(i int) skapa.Date {
	if i == len(r.Months)-1 {
		return r.end
	}
	return r.Months[i+1].First - 1
}

// flowOf adds what one participant does from a day on.
func (r *reporting) flowOf(t *taken, from skapa.Date) {
	countIn := func(d skapa.Date, which func(*Month) *Count) {
		if d >= from && d <= r.end {
			which(&r.Months[r.monthAt(d)]).addOnce(t.place)
		}
	}
	for _, whole := range t.Periods {
		p, begun := until(whole, r.end)
		if !begun {
			continue
		}
		countIn(p.Start, func(m *Month) *Count { return &m.In })
		finish := r.end + 1
		if !p.Finish.IsZero() {
			finish = p.Finish
			countIn(finish, func(m *Month) *Count { return &m.Out })
		}
		for i := max(0, r.monthAt(p.Start)); i < len(r.Months) && r.lastOf(i) < finish; i++ {
			m := &r.Months[i]
			m.Now.addOnce(t.place)
			if t.busyOn(r.lastOf(i)) {
				m.Busy.addOnce(t.place)
			} else {
				m.Idle.addOnce(t.place)
			}
		}
	}
}

// addOnce counts a participant unless the last that was counted is the same.
func (c *Count) addOnce(place int32) {
	if n := len(c.Who); n == 0 || c.Who[n-1] != place {
		c.add(place)
	}
}

// planned gives for how many the teams are planned that the report is of.
func (r *reporting) planned() (n int) {
	s := r.Selection
	if len(s.Supervisors)+len(s.Municipalities)+len(s.Referrers)+len(s.TargetGroups)+len(s.Sexes)+len(s.Ages)+len(s.Categories) > 0 || s.State != AnyState {
		return 0
	}
	for i := range r.who {
		if team := r.who[i].team; !team.IsZero() && r.places[team] == 0 {
			return 0
		}
	}
	for team, places := range r.places {
		if oneOf(s.Teams, team) {
			n += places
		}
	}
	return n
}

// month is a calendar month: 12 · year + month – 1.
type month int

func monthOf(d skapa.Date) month {
	year, m, _ := d.Time().Date()
	return month(12*year + int(m) - 1)
}

func (m month) first() skapa.Date { return skapa.DateOf(int(m)/12, time.Month(int(m)%12+1), 1) }
