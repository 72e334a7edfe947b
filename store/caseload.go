package store

import (
	"bytes"
	"cmp"
	"context"
	"regexp"
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
	Start                skapa.Date    // of the first period
	Entered, Finish      skapa.Date    // of the latest period; no Finish while it goes on
	PeriodID             skapa.ID      // the latest
	Outcome              skapa.Outcome // of its exit

	LatestSelf, LatestSupervisor skapa.Date // of their assessments; zero for none
	Conflict                     bool       // something of theirs was changed by two people at once

	codeKey string // what cases are sorted by
}

// Caseload gives every participant, by code. The store remembers the last
// answer and reads again only whom a write concerned.
func (s *Store) Caseload(ctx context.Context) ([]Case, error) {
	ctx, release := s.hold(ctx)
	defer release()
	all, err := s.currentCases(ctx)
	return slices.Clone(all), err
}

// Count gives how many participants there are, from what Caseload remembers.
func (s *Store) Count(ctx context.Context) (participants int, err error) {
	ctx, release := s.hold(ctx)
	defer release()
	all, err := s.currentCases(ctx)
	return len(all), err
}

// currentCases brings what is remembered up to date. Only who holds the
// database may use it.
func (s *Store) currentCases(ctx context.Context) ([]Case, error) {
	if s.writerIn(ctx) != nil { // what is not committed is not remembered
		return s.readCases(ctx, skapa.ID{})
	}
	return s.cases.current(ctx)
}

func compareCases(a, b Case) int {
	return cmp.Or(strings.Compare(a.codeKey, b.codeKey), bytes.Compare(a.ID[:], b.ID[:]))
}

// readCases reads the case of one participant, or of all for zero. For all it
// reads whole tables and joins them here, which takes a third of the time that
// the views of the current state would.
func (s *Store) readCases(ctx context.Context, only skapa.ID) ([]Case, error) {
	var heads []struct {
		Case
		CodeKey string
		Deleted bool
	}
	err := s.listFor(ctx, &heads, `SELECT id, deleted, code, code_key, coalesce(birth_year, 0) AS birth_year,
		sex, municipality, start, finish FROM participant_head WHERE id = ? ORDER BY deleted DESC, rev`, only)
	if err != nil {
		return nil, err
	}
	roots, err := s.standIns(ctx)
	if err != nil {
		return nil, err
	}
	cases := make(map[skapa.ID]*Case, len(heads))
	for i := range heads { // of several heads the last stands
		heads[i].codeKey = heads[i].CodeKey
		heads[i].Entered, heads[i].PeriodID = heads[i].Start, heads[i].ID
		if cases[heads[i].ID] = &heads[i].Case; heads[i].Deleted || roots.of(heads[i].ID) != heads[i].ID {
			delete(cases, heads[i].ID)
		}
	}
	for _, add := range []func(context.Context, map[skapa.ID]*Case, standIns, skapa.ID) error{
		s.addNames, s.addAssignments, s.addPeriods, s.addLatest, s.addConflicts,
	} {
		if err := add(ctx, cases, roots, only); err != nil {
			return nil, err
		}
	}
	all := make([]Case, 0, len(cases))
	for _, c := range cases {
		all = append(all, *c)
	}
	slices.SortFunc(all, compareCases)
	return all, nil
}

// listFor reads the rows of a query that concern one participant, and whoever is
// joined with them, or all rows for zero. The query has one condition, on the
// participant that a row is written of, and one mark.
func (s *Store) listFor(ctx context.Context, dest any, query string, only skapa.ID) error {
	if only.IsZero() {
		return s.list(ctx, dest, everybody.ReplaceAllString(query, ""))
	}
	return s.list(ctx, dest, everybody.ReplaceAllString(query, "WHERE $1 IN "+joinedWith), only)
}

var everybody = regexp.MustCompile(`WHERE (\S+) = \?`)

// headsOf is the query of a kind's heads as they are written, which takes less time
// than the view that tells who stands for whom.
func headsOf(k *kind) string {
	return "(SELECT * FROM " + k.name + " r WHERE NOT EXISTS (SELECT 1 FROM supersedes WHERE parent = r.rev))"
}

func (s *Store) addNames(ctx context.Context, cases map[skapa.ID]*Case, _ standIns, only skapa.ID) error {
	var heads []struct {
		ID   skapa.ID
		Name string
	}
	err := s.listFor(ctx, &heads, "SELECT id, iif(deleted, '', name) AS name FROM identity_head WHERE id = ? ORDER BY deleted DESC, rev", only)
	for _, h := range heads {
		if c := cases[h.ID]; c != nil {
			c.Name = h.Name
		}
	}
	return err
}

func (s *Store) addAssignments(ctx context.Context, cases map[skapa.ID]*Case, roots standIns, only skapa.ID) error {
	type head struct {
		skapa.Assignment
		Deleted bool
	}
	var heads []head
	err := s.listFor(ctx, &heads, `SELECT id, deleted, participant, team, supervisor, since
		FROM `+headsOf(assignments)+` WHERE participant = ? ORDER BY deleted DESC, rev`, only)
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
		a.Participant, a.Team, a.Supervisor = roots.of(a.Participant), roots.of(a.Team), roots.of(a.Supervisor)
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

// addPeriods says when the latest period of each began and ended: of the first,
// whose id is that of the participant, only the end counts.
func (s *Store) addPeriods(ctx context.Context, cases map[skapa.ID]*Case, roots standIns, only skapa.ID) error {
	type head struct {
		skapa.Period
		Deleted bool
	}
	var heads []head
	err := s.listFor(ctx, &heads, `SELECT id, deleted, participant, start, finish, outcome
		FROM `+headsOf(periods)+` WHERE participant = ? ORDER BY deleted DESC, rev`, only)
	standing := make(map[skapa.ID]*head, len(heads)) // by id
	for i := range heads {
		if p := &heads[i]; roots.of(p.ID) == p.ID { // else the first of who does not stand
			p.Participant = roots.of(p.Participant)
			standing[p.ID] = p
		}
	}
	latest := map[skapa.ID]*head{} // by participant
	later := func(a, b *head) bool {
		if first := b.ID == b.Participant; first || a.ID == a.Participant {
			return first
		}
		return a.Start > b.Start || a.Start == b.Start && bytes.Compare(a.ID[:], b.ID[:]) > 0
	}
	for _, p := range standing {
		if other := latest[p.Participant]; !p.Deleted && (other == nil || later(p, other)) {
			latest[p.Participant] = p
		}
	}
	for id, p := range latest {
		c := cases[id]
		if c == nil {
			continue
		}
		c.Finish, c.Outcome = p.Finish, p.Outcome
		if p.ID != id {
			c.Entered, c.PeriodID = p.Start, p.ID
		}
	}
	return err
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
func (s *Store) addLatest(ctx context.Context, cases map[skapa.ID]*Case, roots standIns, only skapa.ID) error {
	for i, query := range []string{
		`SELECT participant, max(iif(rater = 'self', date, NULL)) AS self, max(iif(rater = 'supervisor', date, NULL)) AS supervisor
			FROM assessment WHERE participant = ? GROUP BY participant`,
		`SELECT changed.participant,
				(SELECT max(date) FROM assessment_now WHERE participant = changed.participant AND rater = 'self') AS self,
				(SELECT max(date) FROM assessment_now WHERE participant = changed.participant AND rater = 'supervisor') AS supervisor
			FROM (SELECT DISTINCT w.root AS participant FROM supersedes CROSS JOIN assessment a ON a.rev = parent CROSS JOIN whose w ON w.id = a.participant
				WHERE supersedes.participant = ?) AS changed`,
	} {
		var latest []struct {
			Participant      skapa.ID
			Self, Supervisor skapa.Date
		}
		if err := s.listFor(ctx, &latest, query, only); err != nil {
			return err
		}
		for _, l := range latest {
			c := cases[roots.of(l.Participant)]
			switch {
			case c == nil:
			case i == 0: // perhaps of somebody else who is joined with them
				c.LatestSelf, c.LatestSupervisor = max(c.LatestSelf, l.Self), max(c.LatestSupervisor, l.Supervisor)
			default:
				c.LatestSelf, c.LatestSupervisor = l.Self, l.Supervisor
			}
		}
	}
	return nil
}

func (s *Store) addConflicts(ctx context.Context, cases map[skapa.ID]*Case, _ standIns, only skapa.ID) error {
	if c := cases[only]; c != nil {
		in, err := s.inConflict(ctx, only)
		c.Conflict = in
		return err
	}
	conflicts, err := s.Conflicts(ctx)
	for _, conflict := range conflicts {
		if c := cases[conflict.Participant]; c != nil {
			c.Conflict = true
		}
	}
	return err
}
