package store

import (
	"context"

	"framsteg/store/skapa"
)

// Activities gives all activities, by name.
func (s *Store) Activities(ctx context.Context) ([]skapa.Activity, error) {
	var all []skapa.Activity
	err := s.list(ctx, &all, "SELECT id, name, category FROM activity_now ORDER BY rev")
	sortByName(all, func(a skapa.Activity) string { return a.Name })
	return all, err
}

// SaveActivity writes an activity; a zero ID makes a new one. Two activities
// of one category cannot have one name (error.name.used).
func (s *Store) SaveActivity(ctx context.Context, a skapa.Activity) (skapa.Activity, error) {
	a.Name = skapa.Tidy(a.Name)
	if err := a.Validate().Err(); err != nil {
		return a, err
	}
	err := s.write(ctx, func(ctx context.Context, w *writer) error {
		other, err := s.findActivity(ctx, a.Name, a.Category)
		if err != nil {
			return err
		}
		if !other.ID.IsZero() && other.ID != a.ID {
			return &skapa.Problem{Key: "error.name.used", Args: skapa.Args{"Name": a.Name}}
		}
		if a.ID.IsZero() {
			a.ID = s.newID()
		}
		w.names("activity", a.Name, a.ID, skapa.ID{})
		_, err = w.put(ctx, row{kind: activities, id: a.ID, values: []any{a.Name, a.Category}})
		return err
	})
	return a, err
}

// ActivityNamed finds the activity of a category by name, whatever the case of
// its letters, or makes one.
func (s *Store) ActivityNamed(ctx context.Context, name string, c skapa.Category) (skapa.Activity, error) {
	known, err := s.findActivity(ctx, name, c)
	if err != nil || !known.ID.IsZero() {
		return known, err
	}
	return s.SaveActivity(ctx, skapa.Activity{Name: name, Category: c})
}

func (s *Store) findActivity(ctx context.Context, name string, c skapa.Category) (skapa.Activity, error) {
	var all []skapa.Activity
	err := s.list(ctx, &all, "SELECT id, name, category FROM activity_now WHERE category = ? ORDER BY id", c)
	for _, a := range all {
		if key(a.Name) == key(name) {
			return a, err
		}
	}
	return skapa.Activity{}, err
}

// Participations gives what a participant takes part in, by start.
func (s *Store) Participations(ctx context.Context, participant skapa.ID) ([]skapa.Participation, error) {
	var all []skapa.Participation
	err := s.list(ctx, &all, `SELECT id, participant, activity, status, start, finish AS "end"
		FROM participation_now WHERE participant = ? ORDER BY start, id`, participant)
	return all, err
}

// ParticipationsNamed gives the same as Participations, with what the
// activities are called.
func (s *Store) ParticipationsNamed(ctx context.Context, participant skapa.ID) ([]skapa.NamedParticipation, error) {
	var all []skapa.NamedParticipation
	err := s.list(ctx, &all, `SELECT p.id, p.participant, p.activity, p.status, p.start, p.finish AS "end",
			coalesce(a.name, '') AS name, coalesce(a.category, '') AS category
		FROM participation_now p LEFT JOIN activity_now a ON a.id = p.activity
		WHERE p.participant = ? ORDER BY p.start, p.id`, participant)
	return all, err
}

// SaveParticipation writes a participation; a zero ID makes a new one. Problem
// error.participation.gone when the id is that of another participant's.
func (s *Store) SaveParticipation(ctx context.Context, p skapa.Participation) (skapa.Participation, error) {
	err := s.write(ctx, func(ctx context.Context, w *writer) error {
		if err := p.Validate(s.Today()).Err(); err != nil {
			return err
		}
		who, err := s.subject(ctx, p.Participant)
		if err != nil {
			return err
		}
		if err := w.requires(ctx, activities, p.Activity, "error.activity.gone"); err != nil {
			return err
		}
		if p.ID.IsZero() {
			p.ID = s.newID()
		}
		var of skapa.ID
		_, err = s.get(ctx, &of, "SELECT participant FROM participation WHERE id = ?", p.ID)
		if err != nil {
			return err
		}
		if !of.IsZero() && of != p.Participant {
			return &skapa.Problem{Key: "error.participation.gone"}
		}
		w.names("participation", who.Code, p.ID, who.ID)
		_, err = w.put(ctx, row{
			kind: participations, id: p.ID, participant: p.Participant,
			values: []any{p.Participant, p.Activity, p.Status, p.Start, p.End},
		})
		return err
	})
	return p, err
}

// DeleteParticipation takes a participation away; its history stays. It does
// nothing when there is none with that id.
func (s *Store) DeleteParticipation(ctx context.Context, id skapa.ID) error {
	return s.write(ctx, func(ctx context.Context, w *writer) error {
		var participant skapa.ID
		found, err := s.get(ctx, &participant, "SELECT participant FROM participation_now WHERE id = ?", id)
		if err != nil || !found {
			return err
		}
		who, err := s.subject(ctx, participant)
		if err != nil {
			return err
		}
		w.names("participation", who.Code, id, who.ID)
		_, err = w.remove(ctx, participations, id, participant)
		return err
	})
}
