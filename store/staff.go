package store

import (
	"context"
	"fmt"

	"framsteg/store/skapa"
)

// Teams gives all teams, by name.
func (s *Store) Teams(ctx context.Context) ([]skapa.Team, error) {
	var all []skapa.Team
	err := s.list(ctx, &all, "SELECT id, name FROM team_now ORDER BY rev")
	sortByName(all, func(t skapa.Team) string { return t.Name })
	return all, err
}

// Supervisors gives all supervisors, by name.
func (s *Store) Supervisors(ctx context.Context) ([]skapa.Supervisor, error) {
	var all []skapa.Supervisor
	err := s.list(ctx, &all, "SELECT id, name FROM supervisor_now ORDER BY rev")
	sortByName(all, func(p skapa.Supervisor) string { return p.Name })
	return all, err
}

// SaveTeam writes a team; a zero ID makes a new one. Two teams cannot have one
// name (error.name.used).
func (s *Store) SaveTeam(ctx context.Context, t skapa.Team) (skapa.Team, error) {
	t.Name = skapa.Tidy(t.Name)
	if err := t.Validate().Err(); err != nil {
		return t, err
	}
	err := s.saveNamed(ctx, teams, &t.ID, t.Name)
	return t, err
}

// SaveSupervisor writes a supervisor; a zero ID makes a new one. Two
// supervisors cannot have one name (error.name.used).
func (s *Store) SaveSupervisor(ctx context.Context, p skapa.Supervisor) (skapa.Supervisor, error) {
	p.Name = skapa.Tidy(p.Name)
	if err := p.Validate().Err(); err != nil {
		return p, err
	}
	err := s.saveNamed(ctx, supervisors, &p.ID, p.Name)
	return p, err
}

// TeamNamed finds a team by name, whatever the case of its letters, or makes
// one.
func (s *Store) TeamNamed(ctx context.Context, name string) (skapa.Team, error) {
	team := skapa.Team{Name: skapa.Tidy(name)}
	if err := team.Validate().Err(); err != nil {
		return team, err
	}
	err := s.findOrMake(ctx, teams, &team.ID, team.Name)
	if err == nil {
		_, err = s.get(ctx, &team, "SELECT id, name FROM team_now WHERE id = ?", team.ID)
	}
	return team, err
}

// SupervisorNamed finds a supervisor by name, whatever the case of its
// letters, or makes one.
func (s *Store) SupervisorNamed(ctx context.Context, name string) (skapa.Supervisor, error) {
	supervisor := skapa.Supervisor{Name: skapa.Tidy(name)}
	if err := supervisor.Validate().Err(); err != nil {
		return supervisor, err
	}
	err := s.findOrMake(ctx, supervisors, &supervisor.ID, supervisor.Name)
	if err == nil {
		_, err = s.get(ctx, &supervisor, "SELECT id, name FROM supervisor_now WHERE id = ?", supervisor.ID)
	}
	return supervisor, err
}

// findByName gives the id of the thing of a kind that has a name, or that something
// has which is joined with it; zero for none.
func (s *Store) findByName(ctx context.Context, k *kind, name string) (skapa.ID, error) {
	var all []struct {
		ID   skapa.ID
		Name string
	}
	err := s.list(ctx, &all, fmt.Sprintf(`SELECT w.root AS id, name FROM %s r JOIN whose w ON w.id = r.id
		WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev) ORDER BY w.id <> w.root, w.id`, k.name))
	for _, one := range all {
		if KeyOf(one.Name) == KeyOf(name) {
			return one.ID, err
		}
	}
	return skapa.ID{}, err
}

func (s *Store) findOrMake(ctx context.Context, k *kind, id *skapa.ID, name string) (err error) {
	if *id, err = s.findByName(ctx, k, name); err != nil || !id.IsZero() {
		return err
	}
	return s.saveNamed(ctx, k, id, name)
}

// saveNamed writes a thing that has only a name, and sets a zero id.
func (s *Store) saveNamed(ctx context.Context, k *kind, id *skapa.ID, name string) error {
	return s.write(ctx, func(ctx context.Context, w *writer) error {
		if err := s.refuseUsedName(ctx, k, *id, name); err != nil {
			return err
		}
		if id.IsZero() {
			// Signing may enter an author or a team of that very name.
			if _, err := w.signature(ctx); err != nil {
				return err
			}
			known, err := s.findByName(ctx, k, name)
			if err != nil {
				return err
			}
			if !known.IsZero() {
				*id = known
				return nil
			}
			*id = s.newID()
		}
		w.names(k.name, name, *id, skapa.ID{})
		_, err := w.put(ctx, row{kind: k, id: *id, values: []any{name}})
		return err
	})
}

func (s *Store) refuseUsedName(ctx context.Context, k *kind, id skapa.ID, name string) error {
	other, err := s.findByName(ctx, k, name)
	if err == nil && !other.IsZero() && other != id {
		return &skapa.Problem{Key: "error.name.used", Args: skapa.Args{"Name": name}}
	}
	return err
}

// requires refuses an id that names nothing of a kind any more, with the key of
// a Problem; zero passes.
func (w *writer) requires(ctx context.Context, k *kind, id skapa.ID, gone string) error {
	if id.IsZero() {
		return nil
	}
	var one int
	found, err := w.store.get(ctx, &one, fmt.Sprintf("SELECT 1 FROM %s_now WHERE id = (SELECT root FROM whose WHERE id = ?)", k.name), id)
	if err == nil && !found {
		return &skapa.Problem{Key: gone}
	}
	return err
}
