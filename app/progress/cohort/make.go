package cohort

import "framsteg/store/skapa"

// reporting is a report being made.
type reporting struct {
	*People
	Report
	from, end skapa.Date
	who       []taken
}

// Report gives what is to be said of a selection.
func (p *People) Report(s Selection) Report {
	r := reporting{People: p, from: s.From, end: p.end(s), who: p.take(s)}
	r.Selection, r.Instrument, r.Day = s, p.in, r.end
	for i := range r.who {
		r.Participants.add(r.who[i].place)
	}
	for _, section := range []func(){r.breakDown, r.flow, r.meet, r.stand, r.compare, r.leave, r.follow} {
		section()
	}
	return r.Report
}

// add counts a participant who is not counted yet.
func (c *Count) add(place int32) {
	c.N++
	c.Who = append(c.Who, place)
}

// add counts a participant in the part with a key.
func addTo(parts []Part, key string, place int32) {
	for i := range parts {
		if parts[i].Key == key {
			parts[i].add(place)
			return
		}
	}
}

// partsOf gives empty parts.
func partsOf[K ~string](keys []K) []Part {
	parts := make([]Part, len(keys))
	for i, k := range keys {
		parts[i].Key = string(k)
	}
	return parts
}
