package skapa

import (
	"maps"
	"slices"
)

// Step is an answer to an item: 1 … the number of steps of the instrument,
// Declined, or NotAsked.
type Step int8

// What an answer can be besides a step.
const (
	NotAsked Step = 0  // the item was not put, or not answered yet
	Declined Step = -1 // "vet ej / vill ej svara"
)

// Rated tells whether s is a step on the scale.
func (s Step) Rated() bool { return s > 0 }

// Assessment is one rater's answers at one meeting.
type Assessment struct {
	ID          ID
	Participant ID
	Date        Date
	Rater       Rater
	Instrument  Version
	Answers     map[string]Step // by item id; an item that is missing was not asked
	Comment     string          // the participant can ask to read it
	Raising     string          // what would raise the supervisor's tilltro; the participant can ask to read it
}

// Unanswered gives the items that the instrument puts to the rater and that
// have neither a step nor a refusal, in order.
func (a Assessment) Unanswered(in Instrument) []Item {
	return slices.DeleteFunc(in.ItemsFor(a.Rater), func(item Item) bool {
		return a.Answers[item.ID] != NotAsked
	})
}

// Validate gives what is wrong with a as a rating of a participant who started
// on start, on the day today. Fields: date, rater, instrument, answers,
// comment, raising, and the id of an item.
func (a Assessment) Validate(in Instrument, start, today Date) Findings {
	var f Findings
	checkWithin(&f, "date", a.Date, start, today)
	if !slices.Contains(Raters, a.Rater) {
		f.refuse("rater", "error.rater", nil)
		return f
	}
	if a.Instrument != in.Version {
		f.refuse("instrument", "error.instrument.mixed", Args{"Instrument": a.Instrument, "Other": in.Version})
		return f
	}
	answered := 0
	for _, id := range slices.Sorted(maps.Keys(a.Answers)) {
		step := a.Answers[id]
		if step == NotAsked {
			continue
		}
		answered++
		item, known := in.Item(id)
		switch {
		case !known || !item.AsksOf(a.Rater):
			f.refuse(id, "error.item.unknown", Args{"Item": id})
		case step != Declined && (step < 1 || int(step) > len(in.Steps)):
			f.refuse(id, "error.step", Args{"Max": len(in.Steps)})
		}
	}
	if answered == 0 {
		f.refuse("answers", "error.answers.none", nil)
	}
	f.checkText("comment", a.Comment, "", MaxComment)
	f.checkText("raising", a.Raising, "", MaxComment)
	return f
}
