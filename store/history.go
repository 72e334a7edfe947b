package store

import (
	"context"
	"slices"
	"time"

	"framsteg/store/skapa"
)

// AssessmentRevision is an assessment as it was after one act.
type AssessmentRevision struct {
	skapa.Assessment
	At      time.Time
	Author  string // name of the supervisor who wrote
	Reason  string // empty for the first, and for one that undo wrote
	Deleted bool
}

// step is a revision of an assessment or of its comment.
type historyRow struct {
	rated
	At        int64
	Author    skapa.ID
	Name      string
	Reason    string
	Deleted   bool
	IsComment bool
}

// AssessmentHistory gives every state that an assessment had, the newest
// first. A rating and its comment that were written together are one state.
func (s *Store) AssessmentHistory(ctx context.Context, id skapa.ID) ([]AssessmentRevision, error) {
	ctx, release := s.hold(ctx)
	defer release()
	var rows []historyRow
	err := s.list(ctx, &rows, `SELECT r.*, coalesce(p.name, '') AS name, coalesce(w.text, '') AS reason FROM (
			SELECT rev, id, participant, date, rater, instrument AS "instrument.name", number AS "instrument.number",
				'' AS comment, at, author, deleted, 0 AS is_comment FROM assessment WHERE id = ?1
			UNION ALL SELECT rev, id, participant, NULL, '', '', 0, text, at, author, deleted, 1 FROM comment WHERE id = ?1) r
		LEFT JOIN supervisor_now p ON p.id = r.author
		LEFT JOIN reason w ON w.rev = r.rev
		ORDER BY r.at, r.is_comment, r.rev`, id)
	if err != nil {
		return nil, err
	}
	var states []AssessmentRevision
	for i, r := range rows {
		state := AssessmentRevision{At: time.UnixMilli(r.At), Author: r.Name, Reason: r.Reason}
		if len(states) > 0 {
			last := states[len(states)-1]
			state.Assessment, state.Deleted = last.Assessment, last.Deleted
			if r.IsComment && r.At == rows[i-1].At && r.Author == rows[i-1].Author {
				state.Reason = last.Reason + r.Reason // the act gave it to one of the two
				states = states[:len(states)-1]
			}
		}
		if r.IsComment {
			state.Comment = r.Comment
		} else {
			comment := state.Comment
			answers, err := s.answers(ctx, r.Rev)
			if err != nil {
				return nil, err
			}
			state.Assessment, state.Deleted = r.assessment(answers), r.Deleted
			state.Comment = comment
		}
		states = append(states, state)
	}
	slices.Reverse(states)
	return states, nil
}

// Corrected gives the assessments of a participant that were not always as
// they are now.
func (s *Store) Corrected(ctx context.Context, participant skapa.ID) (map[skapa.ID]bool, error) {
	var ids []skapa.ID
	err := s.list(ctx, &ids, `SELECT id FROM assessment WHERE participant = ?1 GROUP BY id HAVING count(*) > 1
		UNION SELECT id FROM comment WHERE participant = ?1 GROUP BY id HAVING count(*) > 1`, participant)
	corrected := map[skapa.ID]bool{}
	for _, id := range ids {
		corrected[id] = true
	}
	return corrected, err
}
