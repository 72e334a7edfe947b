package store

import (
	"context"
	"slices"

	"framsteg/store/skapa"
)

// draft is an unfinished new rating as it is kept.
type draft struct {
	Participant      skapa.ID
	Rater            skapa.Rater
	Date             skapa.Date
	Instrument       string
	Number           int
	Answers          string // JSON
	Comment, Raising string
	At               int64 // Unix ms
}

// drafts gives the unfinished new ratings of everybody.
func (s *Store) drafts(ctx context.Context) (all []draft, err error) {
	err = s.list(ctx, &all, "SELECT participant, rater, date, instrument, number, answers, comment, raising, at FROM draft WHERE assessment IS NULL")
	return all, err
}

// carryDrafts gives another state of this file, which is to take its place, the
// drafts as they are now where they are not as they were then: they are no facts,
// and nothing else would bring them back. Of whom is not there it has none.
func (s *Store) carryDrafts(ctx context.Context, then []draft, to *Store) error {
	now, err := s.drafts(ctx)
	if err != nil {
		return err
	}
	for _, old := range then {
		same := func(d draft) bool { return d.Participant == old.Participant && d.Rater == old.Rater }
		if slices.ContainsFunc(now, same) {
			continue
		}
		if err := to.run(ctx, "DELETE FROM draft WHERE participant = ? AND rater = ?", old.Participant, old.Rater); err != nil {
			return err
		}
	}
	for _, d := range now {
		if slices.Contains(then, d) {
			continue
		}
		if err := to.run(ctx, carryDraft, d.Participant, d.Rater, d.Date, d.Instrument, d.Number, d.Answers, d.Comment, d.Raising, d.At); err != nil {
			return err
		}
	}
	return nil
}

// carryDraft puts a draft in the place of another, where there are the one whom it
// is of and its questions.
const carryDraft = `INSERT INTO draft (participant, rater, date, instrument, number, answers, comment, raising, at)
	SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9 WHERE EXISTS (SELECT 1 FROM instrument WHERE name = ?4 AND number = ?5)
		AND (SELECT root FROM whose WHERE id = ?1) IN (SELECT id FROM participant_now)
	ON CONFLICT (participant, rater) DO UPDATE SET assessment = NULL, date = excluded.date, instrument = excluded.instrument,
		number = excluded.number, answers = excluded.answers, comment = excluded.comment, raising = excluded.raising, at = excluded.at`
