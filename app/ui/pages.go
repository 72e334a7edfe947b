package ui

import (
	"context"

	"framsteg/app/ui/assessment"
	"framsteg/app/ui/catalogue"
	cohortpage "framsteg/app/ui/cohort"
	"framsteg/app/ui/participant"
	"framsteg/app/ui/participants"
	todaypage "framsteg/app/ui/today"
	"framsteg/app/ui/welcome"
	"framsteg/store/skapa"
)

// pageMemory is how the list of participants was left.
type pageMemory = *participants.Place

// visit shows a page, and remembers how to show it anew and how the one before
// it was left.
func (s *shell) visit(at whereabouts, again func()) {
	s.reopen = func() {
		s.remember()
		s.at = at
		again()
	}
	s.reopen()
}

// remember keeps how the page is left.
func (s *shell) remember() {
	switch page := s.current.(type) {
	case *participants.List:
		if place := page.Place(); place.Only != nil {
			s.cohorts.figure = place
		} else {
			s.listing = place
		}
	case *cohortpage.Page:
		s.cohorts.place = page.Place()
	case *catalogue.Page:
		s.catalogue = page.Place()
	case *todaypage.Page:
		s.today = page.Place()
	case *participant.Page:
		s.viewing.Spot = page.Spot()
	}
}

func (s *shell) showWelcome() {
	s.visit(whereabouts{}, func() {
		p := welcome.New(s.words, s.window, s.prefs.author(), s.prefs.recent())
		p.OnAuthor = s.prefs.setAuthor
		p.OnNew = s.askNew
		p.OnOpen = s.askOpen
		p.OnBegin = s.askBegin
		p.OnRecent = s.open
		p.OnDemo = s.openDemo
		s.show(p, true, nil)
	})
}

func (s *shell) showParticipants() {
	s.visit(whereabouts{Page: onList}, func() {
		s.viewing.Spot = participant.Spot{} // from here, nobody comes back to it
		s.above = s.showParticipants
		p := participants.New(s.deps(), s.listing)
		p.OnOpen = s.showParticipant
		p.OnNew = s.newParticipant
		p.OnHandOver = s.handOver
		p.OnExport = s.showSharingOf
		s.show(p, false, nil)
	})
}

// goToParticipants is showParticipants from anywhere.
func (s *shell) goToParticipants() { s.leave(s.showParticipants) }

func (s *shell) showParticipant(id skapa.ID) {
	s.visit(whereabouts{Page: onParticipant, Participant: id}, func() {
		if s.viewing.Participant != id {
			s.viewing = viewing{Participant: id}
		}
		p, err := participant.New(s.deps(), id, s.viewing.Viewing)
		if err != nil {
			s.showAbove()
			s.report(err)
			return
		}
		p.OnBack = s.back
		p.OnEdit = s.editParticipant
		p.OnMeet = func(p skapa.Participant) { s.startMeeting(p, origin{}) }
		p.OnGoal = func(p skapa.Participant, g skapa.Goal) { s.showGoal(p, g, origin{}) }
		p.OnActivityFor = func(p skapa.Participant, area skapa.Area) { s.newParticipationFor(p, area, origin{}) }
		p.OnPause = func(p skapa.Participant, pause skapa.Pause) { s.showPause(p, pause, origin{}) }
		p.OnExit = s.showExit
		p.OnReenter = s.askReentry
		p.OnCorrect = s.correct
		p.OnSettle = s.showUnsettled
		p.OnHandOver = func(p skapa.Participant) { s.handOver([]skapa.ID{p.ID}) }
		p.OnOpen = s.showAssessment
		p.OnParticipation = func(p skapa.Participant, part skapa.Participation) { s.showParticipation(p, part, "", origin{}) }
		p.OnPicture = func() { s.savePicture(p) }
		p.OnPrint = func() { s.print(p) }
		p.OnViewing = func(v participant.Viewing) { s.viewing.Viewing = v }
		s.show(p, false, s.showAbove)
		p.GoTo(s.viewing.Spot)
	})
}

func (s *shell) newParticipant() {
	author := s.prefs.author()
	s.showParticipantForm(skapa.Participant{Start: s.store.Today()}, author.Team, author.Supervisor, s.showAbove)
}

func (s *shell) editParticipant(p skapa.Participant, team, supervisor string) {
	s.showParticipantForm(p, team, supervisor, func() { s.showParticipant(p.ID) })
}

func (s *shell) showParticipantForm(p skapa.Participant, team, supervisor string, back func()) {
	s.visit(whereabouts{Page: onEdit, Participant: p.ID}, func() {
		f, err := participant.NewForm(s.deps(), p, team, supervisor)
		if err != nil {
			s.report(err)
			return
		}
		s.refill(f)
		f.OnBack = s.back
		f.OnSaved = func(p skapa.Participant) {
			s.rail.tell(s.words.T("participant.saved"))
			s.showParticipant(p.ID)
		}
		s.show(f, false, back)
	})
}

// showForm opens the form that corrects an assessment.
func (s *shell) showForm(p skapa.Participant, a skapa.Assessment) {
	ctx := context.Background()
	in, err := s.store.Instrument(ctx, a.Instrument)
	if err != nil {
		s.report(err)
		return
	}
	earlier, err := s.store.Assessments(ctx, p.ID)
	if err != nil {
		s.report(err)
		return
	}
	s.visit(whereabouts{Page: onRating, Participant: p.ID, Item: a.ID}, func() {
		f := assessment.New(s.deps(), p, in, earlier, a)
		s.refill(f)
		f.OnBack = s.back
		f.OnSaved = func() {
			s.showParticipant(p.ID)
			s.rail.tell(s.words.T("assessment.saved"))
		}
		s.show(f, true, func() { s.showParticipant(p.ID) })
	})
}

func (s *shell) showAssessment(p skapa.Participant, id skapa.ID) {
	ctx := context.Background()
	revisions, err := s.store.AssessmentHistory(ctx, id)
	if err != nil {
		s.report(err)
		return
	}
	in, err := s.store.Instrument(ctx, revisions[0].Instrument)
	if err != nil {
		s.report(err)
		return
	}
	s.visit(whereabouts{Page: onAssessment, Participant: p.ID, Item: id}, func() {
		v := assessment.NewView(s.deps(), p, in, revisions)
		v.OnBack = s.back
		v.OnCorrect = func(a skapa.Assessment) { s.showForm(p, a) }
		s.show(v, false, func() { s.showParticipant(p.ID) })
	})
}

// showParticipation opens the form of a participation, new where it has no ID. The
// activities that serve an area come first; "" for any.
func (s *shell) showParticipation(p skapa.Participant, part skapa.Participation, area skapa.Area, from origin) {
	back := s.after(p.ID, from)
	s.visit(whereabouts{Page: onParticipation, Participant: p.ID, Item: part.ID, From: from}, func() {
		f, err := participant.NewParticipationForm(s.deps(), p, part, area)
		if err != nil {
			s.report(err)
			return
		}
		s.refill(f)
		f.OnBack = s.back
		f.OnSaved = func() {
			s.rail.tell(s.words.T("participation.saved"))
			back()
		}
		s.show(f, false, back)
	})
}

// back goes one page up.
func (s *shell) back() {
	if s.up != nil {
		s.leave(s.up)
	}
}
