package ui

import (
	"context"

	"framsteg/store/skapa"
)

// correct opens the form of a thing that the history tells of.
func (s *shell) correct(p skapa.Participant, kind string, id skapa.ID) {
	ctx := context.Background()
	if !s.correctThing(ctx, p, kind, id) {
		s.report(&skapa.Problem{Key: "error.history.gone"})
	}
}

func (s *shell) correctThing(ctx context.Context, p skapa.Participant, kind string, id skapa.ID) bool {
	switch kind {
	case "participant", "assignment":
		return s.showPageOf(ctx, p, whereabouts{Page: onEdit, Participant: p.ID})
	case "assessment":
		history, err := s.store.AssessmentHistory(ctx, id)
		if err != nil || history[0].Deleted {
			return false
		}
		s.showForm(p, history[0].Assessment)
		return true
	case "participation":
		return s.showPageOf(ctx, p, whereabouts{Page: onParticipation, Participant: p.ID, Item: id})
	case "goal":
		all, err := s.store.Goals(ctx, p.ID)
		g, found := byID(all, id, func(g skapa.Goal) skapa.ID { return g.ID })
		if err != nil || !found {
			return false
		}
		s.showGoal(p, g)
		return true
	case "period":
		all, err := s.store.Periods(ctx, p.ID)
		period, found := byID(all, id, func(x skapa.Period) skapa.ID { return x.ID })
		if err != nil || !found {
			return false
		}
		if period.Finish.IsZero() {
			return s.showLeavingAt(ctx, p, whereabouts{Page: onReentry, Participant: p.ID, Item: id})
		}
	}
	page := map[string]string{"pause": onPause, "period": onExit, "followup": onFollowUp}[kind]
	return s.showLeavingAt(ctx, p, whereabouts{Page: page, Participant: p.ID, Item: id})
}
