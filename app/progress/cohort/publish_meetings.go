package cohort

import (
	"slices"
)

// hideMeetings hides numbers of few meetings, of meetings of few, and those that would
// bound what is hidden of who met: it comes last.
func (r *Report) hideMeetings() {
	for i := range r.Meetings {
		m := &r.Meetings[i]
		for _, c := range []*Count{&m.Done, &m.Due, &m.Missed} {
			if n := min(c.N, len(c.Who)); c.N > 0 && n < r.Limit {
				c.hide()
			}
		}
		if r.Selection.From.IsZero() && r.doneTells(m) {
			m.Done.hide()
		}
		for _, s := range r.Standing {
			if s.Hidden && (s.Key == StandingDue && m.Due.N > 0 || r.fewApart(&s.Count, &m.Due)) {
				m.Due.hide()
			}
			if s.Hidden && s.N > 0 && r.fewApart(&s.Count, &m.Missed) {
				m.Missed.hide()
			}
		}
	}
}

// doneTells tells whether the number of meetings that were held since ever bounds how
// many have two ratings, or none, where that is hidden. Everybody of whom two are
// compared made two; so no more can be compared than there are meetings beyond the
// first of each.
func (r *Report) doneTells(m *Meetings) bool {
	more := m.Done.N - len(m.Done.Who)
	for i := range r.Blocks {
		b := &r.Blocks[i]
		if b.Rater == m.Rater && b.Pairs.Hidden && (more < r.Limit || more < r.Participants.N-1) {
			return true
		}
	}
	for i := range r.Agreements {
		if a := &r.Agreements[i]; a.Pairs.Hidden && m.Done.N < r.Participants.N+r.Limit {
			return true
		}
	}
	return m.Done.N < r.Participants.N && slices.ContainsFunc(r.Standing, func(p Part) bool { return p.Hidden && p.Key == StandingNever && p.N > 0 })
}

// fewApart tells whether few are in only one of two counts: then one tells the other.
func (r *Report) fewApart(a, b *Count) bool { return apartIn(a.Who, b.Who) < r.Limit }

// apartIn gives how many are in only one of two.
func apartIn(a, b []int32) (n int) {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] == b[0]:
			a, b = a[1:], b[1:]
		case a[0] < b[0]:
			a, n = a[1:], n+1
		default:
			b, n = b[1:], n+1
		}
	}
	return n + len(a) + len(b)
}
