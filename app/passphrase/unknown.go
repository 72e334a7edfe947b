package passphrase

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// What a word costs that no list has: as much as one of the 7,776 that dice
// choose (https://theworld.com/~reinhold/diceware.html), and from the letter
// on after which it is likely a compound two bits a letter: that is what the
// letters of known words hold (2.1, C. E. Shannon, "Prediction and Entropy of
// Printed English", 1951). But however long it is, it can be in a larger list:
// four million have room for every form and every common compound of a language
// or two. No word has more letters than the longest.
const (
	wordBits    = 12.9
	wordLength  = 8
	moreBits    = 2
	rareBits    = 22
	longestWord = 30
)

func unknownBits(letters int) float64 {
	more := func(than int) float64 { return moreBits * float64(max(0, letters-than)) }
	return min(wordBits+more(wordLength), rareBits) + more(longestWord)
}

// substitutes are the signs that often stand for letters, and seldom between
// words.
const substitutes = "4@3€1!05$"

// unknownWords gives each unbroken row of letters that reads like a word, also
// with signs for some of them, which costs a bit.
func (m *Meter) unknownWords(typed, lower []rune) (parts []part) {
	letters := plain(slices.Clone(lower))
	add := func(read []rune, start, end int, extra float64) {
		word := read[start:end]
		if len(word) > 2 && (m.pairs.bits(word) < likeWords || extra == 0 && len(word) <= wordLength && speakable(word)) {
			parts = append(parts, part{start, end, unknownBits(len(word)) + extra + capitalBits(typed[start:end])})
		}
	}
	for _, row := range rowsOf(letters) {
		start, end := row[0], row[1]
		inside := pieces(typed, start, end)
		if !several(letters, inside, 3) {
			add(letters, start, end, 0)
		}
		for _, p := range inside {
			add(letters, p[0], p[1], 0)
		}
	}
	for _, leet := range leets {
		read := slices.Clone(letters)
		for i, r := range read {
			if letter, is := leet[r]; is && strings.ContainsRune(substitutes, r) {
				read[i] = letter
			}
		}
		for _, row := range rowsOf(read) {
			if several(letters, pieces(typed, row[0], row[1]), 4) {
				continue
			}
			first := row[0] + max(0, slices.IndexFunc(typed[row[0]:row[1]], unicode.IsLetter))
			for _, start := range []int{row[0], first} { // a digit at either end can be a digit
				for end := row[1]; end > start; end-- {
					add(read, start, end, 1)
					if unicode.IsLetter(typed[end-1]) {
						break
					}
				}
			}
		}
	}
	return parts
}

// rowsOf gives where each unbroken row of letters starts and ends.
func rowsOf(runes []rune) (rows [][2]int) {
	for start := 0; start < len(runes); start++ {
		end := start
		for end < len(runes) && unicode.IsLetter(runes[end]) {
			end++
		}
		if end > start {
			rows = append(rows, [2]int{start, end})
		}
		start = end
	}
	return rows
}

// pieces gives the rows of letters of a row that may hold signs, each also
// parted where a capital letter comes after a small one.
func pieces(typed []rune, start, end int) (all [][2]int) {
	for _, row := range rowsOf(typed[start:end]) {
		from := start + row[0]
		for i := from + 1; i < start+row[1]; i++ {
			if unicode.IsUpper(typed[i]) && !unicode.IsUpper(typed[i-1]) {
				all, from = append(all, [2]int{from, i}), i
			}
		}
		all = append(all, [2]int{from, start + row[1]})
	}
	return all
}

// several tells whether the pieces of a row are words of their own rather than
// what capitals and signs leave of one: some that can all be spoken.
func several(letters []rune, pieces [][2]int, some int) bool {
	return len(pieces) >= some && !slices.ContainsFunc(pieces, func(p [2]int) bool {
		return p[1]-p[0] < 3 || !speakable(letters[p[0]:p[1]])
	})
}

// speakable tells whether a few letters read like a word: with a vowel among
// every six ("ångström"), and no four vowels in a row.
func speakable(letters []rune) bool {
	vowels, consonants, any := 0, 0, false
	for _, r := range letters {
		if strings.ContainsRune("aeiouy", r) {
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

// pairs counts how often a letter of a to z comes after another in words; 0
// stands for the ends of a word and for all else.
type pairs [27][27]float64

func letterOf(r rune) int {
	if r < 'a' || r > 'z' {
		return 0
	}
	return int(r-'a') + 1
}

func (p *pairs) count(word string, times float64) {
	before := 0
	for _, r := range word + " " {
		p[before][letterOf(r)] += times
		before = letterOf(r)
	}
}

// likeWords is the most that a letter of a word costs on average, in bits. Of
// sixteen letters that a computer chose a few rows in a hundred cost less.
const likeWords = 5.0

// bits gives what the letters of a row cost on average for one who knows what
// letter follows which in words.
func (p *pairs) bits(letters []rune) float64 {
	bits, before := 0.0, 0
	for i := range len(letters) + 1 {
		next := 0
		if i < len(letters) {
			next = letterOf(letters[i])
		}
		all := 0.0
		for _, n := range p[before] {
			all += n + 1
		}
		bits += math.Log2(all / (p[before][next] + 1))
		before = next
	}
	return bits / float64(len(letters)+1)
}
