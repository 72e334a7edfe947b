package store

import (
	"context"
	"fmt"
	"maps"
	"slices"

	"framsteg/store/skapa"
)

// part is a kind as one of the things that a participant's timeline tells of: a
// thing is a fact and the texts beside it.
type part struct {
	kind  *kind
	thing string // the kind of the fact
	tell  []tell // of each column of the kind; nil where it says nothing
}

// tell gives the value of a column as a user knows it.
type tell func(names map[skapa.ID]string, column any) any

var parts = []*part{
	{participants, "participant", []tell{tellText, nil, tellNumber, tellAs[skapa.Sex], tellText, tellText, tellText, tellDate, tellDate}},
	{identities, "participant", []tell{tellText}},
	{personnummers, "participant", []tell{tellPersonnummer}},
	{assignments, "assignment", []tell{nil, tellName, tellName, tellDate}},
	{periods, "period", []tell{nil, tellDate, tellDate, tellAs[skapa.Outcome], tellNumber, tellAs[skapa.Support]}},
	{followUps, "followup", []tell{nil, nil, tellNumber, tellDate, tellAs[skapa.Outcome], tellNumber, tellAs[skapa.Support]}},
	{pauses, "pause", []tell{nil, tellDate, tellDate, tellAs[skapa.PauseReason]}},
	{participations, "participation", []tell{nil, tellName, tellAs[skapa.Status], tellDate, tellDate, tellAs[skapa.Break]}},
	{goals, "goal", []tell{nil, tellAs[skapa.Area], tellDate, tellDate, tellDate}},
	{wordings, "goal", []tell{nil, tellText, tellText, tellText}},
	{assessments, "assessment", []tell{nil, tellDate, tellAs[skapa.Rater], tellText, tellNumber}},
	{comments, "assessment", []tell{nil, tellTextOf("comment")}},
	{raisings, "assessment", []tell{nil, tellTextOf("raising")}},
}

// called is a value of a field that is not called as its column.
type called struct {
	name  string
	value any
}

func tellText(_ map[skapa.ID]string, column any) any {
	value, _ := column.(string)
	return value
}

func tellTextOf(name string) tell {
	return func(names map[skapa.ID]string, column any) any { return called{name, tellText(names, column)} }
}

func tellPersonnummer(names map[skapa.ID]string, column any) any {
	number, _ := tellText(names, column).(string)
	return called{"personnummer", skapa.WritePersonnummer(number)}
}

func tellNumber(_ map[skapa.ID]string, column any) any {
	value, _ := column.(int64)
	return int(value)
}

func tellAs[T ~string](_ map[skapa.ID]string, column any) any {
	value, _ := column.(string)
	return T(value)
}

func tellDate(_ map[skapa.ID]string, column any) any {
	var d skapa.Date
	if err := d.Scan(column); err != nil {
		return skapa.Date(0) // which no table takes
	}
	return d
}

func tellName(names map[skapa.ID]string, column any) any {
	var id skapa.ID
	if err := id.Scan(column); err != nil {
		return "" // which no table takes
	}
	return names[id]
}

// toldRow is one revision of one part.
type toldRow struct {
	part                    *part
	rev, id, device, author skapa.ID
	at                      int64
	name                    string // of the author
	reason                  string
	deleted                 bool
	fields                  []Field
}

// writtenPart names what a revision is of.
type writtenPart struct {
	part *part
	id   skapa.ID
}

func (r *toldRow) what() writtenPart { return writtenPart{r.part, r.id} }

// told gives every revision about a participant, sorted by rev.
func (s *Store) told(ctx context.Context, participant skapa.ID) ([]*toldRow, error) {
	names, err := s.everyName(ctx)
	if err != nil {
		return nil, err
	}
	answers, err := s.everyAnswer(ctx, participant)
	if err != nil {
		return nil, err
	}
	var all []*toldRow
	for _, p := range parts {
		rows, err := s.toldRows(ctx, p, "r."+p.kind.owner()+" IN "+joinedWith, participant, names)
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			r.fields = append(r.fields, answers[r.rev]...)
		}
		all = append(all, rows...)
	}
	slices.SortFunc(all, func(a, b *toldRow) int { return slices.Compare(a.rev[:], b.rev[:]) })
	return all, nil
}

// toldRows gives the revisions r of a part of which a condition about an id is true,
// without answers.
func (s *Store) toldRows(ctx context.Context, p *part, which string, id skapa.ID, names map[skapa.ID]string) (all []*toldRow, err error) {
	stmt, err := s.statement(ctx, fmt.Sprintf(`SELECT r.rev, r.id, r.device, r.author, r.at, r.deleted, coalesce(w.text, ''), r.%s
		FROM %s r LEFT JOIN reason w ON w.rev = r.rev WHERE %s`, qualified(p.kind), p.kind.name, which))
	if err != nil {
		return nil, err
	}
	rows, err := stmt.QueryContext(ctx, id)
	if err != nil {
		return nil, s.readError(ctx, err)
	}
	defer rows.Close()
	columns := make([]any, len(p.kind.fields))
	for rows.Next() {
		r := &toldRow{part: p}
		into := []any{&r.rev, &r.id, &r.device, &r.author, &r.at, &r.deleted, &r.reason}
		for i := range columns {
			into = append(into, &columns[i])
		}
		if err := rows.Scan(into...); err != nil {
			return nil, s.readError(ctx, err)
		}
		r.name = names[r.author]
		r.fill(names, columns)
		all = append(all, r)
	}
	return all, s.readError(ctx, rows.Err())
}

// fill puts what the columns say into the fields.
func (r *toldRow) fill(names map[skapa.ID]string, columns []any) {
	for i, tell := range r.part.tell {
		if tell == nil {
			continue
		}
		f := Field{r.part.kind.fields[i], tell(names, columns[i])}
		if c, is := f.Value.(called); is {
			f = Field{c.name, c.value}
		}
		r.fields = append(r.fields, f)
	}
}

func qualified(k *kind) string {
	list := k.fields[0]
	for _, field := range k.fields[1:] {
		list += ", r." + field
	}
	return list
}

// everyName gives what supervisors, teams and activities are called, or were when
// they were removed. What is joined is called as what stands for it.
func (s *Store) everyName(ctx context.Context) (map[skapa.ID]string, error) {
	var all []struct {
		ID   skapa.ID
		Name string
	}
	err := s.list(ctx, &all, `SELECT id, name FROM (
		SELECT rev, id, name FROM supervisor UNION ALL SELECT rev, id, name FROM team UNION ALL SELECT rev, id, name FROM activity)
		ORDER BY rev`)
	names := make(map[skapa.ID]string, len(all))
	for _, n := range all {
		names[n.ID] = n.Name // the last stands
	}
	if err != nil {
		return nil, err
	}
	joined, err := s.standIns(ctx)
	for id, root := range joined {
		if name, known := names[root]; known {
			names[id] = name
		}
	}
	return names, err
}

// everyAnswer gives the answers of all revisions of a participant's assessments.
func (s *Store) everyAnswer(ctx context.Context, participant skapa.ID) (map[skapa.ID][]Field, error) {
	var all []packed
	err := s.list(ctx, &all, "SELECT a.rev, "+packedSteps+`
		FROM assessment r JOIN answer a ON a.rev = r.rev WHERE r.participant IN `+joinedWith+" GROUP BY a.rev", participant)
	if err != nil {
		return nil, err
	}
	answers, items := make(map[skapa.ID][]Field, len(all)), map[string][]string{}
	for _, a := range all {
		steps, err := a.unpack(items)
		if err != nil {
			return nil, s.readError(ctx, err)
		}
		for _, item := range slices.Sorted(maps.Keys(steps)) {
			answers[a.Rev] = append(answers[a.Rev], Field{item, steps[item]})
		}
	}
	return answers, nil
}

// ancestry gives of rows sorted by rev what each of them saw, and what it must come
// after: what it saw, and for the one that stands of several, the others. It also
// gives those that stand against each other.
func (s *Store) ancestry(ctx context.Context, participant skapa.ID, rows []*toldRow) (parents, after map[skapa.ID][]skapa.ID, conflicts map[skapa.ID]bool, err error) {
	var links []struct{ Parent, Child skapa.ID }
	err = s.list(ctx, &links, "SELECT parent, child FROM supersedes WHERE participant IN "+joinedWith+" ORDER BY parent", participant)
	parents = make(map[skapa.ID][]skapa.ID, len(links))
	superseded := make(map[skapa.ID]bool, len(links))
	for _, l := range links {
		parents[l.Child] = append(parents[l.Child], l.Parent)
		superseded[l.Parent] = true
	}
	heads := map[writtenPart][]skapa.ID{} // the one that stands last
	for _, deleted := range []bool{true, false} {
		for _, r := range rows {
			if r.deleted == deleted && !superseded[r.rev] {
				heads[r.what()] = append(heads[r.what()], r.rev)
			}
		}
	}
	after, conflicts = maps.Clone(parents), map[skapa.ID]bool{}
	for _, revs := range heads {
		if len(revs) == 1 {
			continue
		}
		standing := revs[len(revs)-1]
		after[standing] = append(slices.Clone(parents[standing]), revs[:len(revs)-1]...)
		for _, rev := range revs {
			conflicts[rev] = true
		}
	}
	return parents, after, conflicts, err
}
