package skapa

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
