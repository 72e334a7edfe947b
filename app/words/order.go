package words

import (
	"golang.org/x/text/collate"
	"golang.org/x/text/language"
)

func order() *collate.Collator {
	return collate.New(language.Swedish, collate.IgnoreCase, collate.Numeric)
}

// SortKeys gives a function that gives keys which compare as texts stand in a
// Swedish list: å ä ö last, numbers by value, whatever the case.
func SortKeys() func(text string) string {
	collator, buffer := order(), collate.Buffer{}
	return func(text string) string {
		defer buffer.Reset()
		return string(collator.KeyFromString(&buffer, text))
	}
}

// Distinct gives the different texts that are not empty, as they stand in a
// Swedish list.
func Distinct(texts []string) []string {
	seen := map[string]bool{"": true}
	var distinct []string
	for _, text := range texts {
		if !seen[text] {
			seen[text] = true
			distinct = append(distinct, text)
		}
	}
	order().SortStrings(distinct)
	return distinct
}
