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
		if !fits(strings.TrimSuffix(piece, " ")) {
			var heads []string
			heads, piece = split(piece, size, bold, room)
			lines = append(lines, heads...)
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

// split cuts off a word that is too wide as many lines as it takes, each as late
// as it fits, until the rest fits but for its space.
func split(word string, size float64, bold bool, room float64) (heads []string, rest string) {
	letters := []rune(word)
	for {
		n, hyphen := cutAt(letters, size, bold, room)
		if n == len(letters) {
			return heads, string(letters)
		}
		heads = append(heads, string(letters[:n])+hyphen)
		letters = letters[n:]
	}
}

// cutAt gives how many letters of a word a line has room for, all where it fits
// but for its space, at least one, with a hyphen between letters and not two of them alone.
func cutAt(word []rune, size float64, bold bool, room float64) (n int, hyphen string) {
	const alone = 3
	n = 1
	sum, mark := 0.0, scene.Width("-", 1, bold)
	for i, r := range word {
		if i == len(word)-1 && r == ' ' {
			return len(word), ""
		}
		if sum += scene.Width(string(r), 1, bold); sum*size > room {
			return n, hyphen
		}
		if i+1 == len(word) {
			break
		}
		between := unicode.IsLetter(r) && unicode.IsLetter(word[i+1])
		switch {
		case !between:
			n, hyphen = i+1, ""
		case len(word) > 2*alone && (i+1 < alone || len(word)-i-1 < alone), (sum+mark)*size > room:
		default:
			n, hyphen = i+1, "-"
		}
	}
	return len(word), ""
}
