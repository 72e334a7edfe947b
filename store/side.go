package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"framsteg/store/skapa"
)

// Side is one of the changes that stand against each other in a conflict.
type Side struct {
	Rev      skapa.ID
	At       time.Time
	Author   string     // name of the supervisor who wrote it
	Reason   string     // "" where none was given
	Day      skapa.Date // that the thing is about
	Deleted  bool       // it says that the thing is gone, which was as its fields say
	Standing bool       // it stands until the conflict is resolved
	Fields   []Field
}

// asides are the kinds that no timeline of a participant tells of.
var asides = []*part{
	{supervisors, "supervisor", []tell{tellText}},
	{teams, "team", []tell{tellText}},
	{activities, "activity", []tell{tellText, tellAs[skapa.Category], tellText, tellText, tellAreas, tellAs[skapa.Setting]}},
	{contacts, "activity", []tell{tellTextOf("contact")}},
	{rhythms, "rhythm", []tell{tellNumber, tellNumber}},
	{joinings, "joining", []tell{tellText, tellName, tellName}},
	{hubs, "hub", []tell{tellText}},
	{places, "team", []tell{tellPlaces}},
}

func tellPlaces(names map[skapa.ID]string, column any) any {
	return called{"places", tellNumber(names, column)}
}

func tellAreas(_ map[skapa.ID]string, column any) any {
	value, _ := column.(int64)
	return skapa.AreaSet(value)
}

// Thing names the kind of what the conflict is about, as a timeline does: a name is
// of a participant, a comment of an assessment.
func (c Conflict) Thing() string {
	if p := partOf(c.Kind); p != nil {
		return p.thing
	}
	return c.Kind
}

// partOf gives how a kind is told, by its name; nil for no kind.
func partOf(kind string) *part {
	for _, p := range slices.Concat(parts, asides) {
		if p.kind.name == kind {
			return p
		}
	}
	return nil
}

// Sides gives the changes that stand against each other in a conflict, the one that
// stands first, with what they say as a timeline tells it. What is resolved has one
// side, and what is not known none.
func (s *Store) Sides(ctx context.Context, c Conflict) ([]Side, error) {
	ctx, release := s.hold(ctx)
	defer release()
	p := partOf(c.Kind)
	if p == nil {
		return nil, nil
	}
	names, err := s.everyName(ctx)
	if err != nil {
		return nil, err
	}
	rows, err := s.toldRows(ctx, p, fmt.Sprintf("r.rev IN (SELECT rev FROM %s_head WHERE id = ?) ORDER BY r.deleted, r.rev DESC", c.Kind), c.ID, names)
	if err != nil {
		return nil, err
	}
	var sides []Side
	for _, r := range rows {
		side := s.side(r)
		side.Standing = len(sides) == 0
		steps, err := s.answers(ctx, r.rev)
		if err != nil {
			return nil, err
		}
		for _, item := range slices.Sorted(maps.Keys(steps)) {
			side.Fields = append(side.Fields, Field{item, steps[item]})
		}
		sides = append(sides, side)
	}
	return sides, nil
}

// side tells a revision as a side; none as one that says nothing.
func (s *Store) side(r *toldRow) Side {
	if r.rev.IsZero() {
		return Side{}
	}
	return Side{
		Rev: r.rev, At: time.UnixMilli(r.at).In(s.now().Location()), Author: r.name, Reason: r.reason,
		Day: dayOf(r.part.thing, r.fields), Deleted: r.deleted, Fields: r.fields,
	}
}
