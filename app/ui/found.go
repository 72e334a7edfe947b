package ui

import (
	"context"
	"errors"
	"slices"

	"framsteg/store/skapa"
)

// errGone says that what is to be shown or corrected is there no more, by
// another's hand or an undo.
var errGone error = &skapa.Problem{Key: "error.history.gone"}

// gone tells whether an error says no more than that.
func gone(err error) bool {
	problem, is := errors.AsType[*skapa.Problem](err)
	return is && slices.Contains([]string{"error.history.gone", "error.participant.gone", "error.assessment.gone"}, problem.Key)
}

// reportFailure reports an error that says more than that something is gone.
func (s *shell) reportFailure(err error) {
	if err != nil && !gone(err) {
		s.report(err)
	}
}

// found gives the one of an id among all that were read, errGone when there is
// none.
func found[T any](all []T, err error, id skapa.ID, of func(T) skapa.ID) (one T, _ error) {
	if err != nil {
		return one, err
	}
	i := slices.IndexFunc(all, func(x T) bool { return of(x) == id })
	if i < 0 {
		return one, errGone
	}
	return all[i], nil
}

func (s *shell) activity(ctx context.Context, id skapa.ID) (skapa.Activity, error) {
	all, err := s.store.Activities(ctx)
	return found(all, err, id, func(a skapa.Activity) skapa.ID { return a.ID })
}

func (s *shell) goal(ctx context.Context, participant, id skapa.ID) (skapa.Goal, error) {
	all, err := s.store.Goals(ctx, participant)
	return found(all, err, id, func(g skapa.Goal) skapa.ID { return g.ID })
}

func (s *shell) participation(ctx context.Context, participant, id skapa.ID) (skapa.Participation, error) {
	all, err := s.store.Participations(ctx, participant)
	return found(all, err, id, func(p skapa.Participation) skapa.ID { return p.ID })
}

func (s *shell) pause(ctx context.Context, participant, id skapa.ID) (skapa.Pause, error) {
	all, err := s.store.Pauses(ctx, participant)
	return found(all, err, id, func(p skapa.Pause) skapa.ID { return p.ID })
}

func (s *shell) period(ctx context.Context, participant, id skapa.ID) (skapa.Period, error) {
	all, err := s.store.Periods(ctx, participant)
	return found(all, err, id, func(p skapa.Period) skapa.ID { return p.ID })
}

func (s *shell) followUp(ctx context.Context, participant, id skapa.ID) (skapa.FollowUp, error) {
	all, err := s.store.FollowUps(ctx, participant)
	return found(all, err, id, func(u skapa.FollowUp) skapa.ID { return u.ID })
}

// rating gives an assessment as it stands.
func (s *shell) rating(ctx context.Context, id skapa.ID) (skapa.Assessment, error) {
	history, err := s.store.AssessmentHistory(ctx, id)
	if err != nil {
		return skapa.Assessment{}, err
	}
	if history[0].Deleted {
		return skapa.Assessment{}, errGone
	}
	return history[0].Assessment, nil
}
