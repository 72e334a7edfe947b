package cli

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// reserved are the names that Windows keeps for devices, whatever follows a dot.
var reserved = regexp.MustCompile(`(?i)^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)`)

// longest is how many bytes of a code a name keeps: with a number and an ending
// after them, fewer than the 255 that every system takes.
const longest = 200

// fileNames gives each code a file name of its own that every system can keep:
// the code, with _ for what one of them forbids. Of two that a system holds for
// the same, whatever the case of their letters, the later gets a number.
func fileNames(codes []string, extension string) []string {
	names, used := make([]string, len(codes)), map[string]bool{}
	for i, code := range codes {
		name := fileName(code)
		for n := 2; used[sameName(name)]; n++ {
			name = fmt.Sprintf("%s (%d)", fileName(code), n)
		}
		used[sameName(name)] = true
		names[i] = name + extension
	}
	return names
}

func fileName(code string) string {
	name := strings.Map(func(r rune) rune {
		if strings.ContainsRune(`<>:"/\|?*`, r) || !unicode.IsPrint(r) && r != ' ' {
			return '_'
		}
		return r
	}, norm.NFC.String(code))
	name = strings.TrimRight(cut(strings.TrimLeft(name, " ."), longest), " .")
	if name == "" || reserved.MatchString(name) {
		name = "_" + name
	}
	return name
}

// cut gives as many whole characters of a text as there is room for in n bytes.
func cut(text string, n int) string {
	for i, r := range text {
		if i+utf8.RuneLen(r) > n {
			return text[:i]
		}
	}
	return text
}

// sameName gives what file names have in common that a system may hold for the
// same.
func sameName(name string) string {
	return strings.ToLower(strings.ToUpper(norm.NFKC.String(name)))
}
