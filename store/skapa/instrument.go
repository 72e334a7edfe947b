package skapa

import (
	"encoding/json"
	"fmt"
	"slices"
)

// Area is one of the six areas of SKAPA.
type Area string

// The six areas, Typ av arbete first.
const (
	WorkType    Area = "work-type"
	ManageWork  Area = "manage-work"
	Competence  Area = "competence"
	Everyday    Area = "everyday"
	Cooperation Area = "cooperation"
	Health      Area = "health"
)

// Areas are the six, in the order of the method.
var Areas = []Area{WorkType, ManageWork, Competence, Everyday, Cooperation, Health}

// Rater is who answers.
type Rater string

// The two raters of a meeting.
const (
	Self         Rater = "self"
	BySupervisor Rater = "supervisor"
)

// Raters are both, the participant first.
var Raters = []Rater{Self, BySupervisor}

// Text is one text in several languages, by language code ("sv", "en").
type Text map[string]string

// In gives the text in a language, in Swedish where it has none in that.
func (t Text) In(lang string) string {
	if s, ok := t[lang]; ok {
		return s
	}
	return t["sv"]
}

// Version names one wording of an instrument. Answers to two versions are
// never drawn in one line or compared.
type Version struct {
	Name   string `json:"name"`
	Number int    `json:"version"`
}

// String gives "skapa 1".
func (v Version) String() string { return fmt.Sprintf("%s %d", v.Name, v.Number) }

// Instrument is one version of the questionnaire: data, never code.
type Instrument struct {
	Version
	Areas    []AreaText `json:"areas"`    // names of the six, in order
	Items    []Item     `json:"items"`    // what is asked, in order
	Steps    []Text     `json:"steps"`    // the wording of step 1, 2, …
	Declined Text       `json:"declined"` // the wording of "vill ej svara"

	// How exactly it measures. What is left out has the default; files that were
	// made before this could be stated stay the same.
	Precisions Precisions `json:"precision,omitzero"`
}

// AreaText is the name of an area in an instrument, and a short form of it for
// the head of a narrow column.
type AreaText struct {
	Area  Area `json:"area"`
	Name  Text `json:"name"`
	Short Text `json:"short"`
}

// Item is one question. An item without an area belongs to no line: it is the
// supervisor's tilltro.
type Item struct {
	ID       string         `json:"id"`
	Area     Area           `json:"area,omitempty"`
	Question map[Rater]Text `json:"question"` // who is asked, and in which words
}

// AsksOf tells whether the item is put to a rater.
func (i Item) AsksOf(r Rater) bool { return i.Question[r] != nil }

// ParseInstrument reads an instrument from JSON and refuses one that its
// answers could not be understood with, or that no form has room for.
func ParseInstrument(data []byte) (Instrument, error) {
	var in Instrument
	if len(data) > maxInstrument {
		return in, fmt.Errorf("skapa: an instrument of %d bytes", len(data))
	}
	if err := json.Unmarshal(data, &in); err != nil {
		return Instrument{}, fmt.Errorf("skapa: instrument: %w", err)
	}
	if err := in.check(); err != nil {
		return Instrument{}, fmt.Errorf("skapa: instrument %s: %w", in.Version, err)
	}
	return in, nil
}

// Item gives an item by its id.
func (in Instrument) Item(id string) (Item, bool) {
	i := slices.IndexFunc(in.Items, func(item Item) bool { return item.ID == id })
	if i < 0 {
		return Item{}, false
	}
	return in.Items[i], true
}

// ItemsFor gives the items that are put to a rater, in order.
func (in Instrument) ItemsFor(r Rater) []Item {
	var items []Item
	for _, item := range in.Items {
		if item.AsksOf(r) {
			items = append(items, item)
		}
	}
	return items
}

// AreaName gives the name of an area in a language.
func (in Instrument) AreaName(a Area, lang string) string {
	for _, t := range in.Areas {
		if t.Area == a {
			return t.Name.In(lang)
		}
	}
	return string(a)
}

// StepName gives the wording of a step, or of declining, in a language; ""
// for an item that was not asked.
func (in Instrument) StepName(s Step, lang string) string {
	switch {
	case s == Declined:
		return in.Declined.In(lang)
	case s >= 1 && int(s) <= len(in.Steps):
		return in.Steps[s-1].In(lang)
	}
	return ""
}
