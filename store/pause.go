package store

import (
	"context"

	"framsteg/store/skapa"
)

// Pauses gives when a participant was or will be away, by the first day.
func (s *Store) Pauses(ctx context.Context, participant skapa.ID) ([]skapa.Pause, error) {
	var all []skapa.Pause
	err := s.list(ctx, &all, `SELECT id, participant, start AS "from", finish AS "to", reason FROM pause_now
		WHERE participant = ? ORDER BY start, id`, participant)
	return all, err
}

// SavePause writes a pause; a zero ID makes a new one. It refuses one that meets
// another of the participant (error.pause.overlaps). Problem error.pause.gone when
// the id is that of another participant's.
func (s *Store) SavePause(ctx context.Context, p skapa.Pause) (skapa.Pause, error) {
	err := s.write(ctx, func(ctx context.Context, w *writer) error {
		who, err := s.subject(ctx, p.Participant)
		if err != nil {
			return err
		}
		if err := p.Validate(who.Start).Err(); err != nil {
			return err
		}
		if err := s.checkPause(ctx, p); err != nil {
			return err
		}
		if err := w.identify(ctx, pauses, &p.ID, p.Participant, "error.pause.gone"); err != nil {
			return err
		}
		w.names("pause", who.Code, p.ID, who.ID)
		return w.putPause(ctx, p)
	})
	return p, err
}

func (w *writer) putPause(ctx context.Context, p skapa.Pause) error {
	_, err := w.put(ctx, row{
		kind: pauses, id: p.ID, participant: p.Participant,
		values: []any{p.Participant, p.From, p.To, p.Reason},
	})
	return err
}

// checkPause refuses a pause that meets another of the participant.
func (s *Store) checkPause(ctx context.Context, p skapa.Pause) error {
	others, err := s.Pauses(ctx, p.Participant)
	for _, o := range others {
		if o.ID != p.ID && (o.On(p.From) || p.On(o.From)) {
			return &skapa.Problem{Key: "error.pause.overlaps", Args: skapa.Args{"Date": o.From}}
		}
	}
	return err
}

// checkPauseBack is checkPause of one that stands, by its id.
func (s *Store) checkPauseBack(ctx context.Context, id, participant skapa.ID) error {
	all, err := s.Pauses(ctx, participant)
	for _, p := range all {
		if p.ID == id && err == nil {
			err = s.checkPause(ctx, p)
		}
	}
	return err
}

// DeletePause takes a pause away; its history stays. It does nothing when there is
// none with that id.
func (s *Store) DeletePause(ctx context.Context, id skapa.ID) error {
	return s.removeFrom(ctx, pauses, id)
}
