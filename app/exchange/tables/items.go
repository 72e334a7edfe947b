package tables

import (
	"fmt"
	"slices"
	"strings"

	"framsteg/app/exchange/sheet"
	"framsteg/store/skapa"
)

// asked is an item as one version of the instrument puts it.
type asked struct {
	instrument skapa.Instrument
	item       skapa.Item
}

// items gives the columns of all items of the versions, those of the first
// version first. Items with the same name share one, for the rows say which
// version they are by.
func (l lexicon) items(versions []skapa.Instrument) (columns []column) {
	for _, in := range versions {
		for _, item := range in.Items {
			name := l.itemName(in, item)
			i := slices.IndexFunc(columns, func(c column) bool { return c.name == name })
			if i < 0 {
				i = len(columns)
				columns = append(columns, column{name: name, form: l.T("tables.form.step")})
			}
			columns[i].asked = append(columns[i].asked, asked{in, item})
		}
	}
	return columns
}

// itemName names an item by its area, and the one without by what it is: tilltro.
// Of several items of one area each has a number.
func (l lexicon) itemName(in skapa.Instrument, item skapa.Item) string {
	alike := slices.DeleteFunc(slices.Clone(in.Items), func(other skapa.Item) bool { return other.Area != item.Area })
	name := l.T("assessment.belief")
	if item.Area != "" {
		name = in.AreaName(item.Area, l.Lang)
	}
	if len(alike) == 1 {
		return name
	}
	place := slices.IndexFunc(alike, func(other skapa.Item) bool { return other.ID == item.ID })
	return fmt.Sprint(name, " ", place+1)
}

// answer gives the answer to the item of a column: the number of the step, a word
// for having declined, an empty cell where it was not asked.
func (l lexicon) answer(c column, a skapa.Assessment) sheet.Value {
	for _, asked := range c.asked {
		if asked.instrument.Version != a.Instrument {
			continue
		}
		switch step := a.Answers[asked.item.ID]; {
		case step == skapa.Declined:
			return sheet.Text(l.T("tables.declined"))
		case step.Rated():
			return sheet.Whole(int(step))
		}
	}
	return sheet.Value{}
}

// question says who is asked an item, in which version and words.
func (l lexicon) question(a asked) string {
	parts := []string{a.instrument.String() + "."}
	for _, rater := range skapa.Raters {
		if a.item.AsksOf(rater) {
			parts = append(parts, choice(l, raters, rater)+": "+a.item.Question[rater].In(l.Lang))
		}
	}
	return strings.Join(parts, " ")
}

// steps says what the numbers of an item stand for.
func (l lexicon) steps(in skapa.Instrument) string {
	var parts []string
	for i, step := range in.Steps {
		parts = append(parts, fmt.Sprint(i+1, " = ", step.In(l.Lang)))
	}
	return strings.Join(append(parts, l.T("tables.declined")+" = "+in.Declined.In(l.Lang)), "; ")
}
