package report

import (
	"strings"
	"unicode"

	"framsteg/app/chart/scene"
)

// wrap breaks a text into lines that are at most as wide as room: at spaces,
// after a slash or a hyphen, and within a word that is wider than a line. A line
// that ends at a space keeps it, so that who listens hears two words.
func wrap(words string, size float64, bold bool, room float64) []string {
	if words == "" {
		return nil
	}
	fits := func(t string) bool { return scene.Width(t, size, bold) <= room }
	var lines []string
	line := ""
	end := func() {
		if line != "" {
			lines = append(lines, line)
		}
		line = ""
	}
	all := pieces(words)
	if whole := strings.Join(all, ""); fits(whole) {
		return []string{whole}
	}
	for _, piece := range all {
		if !fits(line + piece) {
			end()
		}
		for !fits(strings.TrimSuffix(piece, " ")) {
			head, rest := split(piece, fits)
			lines = append(lines, head)
			piece = rest
		}
		if line += piece; !fits(line) {
			line = strings.TrimSuffix(line, " ")
			end()
		}
	}
	end()
	return lines
}

// hold keeps a text in one line: a date.
func hold(words string) string { return strings.ReplaceAll(words, " ", "\u00a0") }

// pieces cuts a text where a line may end; other white space than what holds a
// text together becomes a space.
func pieces(words string) []string {
	var all []string
	fields := strings.FieldsFunc(words, func(r rune) bool { return r != '\u00a0' && unicode.IsSpace(r) })
	from, runes := 0, []rune(printable(strings.Join(fields, " ")))
	for i, r := range runes {
		mayEnd := r == ' ' || (r == '/' || r == '-') && i > 0 && i+1 < len(runes) && unicode.IsLetter(runes[i-1]) && unicode.IsLetter(runes[i+1])
		if mayEnd {
			all = append(all, string(runes[from:i+1]))
			from = i + 1
		}
	}
	return append(all, string(runes[from:]))
}

// split cuts a word that is too wide as late as it fits, and at least one letter
// off it, with a hyphen between letters and not two of them alone.
func split(word string, fits func(string) bool) (head, rest string) {
	const alone = 3
	runes := []rune(word)
	for n := len(runes) - 1; n > 0; n-- {
		hyphen := ""
		if unicode.IsLetter(runes[n-1]) && unicode.IsLetter(runes[n]) {
			hyphen = "-"
		}
		if hyphen != "" && len(runes) > 2*alone && (n < alone || len(runes)-n < alone) {
			continue
		}
		if head := string(runes[:n]) + hyphen; fits(head) {
			return head, string(runes[n:])
		}
	}
	return string(runes[:1]), string(runes[1:])
}
