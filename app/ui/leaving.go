package ui

import (
	"context"

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
func (s *shell) showPause(p skapa.Participant, pause skapa.Pause, from origin) {
	s.showLeaving(onPause, p, pause.ID, from, func() (*leaving.Form, error) { return leaving.NewPause(s.deps(), p, pause), nil })
}

// showExit opens the form of the exit of the latest period.
func (s *shell) showExit(p skapa.Participant) { s.showExitOf(p, skapa.ID{}) }

// showExitOf opens the form of the exit of a period; of the latest one where there
// is none with that id.
func (s *shell) showExitOf(p skapa.Participant, period skapa.ID) {
	s.showLeaving(onExit, p, period, origin{}, func() (*leaving.Form, error) { return leaving.NewExit(s.deps(), p, period) })
}

// askReentry opens the form that begins a new period.
func (s *shell) askReentry(p skapa.Participant) { s.showReentry(p, skapa.Period{}) }

// showReentry opens the form of a re-entry, new where the period has no ID.
func (s *shell) showReentry(p skapa.Participant, period skapa.Period) {
	s.showLeaving(onReentry, p, period.ID, origin{}, func() (*leaving.Form, error) { return leaving.NewReentry(s.deps(), p, period) })
}

// showFollowUp opens the form of a follow-up, new where it has no ID.
func (s *shell) showFollowUp(p skapa.Participant, followUp skapa.FollowUp, from origin) {
	s.showLeaving(onFollowUp, p, followUp.ID, from, func() (*leaving.Form, error) { return leaving.NewFollowUp(s.deps(), p, followUp) })
}

func (s *shell) showLeaving(page string, p skapa.Participant, item skapa.ID, from origin, form func() (*leaving.Form, error)) {
	back := s.after(p.ID, from)
	s.visit(whereabouts{Page: page, Participant: p.ID, Item: item, From: from}, func() {
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

// showLeavingAt shows a form of leaving as it was left.
func (s *shell) showLeavingAt(ctx context.Context, p skapa.Participant, at whereabouts) error {
	isNew := at.Item.IsZero()
	switch at.Page {
	case onPause:
		var pause skapa.Pause
		if !isNew {
			var err error
			if pause, err = s.pause(ctx, p.ID, at.Item); err != nil {
				return err
			}
		}
		s.showPause(p, pause, at.From)
	case onExit:
		s.showExitOf(p, at.Item)
	case onReentry:
		if isNew && p.Active() {
			return errGone
		}
		var period skapa.Period
		if !isNew {
			var err error
			if period, err = s.period(ctx, p.ID, at.Item); err != nil {
				return err
			}
		}
		s.showReentry(p, period)
	case onFollowUp:
		u, err := leaving.KeptFollowUp(at.Form)
		if !isNew {
			u, err = s.followUp(ctx, p.ID, at.Item)
		}
		if err != nil {
			return err
		}
		s.showFollowUp(p, u, at.From)
	}
	return nil
}
