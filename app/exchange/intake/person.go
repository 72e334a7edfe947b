package intake

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"framsteg/store"
	"framsteg/store/skapa"
)

// person is one participant in a table, with all rows about them.
type person struct {
	code    string
	id      skapa.ID // zero for a new one
	entries []*entry

	now              skapa.Participant // as kept, of one who is known
	team, supervisor string            // as kept
	assessments      []skapa.Assessment
	periods          []skapa.Period
	facts            map[Field]string // what the rows say together
	source           map[Field]*entry // which row says it
	changed          []Field          // what is new in it
	groups           []*group         // ratings to be
}

func (w *person) creates() bool { return w.id.IsZero() && len(w.live()) > 0 }

// live gives the rows that are not refused.
func (w *person) live() []*entry {
	return slices.DeleteFunc(slices.Clone(w.entries), func(e *entry) bool { return e.Refused })
}

// load reads what the workspace has of a participant.
func (w *person) load(ctx context.Context, s *store.Store) (err error) {
	if w.id.IsZero() {
		return nil
	}
	if w.now, err = s.Participant(ctx, w.id); err != nil {
		return err
	}
	followed, err := s.Followed(ctx, w.id)
	if err != nil {
		return err
	}
	latest := store.Latest(followed)
	w.team, w.supervisor = latest.TeamName, latest.SupervisorName
	if w.assessments, err = s.Assessments(ctx, w.id); err != nil {
		return err
	}
	w.periods, err = s.Periods(ctx, w.id)
	return err
}

// setAside leaves what rows say of the participant under the code of one who was
// joined with them: whoever joined the two decided what is said of both.
func (w *person) setAside() {
	for _, e := range w.live() {
		if !e.joined {
			continue
		}
		if w.isOther(e.facts, Name, BirthYear, Sex) {
			e.refuse("", "error.intake.other", skapa.Args{"Code": e.Code})
		}
		e.facts = map[Field]string{}
		e.note("", "intake.note.joined", skapa.Args{"Code": w.code})
	}
}

// settle decides what becomes of the rows. A row that is refused says nothing, so
// what the others say together is asked anew until none is refused any more.
func (w *person) settle(in skapa.Instrument, today skapa.Date) {
	for {
		before := len(w.live())
		if before == 0 {
			w.facts, w.groups, w.changed = nil, nil, nil
			return
		}
		w.contradictions()
		w.merge()
		w.compare(today)
		if len(w.live()) == before {
			w.rate(in, today)
		}
		if len(w.live()) == before {
			return
		}
	}
}

// steady are the facts that do not change while somebody takes part: rows that
// say otherwise are about somebody else, or wrong.
var steady = []Field{Personnummer, Name, BirthYear, Sex, Start, Finish, Outcome}

// contradictions refuses the rows that say something else of the participant than
// most others, naming one of these. Where as many rows say one thing as another,
// nobody can tell which is right, and all are refused.
func (w *person) contradictions() {
	for _, field := range steady {
		all := w.said(field)
		if len(all) < 2 {
			continue
		}
		slices.SortStableFunc(all, func(a, b saying) int { return cmp.Compare(len(b.by), len(a.by)) })
		for i, s := range all {
			other := all[0]
			if i == 0 {
				if len(all[1].by) < len(s.by) {
					continue
				}
				other = all[1]
			}
			for _, e := range s.by {
				e.refuse(e.header(field), "error.intake.contradicts", skapa.Args{"Code": w.code, "Line": other.by[0].Number})
			}
		}
	}
}

// saying is a value that rows give a field, and which they are.
type saying struct {
	value string
	lacks bool // it may have lost characters
	by    []*entry
}

// gone are the signs in the place of characters that were lost.
const gone = "?\ufffd"

// maxAlike is among how many values one that lost characters is looked for: who is
// said to be more than that is nobody, and a long table is not to take for ever.
const maxAlike = 100

// said gives what the rows say of a field.
func (w *person) said(field Field) (all []saying) {
	which := map[string]int{}
	for _, e := range w.live() {
		value := e.facts[field]
		if value == "" {
			continue
		}
		key := strings.ToLower(strings.Join(strings.Fields(value), " "))
		lacks := strings.ContainsAny(value, gone)
		i, known := which[key]
		if !known {
			i = slices.IndexFunc(all[:min(len(all), maxAlike)], func(s saying) bool {
				return (s.lacks || lacks) && equal(field, s.value, value)
			})
		}
		if i < 0 {
			i = len(all)
			all = append(all, saying{value: value, lacks: lacks})
		}
		which[key] = i
		all[i].by = append(all[i].by, e)
	}
	return all
}

// equal tells whether two values of a field say the same.
func equal(field Field, a, b string) bool {
	switch field {
	case Name, Municipality, Referrer, TargetGroup, Team, Supervisor:
		return likened(a, b)
	}
	return a == b
}

// merge makes what the rows say together: of what may change with time, what the
// row with the latest rating says, or the last row; of the rest, the first. A
// text that lost characters gives way to the same one that did not.
func (w *person) merge() {
	w.facts, w.source = map[Field]string{}, map[Field]*entry{}
	for _, e := range w.live() {
		for field, value := range e.facts {
			old, is := w.source[field]
			changes := !slices.Contains(steady, field)
			switch {
			case !is, lost(w.facts[field]) && !lost(value), changes && !lost(value) && e.latest >= old.latest && !equal(field, w.facts[field], value):
				w.facts[field], w.source[field] = value, e
			}
		}
	}
}

// compare says what would become of the participant, and refuses the rows that
// would make of them what nobody can be.
func (w *person) compare(today skapa.Date) {
	w.changed = nil
	if w.id.IsZero() {
		if w.facts[Start] == "" {
			w.refuseAll("", "error.intake.unknown", skapa.Args{"Code": w.code})
		}
		for field := range w.facts {
			w.changed = append(w.changed, field)
		}
		w.checkExit()
		return
	}
	w.sameOne()
	now := w.kept()
	for _, field := range Fields {
		value := w.facts[field]
		if value == "" || value == now[field] || now[field] != "" && equal(field, now[field], value) && (lost(value) || !lost(now[field])) {
			continue
		}
		if field == Finish || field == Outcome {
			continue // see exit
		}
		w.changed = append(w.changed, field)
	}
	if w.exits() {
		w.changed = append(w.changed, Finish)
	}
	if slices.Contains(w.changed, Start) {
		w.checkStart(today)
	}
	w.checkExit()
}

// checkExit refuses an exit before the start.
func (w *person) checkExit() {
	if finish := w.date(Finish); w.exits() && finish < w.start() {
		w.refuseFact(Finish, "error.date.beforeStart", skapa.Args{"Date": finish, "Start": w.start()})
	}
}

// kept gives what the workspace has of the participant.
func (w *person) kept() map[Field]string {
	now := factsOf(w.now)
	now[Team], now[Supervisor] = w.team, w.supervisor
	return now
}

// sameOne refuses rows that have the code of one participant and describe
// another: by personnummer, or by two of name, birth year, sex and start. One of
// these alone is a correction, but not the start of one whom only the code
// identifies and who is told more of: somebody else may have the code too.
func (w *person) sameOne() {
	switch {
	case w.isOther(w.facts, Name, BirthYear, Sex, Start):
		w.refuseAll("", "error.intake.other", skapa.Args{"Code": w.code})
	case w.differs(Start) && !w.identified() && w.toldMore():
		w.refuseAll("", "error.intake.unidentified", skapa.Args{"Code": w.code, "Start": w.now.Start})
	}
}

// identities are the facts that tell one participant from others.
var identities = []Field{Personnummer, Name, BirthYear}

// identified tells whether the rows say who the participant is as it is kept.
func (w *person) identified() bool {
	now := w.kept()
	return slices.ContainsFunc(identities, func(f Field) bool {
		return w.facts[f] != "" && now[f] != "" && !differ(f, w.facts[f], now[f])
	})
}

// toldMore tells whether the rows say who somebody is, or that they are followed
// elsewhere than the participant who is kept.
func (w *person) toldMore() bool {
	return slices.ContainsFunc(identities, func(f Field) bool { return w.facts[f] != "" }) ||
		slices.ContainsFunc([]Field{Municipality, Team, Supervisor}, w.differs)
}

// differs tells whether the rows say another value than the one that is kept.
func (w *person) differs(f Field) bool { return differ(f, w.facts[f], w.kept()[f]) }

// differ tells whether two values of a field are known and cannot be of one
// participant.
func differ(f Field, a, b string) bool {
	return a != "" && b != "" && !equal(f, a, b) && !(f == Name && sharesName(a, b))
}

// isOther tells whether facts describe another than the participant who is kept, by
// the personnummer or two of some fields.
func (w *person) isOther(facts map[Field]string, fields ...Field) bool {
	now := w.kept()
	count := 0
	for _, f := range fields {
		if differ(f, facts[f], now[f]) {
			count++
		}
	}
	return count > 1 || differ(Personnummer, facts[Personnummer], now[Personnummer])
}

// sharesName tells whether two names have a part in common, as after a marriage.
func sharesName(a, b string) bool {
	for _, part := range strings.Fields(a) {
		if slices.ContainsFunc(strings.Fields(b), func(other string) bool { return likened(part, other) }) {
			return true
		}
	}
	return false
}

// checkStart refuses a start that what is kept does not allow.
func (w *person) checkStart(today skapa.Date) {
	start := w.date(Start)
	p := w.now
	if p.Since == p.Start {
		p.Since = start
	}
	p.Start, p.Finish = start, 0
	for _, f := range p.Validate(today) {
		if !f.Warning && (f.Field == "start" || f.Field == "since") {
			w.refuseFact(Start, f.Key, f.Args)
		}
	}
	if len(w.assessments) > 0 && start > w.assessments[0].Date {
		w.refuseFact(Start, "error.start.afterAssessment", skapa.Args{"Start": start, "Date": w.assessments[0].Date})
	}
	if len(w.periods) > 0 && !w.periods[0].Finish.IsZero() && start > w.periods[0].Finish {
		w.refuseFact(Start, "error.start.afterExit", skapa.Args{"Start": start, "Date": w.periods[0].Finish})
	}
}

// refuseFact refuses every row that says something that is refused.
func (w *person) refuseFact(f Field, key string, args skapa.Args) {
	for _, e := range w.live() {
		if e.facts[f] != "" {
			e.refuse(e.header(f), key, args)
		}
	}
}

func (w *person) refuseAll(column, key string, args skapa.Args) {
	for _, e := range w.live() {
		e.refuse(column, key, args)
	}
}

func (w *person) date(f Field) skapa.Date {
	d, _ := skapa.ParseDate(w.facts[f])
	return d
}

// exits tells whether the rows say when and how a participant left who goes on.
func (w *person) exits() bool {
	if w.facts[Finish] == "" || w.facts[Outcome] == "" {
		return false
	}
	return w.id.IsZero() || len(w.periods) == 1 && w.periods[0].Finish.IsZero()
}

// start gives when the participant started, once the import is done.
func (w *person) start() skapa.Date {
	if start := w.date(Start); !start.IsZero() {
		return start
	}
	return w.now.Start
}

// say tells of each row what becomes of the participant in it.
func (w *person) say() {
	live := w.live()
	for i, e := range live {
		switch {
		case w.id.IsZero() && i == 0:
			e.Person = Create
		case len(e.facts) > 0:
			e.Person = Same
		}
		w.noteExit(e)
	}
	if !w.id.IsZero() {
		now := w.kept()
		for _, field := range w.changed {
			e := w.source[field]
			e.Person = Update
			e.Changes = append(e.Changes, Change{field, now[field], w.facts[field]})
		}
	}
	for _, g := range w.groups {
		g.say()
	}
}

// noteExit says that an exit is not imported, where it is not.
func (w *person) noteExit(e *entry) {
	finish := e.facts[Finish]
	switch {
	case finish == "" || w.source[Finish] != e || w.exits():
	case w.facts[Outcome] == "" && !(w.id != skapa.ID{} && len(w.periods) > 0 && w.periods[0].Finish.String() == finish):
		e.note("", "intake.note.outcome", skapa.Args{"Date": finish})
	case len(w.periods) > 0 && w.periods[0].Finish.String() != finish:
		e.note("", "intake.note.exit", skapa.Args{"Date": finish})
	}
}
