package cohort

import (
	"slices"

	"framsteg/app/progress"
	"framsteg/app/progress/hide"
)

// What the counts of the flow are worth.
const (
	worthMove = 1 + iota
	worthOutcome
	worthStanding
	worthAsked
	worthFollowed
	worthNow
	worthToday
)

// flowSheet is the sheet of who came, was there and left, month by month, and of
// what hangs on it: how it stands with the active on the last day, who follows them,
// and what those went on to who left. Ties hold it together: whoever is there at the
// end of a month was there at its beginning or came, and did not leave.
type flowSheet struct {
	*sheet
	*Report
	ago   map[int32]int // how long ago who left did: see since
	exits [][]hide.Kind // by outcome, then by how long ago
	out   [][]hide.Kind // by how long ago
	there []hide.Kind   // at the end of the month that was added last
	now   hide.Cell     // those
}

func plus(kinds ...hide.Kind) []hide.Term  { return times(1, kinds) }
func minus(kinds ...hide.Kind) []hide.Term { return times(-1, kinds) }

func times(n int, kinds []hide.Kind) []hide.Term {
	terms := make([]hide.Term, len(kinds))
	for i, k := range kinds {
		terms[i] = hide.Term{Kind: k, Times: n}
	}
	return terms
}

// tie says that kinds are as many as others, or always so many more.
func (s *flowSheet) tie(kinds, others []hide.Kind) {
	s.Tie(append(plus(kinds...), minus(others...)...)...)
}

// hideFlow hides in the months, the standing, the continuity and the exits.
func (r *Report) hideFlow() {
	s := &flowSheet{sheet: r.newSheet(), Report: r, out: make([][]hide.Kind, len(r.Exits.After)+1)}
	s.everybody()
	exits := s.leave()
	s.flow(exits)
	if len(r.Months) == 0 {
		s.active()
	}
	s.stand()
	s.follow()
	s.sheet.hide(r.Limit)
}

// since gives how long ago an exit in a month was at least and at most: 0 for less
// than the first After, 1 for that and less than the second …
func (s *flowSheet) since(m month) (least, most int) {
	for _, after := range s.Exits.After {
		edge := monthOf(progress.MonthsAfter(s.Day, -after.Months))
		if m < edge {
			least++
		}
		if m <= edge {
			most++
		}
	}
	return least, most
}

// leave adds the exits by outcome, and how it went after.
func (s *flowSheet) leave() hide.Cell {
	e := &s.Exits
	s.leftWhen()
	var outcomes []hide.Cell
	for i := range e.Outcomes {
		part := &e.Outcomes[i]
		n := make([]int, len(e.After)+1)
		for _, who := range part.Who {
			n[s.ago[who]]++
		}
		kinds := s.kindsOf(n)
		s.exits = append(s.exits, kinds)
		outcomes = append(outcomes, s.count(worthOutcome, kinds, &part.Count))
	}
	exits := s.count(worthNow, flat(s.exits), &e.Exits)
	s.Split(exits, outcomes...)
	s.Parts(s.all, exits, s.ImpliedOf(s.people-e.Exits.N, minus(flat(s.exits)...)...))
	before, people := exits, e.Exits.N
	for k := range e.After {
		after := &e.After[k]
		asked, not := s.asked(k + 1)
		_, later := s.asked(k)
		whole := s.count(worthAsked, asked, &after.Asked)
		kinds, parts := s.parts(worthMove, after.Outcomes)
		s.tie(asked, kinds)
		s.Split(whole, parts...)
		s.Parts(exits, whole, s.Implied(e.Exits.N-after.Asked.N, 0, not...))
		if k > 0 {
			s.Parts(before, whole, s.Implied(people-after.Asked.N, 0, without(not, later)...))
		}
		before, people = whole, after.Asked.N
	}
	return exits
}

// leftWhen notes how long ago who left did: by the month, and by what they were
// asked.
func (s *flowSheet) leftWhen() {
	s.ago = map[int32]int{}
	for i := range s.Months {
		least, _ := s.since(monthOf(s.Months[i].First))
		for _, who := range s.Months[i].Out.Who {
			s.ago[who] = least
		}
	}
	for k := range s.Exits.After {
		for _, who := range s.Exits.After[k].Asked.Who {
			s.ago[who] = max(s.ago[who], k+1)
		}
	}
}

// asked gives the kinds of exits that were so long ago and whose outcome is
// recorded, and the other kinds.
func (s *flowSheet) asked(ago int) (asked, not []hide.Kind) {
	for i, kinds := range s.exits {
		if s.Exits.Outcomes[i].Key == "" {
			not = append(not, kinds...)
			continue
		}
		asked, not = append(asked, kinds[ago:]...), append(not, kinds[:ago]...)
	}
	return asked, not
}

func without(kinds, others []hide.Kind) []hide.Kind {
	return slices.DeleteFunc(slices.Clone(kinds), func(k hide.Kind) bool { return slices.Contains(others, k) })
}

func (s *flowSheet) kindsOf(n []int) (kinds []hide.Kind) {
	for _, x := range n {
		kinds = append(kinds, s.Kind(x))
	}
	return kinds
}

func flat(kinds [][]hide.Kind) (all []hide.Kind) {
	for _, k := range kinds {
		all = append(all, k...)
	}
	return all
}

// flow adds the months.
func (s *flowSheet) flow(exits hide.Cell) {
	if len(s.Months) == 0 {
		return
	}
	first := &s.Months[0]
	early := max(0, first.Now.N-first.In.N+first.Out.N)
	var came, left []hide.Cell
	in, out := 0, 0
	if from := s.Selection.From; !from.IsZero() && monthOf(from) >= monthOf(first.First) { // else they begin with the first entry
		s.there = []hide.Kind{s.Kind(early)}
		s.now = s.Implied(early, 0, s.there...)
		came, in = append(came, s.now), early
	}
	for i := range s.Months {
		m := &s.Months[i]
		c, l := s.month(m, i)
		came, left = append(came, c), append(left, l)
		in, out = in+m.In.N, out+m.Out.N
	}
	for ago := range s.out {
		var of []hide.Kind
		for _, kinds := range s.exits {
			of = append(of, kinds[ago])
		}
		s.tie(s.out[ago], of)
	}
	s.tie(append(slices.Clone(s.there), flat(s.exits)...), nil)
	if in == s.people {
		s.Parts(s.all, came...)
	}
	if out == s.Exits.Exits.N {
		s.Parts(exits, left...)
	}
	if s.Months[len(s.Months)-1].Now.N+s.Exits.Exits.N == s.people {
		s.Parts(s.all, s.now, exits)
	}
}

// month adds one, and gives who came and who left.
func (s *flowSheet) month(m *Month, i int) (came, left hide.Cell) {
	in := s.Kind(m.In.N)
	came = s.count(worthMove, []hide.Kind{in}, &m.In)
	n := make([]int, len(s.out))
	for _, who := range m.Out.Who {
		n[s.ago[who]]++
	}
	least, most := s.since(monthOf(m.First))
	var gone []hide.Kind
	for ago, people := range n {
		if people > 0 || ago >= least && ago <= most {
			k := s.Kind(people)
			gone, s.out[ago] = append(gone, k), append(s.out[ago], k)
		}
	}
	left = s.count(worthMove, gone, &m.Out)
	idle, busy := s.Kind(m.Idle.N), s.Kind(m.Busy.N)
	worth := worthNow
	if i == len(s.Months)-1 {
		worth = worthToday
	}
	now := s.count(worth, []hide.Kind{idle, busy}, &m.Now)
	s.Split(now, s.count(worthNow, []hide.Kind{idle}, &m.Idle), s.count(worthNow, []hide.Kind{busy}, &m.Busy))
	s.Parts(s.all, now, s.ImpliedOf(s.people-m.Now.N, minus(idle, busy)...))
	s.tie(append([]hide.Kind{idle, busy}, gone...), append(slices.Clone(s.there), in))
	balance := []hide.Cell{now, came, left}
	if s.there != nil {
		balance = append(balance, s.now)
	}
	s.Balance(balance...)
	s.there, s.now = []hide.Kind{idle, busy}, now
	return came, left
}

// active adds those who are active on the last day, where there are no months.
func (s *flowSheet) active() {
	k := s.Kind(s.people - s.Exits.Exits.N)
	s.there, s.now = []hide.Kind{k}, s.Implied(s.people-s.Exits.Exits.N, 0, k)
	s.tie(append(flat(s.exits), k), nil)
}

// stand adds how it stands with the next meeting of the active. Who is due is often
// the same as whose meeting with a rater is: then one is not shown without the other.
func (s *flowSheet) stand() {
	var kinds []hide.Kind
	var cells []hide.Cell
	n := 0
	for i := range s.Standing {
		part := &s.Standing[i]
		at := []*Count{&part.Count}
		for k := range s.Meetings {
			if due := &s.Meetings[k].Due; part.N >= s.Limit && slices.Equal(due.Who, part.Who) {
				at = append(at, due)
			}
		}
		k := s.Kind(part.N)
		kinds, cells, n = append(kinds, k), append(cells, s.count(worthStanding, []hide.Kind{k}, at...)), n+part.N
	}
	s.tie(s.there, kinds)
	s.divide(n, cells)
}

// divide says that parts are those who are active, if they are as many.
func (s *flowSheet) divide(n int, parts []hide.Cell) {
	if n == s.people-s.Exits.Exits.N {
		s.Split(s.now, parts...)
	}
}

// follow adds how long those who are active have had their supervisor.
func (s *flowSheet) follow() {
	c := &s.Continuity
	part := map[int32]int{}
	for i := range c.Changes {
		for _, who := range c.Changes[i].Who {
			part[who] = i
		}
	}
	values := slices.Compact(slices.Sorted(slices.Values(c.months)))
	n := make([][]int, len(c.Changes))
	for i := range n {
		n[i] = make([]int, len(values))
	}
	for i, who := range c.Followed.Who {
		at, _ := slices.BinarySearch(values, c.months[i])
		n[part[who]][at]++
	}
	alone := s.Kind(c.Without.N)
	var months weighed
	var followed []hide.Kind
	var changes []hide.Cell
	for i := range c.Changes {
		kinds := s.kindsOf(n[i])
		for at, k := range kinds {
			months = append(months, weight{values[at], k, 0})
		}
		followed = append(followed, kinds...)
		changes = append(changes, s.count(worthMove, kinds, &c.Changes[i].Count))
	}
	all := s.count(worthFollowed, followed, &c.Followed)
	s.Split(all, changes...)
	s.tie(s.there, append([]hide.Kind{alone}, followed...))
	s.divide(c.Followed.N+c.Without.N, []hide.Cell{all, s.count(worthStanding, []hide.Kind{alone}, &c.Without)})
	s.box(all, worthMove, &c.Months, months.sorted())
}
