package report

import (
	"context"

	"framsteg/app/progress"
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Sheet is what a participant takes home.
type Sheet struct {
	Participant      skapa.Participant
	Team, Supervisor string
	Progress         progress.Progress
	Activities       []skapa.NamedParticipation
	Named            bool // with the participant's name, where one is recorded
	Large            bool // large print
}

// Read reads what the sheet of a participant shows.
func Read(ctx context.Context, s *store.Store, participant skapa.ID) (Sheet, error) {
	return Sheet{}, nil
}

// PDF makes the sheet: one or two A4 pages, more in large print.
func (s Sheet) PDF(w words.Words) ([]byte, error) { return nil, nil }
