package skapa

// History is what is known of one participant over time, without words of theirs
// and without who they are: what ratings of many are put together from.
type History struct {
	Participant ID
	BirthYear   int // 0 when not recorded
	Sex         Sex

	Municipality, Referrer, TargetGroup string // "" when not recorded

	Periods        []Period             // by start, the first first
	Assignments    []Assignment         // who followed from when on, by Since
	Pauses         []Pause              // in any order; two may overlap after a merge
	Participations []NamedParticipation // by start
	FollowUps      []FollowUp           // in any order
	Ratings        []Assessment         // by date, then the participant's own first; without words
}
