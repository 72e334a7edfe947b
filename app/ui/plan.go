package ui

import (
	"context"

	"framsteg/app/ui/meeting"
	"framsteg/app/ui/participant"
	"framsteg/app/ui/plan"
	"framsteg/store/skapa"
)

// showGoal opens the form of a goal, new where it has no ID.
func (s *shell) showGoal(p skapa.Participant, goal skapa.Goal, from origin) {
	in, err := s.store.NewestInstrument(context.Background())
	if err != nil {
		s.report(err)
		return
	}
	back := s.after(p.ID, from)
	s.visit(whereabouts{Page: onGoal, Participant: p.ID, Item: goal.ID, From: from}, func() {
		f, err := plan.NewForm(s.deps(), p, in, goal)
		if err != nil {
			s.report(err)
			return
		}
		s.refill(f)
		f.OnBack = s.back
		f.OnSaved = func() {
			s.rail.tell(s.words.T("goal.saved"))
			back()
		}
		s.show(f, false, back)
	})
}

// goalCommand gives what opens the form of a new goal, nil where nothing does.
func (s *shell) goalCommand() func() {
	if m, is := s.current.(*meeting.Page); is {
		if m.Stage() == meeting.Together {
			return m.AddGoal
		}
		return nil
	}
	return onPage(s, (*participant.Page).AddGoal)
}

// showGoalAt shows the form of a goal as it was left.
func (s *shell) showGoalAt(ctx context.Context, p skapa.Participant, at whereabouts) error {
	goal := skapa.Goal{Participant: p.ID, Since: s.store.Today()}
	if !at.Item.IsZero() {
		var err error
		if goal, err = s.goal(ctx, p.ID, at.Item); err != nil {
			return err
		}
	}
	s.showGoal(p, goal, at.From)
	return nil
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
