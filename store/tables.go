package store

import (
	"bytes"
	"context"
	"encoding/hex"
	"strings"

	"framsteg/store/skapa"
)

// tables reads whole tables, or the rows of one participant, to be joined in Go:
// views of the current state would take several times as long.
type tables struct {
	store      *Store
	only       skapa.ID // zero for everybody
	here       func(participant skapa.ID) bool
	roots      standIns
	superseded map[skapa.ID]bool // revisions
}

func (s *Store) tables(ctx context.Context, only skapa.ID) (*tables, error) {
	roots, err := s.standIns(ctx)
	if err != nil {
		return nil, err
	}
	t := &tables{store: s, only: only, roots: roots, superseded: map[skapa.ID]bool{}}
	var revs []skapa.ID
	err = s.listFor(ctx, &revs, "SELECT parent FROM supersedes WHERE participant = ?", only)
	for _, rev := range revs {
		t.superseded[rev] = true
	}
	return t, err
}

// revisionOf says which revision of what a row is.
type revisionOf struct {
	Rev, ID, Participant skapa.ID
	Deleted              bool
}

func (r *revisionOf) which() *revisionOf { return r }

// standing gives which rows of a query stand: those that nothing supersedes and
// that are not gone, one an id.
func standing[R any, P interface {
	*R
	which() *revisionOf
}](ctx context.Context, t *tables, query string) ([]R, error) {
	var rows []R
	if err := t.store.listFor(ctx, &rows, query, t.only); err != nil {
		return nil, err
	}
	latest := make(map[skapa.ID]int, len(rows)) // by id, a place in kept
	kept := rows[:0]
	for _, row := range rows {
		v := P(&row).which()
		v.Participant = t.roots.of(v.Participant)
		if v.Deleted || t.superseded[v.Rev] || !t.here(v.Participant) {
			continue
		}
		at, twice := latest[v.ID]
		switch {
		case !twice:
			latest[v.ID] = len(kept)
			kept = append(kept, row)
		case later(v.Rev, P(&kept[at]).which().Rev):
			kept[at] = row
		}
	}
	return kept, nil
}

// later tells whether a revision was made after another.
func later(rev, than skapa.ID) bool { return bytes.Compare(rev[:], than[:]) > 0 }

func (t *tables) pauses(ctx context.Context) ([]skapa.Pause, error) {
	rows, err := standing[struct {
		revisionOf
		Start, Finish skapa.Date
		Reason        skapa.PauseReason
	}](ctx, t, "SELECT rev, id, participant, deleted, start, finish, reason FROM pause WHERE participant = ?")
	all := make([]skapa.Pause, len(rows))
	for i, p := range rows {
		all[i] = skapa.Pause{ID: p.ID, Participant: p.Participant, From: p.Start, To: p.Finish, Reason: p.Reason}
	}
	return all, err
}

func (t *tables) participations(ctx context.Context) ([]skapa.NamedParticipation, error) {
	var catalogue []skapa.Activity
	if err := t.store.list(ctx, &catalogue, "SELECT id, name, category FROM activity_now"); err != nil {
		return nil, err
	}
	named := make(map[skapa.ID]skapa.Activity, len(catalogue))
	for _, a := range catalogue {
		named[a.ID] = a
	}
	rows, err := standing[struct {
		revisionOf
		Activity      skapa.ID
		Status        skapa.Status
		Start, Finish skapa.Date
		Break         skapa.Break
	}](ctx, t, "SELECT rev, id, participant, deleted, activity, status, start, finish, break FROM participation WHERE participant = ?")
	all := make([]skapa.NamedParticipation, len(rows))
	for i, p := range rows {
		p.Activity = t.roots.of(p.Activity)
		a := named[p.Activity]
		all[i] = skapa.NamedParticipation{
			Participation: skapa.Participation{ID: p.ID, Participant: p.Participant, Activity: p.Activity, Status: p.Status, Start: p.Start, End: p.Finish, Break: p.Break},
			Name:          a.Name, Category: a.Category,
		}
	}
	return all, err
}

func (t *tables) followUps(ctx context.Context) ([]skapa.FollowUp, error) {
	rows, err := standing[struct {
		revisionOf
		Period skapa.ID
		Months int
		Date   skapa.Date
		skapa.Result
	}](ctx, t, "SELECT rev, id, participant, deleted, period, months, date, outcome, hours, support FROM followup WHERE participant = ?")
	all := make([]skapa.FollowUp, len(rows))
	for i, u := range rows {
		all[i] = skapa.FollowUp{ID: u.ID, Participant: u.Participant, Period: u.Period, Months: u.Months, Date: u.Date, Result: u.Result}
	}
	return all, err
}

// assessmentRow is an assessment without its answers.
type assessmentRow struct {
	revisionOf
	Date       skapa.Date
	Rater      skapa.Rater
	Instrument string
	Number     int
}

func (r assessmentRow) assessment(answers map[string]skapa.Step) skapa.Assessment {
	return skapa.Assessment{
		ID: r.ID, Participant: r.Participant, Date: r.Date, Rater: r.Rater,
		Instrument: skapa.Version{Name: r.Instrument, Number: r.Number}, Answers: answers,
	}
}

func (t *tables) assessments(ctx context.Context) ([]assessmentRow, error) {
	return standing[assessmentRow](ctx, t, "SELECT rev, id, participant, deleted, date, rater, instrument, number FROM assessment WHERE participant = ?")
}

// answers reads the answers of revisions.
func (t *tables) answers(ctx context.Context, of []assessmentRow) (map[skapa.ID]map[string]skapa.Step, error) {
	var revs strings.Builder
	revs.WriteByte('[')
	for i, row := range of {
		if i > 0 {
			revs.WriteByte(',')
		}
		revs.WriteByte('"')
		revs.WriteString(hex.EncodeToString(row.Rev[:]))
		revs.WriteByte('"')
	}
	revs.WriteByte(']')
	return t.unpacked(ctx, "SELECT a.rev, "+packedSteps+` FROM answer a
		WHERE a.rev IN (SELECT unhex(value) FROM json_each(?)) GROUP BY a.rev`, revs.String())
}

// allAnswers reads the answers of all revisions, also of those that do not stand.
func (t *tables) allAnswers(ctx context.Context) (map[skapa.ID]map[string]skapa.Step, error) {
	return t.unpacked(ctx, "SELECT a.rev, "+packedSteps+" FROM answer a GROUP BY a.rev")
}

func (t *tables) unpacked(ctx context.Context, query string, args ...any) (map[skapa.ID]map[string]skapa.Step, error) {
	var rows []packed
	err := t.store.list(ctx, &rows, query, args...)
	if err != nil {
		return nil, err
	}
	steps, items := make(map[skapa.ID]map[string]skapa.Step, len(rows)), map[string][]string{}
	for _, row := range rows {
		if steps[row.Rev], err = row.unpack(items); err != nil {
			return nil, t.store.readError(ctx, err)
		}
	}
	return steps, nil
}
