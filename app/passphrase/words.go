package passphrase

import (
	"math"
	"unicode"
)

// maxWord is the length of the longest word in the lists that matters.
const maxWord = 24

// plain gives letters without their accents: å, ä and á are tried as a. It
// changes its argument.
func plain(lower []rune) []rune {
	for i, r := range lower {
		if base, accented := bases[r]; accented {
			lower[i] = base
		}
	}
	return lower
}

var bases = map[rune]rune{
	'å': 'a', 'ä': 'a', 'á': 'a', 'à': 'a', 'â': 'a', 'ã': 'a', 'æ': 'a', 'ö': 'o', 'ó': 'o', 'ò': 'o', 'ô': 'o', 'õ': 'o', 'ø': 'o',
	'é': 'e', 'è': 'e', 'ê': 'e', 'ë': 'e', 'í': 'i', 'ì': 'i', 'î': 'i', 'ï': 'i', 'ú': 'u', 'ù': 'u', 'û': 'u', 'ü': 'u', 'ý': 'y', 'ÿ': 'y',
	'ñ': 'n', 'ç': 'c', 'ś': 's', 'š': 's', 'ž': 'z', 'č': 'c', 'ł': 'l',
}

// leets are signs that stand for letters, in the two ways in which they do.
var leets = []map[rune]rune{
	{'4': 'a', '@': 'a', '8': 'b', '(': 'c', '3': 'e', '€': 'e', '6': 'g', '9': 'g', '1': 'l', '!': 'i', '|': 'l', '0': 'o', '5': 's', '$': 's', '7': 't', '+': 't', '2': 'z'},
	{'4': 'a', '@': 'a', '8': 'b', '(': 'c', '3': 'e', '€': 'e', '6': 'g', '9': 'q', '1': 'i', '!': 'l', '|': 'i', '0': 'o', '5': 's', '$': 's', '7': 't', '+': 't', '2': 'z'},
}

// words gives every word of the lists, also with signs for letters and
// backwards, which costs a bit each.
func (m *Meter) words(typed, lower []rune) (parts []part) {
	letters := plain([]rune(string(lower)))
	for _, c := range []struct {
		leet  map[rune]rune
		extra float64
	}{{nil, 0}, {leets[0], 1}, {leets[1], 1}} {
		read := make([]rune, len(letters))
		for i, r := range letters {
			read[i] = r
			if letter, is := c.leet[r]; is {
				read[i] = letter
			}
		}
		if c.leet != nil && string(read) == string(letters) {
			continue
		}
		for start := range read {
			for end := start + 1; end <= min(start+maxWord, len(read)); end++ {
				bits := math.Inf(1)
				if rank, known := m.ranks[string(read[start:end])]; known {
					bits = math.Log2(float64(rank))
				}
				if rank, known := m.ranks[string(backwards(read[start:end]))]; known && end-start > 2 {
					bits = min(bits, math.Log2(float64(rank))+1)
				}
				if !math.IsInf(bits, 1) {
					parts = append(parts, part{start, end, bits + c.extra + capitalBits(typed[start:end])})
				}
			}
		}
	}
	return parts
}

func backwards(runes []rune) []rune {
	turned := make([]rune, len(runes))
	for i, r := range runes {
		turned[len(runes)-1-i] = r
	}
	return turned
}

// capitalBits gives what capital letters add: little where the first is one, or
// all are.
func capitalBits(word []rune) float64 {
	capitals := 0
	for _, r := range word {
		if unicode.IsUpper(r) {
			capitals++
		}
	}
	switch {
	case capitals == 0:
		return 0
	case capitals == len(word), capitals == 1 && (unicode.IsUpper(word[0]) || unicode.IsUpper(word[len(word)-1])):
		return 1
	}
	ways, choose := 0.0, 1.0 // of choosing which, and as well which stay small
	for i := 1; i <= min(capitals, len(word)-capitals); i++ {
		choose *= float64(len(word)-i+1) / float64(i)
		ways += choose
	}
	return math.Log2(ways)
}
