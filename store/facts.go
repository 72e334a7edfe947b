package store

import (
	"bytes"
	"cmp"
	"context"
	"encoding/hex"
	"slices"
	"strings"

	"framsteg/store/skapa"
)

// Facts gives what says how things stand with every participant, by id. The
// store remembers the last answer and reads again only whom a write concerned:
// nobody may change what it gives, and what a pointer points to stays as it is.
func (s *Store) Facts(ctx context.Context) ([]*skapa.Facts, error) {
	ctx, release := s.hold(ctx)
	defer release()
	if s.writerIn(ctx) != nil { // what is not committed is not remembered
		return s.readFacts(ctx, skapa.ID{})
	}
	all, err := s.facts.current(ctx)
	return slices.Clone(all), err
}

// FactsOf gives the same of one participant. Problem error.participant.gone when
// there is none with that id.
func (s *Store) FactsOf(ctx context.Context, participant skapa.ID) (*skapa.Facts, error) {
	ctx, release := s.hold(ctx)
	defer release()
	one, err := s.readFacts(ctx, participant)
	switch {
	case err != nil:
		return nil, err
	case participant.IsZero(), len(one) == 0:
		return nil, &skapa.Problem{Key: "error.participant.gone"}
	}
	return one[0], nil
}

// factsReader reads whole tables, or the rows of one participant, and joins them
// here: views of the current state would take several times as long.
type factsReader struct {
	store      *Store
	only       skapa.ID // zero for everybody
	of         map[skapa.ID]*skapa.Facts
	roots      standIns
	superseded map[skapa.ID]bool // revisions
}

func (s *Store) readFacts(ctx context.Context, only skapa.ID) ([]*skapa.Facts, error) {
	cases, err := s.currentCases(ctx)
	if err != nil {
		return nil, err
	}
	roots, err := s.standIns(ctx)
	if err != nil {
		return nil, err
	}
	r := &factsReader{store: s, only: only, roots: roots, of: map[skapa.ID]*skapa.Facts{}, superseded: map[skapa.ID]bool{}}
	var all []*skapa.Facts
	for i := range cases {
		c := &cases[i]
		if only.IsZero() || c.ID == only {
			f := &skapa.Facts{Participant: c.ID, Entered: c.Entered, Finish: c.Finish, Period: c.PeriodID, Outcome: c.Outcome,
				Latest: max(c.LatestSelf, c.LatestSupervisor)}
			r.of[c.ID] = f
			all = append(all, f)
		}
	}
	slices.SortFunc(all, compareFacts)
	for _, add := range []func(context.Context) error{
		r.addSuperseded, r.addPauses, r.addParticipations, r.addFollowUps, r.addGoals, r.addDrafts, r.addRatings,
	} {
		if err := add(ctx); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func compareFacts(a, b *skapa.Facts) int { return bytes.Compare(a.Participant[:], b.Participant[:]) }

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
}](ctx context.Context, r *factsReader, query string) ([]R, error) {
	var rows []R
	if err := r.store.listFor(ctx, &rows, query, r.only); err != nil {
		return nil, err
	}
	latest := make(map[skapa.ID]int, len(rows)) // by id, a place in kept
	kept := rows[:0]
	for _, row := range rows {
		v := P(&row).which()
		v.Participant = r.roots.of(v.Participant)
		if v.Deleted || r.superseded[v.Rev] || r.of[v.Participant] == nil {
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

func (r *factsReader) addSuperseded(ctx context.Context) error {
	var revs []skapa.ID
	err := r.store.listFor(ctx, &revs, "SELECT parent FROM supersedes WHERE participant = ?", r.only)
	for _, rev := range revs {
		r.superseded[rev] = true
	}
	return err
}

func (r *factsReader) addPauses(ctx context.Context) error {
	rows, err := standing[struct {
		revisionOf
		Start, Finish skapa.Date
		Reason        skapa.PauseReason
	}](ctx, r, "SELECT rev, id, participant, deleted, start, finish, reason FROM pause WHERE participant = ?")
	for _, p := range rows {
		f := r.of[p.Participant]
		f.Pauses = append(f.Pauses, skapa.Pause{ID: p.ID, Participant: p.Participant, From: p.Start, To: p.Finish, Reason: p.Reason})
	}
	return err
}

func (r *factsReader) addParticipations(ctx context.Context) error {
	var catalogue []skapa.Activity
	if err := r.store.list(ctx, &catalogue, "SELECT id, name, category FROM activity_now"); err != nil {
		return err
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
	}](ctx, r, "SELECT rev, id, participant, deleted, activity, status, start, finish, break FROM participation WHERE participant = ?")
	for _, p := range rows {
		p.Activity = r.roots.of(p.Activity)
		f, a := r.of[p.Participant], named[p.Activity]
		f.Participations = append(f.Participations, skapa.NamedParticipation{
			Participation: skapa.Participation{ID: p.ID, Participant: p.Participant, Activity: p.Activity, Status: p.Status, Start: p.Start, End: p.Finish, Break: p.Break},
			Name:          a.Name, Category: a.Category,
		})
	}
	return err
}

func (r *factsReader) addFollowUps(ctx context.Context) error {
	rows, err := standing[struct {
		revisionOf
		Period skapa.ID
		Months int
		Date   skapa.Date
	}](ctx, r, "SELECT rev, id, participant, deleted, period, months, date FROM followup WHERE participant = ?")
	for _, u := range rows {
		f := r.of[u.Participant]
		f.FollowUps = append(f.FollowUps, skapa.FollowUp{ID: u.ID, Participant: u.Participant, Period: u.Period, Months: u.Months, Date: u.Date})
	}
	return err
}

func (r *factsReader) addGoals(ctx context.Context) error {
	rows, err := standing[struct {
		revisionOf
		Area             skapa.Area
		Since, Due, Done skapa.Date
	}](ctx, r, "SELECT rev, id, participant, deleted, area, since, due, done FROM goal WHERE participant = ?")
	for _, g := range rows {
		if g.Done.IsZero() {
			f := r.of[g.Participant]
			f.Goals = append(f.Goals, skapa.Goal{ID: g.ID, Participant: g.Participant, Area: g.Area, Since: g.Since, By: g.Due})
		}
	}
	return err
}

func (r *factsReader) addDrafts(ctx context.Context) error {
	var rows []struct {
		Participant skapa.ID
		Rater       skapa.Rater
	}
	err := r.store.listFor(ctx, &rows, "SELECT participant, rater FROM (SELECT * FROM draft WHERE true"+ofMeeting+") WHERE participant = ? ORDER BY participant, rater", r.only)
	for _, d := range rows {
		if f := r.of[r.roots.of(d.Participant)]; f != nil && !slices.Contains(f.Begun, d.Rater) {
			f.Begun = append(f.Begun, d.Rater)
		}
	}
	return err
}

// assessmentRow is an assessment without its answers.
type assessmentRow struct {
	revisionOf
	Date       skapa.Date
	Rater      skapa.Rater
	Instrument string
	Number     int
}

// addRatings adds the last two of each rater: of two on one date that with the
// later id counts.
func (r *factsReader) addRatings(ctx context.Context) error {
	rows, err := standing[assessmentRow](ctx, r, "SELECT rev, id, participant, deleted, date, rater, instrument, number FROM assessment WHERE participant = ?")
	if err != nil {
		return err
	}
	slices.SortFunc(rows, func(a, b assessmentRow) int { // the latest first
		return cmp.Or(bytes.Compare(a.Participant[:], b.Participant[:]), strings.Compare(string(a.Rater), string(b.Rater)),
			int(b.Date)-int(a.Date), bytes.Compare(b.ID[:], a.ID[:]))
	})
	var last []assessmentRow
	for i, row := range rows {
		n := len(last)
		same := func(j int) bool {
			return j >= 0 && last[j].Participant == row.Participant && last[j].Rater == row.Rater
		}
		if i > 0 && same(n-1) && (last[n-1].Date == row.Date || same(n-2)) {
			continue
		}
		last = append(last, row)
	}
	answers, err := r.answers(ctx, last)
	if err != nil {
		return err
	}
	for _, row := range slices.Backward(last) {
		f := r.of[row.Participant]
		f.Ratings = append(f.Ratings, skapa.Assessment{
			ID: row.ID, Participant: row.Participant, Date: row.Date, Rater: row.Rater,
			Instrument: skapa.Version{Name: row.Instrument, Number: row.Number}, Answers: answers[row.Rev],
		})
	}
	return nil
}

// answers reads the answers of revisions.
func (r *factsReader) answers(ctx context.Context, of []assessmentRow) (map[skapa.ID]map[string]skapa.Step, error) {
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
	var rows []packed
	err := r.store.list(ctx, &rows, "SELECT a.rev, "+packedSteps+` AS steps FROM answer a
		WHERE a.rev IN (SELECT unhex(value) FROM json_each(?)) GROUP BY a.rev`, revs.String())
	if err != nil {
		return nil, err
	}
	steps := make(map[skapa.ID]map[string]skapa.Step, len(rows))
	for _, row := range rows {
		if steps[row.Rev], err = row.unpack(); err != nil {
			return nil, r.store.readError(ctx, err)
		}
	}
	return steps, nil
}

// later tells whether a revision was made after another.
func later(rev, than skapa.ID) bool { return bytes.Compare(rev[:], than[:]) > 0 }
