package store

import (
	"bytes"
	"context"
	"slices"
	"strings"

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

// Caseload gives every participant, by code. It reads whole tables and joins
// them here, which takes a third of what the views of the current state would.
func (s *Store) Caseload(ctx context.Context) ([]Case, error) {
	ctx, release := s.hold(ctx)
	defer release()
	var heads []struct {
		Case
		CodeKey string
		Deleted bool
	}
	err := s.list(ctx, &heads, `SELECT id, deleted, code, code_key, coalesce(birth_year, 0) AS birth_year,
		sex, municipality, start, finish FROM participant_head ORDER BY rev`)
	if err != nil {
		return nil, err
	}
	cases := make(map[skapa.ID]*Case, len(heads))
	for i := range heads {
		if cases[heads[i].ID] = &heads[i].Case; heads[i].Deleted {
			delete(cases, heads[i].ID)
		}
	}
	for _, add := range []func(context.Context, map[skapa.ID]*Case) error{
		s.addNames, s.addAssignments, s.addLatest, s.addConflicts,
	} {
		if err := add(ctx, cases); err != nil {
			return nil, err
		}
	}
	byCode := make([]int, len(heads))
	for i := range heads {
		byCode[i] = i
	}
	slices.SortStableFunc(byCode, func(i, j int) int { return strings.Compare(heads[i].CodeKey, heads[j].CodeKey) })
	all := make([]Case, 0, len(cases))
	for _, i := range byCode {
		if cases[heads[i].ID] == &heads[i].Case { // the head that stands
			all = append(all, heads[i].Case)
		}
	}
	return all, nil
}

func (s *Store) addNames(ctx context.Context, cases map[skapa.ID]*Case) error {
	var heads []struct {
		ID   skapa.ID
		Name string
	}
	err := s.list(ctx, &heads, "SELECT id, iif(deleted, '', name) AS name FROM identity_head ORDER BY rev")
	for _, h := range heads {
		if c := cases[h.ID]; c != nil {
			c.Name = h.Name
		}
	}
	return err
}

func (s *Store) addAssignments(ctx context.Context, cases map[skapa.ID]*Case) error {
	type head struct {
		skapa.Assignment
		Deleted bool
	}
	var heads []head
	err := s.list(ctx, &heads, "SELECT id, deleted, participant, team, supervisor, since FROM assignment_head ORDER BY rev")
	if err != nil {
		return err
	}
	names, err := s.names(ctx)
	if err != nil {
		return err
	}
	standing := make(map[skapa.ID]*head, len(heads)) // by id
	for i := range heads {
		standing[heads[i].ID] = &heads[i]
	}
	latest := make(map[skapa.ID]*head, len(cases)) // by participant
	for i := range heads {
		a := &heads[i]
		if a.Deleted || standing[a.ID] != a {
			continue
		}
		other := latest[a.Participant]
		if other == nil || a.Since > other.Since || a.Since == other.Since && bytes.Compare(a.ID[:], other.ID[:]) > 0 {
			latest[a.Participant] = a
		}
	}
	for id, a := range latest {
		if c := cases[id]; c != nil {
			c.TeamID, c.SupervisorID = a.Team, a.Supervisor
			c.Team, c.Supervisor = names[a.Team], names[a.Supervisor]
		}
	}
	return nil
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

// addLatest takes the dates of all revisions from an index, and those that
// stand only for participants who have a revision that does not: a deleted one
// always supersedes another.
func (s *Store) addLatest(ctx context.Context, cases map[skapa.ID]*Case) error {
	for _, query := range []string{
		`SELECT participant, max(iif(rater = 'self', date, NULL)) AS self, max(iif(rater = 'supervisor', date, NULL)) AS supervisor
			FROM assessment GROUP BY participant`,
		`SELECT participant,
				(SELECT max(date) FROM assessment_now WHERE participant = changed.participant AND rater = 'self') AS self,
				(SELECT max(date) FROM assessment_now WHERE participant = changed.participant AND rater = 'supervisor') AS supervisor
			FROM (SELECT DISTINCT a.participant FROM supersedes CROSS JOIN assessment a ON a.rev = parent) AS changed`,
	} {
		var latest []struct {
			Participant      skapa.ID
			Self, Supervisor skapa.Date
		}
		if err := s.list(ctx, &latest, query); err != nil {
			return err
		}
		for _, l := range latest {
			if c := cases[l.Participant]; c != nil {
				c.LatestSelf, c.LatestSupervisor = l.Self, l.Supervisor
			}
		}
	}
	return nil
}

func (s *Store) addConflicts(ctx context.Context, cases map[skapa.ID]*Case) error {
	conflicts, err := s.Conflicts(ctx)
	for _, conflict := range conflicts {
		if c := cases[conflict.Participant]; c != nil {
			c.Conflict = true
		}
	}
	return err
}
