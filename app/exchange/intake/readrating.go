package intake

import (
	"slices"

	"framsteg/app/exchange/sheet"
	"framsteg/store/skapa"
)

// shareTexts leaves what is written once for both raters of a row with the
// supervisor, who keeps the table.
func (e *entry) shareTexts() {
	for _, one := range e.ratings {
		for _, other := range e.ratings {
			if one.rater == skapa.Self && other.rater == skapa.BySupervisor && one.date == other.date && one.texts[Comment] == other.texts[Comment] {
				delete(one.texts, Comment)
			}
		}
		if one.rater == skapa.Self {
			delete(one.texts, Raising) // which is the supervisor's
		}
	}
}

// answers tells whether there are answers in some columns.
func (r *reading) answers(columns []int) bool {
	return slices.ContainsFunc(columns, func(c int) bool {
		f := r.Mapping.Columns[c].Field
		return f == Item || f == Step
	})
}

// ratingReader reads one rating of a row.
type ratingReader struct {
	*entry
	rating
	row     sheet.Row
	named   skapa.Rater // in the headers; "" where a cell says who
	columns []int
	said    map[Field]string // the first of each field, as it is written
	at      map[Field]int    // its column
	wrong   bool             // something cannot be read
}

// readRating reads the answers that stand in some columns of a row.
func (r *reading) readRating(e *entry, row sheet.Row, named skapa.Rater, columns []int) {
	x := &ratingReader{
		entry: e, row: row, named: named, columns: columns, said: map[Field]string{}, at: map[Field]int{},
		rating: rating{rater: named, answers: map[string]skapa.Step{}, texts: map[Field]string{}},
	}
	x.readCells()
	x.readOccasion()
	x.readAnswers()
	x.checkInstrument()
	switch {
	case x.says(Area) && x.said[Step] == "":
		e.note("", "intake.note.empty", nil)
	case x.wrong: // the rest of the rating must know
		e.ratings = append(e.ratings, x.rating)
	default:
		x.keep()
	}
}

// says tells whether there is a column of a field.
func (x *ratingReader) says(f Field) bool {
	_, is := x.at[f]
	return is
}

func (x *ratingReader) refuseCell(column int, p *skapa.Problem) {
	if p != nil {
		x.wrong = true
		x.refuseFor(Reason{x.headers[column], p})
	}
}

// readCells reads what is written, and takes the texts as they are.
func (x *ratingReader) readCells() {
	for _, c := range x.columns {
		field := x.Mapping.Columns[c].Field
		text := tidyCell(x.row.Cell(c))
		if text != "" && excelErrors.MatchString(text) {
			x.refuseCell(c, &skapa.Problem{Key: "error.intake.cellError", Args: skapa.Args{"Text": text}})
			continue
		}
		if !x.says(field) {
			x.said[field], x.at[field] = text, c
		}
	}
	for _, field := range []Field{Comment, Raising} {
		if text := x.said[field]; text != "" {
			x.texts[field] = text
		}
	}
}

// readOccasion reads who rated, and when.
func (x *ratingReader) readOccasion() {
	var problem *skapa.Problem
	if text := x.said[Rater]; text != "" && x.named == "" {
		x.rater, problem = readRater(text)
		x.refuseCell(x.at[Rater], problem)
	}
	if text := x.said[Date]; text != "" {
		x.date, problem = x.reading.date(x.at[Date], text)
		x.refuseCell(x.at[Date], problem)
	}
}

// readAnswers reads the answers: one in each column, or the one of a table with a
// row for each.
func (x *ratingReader) readAnswers() {
	for _, c := range x.columns {
		if column := x.Mapping.Columns[c]; column.Field == Item {
			x.refuseCell(c, x.answer(&x.rating, column.Item, tidyCell(x.row.Cell(c))))
		}
	}
	if !x.says(Area) || x.said[Step] == "" {
		return
	}
	if x.item = itemNamed(x.in, x.said[Area]); x.item == "" {
		x.refuseCell(x.at[Area], &skapa.Problem{Key: "error.intake.area", Args: skapa.Args{"Text": Short(x.said[Area])}})
		return
	}
	x.refuseCell(x.at[Area], x.answer(&x.rating, x.item, x.said[Step]))
}

// checkInstrument refuses answers to another version of the instrument, whose
// questions and steps may be others.
func (x *ratingReader) checkInstrument() {
	if text := x.said[Instrument]; text != "" && len(x.answers) > 0 && !means(text, []string{x.in.String()}) {
		x.refuseCell(x.at[Instrument], &skapa.Problem{
			Key: "error.intake.instrument", Args: skapa.Args{"Text": Short(text), "Instrument": x.in.String()},
		})
	}
}

// keep takes a rating that can be read, if there is one.
func (x *ratingReader) keep() {
	switch {
	case len(x.answers) == 0 && (x.named != "" || x.said[Date] == ""): // the row has none of this rater, or none at all
		if x.named == "" && len(x.texts) > 0 {
			x.note("", "intake.note.comment", nil)
		}
	case len(x.answers) == 0:
		x.refuse("", "error.intake.noAnswers", nil)
	case x.date.IsZero():
		x.refuse("", "error.intake.dateMissing", nil)
	case x.rater == "":
		x.refuse("", "error.intake.raterMissing", nil)
	default:
		x.ratings = append(x.ratings, x.rating)
		x.latest = max(x.latest, x.date)
	}
}

// answer enters an answer. What a rater is not asked may be declined, as it is
// where somebody fills empty cells with dashes.
func (r *reading) answer(g *rating, id, text string) *skapa.Problem {
	step, problem := readStep(text, r.in)
	if problem != nil || step == skapa.NotAsked {
		return problem
	}
	item, _ := r.in.Item(id)
	if g.rater != "" && !item.AsksOf(g.rater) {
		if step == skapa.Declined {
			return nil
		}
		return &skapa.Problem{Key: "error.intake.notAsked"}
	}
	g.answers[id] = step
	return nil
}
