package passphrase

import (
	"math"
	"strings"
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
	return float64(len(word)) // every letter may be one
}

// What a word costs that no list has: as much as one of the 7,776 that dice
// choose (https://theworld.com/~reinhold/diceware.html), and from the letter
// on after which it is likely a compound two bits a letter: that is what the
// letters of known words hold (2.1, C. E. Shannon, "Prediction and Entropy of
// Printed English", 1951).
const (
	wordBits   = 12.9
	wordLength = 8
	moreBits   = 2
)

// unknownWords gives each unbroken row of letters that can be spoken as a word.
func unknownWords(typed, lower []rune) (parts []part) {
	for start := 0; start < len(lower); start++ {
		end := start
		for end < len(lower) && unicode.IsLetter(lower[end]) {
			end++
		}
		if end-start > 2 && speakable(lower[start:end]) {
			bits := wordBits + moreBits*float64(max(0, end-start-wordLength)) + capitalBits(typed[start:end])
			parts = append(parts, part{start, end, bits})
		}
		start = end
	}
	return parts
}

// speakable tells whether letters read like a word: with a vowel among every
// six ("ångström"), and no four vowels in a row.
func speakable(lower []rune) bool {
	vowels, consonants, any := 0, 0, false
	for _, r := range lower {
		if strings.ContainsRune("aeiouyåäöéæøü", r) {
			vowels, consonants, any = vowels+1, 0, true
		} else {
			vowels, consonants = 0, consonants+1
		}
		if vowels > 3 || consonants > 5 {
			return false
		}
	}
	return any
}
