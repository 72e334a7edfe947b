package store

import (
	"context"
	"encoding/json"
	"reflect"

	"framsteg/store/skapa"
)

const selectDraft = `SELECT participant, rater, assessment AS id, date, instrument AS "instrument.name",
	number AS "instrument.number", answers AS steps, comment, raising FROM draft`

// ofMeeting leaves out the drafts of corrections, which files of the first version
// can hold and no form shows any more.
const ofMeeting = " AND assessment IS NULL"

type draftRow struct {
	rated
	Steps string // JSON: step by item
}

func (r draftRow) assessment() (skapa.Assessment, error) {
	var answers map[string]skapa.Step
	err := json.Unmarshal([]byte(r.Steps), &answers)
	return r.rated.assessment(answers), err
}

// Draft gives the unfinished rating of a participant by a rater, and whether
// there is one.
func (s *Store) Draft(ctx context.Context, participant skapa.ID, r skapa.Rater) (skapa.Assessment, bool, error) {
	all, err := s.Drafts(ctx, participant)
	for _, a := range all {
		if a.Rater == r {
			return a, true, err
		}
	}
	return skapa.Assessment{}, false, err
}

// Drafts gives the unfinished ratings of a participant, their own first. Of those of
// whom is joined with them it gives one a rater: one written of who stands for both
// goes before.
func (s *Store) Drafts(ctx context.Context, participant skapa.ID) ([]skapa.Assessment, error) {
	var rows []draftRow
	if err := s.list(ctx, &rows, selectDraft+" WHERE participant IN "+joinedWith+ofMeeting+" ORDER BY rater, participant <> ?1, participant", participant); err != nil {
		return nil, err
	}
	var all []skapa.Assessment
	for _, row := range rows {
		if n := len(all); n > 0 && all[n-1].Rater == row.Rater {
			continue
		}
		a, err := row.assessment()
		if err != nil {
			return nil, err
		}
		a.Participant = participant
		all = append(all, a)
	}
	return all, nil
}

// SaveDraft keeps an unfinished rating, one a participant and rater. It may
// lack a date and answers. It is no fact, so it has no history and no undo.
// Problem error.assessment.gone when it corrects none of that participant and
// rater.
func (s *Store) SaveDraft(ctx context.Context, a skapa.Assessment) error {
	a.Comment, a.Raising = skapa.Tidy(a.Comment), skapa.Tidy(a.Raising)
	return s.write(ctx, func(ctx context.Context, w *writer) error {
		if _, err := s.subject(ctx, a.Participant); err != nil {
			return err
		}
		if err := s.checkDraft(ctx, a); err != nil {
			return err
		}
		old, found, err := s.Draft(ctx, a.Participant, a.Rater)
		if err != nil || found && reflect.DeepEqual(old, a) {
			return err
		}
		w.names("draft", "", a.ID, a.Participant)
		return w.putDraft(a)
	})
}

// putDraft keeps a draft instead of the one that stands.
func (w *writer) putDraft(a skapa.Assessment) error {
	steps, err := json.Marshal(a.Answers) // sorted by item
	if err != nil {
		return err
	}
	w.act.drafted = append(w.act.drafted, a.Participant)
	kept, err := w.draftedAs(a.Participant, a.Rater)
	if err != nil {
		return err
	}
	return w.exec(`INSERT INTO draft (participant, rater, assessment, date, instrument, number, answers, comment, raising, at)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (participant, rater) DO UPDATE SET assessment = excluded.assessment, date = excluded.date,
			instrument = excluded.instrument, number = excluded.number, answers = excluded.answers,
			comment = excluded.comment, raising = excluded.raising, at = excluded.at`,
		kept, a.Rater, a.ID, a.Date, a.Instrument.Name, a.Instrument.Number, string(steps), a.Comment, a.Raising, w.at)
}

// draftedAs gives of whom the draft is written that Draft gives of a participant, who
// may stand for others; of whom is asked for where there is none.
func (w *writer) draftedAs(participant skapa.ID, r skapa.Rater) (skapa.ID, error) {
	kept := participant
	_, err := w.store.get(w.ctx, &kept, "SELECT participant FROM draft WHERE participant IN "+joinedWith+
		" AND rater = ?2 ORDER BY assessment IS NOT NULL, participant <> ?1, participant", participant, r)
	return kept, err
}

// openDraft puts back a draft that an act removed, and tells whether it did: not
// where another stands.
func (w *writer) openDraft(ctx context.Context, a skapa.Assessment) (bool, error) {
	var one int
	found, err := w.store.get(ctx, &one, "SELECT 1 FROM draft WHERE participant IN "+joinedWith+" AND rater = ?2", a.Participant, a.Rater)
	if err != nil || found {
		return false, err
	}
	return true, w.putDraft(a)
}

// closeDraft removes the draft of a new rating, which an undo puts back as it was
// saved.
func (w *writer) closeDraft(ctx context.Context, a skapa.Assessment) error {
	a.ID = skapa.ID{}
	removed, err := w.removeDraft(ctx, a.Participant, a.Rater, a.ID)
	if removed {
		w.act.closed = append(w.act.closed, a)
	}
	return err
}

// DiscardDraft removes the unfinished rating of a participant by a rater, if
// there is one.
func (s *Store) DiscardDraft(ctx context.Context, participant skapa.ID, r skapa.Rater) error {
	return s.write(ctx, func(ctx context.Context, w *writer) error {
		draft, found, err := s.Draft(ctx, participant, r)
		if err != nil || !found {
			return err
		}
		w.names("draft", "", draft.ID, participant)
		return w.closeDraft(ctx, draft)
	})
}

// removeDraft removes a draft if it is that of a correction, or of a new rating
// for a zero id, and tells whether it was.
func (w *writer) removeDraft(ctx context.Context, participant skapa.ID, r skapa.Rater, corrects skapa.ID) (bool, error) {
	const which = "FROM draft WHERE participant = ? AND rater = ? AND assessment IS ?"
	kept, err := w.draftedAs(participant, r)
	if err != nil {
		return false, err
	}
	var one int
	found, err := w.store.get(ctx, &one, "SELECT 1 "+which, kept, r, corrects)
	if err != nil || !found {
		return false, err
	}
	w.act.drafted = append(w.act.drafted, participant)
	return true, w.exec("DELETE "+which, kept, r, corrects)
}

// discardDraftsOf removes the drafts that a thing takes with it when it goes:
// nobody could reach these any more, and they are personal.
func (w *writer) discardDraftsOf(k *kind, id skapa.ID) error {
	switch k {
	case participants:
		return w.exec("DELETE FROM draft WHERE participant = ?", id)
	case assessments:
		return w.exec("DELETE FROM draft WHERE assessment = ?", id)
	}
	return nil
}
