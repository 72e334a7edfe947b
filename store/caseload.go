package store

import (
	"context"

	"framsteg/store/skapa"
)

// Case is one participant in a list.
type Case struct {
	ID           skapa.ID
	Code, Name   string
	BirthYear    int // 0 when not recorded
	Sex          skapa.Sex
	Municipality string

	Team, Supervisor     string // names; empty for none
	TeamID, SupervisorID skapa.ID
	Start, Finish        skapa.Date

	LatestSelf, LatestSupervisor skapa.Date // of their assessments; zero for none
	Conflict                     bool       // something of theirs was changed by two people at once
}

// Caseload gives every participant, by code.
func (s *Store) Caseload(ctx context.Context) ([]Case, error) {
	var all []Case
	err := s.list(ctx, &all, `SELECT p.id, p.code, coalesce(n.name, '') AS name, coalesce(p.birth_year, 0) AS birth_year,
			p.sex, p.municipality, p.start, p.finish, a.team AS team_id, a.supervisor AS supervisor_id,
			(SELECT max(date) FROM assessment_now WHERE participant = p.id AND rater = 'self') AS latest_self,
			(SELECT max(date) FROM assessment_now WHERE participant = p.id AND rater = 'supervisor') AS latest_supervisor
		FROM participant_now p
		LEFT JOIN identity_now n ON n.id = p.id
		LEFT JOIN assignment_now a ON a.rev = (SELECT rev FROM assignment_now
			WHERE participant = p.id ORDER BY since DESC, id DESC LIMIT 1)
		ORDER BY p.code_key, p.id`)
	if err != nil {
		return nil, err
	}
	names, err := s.names(ctx)
	if err != nil {
		return nil, err
	}
	conflicts, err := s.Conflicts(ctx)
	if err != nil {
		return nil, err
	}
	inConflict := map[skapa.ID]bool{}
	for _, c := range conflicts {
		inConflict[c.Participant] = true
	}
	for i, c := range all {
		all[i].Team, all[i].Supervisor = names[c.TeamID], names[c.SupervisorID]
		all[i].Conflict = inConflict[c.ID]
	}
	return all, nil
}

// names gives the names of teams and supervisors by id.
func (s *Store) names(ctx context.Context) (map[skapa.ID]string, error) {
	var all []skapa.Team
	err := s.list(ctx, &all, "SELECT id, name FROM team_now UNION ALL SELECT id, name FROM supervisor_now")
	names := map[skapa.ID]string{}
	for _, one := range all {
		names[one.ID] = one.Name
	}
	return names, err
}

// Known are the texts in use, sorted, to suggest again.
type Known struct{ Municipalities, Referrers, TargetGroups []string }

// Known gives the texts that participants have now.
func (s *Store) Known(ctx context.Context) (Known, error) {
	var k Known
	for column, texts := range map[string]*[]string{
		"municipality": &k.Municipalities, "referrer": &k.Referrers, "target_group": &k.TargetGroups,
	} {
		err := s.list(ctx, texts, "SELECT DISTINCT "+column+" FROM participant_now WHERE "+column+" <> ''")
		if err != nil {
			return Known{}, err
		}
		sortByName(*texts, func(text string) string { return text })
	}
	return k, nil
}
