package store

import (
	"context"
	"errors"

	"framsteg/store/skapa"
)

const selectParticipant = `SELECT p.id, p.code, coalesce(n.name, '') AS name, coalesce(p.birth_year, 0) AS birth_year,
		p.sex, p.municipality, p.referrer, p.target_group, p.start, coalesce(u.text, '') AS personnummer,
		(SELECT root FROM whose WHERE id = a.team) AS team, (SELECT root FROM whose WHERE id = a.supervisor) AS supervisor, a.since,
		iif(e.rev IS NULL OR e.id = p.id, p.start, e.start) AS entered, iif(e.rev IS NULL, p.finish, e.finish) AS finish
	FROM participant_now p
	LEFT JOIN identity_now n ON n.id = p.id
	LEFT JOIN personnummer_now u ON u.id = p.id` + joinAssignment + joinPeriod

// joinAssignment adds who follows the participant p now.
const joinAssignment = `
	LEFT JOIN assignment a ON a.rev = (SELECT rev FROM assignment_now
		WHERE participant = p.id ORDER BY since DESC, id DESC LIMIT 1)`

// joinPeriod adds the latest period of the participant p; the first, which has
// their id, comes before all others.
const joinPeriod = `
	LEFT JOIN period e ON e.rev = (SELECT rev FROM period_now
		WHERE participant = p.id ORDER BY id <> p.id DESC, start DESC, id DESC LIMIT 1)`

// Participant gives a participant with the name and who follows them now.
// Problem error.participant.gone when there is none with that id.
func (s *Store) Participant(ctx context.Context, id skapa.ID) (p skapa.Participant, err error) {
	found, err := s.get(ctx, &p, selectParticipant+" WHERE p.id = ?", id)
	if err == nil && !found {
		err = &skapa.Problem{Key: "error.participant.gone"}
	}
	return p, err
}

// Personnummers gives those that are recorded, by participant.
func (s *Store) Personnummers(ctx context.Context) (map[skapa.ID]string, error) {
	var rows []struct {
		ID   skapa.ID
		Text string
	}
	err := s.list(ctx, &rows, "SELECT id, text FROM personnummer_now")
	all := make(map[skapa.ID]string, len(rows))
	for _, r := range rows {
		all[r.ID] = r.Text
	}
	return all, err
}

// subject is what a write must know of the participant that it concerns.
type subject struct {
	ID    skapa.ID
	Code  string
	Start skapa.Date
}

// subject gives it; Problem error.participant.gone when there is none.
func (s *Store) subject(ctx context.Context, id skapa.ID) (who subject, err error) {
	found, err := s.get(ctx, &who, "SELECT id, code, start FROM participant_now WHERE id = ?", id)
	if err == nil && !found {
		err = &skapa.Problem{Key: "error.participant.gone"}
	}
	return who, err
}

// ParticipantByCode gives the participant that has a code, whatever the case
// of its letters; where nobody has it, the one who is joined with who had it. Problem
// error.code.unknown when there is none.
func (s *Store) ParticipantByCode(ctx context.Context, code string) (p skapa.Participant, err error) {
	found, err := s.get(ctx, &p, selectParticipant+" WHERE p.code_key = ? ORDER BY p.id", KeyOf(code))
	if err == nil && !found { // or whom they are joined with has it, or had it until then
		found, err = s.get(ctx, &p, selectParticipant+` WHERE p.id = (SELECT w.root FROM participant r JOIN whose w ON w.id = r.id
			WHERE r.code_key = ? AND w.root IN (SELECT root FROM whose WHERE id <> root) ORDER BY w.root)`, KeyOf(code))
	}
	if err == nil && !found {
		err = &skapa.Problem{Key: "error.code.unknown", Args: skapa.Args{"Code": code}}
	}
	return p, err
}

// SaveParticipant writes a participant; a zero ID makes a new one. It refuses
// a new code or personnummer that another has (error.code.used,
// error.personnummer.used), but not what stands twice already; and a start after the
// first assessment (error.start.afterAssessment) or after the exit of the first period
// (error.start.afterExit).
//
// Team, Supervisor and Since are the assignment that stands. With a Since
// after the one kept, another team or supervisor takes over; with the same or
// an earlier one the assignment kept is corrected. A supervisor kept from the
// start follows when the start moves. Entered and Finish are only read: SaveExit
// and Reenter change them.
func (s *Store) SaveParticipant(ctx context.Context, p skapa.Participant) (skapa.Participant, error) {
	p = p.Tidy()
	if number, err := skapa.ParsePersonnummer(p.Personnummer, s.Today()); err == nil { // else Validate refuses it
		p.Personnummer = number
	}
	err := s.write(ctx, func(ctx context.Context, w *writer) error {
		var old skapa.Participant
		var err error
		if p.ID.IsZero() {
			p.ID = s.newID()
		} else if old, err = s.Participant(ctx, p.ID); err != nil {
			return err
		}
		p.Since = followedSince(p, old)
		p.Entered, p.Finish = old.Entered, old.Finish
		if p.Entered == old.Start {
			p.Entered = p.Start
		}
		if err := p.Validate(s.Today()).Err(); err != nil {
			return err
		}
		if err := w.refuseUsed(ctx, p, old); err != nil {
			return err
		}
		if err := w.checkParticipant(ctx, p); err != nil {
			return err
		}
		w.names("participant", p.Code, p.ID, p.ID)
		if err := w.putParticipant(ctx, p); err != nil {
			return err
		}
		if err := w.putIdentity(ctx, p, old); err != nil {
			return err
		}
		if err := w.putPersonnummer(ctx, p.ID, p.Personnummer); err != nil {
			return err
		}
		return w.putAssignment(ctx, p)
	})
	return p, err
}

// followedSince gives when the assignment of p began, zero for none: on the
// start when nothing else was said, or when it began on the start before.
func followedSince(p, old skapa.Participant) skapa.Date {
	switch {
	case p.Team.IsZero() && p.Supervisor.IsZero() && old.Since.IsZero():
		return 0
	case p.Since.IsZero(), p.Since == old.Since && old.Since == old.Start:
		return p.Start
	}
	return p.Since
}

// putParticipant writes the core facts of p. The column of the finish is of files
// from before periods, and stays as it is.
func (w *writer) putParticipant(ctx context.Context, p skapa.Participant) error {
	var birthYear any // NULL when not recorded
	if p.BirthYear != 0 {
		birthYear = p.BirthYear
	}
	var finish skapa.Date
	if _, err := w.store.get(ctx, &finish, "SELECT finish FROM participant_now WHERE id = ?", p.ID); err != nil {
		return err
	}
	_, err := w.put(ctx, row{
		kind: participants, id: p.ID, participant: p.ID,
		values: []any{p.Code, KeyOf(p.Code), birthYear, p.Sex, p.Municipality, p.Referrer, p.TargetGroup, p.Start, finish},
	})
	return err
}

// refuseUsed refuses a code and a personnummer that another has, where p was something
// else before: who stands twice can be changed all the same.
func (w *writer) refuseUsed(ctx context.Context, p, was skapa.Participant) error {
	var one int
	if KeyOf(p.Code) != KeyOf(was.Code) {
		used, err := w.store.get(ctx, &one, "SELECT 1 FROM participant_now WHERE code_key = ? AND id <> ?", KeyOf(p.Code), p.ID)
		if err != nil {
			return err
		}
		if used {
			return &skapa.Problem{Key: "error.code.used", Args: skapa.Args{"Code": p.Code}}
		}
	}
	if p.Personnummer != "" && p.Personnummer != was.Personnummer {
		used, err := w.store.get(ctx, &one, `SELECT 1 FROM personnummer_now n WHERE text = ? AND id <> ?
			AND EXISTS (SELECT 1 FROM participant_now WHERE id = n.id)`, p.Personnummer, p.ID)
		if err != nil {
			return err
		}
		if used {
			return &skapa.Problem{Key: "error.personnummer.used"}
		}
	}
	return nil
}

// checkParticipant refuses what only the rest of the workspace tells wrong.
func (w *writer) checkParticipant(ctx context.Context, p skapa.Participant) error {
	s := w.store
	var first skapa.Date
	_, err := s.get(ctx, &first, "SELECT min(date) FROM assessment_now WHERE participant = ?", p.ID)
	if err != nil {
		return err
	}
	if !first.IsZero() && p.Start > first {
		return &skapa.Problem{Key: "error.start.afterAssessment", Args: skapa.Args{"Start": p.Start, "Date": first}}
	}
	all, err := s.Periods(ctx, p.ID) // of somebody new there are none
	if err != nil && !errors.Is(err, &skapa.Problem{Key: "error.participant.gone"}) {
		return err
	}
	if len(all) > 0 && !all[0].Finish.IsZero() && p.Start > all[0].Finish {
		return &skapa.Problem{Key: "error.start.afterExit", Args: skapa.Args{"Start": p.Start, "Date": all[0].Finish}}
	}
	if err := w.requires(ctx, teams, p.Team, "error.team.gone"); err != nil {
		return err
	}
	return w.requires(ctx, supervisors, p.Supervisor, "error.supervisor.gone")
}

func (w *writer) putIdentity(ctx context.Context, p, old skapa.Participant) error {
	if p.Name == "" && old.Name == "" {
		return nil
	}
	_, err := w.put(ctx, row{
		kind: identities, id: p.ID, participant: p.ID, deleted: p.Name == "",
		values: []any{p.Name},
	})
	return err
}

func (w *writer) putPersonnummer(ctx context.Context, participant skapa.ID, number string) error {
	var kept string
	found, err := w.store.get(ctx, &kept, "SELECT text FROM personnummer_now WHERE id = ?", participant)
	if err != nil || !found && number == "" {
		return err
	}
	_, err = w.put(ctx, row{
		kind: personnummers, id: participant, participant: participant, deleted: number == "",
		values: []any{number},
	})
	return err
}

// putAssignment writes who follows p from when, where that is not what stood.
func (w *writer) putAssignment(ctx context.Context, p skapa.Participant) error {
	kept, err := w.store.Followed(ctx, p.ID)
	if err != nil {
		return err
	}
	next := skapa.Assignment{Participant: p.ID, Team: p.Team, Supervisor: p.Supervisor, Since: p.Since}
	if len(kept) == 0 {
		if next.Team.IsZero() && next.Supervisor.IsZero() {
			return nil
		}
		next.ID = w.store.newID()
		return w.writeAssignment(ctx, next)
	}
	last := kept[len(kept)-1]
	handedOver := next.Team != last.Team || next.Supervisor != last.Supervisor
	if handedOver && next.Since > last.Since {
		next.ID = w.store.newID()
		return w.writeAssignment(ctx, next)
	}
	// After a merge two may have taken over on one day: what stands may be kept.
	if len(kept) > 1 && next.Since != last.Since && next.Since <= kept[len(kept)-2].Since {
		return &skapa.Problem{Key: "error.since.order", Args: skapa.Args{"Date": next.Since, "Since": kept[len(kept)-2].Since}}
	}
	next.ID = last.ID
	return w.writeAssignment(ctx, next)
}

func (w *writer) writeAssignment(ctx context.Context, a skapa.Assignment) error {
	_, err := w.put(ctx, row{
		kind: assignments, id: a.ID, participant: a.Participant,
		values: []any{a.Participant, a.Team, a.Supervisor, a.Since},
	})
	return err
}
