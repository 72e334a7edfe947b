package passphrase

import (
	"encoding/json"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/ccojocar/zxcvbn-go/data"
	"golang.org/x/text/unicode/norm"

	"framsteg/assets"
)

// maxRunes is how much of a passphrase is looked at: what comes after can only
// make it better.
const maxRunes = 100

// Meter estimates passphrases. It holds some 80,000 words, 10 MB: make one for
// as long as one is needed. It may be used from several goroutines.
type Meter struct {
	ranks map[string]int // of each word, without accents, in its own list
	pairs pairs          // of the letters of all words
}

// New makes a meter that also knows own words, such as the user's name and that
// of the file. It takes some 50 ms.
func New(own ...string) (*Meter, error) {
	m := &Meter{ranks: make(map[string]int, 90_000)}
	m.add(slices.Concat(own, strings.Fields(strings.Join(own, " "))), 0)
	m.add(strings.Fields(assets.CommonWords), swedish)
	for _, name := range []string{"Passwords", "English", "FemaleNames", "MaleNames", "Surnames"} {
		file, err := data.Asset("data/" + name + ".json")
		if err != nil {
			return nil, err
		}
		var list struct{ List []string }
		if err := json.Unmarshal(file, &list); err != nil {
			return nil, err
		}
		m.add(list.List, 1)
	}
	return m, nil
}

// swedish is how much more a Swedish word says than another about what letter
// follows which, for the lists have few.
const swedish = 20

// add takes the words of a list, the likeliest first, and counts their letters
// so many times. An attacker has one list after the other, so that each begins
// anew.
func (m *Meter) add(list []string, times float64) {
	for i, word := range list {
		word = strings.ToLower(word)
		if strings.ContainsFunc(word, func(r rune) bool { return r > unicode.MaxASCII }) {
			word = string(plain([]rune(norm.NFC.String(word))))
		}
		if rank, known := m.ranks[word]; word != "" && (!known || i+1 < rank) {
			m.ranks[word] = i + 1
		}
		m.pairs.count(word, times)
	}
}

// part is a way to come to the runes from start up to end.
type part struct {
	start, end int
	bits       float64
}

// Bits gives how many bits of guesses a passphrase withstands.
func (m *Meter) Bits(passphrase string) float64 {
	typed := []rune(norm.NFC.String(passphrase))
	typed = typed[:min(len(typed), maxRunes)]
	lower := []rune(strings.ToLower(string(typed)))
	if len(lower) != len(typed) { // some letters have no small form of one rune
		lower = slices.Clone(typed)
	}
	parts := slices.Concat(m.words(typed, lower), m.unknownWords(typed, lower), runs(lower), dates(typed), repetitions(lower), separators(typed))
	return cheapest(parts, len(typed), runeBits(typed))
}

// cheapest gives the bits of the cheapest way to put parts together to a whole
// of a length; a rune that no part covers costs single bits.
func cheapest(parts []part, length int, single float64) float64 {
	byEnd := make([][]part, length+1)
	for _, p := range parts {
		byEnd[p.end] = append(byEnd[p.end], p)
	}
	best := make([]float64, length+1)
	for end := 1; end <= length; end++ {
		best[end] = best[end-1] + single
		for _, p := range byEnd[end] {
			best[end] = min(best[end], best[p.start]+p.bits)
		}
	}
	return best[length]
}

// runeBits gives what one rune costs that was chosen at random among all of the
// kinds that occur.
func runeBits(typed []rune) float64 {
	var digits, small, capitals, foreign, signs int // how many there are of each kind that occurs
	for _, r := range typed {
		switch {
		case unicode.IsDigit(r):
			digits = 10
		case unicode.IsLower(r) && r < unicode.MaxASCII:
			small = 26
		case unicode.IsUpper(r) && r < unicode.MaxASCII:
			capitals = 26
		case unicode.IsLetter(r):
			foreign = 6 // å, ä, ö and their capitals
		case r != ' ':
			signs = 33
		}
	}
	return math.Log2(float64(1 + digits + small + capitals + foreign + signs))
}
