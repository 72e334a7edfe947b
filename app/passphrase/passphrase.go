// Package passphrase estimates how many guesses a passphrase withstands. It
// knows no widgets and keeps nothing of what it is given.
//
// It follows zxcvbn (D. L. Wheeler, "zxcvbn: Low-Budget Password Strength
// Estimation", USENIX Security 2016): the cheapest way to put the passphrase
// together from words, dates, runs on the keyboard, repetitions and single
// characters is how an attacker would come to it. The word lists are those of
// github.com/ccojocar/zxcvbn-go. Its matchers are not used: importing them
// reads all lists at the start of every program, they count bytes where they
// mean letters, and some inputs take them a tenth of a second. It also takes
// every Swedish word for random letters; here a word that no list has counts as
// a word still.
package passphrase

// Strength says how good a passphrase is, for people.
type Strength int

// The strengths. One that is TooWeak is to be refused.
const (
	TooWeak Strength = iota
	Weak
	Fair
	Strong
)

// The limits are the bits from which a strength begins: the logarithm of the
// guesses. A guess costs 2^18 rounds of scrypt, which is 256 MiB to be written
// and read. By its memory's bandwidth the best graphics card of 2022 makes at
// most 3,000 such guesses a second (960 GB/s ÷ (1.25 × 256 MiB), after S. Thomas,
// https://tobtu.com/minimum-password-settings/). On average half of all guesses
// are needed, so one such card needs
//
//	35 bits  66 days           three words chosen by dice, less a bit or two
//	45 bits  186 years         between three and four words
//	55 bits  190,000 years     more than four words
//
// and somebody with a thousand of them, or of the cards of ten years hence,
// seven orders of magnitude less than the last.
const (
	weakFrom   = 35
	fairFrom   = 45
	strongFrom = 55
)

// Of gives the strength of a passphrase of so many bits.
func Of(bits float64) Strength {
	switch {
	case bits < weakFrom:
		return TooWeak
	case bits < fairFrom:
		return Weak
	case bits < strongFrom:
		return Fair
	}
	return Strong
}

// Share gives how far bits are on the way to Strong, from 0 to 1: each strength
// has a quarter of it.
func Share(bits float64) float64 {
	limits := []float64{0, weakFrom, fairFrom, strongFrom}
	for i, from := range limits[1:] {
		if below := limits[i]; bits < from {
			return (float64(i) + max(bits-below, 0)/(from-below)) / float64(len(limits))
		}
	}
	return 1
}
