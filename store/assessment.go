package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"framsteg/store/skapa"
)

// selectAssessment gives assessments with their texts, without answers.
const selectAssessment = `SELECT a.rev, a.id, a.participant, a.date, a.rater,
		a.instrument AS "instrument.name", a.number AS "instrument.number", coalesce(c.text, '') AS comment, coalesce(r.text, '') AS raising
	FROM assessment_now a LEFT JOIN comment_now c ON c.id = a.id LEFT JOIN raising_now r ON r.id = a.id`

// rated is a row of selectAssessment.
type rated struct {
	Rev         skapa.ID
	ID          skapa.ID
	Participant skapa.ID
	Date        skapa.Date
	Rater       skapa.Rater
	Instrument  skapa.Version
	Comment     string
	Raising     string
}

func (r rated) assessment(answers map[string]skapa.Step) skapa.Assessment {
	return skapa.Assessment{
		ID: r.ID, Participant: r.Participant, Date: r.Date, Rater: r.Rater,
		Instrument: r.Instrument, Answers: answers, Comment: r.Comment, Raising: r.Raising,
	}
}

// Assessments gives the ratings of a participant by date, and of one date the
// participant's own first.
func (s *Store) Assessments(ctx context.Context, participant skapa.ID) ([]skapa.Assessment, error) {
	ctx, release := s.hold(ctx)
	defer release()
	var rows []rated
	err := s.list(ctx, &rows, selectAssessment+" WHERE a.participant = ? ORDER BY a.date, a.rater, a.id", participant)
	if err != nil {
		return nil, err
	}
	var steps []answer
	err = s.list(ctx, &steps, `SELECT rev, item, step FROM answer
		WHERE rev IN (SELECT rev FROM assessment_now WHERE participant = ?)`, participant)
	if err != nil {
		return nil, err
	}
	answers := map[skapa.ID]map[string]skapa.Step{}
	for _, a := range steps {
		if answers[a.Rev] == nil {
			answers[a.Rev] = map[string]skapa.Step{}
		}
		answers[a.Rev][a.Item] = a.value()
	}
	var all []skapa.Assessment
	for _, r := range rows {
		all = append(all, r.assessment(answers[r.Rev]))
	}
	return all, nil
}

// assessment gives an assessment by its id, and whether there is one.
func (s *Store) assessment(ctx context.Context, id skapa.ID) (skapa.Assessment, bool, error) {
	ctx, release := s.hold(ctx)
	defer release()
	var r rated
	found, err := s.get(ctx, &r, selectAssessment+" WHERE a.id = ?", id)
	if err != nil || !found {
		return skapa.Assessment{}, false, err
	}
	answers, err := s.answers(ctx, r.Rev)
	return r.assessment(answers), true, err
}

// SaveAssessment writes a rating; a zero ID makes a new one and any other
// corrects the one that has it, which requires a reason
// (error.required.reason). It refuses a second rating by one rater on one day
// (error.ratedTwice), and removes the draft that it was: that of a new rating, or
// of this correction.
func (s *Store) SaveAssessment(ctx context.Context, a skapa.Assessment, reason string) (skapa.Assessment, error) {
	a.Comment, a.Raising, reason = skapa.Tidy(a.Comment), skapa.Tidy(a.Raising), skapa.Tidy(reason)
	a.Answers = maps.Clone(a.Answers)
	maps.DeleteFunc(a.Answers, func(_ string, step skapa.Step) bool { return step == skapa.NotAsked })
	err := s.write(ctx, func(ctx context.Context, w *writer) error {
		who, err := w.checkAssessment(ctx, a)
		if err != nil {
			return err
		}
		was, _, err := s.assessment(ctx, a.ID)
		if err != nil {
			return err
		}
		if a.Rater != was.Rater || a.Date != was.Date {
			if err := s.refuseRatedTwice(ctx, a); err != nil {
				return err
			}
		}
		corrects := a.ID
		if corrects.IsZero() {
			a.ID = s.newID()
		}
		w.names("assessment", who.Code, a.ID, who.ID)
		if !corrects.IsZero() {
			ctx = Because(ctx, reason)
		}
		revs, err := w.putAssessment(ctx, a)
		if err != nil {
			return err
		}
		if !corrects.IsZero() && len(revs) > 0 && reason == "" {
			return &skapa.Problem{Key: "error.required.reason"}
		}
		if corrects.IsZero() {
			return w.closeDraft(ctx, a)
		}
		_, err = w.removeDraft(ctx, a.Participant, a.Rater, corrects)
		return err
	})
	return a, err
}

// checkAssessment refuses a rating that the participant or the instrument tells
// wrong, and gives the participant.
func (w *writer) checkAssessment(ctx context.Context, a skapa.Assessment) (subject, error) {
	s := w.store
	who, err := s.subject(ctx, a.Participant)
	if err != nil {
		return who, err
	}
	in, err := s.Instrument(ctx, a.Instrument)
	if err != nil {
		return who, err
	}
	if err := a.Validate(in, who.Start, s.Today()).Err(); err != nil {
		return who, err
	}
	if !a.ID.IsZero() {
		old, found, err := s.assessment(ctx, a.ID)
		if err != nil {
			return who, err
		}
		if !found || old.Participant != a.Participant {
			return who, &skapa.Problem{Key: "error.assessment.gone"}
		}
	}
	return who, nil
}

// refuseRatedTwice refuses a second rating by one rater on one day, where that is new:
// of two that stand after a merge or a joining each can be corrected.
func (s *Store) refuseRatedTwice(ctx context.Context, a skapa.Assessment) error {
	var other skapa.ID
	_, err := s.get(ctx, &other, `SELECT id FROM assessment_now
		WHERE participant = ? AND rater = ? AND date = ? AND id IS NOT ?`, a.Participant, a.Rater, a.Date, a.ID)
	if err == nil && !other.IsZero() {
		err = &skapa.Problem{Key: "error.ratedTwice", Args: skapa.Args{"Date": a.Date}}
	}
	return err
}

// putAssessment writes the rating and its texts, and gives the revisions
// that this took.
func (w *writer) putAssessment(ctx context.Context, a skapa.Assessment) (revs []skapa.ID, err error) {
	rev, err := w.put(ctx, row{
		kind: assessments, id: a.ID, participant: a.Participant, answers: a.Answers,
		values: []any{a.Participant, a.Date, a.Rater, a.Instrument.Name, a.Instrument.Number},
	})
	if err != nil {
		return nil, err
	}
	if !rev.IsZero() {
		revs = append(revs, rev)
	}
	for _, beside := range []struct {
		kind *kind
		text string
	}{{comments, a.Comment}, {raisings, a.Raising}} {
		rev, err := w.putText(ctx, beside.kind, a.ID, a.Participant, beside.text)
		if err != nil {
			return revs, err
		}
		if !rev.IsZero() {
			revs = append(revs, rev)
		}
	}
	return revs, nil
}

// putText writes the text that stands beside a thing of a participant, or that
// there is none any more.
func (w *writer) putText(ctx context.Context, k *kind, id, participant skapa.ID, text string) (rev skapa.ID, err error) {
	var kept string
	found, err := w.store.get(ctx, &kept, fmt.Sprintf("SELECT text FROM %s_now WHERE id = ?", k.name), id)
	if err != nil || !found && text == "" {
		return rev, err
	}
	return w.put(ctx, row{kind: k, id: id, participant: participant, deleted: text == "", values: []any{participant, text}})
}

// DeleteAssessment takes a rating away, which requires a reason; its history
// stays. Problem error.assessment.gone when there is none with that id.
func (s *Store) DeleteAssessment(ctx context.Context, id skapa.ID, reason string) error {
	if reason = skapa.Tidy(reason); reason == "" {
		return &skapa.Problem{Key: "error.required.reason"}
	}
	return s.write(Because(ctx, reason), func(ctx context.Context, w *writer) error {
		a, found, err := s.assessment(ctx, id)
		if err != nil {
			return err
		}
		if !found {
			return &skapa.Problem{Key: "error.assessment.gone"}
		}
		who, err := s.subject(ctx, a.Participant)
		if err != nil {
			return err
		}
		w.names("assessment", who.Code, id, who.ID)
		_, err = w.remove(ctx, assessments, id, who.ID)
		return err
	})
}

// answer is one row of what an assessment answers; a refusal has no step.
type answer struct {
	Rev  skapa.ID
	Item string
	Step *int8
}

func (a answer) value() skapa.Step {
	if a.Step == nil {
		return skapa.Declined
	}
	return skapa.Step(*a.Step)
}

// answers gives what a revision of an assessment answers; nil for nothing.
func (s *Store) answers(ctx context.Context, rev skapa.ID) (map[string]skapa.Step, error) {
	var rows []answer
	err := s.list(ctx, &rows, "SELECT rev, item, step FROM answer WHERE rev = ?", rev)
	if len(rows) == 0 {
		return nil, err
	}
	answers := map[string]skapa.Step{}
	for _, a := range rows {
		answers[a.Item] = a.value()
	}
	return answers, err
}

// packed is what a revision answers in two texts, which are read much faster than a
// row an answer.
type packed struct {
	Rev          skapa.ID
	Items, Steps string
}

// packedSteps makes these texts in a query of answer a, grouped by revision. No item
// has what stands between them.
var packedSteps = fmt.Sprintf("group_concat(a.item, char(0)) AS items, group_concat(coalesce(a.step, %d), char(0)) AS steps", skapa.Declined)

// unpack gives the answers. Most revisions answer the same items: known keeps them
// apart, by the text that they are packed in.
func (p packed) unpack(known map[string][]string) (map[string]skapa.Step, error) {
	items := known[p.Items]
	if items == nil {
		items = strings.Split(p.Items, "\x00")
		known[p.Items] = items
	}
	steps, rest := make(map[string]skapa.Step, len(items)), p.Steps
	for _, item := range items {
		var one string
		one, rest, _ = strings.Cut(rest, "\x00")
		step, err := strconv.ParseInt(one, 10, 8)
		if err != nil {
			return nil, err
		}
		steps[item] = skapa.Step(step)
	}
	return steps, nil
}

func (w *writer) insertAnswers(rev skapa.ID, answers map[string]skapa.Step) error {
	if len(answers) == 0 {
		return nil
	}
	var args []any
	for _, item := range slices.Sorted(maps.Keys(answers)) {
		var value any // NULL when declined
		if answers[item] != skapa.Declined {
			value = int64(answers[item])
		}
		args = append(args, rev, item, value)
	}
	marks := strings.TrimSuffix(strings.Repeat("(?, ?, ?), ", len(answers)), ", ")
	return w.exec(fmt.Sprintf("INSERT INTO answer (rev, item, step) VALUES %s", marks), args...)
}
