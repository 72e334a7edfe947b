package skapa

// Facts are what is known of one participant that says what stands to be done
// with them. Nothing in them is in words.
type Facts struct {
	Participant     ID
	Entered, Finish Date    // of the latest period; no Finish while it goes on
	Period          ID      // the latest
	Outcome         Outcome // of its exit
	Latest          Date    // of the last meeting, which may be before Entered; zero for none

	Pauses         []Pause // in any order; two may overlap after a merge
	Participations []NamedParticipation
	FollowUps      []FollowUp
	Goals          []Goal       // the open ones, without their words
	Begun          []Rater      // who has begun to answer at a meeting that is not finished
	Ratings        []Assessment // the last two of each rater, by date, without words
}
