package store

import (
	"context"
	"fmt"

	"framsteg/store/skapa"
)

// checked gives findings as the error of the revision rev.
func checked(kind string, rev skapa.ID, f skapa.Findings) error {
	if err := f.Err(); err != nil {
		return fmt.Errorf("store: %s %s: %w", kind, rev, err)
	}
	return nil
}

func (s *Store) checkStaff(ctx context.Context) error {
	var supervisors []struct {
		Rev skapa.ID
		skapa.Supervisor
	}
	if err := s.list(ctx, &supervisors, "SELECT rev, name FROM supervisor"); err != nil {
		return err
	}
	for _, p := range supervisors {
		if err := checked("supervisor", p.Rev, p.Supervisor.Validate()); err != nil {
			return err
		}
	}
	var teams []struct {
		Rev skapa.ID
		skapa.Team
	}
	if err := s.list(ctx, &teams, "SELECT rev, name FROM team"); err != nil {
		return err
	}
	for _, t := range teams {
		if err := checked("team", t.Rev, t.Team.Validate()); err != nil {
			return err
		}
	}
	var activities []struct {
		Rev skapa.ID
		skapa.Activity
	}
	if err := s.list(ctx, &activities, "SELECT rev, name, category FROM activity"); err != nil {
		return err
	}
	for _, a := range activities {
		if err := checked("activity", a.Rev, a.Activity.Validate()); err != nil {
			return err
		}
	}
	return nil
}

// checkTexts refuses a text that is not kept as the program keeps it: one that
// hides something, or that a search would not find.
func (s *Store) checkTexts(ctx context.Context) error {
	var texts []string
	err := s.list(ctx, &texts, `SELECT name FROM supervisor UNION SELECT name FROM team UNION SELECT name FROM activity
		UNION SELECT code FROM participant UNION SELECT municipality FROM participant UNION SELECT referrer FROM participant
		UNION SELECT target_group FROM participant UNION SELECT name FROM identity UNION SELECT text FROM comment
		UNION SELECT text FROM reason UNION SELECT comment FROM draft`)
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

// The days that something was entered on are not checked against: a clock may
// have been wrong, and a fact stays true. So today is the last day there is.

func (s *Store) checkParticipants(ctx context.Context) error {
	var revs []struct {
		Rev     skapa.ID
		CodeKey string
		skapa.Participant
	}
	err := s.list(ctx, &revs, `SELECT rev, code, code_key, coalesce(birth_year, 0) AS birth_year, sex,
		municipality, referrer, target_group, start, finish FROM participant`)
	if err != nil {
		return err
	}
	for _, r := range revs {
		if err := checked("participant", r.Rev, r.Participant.Validate(skapa.LastDate)); err != nil {
			return err
		}
		if r.CodeKey != key(r.Code) {
			return fmt.Errorf("store: participant %s: code key %q of another code", r.Rev, r.CodeKey)
		}
	}
	return nil
}

func (s *Store) checkParticipations(ctx context.Context) error {
	var revs []struct {
		Rev skapa.ID
		skapa.Participation
	}
	err := s.list(ctx, &revs, `SELECT rev, participant, activity, status, start, finish AS "end" FROM participation`)
	if err != nil {
		return err
	}
	for _, r := range revs {
		if err := checked("participation", r.Rev, r.Participation.Validate(skapa.LastDate)); err != nil {
			return err
		}
	}
	return nil
}

// checkAssessments reads all revisions with their answers, a participant's
// start as it is now where the revision stands.
func (s *Store) checkAssessments(ctx context.Context) error {
	instruments := map[skapa.Version]skapa.Instrument{}
	all, err := s.Instruments(ctx)
	if err != nil {
		return err
	}
	for _, in := range all {
		instruments[in.Version] = in
	}
	var revs []struct {
		rated
		Start skapa.Date
	}
	err = s.list(ctx, &revs, `SELECT a.rev, a.id, a.participant, a.date, a.rater, a.instrument AS "instrument.name",
			a.number AS "instrument.number", '' AS comment, p.start
		FROM assessment a LEFT JOIN assessment_now n ON n.rev = a.rev LEFT JOIN participant_now p ON p.id = n.participant ORDER BY a.rev`)
	if err != nil {
		return err
	}
	var answers []answer
	if err := s.list(ctx, &answers, "SELECT rev, item, step FROM answer ORDER BY rev"); err != nil {
		return err
	}
	for _, r := range revs {
		steps := map[string]skapa.Step{}
		for len(answers) > 0 && answers[0].Rev == r.Rev {
			steps[answers[0].Item] = answers[0].value()
			answers = answers[1:]
		}
		in := instruments[r.Instrument]
		if err := checked("assessment", r.Rev, r.assessment(steps).Validate(in, r.Start, skapa.LastDate)); err != nil {
			return err
		}
	}
	return nil
}
