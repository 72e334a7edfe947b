package store

import (
	"context"
	"errors"

	"framsteg/store/skapa"
)

// errTwoMeetings is a fault of the program.
var errTwoMeetings = errors.New("store: ratings of more than one meeting")

// SaveMeeting writes what was answered at a meeting, a new rating of each who
// answered, all of one participant on one day, and removes their drafts and what
// says nothing: one act. A draft of who is not among them is of another meeting and
// stays. It refuses a rating as SaveAssessment does, and one with texts but without
// answers (error.answers.comment). Then nothing is written.
func (s *Store) SaveMeeting(ctx context.Context, ratings []skapa.Assessment) ([]skapa.Assessment, error) {
	if len(ratings) == 0 {
		return nil, &skapa.Problem{Key: "error.answers.none"}
	}
	first := ratings[0]
	for _, a := range ratings {
		switch {
		case a.Participant != first.Participant || a.Date != first.Date || !a.ID.IsZero():
			return nil, errTwoMeetings
		case len(a.Answers) == 0 && (a.Comment != "" || a.Raising != ""):
			return nil, &skapa.Problem{Key: "error.answers.comment"}
		}
	}
	saved := make([]skapa.Assessment, len(ratings))
	err := s.write(ctx, func(ctx context.Context, w *writer) error {
		who, err := s.subject(ctx, first.Participant)
		if err != nil {
			return err
		}
		for i, a := range ratings {
			if saved[i], err = s.SaveAssessment(ctx, a, ""); err != nil {
				return err
			}
		}
		drafts, err := s.Drafts(ctx, who.ID)
		if err != nil {
			return err
		}
		for _, a := range drafts {
			if len(a.Answers) > 0 || a.Comment != "" || a.Raising != "" {
				continue
			}
			if err := s.DiscardDraft(ctx, who.ID, a.Rater); err != nil {
				return err
			}
		}
		w.names("meeting", who.Code, who.ID, who.ID)
		return nil
	})
	if err != nil && !errors.Is(err, ErrNotSaved) {
		return nil, err
	}
	return saved, err
}
