package progress

import "framsteg/store/skapa"

// Window is when the next meeting stands to be held: the days First … Last, with
// Next in their middle. A day is zero where a pause without an end comes before.
type Window struct{ First, Next, Last skapa.Date }

// WindowAfter gives the window of the meeting after one on the day d: Days –
// Margin … Days + Margin days later, of which the days in pauses do not count.
// The pauses are ByStart.
func WindowAfter(d skapa.Date, pauses []skapa.Pause, r skapa.Rhythm) Window {
	return Window{after(d, r.Days-r.Margin, pauses), after(d, r.Days, pauses), after(d, r.Days+r.Margin, pauses)}
}

// On tells how it stands with the window on a day: NotYet, DueNow or Overdue.
func (w Window) On(day skapa.Date) Due {
	passed := func(d skapa.Date) bool { return !d.IsZero() && day > d }
	switch {
	case passed(w.Last):
		return Overdue
	case w.First == day || passed(w.First):
		return DueNow
	}
	return NotYet
}

// ByStart compares pauses by their first day.
func ByStart(a, b skapa.Pause) int { return int(a.From - b.From) }

// after gives the n-th day after d that is in none of the pauses, which are by
// their first day; n is 1 or more. It is zero where a pause without an end comes
// before.
func after(d skapa.Date, n int, pauses []skapa.Pause) skapa.Date {
	counted := d // up to here, pauses are counted
	day := d.Add(n)
	for _, p := range pauses {
		from := max(p.From, counted+1)
		if from > day {
			break
		}
		if p.To.IsZero() {
			return 0
		}
		if p.To >= from {
			day += p.To - from + 1
			counted = p.To
		}
	}
	return day
}
