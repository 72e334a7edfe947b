package store

import (
	"context"

	"framsteg/store/skapa"
)

// Following is an assignment with the names of who follows, and why it was
// handed over where that was said.
type Following struct {
	skapa.Assignment
	TeamName, SupervisorName string // "" for none
	Reason                   string
}

// Latest gives who follows now, of all that Followed gives; the zero Following for
// nobody.
func Latest(followed []Following) Following {
	if len(followed) == 0 {
		return Following{}
	}
	return followed[len(followed)-1]
}

// Supervisors counts who followed one after the other, of what Followed gave.
// Somebody who came back after another counts again; nobody in between is none, and
// another team alone no other supervisor.
func Supervisors(followed []Following) int {
	n, last := 0, skapa.ID{}
	for _, f := range followed {
		if !f.Supervisor.IsZero() && f.Supervisor != last {
			n, last = n+1, f.Supervisor
		}
	}
	return n
}

// Followed gives who followed a participant, oldest first.
func (s *Store) Followed(ctx context.Context, participant skapa.ID) ([]Following, error) {
	var all []Following
	err := s.list(ctx, &all, `SELECT a.id, a.participant, a.team, a.supervisor, a.since,
			coalesce(t.name, '') AS team_name, coalesce(v.name, '') AS supervisor_name, coalesce(r.text, '') AS reason
		FROM assignment_now a
		LEFT JOIN team_now t ON t.id = a.team
		LEFT JOIN supervisor_now v ON v.id = a.supervisor
		LEFT JOIN reason r ON r.rev = a.rev
		WHERE a.participant = ? ORDER BY a.since, a.id`, participant)
	return all, err
}
