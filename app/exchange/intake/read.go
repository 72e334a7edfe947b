package intake

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"framsteg/app/exchange/sheet"
	"framsteg/store/skapa"
)

// Part is a sheet with what its columns mean.
type Part struct {
	Sheet   sheet.Sheet
	Mapping Mapping
}

// Shown gives the text of a cell as a spreadsheet shows it, where that keeps a
// date as a number of days.
func (p Part) Shown(column int, text string, today skapa.Date) string {
	if serial.MatchString(text) && slices.Contains([]Field{Date, Start, Finish}, p.Mapping.Columns[column].Field) {
		if date, problem := readDate(text, today, p.Sheet.From1904); problem == nil {
			return date.String()
		}
	}
	return text
}

// reading reads the rows of a part.
type reading struct {
	Part
	in      skapa.Instrument
	today   skapa.Date
	headers []string
	first   map[int]int // columns whose dates have the month first, and the row that shows it
}

func newReading(p Part, in skapa.Instrument, today skapa.Date) *reading {
	r := &reading{Part: p, in: in, today: today, first: map[int]int{}}
	for c := range p.Mapping.Columns {
		header := ""
		if p.Mapping.Header < len(p.Sheet.Rows) {
			header = tidyCell(p.Sheet.Rows[p.Mapping.Header].Cell(c))
		}
		r.headers = append(r.headers, Short(cmp.Or(header, Letter(c))))
	}
	for c, column := range p.Mapping.Columns {
		if !slices.Contains([]Field{Date, Start, Finish}, column.Field) {
			continue
		}
		for _, row := range r.rows() {
			if only, _ := monthFirst(row.Cell(c)); only {
				r.first[c] = row.Number
				break
			}
		}
	}
	return r
}

// rows gives the rows below the header.
func (r *reading) rows() []sheet.Row {
	return r.Sheet.Rows[min(r.Mapping.Header+1, len(r.Sheet.Rows)):]
}

// read reads what a row says. What cannot be read refuses it.
func (r *reading) read(row sheet.Row, part int) *entry {
	e := &entry{Row: &Row{Sheet: part, Number: row.Number, Line: row.Line}, reading: r, facts: map[Field]string{}}
	type which struct {
		occasion int
		rater    skapa.Rater
	}
	columns := map[which][]int{}
	var order []which
	for c, column := range r.Mapping.Columns {
		if !column.Field.rates() {
			r.readFact(e, c, tidyCell(row.Cell(c)))
			continue
		}
		w := which{column.Occasion, column.Rater}
		if columns[w] == nil {
			order = append(order, w)
		}
		columns[w] = append(columns[w], c)
	}
	r.joinName(e)
	for _, w := range order {
		if w.rater == "" && slices.ContainsFunc(order, func(o which) bool { return o.occasion == w.occasion && o.rater != "" }) && !r.answers(columns[w]) {
			continue // a date or a comment for both raters
		}
		mine := slices.Clone(columns[w])
		for _, shared := range []which{{w.occasion, ""}, {0, w.rater}, {0, ""}} {
			if shared != w && !r.answers(columns[shared]) {
				mine = append(mine, columns[shared]...)
			}
		}
		if r.answers(mine) {
			r.readRating(e, row, w.rater, mine)
		}
	}
	e.shareTexts()
	r.checkFacts(e)
	return e
}

// readFact reads a cell about the participant.
func (r *reading) readFact(e *entry, c int, text string) {
	field := r.Mapping.Columns[c].Field
	if text == "" || field == Ignored {
		return
	}
	if excelErrors.MatchString(text) {
		e.refuse(r.headers[c], "error.intake.cellError", skapa.Args{"Text": text})
		return
	}
	value, problem := text, (*skapa.Problem)(nil)
	switch field {
	case Code:
		e.Code = wholeCode(text)
		return
	case Personnummer:
		value, problem = readPersonnummer(text, r.today)
	case BirthYear:
		var year int
		if year, problem = readYear(text, r.today, r.Sheet.From1904); problem == nil {
			value = strconv.Itoa(year)
		}
	case Sex:
		var sex skapa.Sex
		sex, problem = readSex(text)
		value = string(sex)
	case Outcome:
		var outcome skapa.Outcome
		outcome, problem = readOutcome(text)
		value = string(outcome)
	case Start, Finish:
		if field == Finish && (means(text, known().Open) || strings.Trim(text, "-–—") == "") {
			return
		}
		var date skapa.Date
		date, problem = r.date(c, text)
		value = date.String()
	default:
		value = strings.Join(strings.Fields(text), " ")
		if strings.Trim(value, "-–—") == "" {
			return // a dash in place of a text
		}
		if lost(value) {
			e.note(r.headers[c], "intake.note.lost", skapa.Args{"Text": Short(value)})
		}
	}
	if problem != nil {
		e.refuseFor(Reason{r.headers[c], problem})
		return
	}
	if value != "" {
		e.facts[field] = value
	}
}

// date reads a date of a column. Where another row shows that the column has the
// month first, one that can be read both ways is refused.
func (r *reading) date(c int, text string) (skapa.Date, *skapa.Problem) {
	if line, is := r.first[c]; is {
		if _, either := monthFirst(text); either {
			return 0, &skapa.Problem{Key: "error.intake.date.either", Args: skapa.Args{"Text": Short(text), "Line": line}}
		}
	}
	return readDate(text, r.today, r.Sheet.From1904)
}

// wholeCode gives a code as it is written where a spreadsheet took it for a number.
func wholeCode(text string) string { return strings.Join(strings.Fields(wholeNumber(text)), " ") }

// joinName makes one name of its parts.
func (r *reading) joinName(e *entry) {
	parts := strings.TrimSpace(e.facts[FirstName] + " " + e.facts[LastName])
	if e.facts[Name] == "" && parts != "" {
		e.facts[Name] = parts
	}
	delete(e.facts, FirstName)
	delete(e.facts, LastName)
}
