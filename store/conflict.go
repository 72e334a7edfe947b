package store

import (
	"context"
	"fmt"
	"strings"

	"framsteg/store/skapa"
)

// Conflict is a thing that two people changed without seeing each other's
// change. The change with the largest rev stands until somebody writes again.
type Conflict struct {
	Kind        string // "participant", "assessment" …
	ID          skapa.ID
	Participant skapa.ID // zero when it belongs to none
	Heads       int      // how many changes stand against each other, at least 2
}

// Conflicts gives all conflicts of the workspace.
func (s *Store) Conflicts(ctx context.Context) ([]Conflict, error) {
	var parts []string
	for _, k := range kinds {
		parts = append(parts, fmt.Sprintf(`SELECT '%[1]s' AS kind, id, %[2]s AS participant, count(*) AS heads FROM %[1]s_head
			WHERE id IN (SELECT id FROM %[1]s GROUP BY id HAVING count(*) > 1) GROUP BY id HAVING count(*) > 1`, k.name, k.owner()))
	}
	var all []Conflict
	err := s.list(ctx, &all, strings.Join(parts, " UNION ALL "))
	return all, err
}

// owner gives the column that names the participant of a revision.
func (k *kind) owner() string {
	switch k {
	case supervisors, teams, activities:
		return "NULL"
	case participants, identities:
		return "id"
	}
	return "participant"
}
