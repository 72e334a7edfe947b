package cohort

import (
	"cmp"
	"slices"

	"framsteg/app/progress"
	"framsteg/store/skapa"
)

// People are the participants that reports are made of, with all that is the same
// in every report worked out. They do not change, and may be used by several
// goroutines.
type People struct {
	in     skapa.Instrument
	rhythm skapa.Rhythm
	today  skapa.Date
	places map[skapa.ID]int // of teams
	all    []person

	measures []measure
	both     [][2]measure // of an area, as each rater is asked about it
	moments  []moment     // of all participants, one after the other
	values   []value      // of all assessments
}

// person is one participant.
type person struct {
	*skapa.History
	doing   []stretch
	moments []moment        // by date; part of People.moments
	pauses  []skapa.Pause   // by their first day
	rated   [2][]skapa.Date // by place in skapa.Raters: when they made an assessment, of whatever version
	windows [2][]window
}

// NewPeople works out what reports need of histories, which nobody may change
// afterwards. Ratings with other versions than in are in no pair. places are how
// many participants teams are planned for.
func NewPeople(in skapa.Instrument, r skapa.Rhythm, all []*skapa.History, places map[skapa.ID]int, today skapa.Date) *People {
	p := &People{in: in, rhythm: r, today: today, places: places, all: make([]person, len(all))}
	c := progress.NewComparer(in)
	p.measures = measuresOf(c, in)
	p.both = bothOf(p.measures)
	p.rate(c, all)
	for i, h := range all {
		p.all[i].workOut(h, r, today)
	}
	return p
}

// workOut keeps a history, and what follows from it.
func (p *person) workOut(h *skapa.History, r skapa.Rhythm, today skapa.Date) {
	p.History, p.doing = h, stretchesOf(h.Participations)
	p.pauses = slices.SortedFunc(slices.Values(h.Pauses), progress.ByStart)
	for i := range h.Ratings {
		k := placeOf(h.Ratings[i].Rater)
		p.rated[k] = append(p.rated[k], h.Ratings[i].Date)
	}
	for k := range p.windows {
		p.windows[k] = windowsOf(h, p.pauses, p.rated[k], r, today)
	}
}

// Len gives how many there are.
func (p *People) Len() int { return len(p.all) }

// ID gives who is at a place of Count.Who.
func (p *People) ID(place int32) skapa.ID { return p.all[place].Participant }

// Choices are what occurs among the participants, for a Selection: sorted, with
// the zero ID and "" first where somebody has none.
type Choices struct {
	Teams, Supervisors                      []skapa.ID
	Municipalities, Referrers, TargetGroups []string
	First                                   skapa.Date // the first entry; zero where there is nobody
}

// Choices gives what occurs among the participants, also what does not yet or no more.
func (p *People) Choices() Choices {
	ids, texts := func() map[skapa.ID]bool { return map[skapa.ID]bool{} }, func() map[string]bool { return map[string]bool{} }
	teams, supervisors := ids(), ids()
	municipalities, referrers, groups := texts(), texts(), texts()
	var c Choices
	for i := range p.all {
		h := p.all[i].History
		municipalities[h.Municipality], referrers[h.Referrer], groups[h.TargetGroup] = true, true, true
		if len(h.Assignments) == 0 {
			teams[skapa.ID{}], supervisors[skapa.ID{}] = true, true
		}
		for _, a := range h.Assignments {
			teams[a.Team], supervisors[a.Supervisor] = true, true
		}
		for _, period := range h.Periods {
			if c.First.IsZero() || period.Start < c.First {
				c.First = period.Start
			}
		}
	}
	c.Teams, c.Supervisors = sortedIDs(teams), sortedIDs(supervisors)
	c.Municipalities, c.Referrers, c.TargetGroups = sorted(municipalities), sorted(referrers), sorted(groups)
	return c
}

func sorted[K cmp.Ordered](set map[K]bool) []K {
	keys := make([]K, 0, len(set))
	for k := range set {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

func sortedIDs(set map[skapa.ID]bool) []skapa.ID {
	keys := make([]skapa.ID, 0, len(set))
	for k := range set {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, compareIDs)
	return keys
}

func compareIDs(a, b skapa.ID) int { return slices.Compare(a[:], b[:]) }
