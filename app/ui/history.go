package ui

import (
	"context"

	"framsteg/store/skapa"
)

// formOf is the form that corrects a thing that the history tells of, by its kind.
var formOf = map[string]string{
	"participant": onEdit, "assignment": onEdit, "assessment": onRating, "participation": onParticipation, "goal": onGoal,
	"pause": onPause, "period": onExit, "followup": onFollowUp,
}

// correct opens the form of a thing that the history tells of.
func (s *shell) correct(p skapa.Participant, kind string, id skapa.ID) {
	ctx := context.Background()
	at := whereabouts{Page: formOf[kind], Participant: p.ID, Item: id}
	if kind == "period" {
		period, err := s.period(ctx, p.ID, id)
		if err != nil {
			s.report(err)
			return
		}
		if period.Finish.IsZero() {
			at.Page = onReentry
		}
	}
	if err := s.showPageOf(ctx, p, at); err != nil {
		s.report(err)
	}
}
