package cohort

import (
	"time"

	"framsteg/store/skapa"
)

// flow says who came, went and was there, month by month.
func (r *reporting) flow() {
	from := r.from
	if from.IsZero() {
		from = r.end + 1
		for i := range r.who {
			for _, p := range r.who[i].Periods {
				from = min(from, p.Start)
			}
		}
	}
	if from > r.end {
		return
	}
	first := monthOf(from)
	r.Months = make([]Month, monthOf(r.end)-first+1)
	last := make([]skapa.Date, len(r.Months)) // day that a month is asked about
	planned := r.planned()
	for i := range r.Months {
		r.Months[i].First, r.Months[i].Planned = (first + month(i)).first(), planned
		last[i] = min((first+month(i)+1).first()-1, r.end)
	}
	for i := range r.who {
		r.flowOf(&r.who[i], from, first, last)
	}
}

// flowOf adds what one participant does.
func (r *reporting) flowOf(t *taken, from skapa.Date, first month, last []skapa.Date) {
	countIn := func(d skapa.Date, which func(*Month) *Count) {
		if d >= from && d <= r.end {
			which(&r.Months[monthOf(d)-first]).addOnce(t.place)
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
		for i := max(0, int(monthOf(p.Start)-first)); i < len(last) && last[i] < finish; i++ {
			if last[i] < p.Start {
				continue
			}
			m := &r.Months[i]
			m.Now.addOnce(t.place)
			if t.busyOn(last[i]) {
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
