package ui

import (
	"context"
	"encoding/json"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/catalogue"
	cohortpage "framsteg/app/ui/cohort"
	"framsteg/app/ui/merging"
	"framsteg/app/ui/participant"
	"framsteg/app/ui/participants"
	todaypage "framsteg/app/ui/today"
	"framsteg/store"
	"framsteg/store/skapa"
)

// whereabouts say which page of the workspace is shown, so that it can be
// written down and shown again when the file was read anew.
type whereabouts struct {
	Page        string
	Participant skapa.ID // zero for none, and a new one
	Item        skapa.ID // the assessment or participation; zero for none, and a new one
	Listing     *participants.Place
	Today       todaypage.Place
	Catalogue   *catalogue.Place
	Merging     *merging.Place
	Cohort      cohortpage.Place
	Figure      *participants.Place // of a number of it; nil for none
	Viewing     viewing
	From        origin          // what is shown again after the page
	Form        json.RawMessage // what stands in the form of the page; nil where it has none
}

// viewing is how the page of a participant was left. Somebody else's page opens
// as for the first time.
type viewing struct {
	Participant skapa.ID
	participant.Viewing
	Spot participant.Spot // where the keys went
}

// The pages of a workspace, as whereabouts name them. Any other is Idag.
const (
	onList          = "participants"
	onParticipant   = "participant"
	onEdit          = "participant form"
	onRating        = "assessment form"
	onAssessment    = "assessment"
	onParticipation = "participation form"
	onGoal          = "goal form"
)

// form is a page whose input can be kept, and filled in again.
type form interface {
	Keep() ([]byte, error)
	Refill(kept []byte) error
	Dirty() bool // leaving it would lose input
}

// whereabouts gives where the window is, with all that is entered there.
func (s *shell) whereabouts() (whereabouts, error) {
	s.remember()
	at := s.at
	at.Today = s.today
	at.Listing, at.Catalogue, at.Viewing, at.Merging = s.listing, s.catalogue, s.viewing, s.merging
	at.Cohort, at.Figure = s.cohorts.place, s.cohorts.figure
	var err error
	if f, is := s.current.(form); is {
		at.Form, err = f.Keep()
	}
	return at, err
}

// refill fills a form with what was kept of it, if anything was.
func (s *shell) refill(f form) {
	if s.kept != nil {
		s.report(f.Refill(s.kept))
	}
}

// goTo shows a page as it was left. Where what it is about is gone, it shows
// the page above.
func (s *shell) goTo(at whereabouts) {
	s.today = at.Today
	s.listing, s.catalogue, s.viewing, s.merging = at.Listing, at.Catalogue, at.Viewing, at.Merging
	s.cohorts.place, s.cohorts.figure = at.Cohort, at.Figure
	s.kept = at.Form
	s.showPage(at)
	s.kept = nil
	if text, is := s.window.Canvas().Focused().(fyne.Shortcutable); is { // written on at its end
		text.(fyne.Focusable).TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	}
}

func (s *shell) showPage(at whereabouts) {
	if at.Page == onEdit && at.Participant.IsZero() {
		s.newParticipant()
		return
	}
	if at.Participant.IsZero() {
		s.showListAt(at)
		return
	}
	ctx := context.Background()
	p, err := s.store.Participant(ctx, at.Participant)
	if err != nil {
		s.showAbove()
		s.reportFailure(err)
		return
	}
	if err := s.showPageOf(ctx, p, at); err != nil {
		s.after(p.ID, at.From)()
		s.reportFailure(err)
	}
}

// showListAt shows a page that is about nobody.
func (s *shell) showListAt(at whereabouts) {
	switch at.Page {
	case onList:
		s.showParticipants()
	case onSettings:
		s.showSettings()
	case onExport:
		s.showSharing()
	case onExportOf:
		s.showExportAt(at)
	case onCatalogue:
		s.showCatalogue()
	case onActivity:
		if at.Item.IsZero() {
			s.newActivity()
		} else {
			s.goToActivity(at.Item)
		}
	case onEnrolment:
		s.withActivity(at.Item, s.enrol)
	case onHandover:
		s.handOverAt(at)
	case onMerging:
		s.mergeFiles()
	case onCohort:
		s.showCohort()
	case onFigure:
		s.showFigureAgain()
	case onUnsettled:
		s.showUnsettled()
	case onImport:
		s.showImport("")
	default:
		s.showToday()
	}
}

// showPageOf shows a page about a participant. Its error says why what it is
// about can't be shown; then nothing was.
func (s *shell) showPageOf(ctx context.Context, p skapa.Participant, at whereabouts) error {
	switch at.Page {
	case onEdit:
		followed, err := s.store.Followed(ctx, p.ID)
		if err != nil {
			return err
		}
		follows := store.Latest(followed)
		s.editParticipant(p, follows.TeamName, follows.SupervisorName)
	case onMeeting:
		s.showMeeting(p, at.Form, at.From)
	case onRating, onAssessment:
		return s.showRatingAt(ctx, p, at)
	case onGoal:
		return s.showGoalAt(ctx, p, at)
	case onParticipation:
		return s.showParticipationAt(ctx, p, at)
	case onPause, onExit, onReentry, onFollowUp:
		return s.showLeavingAt(ctx, p, at)
	default:
		s.showParticipant(p.ID)
	}
	return nil
}

func (s *shell) showRatingAt(ctx context.Context, p skapa.Participant, at whereabouts) error {
	a, err := s.rating(ctx, at.Item)
	switch {
	case err != nil:
		return err
	case at.Page == onAssessment:
		s.showAssessment(p, at.Item)
	default:
		s.showForm(p, a)
	}
	return nil
}

func (s *shell) showParticipationAt(ctx context.Context, p skapa.Participant, at whereabouts) error {
	part := participant.NewParticipation(p.ID, s.store.Today())
	if !at.Item.IsZero() {
		var err error
		if part, err = s.participation(ctx, p.ID, at.Item); err != nil {
			return err
		}
	}
	s.showParticipation(p, part, "", at.From)
	return nil
}
