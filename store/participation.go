package store

import (
	"bytes"
	"context"
	"errors"
	"slices"

	"framsteg/store/skapa"
)

// notOver is the condition of a participation that is under way, or will be.
const notOver = "status IN ('planned', 'ongoing')"

const selectParticipation = `SELECT p.id, p.participant, p.activity, p.status, p.start, p.finish AS "end", p.break`

// Participations gives what a participant takes part in, by start.
func (s *Store) Participations(ctx context.Context, participant skapa.ID) ([]skapa.Participation, error) {
	var all []skapa.Participation
	err := s.list(ctx, &all, selectParticipation+" FROM participation_now p WHERE p.participant = ? ORDER BY p.start, p.id", participant)
	return all, err
}

// ParticipationsNamed gives the same as Participations, with what the
// activities are called.
func (s *Store) ParticipationsNamed(ctx context.Context, participant skapa.ID) ([]skapa.NamedParticipation, error) {
	var all []skapa.NamedParticipation
	err := s.list(ctx, &all, selectParticipation+`, coalesce(a.name, '') AS name, coalesce(a.category, '') AS category
		FROM participation_now p LEFT JOIN activity_now a ON a.id = p.activity
		WHERE p.participant = ? ORDER BY p.start, p.id`, participant)
	return all, err
}

// ParticipationsIn gives who takes part in an activity, by start.
func (s *Store) ParticipationsIn(ctx context.Context, activity skapa.ID) ([]skapa.Participation, error) {
	var all []skapa.Participation
	err := s.list(ctx, &all, selectParticipation+" FROM participation_now p WHERE p.activity = ? ORDER BY p.start, p.id", activity)
	return all, err
}

// Taking says how many participations in an activity are ongoing and planned.
type Taking struct{ Ongoing, Planned int }

// TakingPart gives how many take part in each activity or will; one without any
// is left out.
func (s *Store) TakingPart(ctx context.Context) (map[skapa.ID]Taking, error) {
	var all []struct {
		Activity skapa.ID
		Taking
	}
	err := s.list(ctx, &all, `SELECT activity, count(*) FILTER (WHERE status = 'ongoing') AS ongoing, count(*) FILTER (WHERE status = 'planned') AS planned
		FROM participation_now WHERE `+notOver+" GROUP BY activity")
	many := make(map[skapa.ID]Taking, len(all))
	for _, one := range all {
		many[one.Activity] = one.Taking
	}
	return many, err
}

// SaveParticipation writes a participation; a zero ID makes a new one. Problem
// error.participation.gone when the id is that of another participant's.
func (s *Store) SaveParticipation(ctx context.Context, p skapa.Participation) (skapa.Participation, error) {
	err := s.write(ctx, func(ctx context.Context, w *writer) error {
		if err := p.Validate(s.Today()).Err(); err != nil {
			return err
		}
		who, err := s.subject(ctx, p.Participant)
		if err != nil {
			return err
		}
		if err := w.requires(ctx, activities, p.Activity, "error.activity.gone"); err != nil {
			return err
		}
		if err := w.identify(ctx, participations, &p.ID, p.Participant, "error.participation.gone"); err != nil {
			return err
		}
		w.names("participation", who.Code, p.ID, who.ID)
		return w.putParticipation(ctx, p)
	})
	return p, err
}

func (w *writer) putParticipation(ctx context.Context, p skapa.Participation) error {
	_, err := w.put(ctx, row{
		kind: participations, id: p.ID, participant: p.Participant,
		values: []any{p.Participant, p.Activity, p.Status, p.Start, p.End, p.Break},
	})
	return err
}

// Enrol makes several participants take part in an activity as part says, in one
// act. Who has a participation in it that is not over stays as they are. It refuses
// a status that is none of skapa.EnrolStatuses. It gives how many are new.
func (s *Store) Enrol(ctx context.Context, who []skapa.ID, part skapa.Participation) (enrolled int, err error) {
	if !slices.Contains(skapa.EnrolStatuses, part.Status) {
		return 0, skapa.Findings{{Field: "status", Key: "error.status"}}.Err()
	}
	who = slices.Compact(slices.SortedFunc(slices.Values(who), func(a, b skapa.ID) int { return bytes.Compare(a[:], b[:]) }))
	err = s.write(ctx, func(ctx context.Context, w *writer) error {
		var name string
		if _, err := s.get(ctx, &name, "SELECT name FROM activity_now WHERE id = ?", part.Activity); err != nil {
			return err
		}
		for _, id := range who {
			var one int
			already, err := s.get(ctx, &one, "SELECT 1 FROM participation_now WHERE participant = ? AND activity = ? AND "+notOver, id, part.Activity)
			if err != nil {
				return err
			}
			if already {
				continue
			}
			part.ID, part.Participant = skapa.ID{}, id
			if _, err := s.SaveParticipation(ctx, part); err != nil {
				return err
			}
			enrolled++
		}
		if enrolled > 0 {
			w.names("enrol", name, part.Activity, skapa.ID{})
		}
		return nil
	})
	if err != nil && !errors.Is(err, ErrNotSaved) {
		return 0, err
	}
	return enrolled, err
}

// DeleteParticipation takes a participation away; its history stays. It does
// nothing when there is none with that id.
func (s *Store) DeleteParticipation(ctx context.Context, id skapa.ID) error {
	return s.removeFrom(ctx, participations, id)
}
