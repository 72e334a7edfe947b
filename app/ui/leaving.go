package ui

import (
	"context"
	"slices"

	"framsteg/app/ui/leaving"
	"framsteg/store/skapa"
)

// The forms of leaving, as whereabouts name them.
const (
	onPause    = "pause form"
	onExit     = "exit form"
	onReentry  = "re-entry form"
	onFollowUp = "follow-up form"
)

// showPause opens the form of a pause, new where it has no ID.
func (s *shell) showPause(p skapa.Participant, pause skapa.Pause) {
	s.showLeaving(onPause, p, pause.ID, func() (*leaving.Form, error) { return leaving.NewPause(s.deps(), p, pause), nil })
}

// showExit opens the form of the exit of the latest period.
func (s *shell) showExit(p skapa.Participant) { s.showExitOf(p, skapa.ID{}) }

// showExitOf opens the form of the exit of a period; of the latest one where there
// is none with that id.
func (s *shell) showExitOf(p skapa.Participant, period skapa.ID) {
	s.showLeaving(onExit, p, period, func() (*leaving.Form, error) { return leaving.NewExit(s.deps(), p, period) })
}

// askReentry opens the form that begins a new period.
func (s *shell) askReentry(p skapa.Participant) { s.showReentry(p, skapa.Period{}) }

// showReentry opens the form of a re-entry, new where the period has no ID.
func (s *shell) showReentry(p skapa.Participant, period skapa.Period) {
	s.showLeaving(onReentry, p, period.ID, func() (*leaving.Form, error) { return leaving.NewReentry(s.deps(), p, period) })
}

// showFollowUp opens the form of a follow-up, new where it has no ID.
func (s *shell) showFollowUp(p skapa.Participant, followUp skapa.FollowUp) {
	s.showLeaving(onFollowUp, p, followUp.ID, func() (*leaving.Form, error) { return leaving.NewFollowUp(s.deps(), p, followUp) })
}

func (s *shell) showLeaving(page string, p skapa.Participant, item skapa.ID, form func() (*leaving.Form, error)) {
	back := func() { s.showParticipant(p.ID) }
	s.visit(whereabouts{Page: page, Participant: p.ID, Item: item}, func() {
		f, err := form()
		if err != nil {
			s.report(err)
			return
		}
		s.refill(f)
		f.OnBack = s.back
		f.OnSaved = func(said string) {
			s.rail.tell(said)
			back()
		}
		s.show(f, false, back)
	})
}

// showLeavingAt shows a form of leaving as it was left, unless what it is about is
// gone.
func (s *shell) showLeavingAt(ctx context.Context, p skapa.Participant, at whereabouts) bool {
	switch at.Page {
	case onPause:
		all, err := s.store.Pauses(ctx, p.ID)
		pause, found := byID(all, at.Item, func(x skapa.Pause) skapa.ID { return x.ID })
		if err != nil || !found && !at.Item.IsZero() {
			return false
		}
		s.showPause(p, pause)
	case onExit:
		s.showExitOf(p, at.Item)
	case onReentry:
		all, err := s.store.Periods(ctx, p.ID)
		period, found := byID(all, at.Item, func(x skapa.Period) skapa.ID { return x.ID })
		if err != nil || found == at.Item.IsZero() || !found && p.Active() {
			return false
		}
		s.showReentry(p, period)
	case onFollowUp:
		all, err := s.store.FollowUps(ctx, p.ID)
		u, found := byID(all, at.Item, func(x skapa.FollowUp) skapa.ID { return x.ID })
		if at.Item.IsZero() && err == nil {
			u, err = leaving.KeptFollowUp(at.Form)
			found = true
		}
		if err != nil || !found {
			return false
		}
		s.showFollowUp(p, u)
	default:
		return false
	}
	return true
}

// byID gives the one of an id.
func byID[T any](all []T, id skapa.ID, of func(T) skapa.ID) (one T, found bool) {
	i := slices.IndexFunc(all, func(x T) bool { return of(x) == id })
	if i < 0 {
		return one, false
	}
	return all[i], true
}
