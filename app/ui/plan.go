package ui

import (
	"context"
	"slices"

	"framsteg/app/ui/participant"
	"framsteg/app/ui/plan"
	"framsteg/store/skapa"
)

// showGoal opens the form of a goal, new where it has no ID.
func (s *shell) showGoal(p skapa.Participant, goal skapa.Goal) {
	in, err := s.store.NewestInstrument(context.Background())
	if err != nil {
		s.report(err)
		return
	}
	s.visit(whereabouts{Page: onGoal, Participant: p.ID, Item: goal.ID}, func() {
		f, err := plan.NewForm(s.deps(), p, in, goal)
		if err != nil {
			s.report(err)
			return
		}
		s.refill(f)
		f.OnBack = s.back
		f.OnSaved = func() {
			s.rail.tell(s.words.T("goal.saved"))
			s.showParticipant(p.ID)
		}
		s.show(f, false, func() { s.showParticipant(p.ID) })
	})
}

// showGoalAt shows the form of a goal as it was left, unless the goal is gone.
func (s *shell) showGoalAt(ctx context.Context, p skapa.Participant, at whereabouts) bool {
	goal := skapa.Goal{Participant: p.ID, Since: s.store.Today()}
	if !at.Item.IsZero() {
		all, err := s.store.Goals(ctx, p.ID)
		i := slices.IndexFunc(all, func(g skapa.Goal) bool { return g.ID == at.Item })
		if err != nil || i < 0 {
			return false
		}
		goal = all[i]
	}
	s.showGoal(p, goal)
	return true
}

// onActive gives an act of a participant's page, nil where another page is
// shown or the participant has left.
func onActive(s *shell, act func(*participant.Page)) func() {
	if page, is := s.current.(*participant.Page); !is || !page.Participant().Active() {
		return nil
	}
	return onPage(s, act)
}

// onGone is onActive for a participant who has left.
func onGone(s *shell, act func(*participant.Page)) func() {
	if page, is := s.current.(*participant.Page); !is || page.Participant().Active() {
		return nil
	}
	return onPage(s, act)
}
