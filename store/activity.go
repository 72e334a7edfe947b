package store

import (
	"context"

	"framsteg/store/skapa"
)

const selectActivity = `SELECT a.id, a.name, a.category, a.provider, a.municipality, a.serves, a.setting, coalesce(c.text, '') AS contact
	FROM activity_now a LEFT JOIN contact_now c ON c.id = a.id`

// Activities gives the catalogue, sorted by name.
func (s *Store) Activities(ctx context.Context) ([]skapa.Activity, error) {
	var all []skapa.Activity
	err := s.list(ctx, &all, selectActivity+" ORDER BY a.rev")
	sortByName(all, func(a skapa.Activity) string { return a.Name })
	return all, err
}

// SaveActivity writes an activity; a zero ID makes a new one. Two activities
// of one category cannot be given one name (error.name.used).
func (s *Store) SaveActivity(ctx context.Context, a skapa.Activity) (skapa.Activity, error) {
	a = a.Tidy()
	if err := a.Validate().Err(); err != nil {
		return a, err
	}
	err := s.write(ctx, func(ctx context.Context, w *writer) error {
		if err := w.refuseUsedActivity(ctx, a); err != nil {
			return err
		}
		if a.ID.IsZero() {
			a.ID = s.newID()
		}
		w.names("activity", a.Name, a.ID, skapa.ID{})
		_, err := w.put(ctx, row{kind: activities, id: a.ID, values: []any{a.Name, a.Category, a.Provider, a.Municipality, a.Serves, a.Setting}})
		if err != nil {
			return err
		}
		return w.putContact(ctx, a)
	})
	return a, err
}

// refuseUsedActivity refuses a name that another of the category has, where a was
// something else before: one that stands twice can be changed all the same.
func (w *writer) refuseUsedActivity(ctx context.Context, a skapa.Activity) error {
	var was skapa.Activity
	if _, err := w.store.get(ctx, &was, selectActivity+" WHERE a.id = ?", a.ID); err != nil {
		return err
	}
	if a.Category == was.Category && KeyOf(a.Name) == KeyOf(was.Name) {
		return nil
	}
	other, err := w.store.findActivity(ctx, a.Name, a.Category)
	if err == nil && !other.ID.IsZero() && other.ID != a.ID {
		err = &skapa.Problem{Key: "error.name.used", Args: skapa.Args{"Name": a.Name}}
	}
	return err
}

func (w *writer) putContact(ctx context.Context, a skapa.Activity) error {
	var kept string
	found, err := w.store.get(ctx, &kept, "SELECT text FROM contact_now WHERE id = ?", a.ID)
	if err != nil || !found && a.Contact == "" {
		return err
	}
	_, err = w.put(ctx, row{kind: contacts, id: a.ID, deleted: a.Contact == "", values: []any{a.Contact}})
	return err
}

// DeleteActivity takes an activity out of the catalogue; its history stays. It
// does nothing when there is none with that id. Problem error.activity.inUse when
// somebody takes part in it.
func (s *Store) DeleteActivity(ctx context.Context, id skapa.ID) error {
	return s.write(ctx, func(ctx context.Context, w *writer) error {
		var name string
		found, err := s.get(ctx, &name, "SELECT name FROM activity_now WHERE id = ?", id)
		if err != nil || !found {
			return err
		}
		var one int
		used, err := s.get(ctx, &one, "SELECT 1 FROM participation_now WHERE activity = ? LIMIT 1", id)
		if err != nil {
			return err
		}
		if used {
			return &skapa.Problem{Key: "error.activity.inUse", Args: skapa.Args{"Name": name}}
		}
		w.names("activity", name, id, skapa.ID{})
		var all []skapa.ID // what it is joined with goes with it
		if err := s.list(ctx, &all, "SELECT id FROM whose WHERE root = ?", id); err != nil {
			return err
		}
		for _, one := range all {
			if _, err := w.remove(ctx, activities, one, skapa.ID{}); err != nil {
				return err
			}
		}
		return nil
	})
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
	err := s.list(ctx, &all, selectActivity+" WHERE a.category = ? ORDER BY a.id", c)
	for _, a := range all {
		if KeyOf(a.Name) == KeyOf(name) {
			return a, err
		}
	}
	if err != nil {
		return skapa.Activity{}, err
	}
	return s.findJoinedActivity(ctx, name, c)
}

// findJoinedActivity gives the activity that stands for one with a name.
func (s *Store) findJoinedActivity(ctx context.Context, name string, c skapa.Category) (found skapa.Activity, err error) {
	var all []struct {
		Root skapa.ID
		Name string
	}
	err = s.list(ctx, &all, `SELECT w.root, r.name FROM whose w JOIN activity_head r ON r.id = w.id
		WHERE w.id <> w.root AND NOT r.deleted AND r.category = ? ORDER BY r.id`, c)
	for _, a := range all {
		if err == nil && KeyOf(a.Name) == KeyOf(name) {
			_, err = s.get(ctx, &found, selectActivity+" WHERE a.id = ?", a.Root)
			break
		}
	}
	return found, err
}
