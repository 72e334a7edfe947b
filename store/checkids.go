package store

import (
	"context"
	"fmt"
	"strings"

	"framsteg/store/skapa"
)

// checkRevisions refuses a revision of two kinds: what supersedes the one would hide
// the other.
func (s *Store) checkRevisions(ctx context.Context) error {
	var each, count []string
	for _, k := range kinds {
		each = append(each, "SELECT rev FROM "+k.name)
		count = append(count, "(SELECT count(*) FROM "+k.name+")")
	}
	var more int
	_, err := s.get(ctx, &more, "SELECT "+strings.Join(count, " + ")+" - (SELECT count(*) FROM ("+strings.Join(each, " UNION ")+"))")
	if err == nil && more > 0 {
		err = fmt.Errorf("store: %d revisions are of two kinds", more)
	}
	return err
}

// checkOwners refuses one id that names things of two participants, of which one
// would hide the other; a later period that passes for somebody's first; and one id
// of two things that can be joined, or of one of these and a later period, for only
// one of them stands for itself then.
func (s *Store) checkOwners(ctx context.Context) error {
	var queries []string
	for i, k := range sorts {
		queries = append(queries, "SELECT id FROM "+k.name+" WHERE id IN (SELECT id FROM period WHERE id <> participant)")
		for _, other := range sorts[i+1:] {
			queries = append(queries, "SELECT id FROM "+k.name+" WHERE id IN (SELECT id FROM "+other.name+")")
		}
	}
	for _, k := range kinds {
		if k.owner() == "participant" {
			queries = append(queries, "SELECT id FROM "+k.name+" GROUP BY id HAVING min(participant) <> max(participant)")
		}
	}
	for _, query := range queries {
		var shared skapa.ID
		found, err := s.get(ctx, &shared, query+" LIMIT 1")
		if err != nil {
			return err
		}
		if found {
			return fmt.Errorf("store: %s is of two things or participants", shared)
		}
	}
	return nil
}

// checkZeros refuses an id of nothing but zeros, which is how nobody and nothing is
// said.
func (s *Store) checkZeros(ctx context.Context) error {
	for _, t := range append(mergeTables(), table{name: "erasure"}) {
		var ids []string
		if err := s.list(ctx, &ids, "SELECT name FROM pragma_table_info(?) WHERE type = 'BLOB'", t.name); err != nil {
			return err
		}
		if len(ids) == 0 {
			continue
		}
		var one int
		found, err := s.get(ctx, &one, fmt.Sprintf("SELECT 1 FROM %s WHERE zeroblob(16) IN (%s) LIMIT 1", t.name, strings.Join(ids, ", ")))
		if err != nil {
			return err
		}
		if found {
			return fmt.Errorf("store: an id of zeros in a %s", t.name)
		}
	}
	return nil
}
