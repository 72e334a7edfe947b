package cli

import (
	"context"
	"slices"

	"framsteg/store"
	"framsteg/store/skapa"
)

// staff gives the teams and the supervisors that have some names. Problem
// error.export.team or error.export.supervisor where nobody has one.
func staff(ctx context.Context, s *store.Store, teams, supervisors []string) (t, p []skapa.ID, err error) {
	allTeams, err := s.Teams(ctx)
	if err != nil {
		return nil, nil, err
	}
	allSupervisors, err := s.Supervisors(ctx)
	if err != nil {
		return nil, nil, err
	}
	t, err = called(teams, allTeams, func(t skapa.Team) (skapa.ID, string) { return t.ID, t.Name }, "error.export.team")
	if err != nil {
		return nil, nil, err
	}
	p, err = called(supervisors, allSupervisors, func(p skapa.Supervisor) (skapa.ID, string) { return p.ID, p.Name }, "error.export.supervisor")
	return t, p, err
}

// called gives those of all that have one of some names, however it is written, each
// once: two may have one name, until somebody says that they are one. Where nobody
// has a name it is a Problem with the key unknown.
func called[T any, V comparable](names []string, all []T, of func(T) (V, string), unknown string) (those []V, err error) {
	for _, name := range names {
		found := false
		for _, one := range all {
			v, its := of(one)
			if store.KeyOf(its) != store.KeyOf(skapa.Tidy(name)) {
				continue
			}
			found = true
			if !slices.Contains(those, v) {
				those = append(those, v)
			}
		}
		if !found {
			return nil, &skapa.Problem{Key: unknown, Args: skapa.Args{"Name": name}}
		}
	}
	return those, nil
}
