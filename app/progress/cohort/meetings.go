package cohort

import (
	"slices"

	"framsteg/app/progress"
	"framsteg/store/skapa"
)

// window is one in which a meeting was asked for.
type window struct {
	first, last skapa.Date // both part of it; no last where a pause without an end came
	met         skapa.Date // the first assessment since the window was counted from; zero for none
	finish      skapa.Date // the exit; zero for none
}

// windowsOf gives the windows of meetings that opened until today, of a rater who
// made assessments on dates, in order.
func windowsOf(h *skapa.History, pauses []skapa.Pause, dates []skapa.Date, r skapa.Rhythm, today skapa.Date) (all []window) {
	for i, p := range h.Periods {
		finish, next := p.Finish, skapa.LastDate+1
		if i+1 < len(h.Periods) {
			next = h.Periods[i+1].Start
			if finish.IsZero() || finish > next { // two overlap after a merge
				finish = next
			}
		}
		all = append(all, windowsIn(p.Start, finish, between(dates, p.Start, next), pauses, r, today)...)
	}
	return all
}

// between gives the dates from one day on and before another.
func between(dates []skapa.Date, from, until skapa.Date) []skapa.Date {
	first, _ := slices.BinarySearch(dates, from)
	last, _ := slices.BinarySearch(dates, until)
	return dates[first:max(first, last)]
}

// windowsIn gives the windows of one period.
func windowsIn(start, finish skapa.Date, dates []skapa.Date, pauses []skapa.Pause, r skapa.Rhythm, today skapa.Date) (all []window) {
	counted := start // the day that the window is counted from
	for {
		w := progress.WindowAfter(counted, pauses, r)
		opened := !w.First.IsZero() && w.First <= today && (finish.IsZero() || w.First < finish)
		next := window{first: w.First, last: w.Last, finish: finish}
		if len(dates) > 0 {
			next.met = dates[0]
		}
		if opened && (next.met.IsZero() || next.met >= next.first) {
			all = append(all, next)
		}
		switch {
		case !next.met.IsZero() && (w.Last.IsZero() || next.met <= w.Last):
			counted, dates = dates[0], dates[1:]
		case !opened || w.Last.IsZero():
			return all
		default:
			counted = w.Next
		}
	}
}

// open tells whether the window asks for a meeting on a day.
func (w *window) open(d skapa.Date) bool {
	return w.first <= d && (w.last.IsZero() || d <= w.last) && (w.met.IsZero() || w.met > d) && (w.finish.IsZero() || w.finish > d)
}

// missed gives the day on which the window had passed without a meeting, and
// whether it did.
func (w *window) missed() (on skapa.Date, was bool) {
	return w.last + 1, !w.last.IsZero() && (w.met.IsZero() || w.met > w.last) && (w.finish.IsZero() || w.finish > w.last)
}

// meet says which meetings were held and which stand to be.
func (r *reporting) meet() {
	for k, rater := range skapa.Raters {
		m := Meetings{Rater: rater}
		for i := range r.who {
			t := &r.who[i]
			m.Done.addSome(t.place, len(between(t.rated[k], r.from, r.end+1)))
			missed, due := 0, 0
			for j := range t.windows[k] {
				w := &t.windows[k][j]
				if on, was := w.missed(); was && on >= r.from && on <= r.end {
					missed++
				}
				if w.open(r.end) {
					due++
				}
			}
			m.Missed.addSome(t.place, missed)
			if due > 0 && !t.paused(r.end) {
				m.Due.add(t.place)
			}
		}
		r.Meetings = append(r.Meetings, m)
	}
}

// addSome counts n meetings of a participant.
func (c *Count) addSome(place int32, n int) {
	if n > 0 {
		c.add(place)
		c.N += n - 1
	}
}

func (t *taken) paused(d skapa.Date) bool {
	_, is := progress.PausedOn(t.pauses, d)
	return is
}

// stand says how it stands with the next meeting of the active.
func (r *reporting) stand() {
	r.Standing = partsOf(Standings)
	for i := range r.who {
		if t := &r.who[i]; t.active() {
			addTo(r.Standing, standings[t.due(r.rhythm, r.end)], t.place)
		}
	}
}

// How it stands with the next meeting of the active: the keys of Report.Standing.
const (
	StandingNotYet  = "notYet"
	StandingDue     = "due"
	StandingOverdue = "overdue"
	StandingNever   = "never" // rated
	StandingPaused  = "paused"
)

// Standings are what is told apart of the active.
var Standings = []string{StandingNotYet, StandingDue, StandingOverdue, StandingNever, StandingPaused}

var standings = map[progress.Due]string{
	progress.NotYet: StandingNotYet, progress.DueNow: StandingDue, progress.Overdue: StandingOverdue,
	progress.NeverRated: StandingNever, progress.Paused: StandingPaused,
}

// due tells how it stands with the next meeting of somebody active on a day.
func (t *taken) due(r skapa.Rhythm, d skapa.Date) progress.Due {
	if t.paused(d) {
		return progress.Paused
	}
	latest := skapa.Date(0)
	for i := len(t.Ratings) - 1; i >= 0 && latest.IsZero(); i-- {
		if t.Ratings[i].Date <= d {
			latest = t.Ratings[i].Date
		}
	}
	due, _ := progress.NextOn(d, latest, t.period.Start, t.pauses, r)
	return due
}
