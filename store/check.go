package store

import (
	"context"
	"fmt"
	"os"
	"strings"

	"framsteg/store/skapa"
)

// Report is what Check found in a sound workspace.
type Report struct {
	Path        string           `json:"path"`
	Size        int64            `json:"size"`   // of the file, in bytes
	Schema      int              `json:"schema"` // version of the tables
	Workspace   string           `json:"workspace"`
	Instruments []string         `json:"instruments"`
	Kinds       map[string]Count `json:"kinds"`
	Answers     int              `json:"answers"` // of the assessments that stand
	Drafts      int              `json:"drafts"`
	Conflicts   int              `json:"conflicts"`
	Surroundings
}

// Count is how many things of one kind there are now, and how many revisions
// of these and of things that are gone.
type Count struct {
	Current   int `json:"current"`
	Revisions int `json:"revisions"`
}

// Check verifies the file at path: all that Open does with these options, and
// every fact by the rules that it was entered under. Of a sealed file every byte
// of the content is authenticated, so that a change of it is always found; of a
// plain one only what SQLite and these rules can tell. Then it looks at what is
// around the file. It changes nothing, and needs no lock.
func Check(ctx context.Context, path string, o Options) (Report, error) {
	o.Reading = true
	s, err := Open(ctx, path, o)
	if err != nil {
		return Report{}, err
	}
	defer s.Close()
	report, err := s.count(ctx)
	if err == nil {
		err = s.checkFacts(ctx)
	}
	if err == nil {
		report.Surroundings = s.lookAround(ctx)
		if info, gone := os.Stat(path); gone == nil {
			report.Size = info.Size()
		}
	}
	if err := ctx.Err(); err != nil {
		return Report{}, err
	}
	if err != nil {
		return Report{}, problem("error.open.damaged", path, err)
	}
	return report, nil
}

func (s *Store) count(ctx context.Context) (Report, error) {
	r := Report{Path: s.Path(), Kinds: map[string]Count{}}
	instruments, err := s.Instruments(ctx)
	if err != nil {
		return r, err
	}
	for _, in := range instruments {
		r.Instruments = append(r.Instruments, in.Version.String())
	}
	var workspace skapa.ID
	if _, err := s.get(ctx, &workspace, "SELECT id FROM workspace"); err != nil {
		return r, err
	}
	r.Workspace = workspace.String()
	for _, k := range kinds {
		var c Count
		_, err := s.get(ctx, &c, fmt.Sprintf("SELECT (SELECT count(*) FROM %[1]s_now) AS current, (SELECT count(*) FROM %[1]s) AS revisions", k.name))
		if err != nil {
			return r, err
		}
		r.Kinds[k.name] = c
	}
	_, err = s.get(ctx, &r, `SELECT (SELECT user_version FROM pragma_user_version) AS schema,
		(SELECT count(*) FROM draft) AS drafts,
		(SELECT count(*) FROM assessment_now JOIN answer USING (rev)) AS answers`)
	if err != nil {
		return r, err
	}
	conflicts, err := s.Conflicts(ctx)
	r.Conflicts = len(conflicts)
	return r, err
}

// checkFacts reads every revision, also those of the past, and refuses the
// first that breaks a rule.
func (s *Store) checkFacts(ctx context.Context) error {
	for _, check := range []func(context.Context) error{
		s.checkRevisions, s.checkZeros, s.checkLinks, s.checkFollowedUp, s.checkOwners, s.checkTexts, s.checkStaff, s.checkParticipants, s.checkPeriods, s.checkPlans, s.checkAssessments, s.checkHub,
	} {
		if err := check(ctx); err != nil {
			return err
		}
	}
	return nil
}

// checkLinks refuses a link to something that no revision is about.
func (s *Store) checkLinks(ctx context.Context) error {
	for _, link := range []struct{ name, query string }{
		{"author", "SELECT DISTINCT author FROM (" + everyRevision("author") + ") WHERE author NOT IN (SELECT id FROM supervisor)"},
		{"reason", "SELECT rev FROM reason WHERE rev NOT IN (" + everyRevision("rev") + ")"},
		{"identity", "SELECT id FROM identity WHERE id NOT IN (SELECT id FROM participant)"},
		{"personnummer", "SELECT id FROM personnummer WHERE id NOT IN (SELECT id FROM participant)"},
		{"assignment", `SELECT id FROM assignment WHERE participant NOT IN (SELECT id FROM participant)
			OR team NOT IN (SELECT id FROM team) OR supervisor NOT IN (SELECT id FROM supervisor)`},
		{"participation", `SELECT id FROM participation WHERE participant NOT IN (SELECT id FROM participant)
			OR activity NOT IN (SELECT id FROM activity)`},
		{"assessment", "SELECT id FROM assessment WHERE participant NOT IN (SELECT id FROM participant)"},
		{"pause", "SELECT id FROM pause WHERE participant NOT IN (SELECT id FROM participant)"},
		{"goal", "SELECT id FROM goal WHERE participant NOT IN (SELECT id FROM participant)"},
		{"period", "SELECT id FROM period WHERE participant NOT IN (SELECT id FROM participant)"},
		{"follow-up", "SELECT id FROM followup WHERE participant NOT IN (SELECT id FROM participant)"},
		{"comment", "SELECT id FROM comment c WHERE NOT EXISTS (SELECT 1 FROM assessment WHERE id = c.id AND participant = c.participant)"},
		{"raising", "SELECT id FROM raising r WHERE NOT EXISTS (SELECT 1 FROM assessment WHERE id = r.id AND participant = r.participant)"},
		{"wording", "SELECT id FROM wording w WHERE NOT EXISTS (SELECT 1 FROM goal WHERE id = w.id AND participant = w.participant)"},
		{"contact", "SELECT id FROM contact WHERE id NOT IN (SELECT id FROM activity)"},
		{"rhythm", "SELECT id FROM rhythm WHERE id NOT IN (SELECT id FROM workspace)"},
		{"places", "SELECT id FROM places WHERE id NOT IN (SELECT id FROM team)"},
		{"hub", "SELECT id FROM hub WHERE id NOT IN (SELECT id FROM workspace)"},
		{"reason", "SELECT r.rev FROM reason r JOIN (" + everyOwner() + ") o ON o.rev = r.rev WHERE r.participant IS NOT o.owner"},
		{"erasure", "SELECT participant FROM erasure WHERE participant IN (SELECT id FROM participant)"},
	} {
		var dangling skapa.ID
		found, err := s.get(ctx, &dangling, link.query+" LIMIT 1")
		if err != nil {
			return err
		}
		if found {
			return fmt.Errorf("store: %s of %s leads nowhere", link.name, dangling)
		}
	}
	return nil
}

// checkFollowedUp refuses a follow-up of a period that there is not. That of who was
// ever joined with somebody who is erased may be of a period that went with them.
func (s *Store) checkFollowedUp(ctx context.Context) error {
	var dangling []struct{ ID, Participant skapa.ID }
	err := s.list(ctx, &dangling, `SELECT id, participant FROM followup u WHERE period <> participant
		AND NOT EXISTS (SELECT 1 FROM period WHERE id = u.period) AND NOT EXISTS (SELECT 1 FROM participant WHERE id = u.period)`)
	if err != nil || len(dangling) == 0 {
		return err
	}
	var links []struct{ One, Other skapa.ID }
	if err := s.list(ctx, &links, "SELECT one, other FROM joining WHERE sort = ?", participants.name); err != nil {
		return err
	}
	var erased []skapa.ID
	if err := s.list(ctx, &erased, "SELECT participant FROM erasure"); err != nil {
		return err
	}
	joined, lost := oneOf{}, map[skapa.ID]bool{}
	for _, l := range links {
		joined.connect(l.One, l.Other)
	}
	for _, id := range erased {
		lost[joined.of(id)] = true
	}
	for _, u := range dangling {
		if !lost[joined.of(u.Participant)] {
			return fmt.Errorf("store: follow-up of %s leads nowhere", u.ID)
		}
	}
	return nil
}

// everyOwner gives the query for whom each revision concerns.
func everyOwner() string {
	var parts []string
	for _, k := range kinds {
		parts = append(parts, "SELECT rev, "+k.owner()+" AS owner FROM "+k.name)
	}
	return strings.Join(parts, " UNION ALL ")
}

// everyRevision gives the query for one column of all revisions.
func everyRevision(column string) string {
	query := ""
	for i, k := range kinds {
		if i > 0 {
			query += " UNION ALL "
		}
		query += "SELECT " + column + " FROM " + k.name
	}
	return query
}
