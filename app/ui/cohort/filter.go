package cohort

import (
	"encoding/hex"
	"slices"
	"strconv"
	"strings"

	"framsteg/app/progress/cohort"
	"framsteg/app/ui/widget"
	"framsteg/app/words"
	"framsteg/store/skapa"
)

// Filter is what is chosen. "" is no limit; an id stands in hexadecimal digits,
// and any other text behind a mark, as "" is one that may be chosen too.
type Filter struct {
	Team, Supervisor, State, Window                    string
	From, To                                           skapa.Date
	Municipality, Sex, Age, Referrer, Target, Category string
}

const mark = "="

// isEmpty tells whether everybody is taken, and the latest ratings are compared.
func (f Filter) isEmpty() bool { return f == Filter{} }

// selection gives what a report is asked for.
func (f Filter) selection() cohort.Selection {
	s := cohort.Selection{From: f.From, To: f.To}
	s.Teams, s.Supervisors = idsOf(f.Team), idsOf(f.Supervisor)
	s.Municipalities, s.Referrers, s.TargetGroups = textsOf[string](f.Municipality), textsOf[string](f.Referrer), textsOf[string](f.Target)
	s.Sexes, s.Ages, s.Categories = textsOf[skapa.Sex](f.Sex), textsOf[cohort.Age](f.Age), textsOf[skapa.Category](f.Category)
	s.State = cohort.State(slices.Index(states, f.State) + 1)
	if months, err := strconv.Atoi(f.Window); err == nil {
		s.Span = cohort.Span(months)
	}
	return s
}

// states are the choices of State, below that of any.
var states = []string{"active", "finished"}

func idsOf(chosen string) []skapa.ID {
	var id skapa.ID
	if n, err := hex.Decode(id[:], []byte(chosen)); err != nil || n != len(id) {
		return nil
	}
	return []skapa.ID{id}
}

func textsOf[T ~string](chosen string) []T {
	text, marked := strings.CutPrefix(chosen, mark)
	if !marked {
		return nil
	}
	return []T{T(text)}
}

// idOptions offers what is chosen by an id, by name; who has none stands last.
func idOptions(ids []skapa.ID, names map[skapa.ID]string, none string) []widget.Option {
	var options []widget.Option
	for _, id := range ids {
		if !id.IsZero() {
			options = append(options, widget.Option{Text: id.String(), Label: names[id]})
		}
	}
	key := words.SortKeys()
	slices.SortStableFunc(options, func(a, b widget.Option) int { return strings.Compare(key(a.Label), key(b.Label)) })
	if slices.ContainsFunc(ids, skapa.ID.IsZero) {
		options = append(options, widget.Option{Text: skapa.ID{}.String(), Label: none})
	}
	return options
}

// textOptions offers texts; what is not recorded stands last.
func textOptions(texts []string, none string) []widget.Option {
	var options []widget.Option
	for _, text := range texts {
		if text != "" {
			options = append(options, widget.Option{Text: mark + text, Label: text})
		}
	}
	if slices.Contains(texts, "") {
		options = append(options, widget.Option{Text: mark, Label: none})
	}
	return options
}

// namedOptions offers values that words have a name for.
func namedOptions[T ~string](values []T, name func(T) string) []widget.Option {
	var options []widget.Option
	for _, v := range values {
		options = append(options, widget.Option{Text: mark + string(v), Label: name(v)})
	}
	return options
}
