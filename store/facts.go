package store

import (
	"bytes"
	"cmp"
	"context"
	"slices"
	"strings"

	"framsteg/store/skapa"
)

// Facts gives what says how things stand with every participant, by id. The
// store remembers the last answer and reads again only whom a write concerned:
// nobody may change what it gives, and what a pointer points to stays as it is.
func (s *Store) Facts(ctx context.Context) ([]*skapa.Facts, error) {
	return recall(ctx, s, &s.facts)
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

// factsReader joins what tables say to facts.
type factsReader struct {
	*tables
	of map[skapa.ID]*skapa.Facts
}

func (s *Store) readFacts(ctx context.Context, only skapa.ID) ([]*skapa.Facts, error) {
	cases, err := s.currentCases(ctx)
	if err != nil {
		return nil, err
	}
	tables, err := s.tables(ctx, only)
	if err != nil {
		return nil, err
	}
	r := &factsReader{tables: tables, of: map[skapa.ID]*skapa.Facts{}}
	tables.here = func(id skapa.ID) bool { return r.of[id] != nil }
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
		r.addPauses, r.addParticipations, r.addFollowUps, r.addGoals, r.addDrafts, r.addRatings,
	} {
		if err := add(ctx); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func compareFacts(a, b *skapa.Facts) int { return bytes.Compare(a.Participant[:], b.Participant[:]) }

func (r *factsReader) addPauses(ctx context.Context) error {
	all, err := r.pauses(ctx)
	for _, p := range all {
		f := r.of[p.Participant]
		f.Pauses = append(f.Pauses, p)
	}
	return err
}

func (r *factsReader) addParticipations(ctx context.Context) error {
	all, err := r.participations(ctx)
	for _, p := range all {
		f := r.of[p.Participant]
		f.Participations = append(f.Participations, p)
	}
	return err
}

func (r *factsReader) addFollowUps(ctx context.Context) error {
	all, err := r.followUps(ctx)
	for _, u := range all {
		f := r.of[u.Participant]
		f.FollowUps = append(f.FollowUps, u)
	}
	return err
}

func (r *factsReader) addGoals(ctx context.Context) error {
	rows, err := standing[struct {
		revisionOf
		Area             skapa.Area
		Since, Due, Done skapa.Date
	}](ctx, r.tables, "SELECT rev, id, participant, deleted, area, since, due, done FROM goal WHERE participant = ?")
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

// addRatings adds the last two of each rater: of two on one date that with the
// later id counts.
func (r *factsReader) addRatings(ctx context.Context) error {
	rows, err := r.assessments(ctx)
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
		f.Ratings = append(f.Ratings, row.assessment(answers[row.Rev]))
	}
	return nil
}
