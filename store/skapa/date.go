package skapa

import (
	"database/sql/driver"
	"fmt"
	"strings"
	"time"
)

// Date is a civil date without a clock or a zone: the number of days since
// 0001-01-01, plus one. The zero Date is no date. Dates compare with < and >.
type Date int32

// FirstDate and LastDate are the earliest and the latest date that Framsteg
// accepts anywhere. The tables of a workspace have the same limits.
var (
	FirstDate = DateOf(1900, time.January, 1)
	LastDate  = DateOf(2199, time.December, 31)
)

const (
	isoDate       = "2006-01-02"
	secondsPerDay = 24 * 60 * 60
)

var dayOne = time.Date(1, time.January, 1, 0, 0, 0, 0, time.UTC).Unix()

// DateOf gives the date of a year, month and day; as in time.Date, days and
// months outside their range carry over.
func DateOf(year int, month time.Month, day int) Date {
	return dateAt(time.Date(year, month, day, 0, 0, 0, 0, time.UTC))
}

func dateAt(midnight time.Time) Date { return Date((midnight.Unix()-dayOne)/secondsPerDay + 1) }

// DateIn gives the civil date of an instant in the zone that it carries.
func DateIn(t time.Time) Date { return DateOf(t.Date()) }

// ParseDate reads a date written as 2026-11-21 or 20261121. A date that no
// calendar has, or one outside FirstDate … LastDate, is a Problem.
func ParseDate(text string) (Date, error) {
	for _, layout := range []string{isoDate, "20060102"} {
		if t, err := time.Parse(layout, strings.TrimSpace(text)); err == nil {
			if d := DateIn(t); d >= FirstDate && d <= LastDate {
				return d, nil
			}
		}
	}
	return 0, &Problem{Key: "error.date.unreadable", Args: Args{"Text": text}}
}

// IsZero tells whether d is no date.
func (d Date) IsZero() bool { return d == 0 }

// Time gives midnight UTC at the start of d.
func (d Date) Time() time.Time {
	return time.Unix(dayOne+int64(d-1)*secondsPerDay, 0).UTC()
}

// Year, Month and Day give the parts of d.
func (d Date) Year() int         { return d.Time().Year() }
func (d Date) Month() time.Month { return d.Time().Month() }
func (d Date) Day() int          { return d.Time().Day() }

// Add gives the date n days after d.
func (d Date) Add(n int) Date { return d + Date(n) }

// DaysSince gives the number of days from e to d, negative when d is earlier.
func (d Date) DaysSince(e Date) int { return int(d - e) }

// MonthsSince gives the number of whole months from e to d, 0 where d is
// earlier.
func (d Date) MonthsSince(e Date) int {
	n := (d.Year()-e.Year())*12 + int(d.Month()) - int(e.Month())
	if d.Day() < e.Day() {
		n--
	}
	return max(n, 0)
}

// String gives 2026-11-21, and nothing for the zero Date.
func (d Date) String() string {
	if d.IsZero() {
		return ""
	}
	return d.Time().Format(isoDate)
}

// Value gives what a database keeps: the ISO text, or NULL for no date.
func (d Date) Value() (driver.Value, error) {
	if d.IsZero() {
		return nil, nil
	}
	return d.String(), nil
}

// Scan reads what Value wrote.
func (d *Date) Scan(src any) error {
	switch src := src.(type) {
	case nil:
		*d = 0
		return nil
	case string:
		if read := kept(src); read >= FirstDate && read <= LastDate {
			*d = read
			return nil
		}
		return fmt.Errorf("skapa: %q is no date of a database", src)
	}
	return fmt.Errorf("skapa: no date in a %T", src)
}

// kept gives the date of an ISO text, zero for any other text. It is called
// for every row that is read, and time.Parse takes three times as long.
func kept(text string) Date {
	if len(text) != len(isoDate) || text[4] != '-' || text[7] != '-' {
		return 0
	}
	digits := [8]byte{text[0], text[1], text[2], text[3], text[5], text[6], text[8], text[9]}
	n := 0
	for _, digit := range digits {
		if digit < '0' || digit > '9' {
			return 0
		}
		n = n*10 + int(digit-'0')
	}
	year, month, day := n/10_000, time.Month(n/100%100), n%100
	t := time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if t.Month() != month || t.Day() != day {
		return 0 // 31 November is carried over
	}
	return dateAt(t)
}
