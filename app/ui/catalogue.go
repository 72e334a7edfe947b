package ui

import (
	"context"

	"framsteg/app/ui/catalogue"
	"framsteg/app/ui/handover"
	"framsteg/app/ui/participant"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// The pages of activities and of handing over, as whereabouts name them, beside
// those that the rail leads to.
const (
	onEnrolment = "enrolment"
	onHandover  = "handover"
)

// showCatalogue shows the activities that there are.
func (s *shell) showCatalogue() {
	s.visit(whereabouts{Page: onCatalogue}, func() {
		p := catalogue.New(s.deps(), s.catalogue)
		p.OnOpen = s.showActivity
		p.OnNew = s.newActivity
		s.show(p, false, nil)
	})
}

func (s *shell) newActivity() { s.showActivity(skapa.Activity{}) }

// showActivity opens the form of an activity; one without an ID is new.
func (s *shell) showActivity(a skapa.Activity) {
	s.visit(whereabouts{Page: onActivity, Item: a.ID}, func() {
		f, err := catalogue.NewForm(s.deps(), a)
		if err != nil {
			s.report(err)
			return
		}
		s.refill(f)
		f.OnBack = s.back
		f.OnEnrol = s.enrol
		f.OnSaved = func(skapa.Activity) { s.leaveActivity("activities.saved") }
		f.OnDeleted = func() { s.leaveActivity("activities.deleted") }
		f.OnParticipant = func(id skapa.ID) {
			s.leave(func() {
				s.above = func() { s.goToActivity(a.ID) }
				s.showParticipant(id)
			})
		}
		s.show(f, false, s.showCatalogue)
	})
}

func (s *shell) leaveActivity(key string) {
	s.rail.tell(s.words.T(key))
	s.showCatalogue()
}

// goToActivity shows the form of an activity as it is now.
func (s *shell) goToActivity(id skapa.ID) { s.withActivity(id, s.showActivity) }

// withActivity shows something about an activity, or the activities where it is
// gone.
func (s *shell) withActivity(id skapa.ID, show func(skapa.Activity)) {
	a, err := s.activity(context.Background(), id)
	if err != nil {
		s.showCatalogue()
		s.reportFailure(err)
		return
	}
	show(a)
}

// enrol lets many take part in an activity.
func (s *shell) enrol(a skapa.Activity) {
	back := func() { s.goToActivity(a.ID) }
	s.visit(whereabouts{Page: onEnrolment, Item: a.ID}, func() {
		e, err := catalogue.NewEnrolment(s.deps(), a, s.prefs.author())
		if err != nil {
			s.report(err)
			return
		}
		s.refill(e)
		e.OnBack = s.back
		e.OnSaved = func(enrolled, already int) {
			s.tellMany("enrol.saved", enrolled, "enrol.already", already, words.Args{"Activity": a.Name})
			back()
			if f, is := s.current.(*catalogue.Form); is {
				f.FocusPeople()
			}
		}
		s.show(e, false, back)
	})
}

// tellMany says for how many something was done, and for how many it was
// already.
func (s *shell) tellMany(done string, n int, already string, m int, args words.Args) {
	text := s.words.N(done, n, args)
	if m > 0 {
		text += " " + s.words.N(already, m, args)
	}
	s.rail.tell(text)
}

// handOver lets somebody else follow participants.
func (s *shell) handOver(ids []skapa.ID) {
	back := s.showParticipants
	if len(ids) == 1 {
		back = func() { s.showParticipant(ids[0]) }
	}
	s.visit(whereabouts{Page: onHandover}, func() {
		p, err := handover.New(s.deps(), ids)
		if err != nil {
			s.report(err)
			return
		}
		s.refill(p)
		p.OnBack = s.back
		p.OnSaved = func(handed, stayed int, to string) {
			s.tellMany("handover.saved", handed, "handover.stayed", stayed, words.Args{"Supervisor": to})
			back()
		}
		s.show(p, false, back)
	})
}

// showSupervisors shows who followed a participant, for how long and why that
// changed.
func (s *shell) showSupervisors(p skapa.Participant) {
	all, err := s.store.Followed(context.Background(), p.ID)
	if err != nil {
		s.report(err)
		return
	}
	until := s.store.Today()
	if !p.Active() {
		until = p.Finish
	}
	handover.ShowHistory(s.window, s.words, p.Code, all, until)
}

// handOverAt shows handing over as it was left.
func (s *shell) handOverAt(at whereabouts) {
	ids, err := handover.Kept(at.Form)
	if err != nil {
		s.showParticipants()
		s.report(err)
		return
	}
	s.handOver(ids)
}

// newParticipationFor opens the form of a new participation, with the
// activities first that serve an area; "" for any.
func (s *shell) newParticipationFor(p skapa.Participant, area skapa.Area, from origin) {
	s.showParticipation(p, participant.NewParticipation(p.ID, s.store.Today()), area, from)
}
