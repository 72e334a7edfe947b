package intake

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"framsteg/store/skapa"
)

// How dates are written in tables. Day, month and year of each are named.
var (
	yearFirst = regexp.MustCompile(`^(?P<y>\d{4})[-/. ](?P<m>\d{1,2})[-/. ](?P<d>\d{1,2})$`)
	together  = regexp.MustCompile(`^(?P<y>\d{4}|\d{2})(?P<m>\d{2})(?P<d>\d{2})$`)
	dayFirst  = regexp.MustCompile(`^(?P<d>\d{1,2})[-/. ](?P<m>\d{1,2})[-/. ](?P<y>\d{4})$`)
	shortYear = regexp.MustCompile(`^\d{1,2}[-/.]\d{1,2}[-/.]\d{2}$`)
	clock     = regexp.MustCompile(`^(.*\d)[T ]\d{1,2}[:.]\d{2}([:.]\d{2}([.,]\d+)?)?(Z|[+-]\d{2}:?\d{2})?$`)
	serial    = regexp.MustCompile(`^(\d{5})([.,]\d+)?$`)
	scientist = regexp.MustCompile(`^\d[.,]\d+E\+?\d{1,2}$`)
)

// tidyCell gives what stands in a cell without what only surrounds it.
func tidyCell(text string) string {
	return strings.TrimSpace(strings.ReplaceAll(skapa.Tidy(text), "\u00a0", " "))
}

// readDate reads a date: 2025-02-18, 2025/2/18, 20250218, 250218 (in the latest
// century in which it is not after today), 18/2/2025 (the day first, as in
// Sweden), or the number of days that a spreadsheet keeps. A time of day after
// it is left out.
func readDate(text string, today skapa.Date, from1904 bool) (skapa.Date, *skapa.Problem) {
	text = wholeNumber(text)
	if date := clock.FindStringSubmatch(text); date != nil {
		text = strings.TrimSpace(date[1])
	}
	if days := serial.FindStringSubmatch(text); days != nil {
		n, _ := strconv.Atoi(days[1])
		return fromSerial(n, from1904), nil
	}
	if shortYear.MatchString(text) {
		return 0, &skapa.Problem{Key: "error.intake.date.year", Args: skapa.Args{"Text": Short(text)}}
	}
	for _, form := range []*regexp.Regexp{yearFirst, together, dayFirst} {
		match := form.FindStringSubmatch(text)
		if match == nil {
			continue
		}
		y, m, d := part(form, match, "y"), part(form, match, "m"), part(form, match, "d")
		if len(match[form.SubexpIndex("y")]) == 2 {
			y = century(y, m, d, today)
		}
		if date, is := calendar(y, m, d); is {
			return date, nil
		}
		if _, is := calendar(y, d, m); is && form == dayFirst {
			return 0, &skapa.Problem{Key: "error.intake.date.american", Args: skapa.Args{"Text": Short(text)}}
		}
		return 0, &skapa.Problem{Key: "error.intake.date.none", Args: skapa.Args{"Text": Short(text)}}
	}
	return 0, &skapa.Problem{Key: "error.intake.date.unreadable", Args: skapa.Args{"Text": Short(text)}}
}

func part(form *regexp.Regexp, match []string, name string) int {
	n, _ := strconv.Atoi(match[form.SubexpIndex(name)])
	return n
}

// century gives the latest year ending in two digits in which a day is not after
// today.
func century(yy, m, d int, today skapa.Date) int {
	y := today.Year()/100*100 + yy
	if y*10_000+m*100+d > today.Year()*10_000+int(today.Month())*100+today.Day() {
		y -= 100
	}
	return y
}

// calendar gives a date, and whether there is such a one.
func calendar(y, m, d int) (skapa.Date, bool) {
	date := skapa.DateOf(y, time.Month(m), d)
	if date < skapa.FirstDate || date > skapa.LastDate || int(date.Month()) != m || date.Day() != d {
		return 0, false
	}
	return date, true
}

// fromSerial gives the date of a number of days, as Excel counts them: from 1900
// it has a 29 February too many, which is before any number of five digits.
func fromSerial(days int, from1904 bool) skapa.Date {
	if from1904 {
		return skapa.DateOf(1904, time.January, 1).Add(days)
	}
	return skapa.DateOf(1899, time.December, 30).Add(days)
}

// monthFirst tells whether a date can only be read with the month first, as in
// the United States: 02/18/2025. either tells whether it can be read both ways,
// to different days.
func monthFirst(text string) (only, either bool) {
	match := dayFirst.FindStringSubmatch(tidyCell(text))
	if match == nil {
		return false, false
	}
	d, m := part(dayFirst, match, "d"), part(dayFirst, match, "m")
	return m > 12 && d <= 12, m <= 12 && d <= 12 && m != d
}

// wholeNumber writes a whole number without the decimals or the power of ten that
// a spreadsheet may give it: 2.0, 2,0 and 2E0 are 2. Any other text stays as it is.
func wholeNumber(text string) string {
	number := strings.Replace(text, ",", ".", 1)
	if scientist.MatchString(text) {
		if f, err := strconv.ParseFloat(number, 64); err == nil && f < 1e15 && f == float64(int64(f)) {
			return strconv.FormatInt(int64(f), 10)
		}
	}
	if whole, decimals, is := strings.Cut(number, "."); is && whole != "" && strings.Trim(decimals, "0") == "" && decimals != "" {
		if _, err := strconv.ParseUint(whole, 10, 62); err == nil {
			return whole
		}
	}
	return text
}

// Short gives a text of a cell for a sentence: 40 characters of it at most.
func Short(text string) string {
	runes := []rune(text)
	if len(runes) > 40 {
		return string(runes[:39]) + "…"
	}
	return text
}
