package history

import (
	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// Teller says what is written of things in the user's words, where it is shown
// outside of a history.
type Teller struct{ texts texts }

// NewTeller makes one. The newest of the instruments is last.
func NewTeller(w words.Words, instruments []skapa.Instrument) Teller {
	return Teller{texts{words: w, instruments: instruments}}
}

// What names a thing.
func (t Teller) What(r store.Revision) string { return t.texts.what(r) }

// Fields gives what is told of a revision, in the order in which it is asked for.
func (t Teller) Fields(r store.Revision) (all []store.Field) {
	for _, f := range t.texts.inOrder(r, r.Now) {
		if told(r.Kind, f.Name) {
			all = append(all, f)
		}
	}
	return all
}

// Name names a field of a revision.
func (t Teller) Name(r store.Revision, f store.Field) string { return t.texts.field(r, f) }

// Value says the value of a field; "–" where it says nothing.
func (t Teller) Value(r store.Revision, value any) string { return t.texts.said(r, value) }
