package store

import (
	"context"
	"fmt"
	"strings"

	"framsteg/store/skapa"
)

// Conflict is a thing that two people changed without seeing each other's
// change. The change with the largest rev stands until somebody writes again;
// one that says that the thing is gone does not stand against one that edits it.
type Conflict struct {
	Kind        string // "participant", "assessment" …
	ID          skapa.ID
	Participant skapa.ID // zero when it belongs to none
	Heads       int      // how many changes stand against each other, at least 2
}

// Conflicts gives all conflicts of the workspace, by kind and id.
//
// A conflict begins where one revision has two children, or where a thing has
// two first revisions: two people gave a participant a name, or an assessment a
// comment. Both are rare and quick to find, unlike two heads. What two people say of a
// thing that does not stand for what it is joined with is none: nobody sees it.
func (s *Store) Conflicts(ctx context.Context) ([]Conflict, error) {
	var parts []string
	for _, k := range kinds {
		suspects := fmt.Sprintf("SELECT id FROM %s WHERE rev IN fork", k.name)
		if k.beside() {
			suspects = fmt.Sprintf("SELECT id FROM %s GROUP BY id HAVING count(*) > 1", k.name)
		}
		parts = append(parts, fmt.Sprintf(`SELECT '%s' AS kind, id, %s AS participant, count(*) AS heads
			FROM %s_head WHERE id IN (%s) AND id NOT IN (SELECT id FROM whose WHERE id <> root) GROUP BY id HAVING count(*) > 1`, k.name, k.owner(), k.name, suspects))
	}
	var all []Conflict
	err := s.list(ctx, &all, `WITH fork AS MATERIALIZED (SELECT parent FROM supersedes GROUP BY parent HAVING count(*) > 1) `+
		strings.Join(parts, " UNION ALL ")+" ORDER BY kind, id")
	return all, err
}

// inConflict tells whether anything of a participant is in conflict: of few rows,
// which the index of the participant finds.
func (s *Store) inConflict(ctx context.Context, participant skapa.ID) (bool, error) {
	var parts []string
	for _, k := range kinds {
		if owner := k.owner(); owner != "NULL" {
			parts = append(parts, fmt.Sprintf(`SELECT id FROM %s r WHERE %s IN own AND id NOT IN (SELECT id FROM own WHERE id <> ?1)
				AND NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev) GROUP BY id HAVING count(*) > 1`, k.name, owner))
		}
	}
	var one skapa.ID
	return s.get(ctx, &one, "WITH own AS (SELECT id FROM whose WHERE root = ?1) "+strings.Join(parts, " UNION ALL ")+" LIMIT 1", participant)
}

// owner gives the column that names the participant of a revision.
func (k *kind) owner() string {
	switch k {
	case supervisors, teams, activities, contacts, rhythms, joinings, hubs, places:
		return "NULL"
	case participants, identities, personnummers:
		return "id"
	}
	return "participant"
}

// goesAlong tells whether the revisions are of a text beside a thing, which goes
// with that. A period has the id of the participant only where it is the first.
func (k *kind) goesAlong() bool { return k.beside() && k != periods }

// beside tells whether the revisions have the id of another thing, so that two
// people may write a first one each.
func (k *kind) beside() bool {
	switch k {
	case identities, personnummers, contacts, rhythms, hubs, places, periods, wordings, comments, raisings:
		return true
	}
	return false
}
