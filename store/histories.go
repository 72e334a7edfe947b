package store

import (
	"bytes"
	"cmp"
	"context"
	"slices"

	"framsteg/store/skapa"
)

// Histories gives what is known of every participant over time, by id. The store
// remembers the last answer and reads again only whom a write concerned: nobody may
// change what it gives, and what a pointer points to stays as it is.
func (s *Store) Histories(ctx context.Context) ([]*skapa.History, error) {
	return recall(ctx, s, &s.histories)
}

func compareHistories(a, b *skapa.History) int { return compareIDs(a.Participant, b.Participant) }

// historyReader joins what tables say to histories.
type historyReader struct {
	*tables
	of map[skapa.ID]*skapa.History
}

func (s *Store) readHistories(ctx context.Context, only skapa.ID) ([]*skapa.History, error) {
	tables, err := s.tables(ctx, only)
	if err != nil {
		return nil, err
	}
	r := &historyReader{tables: tables, of: map[skapa.ID]*skapa.History{}}
	tables.here = func(id skapa.ID) bool { return r.of[id] != nil }
	for _, add := range []func(context.Context) error{
		r.addParticipants, r.addPeriods, r.addAssignments, r.addPauses, r.addParticipations, r.addFollowUps, r.addRatings,
	} {
		if err := add(ctx); err != nil {
			return nil, err
		}
	}
	all := make([]*skapa.History, 0, len(r.of))
	for _, h := range r.of {
		sortHistory(h)
		all = append(all, h)
	}
	slices.SortFunc(all, compareHistories)
	return all, nil
}

// sortHistory puts everything in the order that a History promises.
func sortHistory(h *skapa.History) {
	slices.SortFunc(h.Periods, func(a, b skapa.Period) int {
		if first := a.ID == h.Participant; first || b.ID == h.Participant {
			return map[bool]int{true: -1, false: 1}[first]
		}
		return cmp.Or(cmp.Compare(a.Start, b.Start), compareIDs(a.ID, b.ID))
	})
	slices.SortFunc(h.Assignments, func(a, b skapa.Assignment) int {
		return cmp.Or(cmp.Compare(a.Since, b.Since), compareIDs(a.ID, b.ID))
	})
	slices.SortFunc(h.Participations, func(a, b skapa.NamedParticipation) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), compareIDs(a.ID, b.ID))
	})
	slices.SortFunc(h.Ratings, func(a, b skapa.Assessment) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.Rater, b.Rater), bytes.Compare(a.ID[:], b.ID[:]))
	})
}

// addParticipants adds who stands, each with the first period as the file of a
// participant says it.
func (r *historyReader) addParticipants(ctx context.Context) error {
	r.here = func(skapa.ID) bool { return true }
	rows, err := standing[struct {
		revisionOf
		BirthYear    int
		Sex          skapa.Sex
		Municipality string
		Referrer     string
		TargetGroup  string
		Start        skapa.Date
		Finish       skapa.Date
	}](ctx, r.tables, `SELECT rev, id, id AS participant, deleted, coalesce(birth_year, 0) AS birth_year, sex, municipality, referrer, target_group, start, finish
		FROM participant WHERE id = ?`)
	r.here = func(id skapa.ID) bool { return r.of[id] != nil }
	for _, p := range rows {
		if p.Participant == p.ID {
			r.of[p.ID] = &skapa.History{
				Participant: p.ID, BirthYear: p.BirthYear, Sex: p.Sex,
				Municipality: p.Municipality, Referrer: p.Referrer, TargetGroup: p.TargetGroup,
				Periods: []skapa.Period{{ID: p.ID, Participant: p.ID, Start: p.Start, Finish: p.Finish}},
			}
		}
	}
	return err
}

// addPeriods adds the later periods, and how the first ended. The first of who does
// not stand is none.
func (r *historyReader) addPeriods(ctx context.Context) error {
	rows, err := standing[struct {
		revisionOf
		Start, Finish skapa.Date
		skapa.Result
	}](ctx, r.tables, "SELECT rev, id, participant, deleted, start, finish, outcome, hours, support FROM period WHERE participant = ?")
	for _, p := range rows {
		if r.roots.of(p.ID) != p.ID {
			continue
		}
		h := r.of[p.Participant]
		if p.ID == p.Participant {
			h.Periods[0].Finish, h.Periods[0].Result = p.Finish, p.Result
			continue
		}
		h.Periods = append(h.Periods, skapa.Period{ID: p.ID, Participant: p.Participant, Start: p.Start, Finish: p.Finish, Result: p.Result})
	}
	return err
}

func (r *historyReader) addAssignments(ctx context.Context) error {
	rows, err := standing[struct {
		revisionOf
		Team, Supervisor skapa.ID
		Since            skapa.Date
	}](ctx, r.tables, "SELECT rev, id, participant, deleted, team, supervisor, since FROM assignment WHERE participant = ?")
	for _, a := range rows {
		h := r.of[a.Participant]
		h.Assignments = append(h.Assignments, skapa.Assignment{
			ID: a.ID, Participant: a.Participant, Team: r.roots.of(a.Team), Supervisor: r.roots.of(a.Supervisor), Since: a.Since,
		})
	}
	return err
}

func (r *historyReader) addPauses(ctx context.Context) error {
	all, err := r.pauses(ctx)
	for _, p := range all {
		h := r.of[p.Participant]
		h.Pauses = append(h.Pauses, p)
	}
	return err
}

func (r *historyReader) addParticipations(ctx context.Context) error {
	all, err := r.participations(ctx)
	for _, p := range all {
		h := r.of[p.Participant]
		h.Participations = append(h.Participations, p)
	}
	return err
}

func (r *historyReader) addFollowUps(ctx context.Context) error {
	all, err := r.followUps(ctx)
	for _, u := range all {
		h := r.of[u.Participant]
		h.FollowUps = append(h.FollowUps, u)
	}
	return err
}

func (r *historyReader) addRatings(ctx context.Context) error {
	rows, err := r.assessments(ctx)
	if err != nil {
		return err
	}
	answers, err := r.answersOf(ctx, rows)
	if err != nil {
		return err
	}
	for _, row := range rows {
		h := r.of[row.Participant]
		h.Ratings = append(h.Ratings, row.assessment(answers[row.Rev]))
	}
	return nil
}

func (r *historyReader) answersOf(ctx context.Context, rows []assessmentRow) (map[skapa.ID]map[string]skapa.Step, error) {
	if r.only.IsZero() {
		return r.allAnswers(ctx)
	}
	return r.answers(ctx, rows)
}
