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
// line breaks and tabs, without what only hides or reorders other characters,
// without white space at its ends. Tidying twice changes nothing more.
func Tidy(text string) string {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || unicode.Is(hidden, r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	return strings.TrimSpace(text)
}

// hidden are characters that show nothing and make two texts that differ look
// alike, or one text read as another. The joiners U+200C and U+200D are not
// among them: Persian names and many emoji are spelled with these.
var hidden = &unicode.RangeTable{
	R16: []unicode.Range16{
		{0x00ad, 0x00ad, 1}, // soft hyphen
		{0x061c, 0x061c, 1}, // Arabic letter mark
		{0x200b, 0x200b, 1}, // zero width space
		{0x200e, 0x200f, 1}, // left-to-right and right-to-left marks
		{0x202a, 0x202e, 1}, // embeddings and overrides of direction
		{0x2060, 0x206f, 1}, // word joiner, invisible operators, isolates of direction
		{0xfeff, 0xfeff, 1}, // byte order mark
		{0xfff9, 0xfffb, 1}, // marks of annotations
	},
	R32:         []unicode.Range32{{0xe0000, 0xe007f, 1}}, // tags
	LatinOffset: 1,
}

// checkText refuses text over max characters, and empty text with the key
// missing, which is "" where the text may be left out.
func (f *Findings) checkText(field, text, missing string, max int) {
	switch n := utf8.RuneCountInString(text); {
	case missing != "" && strings.TrimSpace(text) == "":
		f.refuse(field, missing, nil)
	case n > max:
		f.refuse(field, "error.tooLong", Args{"Max": max, "Length": n})
	}
}
