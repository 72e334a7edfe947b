package intake

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"framsteg/app/exchange/sheet"
	"framsteg/store/skapa"
)

// Field is what a column of a table says.
type Field string

// The fields. Area and Step are those of a table with one row an answer; in
// others each Item has a column.
const (
	Ignored      Field = ""
	Code         Field = "code"
	Personnummer Field = "personnummer"
	Name         Field = "name"
	FirstName    Field = "firstName"
	LastName     Field = "lastName"
	BirthYear    Field = "birthYear"
	Sex          Field = "sex"
	Municipality Field = "municipality"
	Referrer     Field = "referrer"
	TargetGroup  Field = "targetGroup"
	Team         Field = "team"
	Supervisor   Field = "supervisor"
	Start        Field = "start"
	Finish       Field = "finish"
	Outcome      Field = "outcome"
	Date         Field = "date"
	Rater        Field = "rater"
	Instrument   Field = "instrument" // of an answer: the version that asked
	Item         Field = "item"
	Comment      Field = "comment"
	Raising      Field = "raising"
	Area         Field = "area"
	Step         Field = "step"
)

// Fields are all that a column can say, in the order of a list to choose from.
// Item stands for every item.
var Fields = []Field{
	Ignored, Code, Personnummer, Name, FirstName, LastName, BirthYear, Sex, Municipality, Referrer, TargetGroup, Team,
	Supervisor, Start, Finish, Outcome, Date, Rater, Instrument, Item, Comment, Raising, Area, Step,
}

// rates tells whether a field is about a rating and not about the participant.
func (f Field) rates() bool {
	return slices.Contains([]Field{Date, Rater, Instrument, Item, Comment, Raising, Area, Step}, f)
}

// Column says what one column of a table means.
type Column struct {
	Field    Field       `json:"field,omitempty"`
	Item     string      `json:"item,omitempty"`     // of an Item
	Rater    skapa.Rater `json:"rater,omitempty"`    // whose rating it is of, where that is in the header
	Occasion int         `json:"occasion,omitempty"` // of several ratings in one row, by the number in the header
}

// Mapping says what the columns of a table mean. It holds nothing of what stands
// in them, so that it can be remembered.
type Mapping struct {
	Header  int      `json:"header"` // index of the row with the names of the columns
	Columns []Column `json:"columns"`
}

// Guess gives the mapping that the headers of a sheet suggest, for answers to an
// instrument. The header is the row among the first ones of which most is
// understood: there may be titles above it. Of two columns with one meaning the
// first has it.
func Guess(s sheet.Sheet, in skapa.Instrument) Mapping {
	best, most := Mapping{Columns: make([]Column, width(s))}, 0
	for i, row := range s.Rows[:min(len(s.Rows), 15)] {
		m := Mapping{Header: i, Columns: make([]Column, width(s))}
		understood := 0
		for c := range row.Cells {
			column, found := columnOf(row.Cells[c], in)
			if found && !slices.Contains(m.Columns, column) {
				m.Columns[c] = column
				understood++
			}
		}
		if understood > most {
			best, most = m, understood
		}
	}
	if best.Header < len(s.Rows) && slices.ContainsFunc(s.Rows[best.Header].Cells, func(c string) bool { return means(c, known().Others) }) {
		for i, c := range best.Columns {
			if slices.Contains([]Field{Start, Finish, Outcome, Area, Step}, c.Field) {
				best.Columns[i] = Column{} // of an activity, a pause or a goal
			}
		}
	}
	return best.settle()
}

func width(s sheet.Sheet) (columns int) {
	for _, row := range s.Rows {
		columns = max(columns, len(row.Cells))
	}
	return columns
}

// columnOf gives what a header means. Beside the name of what is in the column
// it may say whose rating and which of several: "Hälsa (deltagare) 2".
func columnOf(header string, in skapa.Instrument) (c Column, found bool) {
	parts := strings.FieldsFunc(header, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	for range 4 {
		if len(parts) == 0 {
			return Column{}, false
		}
		name := strings.Join(parts, " ")
		if item := itemNamed(in, name); item != "" {
			c.Field, c.Item = Item, item
			return c, true
		}
		if field, is := meaning(name, known().Fields); is && (c == Column{} || field.rates()) {
			c.Field = field
			return c, true
		}
		if parts, found = c.strip(parts); !found {
			return Column{}, false
		}
	}
	return Column{}, false
}

// strip takes a word off either end of a header that says whose rating or which.
func (c *Column) strip(parts []string) (rest []string, found bool) {
	first, last := parts[0], parts[len(parts)-1]
	if n, err := strconv.Atoi(last); err == nil && c.Occasion == 0 && n > 0 && n < 100 {
		c.Occasion = n
		return parts[:len(parts)-1], true
	}
	if n, err := strconv.Atoi(first); err == nil && c.Occasion == 0 && n > 0 && n < 100 {
		c.Occasion = n
		return parts[1:], true
	}
	if len(parts) > 2 && c.Occasion == 0 && means(first, known().Occasions) {
		if n, err := strconv.Atoi(parts[1]); err == nil && n > 0 && n < 100 {
			c.Occasion = n
			return parts[2:], true
		}
	}
	if c.Rater == "" {
		if rater, is := meaning(last, known().Raters); is {
			c.Rater = rater
			return parts[:len(parts)-1], true
		}
		if rater, is := meaning(first, known().Raters); is {
			c.Rater = rater
			return parts[1:], true
		}
	}
	if c.Occasion > 0 && len(parts) > 1 && means(last, known().Occasions) {
		return parts[:len(parts)-1], true
	}
	if c.Occasion > 0 && len(parts) > 1 && means(first, known().Occasions) {
		return parts[1:], true
	}
	return nil, false
}

// settle takes back what makes no sense beside the other columns.
func (m Mapping) settle() Mapping {
	long := m.has(Area) && m.has(Step)
	for i, c := range m.Columns {
		switch {
		case (c.Field == Area || c.Field == Step) && !long, // "Svar" alone says nothing
			c.Field == Item && long:
			m.Columns[i] = Column{}
		case c.Field.rates() && !m.Rates():
			m.Columns[i] = Column{} // a comment on nothing
		case c.Field == Team || c.Field == Supervisor:
			m.Columns[i] = Column{Field: c.Field}
		}
	}
	return m
}

func (m Mapping) has(f Field) bool {
	return slices.ContainsFunc(m.Columns, func(c Column) bool { return c.Field == f })
}

// Rates tells whether the table holds ratings, and People whether it says
// something of participants.
func (m Mapping) Rates() bool { return m.has(Item) || m.has(Step) }

// People tells whether it says something of participants.
func (m Mapping) People() bool {
	return slices.ContainsFunc(m.Columns, func(c Column) bool {
		return c.Field != Ignored && c.Field != Code && !c.Field.rates()
	})
}

// Known tells whether enough is understood for something to be imported.
func (m Mapping) Known() bool { return len(m.Check()) == 0 && (m.Rates() || m.People()) }

// Check gives what keeps a table with this mapping from being imported.
func (m Mapping) Check() (all []*skapa.Problem) {
	refuse := func(key string, args skapa.Args) { all = append(all, &skapa.Problem{Key: key, Args: args}) }
	if !m.has(Code) && !m.has(Personnummer) {
		refuse("error.intake.noCode", nil)
	}
	for i, c := range m.Columns {
		if j := slices.Index(m.Columns, c); c.Field != Ignored && j < i {
			refuse("error.intake.twice", skapa.Args{"One": Letter(j), "Other": Letter(i)})
		}
	}
	if m.has(Area) != m.has(Step) {
		refuse("error.intake.long", nil)
	}
	if m.has(Step) && m.has(Item) {
		refuse("error.intake.mixed", nil)
	}
	if !m.Rates() {
		return all
	}
	if !m.has(Date) {
		refuse("error.intake.noDate", nil)
	}
	for _, c := range m.Columns {
		if (c.Field == Item || c.Field == Step) && c.Rater == "" && !m.has(Rater) {
			refuse("error.intake.noRater", nil)
			break
		}
	}
	return all
}

// Letter names a column as spreadsheets do: A … Z, AA …
func Letter(column int) string {
	if column < 26 {
		return string(rune('A' + column))
	}
	return Letter(column/26-1) + string(rune('A'+column%26))
}

// Signature names the headers of a sheet, so that its mapping is found again. It
// tells nothing of what stands in it.
func Signature(s sheet.Sheet, header int) string {
	if header < 0 || header >= len(s.Rows) {
		return ""
	}
	var names []string
	for _, c := range s.Rows[header].Cells {
		names = append(names, plain(c))
	}
	sum := sha256.Sum256([]byte(strings.Join(names, "\n")))
	return hex.EncodeToString(sum[:8])
}

// Fits tells whether a mapping that was remembered can be that of a sheet.
func (m Mapping) Fits(s sheet.Sheet, in skapa.Instrument) bool {
	if m.Header < 0 || m.Header >= len(s.Rows) || len(m.Columns) != width(s) {
		return false
	}
	return !slices.ContainsFunc(m.Columns, func(c Column) bool {
		_, is := in.Item(c.Item)
		return !slices.Contains(Fields, c.Field) || c.Field == Item && !is || c.Rater != "" && !slices.Contains(skapa.Raters, c.Rater)
	})
}
