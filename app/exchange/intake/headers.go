// Package intake takes tables that teams keep into a workspace: it guesses what
// their columns mean, says row by row what would be done with them and why not,
// and then does it, all or nothing.
package intake

import (
	_ "embed"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"framsteg/app/exchange/sheet"
	"framsteg/store/skapa"
)

// vocabulary is what people write in tables, in the languages that we know.
type vocabulary struct {
	Fields    map[Field][]string         `json:"fields"`
	Belief    []string                   `json:"belief"` // the item without an area
	Raters    map[skapa.Rater][]string   `json:"raters"`
	Occasions []string                   `json:"occasions"` // before a number in a header
	Others    []string                   `json:"others"`    // headers of tables about something else, which also have a start
	Sheets    []string                   `json:"sheets"`    // of our own books that can be imported
	Sexes     map[skapa.Sex][]string     `json:"sexes"`
	Outcomes  map[skapa.Outcome][]string `json:"outcomes"`
	Declined  []string                   `json:"declined"`
	Yes       []string                   `json:"yes"`
	No        []string                   `json:"no"`
	Open      []string                   `json:"open"` // said of an exit that was not
}

//go:embed headers.json
var headersJSON []byte

var known = sync.OnceValue(func() *vocabulary {
	var v vocabulary
	if err := json.Unmarshal(headersJSON, &v); err != nil {
		panic(err) // an embedded file that a test reads
	}
	return &v
})

// plain gives what spellings of one word have in common: its letters and digits,
// small.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFC.String(text))
}

// means tells whether a text is one of some words.
func means(text string, words []string) bool {
	text = plain(text)
	return text != "" && slices.ContainsFunc(words, func(w string) bool { return plain(w) == text })
}

// meaning gives the one whose words a text is among.
func meaning[K comparable](text string, of map[K][]string) (k K, found bool) {
	for k, words := range of {
		if means(text, words) {
			return k, true
		}
	}
	return k, false
}

// Known gives which sheets of a book are proposed: in one of ours those of the
// participants and their ratings, in any other those of which enough is
// understood.
func Known(b sheet.Book, in skapa.Instrument) (parts []Part) {
	var ours []Part
	for _, s := range b.Sheets {
		p := Part{s, Guess(s, in)}
		if !p.Mapping.Known() {
			continue
		}
		parts = append(parts, p)
		if means(s.Name, known().Sheets) {
			ours = append(ours, p)
		}
	}
	if ours != nil {
		return ours
	}
	return parts
}

// labels gives the names that an item of an instrument can have in a table.
func labels(in skapa.Instrument, item skapa.Item) (all []string) {
	all = append(all, item.ID)
	for _, question := range item.Question {
		for _, text := range question {
			all = append(all, text)
		}
	}
	alone := 0
	for _, other := range in.Items {
		if other.Area == item.Area {
			alone++
		}
	}
	if alone > 1 {
		return all // the name of the area would not say which
	}
	if item.Area == "" {
		return append(all, known().Belief...)
	}
	for _, area := range in.Areas {
		if area.Area == item.Area {
			for _, text := range []skapa.Text{area.Name, area.Short} {
				for _, name := range text {
					all = append(all, name)
				}
			}
		}
	}
	return all
}

// itemNamed gives the item that a text names; "" for none.
func itemNamed(in skapa.Instrument, text string) string {
	for _, item := range in.Items {
		if means(text, labels(in, item)) {
			return item.ID
		}
	}
	return ""
}
