package store

import (
	"context"
	"slices"

	"framsteg/store/skapa"
)

// A draft is kept as it is typed, in one row that is replaced, so that a file
// can hold one that no form could show.

// checkDrafts refuses a draft that SaveDraft would, and one of nobody.
func (s *Store) checkDrafts(ctx context.Context) error {
	var lost skapa.ID
	found, err := s.get(ctx, &lost, `SELECT participant FROM draft WHERE participant NOT IN (SELECT id FROM participant) LIMIT 1`)
	if err != nil {
		return err
	}
	if found {
		return damaged(s.Path(), "a draft of %s, who is nobody", lost)
	}
	var rows []draftRow
	if err := s.list(ctx, &rows, selectDraft); err != nil {
		return err
	}
	for _, row := range rows {
		a, err := row.assessment()
		if err == nil {
			err = s.checkDraft(ctx, a)
		}
		if err != nil {
			return damaged(s.Path(), "a draft of %s: %w", row.Participant, err)
		}
	}
	return nil
}

// checkDraft refuses what is wrong even in an unfinished rating.
func (s *Store) checkDraft(ctx context.Context, a skapa.Assessment) error {
	in, err := s.Instrument(ctx, a.Instrument)
	if err != nil {
		return err
	}
	findings := slices.DeleteFunc(a.Validate(in, 0, skapa.LastDate), func(f skapa.Finding) bool {
		return f.Key == "error.required.date" || f.Field == "answers" // these may be missing yet
	})
	if err := findings.Err(); err != nil || a.ID.IsZero() {
		return err
	}
	var one int
	found, err := s.get(ctx, &one, `SELECT 1 FROM assessment WHERE id = ? AND rater = ?
		AND participant IN (SELECT id FROM whose WHERE root = (SELECT root FROM whose WHERE id = ?))`, a.ID, a.Rater, a.Participant)
	if err == nil && !found {
		err = &skapa.Problem{Key: "error.assessment.gone"}
	}
	return err
}
