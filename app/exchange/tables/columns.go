package tables

import (
	"fmt"
	"strings"

	"framsteg/app/words"
	"framsteg/store/skapa"
)

// column is what a table and the code book say of a column.
type column struct {
	name     string
	what     string  // what it holds, in a sentence
	form     string  // of its values: text, date …
	values   string  // which there can be, where they are few
	personal bool    // left out unless names are asked for
	asked    []asked // of an item: how each version of the instrument puts it
}

// The forms of values, as the texts tables.form.… name them.
const (
	asText   = "text"
	asChoice = "choice"
	asWhole  = "whole"
	asDate   = "date"
)

// lexicon makes columns in a language.
type lexicon struct{ words.Words }

// column gives the column of a key, whose name and content are the texts
// tables.column.KEY and tables.what.KEY.
func (l lexicon) column(key, form string, values ...string) column {
	return column{
		name: l.T("tables.column." + key), what: l.T("tables.what." + key), form: l.T("tables.form." + form),
		values: strings.Join(values, "; "),
	}
}

func (l lexicon) personal(key string) column {
	c := l.column(key, asText)
	c.personal = true
	return c
}

// choices gives what values are called by the texts with a prefix; the empty
// value is an empty cell.
func choices[V ~string](l lexicon, prefix string, all []V) (names []string) {
	for _, v := range all {
		if v != "" {
			names = append(names, l.T(prefix+string(v)))
		}
	}
	return names
}

// choice gives what a value is called; "" for the empty one.
func choice[V ~string](l lexicon, prefix string, v V) string {
	if v == "" {
		return ""
	}
	return l.T(prefix + string(v))
}

// What values are called in tables.
const (
	sexes      = "sex."
	raters     = "tables.rater."
	categories = "category."
	statuses   = "status."
	breaks     = "break."
	reasons    = "pause.reason."
	outcomes   = "outcome."
	supports   = "support."
)

func (l lexicon) participants() []column {
	return []column{
		l.column("code", asText), l.personal("name"), l.personal("personnummer"),
		l.column("birthYear", asWhole), l.column("sex", asChoice, choices(l, sexes, skapa.Sexes)...),
		l.column("municipality", asText), l.column("referrer", asText), l.column("targetGroup", asText),
		l.column("team", asText), l.column("supervisor", asText),
		l.column("start", asDate), l.column("finish", asDate), l.column("outcome", asChoice, choices(l, outcomes, skapa.Outcomes)...),
	}
}

// assessments gives the columns of the ratings: between the rating and its words
// one for each item.
func (l lexicon) assessments(items []column) []column {
	columns := []column{
		l.column("code", asText), l.column("date", asDate),
		l.column("rater", asChoice, choices(l, raters, skapa.Raters)...), l.column("instrument", asText),
	}
	columns = append(columns, items...)
	return append(columns, l.personal("comment"), l.personal("raising"))
}

func (l lexicon) participations() []column {
	return []column{
		l.column("code", asText), l.column("activity", asText), l.column("category", asChoice, choices(l, categories, skapa.Categories)...),
		l.column("provider", asText), l.column("status", asChoice, choices(l, statuses, skapa.Statuses)...),
		l.column("from", asDate), l.column("to", asDate), l.column("break", asChoice, choices(l, breaks, skapa.Breaks)...),
	}
}

func (l lexicon) goals(areas []string) []column {
	return []column{
		l.column("code", asText), l.column("area", asChoice, areas...),
		l.column("since", asDate), l.column("by", asDate), l.column("done", asDate),
		l.personal("goal"), l.personal("step"), l.personal("who"),
	}
}

func (l lexicon) pauses() []column {
	return []column{
		l.column("code", asText), l.column("from", asDate), l.column("to", asDate),
		l.column("pause", asChoice, choices(l, reasons, skapa.PauseReasons)...),
	}
}

func (l lexicon) periods() []column {
	columns := []column{l.column("code", asText), l.column("periodStart", asDate), l.column("periodFinish", asDate)}
	return append(columns, l.result(skapa.Outcomes)...)
}

func (l lexicon) followUps() []column {
	months := strings.Trim(strings.ReplaceAll(fmt.Sprint(skapa.FollowUpMonths), " ", "; "), "[]")
	columns := []column{l.column("code", asText), l.column("months", asWhole, months), l.column("followedUp", asDate)}
	return append(columns, l.result(skapa.FollowUpOutcomes)...)
}

func (l lexicon) result(possible []skapa.Outcome) []column {
	return []column{
		l.column("outcome", asChoice, choices(l, outcomes, possible)...), l.column("hours", asWhole),
		l.column("support", asChoice, choices(l, supports, skapa.Supports)...),
	}
}
