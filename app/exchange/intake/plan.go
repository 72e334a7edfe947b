package intake

import (
	"context"
	"errors"
	"slices"

	"framsteg/store"
	"framsteg/store/skapa"
)

// Plan says what an import would do. Nothing is written until Apply.
type Plan struct {
	Rows   []Row
	Totals Totals

	store  *store.Store
	people []*person
	in     skapa.Instrument

	teams, supervisors []string // that would be made
}

// Totals count what a plan would do.
type Totals struct {
	Rows            int // that hold something
	Refused         int // rows
	Idle            int // rows that are not refused and change nothing
	NewParticipants int
	Updated         int // participants
	NewAssessments  int
	Answers         int // of the new assessments
	SameAssessments int // there already, with the same answers
}

// Does tells whether anything would be written.
func (t Totals) Does() bool { return t.NewParticipants+t.Updated+t.NewAssessments > 0 }

// Make plans the import of sheets. They are read as one: a participant may be in
// one of them and the ratings in another. A row is refused with every reason that
// it has; nothing of it is imported then. It is an error to plan a mapping that
// Check refuses. What others write meanwhile Apply finds: then it fails, and
// nothing is imported.
func Make(ctx context.Context, s *store.Store, parts ...Part) (*Plan, error) {
	for _, p := range parts {
		if wrong := p.Mapping.Check(); len(wrong) > 0 {
			return nil, wrong[0]
		}
	}
	p := &Plan{store: s}
	if err := p.make(ctx, parts); err != nil {
		return nil, err
	}
	return p, nil
}

func (p *Plan) make(ctx context.Context, parts []Part) (err error) {
	if p.in, err = p.store.NewestInstrument(ctx); err != nil {
		return err
	}
	var all []*entry
	numbers := false
	for i, part := range parts {
		r := newReading(part, p.in, p.store.Today())
		for _, row := range r.rows() {
			if err := ctx.Err(); err != nil {
				return err
			}
			all = append(all, r.read(row, i))
		}
		numbers = numbers || part.Mapping.has(Personnummer)
	}
	l, err := newLookup(ctx, p.store, numbers)
	if err != nil {
		return err
	}
	if err := l.addJoined(ctx, p.store, all); err != nil {
		return err
	}
	p.people = l.gather(all)
	for _, who := range p.people {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := who.load(ctx, p.store); err != nil {
			return err
		}
		who.setAside()
		who.settle(p.in, p.store.Today())
	}
	p.count(all)
	return p.findNew(ctx)
}

// count says of every row what becomes of it.
func (p *Plan) count(all []*entry) {
	t := &p.Totals
	for _, who := range p.people {
		who.say()
		switch {
		case who.creates():
			t.NewParticipants++
		case len(who.changed) > 0:
			t.Updated++
		}
		for _, g := range who.groups {
			if g.known {
				t.SameAssessments++
			} else {
				t.NewAssessments++
				t.Answers += len(g.answers)
			}
		}
	}
	for _, e := range all {
		t.Rows++
		switch {
		case e.Refused:
			e.Person, e.Rating, e.Changes = Nothing, Nothing, nil
			t.Refused++
		case !e.Does():
			t.Idle++
		}
		e.tell()
		p.Rows = append(p.Rows, *e.Row)
	}
}

// lookup finds the participants that rows are about.
type lookup struct {
	byCode   map[string][]store.Case
	byNumber map[string][]store.Case
}

func newLookup(ctx context.Context, s *store.Store, numbers bool) (*lookup, error) {
	cases, err := s.Caseload(ctx)
	if err != nil {
		return nil, err
	}
	l := &lookup{byCode: map[string][]store.Case{}, byNumber: map[string][]store.Case{}}
	var numberOf map[skapa.ID]string
	if numbers {
		if numberOf, err = s.Personnummers(ctx); err != nil {
			return nil, err
		}
	}
	for _, c := range cases {
		l.byCode[store.KeyOf(c.Code)] = append(l.byCode[store.KeyOf(c.Code)], c)
		if number := numberOf[c.ID]; number != "" {
			l.byNumber[number] = append(l.byNumber[number], c)
		}
	}
	return l, nil
}

// addJoined finds by the codes in the table that nobody has those who are joined
// with who had them.
func (l *lookup) addJoined(ctx context.Context, s *store.Store, all []*entry) error {
	asked := map[string]bool{}
	for _, e := range all {
		key := store.KeyOf(e.Code)
		if key == "" || asked[key] || l.byCode[key] != nil {
			continue
		}
		asked[key] = true
		p, err := s.ParticipantByCode(ctx, e.Code)
		switch {
		case err == nil:
			l.byCode[key] = l.byCode[store.KeyOf(p.Code)]
		case !errors.Is(err, &skapa.Problem{Key: "error.code.unknown"}):
			return err
		}
	}
	return nil
}

// key gives what rows about one participant share: the code that the participant
// has now, where the row has that of one who was joined with them.
func (l *lookup) key(code string) string {
	if found := l.byCode[store.KeyOf(code)]; len(found) == 1 {
		code = found[0].Code
	}
	return store.KeyOf(code)
}

// gather puts rows about one participant together, in the order of the first of
// each.
func (l *lookup) gather(all []*entry) (people []*person) {
	byKey := map[string]*person{}
	named := l.inTable(all)
	for _, e := range all {
		if e.Code == "" && e.facts[Personnummer] == "" {
			continue // refused
		}
		c, key, known := l.find(e, named)
		if key == "" {
			continue // refused
		}
		who := byKey[key]
		if who == nil {
			who = &person{code: e.Code}
			if known {
				who.id, who.code = c.ID, c.Code
			}
			byKey[key] = who
			people = append(people, who)
		}
		e.joined = store.KeyOf(e.Code) != key
		who.entries = append(who.entries, e)
	}
	return people
}

// inTable gives the code that a personnummer has in the table, "" where it has
// several.
func (l *lookup) inTable(all []*entry) map[string]string {
	codes := map[string]string{}
	for _, e := range all {
		number := e.facts[Personnummer]
		if number == "" || e.Code == "" {
			continue
		}
		if code, is := codes[number]; is && l.key(code) != l.key(e.Code) {
			codes[number] = ""
			continue
		}
		codes[number] = e.Code
	}
	return codes
}

// find gives the participant of a row by code and personnummer, and a key that
// rows about the same one share; "" after it refused the row.
func (l *lookup) find(e *entry, named map[string]string) (c store.Case, key string, known bool) {
	number := e.facts[Personnummer]
	byNumber := l.byNumber[number]
	if e.Code == "" {
		switch code, is := named[number]; {
		case len(byNumber) == 1:
			e.Code = byNumber[0].Code
		case len(byNumber) == 0 && is && code != "":
			e.Code = code
		default:
			e.refuse("", "error.intake.number.unknown", nil)
			return c, "", false
		}
	}
	if code, is := named[number]; number != "" && is && code == "" {
		e.refuse("", "error.intake.number.codes", nil)
		return c, "", false
	}
	key = l.key(e.Code)
	byCode := l.byCode[store.KeyOf(e.Code)]
	switch {
	case len(byCode) > 1:
		e.refuse("", "error.intake.code.twice", skapa.Args{"Code": e.Code})
		return c, "", false
	case len(byNumber) > 0 && !slices.ContainsFunc(byNumber, func(o store.Case) bool { return store.KeyOf(o.Code) == key }):
		e.refuse("", "error.intake.number.other", skapa.Args{"Code": e.Code, "Other": byNumber[0].Code})
		return c, "", false
	case len(byCode) == 1:
		return byCode[0], key, true
	}
	return c, key, false
}
