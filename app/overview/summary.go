package overview

import (
	"math"
	"slices"
	"strings"

	"framsteg/app/progress/cohort"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// Below these a summary says no shares in per cent, of which one participant is
// several, and tells that the group is small.
const (
	leastOfShares = 20
	smallGroup    = 30
)

// summary says in plain words what the numbers of a report say, and what they do
// not: whom it is of, how the ratings changed, what participants went on to. It
// says nothing of a number that is hidden, and nothing of why.
func summary(r cohort.Report, w words.Words) []string {
	t := teller{author{r, Names{}, w}}
	if r.Participants.N == 0 {
		return []string{w.T("overview.summary.nobody", words.Args{"Period": t.period()})}
	}
	all := []string{t.who(), t.compared()}
	for _, rater := range skapa.Raters {
		all = append(all, t.moved(rater)...)
	}
	all = append(all, t.agreement(), t.idle(), t.exits())
	for _, a := range t.Exits.After {
		all = append(all, t.after(a))
	}
	all = append(all, t.limits())
	return slices.DeleteFunc(all, func(s string) bool { return s == "" })
}

// teller says what a report holds, with the numbers that an author writes.
type teller struct{ author }

// told puts sentences beside each other.
func told(sentences ...string) string {
	return strings.Join(slices.DeleteFunc(sentences, func(s string) bool { return s == "" }), " ")
}

// seen tells whether a statistic is there and shown.
func seen(s cohort.Stat) bool { return s.Known && !s.Hidden }

// and joins parts of a sentence.
func (t teller) and(parts []string) string {
	if len(parts) < 2 {
		return strings.Join(parts, "")
	}
	last := len(parts) - 1
	return t.w.T("report.and", words.Args{"First": strings.Join(parts[:last], ", "), "Last": parts[last]})
}

// period says from when to when.
func (t teller) period() string {
	to := t.w.Date(t.Day)
	if from := t.Selection.From; !from.IsZero() {
		return t.w.T("overview.summary.period", words.Args{"From": t.w.Date(from), "To": to})
	}
	return t.w.T("overview.summary.until", words.Args{"To": to})
}

// who says how many there are, how many of them now, and how many came and left.
func (t teller) who() string {
	w := t.w
	all := []string{w.N("overview.summary.who", t.Participants.N, words.Args{"Period": t.period()})}
	if len(t.Months) == 0 {
		return told(all...)
	}
	in, out := 0, 0
	hidden := false
	for _, m := range t.Months {
		in, out, hidden = in+m.In.N, out+m.Out.N, hidden || m.In.Hidden || m.Out.Hidden
	}
	if !hidden {
		all = append(all, w.T("overview.summary.flow", words.Args{"In": w.N("overview.summary.entries", in), "Out": w.N("overview.summary.exits", out)}))
	}
	if now := t.Months[len(t.Months)-1].Now; !now.Hidden {
		all = append(all, w.N("overview.summary.now", now.N, words.Args{"Date": w.Date(t.Day)}))
	}
	return told(all...)
}

// compared says which two ratings are compared, and of how many there are two.
func (t teller) compared() string {
	w := t.w
	which := w.T("overview.summary.compared")
	if months := int(t.Selection.Span); months > 0 {
		which = w.N("overview.summary.window", months, words.Args{"Days": cohort.SpanDays})
	}
	all := []string{which}
	for _, r := range skapa.Raters {
		all = append(all, t.pairs(r))
	}
	return told(all...)
}

// rater names whose ratings a sentence is of.
func (t teller) rater(r skapa.Rater) string { return t.w.T("overview.summary.rater." + string(r)) }

// blocks gives the areas of a rater, and the mean of all.
func (t teller) blocks(r skapa.Rater) (areas []cohort.Block, mean cohort.Block) {
	areas = t.BlocksOf(r)
	if last := len(areas) - 1; last >= 0 && areas[last].Area == "" {
		return areas[:last], areas[last]
	}
	return areas, mean
}

// pairs says how many have two ratings of a rater, and how many are left out.
func (t teller) pairs(r skapa.Rater) string {
	areas, mean := t.blocks(r)
	if len(areas) == 0 {
		return ""
	}
	pairs, shown := span(areas, func(b cohort.Block) cohort.Count { return b.Pairs })
	left, alsoShown := span(areas, func(b cohort.Block) cohort.Count { return b.Left })
	w, args := t.w, words.Args{"Rater": t.rater(r)}
	switch {
	case !shown:
		return w.T("overview.summary.pairs.hidden", args)
	case pairs.most == 0:
		return w.T("overview.summary.pairs.none", args)
	}
	args["Pairs"] = t.many("overview.summary.participants", pairs)
	if !alsoShown {
		return w.T("overview.summary.pairs.only", args)
	}
	args["Left"] = t.between(left)
	if pairs.least != pairs.most {
		said := w.T("overview.summary.pairs.areas", args)
		if mean.Pairs.Hidden {
			return said
		}
		return told(said, w.T("overview.summary.pairs.all", words.Args{"N": w.Number(mean.Pairs.N)}))
	}
	return w.T("overview.summary.pairs", args)
}

// ends are the least and the most of some counts.
type ends struct{ least, most int }

// span gives the ends of a count of all areas; false where one is hidden.
func span(areas []cohort.Block, of func(cohort.Block) cohort.Count) (e ends, shown bool) {
	for i, b := range areas {
		c := of(b)
		if c.Hidden {
			return ends{}, false
		}
		if i == 0 {
			e = ends{c.N, c.N}
		}
		e.least, e.most = min(e.least, c.N), max(e.most, c.N)
	}
	return e, true
}

func (t teller) between(e ends) string {
	if e.least == e.most {
		return t.w.Number(e.least)
	}
	return t.w.T("overview.summary.range", words.Args{"From": t.w.Number(e.least), "To": t.w.Number(e.most)})
}

// many says a range of something that has a plural.
func (t teller) many(key string, e ends) string {
	return t.w.N(key, e.most, words.Args{"Range": t.between(e)})
}

// agreement says how participants see themselves beside how their supervisors do:
// in how many areas the difference is larger than what is uncertain in it.
func (t teller) agreement() string {
	var higher, lower, same, met int
	hidden := false
	var most cohort.Agreement
	for _, a := range t.Agreements {
		d := a.Difference
		met, hidden = met+a.Pairs.N, hidden || a.Pairs.Hidden || d.Mean.Hidden || d.Low.Hidden || d.High.Hidden
		switch {
		case !seen(d.Mean) || !seen(d.Low) || !seen(d.High):
			continue
		case d.Low.Value > 0:
			higher++
		case d.High.Value < 0:
			lower++
		default:
			same++
			continue
		}
		if math.Abs(d.Mean.Value) > math.Abs(most.Difference.Mean.Value) {
			most = a
		}
	}
	rest := ""
	if hidden {
		rest = t.w.T("overview.summary.most.hidden")
	}
	switch {
	case len(t.Agreements) == 0:
		return ""
	case higher+lower+same == 0 && hidden:
		return t.w.T("overview.summary.agreement.hidden")
	case met == 0:
		return t.w.T("overview.summary.agreement.none")
	case higher+lower+same == 0:
		return t.w.T("overview.summary.agreement.few")
	case higher+lower == 0:
		return told(t.w.T("overview.summary.agreement.equal"), rest)
	}
	said := []string{t.w.T("overview.summary.agreement", words.Args{"Higher": t.areas(higher), "Lower": t.areas(lower)})}
	if same > 0 {
		said = append(said, t.w.T("overview.summary.agreement.same", words.Args{"Areas": t.areas(same)}))
	}
	said = append(said, t.w.T("overview.summary.agreement.most", words.Args{
		"Area": t.area(most.Area), "Difference": t.difference(most.Difference.Mean).Text,
	}))
	return told(append(said, rest)...)
}

func (t teller) areas(n int) string {
	if n == 0 {
		return t.w.T("overview.summary.areas.none")
	}
	return t.w.N("overview.summary.areas", n)
}

// said says a count in the words of a key. Of one that is hidden it says that.
func (t teller) said(key string, c cohort.Count) string {
	if c.Hidden {
		return t.w.T(key, words.Args{"N": t.w.T("overview.summary.hidden")})
	}
	return t.w.N(key, c.N)
}

// share says a count, and which part of a whole it is, in per cent, where the whole
// is large enough.
func (t teller) share(key string, c, whole cohort.Count) string {
	if c.Hidden || whole.Hidden || whole.N < leastOfShares {
		return t.said(key, c)
	}
	return t.percent(t.said(key, c), c, whole)
}

func (t teller) percent(said string, c, whole cohort.Count) string {
	return t.w.T("overview.summary.share", words.Args{"Said": said, "Share": t.author.share(c, whole).Text})
}

// shown tells whether any of some counts is shown.
func shown(counts ...cohort.Count) bool {
	return slices.ContainsFunc(counts, func(c cohort.Count) bool { return !c.Hidden })
}

// idle says how many of those who are in are without an activity.
func (t teller) idle() string {
	if len(t.Months) == 0 {
		return ""
	}
	w, last := t.w, t.Months[len(t.Months)-1]
	switch {
	case !last.Now.Hidden && last.Now.N == 0:
		return ""
	case last.Idle.Hidden || last.Now.Hidden:
		return w.T("overview.summary.idle.hidden")
	}
	now := w.N("overview.summary.active", last.Now.N)
	if last.Now.N >= leastOfShares {
		now = t.percent(now, last.Idle, last.Now)
	}
	return w.N("overview.summary.idle", last.Idle.N, words.Args{"Date": w.Date(t.Day), "Now": now})
}

// exits says what those who left went on to, then and some months later.
func (t teller) exits() string {
	w, n := t.w, t.Exits.Exits
	switch {
	case n.Hidden:
		return w.T("overview.summary.exited.hidden")
	case n.N == 0:
		return w.T("overview.summary.exited.none")
	}
	said := t.outcomes(t.Exits.Outcomes, n, []string{string(skapa.ToWork), string(skapa.ToStudies)})
	return w.N("overview.summary.exited", n.N, words.Args{"Outcomes": said})
}

// after says how it went some months after the exits.
func (t teller) after(a cohort.After) string {
	if t.Exits.Exits.Hidden || a.Asked.Hidden || a.Asked.N == 0 {
		return ""
	}
	said := t.outcomes(a.Outcomes, a.Asked, []string{string(skapa.ToWork), string(skapa.ToStudies), cohort.Waiting})
	after := t.w.N("overview.summary.months", a.Months)
	return t.w.N("overview.summary.after", a.Asked.N, words.Args{"After": after, "Outcomes": said})
}

// outcomes says how many have some of the outcomes.
func (t teller) outcomes(parts []cohort.Part, whole cohort.Count, keys []string) string {
	var said []string
	var counts []cohort.Count
	for _, key := range keys {
		c := cohort.Count{}
		if i := slices.IndexFunc(parts, func(p cohort.Part) bool { return p.Key == key }); i >= 0 {
			c = parts[i].Count
		}
		counts = append(counts, c)
		said = append(said, t.share("overview.summary.outcome."+key, c, whole))
	}
	if !shown(counts...) {
		return t.w.T("overview.summary.outcome.hidden")
	}
	return t.and(said)
}

// limits says what the numbers do not tell.
func (t teller) limits() string {
	var all []string
	if t.Participants.N < smallGroup {
		all = append(all, t.w.T("overview.summary.small"))
	}
	if slices.ContainsFunc(t.Blocks, func(b cohort.Block) bool { return b.Left.Hidden || b.Left.N > 0 }) {
		all = append(all, t.w.T("overview.summary.left"))
	}
	return told(append(all, t.w.T("overview.summary.why"), t.w.T("overview.summary.starts"))...)
}
