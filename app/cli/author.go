package cli

import (
	"strings"

	"framsteg/store"
	"framsteg/store/skapa"
)

// authorFlag says who writes, where a verb writes what is signed: the name of a
// supervisor, as it stands in the workspace or as it is to stand there.
type authorFlag struct {
	As string
}

// sign lets a store write in the name that the flag gives.
func (f authorFlag) sign(s *store.Store) error {
	if strings.TrimSpace(f.As) == "" {
		return &skapa.Problem{Key: "error.usage.as"}
	}
	s.Sign(store.Author{Supervisor: f.As})
	return nil
}
