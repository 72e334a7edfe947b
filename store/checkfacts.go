package store

import (
	"context"
	"errors"
	"fmt"

	"framsteg/store/skapa"
)

// The days that something was entered on are not checked against: a clock may
// have been wrong, and a fact stays true. So today is the last day there is. Nor
// are the facts of one person against those of another: two who did not see each
// other may have moved a start and rated before it, or paused twice.

// checkEach refuses the first revision of a kind that breaks a rule.
func checkEach[T any](ctx context.Context, s *Store, k *kind, query string, check func(T) (rev skapa.ID, f skapa.Findings)) error {
	var all []T
	if err := s.list(ctx, &all, query); err != nil {
		return err
	}
	for _, one := range all {
		rev, findings := check(one)
		if err := findings.Err(); err != nil {
			return fmt.Errorf("store: %s %s: %w", k.name, rev, err)
		}
	}
	return nil
}

func (s *Store) checkStaff(ctx context.Context) error {
	type named struct {
		Rev skapa.ID
		skapa.Team
	}
	name := func(n named) (skapa.ID, skapa.Findings) { return n.Rev, n.Validate() }
	for _, k := range []*kind{supervisors, teams} { // both have only a name
		if err := checkEach(ctx, s, k, "SELECT rev, name FROM "+k.name, name); err != nil {
			return err
		}
	}
	type activity struct {
		Rev skapa.ID
		skapa.Activity
	}
	err := checkEach(ctx, s, activities, "SELECT rev, name, category, provider, municipality, serves, setting FROM activity",
		func(a activity) (skapa.ID, skapa.Findings) { return a.Rev, a.Validate() })
	if err != nil {
		return err
	}
	type rhythm struct {
		Rev skapa.ID
		skapa.Rhythm
	}
	err = checkEach(ctx, s, rhythms, "SELECT rev, days, margin FROM rhythm",
		func(r rhythm) (skapa.ID, skapa.Findings) { return r.Rev, r.Validate() })
	if err != nil {
		return err
	}
	type plan struct {
		Rev    skapa.ID
		Number int
	}
	return checkEach(ctx, s, places, "SELECT rev, number FROM places",
		func(p plan) (skapa.ID, skapa.Findings) { return p.Rev, skapa.ValidatePlaces(p.Number) })
}

// checkTexts refuses a text that is not kept as the program keeps it: one that
// hides something, or that a search would not find.
func (s *Store) checkTexts(ctx context.Context) error {
	var texts []string
	err := s.list(ctx, &texts, `SELECT name FROM supervisor UNION SELECT name FROM team UNION SELECT name FROM activity
		UNION SELECT provider FROM activity UNION SELECT municipality FROM activity UNION SELECT text FROM contact
		UNION SELECT code FROM participant UNION SELECT municipality FROM participant UNION SELECT referrer FROM participant
		UNION SELECT target_group FROM participant UNION SELECT name FROM identity UNION SELECT text FROM comment
		UNION SELECT text FROM raising UNION SELECT text FROM wording UNION SELECT step FROM wording UNION SELECT who FROM wording
		UNION SELECT text FROM reason UNION SELECT comment FROM draft UNION SELECT raising FROM draft`)
	if err != nil {
		return err
	}
	for _, text := range texts {
		if skapa.Tidy(text) != text {
			return fmt.Errorf("store: a text of %d bytes that is not tidy", len(text)) // it may be personal
		}
	}
	return nil
}

func (s *Store) checkParticipants(ctx context.Context) error {
	type participant struct {
		Rev     skapa.ID
		CodeKey string
		skapa.Participant
	}
	var wrong error
	err := checkEach(ctx, s, participants, `SELECT rev, code, code_key, coalesce(birth_year, 0) AS birth_year, sex,
		municipality, referrer, target_group, start, finish FROM participant`,
		func(p participant) (skapa.ID, skapa.Findings) {
			if p.CodeKey != KeyOf(p.Code) {
				wrong = fmt.Errorf("store: participant %s: code key %q of another code", p.Rev, p.CodeKey)
			}
			return p.Rev, p.Validate(skapa.LastDate)
		})
	if err != nil || wrong != nil {
		return errors.Join(err, wrong)
	}
	var numbers []string
	if err := s.list(ctx, &numbers, "SELECT text FROM personnummer"); err != nil {
		return err
	}
	for _, number := range numbers {
		if kept, err := skapa.ParsePersonnummer(number, skapa.LastDate); err != nil || kept != number {
			return errors.New("store: a personnummer that is none") // it is personal
		}
	}
	return nil
}

func (s *Store) checkPeriods(ctx context.Context) error {
	type period struct {
		Rev skapa.ID
		skapa.Period
	}
	err := checkEach(ctx, s, periods, "SELECT rev, id, participant, start, finish, outcome, hours, support FROM period",
		func(p period) (skapa.ID, skapa.Findings) {
			if p.ID == p.Participant {
				p.Start = skapa.FirstDate // which the participant says
			}
			if p.Result == (skapa.Result{}) && !p.Finish.IsZero() {
				p.Outcome = skapa.OtherOutcome // from before outcomes were asked for, moved by a joining
			}
			return p.Rev, p.Validate(skapa.LastDate)
		})
	if err != nil {
		return err
	}
	type followUp struct {
		Rev skapa.ID
		skapa.FollowUp
	}
	err = checkEach(ctx, s, followUps, "SELECT rev, months, date, outcome, hours, support FROM followup",
		func(u followUp) (skapa.ID, skapa.Findings) { return u.Rev, u.Validate(skapa.FirstDate, skapa.LastDate) })
	if err != nil {
		return err
	}
	type pause struct {
		Rev skapa.ID
		skapa.Pause
	}
	return checkEach(ctx, s, pauses, `SELECT rev, start AS "from", finish AS "to", reason FROM pause`,
		func(p pause) (skapa.ID, skapa.Findings) { return p.Rev, p.Validate(skapa.FirstDate) })
}

func (s *Store) checkPlans(ctx context.Context) error {
	type participation struct {
		Rev skapa.ID
		skapa.Participation
	}
	err := checkEach(ctx, s, participations, `SELECT rev, participant, activity, status, start, finish AS "end", break FROM participation`,
		func(p participation) (skapa.ID, skapa.Findings) { return p.Rev, p.Validate(skapa.LastDate) })
	if err != nil {
		return err
	}
	type goal struct {
		Rev skapa.ID
		skapa.Goal
	}
	return checkEach(ctx, s, goals, `SELECT rev, area, since, due AS "by", done FROM goal`,
		func(g goal) (skapa.ID, skapa.Findings) {
			return g.Rev, g.ValidateFacts(skapa.FirstDate, skapa.LastDate)
		})
}

// checkAssessments reads all revisions with their answers.
func (s *Store) checkAssessments(ctx context.Context) error {
	instruments := map[skapa.Version]skapa.Instrument{}
	all, err := s.Instruments(ctx)
	if err != nil {
		return err
	}
	for _, in := range all {
		instruments[in.Version] = in
	}
	var answers []answer
	if err := s.list(ctx, &answers, "SELECT rev, item, step FROM answer ORDER BY rev"); err != nil {
		return err
	}
	return checkEach(ctx, s, assessments, `SELECT rev, id, participant, date, rater, instrument AS "instrument.name",
			number AS "instrument.number", '' AS comment FROM assessment ORDER BY rev`,
		func(r rated) (skapa.ID, skapa.Findings) {
			steps := map[string]skapa.Step{}
			for len(answers) > 0 && answers[0].Rev == r.Rev {
				steps[answers[0].Item] = answers[0].value()
				answers = answers[1:]
			}
			return r.Rev, r.assessment(steps).Validate(instruments[r.Instrument], skapa.FirstDate, skapa.LastDate)
		})
}
