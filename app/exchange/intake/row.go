package intake

import (
	"strings"

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
	Name    string   // of the participant, as the row says
	Rated   []Rating // in it
	Person  Deed     // with the participant
	Rating  Deed     // with the ratings in it, or the rating that it is a part of
	Refused bool     // nothing of it would be imported
	Why     []Reason
	Notes   []Reason // what is worth to know, of a row that is imported
	Changes []Change // of a participant who is there
}

// Rating says when, and by whom, what stands in a row was rated.
type Rating struct {
	Date  skapa.Date
	Rater skapa.Rater
}

// Does tells whether something would be written because of the row.
func (r Row) Does() bool { return r.Person == Create || r.Person == Update || r.Rating == Create }

// Sentence says in words what an import would do with the row.
func (r Row) Sentence(w words.Words) string {
	if r.Refused {
		return w.T("intake.does.refused")
	}
	var parts []string
	for _, does := range []struct {
		deed Deed
		key  string
	}{
		{r.Person, "intake.does.person." + string(r.Person)},
		{r.Rating, "intake.does.rating." + string(r.Rating)},
	} {
		if does.deed == Create || does.deed == Update {
			parts = append(parts, w.T(does.key))
		}
	}
	switch {
	case parts != nil:
		return strings.Join(parts, ", ")
	case r.Person == Same || r.Rating == Same:
		return w.T("intake.does.same")
	}
	return w.T("intake.does.nothing")
}

// About says in words whom the row is about and which ratings are in it; "" where
// it has neither.
func (r Row) About(w words.Words) string {
	var parts []string
	if r.Name != "" {
		parts = append(parts, Short(r.Name))
	}
	for i, one := range r.Rated {
		if i == 0 || one.Date != r.Rated[i-1].Date {
			parts = append(parts, one.Date.String())
		}
		parts = append(parts, w.T("rater."+string(one.Rater)))
	}
	return strings.Join(parts, " · ")
}

// Because says in words why the row is refused, or else what it changes and what
// is to be known of it; "" for nothing.
func (r Row) Because(w words.Words) string {
	var parts []string
	if r.Refused {
		for _, why := range r.Why {
			parts = append(parts, why.Sentence(w))
		}
		return strings.Join(parts, " ")
	}
	for _, c := range r.Changes {
		parts = append(parts, c.Sentence(w)+".")
	}
	for _, note := range r.Notes {
		parts = append(parts, note.Sentence(w))
	}
	return strings.Join(parts, " ")
}

// Place names the row as a spreadsheet does, and where it is in the text of the
// file where that differs.
func (r Row) Place(w words.Words) string {
	if r.Line == r.Number {
		return w.Number(r.Number)
	}
	return w.T("intake.place", words.Args{"Row": w.Number(r.Number), "Line": w.Number(r.Line)})
}

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
	joined  bool       // it has the code of one who was joined with the participant
}

// rating is one rater's answers, or some of them, in a row.
type rating struct {
	date    skapa.Date
	rater   skapa.Rater
	answers map[string]skapa.Step
	texts   map[Field]string // Comment and Raising
	item    string           // of a row with one answer; "" of others
}

// tell says in the row whom it is about and which ratings are in it.
func (e *entry) tell() {
	e.Name = e.facts[Name]
	for _, one := range e.ratings {
		if !one.date.IsZero() && one.rater != "" {
			e.Rated = append(e.Rated, Rating{one.date, one.rater})
		}
	}
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

// Lines says in words what the totals are, a line each, without those of nothing.
func (t Totals) Lines(w words.Words) (lines []string) {
	for _, row := range []struct {
		key string
		n   int
	}{
		{"intake.total.rows", t.Rows},
		{"intake.total.newParticipants", t.NewParticipants},
		{"intake.total.updated", t.Updated},
		{"intake.total.newAssessments", t.NewAssessments},
		{"intake.total.answers", t.Answers},
		{"intake.total.idle", t.Idle},
		{"intake.total.refused", t.Refused},
	} {
		if row.n > 0 {
			lines = append(lines, w.N(row.key, row.n))
		}
	}
	return lines
}
