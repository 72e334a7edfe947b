package skapa

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// looksLikePersonnummer tells whether a text holds the digits of a Swedish
// personnummer or samordningsnummer, whose day is 60 more: 10 or 12 of them,
// with a date in front and, over the last ten, a last digit by Luhn. Other
// characters than digits do not count.
func looksLikePersonnummer(text string) bool {
	var digits []int
	for _, r := range text {
		if r >= '0' && r <= '9' {
			digits = append(digits, int(r-'0'))
		}
	}
	if len(digits) == 12 {
		digits = digits[2:]
	}
	if len(digits) != 10 {
		return false
	}
	month, day := digits[2]*10+digits[3], (digits[4]*10+digits[5])%60
	return month >= 1 && month <= 12 && day >= 1 && day <= 31 && luhn(digits)
}

// luhn tells whether the last digit checks the others: every second digit from
// the last but one back is doubled and its digits added, and the sum of all
// ends in 0 (ISO/IEC 7812-1, annex B).
func luhn(digits []int) bool {
	sum := 0
	for i := range digits {
		d := digits[len(digits)-1-i]
		if i%2 == 1 {
			d *= 2
		}
		sum += d/10 + d%10
	}
	return sum%10 == 0
}

// ParsePersonnummer reads a Swedish personnummer or samordningsnummer, whose day is 60
// more, as people write them: with or without the century and the sign before the last
// four digits, where + says that the person turned a hundred. It gives the twelve
// digits YYYYMMDDNNNN, "" for an empty text; today tells the century and that nobody
// is born later. Its error is the Problem error.personnummer.
func ParsePersonnummer(text string, today Date) (string, error) {
	text = strings.Join(strings.Fields(text), "")
	if text == "" {
		return "", nil
	}
	wrong := &Problem{Key: "error.personnummer"}
	match := personnummer.FindStringSubmatch(text)
	if match == nil {
		return "", wrong
	}
	century, sign, rest := match[1], match[4], match[2]+match[3]+match[5]
	var digits []int
	for _, r := range rest {
		digits = append(digits, int(r-'0'))
	}
	if !luhn(digits) {
		return "", wrong
	}
	day := digits[4]*10 + digits[5]
	if day > 60 {
		day -= 60
	}
	born := func(century int) (Date, error) {
		return ParseDate(fmt.Sprintf("%02d%s-%s-%02d", century, match[2], match[3][:2], day))
	}
	if century == "" {
		c := today.Year() / 100
		if d, err := born(c); err != nil || d > today {
			c--
		}
		if sign == "+" {
			c--
		}
		century = strconv.Itoa(c)
	}
	c, err := strconv.Atoi(century)
	if err != nil {
		return "", wrong
	}
	if d, err := born(c); err != nil || d > today || d < FirstDate {
		return "", wrong
	}
	return century + rest, nil
}

// personnummer is the century, the year in it, month and day, the sign, and the last
// four digits.
var personnummer = regexp.MustCompile(`^(\d\d)?(\d\d)(\d{4})([-+\x{2010}-\x{2013}\x{2212}]?)(\d{4})$`)

// WritePersonnummer gives the twelve digits of a personnummer as people write them,
// YYYYMMDD-NNNN; "" for none.
func WritePersonnummer(number string) string {
	if len(number) != 12 {
		return number
	}
	return number[:8] + "-" + number[8:]
}
