package passphrase

import (
	"math"
	"slices"
	"strings"
	"unicode"
)

// rows are what fingers run along: the alphabet, the digits, and the rows and
// columns of a Swedish keyboard.
var rows = []string{
	"abcdefghijklmnopqrstuvwxyzåäö", "0123456789", "1234567890+",
	"qwertyuiopå", "asdfghjklöä", "zxcvbnm,.-", "!\"#¤%&/()=?",
	"1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik,", "9ol.", "789", "456", "123", "147", "258", "369",
}

// runs gives each run of three or more along a row, in either direction.
func runs(lower []rune) (parts []part) {
	for _, row := range rows {
		for _, along := range [][]rune{[]rune(row), backwards([]rune(row))} {
			for start := 0; start < len(lower); start++ {
				from := slices.Index(along, lower[start])
				n := 0
				for from >= 0 && from+n < len(along) && start+n < len(lower) && along[from+n] == lower[start+n] {
					n++
				}
				for ; n > 2; n-- { // the row, where in it, which way, how long
					parts = append(parts, part{start, start + n, math.Log2(float64(len(rows))) + math.Log2(float64(2*n))})
				}
			}
		}
	}
	return parts
}

// Years that people have in passwords, and what a year and a day among them
// costs.
const (
	firstYear, lastYear = 1900, 2059
	yearBits            = 7.4
	dayBits             = 8.6 // of 366
)

// dates gives years and days: 2026, 20261121, 261121, 21112026, 2026-11-21.
func dates(typed []rune) (parts []part) {
	for start := range typed {
		for _, length := range []int{4, 6, 8, 10} {
			end := start + length
			if end > len(typed) {
				break
			}
			text := string(typed[start:end])
			digits := strings.Map(func(r rune) rune {
				if strings.ContainsRune("-./ ", r) {
					return -1
				}
				return r
			}, text)
			if bits := dateBits(digits, length); bits > 0 {
				parts = append(parts, part{start, end, bits})
			}
		}
	}
	return parts
}

// dateBits gives what digits that were written in a length cost as a date; 0
// when they are none.
func dateBits(digits string, length int) float64 {
	for _, r := range digits {
		if r < '0' || r > '9' {
			return 0
		}
	}
	number := func(from, to int) (n int) {
		for _, r := range digits[from:to] {
			n = 10*n + int(r-'0')
		}
		return n
	}
	day := func(month, day int) bool { return month >= 1 && month <= 12 && day >= 1 && day <= 31 }
	year := func(y int) bool { return y >= firstYear && y <= lastYear }
	extra := 0.0
	if length > len(digits) {
		extra = 1
	}
	switch len(digits) {
	case 4:
		if length == 4 && year(number(0, 4)) {
			return yearBits
		}
	case 6:
		if day(number(2, 4), number(4, 6)) || day(number(2, 4), number(0, 2)) {
			return yearBits + dayBits + extra
		}
	case 8:
		if year(number(0, 4)) && day(number(4, 6), number(6, 8)) || year(number(4, 8)) && day(number(2, 4), number(0, 2)) {
			return yearBits + dayBits + extra
		}
	}
	return 0
}

// repetitions gives what was there before, from two letters on: where it was
// and how long it is cost little.
func repetitions(lower []rune) (parts []part) {
	for start := 1; start < len(lower); start++ {
		longest := 0
		for from := range start {
			n := 0
			for start+n < len(lower) && lower[from+n] == lower[start+n] {
				n++
			}
			longest = max(longest, n)
		}
		for n := longest; n > 1; n-- {
			parts = append(parts, part{start, start + n, 1 + math.Log2(float64(start)) + math.Log2(float64(n))})
		}
	}
	return parts
}

// separators gives what stands between words and numbers: a space is what
// everybody takes, and another sign is chosen once. What ends a sentence is what
// everybody takes to end.
func separators(typed []rune) (parts []part) {
	seen := map[rune]bool{' ': true}
	for i, r := range typed {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			continue
		}
		if seen[r] {
			parts = append(parts, part{i, i + 1, 1})
		}
		seen[r] = true
	}
	if last := len(typed) - 1; last > 0 && strings.ContainsRune("!.?", typed[last]) {
		parts = append(parts, part{last, last + 1, 2})
	}
	return parts
}
