package today

import (
	"strings"

	"framsteg/store/skapa"
)

// Scope says whose participants are shown: Mine, Everyone, or those of the team
// with this id in hexadecimal digits.
type Scope string

// The scopes that are no team.
const (
	Mine     Scope = "mine"
	Everyone Scope = "all"
)

// TeamScope gives the scope of a team.
func TeamScope(id skapa.ID) Scope { return Scope(id.String()) }

// Of gives those people who are in the scope; Mine are those whom a supervisor of
// that name follows.
func (s Scope) Of(people []Person, supervisor string) []Person {
	if s == Everyone {
		return people
	}
	var in []Person
	for _, p := range people {
		if s == Mine && isMine(p, supervisor) || s == TeamScope(p.TeamID) {
			in = append(in, p)
		}
	}
	return in
}

func isMine(p Person, supervisor string) bool {
	return supervisor != "" && strings.EqualFold(p.Supervisor, supervisor)
}

// Settle gives the scope to show where s was chosen before: "" was never chosen,
// and a team may be gone. Who follows nobody sees everybody.
func (s Scope) Settle(people []Person, supervisor string) Scope {
	if s == Mine || s == Everyone {
		return s
	}
	if s != "" && len(s.Of(people, "")) > 0 {
		return s
	}
	if len(Mine.Of(people, supervisor)) == 0 {
		return Everyone
	}
	return Mine
}
