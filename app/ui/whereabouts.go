package ui

import (
	"context"
	"encoding/json"
	"slices"

	"fyne.io/fyne/v2"

	"framsteg/app/ui/catalogue"
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
	Viewing     viewing
	Aside       aside           // the meeting that is shown again after the page
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
	at.Listing, at.Catalogue, at.Viewing, at.Aside = s.listing, s.catalogue, s.viewing, s.aside
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
	s.listing, s.catalogue, s.viewing, s.aside = at.Listing, at.Catalogue, at.Viewing, at.Aside
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
	if err != nil { // gone, by another's hand
		s.showAbove()
		return
	}
	if !s.showPageOf(ctx, p, at) {
		s.showParticipant(p.ID)
	}
}

// showListAt shows a page that is about nobody.
func (s *shell) showListAt(at whereabouts) {
	switch at.Page {
	case onList:
		s.showParticipants()
	case onSettings:
		s.showSettings()
	default:
		if !s.showCatalogueAt(at) {
			s.showToday()
		}
	}
}

// showPageOf shows a page about a participant, unless what it is about is gone.
func (s *shell) showPageOf(ctx context.Context, p skapa.Participant, at whereabouts) bool {
	switch at.Page {
	case onEdit:
		followed, err := s.store.Followed(ctx, p.ID)
		if err != nil {
			return false
		}
		follows := store.Latest(followed)
		s.editParticipant(p, follows.TeamName, follows.SupervisorName)
	case onMeeting:
		s.startMeeting(p)
	case onRating:
		return s.showRatingAt(ctx, p, at)
	case onAssessment:
		if history, err := s.store.AssessmentHistory(ctx, at.Item); err != nil || history[0].Deleted {
			return false
		}
		s.showAssessment(p, at.Item)
	case onGoal:
		return s.showGoalAt(ctx, p, at)
	case onParticipation:
		return s.showParticipationAt(ctx, p, at)
	default:
		return s.showLeavingAt(ctx, p, at)
	}
	return true
}

func (s *shell) showRatingAt(ctx context.Context, p skapa.Participant, at whereabouts) bool {
	history, err := s.store.AssessmentHistory(ctx, at.Item)
	if err != nil || history[0].Deleted {
		return false
	}
	s.showForm(p, history[0].Assessment)
	return true
}

func (s *shell) showParticipationAt(ctx context.Context, p skapa.Participant, at whereabouts) bool {
	part := participant.NewParticipation(p.ID, s.store.Today())
	if !at.Item.IsZero() {
		all, err := s.store.Participations(ctx, p.ID)
		i := slices.IndexFunc(all, func(part skapa.Participation) bool { return part.ID == at.Item })
		if err != nil || i < 0 {
			return false
		}
		part = all[i]
	}
	s.showParticipation(p, part)
	return true
}
