package skapa

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Longest lengths in characters of what people write.
const (
	MaxName    = 120
	MaxCode    = 40
	MaxComment = 4000
)

// Tidy gives text as it is kept: valid UTF-8, without control characters but
// line breaks and tabs, without white space at its ends.
func Tidy(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	return strings.TrimSpace(text)
}

// checkText refuses text over max characters, and empty text where it is
// required.
func (f *Findings) checkText(field, text string, required bool, max int) {
	switch n := utf8.RuneCountInString(text); {
	case required && strings.TrimSpace(text) == "":
		f.refuse(field, "error.required."+field, nil)
	case n > max:
		f.refuse(field, "error.tooLong", Args{"Max": max, "Length": n})
	}
}
