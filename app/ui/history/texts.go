package history

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"time"

	"framsteg/app/words"
	"framsteg/store"
	"framsteg/store/skapa"
)

// texts says what is in a history in the user's words.
type texts struct {
	words       words.Words
	participant skapa.ID
	instruments []skapa.Instrument // newest last
}

// clock writes an instant as the computer's clock shows it.
func clock(at time.Time) string { return at.Local().Format(words.ToMinute) }

// did says what an act did to each thing.
func (t texts) did(e store.Event) string {
	var said []string
	for parts := e.Parts; len(parts) > 0; {
		n := 1
		names := []string{t.what(parts[0])}
		for ; n < len(parts) && t.change(parts[n]) == t.change(parts[0]); n++ {
			names = append(names, t.what(parts[n]))
		}
		said = append(said, t.words.T("history.did", words.Args{"What": strings.Join(names, ", "), "Change": t.change(parts[0])}))
		parts = parts[n:]
	}
	return strings.Join(said, "; ")
}

// because says who acted, and why where that was said.
func (t texts) because(e store.Event) string {
	if e.Reason == "" {
		return e.Author
	}
	return e.Author + ": " + e.Reason
}

// act says who acted, and when, and on what where that is one thing.
func (t texts) act(e store.Event) string {
	args := words.Args{"When": clock(e.At), "Author": e.Author}
	if len(e.Parts) != 1 {
		return t.words.T("history.signed", args)
	}
	args["Did"] = t.did(e)
	return t.words.T("history.act", args)
}

// changing are the kinds that change as time goes; what others say was wrong where
// it is changed.
var changing = []string{"participant", "participation", "goal"}

func (t texts) change(r store.Revision) string {
	key := string(r.Change)
	if r.Change == store.Corrected && slices.Contains(changing, r.Kind) {
		key = "changed"
	}
	return t.words.T("history.change." + key)
}

// what names a thing.
func (t texts) what(r store.Revision) string {
	key := "history.kind." + r.Kind
	if r.Kind == "period" && dateOf(r, "finish") == 0 {
		key += ".entry"
	}
	months, _ := r.Value("months").(int)
	return t.words.T(key, words.Args{
		"Day": r.Day, "Rater": t.value(r, "rater"), "Activity": r.Value("activity"), "Area": t.value(r, "area"),
		"Months": t.words.N("followup.months", months),
	})
}

// short names a thing where several are told of: by its rater, where it has one.
func (t texts) short(r store.Revision) string {
	if r.Kind == "assessment" {
		return t.words.T("history.rater." + string(rater(written{Revision: r})))
	}
	return t.what(r)
}

// followers gives the names of who follows by an assignment.
func (t texts) followers(r store.Revision) string {
	var names []string
	for _, field := range []string{"supervisor", "team"} {
		if name, _ := r.Value(field).(string); name != "" {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return t.words.T("history.nobody")
	}
	return strings.Join(names, ", ")
}

// result says what a participant went on to, in short.
func (t texts) result(r store.Revision) string {
	said := []string{t.value(r, "outcome")}
	if hours, _ := r.Value("hours").(int); hours > 0 {
		said = append(said, t.words.N("history.hours", hours))
	}
	return strings.Join(said, ", ")
}

// value says the value of a field as a user knows it.
func (t texts) value(r store.Revision, field string) string { return t.said(r, r.Value(field)) }

// said says a value of a revision; "–" where it says nothing.
func (t texts) said(r store.Revision, value any) string {
	if value == nil || reflect.ValueOf(value).IsZero() {
		return "–"
	}
	switch v := value.(type) {
	case skapa.Sex:
		return t.words.T("sex." + string(v))
	case skapa.Outcome:
		return t.words.T("outcome." + string(v))
	case skapa.Support:
		return t.words.T("support." + string(v))
	case skapa.PauseReason:
		return t.words.T("pause.reason." + string(v))
	case skapa.Status:
		return t.words.T("status." + string(v))
	case skapa.Break:
		return t.words.T("break." + string(v))
	case skapa.Rater:
		return t.words.T("rater." + string(v))
	case skapa.Area:
		return t.newest().AreaName(v, t.words.Lang)
	case skapa.Category:
		return t.words.T("category." + string(v))
	case skapa.Setting:
		return t.words.T("setting." + string(v))
	case skapa.AreaSet:
		var names []string
		for _, area := range v.Areas() {
			names = append(names, t.newest().AreaName(area, t.words.Lang))
		}
		return strings.Join(names, ", ")
	case skapa.Step:
		name := t.instrumentOf(r).StepName(v, t.words.Lang)
		if v.Rated() {
			return t.words.Number(int(v)) + " – " + name
		}
		return name
	}
	return fmt.Sprint(value)
}

// field names a field of a revision: an item by its area.
func (t texts) field(r store.Revision, f store.Field) string {
	if _, answer := f.Value.(skapa.Step); !answer {
		return t.words.T("history.field." + r.Kind + "." + f.Name)
	}
	in := t.instrumentOf(r)
	switch item, known := in.Item(f.Name); {
	case !known:
		return f.Name
	case item.Area == "":
		return t.words.T("assessment.belief")
	default:
		return in.AreaName(item.Area, t.words.Lang)
	}
}

// changed gives the fields that a revision changed.
func (t texts) changed(r store.Revision) (fields []store.Field) {
	for _, c := range r.Changes() {
		f := store.Field{Name: c.Name, Value: c.Is}
		if c.Is == nil {
			f.Value = c.Was
		}
		fields = append(fields, f)
	}
	return fields
}

// inOrder gives fields with the answers in the order of the questions.
func (t texts) inOrder(r store.Revision, fields []store.Field) []store.Field {
	if r.Kind != "assessment" {
		return fields
	}
	items := t.instrumentOf(r).Items
	place := func(f store.Field) int {
		return slices.IndexFunc(items, func(i skapa.Item) bool { return i.ID == f.Name }) // what is no item comes first
	}
	fields = slices.Clone(fields)
	slices.SortStableFunc(fields, func(a, b store.Field) int { return cmp.Compare(place(a), place(b)) })
	return fields
}

func (t texts) newest() skapa.Instrument {
	if len(t.instruments) == 0 {
		return skapa.Instrument{}
	}
	return t.instruments[len(t.instruments)-1]
}

// instrumentOf gives the questions of an assessment.
func (t texts) instrumentOf(r store.Revision) skapa.Instrument {
	for _, in := range t.instruments {
		if in.Name == r.Value("instrument") && in.Number == r.Value("number") {
			return in
		}
	}
	return t.newest()
}
