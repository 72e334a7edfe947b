package store

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"framsteg/store/skapa"
)

// Double is what may be one thing that was entered more than once.
type Double struct {
	Sort string     // "team", "supervisor", "activity" or "participant"
	By   string     // what they have in common: "name", "code" or "personnummer"
	IDs  []skapa.ID // two at least, sorted; none of them is joined with another
}

// Doubles gives what may be entered more than once: teams, supervisors and activities
// of one category that have one name, and participants who have one code or one
// personnummer; by sort, what they have in common, and the first id. It is quick.
func (s *Store) Doubles(ctx context.Context) ([]Double, error) {
	ctx, release := s.hold(ctx)
	defer release()
	var all []Double
	for _, q := range []struct {
		sort, by, query string
		text            func(string) string
	}{
		{"team", "name", "SELECT id, name AS text FROM team_now", KeyOf},
		{"supervisor", "name", "SELECT id, name AS text FROM supervisor_now", KeyOf},
		{"activity", "name", "SELECT id, category || char(10) || name AS text FROM activity_now", KeyOf},
		{"participant", "personnummer", `SELECT id, text FROM personnummer_now WHERE id IN (SELECT id FROM participant_now)
			AND text IN (SELECT text FROM personnummer GROUP BY text HAVING count(DISTINCT id) > 1)`, nil},
		{"participant", "code", `SELECT id, code_key AS text FROM participant_now
			WHERE code_key IN (SELECT code_key FROM participant GROUP BY code_key HAVING count(DISTINCT id) > 1)`, nil},
	} {
		var rows []struct {
			ID   skapa.ID
			Text string
		}
		if err := s.list(ctx, &rows, q.query); err != nil {
			return nil, err
		}
		same := map[string][]skapa.ID{}
		for _, r := range rows {
			if q.text != nil {
				r.Text = q.text(r.Text)
			}
			same[r.Text] = append(same[r.Text], r.ID)
		}
		for _, ids := range same {
			slices.SortFunc(ids, compareIDs)
			known := func(d Double) bool { return d.Sort == q.sort && slices.Equal(d.IDs, ids) }
			if len(ids) > 1 && !slices.ContainsFunc(all, known) {
				all = append(all, Double{q.sort, q.by, ids})
			}
		}
	}
	slices.SortFunc(all, func(a, b Double) int {
		return cmp.Or(cmp.Compare(a.Sort, b.Sort), cmp.Compare(a.By, b.By), compareIDs(a.IDs[0], b.IDs[0]))
	})
	return all, nil
}

func compareIDs(a, b skapa.ID) int { return bytes.Compare(a[:], b[:]) }
