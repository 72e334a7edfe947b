package store

import (
	"bytes"
	"cmp"
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

// historyRow is a revision of an assessment, or of a text beside it.
type historyRow struct {
	rated
	At      int64
	Device  skapa.ID
	Author  skapa.ID
	Name    string
	Reason  string
	Deleted bool
	Part    string // the kind of the text that it is, "" for the rating
}

// AssessmentHistory gives every state that an assessment had, a child before
// its parents, so that the first is the one that stands, whatever the clocks
// said; revisions that did not see each other are ordered by time. A rating and
// its texts that were written together are one state. Problem
// error.assessment.gone when there never was one with that id.
func (s *Store) AssessmentHistory(ctx context.Context, id skapa.ID) ([]AssessmentRevision, error) {
	ctx, release := s.hold(ctx)
	defer release()
	acts, err := s.history(ctx, id)
	if err != nil {
		return nil, err
	}
	var states []AssessmentRevision
	var state AssessmentRevision
	for _, rows := range acts {
		state.At, state.Author, state.Reason = time.UnixMilli(rows[0].At), rows[0].Name, ""
		for _, r := range rows {
			state.Reason = cmp.Or(state.Reason, r.Reason) // the act gave it to one of them, or to each
			switch r.Part {
			case comments.name:
				state.Comment = r.Comment
				continue
			case raisings.name:
				state.Raising = r.Raising
				continue
			}
			answers, err := s.answers(ctx, r.Rev)
			if err != nil {
				return nil, err
			}
			r.Comment, r.Raising = state.Comment, state.Raising
			state.Assessment, state.Deleted = r.assessment(answers), r.Deleted
		}
		states = append(states, state)
	}
	slices.Reverse(states)
	return states, nil
}

// history gives the revisions of an assessment and its texts, one to three an
// act, every parent before its children.
func (s *Store) history(ctx context.Context, id skapa.ID) ([][]historyRow, error) {
	var rows []historyRow
	err := s.list(ctx, &rows, `SELECT r.*, coalesce(p.name, '') AS name, coalesce(w.text, '') AS reason FROM (
			SELECT rev, id, (SELECT root FROM whose WHERE id = participant) AS participant, date, rater, instrument AS "instrument.name", number AS "instrument.number",
				'' AS comment, '' AS raising, at, device, author, deleted, '' AS part FROM assessment WHERE id = ?1
			UNION ALL SELECT rev, id, (SELECT root FROM whose WHERE id = participant), NULL, '', '', 0, iif(deleted, '', text), '', at, device, author, deleted, 'comment'
				FROM comment WHERE id = ?1
			UNION ALL SELECT rev, id, (SELECT root FROM whose WHERE id = participant), NULL, '', '', 0, '', iif(deleted, '', text), at, device, author, deleted, 'raising'
				FROM raising WHERE id = ?1) r
		LEFT JOIN supervisor_now p ON p.id = (SELECT root FROM whose WHERE id = r.author)
		LEFT JOIN reason w ON w.rev = r.rev
		ORDER BY r.rev`, id)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(rows, func(r historyRow) bool { return r.Part == "" }) {
		return nil, &skapa.Problem{Key: "error.assessment.gone"}
	}
	parents, err := s.parents(ctx, id, rows)
	return inOrder(together(rows), parents), err
}

// parents gives what each of the revisions of an assessment and its texts,
// sorted by rev, must come after: those that it saw, and for the head that
// stands, the largest, the other heads.
func (s *Store) parents(ctx context.Context, id skapa.ID, rows []historyRow) (map[skapa.ID][]skapa.ID, error) {
	var links []struct{ Parent, Child skapa.ID }
	err := s.list(ctx, &links, `SELECT parent, child FROM supersedes WHERE child IN
		(SELECT rev FROM assessment WHERE id = ?1 UNION ALL SELECT rev FROM comment WHERE id = ?1 UNION ALL SELECT rev FROM raising WHERE id = ?1)`, id)
	parents := map[skapa.ID][]skapa.ID{}
	superseded := map[skapa.ID]bool{}
	for _, l := range links {
		parents[l.Child] = append(parents[l.Child], l.Parent)
		superseded[l.Parent] = true
	}
	heads := map[string][]skapa.ID{} // of the rating and of each text, the one that stands last
	for _, deleted := range []bool{true, false} {
		for _, r := range rows {
			if r.Deleted == deleted && !superseded[r.Rev] {
				heads[r.Part] = append(heads[r.Part], r.Rev)
			}
		}
	}
	for _, revs := range heads {
		standing := revs[len(revs)-1]
		parents[standing] = append(parents[standing], revs[:len(revs)-1]...)
	}
	return parents, err
}

// together gives revisions, sorted by rev, as those of each act: nothing else is
// between them, and each is of another part.
func together(rows []historyRow) (acts [][]historyRow) {
	for len(rows) > 0 {
		first, n := rows[0], 1
		for n < len(rows) && rows[n].At == first.At && rows[n].Device == first.Device && rows[n].Author == first.Author &&
			!slices.ContainsFunc(rows[:n], func(r historyRow) bool { return r.Part == rows[n].Part }) {
			n++
		}
		acts, rows = append(acts, rows[:n:n]), rows[n:]
	}
	return acts
}

// inOrder sorts acts by time, but a rating first and every act after all its
// parents.
func inOrder(acts [][]historyRow, parents map[skapa.ID][]skapa.ID) (sorted [][]historyRow) {
	slices.SortStableFunc(acts, func(a, b []historyRow) int {
		return cmp.Or(cmp.Compare(a[0].At, b[0].At), bytes.Compare(a[0].Rev[:], b[0].Rev[:]))
	})
	waits := map[skapa.ID]bool{}
	for _, r := range slices.Concat(acts...) {
		waits[r.Rev] = true
	}
	ready := func(act []historyRow) bool {
		if len(sorted) == 0 && !slices.ContainsFunc(act, func(r historyRow) bool { return r.Part == "" }) {
			return false
		}
		return !slices.ContainsFunc(act, func(r historyRow) bool {
			return slices.ContainsFunc(parents[r.Rev], func(p skapa.ID) bool { return waits[p] })
		})
	}
	for len(acts) > 0 {
		next := max(slices.IndexFunc(acts, ready), 0) // of a circle, which nobody writes, the oldest
		for _, r := range acts[next] {
			delete(waits, r.Rev)
		}
		sorted = append(sorted, acts[next])
		acts = slices.Delete(acts, next, next+1)
	}
	return sorted
}

// Corrected gives the assessments of a participant that were not always as
// they are now.
func (s *Store) Corrected(ctx context.Context, participant skapa.ID) (map[skapa.ID]bool, error) {
	var ids []skapa.ID
	err := s.list(ctx, &ids, `WITH own AS (SELECT id FROM whose WHERE root = ?)
		SELECT id FROM (SELECT id, at, 'rating' AS part FROM assessment WHERE participant IN own
			UNION ALL SELECT id, at, 'comment' FROM comment WHERE participant IN own
			UNION ALL SELECT id, at, 'raising' FROM raising WHERE participant IN own)
		GROUP BY id HAVING count(DISTINCT at) > 1 OR count(*) > count(DISTINCT part)`, participant)
	corrected := map[skapa.ID]bool{}
	for _, id := range ids {
		corrected[id] = true
	}
	return corrected, err
}
