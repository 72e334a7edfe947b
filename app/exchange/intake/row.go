package intake

import (
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// Deed is what an import would do with what a row says.
type Deed string

// The deeds.
const (
	Nothing Deed = ""       // the row says nothing of it
	Same    Deed = "same"   // it is there already, as the row says
	Create  Deed = "create" // it is new
	Update  Deed = "update" // it is there, and says something else
)

// Row is a row of a table and what an import would do with it.
type Row struct {
	Sheet   int // of the parts of the plan
	Number  int // as a spreadsheet counts rows
	Line    int // of the text of a CSV file; else the Number
	Code    string
	Person  Deed // with the participant
	Rating  Deed // with the ratings in it, or the rating that it is a part of
	Refused bool // nothing of it would be imported
	Why     []Reason
	Notes   []Reason // what is worth to know, of a row that is imported
	Changes []Change // of a participant who is there
}

// Does tells whether something would be written because of the row.
func (r Row) Does() bool { return r.Person == Create || r.Person == Update || r.Rating == Create }

// Reason says why a row is refused, or what is to be known of it.
type Reason struct {
	Column string // the header of the column that it is about; "" for none
	*skapa.Problem
}

// Sentence gives the reason in words.
func (r Reason) Sentence(w words.Words) string {
	text := w.Sentence(r.Problem)
	if r.Column != "" {
		text = r.Column + ": " + text
	}
	return text
}

// Change is a fact of a participant that would be another.
type Change struct {
	Field    Field
	From, To string // as they are kept; From is "" where nothing is
}

// Sentence gives the change in words.
func (c Change) Sentence(w words.Words) string {
	args := words.Args{"Field": w.T("intake.field." + string(c.Field)), "From": c.shown(w, c.From), "To": c.shown(w, c.To)}
	if c.From == "" {
		return w.T("intake.change.new", args)
	}
	return w.T("intake.change", args)
}

func (c Change) shown(w words.Words, value string) string {
	switch c.Field {
	case Sex:
		return w.T("sex." + value)
	case Outcome:
		return w.T("outcome." + value)
	}
	return value
}

// entry is what a row says, as far as it can be read.
type entry struct {
	*Row
	*reading
	facts   map[Field]string // of the participant, as they are kept
	ratings []rating
	latest  skapa.Date // of the ratings
}

// rating is one rater's answers, or some of them, in a row.
type rating struct {
	date    skapa.Date
	rater   skapa.Rater
	answers map[string]skapa.Step
	texts   map[Field]string // Comment and Raising
	column  map[string]string
}

func (e *entry) refuse(column, key string, args skapa.Args) {
	e.refuseFor(Reason{column, &skapa.Problem{Key: key, Args: args}})
}

func (e *entry) refuseFor(r Reason) {
	e.Refused = true
	for _, said := range e.Why {
		if said.Column == r.Column && said.Key == r.Key {
			return
		}
	}
	e.Why = append(e.Why, r)
}

func (e *entry) note(column, key string, args skapa.Args) {
	e.Notes = append(e.Notes, Reason{column, &skapa.Problem{Key: key, Args: args}})
}
