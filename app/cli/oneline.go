package cli

import (
	"strings"
	"unicode"
)

// oneLine keeps what stands in files and their names from breaking lines, moving
// the cursor of a terminal, or turning the order in which it is read.
func oneLine(text string) string {
	return strings.Map(func(c rune) rune {
		switch {
		case c == '\t':
			return c
		case unicode.In(c, unicode.Cc, unicode.Zl, unicode.Zp):
			return ' '
		case unicode.Is(unicode.Cf, c):
			return -1
		}
		return c
	}, text)
}
