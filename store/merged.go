package store

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"framsteg/store/skapa"
)

// Merged is what a merge did, or would do. Things are counted by kind as in
// Difference, those that stand or stood, and only what the other file has: a name
// is of the participant, a text of what it stands beside. A "joining" is a decision
// that two things are one. A "draft" of theirs that stays there, for another one is
// here, is not counted.
type Merged struct {
	Kinds       map[string]Tally
	Teams       map[string]map[string]Tally // by name of the participant's team, before for who is gone, "" for none; of participants only
	Codes       []string                    // of the participants that are not as before, also of those joined, as they were and as they are, sorted
	Instruments []skapa.Version             // that were not here; the newest of all is that of new ratings from now on
	Hub         string                      // the public key that exports for the hub are sealed to from now on; "" where that is as it was, or there is none any more
	Conflicts   int                         // standing afterwards
	Doubles     int                         // standing afterwards: things that may be there already under another id
	MoreDoubles int                         // of these, as many more than before
	Sum         [32]byte                    // of the bytes of the file, for Merging.Seen
}

// Tally counts things of one kind.
type Tally struct {
	New      int // things that were not here
	Changed  int // things that are not as they were
	Gone     int // things that stood, and were removed
	Same     int
	Conflict int // things that the two changed apart, as it came with this merge
	Erased   int // participants that one of the two had, and the other had erased
}

// entity names a thing, with all that goes along with it.
type entity struct {
	kind string
	id   skapa.ID
}

// beside is what is known of a thing of theirs before it is taken.
type beside struct {
	owner skapa.ID // zero for nobody
	here  bool     // whether it stood here
	fresh bool     // whether they have a revision that is not here, or a reason of one that is
}

// tally is a count in the making.
type tally struct {
	things      map[entity]*beside
	erased      map[skapa.ID]Case // whom one of the two has, and the other had erased, as they were here
	joined      []skapa.ID        // the participants of joinings that are not here
	drafts      []drafted
	instruments []skapa.Version     // that are not here
	before      func(skapa.ID) Case // as they were
	hub         string              // the public key of the hub before
	doubles     int                 // standing before
	codes       map[string]bool     // of the participants that are not as before
}

// drafted is what is known of a draft of theirs before it is taken.
type drafted struct {
	Participant skapa.ID
	Rater       skapa.Rater
	Here        bool // whether there is one here, whatever it says
	Same        bool // whether that says the same
}

// whole gives the kind of the things that the revisions of a kind are of, and the
// column that names one.
func (k *kind) whole() (whole *kind, name string) {
	switch k {
	case identities, personnummers:
		return participants, "id"
	case assignments:
		return participants, "participant"
	case comments, raisings:
		return assessments, "id"
	case wordings:
		return goals, "id"
	case contacts:
		return activities, "id"
	case places:
		return teams, "id"
	}
	return k, "id"
}

// begin reads what they have beside what is here.
func (t *tally) begin(ctx context.Context, s *Store) error {
	for _, k := range kinds {
		whole, name := k.whole()
		var rows []struct {
			Name, Owner skapa.ID
			Here, Fresh bool
		}
		err := s.conn.SelectContext(ctx, &rows, fmt.Sprintf(`SELECT %[2]s AS name, %[3]s AS owner, here, fresh FROM (SELECT o.*, max(m.rev IS NULL OR o.rev IN (SELECT rev FROM other.reason EXCEPT SELECT rev FROM main.reason)) AS fresh,
				EXISTS (SELECT 1 FROM main.%[1]s WHERE %[2]s = o.%[2]s) AS here
			FROM other.%[1]s o LEFT JOIN main.%[1]s m USING (rev) GROUP BY o.%[2]s)`, k.name, name, k.owner()))
		if err != nil {
			return err
		}
		gone, err := s.gone(ctx, k)
		if err != nil {
			return err
		}
		for _, r := range rows {
			e := entity{whole.name, r.Name}
			b := t.things[e]
			if b == nil {
				b = &beside{owner: r.Owner}
				t.things[e] = b
			}
			b.fresh = b.fresh || r.Fresh
			b.here = b.here || k == whole && r.Here && !gone[r.Name]
		}
	}
	hub, err := s.Hub(ctx)
	if err != nil {
		return err
	}
	t.hub = hub.Recipient
	if t.doubles, err = s.countDoubles(ctx); err != nil {
		return err
	}
	if t.before, err = s.whereabouts(ctx); err != nil {
		return err
	}
	err = s.conn.SelectContext(ctx, &t.instruments, "SELECT name, number FROM other.instrument EXCEPT SELECT name, number FROM main.instrument ORDER BY name, number")
	if err != nil {
		return err
	}
	err = s.conn.SelectContext(ctx, &t.joined, `SELECT one FROM other.joining WHERE sort = 'participant' AND rev NOT IN (SELECT rev FROM main.joining)
		UNION SELECT other FROM other.joining WHERE sort = 'participant' AND rev NOT IN (SELECT rev FROM main.joining)`)
	if err != nil {
		return err
	}
	err = s.conn.SelectContext(ctx, &t.drafts, `SELECT o.participant, o.rater, m.rater IS NOT NULL AS here, (o.date, o.instrument, o.number, o.answers, o.comment, o.raising)
			IS (m.date, m.instrument, m.number, m.answers, m.comment, m.raising) AS same
		FROM other.draft o LEFT JOIN main.draft m ON m.participant = o.participant AND m.rater = o.rater WHERE o.assessment IS NULL`)
	if err != nil {
		return err
	}
	return t.erase(ctx, s)
}

// erase reads who is to be erased.
func (t *tally) erase(ctx context.Context, s *Store) error {
	var erased []skapa.ID
	err := s.conn.SelectContext(ctx, &erased, `SELECT id FROM main.participant WHERE id IN (SELECT participant FROM other.erasure)
		UNION SELECT id FROM other.participant WHERE id IN (SELECT participant FROM main.erasure)`)
	for _, id := range erased {
		t.erased[id] = t.before(id)
	}
	return err
}

// gone gives the things of a kind that were removed.
func (s *Store) gone(ctx context.Context, k *kind) (map[skapa.ID]bool, error) {
	var ids []skapa.ID
	err := s.list(ctx, &ids, fmt.Sprintf(`SELECT DISTINCT id FROM main.%[1]s g WHERE deleted AND NOT EXISTS
		(SELECT 1 FROM main.%[1]s h WHERE h.id = g.id AND NOT h.deleted AND NOT EXISTS (SELECT 1 FROM main.supersedes WHERE parent = h.rev))`, k.name))
	all := map[skapa.ID]bool{}
	for _, id := range ids {
		all[id] = true
	}
	return all, err
}

// whereabouts gives the case of a participant, also of one who is joined with
// another; the zero one of who is nobody.
func (s *Store) whereabouts(ctx context.Context) (of func(skapa.ID) Case, err error) {
	cases, err := s.Caseload(ctx)
	if err != nil {
		return nil, err
	}
	known := make(map[skapa.ID]Case, len(cases))
	for _, c := range cases {
		known[c.ID] = c
	}
	roots, err := s.standIns(ctx)
	return func(id skapa.ID) Case { return known[roots.of(id)] }, err
}

// countDoubles counts the things that may be here already under another id.
func (s *Store) countDoubles(ctx context.Context) (n int, err error) {
	doubles, err := s.Doubles(ctx)
	for _, d := range doubles {
		n += len(d.IDs) - 1
	}
	return n, err
}

// end counts when all is taken.
func (t *tally) end(ctx context.Context, s *Store) (m Merged, err error) {
	m.Kinds, m.Teams, m.Instruments = map[string]Tally{}, map[string]map[string]Tally{}, t.instruments
	conflicts, err := s.Conflicts(ctx)
	if err != nil {
		return m, err
	}
	m.Conflicts = len(conflicts)
	if m.Doubles, err = s.countDoubles(ctx); err != nil {
		return m, err
	}
	m.MoreDoubles = max(0, m.Doubles-t.doubles)
	of, err := s.whereabouts(ctx)
	if err != nil {
		return m, err
	}
	gone := map[string]map[skapa.ID]bool{}
	for _, k := range kinds {
		if gone[k.name], err = s.gone(ctx, k); err != nil {
			return m, err
		}
	}
	apart := inConflict(conflicts)
	for e, b := range t.things {
		if _, is := t.erased[b.owner]; !is {
			n := b.tally(!gone[e.kind][e.id], apart[e])
			t.count(&m, e.kind, t.was(b.owner, of), !b.owner.IsZero(), n)
			if n != (Tally{}) && n != (Tally{Same: 1}) {
				t.codes[t.before(b.owner).Code] = true
			}
		}
	}
	for _, c := range t.erased {
		t.count(&m, participants.name, c, true, Tally{Erased: 1})
	}
	if err := t.endDrafts(ctx, s, &m, of); err != nil {
		return m, err
	}
	if err := t.endJoined(ctx, s, of); err != nil {
		return m, err
	}
	delete(t.codes, "")
	m.Codes = slices.Sorted(maps.Keys(t.codes))
	hub, err := s.Hub(ctx)
	if hub.Recipient != t.hub {
		m.Hub = hub.Recipient
	}
	return m, err
}

// was gives the case of a participant as it is, or as it was for who is gone.
func (t *tally) was(id skapa.ID, of func(skapa.ID) Case) Case {
	if now := of(id); !now.ID.IsZero() {
		return now
	}
	return t.before(id)
}

// endJoined adds the codes of those whom joinings that were taken are of: each
// one's own, and the one that stands for them now.
func (t *tally) endJoined(ctx context.Context, s *Store, of func(skapa.ID) Case) error {
	for _, id := range t.joined {
		own, err := s.label(ctx, participants.name, id)
		if err != nil {
			return err
		}
		t.codes[own], t.codes[of(id).Code] = true, true
	}
	return nil
}

// endDrafts counts the drafts that were taken, and those that were here already.
func (t *tally) endDrafts(ctx context.Context, s *Store, m *Merged, of func(skapa.ID) Case) error {
	type key struct {
		participant skapa.ID
		rater       skapa.Rater
	}
	all, err := s.drafts(ctx)
	here := map[key]bool{}
	for _, d := range all {
		here[key{d.Participant, d.Rater}] = true
	}
	for _, d := range t.drafts {
		_, erased := t.erased[d.Participant]
		switch {
		case erased:
		case d.Same:
			t.count(m, "draft", of(d.Participant), true, Tally{Same: 1})
		case !d.Here && here[key{d.Participant, d.Rater}]:
			t.count(m, "draft", of(d.Participant), true, Tally{New: 1})
		}
	}
	return err
}

// inConflict gives the things that conflicts are of.
func inConflict(conflicts []Conflict) map[entity]bool {
	all := map[entity]bool{}
	for _, c := range conflicts {
		whole, name := kindNamed(c.Kind).whole()
		e := entity{whole.name, c.ID}
		if name == "participant" {
			e.id = c.Participant
		}
		all[e] = true
	}
	return all
}

// tally counts one thing: none where it neither stood nor stands.
func (b *beside) tally(stands, conflict bool) Tally {
	switch {
	case !b.here && !stands:
		return Tally{}
	case !stands:
		return Tally{Gone: 1}
	case !b.fresh:
		return Tally{Same: 1}
	case conflict:
		return Tally{Conflict: 1}
	case !b.here:
		return Tally{New: 1}
	}
	return Tally{Changed: 1}
}

// count adds what became of one thing, of a participant or of nobody.
func (t *tally) count(m *Merged, kind string, of Case, ofSomebody bool, n Tally) {
	if n == (Tally{}) {
		return
	}
	m.Kinds[kind] = m.Kinds[kind].Plus(n)
	if !ofSomebody {
		return
	}
	if m.Teams[of.Team] == nil {
		m.Teams[of.Team] = map[string]Tally{}
	}
	m.Teams[of.Team][kind] = m.Teams[of.Team][kind].Plus(n)
	if n != (Tally{Same: 1}) {
		t.codes[of.Code] = true
	}
}

// Plus gives the sum of two counts.
func (t Tally) Plus(n Tally) Tally {
	return Tally{t.New + n.New, t.Changed + n.Changed, t.Gone + n.Gone, t.Same + n.Same, t.Conflict + n.Conflict, t.Erased + n.Erased}
}
