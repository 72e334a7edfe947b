package progress

import "framsteg/store/skapa"

// UnderWay gives the first and the last day on which a participation is under way,
// and whether there is one: a planned one never was, and one that is recorded as
// ongoing is until skapa.LastDate, whatever its end is expected to be.
//
// The day on which one ended is a day without it, as that of an exit is one without
// the program: from then on another may be lacking. One that ended on the day on
// which it began was under way on that day.
func UnderWay(p skapa.NamedParticipation) (from, to skapa.Date, was bool) {
	switch {
	case p.Status == skapa.Planned:
		return 0, 0, false
	case p.Status.Ended():
		return p.Start, max(p.Start, p.End-1), true
	}
	return p.Start, skapa.LastDate, true
}
